//! `new`, which takes the required properties alone. The structs are
//! `#[non_exhaustive]`, so there is no other way to begin one.

use quote::{format_ident, quote};
use syn::{ItemImpl, Type, parse_quote};

use super::structs::UNKNOWN;
use super::{Field, Struct};

/// clippy's limit, beyond which a function takes too many arguments.
const MANY: usize = 7;

/// The inherent impl with `new`.
pub(super) fn new(definition: &Struct<'_>) -> ItemImpl {
    let name = format_ident!("{}", definition.name);
    let unknown = format_ident!("{UNKNOWN}");
    let required: Vec<&Field<'_>> = definition.fields.iter().filter(|f| f.required).collect();
    let doc = match required.len() {
        0 => " All properties are absent.",
        _ => " Takes the required properties; the others are absent.",
    };
    let allow = (required.len() > MANY).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "one for each required property")]),
    );
    let arguments = required.iter().map(|field| {
        let (ident, value) = (&field.ident, &field.value);
        match is_string(value) {
            true => quote!(#ident: impl Into<String>),
            false => quote!(#ident: #value),
        }
    });
    let values = definition.fields.iter().map(|field| {
        let ident = &field.ident;
        match (field.required, is_string(&field.value)) {
            (true, true) => quote!(#ident: #ident.into()),
            (true, false) => quote!(#ident),
            (false, _) => quote!(#ident: None),
        }
    });
    parse_quote! {
        impl #name {
            #[doc = #doc]
            #allow
            pub fn new(#(#arguments),*) -> Self {
                Self {
                    #(#values,)*
                    #unknown: Object::new(),
                }
            }
        }
    }
}

fn is_string(type_: &Type) -> bool {
    matches!(type_, Type::Path(path) if path.path.is_ident("String"))
}
