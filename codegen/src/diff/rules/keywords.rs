//! Keywords that one side has and the other has not, or with another value.

use super::super::part::Part;
use super::words::value;
use super::{Draft, Look, Rule};
use crate::documents::declared_range;
use crate::drift::value::Value;
use crate::model::{Entry, Keyword, Node};
use crate::types::is_text_format;

/// A keyword with its schema.
type Found<'a> = (&'a Node, &'a Entry);

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

/// Reports that a keyword is not the same, there or absent.
pub(super) fn differs<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    differs_in(rule, rule.keyword, look)
}

/// Reports that the keyword of a name is not the same, there or absent.
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
    new.map(|new| {
        let is = format!("`{name}` is {}; there was none", value(&new.1.json));
        of(rule, look, [None, Some(new)], is)
    })
    .collect()
}

fn only_old<'a>(rule: &Rule, name: &str, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let [old, new] = alone(name, look);
    let old = old.into_iter().skip(new.len());
    old.map(|old| {
        let was = format!("`{name}` was {}; there is none", value(&old.1.json));
        of(rule, look, [Some(old), None], was)
    })
    .collect()
}

fn both<'a>(rule: &Rule, name: &str, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let [old, new] = alone(name, look);
    let both = old.into_iter().zip(new);
    both.map(|(old, new)| {
        let message = was_and_is(name, &old.1.json, &new.1.json);
        of(rule, look, [Some(old), Some(new)], message)
    })
    .collect()
}

/// What a keyword was, and what it is.
pub(super) fn was_and_is(name: &str, old: &crate::json::Json, new: &crate::json::Json) -> String {
    format!("`{name}` was {}, and is {}", value(old), value(new))
}

/// The keywords of either side that have no equal on the other.
fn alone<'a>(name: &str, look: &Look<'_, 'a>) -> [Vec<Found<'a>>; 2] {
    let [mut old, mut new] = [0, 1].map(|side| look.pair.entries(side, name));
    let says = |(_, entry): &Found<'_>| {
        !matches!(
            entry.keyword,
            Keyword::UniqueItems(false) | Keyword::Deprecated(false)
        )
    };
    old.retain(says);
    new.retain(says);
    let values = |found: &[Found<'a>]| -> Vec<Value> {
        found
            .iter()
            .map(|(_, entry)| Value::of(&entry.json))
            .collect()
    };
    let (left, right) = (values(&old), values(&new));
    old.retain(|(_, entry)| !right.contains(&Value::of(&entry.json)));
    new.retain(|(_, entry)| !left.contains(&Value::of(&entry.json)));
    [old, new]
}

fn of<'a>(
    rule: &Rule,
    look: &Look<'_, 'a>,
    entries: [Option<Found<'a>>; 2],
    message: String,
) -> Draft<'a> {
    let mut draft = look.draft(rule, entries, message);
    let part = |side: usize| {
        let entry = entries[side].filter(|(node, entry)| refuses(node, &entry.keyword));
        entry.map(|(node, entry)| Part::Keyword(node, entry))
    };
    draft.parts = [0, 1].map(|side| part(side).into_iter().collect());
    draft
}

/// Whether a keyword can refuse anything.
fn refuses(node: &Node, keyword: &Keyword) -> bool {
    match keyword {
        Keyword::Format(format) => is_text_format(format) || declared_range(node).is_some(),
        keyword => !keyword.is_annotation(),
    }
}
