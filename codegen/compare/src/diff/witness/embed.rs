//! Puts a value into the smallest document that leads to its place.

use exactschema_frontend::model::{Count, NodeId};
use exactschema_sample::{Instance, Members, declared, demand, required};
use fastrand::Rng;

use super::super::side::{Side, fits};
use super::super::view::view;
use super::super::walk::Step;
use super::Search;
use super::values::LONGEST;

/// The number of names that are tried to find one that no schema declares.
const NAMES: &[&str] = &["x", "y", "z", "other", "A", "1", ""];

impl Search<'_, '_> {
    /// The value in a document of one side, if that shows what is wanted. What stands
    /// around it is the smallest `by` either side.
    pub(super) fn embedded(
        &self,
        mut pair: usize,
        [side, by]: [usize; 2],
        value: Instance,
        shows: &dyn Fn(&Instance) -> bool,
    ) -> Option<Instance> {
        let mut value = value;
        loop {
            if by == side {
                let level = self.level(pair, side);
                value = lifted(self.walk.sides[side], &level, value);
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
        value: &Instance,
    ) -> Option<Instance> {
        let (other, judging) = (self.walk.sides[by], self.walk.sides[side]);
        let ids = self.level(pair, by);
        let top = *self.level(pair, side).last()?;
        let ways = [&ids[..1], ids.as_slice()];
        ways.into_iter()
            .take(ids.len().min(2))
            .filter_map(|some| placed(other, some, step, value))
            .map(|value| match by == side {
                true => lifted(other, &ids, value),
                false => value,
            })
            .find(|value| fits(&judging.facts, top, value))
    }
}

/// The value with what the schemas around it ask for beside it.
fn lifted(side: &Side<'_>, ids: &[NodeId], value: Instance) -> Instance {
    let (Some(top), Instance::Object(members)) = (ids.last(), &value) else {
        return value;
    };
    if fits(&side.facts, *top, &value) {
        return value;
    }
    // Each schema around may be the one that requires a discriminator.
    let wholes = (2..=ids.len()).filter_map(|count| side.smallest(&ids[..count]));
    let mut merged = wholes.filter_map(|whole| match whole {
        Instance::Object(mut object) => {
            object.extend(members.clone());
            Some(Instance::Object(object))
        }
        _ => None,
    });
    merged
        .find(|whole| fits(&side.facts, *top, whole))
        .unwrap_or(value)
}

/// The smallest value of some schemas together, with a value in it.
fn placed(side: &Side<'_>, ids: &[NodeId], step: &Step, value: &Instance) -> Option<Instance> {
    match step {
        Step::Same => Some(value.clone()),
        Step::Property(name) => object(side, ids, name, value),
        Step::Pattern(pattern) => {
            let mut random = Rng::with_seed(0);
            let names = (0..8).filter_map(|_| side.facts.patterns.text(pattern, &mut random));
            let name = names.min_by_key(String::len)?;
            object(side, ids, &name, value)
        }
        Step::Others => object(side, ids, &other_name(side, ids)?, value),
        Step::Names => {
            let name = value.as_str()?;
            let of = demand(&side.facts, &view(side.schema, ids), name);
            object(side, ids, name, &side.smallest(&of)?)
        }
        Step::Element(index) | Step::Items(index) => array(side, ids, *index, value),
    }
}

/// The smallest object, with a property and those that it requires.
pub(super) fn object(
    side: &Side<'_>,
    ids: &[NodeId],
    name: &str,
    value: &Instance,
) -> Option<Instance> {
    let mut members = match side.smallest(ids) {
        Some(Instance::Object(members)) => members,
        _ => Members::new(),
    };
    let view = view(side.schema, ids);
    for beside in required(&view, &[name.to_owned()]) {
        if beside != name && !members.contains_key(&beside) {
            let value = side.smallest(&demand(&side.facts, &view, &beside))?;
            members.insert(beside, value);
        }
    }
    members.insert(name.to_owned(), value.clone());
    Some(Instance::Object(members))
}

/// An undeclared name that is allowed.
pub(super) fn other_name(side: &Side<'_>, ids: &[NodeId]) -> Option<String> {
    let view = view(side.schema, ids);
    let declared = declared(&view);
    let listed: Vec<&String> = view
        .nodes
        .iter()
        .flat_map(|node| node.pattern_properties())
        .map(|(pattern, _)| pattern)
        .collect();
    let names = view.nodes.iter().filter_map(|node| node.property_names());
    let names: Vec<NodeId> = names.collect();
    let typical = side
        .smallest(&names)
        .and_then(|name| Some(name.as_str()?.to_owned()));
    let tried = NAMES.iter().map(|name| (*name).to_owned()).chain(typical);
    tried.into_iter().find(|name| {
        !declared.contains(name)
            && !listed
                .iter()
                .any(|pattern| side.facts.patterns.matches(pattern, name))
            && names
                .iter()
                .all(|id| fits(&side.facts, *id, &Instance::from(name.as_str())))
    })
}

/// The smallest array with an element at an index.
pub(super) fn array(
    side: &Side<'_>,
    ids: &[NodeId],
    index: usize,
    value: &Instance,
) -> Option<Instance> {
    let view = view(side.schema, ids);
    let least = view.least(Count::MinItems).min(LONGEST).max(index + 1);
    let mut elements = Vec::new();
    let smallest = match side.smallest(ids) {
        Some(Instance::Array(elements)) => elements,
        _ => Vec::new(),
    };
    for place in 0..least {
        elements.push(match (place == index, smallest.get(place)) {
            (true, _) => value.clone(),
            (false, Some(element)) => element.clone(),
            (false, None) => side.smallest(&exactschema_sample::element(&view, place))?,
        });
    }
    Some(Instance::Array(elements))
}
