//! The items themselves: structs, newtypes, tuples and enums.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::tokens;
use crate::api::{Conjunct, Kind, Meaning, Part, Type};

/// The item of a type.
pub(super) fn item(type_: &Type) -> Item {
    let name = tokens(&type_.name);
    let attributes = attributes(type_);
    let parts = type_.parts.iter();
    match &type_.kind {
        Kind::Struct { .. } => {
            let fields = parts.map(field);
            parse_quote! {
                #attributes
                #[non_exhaustive]
                pub struct #name { #(#fields),* }
            }
        }
        Kind::Alias(of) => {
            let (docs, of) = (&type_.docs, tokens(of));
            parse_quote!(#(#[doc = #docs])* pub type #name = #of;)
        }
        Kind::Arguments => {
            let fields = parts.map(field);
            parse_quote!(#attributes pub struct #name { #(#fields),* })
        }
        Kind::Newtype { of, .. }
        | Kind::Intersection {
            of: Conjunct { type_: of, .. },
            ..
        } => {
            let of = tokens(of);
            parse_quote!(#attributes pub struct #name(#of);)
        }
        Kind::Tuple => {
            let elements = parts.filter_map(|part| part.type_.as_deref()).map(tokens);
            parse_quote!(#attributes pub struct #name(#(pub #elements),*);)
        }
        Kind::Listed { .. } | Kind::Union(_) => {
            let has_default = type_.derives.iter().any(|name| name == "Default");
            let variants = parts.map(|part| variant(part, has_default));
            parse_quote!(#attributes pub enum #name { #(#variants,)* })
        }
    }
}

fn attributes(type_: &Type) -> TokenStream {
    let docs = &type_.docs;
    let derives = type_.derives.iter().map(|name| tokens(name));
    let deprecated = type_.is_deprecated.then(|| quote!(#[deprecated]));
    let hidden = type_.is_hidden.then(|| quote!(#[doc(hidden)]));
    // Fields without a description have no documentation.
    let is_undescribed =
        |part: &Part| matches!(part.meaning, Meaning::Property { .. }) && part.docs.is_empty();
    let allow = type_.parts.iter().any(is_undescribed).then(|| {
        let reason = "the schema does not describe all properties";
        quote!(#[allow(missing_docs, reason = #reason)])
    });
    quote!(#(#[doc = #docs])* #[derive(#(#derives),*)] #deprecated #hidden #allow)
}

fn field(part: &Part) -> TokenStream {
    let (docs, name) = (&part.docs, tokens(&part.name));
    let type_ = part.type_.as_deref().map(tokens);
    let deprecated = part.is_deprecated.then(|| quote!(#[deprecated]));
    quote!(#(#[doc = #docs])* #deprecated pub #name: #type_)
}

fn variant(part: &Part, is_default: bool) -> TokenStream {
    let (docs, name) = (&part.docs, tokens(&part.name));
    let value = part
        .type_
        .as_deref()
        .map(tokens)
        .map(|type_| quote!((#type_)));
    // What can only be one value is that value by default.
    let default = is_default.then(|| quote!(#[default]));
    quote!(#(#[doc = #docs])* #default #name #value)
}
