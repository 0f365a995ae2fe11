//! Finds the structs in the output of typify and pairs them with the model.

use std::collections::BTreeMap;

use syn::{Expr, ExprLit, Fields, Ident, Item, ItemStruct, Lit, Meta, Token, Type};

use super::{Field, Struct};
use crate::lower::opaque;
use crate::model::{NodeId, Schema};
use crate::{Error, Problem};

/// The field that holds what the schema does not mention.
pub(super) const UNKNOWN: &str = "unknown_properties";

/// The structs of all definitions, in the order of the source.
pub(super) fn find(schema: &Schema, file: syn::File) -> Result<Vec<Struct<'_>>, Error> {
    let mut found: BTreeMap<String, ItemStruct> = BTreeMap::new();
    for item in file.items {
        if let Item::Struct(item) = item {
            found.insert(item.ident.to_string(), item);
        }
    }
    let definitions = schema.definitions().map(|(name, id)| {
        let item = found.remove(&opaque(id));
        let item = item.ok_or_else(|| unexpected(name, "no struct has its name"))?;
        Ok(Struct {
            name,
            id,
            fields: fields(schema, name, id, item)?,
            attributes: Vec::new(),
        })
    });
    definitions.collect()
}

/// The fields of a struct, in the order of the properties of its definition.
fn fields<'a>(
    schema: &'a Schema,
    definition: &str,
    id: NodeId,
    item: ItemStruct,
) -> Result<Vec<Field<'a>>, Error> {
    let Fields::Named(named) = item.fields else {
        return Err(unexpected(definition, "its struct has no named fields"));
    };
    let mut by_name: BTreeMap<String, (Ident, Type)> = BTreeMap::new();
    for field in named.named {
        if let Some(ident) = field.ident {
            let name = renamed(&field.attrs).unwrap_or_else(|| ident.to_string());
            by_name.insert(name, (ident, field.ty));
        }
    }
    let node = schema.node(id);
    let mut fields: Vec<Field<'_>> = Vec::new();
    for (name, id) in node.properties() {
        let (ident, value) = by_name
            .remove(name)
            .ok_or_else(|| unexpected(definition, "a property has no field"))?;
        if ident == UNKNOWN || fields.iter().any(|other| other.ident == ident) {
            return Err(Error::Refused(vec![Problem {
                place: schema.node(*id).place.clone(),
                message: format!("the Rust field for {name:?} would be a second `{ident}`"),
                fix: "give the property a name that differs in more than case or punctuation"
                    .to_owned(),
            }]));
        }
        fields.push(Field {
            name,
            id: *id,
            required: node.requires(name),
            ident,
            value,
            attributes: Vec::new(),
        });
    }
    Ok(fields)
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
