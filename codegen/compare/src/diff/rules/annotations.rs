//! Changes to annotations, `$comment`, anchors, identifiers and extensions.

use exactschema_frontend::model::Keyword;

use super::super::prover::asserting;
use super::keywords::{added, changed, differs, differs_in, removed};
use super::{Draft, Look, Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("title-changed", "title", differs, "A title changed."),
    rule("description-changed", "description", differs, "A description changed."),
    rule("default-changed", "default", differs, "A default value changed."),
    rule("examples-changed", "examples", differs, "Examples changed."),
    rule("deprecated-added", "deprecated", added, "A value became deprecated."),
    rule("deprecated-removed", "deprecated", removed, "A value is no longer deprecated."),
    rule("read-only-changed", "readOnly", differs, "`readOnly` changed."),
    rule("write-only-changed", "writeOnly", differs, "`writeOnly` changed."),
    rule("comment-changed", "$comment", differs, "A comment changed."),
    rule("known-values-changed", "x-extensible-enum", changed, "The known values of an extensible enum changed."),
    rule("known-values-added", "x-extensible-enum", added, "A string became an extensible enum."),
    rule("known-values-removed", "x-extensible-enum", removed, "An extensible enum became a plain string."),
    rule("extension-changed", "", extensions, "A keyword that asserts nothing, such as x-…, changed."),
    rule("anchor-changed", "$anchor", differs, "An anchor changed."),
    rule("dialect-changed", "$schema", differs, "The dialect of the document changed."),
    rule("identifier-changed", "$id", differs, "The `$id` of the document changed."),
];

/// Reports every unknown keyword, and every annotation without a rule of its own.
fn extensions<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let nodes = look.pair.own.iter().flat_map(|parts| &parts.nodes);
    let own = nodes.flat_map(|node| &node.keywords);
    let own = own.filter(|entry| match &entry.keyword {
        Keyword::Extension => true,
        Keyword::Unsupported | Keyword::Unknown | Keyword::Unasserted => {
            asserting(&entry.name).is_none() && !RULES.iter().any(|rule| rule.keyword == entry.name)
        }
        _ => false,
    });
    let mut names: Vec<&'a str> = own.map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let names = names.into_iter();
    names
        .flat_map(|name| differs_in(rule, name, look))
        .collect()
}
