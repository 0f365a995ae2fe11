//! Puts a value into the smallest document that leads to its place.

use fastrand::Rng;
use serde_json::{Map, Value};

use super::super::view::view;
use super::super::walk::Step;
use super::Search;
use crate::documents::{Facts, declared, demand, of_json, required, sketch};
use crate::model::{Count, NodeId};

/// How many names are tried to find one that no schema declares.
const NAMES: &[&str] = &["x", "y", "z", "other", "A", "1", ""];

impl Search<'_, '_> {
    /// The value in a document of one side, if that shows what is wanted. What stands
    /// around it is the smallest `by` either side.
    pub(super) fn embedded(
        &self,
        mut pair: usize,
        [side, by]: [usize; 2],
        value: Value,
        shows: &dyn Fn(&Value) -> bool,
    ) -> Option<Value> {
        let mut value = value;
        loop {
            if by == side {
                let level = self.level(pair, side);
                value = lifted(&self.walk.sides[side].facts, &level, value);
            }
            let outermost = self.outermost(pair);
            let Some((parent, step)) = &self.walk.pairs[outermost].from else {
                break;
            };
            pair = *parent;
            value = self.around(pair, [side, by], step, &value)?;
        }
        shows(&value).then_some(value)
    }

    /// The schemas that lead to a pair about the same value, from the inside out.
    fn level(&self, pair: usize, side: usize) -> Vec<NodeId> {
        let mut ids = vec![self.walk.pairs[pair].ids[side]];
        let mut around = pair;
        while let Some((parent, Step::Same)) = &self.walk.pairs[around].from {
            around = *parent;
            ids.push(self.walk.pairs[around].ids[side]);
        }
        ids
    }

    /// The first of the pairs about the same value.
    fn outermost(&self, mut pair: usize) -> usize {
        while let Some((parent, Step::Same)) = &self.walk.pairs[pair].from {
            pair = *parent;
        }
        pair
    }

    /// The smallest value of a pair, or of the schemas that lead to it, with a value in it.
    fn around(
        &self,
        pair: usize,
        [side, by]: [usize; 2],
        step: &Step,
        value: &Value,
    ) -> Option<Value> {
        let (facts, judging) = (&self.walk.sides[by].facts, &self.walk.sides[side].facts);
        let ids = self.level(pair, by);
        let top = *self.level(pair, side).last()?;
        let ways = [&ids[..1], ids.as_slice()];
        ways.into_iter()
            .take(ids.len().min(2))
            .filter_map(|some| placed(facts, some, step, value))
            .map(|value| match by == side {
                true => lifted(facts, &ids, value),
                false => value,
            })
            .find(|value| fits(judging, top, value))
    }
}

/// The value with what the schemas around it ask for beside it.
fn lifted(facts: &Facts<'_>, ids: &[NodeId], value: Value) -> Value {
    let (Some(top), Value::Object(members)) = (ids.last(), &value) else {
        return value;
    };
    if fits(facts, *top, &value) {
        return value;
    }
    // Each schema around may be the one that says which branch it is.
    let wholes = (2..=ids.len()).filter_map(|count| smallest(facts, &ids[..count]));
    let mut merged = wholes.filter_map(|whole| match whole {
        Value::Object(mut there) => {
            there.extend(members.clone());
            Some(Value::Object(there))
        }
        _ => None,
    });
    merged
        .find(|whole| fits(facts, *top, whole))
        .unwrap_or(value)
}

/// Whether a schema takes a value.
pub(super) fn fits(facts: &Facts<'_>, id: NodeId, value: &Value) -> bool {
    facts
        .judge
        .as_ref()
        .is_some_and(|judge| judge.fits(id, value))
}

/// The smallest value of some schemas together.
pub(super) fn smallest(facts: &Facts<'_>, ids: &[NodeId]) -> Option<Value> {
    sketch(facts, ids).and_then(|json| of_json(&json))
}

/// The smallest value of some schemas together, with a value in it.
fn placed(facts: &Facts<'_>, ids: &[NodeId], step: &Step, value: &Value) -> Option<Value> {
    match step {
        Step::Same => Some(value.clone()),
        Step::Property(name) => object(facts, ids, name, value),
        Step::Pattern(pattern) => {
            let mut random = Rng::with_seed(0);
            let names = (0..8).filter_map(|_| facts.patterns.text(pattern, &mut random));
            let name = names.min_by_key(String::len)?;
            object(facts, ids, &name, value)
        }
        Step::Others => object(facts, ids, &other_name(facts, ids)?, value),
        Step::Names => {
            let name = value.as_str()?;
            let of = demand(facts, &view(facts.schema, ids), name);
            object(facts, ids, name, &smallest(facts, &of)?)
        }
        Step::Element(index) | Step::Items(index) => array(facts, ids, *index, value),
    }
}

/// The smallest object, with a property and those that have to stand beside it.
pub(super) fn object(
    facts: &Facts<'_>,
    ids: &[NodeId],
    name: &str,
    value: &Value,
) -> Option<Value> {
    let mut members = match smallest(facts, ids) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    let view = view(facts.schema, ids);
    for beside in required(&view, &[name.to_owned()]) {
        if beside != name && !members.contains_key(&beside) {
            let value = smallest(facts, &demand(facts, &view, &beside))?;
            members.insert(beside, value);
        }
    }
    members.insert(name.to_owned(), value.clone());
    Some(Value::Object(members))
}

/// A name that is not declared, and that may stand there.
pub(super) fn other_name(facts: &Facts<'_>, ids: &[NodeId]) -> Option<String> {
    let view = view(facts.schema, ids);
    let declared = declared(&view);
    let listed: Vec<&String> = view
        .nodes
        .iter()
        .flat_map(|node| node.pattern_properties())
        .map(|(pattern, _)| pattern)
        .collect();
    let names = view.nodes.iter().filter_map(|node| node.property_names());
    let names: Vec<NodeId> = names.collect();
    let typical = smallest(facts, &names).and_then(|name| Some(name.as_str()?.to_owned()));
    let tried = NAMES.iter().map(|name| (*name).to_owned()).chain(typical);
    tried.into_iter().find(|name| {
        !declared.contains(name)
            && !listed
                .iter()
                .any(|pattern| facts.patterns.matches(pattern, name))
            && names
                .iter()
                .all(|id| fits(facts, *id, &Value::from(name.as_str())))
    })
}

/// The smallest array with an element at an index.
pub(super) fn array(
    facts: &Facts<'_>,
    ids: &[NodeId],
    index: usize,
    value: &Value,
) -> Option<Value> {
    let view = view(facts.schema, ids);
    let least = view.least(Count::MinItems).min(40).max(index + 1);
    let mut elements = Vec::new();
    let there = match smallest(facts, ids) {
        Some(Value::Array(elements)) => elements,
        _ => Vec::new(),
    };
    for place in 0..least {
        elements.push(match (place == index, there.get(place)) {
            (true, _) => value.clone(),
            (false, Some(element)) => element.clone(),
            (false, None) => smallest(facts, &crate::documents::element(&view, place))?,
        });
    }
    Some(Value::Array(elements))
}
