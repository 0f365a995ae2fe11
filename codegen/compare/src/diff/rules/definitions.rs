//! Changes to the names of definitions. Their contents are compared where they are referred to.

use exactschema_frontend::json::quoted;
use exactschema_frontend::model::{Node, NodeId};

use super::super::message::Words;
use super::{Draft, Look, Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("definition-added", "$defs", added, "A definition was added."),
    rule("definition-removed", "$defs", removed, "A definition was removed."),
    rule("definition-renamed", "$defs", renamed, "A definition was renamed."),
];

fn added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    alone(rule, look, 1, "has a new definition,")
}

fn removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    alone(rule, look, 0, "no longer has the definition")
}

fn alone<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let renamings = renamings(look);
    let names = names(look, side).into_iter();
    let alone = names.filter(|(name, _)| {
        let known = self::names(look, 1 - side);
        !known.iter().any(|(other, _)| other == name)
            && !renamings.iter().any(|pair| pair[side].0 == *name)
    });
    let drafts = alone.map(|(name, id)| {
        let message = Words::of(what).with(quoted(name));
        let mut draft = look.draft(rule, [None, None], message);
        draft.places[side] = look.place(side, id);
        draft
    });
    drafts.collect()
}

fn renamed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let drafts = renamings(look).into_iter().map(|[old, new]| {
        let names = format!("{} for {}", quoted(new.0), quoted(old.0));
        let message = Words::of("has another name of a definition:").with(names);
        let mut draft = look.draft(rule, [None, None], message);
        draft.places = [look.place(0, old.1), look.place(1, new.1)];
        draft
    });
    drafts.collect()
}

/// A definition with its name.
type Named<'a> = (&'a str, NodeId);

fn names<'a>(look: &Look<'_, 'a>, side: usize) -> Vec<Named<'a>> {
    let nodes = look.pair.own[side].nodes.iter();
    let members = nodes.flat_map(|node| node.definitions());
    members.map(|(name, id)| (name.as_str(), *id)).collect()
}

/// Definitions that only one side has by name, and that are compared with each other.
fn renamings<'a>(look: &Look<'_, 'a>) -> Vec<[Named<'a>; 2]> {
    let [old, new] = [0, 1].map(|side| names(look, side));
    let has = |list: &[Named<'_>], name: &str| list.iter().any(|(other, _)| *other == name);
    let mut found: Vec<[Named<'a>; 2]> = Vec::new();
    for left in old.iter().filter(|(name, _)| !has(&new, name)) {
        let fresh = new.iter().filter(|(name, _)| !has(&old, name));
        let mut fresh = fresh.filter(|right| !found.iter().any(|pair| pair[1] == **right));
        let is_pair = |right: &&Named<'_>| are_compared(look, left.1, right.1);
        if let Some(right) = fresh.find(is_pair) {
            found.push([*left, *right]);
        }
    }
    found
}

fn are_compared(look: &Look<'_, '_>, old: NodeId, new: NodeId) -> bool {
    let [old, new]: [&Node; 2] = [
        look.walk.sides[0].schema.node(old),
        look.walk.sides[1].schema.node(new),
    ];
    look.walk.pairs.iter().any(|pair| {
        let homes = [pair.home(0), pair.home(1)];
        homes[0].is_some_and(|home| std::ptr::eq(home, old))
            && homes[1].is_some_and(|home| std::ptr::eq(home, new))
    })
}
