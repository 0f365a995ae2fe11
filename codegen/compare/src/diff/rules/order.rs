//! Changes of order alone.

use exactschema_sample::declared;

use super::super::message::Words;
use super::super::walk::choice;
use super::{Draft, Look, Rule, rule};

/// The rules. They are about several keywords, whose other rules are elsewhere.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("order-changed", "", order, "Keywords, properties or values were reordered."),
];

/// Reports lists that are the same but for their order.
fn order<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let properties = [0, 1].map(|side| declared(&look.pair.own[side]));
    let names = [0, 1].map(|side| {
        let nodes = look.pair.own[side].nodes.iter();
        nodes.flat_map(|node| node.required()).cloned().collect()
    });
    let values = [0, 1].map(|side| {
        let listed = look.pair.own[side].constants().unwrap_or_default();
        listed.iter().map(|json| json.canonical()).collect()
    });
    let lists = [
        ("properties", "names", properties),
        ("required", "names", names),
        ("enum", "lists", values),
    ];
    let drafts = lists.into_iter().filter_map(|(keyword, verb, [old, new])| {
        let entries = look.first(keyword);
        if !is_reordered(&old, &new) || entries.iter().any(Option::is_none) {
            return None;
        }
        let message = Words::of(format!("has another order of what `{keyword}` {verb}"));
        Some(look.draft(rule, entries, message))
    });
    drafts.chain(branches(rule, look)).collect()
}

/// Reports branches that correspond and have another order.
fn branches<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Option<Draft<'a>> {
    let (old, new) = (choice(look.pair, 0)?, choice(look.pair, 1)?);
    let pairs = &look.pair.branches.pairs;
    let places = new.1.iter().filter_map(|id| {
        let (one, _) = pairs
            .iter()
            .map(|[old, new]| (old, new))
            .find(|(_, new)| *new == id)?;
        old.1.iter().position(|other| other == one)
    });
    if places.is_sorted() {
        return None;
    }
    let message = Words::of(format!(
        "has another order of the branches of `{}`",
        new.3.name
    ));
    let entries = [Some((old.2, old.3)), Some((new.2, new.3))];
    Some(look.draft(rule, entries, message))
}

/// Whether what both lists have is not in the same order.
fn is_reordered(old: &[String], new: &[String]) -> bool {
    let left = old.iter().filter(|name| new.contains(name));
    let right = new.iter().filter(|name| old.contains(name));
    !left.eq(right)
}
