//! The items themselves: structs, newtypes, tuples and enums.

use quote::{format_ident, quote};
use syn::{Item, Type, parse_quote};

use super::attributes::{derives, missing_docs};
use super::docs::{constant_docs, doc, documentation, field_docs};
use super::{Context, Draft};
use crate::types::{Kind, Listed, Presence, Rust, Struct, Union};

/// The item of a type.
pub(super) fn item(context: &Context<'_>, draft: &Draft<'_>) -> Item {
    let name = format_ident!("{}", draft.named.name);
    let docs = documentation(context, draft);
    let derives = derives(context, draft);
    let parts = || draft.parts.iter().map(|(_, type_)| type_);
    match &draft.named.kind {
        Kind::Struct(object) => {
            let allow = missing_docs(context.schema, object);
            let fields = fields(context, draft, object);
            parse_quote! {
                #(#docs)* #derives #allow
                #[non_exhaustive]
                pub struct #name { #(#fields),* }
            }
        }
        Kind::Newtype(_) | Kind::Intersection { .. } => {
            let parts = parts();
            parse_quote!(#(#docs)* #derives pub struct #name(#(#parts),*);)
        }
        Kind::Tuple(tuple) => {
            let are_optional = tuple.elements.iter().map(|element| !element.required);
            let are_optional = are_optional.chain(tuple.rest.iter().map(|_| false));
            let elements = are_optional.zip(parts());
            let elements = elements.map(|(is_optional, type_)| match is_optional {
                true => quote!(pub Option<#type_>),
                false => quote!(pub #type_),
            });
            parse_quote!(#(#docs)* #derives pub struct #name(#(#elements),*);)
        }
        Kind::Listed(listed) => {
            let variants = constants(context, listed);
            let other = listed.other.map(|other| {
                let other = format_ident!("{other}");
                quote!(/// Any other text.
                #other(String))
            });
            parse_quote!(#(#docs)* #derives pub enum #name { #(#variants,)* #other })
        }
        Kind::Union(union) => {
            let variants = variants(context, draft, union);
            parse_quote!(#(#docs)* #derives pub enum #name { #(#variants,)* })
        }
    }
}

/// The type of the field: an option if the property may be absent.
pub(super) fn type_of(presence: Presence, value: &Type) -> Type {
    match presence {
        Presence::Optional => parse_quote!(Option<#value>),
        _ => value.clone(),
    }
}

fn fields(
    context: &Context<'_>,
    draft: &Draft<'_>,
    object: &Struct,
) -> Vec<proc_macro2::TokenStream> {
    let fields = object
        .all_fields()
        .zip(&draft.parts)
        .map(|(field, (ident, value))| {
            let docs = field_docs(context.schema, field);
            let deprecated = field
                .node
                .filter(|id| context.schema.node(*id).is_deprecated());
            let deprecated = deprecated.map(|_| quote!(#[deprecated]));
            let type_ = type_of(field.presence, value);
            quote!(#(#docs)* #deprecated pub #ident: #type_)
        });
    let others = draft
        .others
        .iter()
        .zip(&object.others)
        .map(|(ident, value)| {
            let type_ = match value {
                Rust::Value => quote!(Object),
                value => {
                    let value = context.types.spell(value);
                    quote!(Map<#value>)
                }
            };
            let docs = doc(match value {
                Rust::Value => "Properties that the schema does not mention, as they were read.",
                _ => "All other properties.",
            });
            quote!(#(#docs)* pub #ident: #type_)
        });
    fields.chain(others).collect()
}

fn constants(context: &Context<'_>, listed: &Listed) -> Vec<proc_macro2::TokenStream> {
    let variants = listed.values.iter().map(|constant| {
        let ident = format_ident!("{}", constant.name);
        let docs = constant_docs(context.schema, listed, constant);
        // What can only be one value is that value by default.
        let default = listed.is_constant().then(|| quote!(#[default]));
        quote!(#(#docs)* #default #ident)
    });
    variants.collect()
}

fn variants(
    context: &Context<'_>,
    draft: &Draft<'_>,
    union: &Union,
) -> Vec<proc_macro2::TokenStream> {
    let variants = union
        .variants
        .iter()
        .zip(&draft.parts)
        .map(|(variant, (_, type_))| {
            let ident = format_ident!("{}", variant.name);
            let docs = super::docs::variant_docs(context, union.form, variant);
            quote!(#(#docs)* #ident(#type_))
        });
    variants.collect()
}
