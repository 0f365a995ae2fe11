//! Changes to `type`, and to the boolean schemas.

use std::collections::BTreeSet;

use exactschema_frontend::model::Type;

use super::super::message::Words;
use super::super::part::Part;
use super::super::view::view;
use super::super::walk::choice;
use super::words::types;
use super::{Draft, Look, Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("type-narrowed", "type", narrowed, "A value allows fewer types."),
    rule("type-widened", "type", widened, "A value allows more types."),
    rule("type-changed", "type", changed, "A type changed."),
    rule("value-forbidden", "", forbidden, "No value is allowed any more: the schema became `false`."),
    rule("value-allowed", "", allowed, "A value is allowed: the schema is no longer `false`."),
];

fn narrowed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    of(rule, look, |old, new| new.is_subset(old))
}

fn widened<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    of(rule, look, |old, new| old.is_subset(new))
}

fn changed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    of(rule, look, |old, new| {
        !old.is_subset(new) && !new.is_subset(old)
    })
}

fn of<'a>(
    rule: &Rule,
    look: &Look<'_, 'a>,
    is: impl Fn(&BTreeSet<Type>, &BTreeSet<Type>) -> bool,
) -> Vec<Draft<'a>> {
    let entries = look.first("type");
    if entries.iter().all(Option::is_none) || is_false(look, 0) || is_false(look, 1) {
        return Vec::new();
    }
    let listed = [0, 1].map(|side| listed(look, side));
    let [old, new] = listed.each_ref().map(|types| all(types));
    if old == new || !is(&old, &new) {
        return Vec::new();
    }
    let [was, now] = [0, 1].map(|side| {
        let is_any = all(&listed[side]) == all(Type::ALL);
        types((!is_any).then_some(listed[side].as_slice()))
    });
    let verb = if new.is_superset(&old) { "may" } else { "must" };
    let message = Words::of(format!("{verb} now be {now} (was {was})"));
    let mut draft = look.draft(rule, entries, message);
    draft.parts = [0, 1].map(|side| look.parts(side, "type"));
    vec![draft]
}

/// The types of a side: those that it lists, or that the branches of its choice have.
fn listed(look: &Look<'_, '_>, side: usize) -> Vec<Type> {
    let own = look.pair.own[side].types();
    let Some((_, ids, ..)) = choice(look.pair, side) else {
        return own;
    };
    let schema = look.walk.sides[side].schema;
    let inner = ids.iter().flat_map(|id| view(schema, &[*id]).types());
    let inner: BTreeSet<Type> = inner.collect();
    own.into_iter()
        .flat_map(|type_| match type_ {
            type_ if inner.contains(&type_) => Some(type_),
            // Of all numbers the branches may have integers alone, and the reverse.
            Type::Number if inner.contains(&Type::Integer) => Some(Type::Integer),
            Type::Integer if inner.contains(&Type::Number) => Some(Type::Integer),
            _ => None,
        })
        .collect()
}

/// The types, with those that they include: every integer is a number.
fn all(types: &[Type]) -> BTreeSet<Type> {
    let mut all: BTreeSet<Type> = types.iter().copied().collect();
    if all.contains(&Type::Number) {
        all.insert(Type::Integer);
    }
    all
}

fn is_false(look: &Look<'_, '_>, side: usize) -> bool {
    let mut nodes = look.pair.own[side].nodes.iter();
    nodes.any(|node| node.truth() == Some(false))
}

fn forbidden<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let message = "may no longer have any value";
    truth(rule, look, [false, true], message)
}

fn allowed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let message = "may now have values";
    truth(rule, look, [true, false], message)
}

fn truth<'a>(rule: &Rule, look: &Look<'_, 'a>, closed: [bool; 2], message: &str) -> Vec<Draft<'a>> {
    if [is_false(look, 0), is_false(look, 1)] != closed {
        return Vec::new();
    }
    let entries = look.first("");
    let is_false = |side: usize| entries[side].filter(|_| closed[side]);
    let mut draft = look.draft(rule, [is_false(0), is_false(1)], Words::of(message));
    let part = |(node, entry)| Part::Keyword(node, entry);
    draft.parts = [0, 1].map(|side| is_false(side).map(part).into_iter().collect());
    vec![draft]
}
