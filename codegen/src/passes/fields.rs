//! The struct itself: types as a person would write them, optional fields as
//! options, and a field for unknown properties.

use quote::format_ident;
use syn::visit_mut::{VisitMut, visit_type_path_mut};
use syn::{ItemStruct, Type, TypePath, parse_quote};

use super::structs::UNKNOWN;
use super::{Field, Struct};

/// `::std::vec::Vec<T>` becomes `Vec<T>`.
pub(super) fn idiomatic_types(definition: &mut Struct<'_>) {
    struct Shorten;

    impl VisitMut for Shorten {
        fn visit_type_path_mut(&mut self, path: &mut TypePath) {
            visit_type_path_mut(self, path);
            if let Some(last) = path.path.segments.pop() {
                path.path = last.into();
            }
        }
    }

    for field in &mut definition.fields {
        Shorten.visit_type_mut(&mut field.value);
    }
}

/// The type of the field: an option if the property may be absent.
pub(super) fn type_of(field: &Field<'_>) -> Type {
    let value = &field.value;
    match field.required {
        true => value.clone(),
        false => parse_quote!(Option<#value>),
    }
}

/// The struct.
pub(super) fn item(definition: &Struct<'_>) -> ItemStruct {
    let name = format_ident!("{}", definition.name);
    let unknown = format_ident!("{UNKNOWN}");
    let attributes = &definition.attributes;
    let fields = definition.fields.iter().map(|field| {
        let (attributes, ident, type_) = (&field.attributes, &field.ident, type_of(field));
        quote::quote!(#(#attributes)* pub #ident: #type_)
    });
    parse_quote! {
        #(#attributes)*
        pub struct #name {
            #(#fields,)*
            /// Properties that the schema does not mention, as they were read.
            #[cfg_attr(feature = "schemars", schemars(flatten))]
            pub #unknown: Object,
        }
    }
}
