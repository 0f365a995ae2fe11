//! One of the two schemas, and what judges documents by it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use exactschema_frontend::model::{Draft, NodeId, Schema};
use exactschema_sample::{Facts, Instance, Judge, minimal_example};

use super::budget::Budget;

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
        })
    }

    /// The smallest value of some schemas together, as far as one is found.
    pub(super) fn smallest(&self, ids: &[NodeId]) -> Option<Instance> {
        if let Some(known) = self.smallest.borrow().get(ids) {
            return known.clone();
        }
        let found = minimal_example(&self.facts, ids).map(|json| Instance::from(&json));
        self.smallest
            .borrow_mut()
            .insert(ids.to_vec(), found.clone());
        found
    }

    /// Whether any of it is of draft 4, where `1.0` is no integer.
    pub(super) fn is_strict(&self) -> bool {
        let mut nodes = self.schema.ids().map(|id| self.schema.node(id));
        nodes.any(|node| node.draft == Draft::Draft4)
    }

    /// The verdict on a document; `None` if there is none.
    pub(super) fn verdict(&self, document: &Instance) -> Option<bool> {
        let judge = self.facts.judge.as_ref()?;
        judge.fits_nth(self.schema.root().index(), &document.to_string())
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
