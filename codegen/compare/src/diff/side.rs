//! One of the two schemas, and what judges documents by it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use exactschema_frontend::model::{Draft, Keyword, Node, NodeId, Schema};
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
    /// The dialect of all of it, unless it is of several, or parts of it have URIs of their
    /// own: references are not resolved by these here.
    pub(super) dialect: Option<Draft>,
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
            dialect: dialect(schema),
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

fn dialect(schema: &Schema) -> Option<Draft> {
    let nodes = || schema.ids().map(|id| (id, schema.node(id)));
    let is_of_one = nodes().all(|(_, node)| node.draft == schema.draft());
    let has_uri = |(id, node): (NodeId, &Node)| {
        let mut entries = node.keywords.iter();
        id != schema.root() && entries.any(|entry| matches!(&*entry.name, "$id" | "id"))
    };
    let has_custom = |(_, node): (NodeId, &Node)| {
        let mut entries = node.keywords.iter();
        entries.any(|entry| match &entry.keyword {
            Keyword::Dialect(uri) => Draft::by_uri(uri).is_none(),
            _ => false,
        })
    };
    // To draft 4, whether `1.0` is an integer depends on how it is spelled.
    let is_modern = schema.draft() > Draft::Draft4;
    let is_plain = is_modern && is_of_one && !nodes().any(has_uri) && !nodes().any(has_custom);
    is_plain.then_some(schema.draft())
}

/// Whether a value is valid against a node.
pub(super) fn fits(facts: &Facts<'_>, id: NodeId, value: &Instance) -> bool {
    let judge = facts.judge.as_ref();
    judge.is_some_and(|judge| judge.fits(id, &value.to_string()))
}

/// A judge on one schema of one's own, whose references are those of a document.
pub(super) fn alone(side: &Side<'_>, schema: String) -> Option<Judge> {
    Judge::beside(side.schema, side.text, &[schema])
}
