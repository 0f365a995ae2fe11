//! Emission of Rust: the output of typify becomes the final types, one concern a
//! module.

mod annotations;
mod constraints;
mod constructor;
mod declaration;
mod derives;
mod description;
mod docs;
mod doubles;
mod expanded;
mod idiomatic;
mod impls;
mod literal;
mod union;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Ident, Item, Type};

use exactschema_frontend::model::Schema;
use exactschema_sample::Examples;

use crate::api;
use crate::error::Error;
use crate::links::{Exported, Links, stand_in};
use crate::render::print;
use crate::settings::Settings;
use crate::types::{Kind, Named, Presence, Rust, Struct, Types};

/// A type on its way to its final form.
pub(crate) struct Draft<'a> {
    pub(crate) named: &'a Named,
    /// Whether a user of the types can reach it.
    pub(crate) is_reachable: bool,
    /// The JSON Pointer of its schema, if its values have to be evaluated.
    evaluated: Option<String>,
    /// Whether it has a finite value.
    is_finite: bool,
    /// Whether it contains a double.
    has_double: bool,
    /// Its parts, in order: the name of the field, and its type without regard to presence.
    parts: Vec<(Ident, Type)>,
    /// The field that holds properties which are not declared.
    others: Option<Ident>,
}

/// All that there is to know of the schema.
pub(crate) struct Context<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) types: &'a Types,
    pub(crate) examples: &'a Examples<'a>,
    /// The name of the module.
    pub(crate) module: &'a str,
    pub(crate) settings: &'a Settings,
    pub(crate) links: &'a Links,
}

impl Draft<'_> {
    /// The type of a part, as Rust spells it.
    pub(crate) fn spelled(&self, part: usize) -> String {
        self.parts
            .get(part)
            .map(|(_, type_)| spelled(type_))
            .unwrap_or_default()
    }
}

/// The types of a schema, with the types of their fields.
pub(crate) fn drafts<'a>(
    schema: &Schema,
    types: &'a Types,
    expanded: syn::File,
) -> Result<Vec<Draft<'a>>, Error> {
    let mut drafts = expanded::find(schema, types, expanded)?;
    for draft in drafts.iter_mut().filter(|draft| draft.named.is_evaluated) {
        draft.evaluated = Some(schema.node(draft.named.node).place.pointer.clone());
    }
    idiomatic::rename(types, &mut drafts);
    drafts.retain(|draft| !matches!(draft.named.kind, Kind::External(_)));
    // Each definition before what it needs, in the order of the source.
    drafts.sort_by_key(|draft| draft.named.node);
    Ok(drafts)
}

/// The types of the definitions, by JSON Pointer, for other modules.
pub(crate) fn exported(context: &Context<'_>, drafts: &[Draft<'_>]) -> BTreeMap<String, Exported> {
    let definitions = drafts.iter().filter_map(|draft| {
        let pointer = draft.named.definition_pointer.clone()?;
        let exported = Exported {
            name: draft.named.name.clone(),
            is_evaluated: draft.named.is_evaluated,
            has_double: draft.has_double,
            stand_in: stand_in(context.schema, draft.named.node, &draft.named.name),
        };
        Some((pointer, exported))
    });
    let mut exported: BTreeMap<String, Exported> = definitions.collect();
    // The type of a root that only refers to a definition is hidden.
    if let Some(referred) = context.types.referred() {
        let pointer = &context.types.get(referred.type_).definition_pointer;
        let definition = pointer.as_ref().and_then(|pointer| exported.get(pointer));
        if let Some(definition) = definition.cloned() {
            exported.insert(String::new(), definition);
        }
    }
    exported
}

/// The descriptions of the types, in the order of the source.
pub(crate) fn describe(context: &Context<'_>, drafts: &[Draft<'_>]) -> Vec<api::Type> {
    let types = drafts.iter().flat_map(|draft| {
        let type_ = description::of(context, draft);
        let arguments = description::arguments(context, draft, &type_);
        std::iter::once(type_).chain(arguments)
    });
    description::alias(context)
        .into_iter()
        .chain(types)
        .collect()
}

/// The printed items of the module.
pub(crate) fn items(types: &[api::Type]) -> Vec<String> {
    let items = types.iter().flat_map(|type_| {
        let constructor = match &type_.kind {
            api::Kind::Struct {
                parameters,
                arguments,
                ..
            } => Some(constructor::new(type_, parameters, arguments.as_deref())),
            _ => None,
        };
        [
            Some(print(declaration::item(type_))),
            constructor.map(|item| print(Item::Impl(item))),
            impls::invocation(type_),
        ]
    });
    items.flatten().collect()
}

/// The type of a field, as Rust spells it: an option if it may be absent.
pub(crate) fn field_type(draft: &Draft<'_>, index: usize, presence: Presence) -> String {
    let value = draft.spelled(index);
    match presence.is_optional() {
        true => format!("Option<{value}>"),
        false => value,
    }
}

/// The name of the field that holds properties whose names match patterns.
const PATTERNED: &str = "pattern_properties";

/// The name of the field that holds properties which are not declared.
fn others_name(object: &Struct) -> Option<&'static str> {
    match object.others.as_ref()? {
        Rust::Value => Some("unknown_properties"),
        _ => Some("additional_properties"),
    }
}

/// A type as Rust spells it.
fn spelled(type_: &Type) -> String {
    type_
        .to_token_stream()
        .to_string()
        .replace(' ', "")
        .replace(',', ", ")
}

/// The tokens of a name or type that was spelled here, which lexes for that reason.
fn tokens(spelled: &str) -> TokenStream {
    spelled.parse().unwrap_or_default()
}
