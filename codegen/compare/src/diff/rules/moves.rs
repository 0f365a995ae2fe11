//! Numbers that bound something from one side.

use std::cmp::Ordering;

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::Value;
use exactschema_frontend::model::{Entry, Node};

use super::super::message::Words;
use super::super::part::Part;
use super::words::{demand, must, value};
use super::{Draft, Look, Rule};

/// A keyword with its schema and its value.
type Found<'a> = (&'a Node, &'a Entry, Decimal);

/// Reports a bound where there was none.
pub(super) fn added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let (None, Some(new)) = both(rule, look) else {
        return Vec::new();
    };
    vec![of(rule, look, [None, Some(new)])]
}

/// Reports that there is no bound any more.
pub(super) fn removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let (Some(old), None) = both(rule, look) else {
        return Vec::new();
    };
    vec![of(rule, look, [Some(old), None])]
}

/// Reports a bound that is greater.
pub(super) fn raised<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    moved(rule, look, Ordering::Less)
}

/// Reports a bound that is less.
pub(super) fn lowered<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    moved(rule, look, Ordering::Greater)
}

fn moved<'a>(rule: &Rule, look: &Look<'_, 'a>, order: Ordering) -> Vec<Draft<'a>> {
    match both(rule, look) {
        (Some(old), Some(new)) if old.2.cmp(&new.2) == order => {
            vec![of(rule, look, [Some(old), Some(new)])]
        }
        _ => Vec::new(),
    }
}

/// The strictest bound of either side.
fn both<'a>(rule: &Rule, look: &Look<'_, 'a>) -> (Option<Found<'a>>, Option<Found<'a>>) {
    let [old, new] = [0, 1].map(|side| {
        let entries = look.pair.entries(side, rule.keyword).into_iter();
        let found = entries.filter_map(|(node, entry)| match &entry.json.value {
            Value::Number(number) => Some((node, entry, Decimal::new(number))),
            _ => None,
        });
        let found = found.filter(|(.., number)| !has_no_effect(rule.keyword, number));
        match is_from_below(rule.keyword) {
            true => found.max_by(|left, right| left.2.cmp(&right.2)),
            false => found.min_by(|left, right| left.2.cmp(&right.2)),
        }
    });
    (old, new)
}

/// A sentence on a bound, with the former one.
fn sentence(keyword: &str, [old, new]: [Option<&Found<'_>>; 2]) -> Words {
    let (Some(old), Some(new)) = (old, new) else {
        let [old, new] = [old, new].map(|found| found.map(|(_, entry, _)| &entry.json));
        return must(keyword, old, new);
    };
    let is_tighter = (old.2 < new.2) == is_from_below(keyword);
    let verb = if is_tighter { "must" } else { "may" };
    let (now, was) = (demand(keyword, &new.1.json), value(&old.1.json));
    Words::of(format!("{verb} now {now} (was {was})"))
}

/// Whether a bound is equivalent to its absence: a count is never less than 0.
fn has_no_effect(keyword: &str, number: &Decimal) -> bool {
    let counted = ["minLength", "minItems", "minProperties"];
    counted.contains(&keyword) && *number == Decimal::new("0")
}

/// Whether a bound is one from below.
fn is_from_below(keyword: &str) -> bool {
    keyword.to_ascii_lowercase().contains("min")
}

fn of<'a>(rule: &Rule, look: &Look<'_, 'a>, found: [Option<Found<'a>>; 2]) -> Draft<'a> {
    let message = sentence(rule.keyword, found.each_ref().map(Option::as_ref));
    let entries = found.map(|found| found.map(|(node, entry, _)| (node, entry)));
    let mut draft = look.draft(rule, entries, message);
    let part = |(node, entry)| Part::Keyword(node, entry);
    draft.parts = entries.map(|entry| entry.map(part).into_iter().collect());
    draft
}
