//! One of the two schemas, and what judges documents by it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use exactschema_frontend::model::{Count, Draft, NodeId, Schema, Type};
use exactschema_sample::{
    DEEP, Facts, Instance, Judge, Maker, Style, demand, element, instance, minimal_example,
    required,
};
use fastrand::Rng;

use super::budget::Budget;
use super::view::view;

/// So many elements or properties an example does not have, and more than so many are not made.
const MANY: usize = 20;
const MOST: usize = 20_000;

/// The number of values that are made at random.
const RANDOM: u64 = 60;

/// The length of the longest document that is made.
const LONG: usize = 1 << 20;

/// A schema and the text that it was read from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The schema.
    pub schema: &'a Schema,
    /// Its text.
    pub text: &'a str,
}

/// A schema and its judge.
pub(super) struct Side<'a> {
    pub(super) schema: &'a Schema,
    pub(super) text: &'a str,
    pub(super) facts: Facts<'a>,
    /// The time that there is, of both sides.
    pub(super) budget: &'a Budget,
    /// The smallest values that were looked for.
    smallest: RefCell<BTreeMap<Vec<NodeId>, Option<Instance>>>,
    /// The values that were made at random.
    random: RefCell<BTreeMap<NodeId, Rc<[Instance]>>>,
}

impl<'a> Side<'a> {
    /// The judge of a schema; `None` if it is none.
    pub(super) fn new(source: &Source<'a>, budget: &'a Budget) -> Option<Self> {
        let Source { schema, text } = *source;
        let judge = Judge::new(schema, text)?;
        Some(Side {
            schema,
            text,
            facts: Facts::of(schema, Some(judge)),
            budget,
            smallest: RefCell::default(),
            random: RefCell::default(),
        })
    }

    /// The smallest value of some schemas together, as far as one is found.
    pub(super) fn smallest(&self, ids: &[NodeId]) -> Option<Instance> {
        if let Some(known) = self.smallest.borrow().get(ids) {
            return known.clone();
        }
        if self.budget.is_over() {
            return None;
        }
        // One that would have itself inside is none.
        self.smallest.borrow_mut().insert(ids.to_vec(), None);
        let found = match minimal_example(&self.facts, ids) {
            Some(json) => Some(Instance::from(&json)),
            None => self.assembled(ids),
        };
        let mut smallest = self.smallest.borrow_mut();
        match found.is_none() && self.budget.is_over() {
            // It may be found when there is time again.
            true => drop(smallest.remove(ids)),
            false => drop(smallest.insert(ids.to_vec(), found.clone())),
        }
        found
    }

    /// Values of a schema at random, the same on every machine.
    pub(super) fn random(&self, id: NodeId) -> Rc<[Instance]> {
        if let Some(known) = self.random.borrow().get(&id) {
            return Rc::clone(known);
        }
        let make = |seed| {
            let mut random = Rng::with_seed(seed);
            let style = if seed % 2 == 0 {
                Style::Canonical
            } else {
                Style::Adversarial
            };
            let value = Maker::new(&self.facts, &mut random, style).value(&[id], DEEP - 2)?;
            instance(&value)
        };
        let seeds = (0..RANDOM).take_while(|_| !self.budget.is_over());
        let made: Rc<[Instance]> = seeds.map_while(make).collect();
        if !self.budget.is_over() {
            self.random.borrow_mut().insert(id, Rc::clone(&made));
        }
        made
    }

    /// A value with more in it than an example has: each element or property is the smallest.
    fn assembled(&self, ids: &[NodeId]) -> Option<Instance> {
        let view = view(self.schema, ids);
        self.facts.min_depths.all(ids)?;
        let least = view.least(Count::MinItems);
        let value = match view.types().as_slice() {
            [Type::Array] if (MANY..=MOST).contains(&least) => {
                let elements = (0..least).map(|index| self.smallest(&element(&view, index)));
                Instance::Array(elements.collect::<Option<_>>()?)
            }
            [Type::Object] if required(&view, &[]).len() >= MANY => {
                let members = required(&view, &[]).into_iter().map(|name| {
                    let value = self.smallest(&demand(&self.facts, &view, &name))?;
                    Some((name, value))
                });
                Instance::Object(members.collect::<Option<_>>()?)
            }
            _ => return None,
        };
        let text = value.to_string();
        let judge = self.facts.judge.as_ref()?;
        let is_valid = text.len() <= LONG && ids.iter().all(|id| judge.fits(*id, &text));
        is_valid.then_some(value)
    }

    /// Whether any of it is of draft 4, where `1.0` is no integer.
    pub(super) fn is_strict(&self) -> bool {
        let mut nodes = self.schema.ids().map(|id| self.schema.node(id));
        nodes.any(|node| node.draft == Draft::Draft4)
    }

    /// The verdict on a document, as JSON; `None` if there is none.
    pub(super) fn verdict(&self, document: &str) -> Option<bool> {
        let judge = self.facts.judge.as_ref()?;
        judge.fits_nth(self.schema.root().index(), document)
    }

    /// The reason why a document is not valid: JSON Pointers with what was expected.
    pub(super) fn reasons(&self, document: &Instance) -> Vec<(String, String)> {
        let reasons = |judge: &Judge| judge.reasons(&document.to_string());
        self.facts.judge.as_ref().map(reasons).unwrap_or_default()
    }
}

/// Whether a value is valid against a node.
pub(super) fn fits(facts: &Facts<'_>, id: NodeId, value: &Instance) -> bool {
    let judge = facts.judge.as_ref();
    judge.is_some_and(|judge| judge.fits(id, &value.to_string()))
}
