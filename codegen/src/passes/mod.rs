//! Rewrites what typify made into the types that we want, one concern a pass.

mod attributes;
mod constructor;
mod docs;
mod fields;
mod impls;
mod structs;

use syn::{Attribute, Ident, Item, Type};

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

/// The printed items of the module, in the order of the source.
pub(crate) fn run(
    schema: &Schema,
    expanded: syn::File,
    module: &str,
) -> Result<Vec<String>, Error> {
    let mut structs = structs::find(schema, expanded)?;
    for definition in &mut structs {
        fields::idiomatic_types(schema, definition);
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
    Ok(items.collect())
}
