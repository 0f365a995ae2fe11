//! Changes to keywords that have no rule of their own, such as `not`, `if` and `contains`.
//! They are compared by their effect: the same schemas, wherever they are, are no change.

use exactschema::schema::Keyword;
use exactschema_frontend::model::{Entry, Keyword as Known};

use super::super::prover::asserting;
use super::keywords::{self, Found};
use super::{Draft, Look, Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("assertion-added", "", added, "A keyword without a rule of its own was added."),
    rule("assertion-removed", "", removed, "A keyword without a rule of its own was removed."),
    rule("assertion-changed", "", changed, "A keyword without a rule of its own changed."),
];

/// Whether a keyword is compared by its effect alone.
pub(in super::super) fn is_opaque(entry: &Entry) -> bool {
    let is_unknown = matches!(
        entry.keyword,
        Known::Unsupported | Known::Unknown | Known::Malformed(_)
    );
    is_unknown && asserting(&entry.name).is_some()
}

fn added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let found = differing(look).into_iter();
    let found = found.filter(|entries| matches!(entries, [None, Some(_)]));
    found
        .map(|entries| keywords::of(rule, look, entries))
        .collect()
}

fn removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let found = differing(look).into_iter();
    let found = found.filter(|entries| matches!(entries, [Some(_), None]));
    found
        .map(|entries| keywords::of(rule, look, entries))
        .collect()
}

fn changed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let found = differing(look).into_iter();
    let found = found.filter(|entries| matches!(entries, [Some(_), Some(_)]));
    found
        .map(|entries| keywords::of(rule, look, entries))
        .collect()
}

/// The keywords of a name that differ, by what they lead to, in their order.
fn differing<'a>(look: &Look<'_, 'a>) -> Vec<[Option<Found<'a>>; 2]> {
    let nodes = look.pair.own.iter().flat_map(|parts| &parts.nodes);
    let names = nodes.flat_map(|node| &node.keywords);
    let names = names.filter(|entry| is_opaque(entry));
    let mut names: Vec<&str> = names.map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .flat_map(|name| alone(look, name))
        .collect()
}

/// The keywords of a name on either side that have no equal on the other, in pairs.
fn alone<'a>(look: &Look<'_, 'a>, name: &str) -> Vec<[Option<Found<'a>>; 2]> {
    let [mut old, mut new] = [0, 1].map(|side| look.pair.entries(side, name));
    let is_same = |old: &Found<'a>, new: &Found<'a>| match asserting(name) {
        // What it leads to depends on the way, and is compared where it is declared.
        Some(Keyword::DynamicRef) => old.1.json == new.1.json,
        _ => look.walk.are_same([old.0, new.0], name),
    };
    let all = old.clone();
    old.retain(|old| !new.iter().any(|new| is_same(old, new)));
    new.retain(|new| !all.iter().any(|old| is_same(old, new)));
    let count = old.len().max(new.len());
    let pair = |index: usize| [old.get(index).copied(), new.get(index).copied()];
    (0..count).map(pair).collect()
}
