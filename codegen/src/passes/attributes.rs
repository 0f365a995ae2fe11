//! The derives, and what has to be allowed.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::described;
use super::{Context, Draft};
use crate::model::Schema;
use crate::types::{Field, Kind, Presence, Rust, Struct, is_open};

/// The derives of a type, `#[deprecated]`, and what hides a type that only checks
/// what others hold.
pub(super) fn derives(context: &Context<'_>, draft: &Draft<'_>) -> TokenStream {
    let traits = match &draft.named.kind {
        Kind::Struct(object) => {
            let by_default = |field: &Field| {
                field.presence == Presence::Optional || context.types.is_constant(&field.value)
            };
            match object.all_fields().all(by_default) {
                true => quote!(Clone, Debug, Default, PartialEq),
                false => quote!(Clone, Debug, PartialEq),
            }
        }
        Kind::Newtype(Rust::Text(_)) => quote!(Clone, Debug, PartialEq, Eq, Hash),
        Kind::Newtype(Rust::String) => {
            quote!(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)
        }
        Kind::Newtype(Rust::Integer(_)) => {
            quote!(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)
        }
        Kind::Newtype(Rust::Double) => quote!(Clone, Copy, Debug, PartialEq, PartialOrd),
        Kind::Texts { keyword, .. } if is_open(keyword) => {
            quote!(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)
        }
        Kind::Texts { values, .. } | Kind::Constants { values, .. } => match values.as_slice() {
            [_] => quote!(
                Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash
            ),
            _ => quote!(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash),
        },
        Kind::Newtype(_) | Kind::Tuple(_) | Kind::Union(_) | Kind::Intersection { .. } => {
            quote!(Clone, Debug, PartialEq)
        }
    };
    let deprecated = context.schema.node(draft.named.node).is_deprecated();
    let deprecated = (deprecated && draft.named.home.is_some()).then(|| quote!(#[deprecated]));
    let hidden = (!draft.is_met).then(|| quote!(#[doc(hidden)]));
    quote!(#[derive(#traits)] #deprecated #hidden)
}

/// Fields without a description have no documentation.
pub(super) fn missing_docs(schema: &Schema, object: &Struct) -> Option<TokenStream> {
    let described = |id| described(schema, id).is_some();
    let all = object
        .all_fields()
        .all(|field| field.node.is_some_and(described));
    (!all).then(|| {
        let reason = "the schema does not describe all properties";
        quote!(#[allow(missing_docs, reason = #reason)])
    })
}
