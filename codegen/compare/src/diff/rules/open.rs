//! Changes to `additionalProperties` and `propertyNames`.

use exactschema_frontend::model::{Node, NodeId};

use super::super::view::is_anything;
use super::words::{self, schema};
use super::{Draft, Look, Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("additional-properties-closed", "additionalProperties", closed, "An object no longer allows undeclared properties."),
    rule("additional-properties-opened", "additionalProperties", opened, "An object allows undeclared properties."),
    rule("additional-properties-changed", "additionalProperties", changed, "The schema of undeclared properties was added or removed."),
    rule("property-names-added", "propertyNames", names_added, "A schema for the names of properties was added."),
    rule("property-names-removed", "propertyNames", names_removed, "The schema for the names of properties was removed."),
];

/// The schema of other properties.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    Any,
    None,
    Some,
}

fn closed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    of(rule, look, |_, new| new == Others::None)
}

fn opened<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    of(rule, look, |old, new| {
        old == Others::None && new == Others::Any
    })
}

fn changed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    of(rule, look, |old, new| {
        new == Others::Some || (old == Others::Some && new == Others::Any)
    })
}

fn of<'a>(rule: &Rule, look: &Look<'_, 'a>, is: impl Fn(Others, Others) -> bool) -> Vec<Draft<'a>> {
    let [old, new] = [0, 1].map(|side| others(look, side));
    if old == new || !is(old, new) {
        return Vec::new();
    }
    either(
        rule,
        look,
        "undeclared properties",
        Node::additional_properties,
    )
}

fn others(look: &Look<'_, '_>, side: usize) -> Others {
    let document = look.walk.sides[side].schema;
    let nodes = look.pair.own[side].nodes.iter();
    let others = nodes.filter_map(|node| node.additional_properties());
    let others = others.map(|id| match document.node(id).truth() {
        Some(false) => Others::None,
        _ if is_anything(document, id) => Others::Any,
        _ => Others::Some,
    });
    let others: Vec<Others> = others.collect();
    let strictest = [Others::None, Others::Some].into_iter();
    let mut strictest = strictest.filter(|one| others.contains(one));
    strictest.next().unwrap_or(Others::Any)
}

fn names_added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    names(rule, look, 1)
}

fn names_removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    names(rule, look, 0)
}

fn names<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize) -> Vec<Draft<'a>> {
    let [own, other] = [side, 1 - side].map(|side| {
        let entries = look.pair.entries(side, rule.keyword);
        let document = look.walk.sides[side].schema;
        let mut names = entries.iter().filter_map(|(node, _)| node.property_names());
        names.any(|id| !is_anything(document, id))
    });
    match own && !other {
        true => either(rule, look, "names of properties", Node::property_names),
        false => Vec::new(),
    }
}

/// A change of the schema of one keyword.
fn either<'a>(
    rule: &Rule,
    look: &Look<'_, 'a>,
    what: &str,
    get: impl Fn(&Node) -> Option<NodeId>,
) -> Vec<Draft<'a>> {
    let [was, is] = [0, 1].map(|side| {
        let id = look.pair.own[side].nodes.iter().find_map(|node| get(node));
        let document = look.walk.sides[side].schema;
        id.map_or_else(|| "anything".to_owned(), |id| schema(document, id))
    });
    let message = words::others(what, &was, &is);
    let mut draft = look.draft(rule, look.first(rule.keyword), message);
    draft.parts = [0, 1].map(|side| look.parts(side, rule.keyword));
    vec![draft]
}
