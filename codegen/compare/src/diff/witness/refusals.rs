//! Values that some schemas of one side accept and a schema of the other rejects, from the
//! inside out: what a property or an element may be, and must not be, is looked for first.
//!
//! Only where the sides differ there is something to look for, so that a change deep inside is
//! found on the way that leads to it, through all choices.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::{Combinator, Keyword, Node, NodeId, Schema};
use exactschema_sample::{Instance, declared, demand, element};
use fastrand::Rng;

use super::super::part::Part;
use super::super::prover::{applied, parts};
use super::super::same::Same;
use super::super::side::{Side, fits};
use super::super::view::{choices, view};
use super::embed::{array, other_name};
use super::shrink;
use super::values::{Place, random, with_fractions};

/// The number of values that are kept.
const FEW: usize = 16;

/// How deep values are looked for.
const DEPTH: usize = 12;

/// The most branches of a choice that are looked at.
const BRANCHES: usize = 40;

/// The values that were found between both sides.
pub(super) struct Refusals<'a> {
    sides: [&'a Side<'a>; 2],
    same: Same<'a>,
    known: RefCell<BTreeMap<Question, Vec<Instance>>>,
}

/// The side of the schemas that accept, these, and the one that rejects.
type Question = (usize, Vec<NodeId>, NodeId);

impl<'a> Refusals<'a> {
    pub(super) fn new(sides: [&'a Side<'a>; 2]) -> Self {
        Refusals {
            sides,
            same: Same::new(sides),
            known: RefCell::default(),
        }
    }

    /// The smallest values that are found that some schemas of the side `from` accept, and one
    /// of the other side rejects.
    pub(super) fn between(&self, from: usize, given: &[NodeId], wanted: NodeId) -> Vec<Instance> {
        self.found(from, given, wanted, DEPTH)
    }

    fn found(&self, from: usize, given: &[NodeId], wanted: NodeId, depth: usize) -> Vec<Instance> {
        let is_same = |id: &NodeId| self.same.are([(from, *id), (1 - from, wanted)]);
        if depth == 0 || self.sides[0].budget.is_over() || given.iter().any(is_same) {
            return Vec::new();
        }
        let mut given = given.to_vec();
        given.sort_unstable();
        let question = (from, given, wanted);
        if let Some(known) = self.known.borrow().get(&question) {
            return known.clone();
        }
        // One that would have itself inside is not looked for again.
        self.known.borrow_mut().insert(question.clone(), Vec::new());
        let (_, given, _) = &question;
        let mut values = self.search(from, given, wanted, depth);
        values.sort_by_cached_key(shrink::measure);
        let mut known = self.known.borrow_mut();
        match values.is_empty() && self.sides[0].budget.is_over() {
            true => drop(known.remove(&question)),
            false => drop(known.insert(question, values.clone())),
        }
        values
    }

    /// Looks for values until there are enough.
    fn search(&self, from: usize, given: &[NodeId], wanted: NodeId, depth: usize) -> Vec<Instance> {
        let [own, other] = [from, 1 - from].map(|side| self.sides[side]);
        let (here, there) = (view(own.schema, given), view(other.schema, &[wanted]));
        let place = Place::new([own, other], given, wanted);
        let mut values = Vec::new();
        let mut seen = BTreeSet::new();
        let mut is_enough = |tried: Vec<Instance>| {
            for value in tried {
                if values.len() < FEW
                    && !own.budget.is_over()
                    && seen.insert(value.clone())
                    && given.iter().all(|id| fits(&own.facts, *id, &value))
                    && !fits(&other.facts, wanted, &value)
                {
                    values.push(value);
                }
            }
            values.len() >= FEW || own.budget.is_over()
        };
        let mut simple = place.words.clone();
        simple.extend(own.smallest(given));
        if self.sides.iter().any(|side| side.is_strict()) {
            simple.extend(with_fractions(&simple));
        }
        let mut parts = there.nodes.iter().flat_map(|node| parts(node));
        let ways = choices(&here).into_iter().filter(|(_, branches)| {
            let mut branches = branches.iter();
            !branches.any(|branch| given.contains(branch))
        });
        let ways = ways.flat_map(|(_, branches)| branches.iter().take(BRANCHES));
        let ways = ways.map(|branch| vec![*branch]);
        let mut ways = ways.chain(
            here.nodes
                .iter()
                .flat_map(|node| outcomes(own.schema, node)),
        );
        let _ = is_enough(simple)
            || parts.any(|part| is_enough(self.of_part(from, &place, &part, depth - 1)))
            || ways.any(|way| {
                if way.iter().all(|id| given.contains(id)) {
                    return false;
                }
                let given = [given, &way].concat();
                is_enough(self.found(from, &given, wanted, depth - 1))
            })
            || is_enough(given.iter().flat_map(|id| random(own, *id)).collect());
        values
    }

    /// Values that a part of the other side may reject.
    fn of_part(
        &self,
        from: usize,
        place: &Place<'_, 'a>,
        part: &Part<'a>,
        depth: usize,
    ) -> Vec<Instance> {
        let [own, other] = [from, 1 - from].map(|side| self.sides[side]);
        let here = view(own.schema, &place.ids);
        let member = |name: &str, id: NodeId| {
            let given = demand(&own.facts, &here, name);
            let values = self.found(from, &given, id, depth);
            let objects = values
                .iter()
                .flat_map(|value| place.with_value(name, value));
            objects.collect::<Vec<_>>()
        };
        let behind = |index: usize, id: NodeId| {
            let values = self.found(from, &element(&here, index), id, depth);
            let arrays = values
                .iter()
                .filter_map(|value| array(own, &place.ids, index, value));
            arrays.collect::<Vec<_>>()
        };
        match part {
            Part::Property(name, id) => member(name, *id),
            Part::Element(index, id) => behind(*index, *id),
            Part::Keyword(node, entry) => match &entry.keyword {
                Keyword::PatternProperties(patterns) => {
                    let patterns = patterns.iter().flat_map(|(pattern, id)| {
                        let matches = |name: &String| own.facts.patterns.matches(pattern, name);
                        let made = own.facts.patterns.text(pattern, &mut Rng::with_seed(0));
                        let names = declared(&here).into_iter().filter(matches).chain(made);
                        names
                            .flat_map(|name| member(&name, *id))
                            .collect::<Vec<_>>()
                    });
                    patterns.collect()
                }
                Keyword::AdditionalProperties(id) => {
                    let is_other = |name: &String| {
                        let mut declared = node.properties().iter();
                        !declared.any(|(other, _)| other == name)
                    };
                    let names = declared(&here).into_iter().filter(is_other);
                    let names = names.chain(other_name(own, &place.ids));
                    names.flat_map(|name| member(&name, *id)).collect()
                }
                Keyword::Items(id) => {
                    let first = node.prefix_items().map_or(0, <[_]>::len);
                    (first..first + 2)
                        .flat_map(|index| behind(index, *id))
                        .collect()
                }
                Keyword::Branches(combinator, ids) => {
                    let ids = || ids.iter().take(BRANCHES);
                    let mut values = Vec::new();
                    // Of `oneOf`, what several branches accept is rejected too.
                    if *combinator == Combinator::OneOf {
                        let smallest: Vec<Instance> =
                            ids().filter_map(|id| other.smallest(&[*id])).collect();
                        values.extend(place.merged("", &smallest));
                    }
                    values.extend(ids().flat_map(|id| self.found(from, &place.ids, *id, depth)));
                    values.extend(place.for_part(part, other));
                    values
                }
                Keyword::Unsupported => {
                    let inner = match &*entry.name {
                        "then" | "else" => applied(other.schema, node, &entry.name),
                        _ => None,
                    };
                    let inner = inner.into_iter();
                    let mut values: Vec<Instance> = inner
                        .flat_map(|id| self.found(from, &place.ids, id, depth))
                        .collect();
                    values.extend(place.for_part(part, other));
                    values
                }
                _ => place.for_part(part, other),
            },
            part => place.for_part(part, other),
        }
    }
}

/// The schemas that a condition of a node leads to, if it holds and if it does not.
fn outcomes(schema: &Schema, node: &Node) -> Vec<Vec<NodeId>> {
    let [condition, then, otherwise] =
        ["if", "then", "else"].map(|name| applied(schema, node, name));
    let Some(condition) = condition else {
        return Vec::new();
    };
    let held = then.map(|then| vec![condition, then]);
    let not_held = otherwise.map(|otherwise| vec![otherwise]);
    held.into_iter().chain(not_held).collect()
}
