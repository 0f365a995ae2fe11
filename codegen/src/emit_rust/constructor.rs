//! `new`, which takes the required properties alone. The structs are
//! `#[non_exhaustive]`, so there is no other way to begin one.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemImpl, parse_quote};

use super::tokens;
use crate::api::{Meaning, Parameter, Part, Presence, Type};
use crate::types::{Rust, Struct, Types};

/// clippy's limit, beyond which a function takes too many arguments.
const MANY: usize = 7;

/// The type of a parameter for text.
const TEXT: &str = "impl Into<String>";

/// The parameters of `new`: the fields that are required, and that are no constants.
pub(super) fn parameters(types: &Types, object: &Struct, fields: &[Part]) -> Vec<Parameter> {
    let fields = object.all_fields().zip(fields);
    // What can only be one value need not be given.
    let given = fields.filter(|(field, _)| {
        field.presence != Presence::Optional && !types.is_constant(&field.value)
    });
    let parameters = given.map(|(field, part)| Parameter {
        name: part.name.clone(),
        type_: match field.value {
            Rust::String => TEXT.to_owned(),
            _ => part.type_.clone().unwrap_or_default(),
        },
    });
    parameters.collect()
}

/// The inherent impl with `new`.
pub(super) fn new(type_: &Type, parameters: &[Parameter]) -> ItemImpl {
    let name = tokens(&type_.name);
    let values = type_.parts.iter().map(|part| value(part, parameters));
    let arguments = parameters.iter().map(|parameter| {
        let (ident, type_) = (tokens(&parameter.name), tokens(&parameter.type_));
        quote!(#ident: #type_)
    });
    let doc = match parameters.len() {
        0 => " Takes nothing: no property has to be given.",
        _ => " Takes the required properties; the others are absent.",
    };
    let allow = (parameters.len() > MANY).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "one for each required property")]),
    );
    parse_quote! {
        impl #name {
            #[doc = #doc]
            #allow
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* }
            }
        }
    }
}

/// A field with its first value.
fn value(part: &Part, parameters: &[Parameter]) -> TokenStream {
    let ident = tokens(&part.name);
    let type_ = part.type_.as_deref().unwrap_or_default();
    let parameter = parameters.iter().find(|given| given.name == part.name);
    match (parameter, &part.meaning) {
        (Some(parameter), _) if parameter.type_ == TEXT => quote!(#ident: #ident.into()),
        (Some(_), _) => quote!(#ident),
        (
            None,
            Meaning::Property {
                presence: Presence::Optional,
                ..
            },
        ) => quote!(#ident: None),
        (None, Meaning::OtherProperties) => {
            let map = tokens(type_.split('<').next().unwrap_or_default());
            quote!(#ident: #map::new())
        }
        (None, _) => {
            let type_ = tokens(type_);
            quote!(#ident: <#type_>::default())
        }
    }
}
