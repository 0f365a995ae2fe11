//! Keywords that one side has and the other has not, or with another value.

use exactschema_frontend::model::{Entry, Keyword, Node};
use exactschema_sample::declared_range;

use super::super::message::Words;
use super::super::part::Part;
use super::super::prover::asserting;
use super::words::{must, value};
use super::{Draft, Look, Rule};
use exactschema_sample::Instance;

/// A keyword with its schema.
pub(super) type Found<'a> = (&'a Node, &'a Entry);

/// Reports a keyword that only the new side has.
pub(super) fn added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    only_new(rule, rule.keyword, look)
}

/// Reports a keyword that only the old side has.
pub(super) fn removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    only_old(rule, rule.keyword, look)
}

/// Reports a keyword that has another value.
pub(super) fn changed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    both(rule, rule.keyword, look)
}

/// Reports that a keyword has changed, was added or removed.
pub(super) fn differs<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    differs_in(rule, rule.keyword, look)
}

/// Reports that the keyword of a name has changed, was added or removed.
pub(super) fn differs_in<'a>(rule: &Rule, name: &str, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let reports = [only_new, only_old, both];
    reports
        .iter()
        .flat_map(|report| report(rule, name, look))
        .collect()
}

fn only_new<'a>(rule: &Rule, name: &str, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let [old, new] = alone(name, look);
    let new = new.into_iter().skip(old.len());
    new.map(|new| of(rule, look, [None, Some(new)])).collect()
}

fn only_old<'a>(rule: &Rule, name: &str, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let [old, new] = alone(name, look);
    let old = old.into_iter().skip(new.len());
    old.map(|old| of(rule, look, [Some(old), None])).collect()
}

fn both<'a>(rule: &Rule, name: &str, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let [old, new] = alone(name, look);
    let both = old.into_iter().zip(new);
    both.map(|(old, new)| of(rule, look, [Some(old), Some(new)]))
        .collect()
}

/// The keywords of either side that have no equal on the other.
fn alone<'a>(name: &str, look: &Look<'_, 'a>) -> [Vec<Found<'a>>; 2] {
    let [mut old, mut new] = [0, 1].map(|side| look.pair.entries(side, name));
    let has_effect = |(_, entry): &Found<'_>| {
        !matches!(
            entry.keyword,
            Keyword::UniqueItems(false) | Keyword::Deprecated(false)
        )
    };
    old.retain(has_effect);
    new.retain(has_effect);
    let values = |found: &[Found<'a>]| -> Vec<Instance> {
        found
            .iter()
            .map(|(_, entry)| Instance::from(&entry.json))
            .collect()
    };
    let (left, right) = (values(&old), values(&new));
    old.retain(|(_, entry)| !right.contains(&Instance::from(&entry.json)));
    new.retain(|(_, entry)| !left.contains(&Instance::from(&entry.json)));
    [old, new]
}

/// A change of a keyword that one side has, or both.
pub(super) fn of<'a>(
    rule: &Rule,
    look: &Look<'_, 'a>,
    entries: [Option<Found<'a>>; 2],
) -> Draft<'a> {
    let message = sentence(entries);
    let mut draft = look.draft(rule, entries, message);
    let part = |side: usize| {
        let entry = entries[side].filter(|(node, entry)| refuses(node, entry));
        entry.map(|(node, entry)| Part::Keyword(node, entry))
    };
    draft.parts = [0, 1].map(|side| part(side).into_iter().collect());
    draft
}

/// A sentence on a keyword: its demand, or its former and its new value where it has none.
fn sentence(entries: [Option<Found<'_>>; 2]) -> Words {
    let [old, new] = entries.map(|found| found.map(|(_, entry)| entry));
    let name = new.or(old).map_or("", |entry| entry.name.as_str());
    if let (Some(old), Some(new)) = (old, new)
        && old.json == new.json
    {
        return Words::of(format!("has another schema behind `{name}`"));
    }
    let [was, is] = [old, new].map(|entry| entry.map(|entry| &entry.json));
    if entries
        .iter()
        .flatten()
        .any(|(node, entry)| refuses(node, entry))
    {
        return must(name, was, is);
    }
    match (was, is) {
        (Some(was), Some(is)) => Words::of(format!("has another `{name}`:")).with(format!(
            "{}, was {}",
            value(is),
            value(was)
        )),
        (None, Some(is)) => Words::of(format!("now has a `{name}`:")).with(value(is)),
        (Some(was), _) => Words::of(format!("no longer has a `{name}`:")).with(value(was)),
        (None, None) => Words::default(),
    }
}

/// Whether a keyword can reject anything.
fn refuses(node: &Node, entry: &Entry) -> bool {
    match &entry.keyword {
        Keyword::Format(_) => node.asserted_format().is_some() || declared_range(node).is_some(),
        Keyword::Unsupported => asserting(&entry.name).is_some(),
        Keyword::Dialect(_) => false,
        keyword => !keyword.is_annotation(),
    }
}
