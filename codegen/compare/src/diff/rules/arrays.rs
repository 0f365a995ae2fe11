//! Changes to `items`, `prefixItems` and `uniqueItems`.

use exactschema_frontend::model::NodeId;

use super::super::message::Words;
use super::super::part::Part;
use super::super::view::is_anything;
use super::super::walk::places;
use super::words::{others, schema};
use super::{Draft, Look, Rule, keywords, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("items-added", "items", items_added, "A schema for the elements of an array was added."),
    rule("items-removed", "items", items_removed, "The schema for the elements of an array was removed."),
    rule("items-changed", "items", items_changed, "A tuple became open or closed."),
    rule("tuple-grown", "prefixItems", grown, "A tuple has more positions."),
    rule("tuple-shrunk", "prefixItems", shrunk, "A tuple has fewer positions."),
    rule("unique-items-added", "uniqueItems", keywords::added, "Elements must be unique."),
    rule("unique-items-removed", "uniqueItems", keywords::removed, "Elements need no longer be unique."),
];

fn items_added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    match [items(look, 0), items(look, 1)] {
        [None, Some(_)] => of(rule, look),
        _ => Vec::new(),
    }
}

fn items_removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    match [items(look, 0), items(look, 1)] {
        [Some(_), None] => of(rule, look),
        _ => Vec::new(),
    }
}

/// Where one of the two is false; other schemas are compared.
fn items_changed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let truth = |side: usize, id: NodeId| look.walk.sides[side].schema.node(id).truth();
    match [items(look, 0), items(look, 1)] {
        [Some(old), Some(new)] if truth(0, old) != truth(1, new) => of(rule, look),
        _ => Vec::new(),
    }
}

/// The schema of elements, unless it accepts everything.
fn items(look: &Look<'_, '_>, side: usize) -> Option<NodeId> {
    let document = look.walk.sides[side].schema;
    let mut nodes = look.pair.own[side].nodes.iter();
    let items = nodes.find_map(|node| node.items());
    items.filter(|id| !is_anything(document, *id))
}

fn of<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let [was, is] = [0, 1].map(|side| {
        let document = look.walk.sides[side].schema;
        items(look, side).map_or_else(|| "anything".to_owned(), |id| schema(document, id))
    });
    let behind = match places(look.pair, 0).is_empty() && places(look.pair, 1).is_empty() {
        true => "elements",
        false => "elements behind its places",
    };
    let message = others(behind, &was, &is);
    let mut draft = look.draft(rule, look.first("items"), message);
    draft.parts = [0, 1].map(|side| look.parts(side, "items"));
    vec![draft]
}

fn grown<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    more(rule, look, 1, "has another place,")
}

fn shrunk<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    more(rule, look, 0, "no longer has the place")
}

/// Reports each place that only one side has. On the other side its schema is that of all
/// elements after the places.
fn more<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let (own, other) = (places(look.pair, side), places(look.pair, 1 - side));
    let alone = own.iter().enumerate().skip(other.len());
    let drafts = alone.map(|(index, id)| {
        let is = schema(look.walk.sides[side].schema, *id);
        let message = Words::of(what).with(format!("{} ({is})", index + 1));
        let mut draft = look.draft(rule, look.first(rule.keyword), message);
        draft.places[side] = look.place(side, *id);
        draft.parts[side] = vec![Part::Element(index, *id)];
        let behind = items(look, 1 - side);
        draft.parts[1 - side] = behind
            .map(|id| Part::Element(index, id))
            .into_iter()
            .collect();
        draft
    });
    drafts.collect()
}
