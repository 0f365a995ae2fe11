//! Walks two schemas side by side, from the pair of their roots.
//!
//! References are followed on either side, and so are the branches of `allOf` that have no
//! counterpart: their keywords count as those of the schema itself. Each pair is examined
//! once, on the shortest way that leads to it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use exactschema_frontend::model::{Combinator, Entry, Keyword, Node, NodeId, Place, Schema};
use exactschema_sample::ConjoinedSchema;

use super::both::Both;
use super::prover::{self, Prover};
use super::same::Same;
use super::side::Side;

mod children;
mod matching;
mod names;

use children::Branches;
pub(super) use children::{places, property};

/// The step from the value around a value to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// It is the same value.
    Same,
    /// The property of a name.
    Property(String),
    /// The properties that match a pattern.
    Pattern(String),
    /// The properties of other names.
    Others,
    /// The names of the properties.
    Names,
    /// The element of an index.
    Element(usize),
    /// The elements from an index on.
    Items(usize),
}

/// A schema of either side that apply to the same values.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub(super) ids: [NodeId; 2],
    /// The keywords of each itself, without those in pairs of their own.
    pub(super) own: [ConjoinedSchema<'a>; 2],
    /// The pair that leads here.
    pub(super) from: Option<(usize, Step)>,
    /// The correspondence of the branches of its choice.
    pub(super) branches: Branches,
    /// The references on the way: each with the node that it refers to.
    hops: [Vec<(NodeId, NodeId)>; 2],
}

impl<'a> Pair<'a> {
    /// The keywords of a name on a side, each with its schema.
    pub(super) fn entries(&self, side: usize, name: &str) -> Vec<(&'a Node, &'a Entry)> {
        let nodes = self.own[side].nodes.iter();
        let entries = nodes.flat_map(|node| node.keywords.iter().map(|entry| (*node, entry)));
        entries.filter(|(_, entry)| entry.name == name).collect()
    }

    /// The most specific schema on a side: one with assertions of its own, if there is one.
    pub(super) fn home(&self, side: usize) -> Option<&'a Node> {
        let asserts = |node: &&&Node| {
            node.keywords.iter().any(|entry| {
                !entry.keyword.is_annotation() && !matches!(entry.keyword, Keyword::Reference(_))
            })
        };
        let nodes = &self.own[side].nodes;
        nodes.iter().find(asserts).or(nodes.first()).copied()
    }
}

/// All pairs; the roots are the first.
pub(super) struct Walk<'a> {
    pub(super) sides: [&'a Side<'a>; 2],
    pub(super) pairs: Vec<Pair<'a>>,
    /// All ways from one pair to another.
    edges: Vec<(usize, Step, usize)>,
    same: Same<'a>,
    /// Where the homes of all pairs are.
    homes: OnceCell<HashSet<[&'a str; 2]>>,
}

impl<'a> Walk<'a> {
    /// Walks two schemas.
    pub(super) fn new(both: &'a Both<'a>, prover: &mut Prover<'a>) -> Self {
        let sides = both.sides;
        let mut walk = Walk {
            sides,
            pairs: Vec::new(),
            edges: Vec::new(),
            same: Same::new(sides),
            homes: OnceCell::new(),
        };
        let mut seen: BTreeMap<[NodeId; 2], usize> = BTreeMap::new();
        let mut waiting = VecDeque::from([(sides.map(|side| side.schema.root()), None)]);
        while let Some((ids, from)) = waiting.pop_front() {
            if sides[0].budget.is_spent() {
                break;
            }
            let next = walk.pairs.len();
            let index = *seen.entry(ids).or_insert(next);
            if let Some((parent, step)) = &from {
                walk.edges.push((*parent, Step::clone(step), index));
            }
            if index < next {
                continue;
            }
            let (mut pair, same) = walk.pair(ids, from, prover);
            pair.branches = walk.branches(&pair, prover);
            let same = same.into_iter().map(|ids| (Step::Same, ids));
            let next: Vec<_> = same.chain(walk.children(&pair)).collect();
            walk.pairs.push(pair);
            let next = next.into_iter();
            waiting.extend(next.map(|(step, ids)| (ids, Some((index, step)))));
        }
        walk
    }

    /// A pair, and those that it is conjoined with.
    fn pair(
        &self,
        ids: [NodeId; 2],
        from: Option<(usize, Step)>,
        prover: &mut Prover<'a>,
    ) -> (Pair<'a>, Vec<[NodeId; 2]>) {
        let conjuncts = self.conjuncts(ids, prover);
        let apart = |side: usize| conjuncts.iter().map(|pair| pair[side]).collect();
        let own = [0, 1].map(|side| own(self.sides[side].schema, ids[side], &apart(side)));
        let hops = [0, 1].map(|side| self.hops(side, ids[side], from.as_ref()));
        let pair = Pair {
            ids,
            own,
            from,
            branches: Branches::default(),
            hops,
        };
        (pair, conjuncts)
    }

    fn hops(&self, side: usize, id: NodeId, from: Option<&(usize, Step)>) -> Vec<(NodeId, NodeId)> {
        let Some((index, _)) = from else {
            return Vec::new();
        };
        let parent = &self.pairs[*index];
        let schema = self.sides[side].schema;
        let mut hops = parent.hops[side].clone();
        hops.extend(route(schema, parent.ids[side], &|other| {
            other == id || schema.children(other).contains(&id)
        }));
        hops
    }

    /// Whether the schemas at two places are the most specific ones of a pair.
    pub(super) fn has_homes(&self, old: &str, new: &str) -> bool {
        let homes = self.homes.get_or_init(|| {
            let homes = self.pairs.iter().filter_map(|pair| {
                let [old, new] = [0, 1].map(|side| pair.home(side));
                Some([old?, new?].map(|home| home.place.pointer.as_str()))
            });
            homes.collect()
        });
        homes.contains(&[old, new])
    }

    /// Whether the keyword of a name is the same in two schemas, by what it leads to.
    pub(super) fn are_same(&self, nodes: [&Node; 2], name: &str) -> bool {
        let [old, new] = [0, 1].map(|side| prover::id(self.sides[side].schema, nodes[side]));
        let ids = old.zip(new).map(|(old, new)| [old, new]);
        let keyword = prover::asserting(name);
        let same = ids.zip(keyword);
        same.is_some_and(|(ids, keyword)| self.same.are_in([(0, ids[0]), (1, ids[1])], &[keyword]))
    }

    /// The location of a keyword, or of the schema around it.
    pub(super) fn place(&self, pair: &Pair<'a>, side: usize, entry: Option<&Entry>) -> Place {
        match (entry, pair.home(side)) {
            (Some(entry), _) => entry.place.clone(),
            (None, Some(home)) => home.place.clone(),
            (None, None) => self.sides[side].schema.node(pair.ids[side]).place.clone(),
        }
    }

    /// The chain of references to a schema of a pair, in the new document.
    pub(super) fn chain(&self, pair: &Pair<'a>, owner: &Node) -> Vec<String> {
        let schema = self.sides[1].schema;
        let mut hops = pair.hops[1].clone();
        hops.extend(route(schema, pair.ids[1], &|id| {
            schema.node(id).place.pointer == owner.place.pointer
        }));
        let mut base = "";
        let mut chain = Vec::new();
        for (from, to) in hops {
            let pointer = &schema.node(from).place.pointer;
            let rest = pointer.strip_prefix(base).unwrap_or(pointer);
            base = &schema.node(to).place.pointer;
            chain.extend([rest.to_owned(), format!("#{base}")]);
        }
        chain
    }

    /// The steps from the root to a pair.
    pub(super) fn steps(&self, index: usize) -> Vec<&Step> {
        let mut steps = Vec::new();
        let mut from = self.pairs[index].from.as_ref();
        while let Some((parent, step)) = from {
            steps.push(step);
            from = self.pairs[*parent].from.as_ref();
        }
        steps.reverse();
        steps
    }
}

/// The schemas of a node itself and of its conjuncts, except some of them.
fn own<'a>(schema: &'a Schema, id: NodeId, apart: &BTreeSet<NodeId>) -> ConjoinedSchema<'a> {
    let mut nodes = Vec::new();
    let mut seen = apart.clone();
    let mut waiting = vec![id];
    // A pair that was reached as a conjunct is itself not apart.
    seen.remove(&id);
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            nodes.push(schema.node(id));
            let more: Vec<NodeId> = schema.node(id).conjuncts().collect();
            waiting.extend(more.into_iter().rev());
        }
    }
    ConjoinedSchema::of(nodes)
}

/// The references that lead from a schema, through what it is conjoined with, to one
/// that is looked for.
fn route(
    schema: &Schema,
    from: NodeId,
    is_wanted: &dyn Fn(NodeId) -> bool,
) -> Vec<(NodeId, NodeId)> {
    let mut waiting = VecDeque::from([(from, Vec::new())]);
    let mut seen = BTreeSet::new();
    while let Some((id, hops)) = waiting.pop_front() {
        if is_wanted(id) {
            return hops;
        }
        if !seen.insert(id) {
            continue;
        }
        let node = schema.node(id);
        for conjunct in node.conjuncts() {
            let mut hops = hops.clone();
            if node.reference() == Some(conjunct) {
                hops.push((id, conjunct));
            }
            waiting.push_back((conjunct, hops));
        }
    }
    Vec::new()
}

/// The branches of a choice, with the keyword.
pub(super) fn choice<'a>(
    pair: &Pair<'a>,
    side: usize,
) -> Option<(Combinator, &'a [NodeId], &'a Node, &'a Entry)> {
    let names = ["oneOf", "anyOf"];
    let entries = names.iter().flat_map(|name| pair.entries(side, name));
    let mut choices = entries.filter_map(|(node, entry)| match &entry.keyword {
        Keyword::Branches(combinator, ids) => Some((*combinator, ids.as_slice(), node, entry)),
        _ => None,
    });
    choices.next()
}
