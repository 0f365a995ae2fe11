//! `new`, which takes the required properties alone. The structs are
//! `#[non_exhaustive]`, so there is no other way to begin one.

use quote::{format_ident, quote};
use syn::{ItemImpl, parse_quote};

use super::Draft;
use crate::types::{Presence, Rust, Struct, Types};

/// clippy's limit, beyond which a function takes too many arguments.
const MANY: usize = 7;

/// The inherent impl with `new`.
pub(super) fn new(types: &Types, draft: &Draft<'_>, object: &Struct) -> ItemImpl {
    let name = format_ident!("{}", draft.named.name);
    let fields = || object.all_fields().zip(&draft.parts);
    // What can only be one value need not be given.
    let is_given = |value: &Rust, presence: Presence| {
        presence != Presence::Optional && !types.is_constant(value)
    };
    let arguments = fields().filter(|(field, _)| is_given(&field.value, field.presence));
    let arguments: Vec<_> = arguments
        .map(|(field, (ident, type_))| match field.value {
            Rust::String => quote!(#ident: impl Into<String>),
            _ => quote!(#ident: #type_),
        })
        .collect();
    let values = fields().map(|(field, (ident, type_))| {
        match (is_given(&field.value, field.presence), &field.value) {
            (true, Rust::String) => quote!(#ident: #ident.into()),
            (true, _) => quote!(#ident),
            (false, _) if field.presence == Presence::Optional => quote!(#ident: None),
            (false, _) => quote!(#ident: <#type_>::default()),
        }
    });
    let others = draft.others.iter().map(|ident| match object.others {
        Some(Rust::Value) => quote!(#ident: Object::new(),),
        _ => quote!(#ident: Map::new(),),
    });
    let doc = match arguments.len() {
        0 => " Takes nothing: no property has to be given.",
        _ => " Takes the required properties; the others are absent.",
    };
    let allow = (arguments.len() > MANY).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "one for each required property")]),
    );
    parse_quote! {
        impl #name {
            #[doc = #doc]
            #allow
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* #(#others)* }
            }
        }
    }
}
