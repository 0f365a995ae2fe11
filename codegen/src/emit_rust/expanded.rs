//! Finds the structs in the output of typify and pairs them with our types.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::Schema;
use quote::format_ident;
use syn::{Expr, ExprLit, Fields, Ident, Item, ItemStruct, Lit, Meta, Token, Type};
use unicode_normalization::UnicodeNormalization as _;

use super::doubles::with_doubles;
use super::{Draft, PATTERNED, others_name};
use crate::error::Error;
use crate::types::{Kind, Named, Types, field_name};

/// A draft of each type.
pub(super) fn find<'a>(
    schema: &Schema,
    types: &'a Types,
    file: syn::File,
) -> Result<Vec<Draft<'a>>, Error> {
    let mut found: BTreeMap<String, ItemStruct> = BTreeMap::new();
    for item in file.items {
        if let Item::Struct(item) = item {
            found.insert(item.ident.to_string(), item);
        }
    }
    let reachable = types.reachable();
    let with_doubles = with_doubles(types);
    let finite = types.finite();
    let drafts = types.iter().map(|(id, named)| {
        let item = found.remove(&id.opaque());
        let item = item.ok_or_else(|| unexpected(&named.name, "no struct has its name"))?;
        let draft = draft(schema, named, item)?;
        Ok(Draft {
            is_reachable: reachable.contains(&id),
            is_finite: finite.contains(&id),
            has_double: with_doubles.contains(&id),
            ..draft
        })
    });
    drafts.collect()
}

/// The parts of a type, in their order.
fn draft<'a>(schema: &Schema, named: &'a Named, item: ItemStruct) -> Result<Draft<'a>, Error> {
    let Fields::Named(fields) = item.fields else {
        return Err(unexpected(&named.name, "its struct has no named fields"));
    };
    let mut by_name: BTreeMap<String, (Ident, Type)> = BTreeMap::new();
    for field in fields.named {
        if let Some(ident) = field.ident {
            let name = renamed(&field.attrs).unwrap_or_else(|| ident.to_string());
            by_name.insert(name, (ident, field.ty));
        }
    }
    let others = match &named.kind {
        Kind::Struct(object) => others_name(object),
        _ => None,
    };
    let patterned = match &named.kind {
        Kind::Struct(object) => object.patterned.as_ref().map(|_| PATTERNED),
        _ => None,
    };
    let taken = patterned.into_iter().chain(others);
    let mut taken: BTreeSet<String> = taken.map(str::to_owned).collect();
    let own = own_names(schema, named);
    let parts = named.parts().into_iter().map(|(name, _)| {
        let part = by_name.remove(&name);
        let (ident, type_) = part.ok_or_else(|| unexpected(&named.name, "a part has no field"))?;
        let ident = own
            .get(name.as_str())
            .map_or(ident, |own| format_ident!("{own}"));
        Ok((name, ident, type_))
    });
    let mut parts = parts.collect::<Result<Vec<_>, Error>>()?;
    // Of those that want one name, it is given to the property that is spelled so, whatever
    // their order in the schema.
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| {
        let (name, ident, _) = &parts[*index];
        let is_own = own.contains_key(name.as_str());
        (!is_own, ident != name, name)
    });
    for index in order {
        let ident = parts[index].1.clone();
        parts[index].1 = free(ident, &mut taken);
    }
    let parts = parts.into_iter().map(|(_, ident, type_)| (ident, type_));
    Ok(Draft {
        named,
        is_reachable: false,
        evaluated: None,
        is_finite: true,
        has_double: false,
        parts: parts.collect(),
        others: others.map(|name| format_ident!("{name}")),
    })
}

/// The names that the schema sets for the fields of properties.
fn own_names<'a>(schema: &'a Schema, named: &'a Named) -> BTreeMap<&'a str, &'a str> {
    let fields = match &named.kind {
        Kind::Struct(object) => Some(object.all_fields()),
        _ => None,
    };
    let fields = fields.into_iter().flatten();
    let own = fields.filter_map(|field| {
        let own = field_name(schema.node(field.node?))?;
        Some((field.name.as_str(), own))
    });
    own.collect()
}

/// A name for a field that no other has: `fooBar` and `foo_bar` are one in Rust.
fn free(ident: Ident, taken: &mut BTreeSet<String>) -> Ident {
    let name: String = ident.to_string().nfc().collect();
    let mut numbered = (2..).map(|n| format_ident!("{}_{n}", name.trim_end_matches('_')));
    let mut ident = match syn::parse_str(&name) {
        Ok(normal) => normal,
        Err(_) => ident,
    };
    while !taken.insert(ident.to_string()) {
        // There are more numbers than fields.
        ident = numbered.next().unwrap_or(ident);
    }
    ident
}

/// The name in `#[serde(rename = "…")]`.
fn renamed(attributes: &[syn::Attribute]) -> Option<String> {
    let serde = attributes.iter().filter(|a| a.path().is_ident("serde"));
    serde
        .filter_map(|attribute| {
            let list = syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated;
            attribute.parse_args_with(list).ok()
        })
        .flatten()
        .find_map(|meta| match meta {
            Meta::NameValue(pair) if pair.path.is_ident("rename") => match pair.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(name),
                    ..
                }) => Some(name.value()),
                _ => None,
            },
            _ => None,
        })
}

fn unexpected(definition: &str, message: &str) -> Error {
    Error::Unexpected {
        definition: definition.to_owned(),
        message: message.to_owned(),
    }
}
