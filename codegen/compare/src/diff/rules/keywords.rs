//! Keywords that one side has and the other has not, or with another value.

use exactschema_frontend::model::{Entry, Keyword, Node};
use exactschema_sample::declared_range;

use super::super::part::Part;
use super::super::prover::asserting;
use super::words::value;
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

/// The former and the new value of a keyword.
pub(super) fn was_and_is(
    name: &str,
    old: &exactschema_frontend::json::Json,
    new: &exactschema_frontend::json::Json,
) -> String {
    format!("`{name}` was {}, and is {}", value(old), value(new))
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
    let [old, new] = entries.map(|found| found.map(|(_, entry)| entry));
    let message = match (old, new) {
        (Some(old), Some(new)) if old.json == new.json => {
            format!("what `{}` refers to is another schema", new.name)
        }
        (Some(old), Some(new)) => was_and_is(&new.name, &old.json, &new.json),
        (None, Some(new)) => format!("`{}` is {}; there was none", new.name, value(&new.json)),
        (Some(old), None) => format!("`{}` was {}; there is none", old.name, value(&old.json)),
        (None, None) => String::new(),
    };
    let mut draft = look.draft(rule, entries, message);
    let part = |side: usize| {
        let entry = entries[side].filter(|(node, entry)| refuses(node, entry));
        entry.map(|(node, entry)| Part::Keyword(node, entry))
    };
    draft.parts = [0, 1].map(|side| part(side).into_iter().collect());
    draft
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
