//! Additions to the schemas that types emit.

use exactschema_frontend::json::Json;

use super::literal::literal;
use super::{Context, Draft};
use crate::api::Residual;
use crate::types::Addition;

/// Additions to the schema of a type; at the root, also the definitions that are not
/// reachable.
pub(super) fn annotations(context: &Context<'_>, draft: &Draft<'_>) -> Vec<String> {
    let additions = draft.named.additions.iter();
    let mut entries: Vec<String> = additions
        .map(|(at, addition)| match addition {
            Addition::Json(json) => format!("({}, {})", literal(at), literal(&json.compact())),
            Addition::Reference { target, spelled } => {
                let spelled = Json::from(spelled.clone()).compact();
                let (at, target, spelled) = (literal(at), literal(target), literal(&spelled));
                format!("({at}, reference {target} {spelled})")
            }
            Addition::Residual { pointer, keywords } => {
                let keywords: Vec<String> =
                    keywords.iter().map(|(name, _)| literal(name)).collect();
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

/// The keywords that the evaluator asserts for a type.
pub(super) fn residual(draft: &Draft<'_>) -> Vec<Residual> {
    let mut all = Vec::new();
    for (at, addition) in &draft.named.additions {
        if let Addition::Residual { keywords, .. } = addition {
            all.extend(keywords.iter().map(|(keyword, value)| Residual {
                at: at.clone(),
                keyword: keyword.clone(),
                value: Json::from(value.clone()).compact(),
            }));
        }
    }
    all
}
