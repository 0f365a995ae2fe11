//! Rewrites what typify made into the types that we want, one concern a pass.

mod attributes;
mod constructor;
mod docs;
mod fields;
mod impls;
mod structs;

use quote::ToTokens as _;
use syn::{Attribute, Ident, Item, Type};

pub(crate) use docs::markdown;

use crate::Error;
use crate::model::{NodeId, Schema};
use crate::render::print;

/// A struct on its way to its final form.
pub(crate) struct Struct<'a> {
    /// Its name, which is that of its definition.
    name: &'a str,
    /// Its definition.
    id: NodeId,
    /// Its properties, in the order of the source.
    fields: Vec<Field<'a>>,
    /// The attributes on the struct.
    attributes: Vec<Attribute>,
}

/// A property of a struct.
pub(crate) struct Field<'a> {
    /// The name of the property.
    name: &'a str,
    /// Its schema.
    id: NodeId,
    /// Whether it must be there.
    required: bool,
    /// The name of the field.
    ident: Ident,
    /// The type of its value, without regard to presence.
    value: Type,
    /// The attributes on the field.
    attributes: Vec<Attribute>,
}

impl Struct<'_> {
    /// Its name.
    pub(crate) fn name(&self) -> &str {
        self.name
    }

    /// Its definition.
    pub(crate) fn id(&self) -> NodeId {
        self.id
    }

    /// Its properties, in the order of the source.
    pub(crate) fn fields(&self) -> &[Field<'_>] {
        &self.fields
    }
}

impl Field<'_> {
    /// The name of the property.
    pub(crate) fn name(&self) -> &str {
        self.name
    }

    /// Its schema.
    pub(crate) fn id(&self) -> NodeId {
        self.id
    }

    /// Whether it must be there.
    pub(crate) fn is_required(&self) -> bool {
        self.required
    }

    /// The type of the field, as Rust spells it.
    pub(crate) fn type_name(&self) -> String {
        spelled(&fields::type_of(self))
    }
}

/// The structs of a schema, with the types of their fields.
pub(crate) fn structs(schema: &Schema, expanded: syn::File) -> Result<Vec<Struct<'_>>, Error> {
    let mut structs = structs::find(schema, expanded)?;
    for definition in &mut structs {
        fields::idiomatic_types(schema, definition);
    }
    Ok(structs)
}

/// The printed items of the module, in the order of the source.
pub(crate) fn items(schema: &Schema, structs: &mut [Struct<'_>], module: &str) -> Vec<String> {
    for definition in &mut *structs {
        docs::describe(schema, definition, module);
        attributes::derive(schema, definition);
    }
    let items = structs.iter().flat_map(|definition| {
        [
            print(Item::Struct(fields::item(definition))),
            print(Item::Impl(constructor::new(definition))),
            impls::object(definition),
        ]
    });
    items.collect()
}

/// A type as Rust spells it.
fn spelled(type_: &Type) -> String {
    type_.to_token_stream().to_string().replace(' ', "")
}
