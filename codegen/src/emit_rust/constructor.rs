//! `new`, which takes the required properties alone. The structs are
//! `#[non_exhaustive]`, so there is no other way to begin one.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemImpl, parse_quote};

use super::tokens;
use crate::api::{Meaning, Parameter, Part, Type};
use crate::types::{Rust, Struct, Types};

/// clippy's limit, beyond which a function takes too many arguments.
const MANY: usize = 7;

/// The type of a parameter for text.
const TEXT: &str = "impl Into<String>";

/// The parameters of `new`.
pub(super) fn parameters(types: &Types, object: &Struct, fields: &[Part]) -> Vec<Parameter> {
    let fields = object.all_fields().zip(fields);
    let given = fields.filter(|(field, _)| types.is_given(field));
    let parameters = given.map(|(field, part)| Parameter {
        name: part.name.clone(),
        type_: match field.value {
            Rust::String => TEXT.to_owned(),
            _ => part.type_.clone().unwrap_or_default(),
        },
    });
    parameters.collect()
}

/// The inherent impl with `new`, which takes the parameters or a struct of them.
pub(super) fn new(type_: &Type, parameters: &[Parameter], arguments: Option<&str>) -> ItemImpl {
    let name = tokens(&type_.name);
    let doc = match parameters.len() {
        0 => " Takes nothing: no property has to be given.",
        _ => " Takes the required properties; the others are absent.",
    };
    let values = type_.parts.iter().map(|part| {
        let ident = tokens(&part.name);
        let given = parameters.iter().find(|given| given.name == part.name);
        let value = match (given, arguments) {
            (None, _) => absent(part),
            (Some(_), Some(_)) => quote!(required.#ident),
            (Some(given), None) if given.type_ == TEXT => quote!(#ident.into()),
            (Some(_), None) => return quote!(#ident),
        };
        quote!(#ident: #value)
    });
    let takes = match arguments {
        Some(arguments) => {
            let arguments = tokens(arguments);
            quote!(required: #arguments)
        }
        None => {
            let parameters = parameters.iter().map(|parameter| {
                let (ident, type_) = (tokens(&parameter.name), tokens(&parameter.type_));
                quote!(#ident: #type_)
            });
            quote!(#(#parameters),*)
        }
    };
    let allow = (arguments.is_none() && parameters.len() > MANY).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "one for each required property")]),
    );
    parse_quote! {
        impl #name {
            #[doc = #doc]
            #allow
            pub fn new(#takes) -> Self {
                Self { #(#values,)* }
            }
        }
    }
}

/// The first value of a field that is not given.
fn absent(part: &Part) -> TokenStream {
    let type_ = part.type_.as_deref().unwrap_or_default();
    match &part.meaning {
        Meaning::Property { presence, .. } if presence.is_optional() => quote!(None),
        Meaning::MatchingProperties(_) | Meaning::OtherProperties => {
            let map = tokens(type_.split('<').next().unwrap_or_default());
            quote!(#map::new())
        }
        _ => {
            let type_ = tokens(type_);
            quote!(<#type_>::default())
        }
    }
}
