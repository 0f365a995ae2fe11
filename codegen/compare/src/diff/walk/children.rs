//! The pairs below a pair.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::{Node, NodeId};
use exactschema_sample::declared;

use super::super::prover::Prover;
use super::{Pair, Step, Walk, choice};

/// A pair and the step to it.
type Child = (Step, [NodeId; 2]);

impl<'a> Walk<'a> {
    /// The pairs below a pair.
    pub(super) fn children(&self, pair: &Pair<'a>) -> Vec<Child> {
        let mut children = properties(pair);
        children.extend(patterns(pair));
        children.extend(single(pair, Node::additional_properties).map(|ids| (Step::Others, ids)));
        children.extend(single(pair, Node::property_names).map(|ids| (Step::Names, ids)));
        children.extend(elements(pair));
        children.retain(|(step, ids)| self.is_comparable(step, *ids));
        let branches = pair.branches.pairs.iter();
        children.extend(branches.map(|ids| (Step::Same, *ids)));
        children
    }

    /// Whether two schemas have changes of their own, unless one of them accepts everything
    /// or nothing, which is a change of the keyword around them.
    fn is_comparable(&self, step: &Step, ids: [NodeId; 2]) -> bool {
        let truths = [0, 1].map(|side| self.sides[side].schema.node(ids[side]).truth());
        let is_rest = matches!(step, Step::Others | Step::Items(_) | Step::Names);
        !is_rest || truths == [None, None]
    }
}

/// In the order of their names, which is the same from whichever end the schemas are
/// compared. Of an API the names of components have no space, and those of their uses do: a
/// component is met by its own name.
fn properties(pair: &Pair<'_>) -> Vec<Child> {
    let names: BTreeSet<String> = declared(&pair.own[1]).into_iter().collect();
    let (uses, names): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| name.contains(' '));
    let found = names.into_iter().chain(uses).flat_map(|name| {
        let [old, new] = [0, 1].map(|side| property(pair, side, &name));
        let ids = old.into_iter().zip(new);
        ids.map(move |(old, new)| (Step::Property(name.clone()), [old, new]))
            .collect::<Vec<_>>()
    });
    found.collect()
}

/// The schemas that a side declares for a property.
pub(in super::super) fn property(pair: &Pair<'_>, side: usize, name: &str) -> Vec<NodeId> {
    let nodes = pair.own[side].nodes.iter();
    let members = nodes.flat_map(|node| node.properties());
    let named = members.filter(|(other, _)| other == name);
    named.map(|(_, id)| *id).collect()
}

fn patterns(pair: &Pair<'_>) -> Vec<Child> {
    let all = |side: usize| {
        let nodes = pair.own[side].nodes.iter();
        nodes.flat_map(|node| node.pattern_properties())
    };
    let found = all(1).filter_map(|(pattern, new)| {
        let (_, old) = all(0).find(|(other, _)| other == pattern)?;
        Some((pattern, [*old, *new]))
    });
    let found: BTreeMap<_, _> = found.collect();
    let found = found.into_iter();
    found
        .map(|(pattern, ids)| (Step::Pattern(pattern.clone()), ids))
        .collect()
}

fn single(pair: &Pair<'_>, get: impl Fn(&Node) -> Option<NodeId>) -> Option<[NodeId; 2]> {
    let first = |side: usize| pair.own[side].nodes.iter().find_map(|node| get(node));
    Some([first(0)?, first(1)?])
}

fn elements(pair: &Pair<'_>) -> Vec<Child> {
    let places = [0, 1].map(|side| places(pair, side));
    let pairs = places[0].iter().zip(places[1]).enumerate();
    let mut found: Vec<Child> = pairs
        .map(|(index, (old, new))| (Step::Element(index), [*old, *new]))
        .collect();
    let behind = places[0].len().max(places[1].len());
    found.extend(single(pair, Node::items).map(|ids| (Step::Items(behind), ids)));
    found
}

/// The places of a tuple.
pub(in super::super) fn places<'a>(pair: &Pair<'a>, side: usize) -> &'a [NodeId] {
    let mut nodes = pair.own[side].nodes.iter();
    nodes
        .find_map(|node| node.prefix_items())
        .unwrap_or_default()
}

/// The correspondence of the branches of a choice.
#[derive(Debug, Default)]
pub(in super::super) struct Branches {
    pub(in super::super) pairs: Vec<[NodeId; 2]>,
    /// Those without a counterpart.
    pub(in super::super) alone: [Vec<NodeId>; 2],
}

impl<'a> Walk<'a> {
    /// Matches the branches of the choice of a pair.
    pub(in super::super) fn branches(&self, pair: &Pair<'a>, prover: &mut Prover<'a>) -> Branches {
        match (choice(pair, 0), choice(pair, 1)) {
            (Some((_, old, ..)), Some((_, new, ..))) => self.matched(old, new, prover),
            _ => Branches::default(),
        }
    }
}
