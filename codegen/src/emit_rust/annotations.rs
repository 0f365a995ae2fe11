//! Additions to the schemas that types emit.

use super::literal::literal;
use super::{Context, Draft};
use crate::types::Addition;

/// Additions to the schema of a type; at the root, also the definitions that are not
/// reachable.
pub(super) fn annotations(context: &Context<'_>, draft: &Draft<'_>) -> Vec<String> {
    let additions = draft.named.additions.iter();
    let mut entries: Vec<String> = additions
        .map(|(at, addition)| match addition {
            Addition::Json(json) => format!("({}, {})", literal(at), literal(&json.compact())),
            Addition::Residual { pointer, keywords } => {
                let keywords: Vec<String> = keywords.iter().map(|name| literal(name)).collect();
                let (at, pointer, keywords) = (literal(at), literal(pointer), keywords.join(", "));
                format!("({at}, residual {pointer} [{keywords}])")
            }
        })
        .collect();
    if std::ptr::eq(draft.named, context.types.root()) {
        let unreachable = context.types.unreachable();
        let unreachable: Vec<&str> = unreachable.map(|named| named.name.as_str()).collect();
        if !unreachable.is_empty() {
            entries.push(format!("(\"\", definitions [{}])", unreachable.join(", ")));
        }
    }
    entries
}
