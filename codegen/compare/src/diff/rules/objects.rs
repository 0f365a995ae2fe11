//! Changes to `properties`, `required`, `dependentRequired` and `patternProperties`.

use std::collections::BTreeSet;

use exactschema_frontend::json::quoted;
use exactschema_frontend::model::NodeId;
use exactschema_sample::demand;

use super::super::message::Words;
use super::super::part::Part;
use super::super::walk::property;
use super::words::schema;
use super::{Draft, Look, Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("property-added", "properties", added, "A property was declared."),
    rule("property-removed", "properties", removed, "A property is no longer declared."),
    rule("required-added", "required", required_added, "A property became required."),
    rule("required-removed", "required", required_removed, "A property is no longer required."),
    rule("dependent-required-added", "dependentRequired", beside_added, "A property became required where another is present."),
    rule("dependent-required-removed", "dependentRequired", beside_removed, "A property is no longer required where another is present."),
    rule("pattern-property-added", "patternProperties", pattern_added, "A schema for the properties whose names match was added."),
    rule("pattern-property-removed", "patternProperties", pattern_removed, "The schema for the properties whose names match was removed."),
];

fn added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    declarations(rule, look, 1, "is now declared")
}

fn removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    declarations(rule, look, 0, "is no longer declared")
}

/// Reports each property that only one side declares. On the other side its schema is that of
/// all other properties.
fn declarations<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let other = 1 - side;
    let nodes = look.pair.own[side].nodes.iter();
    let members =
        nodes.flat_map(|node| node.properties().iter().map(move |member| (*node, member)));
    let mut seen = BTreeSet::new();
    let alone = members
        .filter(|(_, (name, _))| property(look.pair, other, name).is_empty() && seen.insert(name));
    let drafts = alone.map(|(node, (name, id))| {
        let is = schema(look.walk.sides[side].schema, *id);
        let message = Words::of(what).with(format!("({is})")).about(name);
        let mut entries = look.first(rule.keyword);
        entries[other] = None;
        let mut draft = look.draft(rule, entries, message);
        draft.places[side] = look.place(side, *id);
        if side == 1 {
            draft.owner = Some(node);
        }
        let facts = &look.walk.sides[other].facts;
        let demanded = demand(facts, &look.pair.own[other], name);
        draft.parts[side] = properties(name, property(look.pair, side, name));
        draft.parts[other] = properties(name, demanded);
        draft
    });
    drafts.collect()
}

fn properties(name: &str, ids: Vec<NodeId>) -> Vec<Part<'_>> {
    ids.into_iter().map(|id| Part::Property(name, id)).collect()
}

fn required_added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    required(rule, look, 1, "is now required")
}

fn required_removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    required(rule, look, 0, "is no longer required")
}

fn required<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let names = |side: usize| -> Vec<&'a String> {
        let nodes = look.pair.own[side].nodes.iter();
        nodes.flat_map(|node| node.required()).collect()
    };
    let (own, others) = (names(side), names(1 - side));
    let alone = own.into_iter().filter(|name| !others.contains(name));
    let drafts = alone.map(|name| {
        let message = Words::of(what).about(name);
        let mut draft = at_keyword(rule, look, message);
        draft.parts[side] = vec![Part::Required(name)];
        draft
    });
    drafts.collect()
}

fn beside_added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    beside(rule, look, 1, "is now required beside")
}

fn beside_removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    beside(rule, look, 0, "is no longer required beside")
}

fn beside<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let pairs = |side: usize| -> Vec<(&'a String, &'a String)> {
        let nodes = look.pair.own[side].nodes.iter();
        let members = nodes.flat_map(|node| node.dependent_required());
        members
            .flat_map(|(name, others)| others.iter().map(move |other| (name, other)))
            .collect()
    };
    let (own, others) = (pairs(side), pairs(1 - side));
    let alone = own.into_iter().filter(|pair| !others.contains(pair));
    let drafts = alone.map(|(name, other)| {
        let message = Words::of(what).with(quoted(name)).about(other);
        let mut draft = at_keyword(rule, look, message);
        draft.parts[side] = vec![Part::Beside(name, other)];
        draft
    });
    drafts.collect()
}

fn pattern_added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    patterns(
        rule,
        look,
        1,
        "now has a schema of the properties that match",
    )
}

fn pattern_removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    patterns(
        rule,
        look,
        0,
        "no longer has a schema of the properties that match",
    )
}

fn patterns<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let all = |side: usize| {
        let nodes = look.pair.own[side].nodes.iter();
        nodes.flat_map(|node| node.pattern_properties())
    };
    let listed = |pattern: &str| all(1 - side).any(|(other, _)| other == pattern);
    let alone = all(side).filter(|(pattern, _)| !listed(pattern));
    let drafts = alone.map(|(pattern, id)| {
        let is = schema(look.walk.sides[side].schema, *id);
        let message = Words::of(what).with(format!("{} ({is})", quoted(pattern)));
        let mut draft = at_keyword(rule, look, message);
        draft.places[side] = look.place(side, *id);
        draft.parts[side] = vec![Part::Pattern(pattern, *id)];
        // On the other side their schema is that of all other properties.
        draft.parts[1 - side] = look.parts(1 - side, "additionalProperties");
        draft
    });
    drafts.collect()
}

fn at_keyword<'a>(rule: &Rule, look: &Look<'_, 'a>, message: Words) -> Draft<'a> {
    look.draft(rule, look.first(rule.keyword), message)
}
