//! What is said for people, and for programs around the schema.

use super::keywords::{added, changed, differs, differs_in, removed};
use super::{Draft, Look, Rule, rule};
use crate::model::Keyword;

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("title-changed", "title", differs, "A schema has another title."),
    rule("description-changed", "description", differs, "A schema is described otherwise."),
    rule("default-changed", "default", differs, "The value that stands for an absent one is another."),
    rule("examples-changed", "examples", differs, "Other examples are given."),
    rule("deprecated-added", "deprecated", added, "A value is deprecated, and was not."),
    rule("deprecated-removed", "deprecated", removed, "A value was deprecated, and is not any more."),
    rule("read-only-changed", "readOnly", differs, "Whether only the server writes a value is said otherwise."),
    rule("write-only-changed", "writeOnly", differs, "Whether only clients write a value is said otherwise."),
    rule("comment-changed", "$comment", differs, "The authors say something else among themselves."),
    rule("known-values-changed", "x-extensible-enum", changed, "Other values are known among those that are allowed."),
    rule("known-values-added", "x-extensible-enum", added, "Some values are known among those that are allowed, and none were."),
    rule("known-values-removed", "x-extensible-enum", removed, "Some values were known among those that are allowed, and none are."),
    rule("extension-changed", "", extensions, "A keyword of one's own, x-…, is another."),
    rule("anchor-changed", "$anchor", differs, "A schema has another anchor."),
    rule("identifier-changed", "$id", differs, "The document has another name."),
];

/// Reports every keyword of one's own.
fn extensions<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let nodes = look.pair.own.iter().flat_map(|parts| &parts.nodes);
    let own = nodes.flat_map(|node| &node.keywords);
    let own = own.filter(|entry| matches!(entry.keyword, Keyword::Extension));
    let mut names: Vec<&'a str> = own.map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let names = names.into_iter();
    names
        .flat_map(|name| differs_in(rule, name, look))
        .collect()
}
