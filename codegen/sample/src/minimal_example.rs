//! Makes an example of what is typical, where that is valid.

use std::cell::Cell;

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Count, NodeId, Type};
use exactschema_frontend::text::is_invisible;
use fastrand::Rng;

use crate::arrays::element;
use crate::conjoined_schema::ConjoinedSchema;
use crate::instance::{json, tree};
use crate::maker::{Facts, Maker};
use crate::numbers::{self, canonical};
use crate::objects::{declared, demand, required};
use crate::placeholders::{shown, texts, written};
use crate::style::{DEEP, Style};

/// The greatest number of values in an example: more show nothing.
const ENOUGH: usize = 60;

/// The number of ways to take branches that are looked at.
const WAYS: usize = 16;

/// The greatest number of attempts for one example.
const PATIENCE: usize = 2_000;

/// How much of it a generated value takes.
const EFFORT: usize = 400;

/// How many generated values are looked at.
const GENERATED: u64 = 20;

/// An example of a value that is valid against some nodes together, if there is a
/// short one.
pub fn minimal_example(facts: &Facts<'_>, ids: &[NodeId]) -> Option<Json> {
    let patience = Cell::new(PATIENCE);
    let sketch = Sketch { facts, patience };
    let mut room = ENOUGH;
    sketch.value(ids, &mut Vec::new(), &mut room)
}

/// An example in the making.
struct Sketch<'a> {
    facts: &'a Facts<'a>,
    patience: Cell<usize>,
}

impl Sketch<'_> {
    /// A value for some nodes together. `outer` are the nodes around it, and `room` is the
    /// number of values that may be made.
    fn value(&self, ids: &[NodeId], outer: &mut Vec<NodeId>, room: &mut usize) -> Option<Json> {
        self.facts.min_depths.all(ids)?;
        let inner = room.checked_sub(1)?;
        let recursive = ids.iter().any(|id| outer.contains(id));
        outer.extend(ids);
        let mut found = None;
        for way in 0..WAYS {
            if !self.has_patience(1) {
                break;
            }
            let (parts, ways) = self.parts(ids, way, recursive);
            found = self.attempt(ids, &parts, outer, (room, inner));
            if found.is_some() || way + 1 >= ways {
                break;
            }
        }
        outer.truncate(outer.len() - ids.len());
        if found.is_none() && self.has_patience(EFFORT) {
            *room = inner;
            return self.generated(ids, room);
        }
        found
    }

    /// Whether there is patience for something; it is spent then.
    fn has_patience(&self, effort: usize) -> bool {
        let rest = self.patience.get().checked_sub(effort);
        self.patience.set(rest.unwrap_or(0));
        rest.is_some()
    }

    fn fits(&self, ids: &[NodeId], value: &Json) -> bool {
        let Some(judge) = &self.facts.judge else {
            return false;
        };
        let instance = value.compact();
        ids.iter().all(|id| judge.fits(*id, &instance))
    }

    /// The parts when branches are taken in the way of this number, and how many
    /// ways there are.
    fn parts(
        &self,
        ids: &[NodeId],
        mut way: usize,
        recursive: bool,
    ) -> (ConjoinedSchema<'_>, usize) {
        let mut ways: usize = 1;
        let parts = ConjoinedSchema::gather(self.facts.schema, ids, &mut |_, branches| {
            let branches = ordered(self.facts, branches, recursive);
            let count = branches.len().max(1);
            let branch = branches.get(way % count).copied();
            way /= count;
            ways = ways.saturating_mul(count);
            branch.into_iter().collect()
        });
        (parts, ways)
    }

    /// An example that the author gave, a constant or what is typical of a type.
    fn attempt(
        &self,
        ids: &[NodeId],
        parts: &ConjoinedSchema<'_>,
        outer: &mut Vec<NodeId>,
        (room, inner): (&mut usize, usize),
    ) -> Option<Json> {
        *room = inner;
        let types = parts.types();
        let examples = parts.nodes.iter().flat_map(|node| node.examples());
        let examples = examples.filter_map(|example| written(example, &types));
        let constants = parts.constants();
        let listed = constants.iter().flatten().map(|value| (*value).clone());
        if let Some(value) = examples.chain(listed).find(|value| self.fits(ids, value)) {
            return Some(value);
        }
        if constants.is_some() {
            return None;
        }
        shown(parts, &types).into_iter().find_map(|type_| {
            *room = inner;
            let values = self.of_type(type_, parts, outer, room);
            values.into_iter().find(|value| self.fits(ids, value))
        })
    }

    fn of_type(
        &self,
        type_: Type,
        parts: &ConjoinedSchema<'_>,
        outer: &mut Vec<NodeId>,
        room: &mut usize,
    ) -> Vec<Json> {
        let values: Vec<Value> = match type_ {
            Type::Null => vec![Value::Null],
            Type::Boolean => vec![Value::Bool(true)],
            Type::Integer => {
                let integers = numbers::integers(parts).into_iter();
                integers
                    .map(|integer| Value::Number(integer.to_string()))
                    .collect()
            }
            Type::Number => {
                let numbers = numbers::numbers(parts, &mut Rng::with_seed(0)).into_iter();
                numbers
                    .filter_map(|number| Some(Value::Number(canonical(&number)?)))
                    .collect()
            }
            Type::String => texts(parts).into_iter().map(Value::String).collect(),
            Type::Array => self.array(parts, outer, room).into_iter().collect(),
            Type::Object => self.object(parts, outer, room).into_iter().collect(),
        };
        values.into_iter().map(Json::from).collect()
    }

    fn array(
        &self,
        parts: &ConjoinedSchema<'_>,
        outer: &mut Vec<NodeId>,
        room: &mut usize,
    ) -> Option<Value> {
        let indices = 0..parts.least(Count::MinItems).min(ENOUGH + 1);
        let elements = indices.map(|index| self.value(&element(parts, index), outer, room));
        elements.collect::<Option<_>>().map(Value::Array)
    }

    fn object(
        &self,
        parts: &ConjoinedSchema<'_>,
        outer: &mut Vec<NodeId>,
        room: &mut usize,
    ) -> Option<Value> {
        let declared = declared(parts);
        let mut names = required(parts, &[]);
        for name in &declared {
            if names.len() < parts.least(Count::MinProperties) {
                names = required(
                    parts,
                    &[names.as_slice(), std::slice::from_ref(name)].concat(),
                );
            }
        }
        let place = |name: &String| declared.iter().position(|other| other == name);
        names.sort_by_key(|name| place(name).unwrap_or(usize::MAX));
        let mut properties = Vec::new();
        for name in names {
            let ids = demand(self.facts, parts, &name);
            properties.push((name, self.value(&ids, outer, room)?));
        }
        Some(Value::Object(properties))
    }

    /// The shortest of some values that are generated plainly, if what is typical
    /// is not valid.
    fn generated(&self, ids: &[NodeId], room: &mut usize) -> Option<Json> {
        let make = |seed| {
            let mut random = Rng::with_seed(seed);
            Maker::new(self.facts, &mut random, Style::Canonical).value(ids, DEEP)
        };
        // What fails at first is not tried again: it takes long.
        let values = (0..GENERATED).map_while(make);
        let values = values.filter(|value| value.size() <= *room + 1);
        let values = values.filter_map(|value| json(&value));
        let values = values.filter(|value| !value.compact().contains(is_invisible));
        let values = values.filter(|value| self.fits(ids, value));
        let shortest = values.min_by_key(|value| value.compact().len())?;
        *room -= tree(&shortest).size() - 1;
        Some(shortest)
    }
}

/// The branches in the order of the schema; those that end soonest first if
/// there could be no end, and null alone last, which shows nothing.
fn ordered(facts: &Facts<'_>, branches: &[NodeId], recursive: bool) -> Vec<NodeId> {
    let Facts {
        schema, min_depths, ..
    } = facts;
    let mut branches = branches.to_vec();
    branches.retain(|id| min_depths.one(*id).is_some());
    let is_null = |id: &NodeId| schema.node(*id).types() == Some(&[Type::Null]);
    branches.sort_by_key(|id| match recursive {
        true => (min_depths.one(*id), false),
        false => (None, is_null(id)),
    });
    branches
}
