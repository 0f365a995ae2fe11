//! Changes to the names of definitions. Their contents are compared where they are referred to.

use std::collections::HashSet;

use exactschema_frontend::json::quoted;
use exactschema_frontend::model::NodeId;

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
    let known = self::names(look, 1 - side).into_iter();
    let known: HashSet<&str> = known.map(|(name, _)| name).collect();
    let alone = names(look, side).into_iter().filter(|(name, _)| {
        !known.contains(name) && !renamings.iter().any(|pair| pair[side].0 == *name)
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
    let known = [&old, &new].map(|list| list.iter().map(|(name, _)| *name).collect());
    let [is_old, is_new]: [HashSet<&str>; 2] = known;
    let mut found: Vec<[Named<'a>; 2]> = Vec::new();
    for left in old.iter().filter(|(name, _)| !is_new.contains(name)) {
        let fresh = new.iter().filter(|(name, _)| !is_old.contains(name));
        let mut fresh = fresh.filter(|right| !found.iter().any(|pair| pair[1] == **right));
        let is_pair = |right: &&Named<'_>| are_compared(look, left.1, right.1);
        if let Some(right) = fresh.find(is_pair) {
            found.push([*left, *right]);
        }
    }
    found
}

fn are_compared(look: &Look<'_, '_>, old: NodeId, new: NodeId) -> bool {
    let [old, new] = [look.place(0, old), look.place(1, new)];
    look.walk.has_homes(&old.pointer, &new.pointer)
}
