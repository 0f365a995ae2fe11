//! Both schemas as one, so that a proof can name schemas of either.

use std::collections::BTreeSet;

use exactschema_frontend::model::{Node, NodeId, Schema};
use exactschema_sample::{Facts, Instance};

use super::part::Part;
use super::side::Side;

/// Both schemas, and the one that has the nodes of both.
pub(super) struct Both<'a> {
    pub(super) sides: [&'a Side<'a>; 2],
    /// Of the schema that has the nodes of both, without a judge.
    pub(super) facts: Facts<'a>,
    /// Its nodes, those of the first side first.
    ids: Vec<NodeId>,
    /// The nodes of each side.
    own: [Vec<NodeId>; 2],
    /// Whether any of them is of draft 4, where `1.0` is no integer.
    pub(super) is_strict: bool,
}

impl<'a> Both<'a> {
    /// Both sides, and their schemas joined.
    pub(super) fn new(sides: [&'a Side<'a>; 2], joined: &'a Schema) -> Self {
        Both {
            sides,
            facts: Facts::of(joined, None),
            ids: joined.ids().collect(),
            own: sides.map(|side| side.schema.ids().collect()),
            is_strict: sides.iter().any(|side| side.is_strict()),
        }
    }

    pub(super) fn schema(&self) -> &'a Schema {
        self.facts.schema
    }

    /// The node that one of a side is.
    pub(super) fn id(&self, side: usize, id: NodeId) -> NodeId {
        let before = if side == 0 { 0 } else { self.own[0].len() };
        self.ids[before + id.index()]
    }

    /// The side of a node, and which it is there.
    pub(super) fn of(&self, id: NodeId) -> (usize, NodeId) {
        match id.index().checked_sub(self.own[0].len()) {
            Some(index) => (1, self.own[1][index]),
            None => (0, self.own[0][id.index()]),
        }
    }

    /// Whether a value, as JSON, is valid against a node; `None` if there is no verdict.
    pub(super) fn verdict(&self, id: NodeId, value: &str) -> Option<bool> {
        let (side, id) = self.of(id);
        let judge = self.sides[side].facts.judge.as_ref()?;
        judge.fits_nth(id.index(), value)
    }

    /// Whether a value is valid against a node in each of its spellings.
    pub(super) fn fits(&self, id: NodeId, value: &Instance) -> bool {
        let fits = |value: &Instance| self.verdict(id, &value.to_string()) == Some(true);
        let spellings = self.spellings(value);
        spellings.is_some_and(|spellings| spellings.iter().all(fits))
    }

    /// The spellings of a value that can make a difference; `None` if they are too many.
    pub(super) fn spellings(&self, value: &Instance) -> Option<Vec<Instance>> {
        let mut spellings = vec![value.clone()];
        if self.is_strict {
            match value {
                Instance::Number(number) => {
                    spellings.extend(number.with_fraction().map(Instance::Number));
                }
                Instance::Array(_) | Instance::Object(_) if has_numbers(value) => return None,
                _ => {}
            }
        }
        Some(spellings)
    }

    /// A part of a side, as one of the schema that has both.
    pub(super) fn part(&self, side: usize, part: &Part<'a>) -> Option<Part<'a>> {
        Some(match part {
            Part::Keyword(node, entry) => {
                let own = self.sides[side].schema;
                let place = node
                    .keywords
                    .iter()
                    .position(|other| std::ptr::eq(other, *entry))?;
                let node: &'a Node = self
                    .schema()
                    .node(self.id(side, own.at(&node.place.pointer)?));
                Part::Keyword(node, node.keywords.get(place)?)
            }
            Part::Property(name, id) => Part::Property(name, self.id(side, *id)),
            Part::Pattern(pattern, id) => Part::Pattern(pattern, self.id(side, *id)),
            Part::Element(index, id) => Part::Element(*index, self.id(side, *id)),
            Part::Alone(id) => Part::Alone(self.id(side, *id)),
            part => *part,
        })
    }

    /// Some nodes of a side, as those of the schema that has both.
    pub(super) fn all(&self, side: usize, ids: &[NodeId]) -> BTreeSet<NodeId> {
        ids.iter().map(|id| self.id(side, *id)).collect()
    }
}

fn has_numbers(value: &Instance) -> bool {
    match value {
        Instance::Number(_) => true,
        Instance::Array(elements) => elements.iter().any(has_numbers),
        Instance::Object(members) => members.values().any(has_numbers),
        _ => false,
    }
}
