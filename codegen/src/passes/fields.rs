//! The struct itself: types as a person would write them, optional fields as
//! options, and a field for unknown properties.

use std::collections::BTreeMap;

use quote::format_ident;
use syn::visit_mut::{VisitMut, visit_type_path_mut};
use syn::{Ident, ItemStruct, Type, TypePath, parse_quote};

use super::structs::UNKNOWN;
use super::{Field, Struct};
use crate::lower::opaque;
use crate::model::Schema;

/// `::std::vec::Vec<T>` becomes `Vec<T>`, and the opaque names of definitions
/// their real ones.
pub(super) fn idiomatic_types(schema: &Schema, definition: &mut Struct<'_>) {
    struct Shorten {
        names: BTreeMap<String, Ident>,
    }

    impl VisitMut for Shorten {
        fn visit_type_path_mut(&mut self, path: &mut TypePath) {
            visit_type_path_mut(self, path);
            if let Some(mut last) = path.path.segments.pop() {
                if let Some(name) = self.names.get(&last.ident.to_string()) {
                    last.ident = name.clone();
                }
                path.path = last.into();
            }
        }
    }

    let definitions = schema.definitions();
    let names = definitions.map(|(name, id)| (opaque(id), format_ident!("{name}")));
    let mut shorten = Shorten {
        names: names.collect(),
    };
    for field in &mut definition.fields {
        shorten.visit_type_mut(&mut field.value);
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
