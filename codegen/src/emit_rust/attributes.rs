//! The derives, and what has to be allowed.

use exactschema_frontend::model::Schema;
use proc_macro2::TokenStream;
use quote::quote;

use super::docs::described;
use super::{Context, Draft};
use crate::types::{Kind, Presence, Rust, Struct};

/// The derives of a type, `#[deprecated]`, and `#[doc(hidden)]` for a type that only checks
/// the contents of others.
pub(super) fn derives(context: &Context<'_>, draft: &Draft<'_>) -> TokenStream {
    let copy = is_copy(&draft.named.kind).then(|| quote!(Copy,));
    let default = has_default(context, &draft.named.kind).then(|| quote!(Default,));
    // A double has no total order, and no hash that agrees with its equality. That a
    // property is added must not take either away.
    let comparison = match (draft.has_double, &draft.named.kind) {
        (false, _) => quote!(PartialEq, Eq, PartialOrd, Ord, Hash),
        (true, Kind::Newtype(Rust::Double)) => quote!(PartialEq, PartialOrd),
        (true, _) => quote!(PartialEq),
    };
    let traits = quote!(Clone, #copy Debug, #default #comparison);
    let deprecated = context.schema.node(draft.named.node).is_deprecated();
    let deprecated =
        (deprecated && draft.named.definition_pointer.is_some()).then(|| quote!(#[deprecated]));
    let hidden = (!draft.is_reachable).then(|| quote!(#[doc(hidden)]));
    quote!(#[derive(#traits)] #deprecated #hidden)
}

/// Whether values are as small as a number. An object never is: it may gain properties.
fn is_copy(kind: &Kind) -> bool {
    match kind {
        Kind::Newtype(base) => matches!(
            base,
            Rust::Null | Rust::Bool | Rust::Integer(_) | Rust::Double
        ),
        Kind::Listed(listed) => listed.other.is_none(),
        _ => false,
    }
}

/// Whether all parts have a default.
fn has_default(context: &Context<'_>, kind: &Kind) -> bool {
    match kind {
        Kind::Struct(object) => object.all_fields().all(|field| {
            field.presence == Presence::Optional || context.types.is_constant(&field.value)
        }),
        Kind::Listed(listed) => listed.is_constant(),
        _ => false,
    }
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
