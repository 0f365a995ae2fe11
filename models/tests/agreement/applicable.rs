//! The schemas that apply to a value in a document.

use exactschema_frontend::Schema;
use exactschema_frontend::model::{Combinator, NodeId};

/// The schemas that a value is judged by.
#[derive(Clone, Default)]
pub(crate) struct Applicable {
    /// Those that it is certainly judged by.
    pub(crate) certain: Vec<NodeId>,
    /// Those that it is judged by if it belongs to a certain branch.
    pub(crate) possible: Vec<NodeId>,
    /// Whether it is part of a listed value.
    pub(crate) listed: bool,
}

impl Applicable {
    /// The schemas that apply to the whole document.
    pub(crate) fn root(schema: &Schema) -> Self {
        let root = Applicable {
            certain: vec![schema.root()],
            possible: Vec::new(),
            listed: false,
        };
        root.expanded(schema)
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = NodeId> {
        self.certain.iter().chain(&self.possible).copied()
    }

    /// The schemas that apply to a property.
    pub(crate) fn property(&self, schema: &Schema, name: &str) -> Self {
        let below = |id: &NodeId| {
            let node = schema.node(*id);
            let mut properties = node.properties().iter();
            match properties.find(|(other, _)| other == name) {
                Some((_, id)) => vec![*id],
                // Whether a pattern matches is of no interest here.
                None => node.additional_properties().into_iter().collect(),
            }
        };
        let mut applicable = self.map(schema, below);
        let patterns = self
            .all()
            .flat_map(|id| schema.node(id).pattern_properties());
        applicable.possible.extend(patterns.map(|(_, id)| *id));
        if applicable.possible.is_empty() {
            return applicable;
        }
        // Beside patterns nothing is certain.
        let possible = self
            .all()
            .any(|id| !schema.node(id).pattern_properties().is_empty());
        if possible {
            applicable.possible.append(&mut applicable.certain);
        }
        applicable.expanded(schema)
    }

    /// The schemas that apply to an element.
    pub(crate) fn element(&self, schema: &Schema, index: usize) -> Self {
        self.map(schema, |id| {
            let node = schema.node(*id);
            let places = node.prefix_items().unwrap_or_default();
            places
                .get(index)
                .copied()
                .or(node.items())
                .into_iter()
                .collect()
        })
    }

    fn map(&self, schema: &Schema, below: impl Fn(&NodeId) -> Vec<NodeId>) -> Self {
        let below = Applicable {
            certain: self.certain.iter().flat_map(&below).collect(),
            possible: self.possible.iter().flat_map(&below).collect(),
            listed: self.listed,
        };
        below.expanded(schema)
    }

    /// With what references and branches add.
    fn expanded(mut self, schema: &Schema) -> Self {
        let mut at = 0;
        while let Some(id) = self.certain.get(at).copied() {
            at += 1;
            let node = schema.node(id);
            let all_of = node.branches(Combinator::AllOf).unwrap_or_default();
            let more = node.reference().into_iter().chain(all_of.iter().copied());
            let more: Vec<NodeId> = more.filter(|id| !self.certain.contains(id)).collect();
            self.certain.extend(more);
            self.add_branches(schema, id);
        }
        let mut at = 0;
        while let Some(id) = self.possible.get(at).copied() {
            at += 1;
            let node = schema.node(id);
            let all_of = node.branches(Combinator::AllOf).unwrap_or_default();
            let more = node.reference().into_iter().chain(all_of.iter().copied());
            let more: Vec<NodeId> = more.filter(|id| !self.possible.contains(id)).collect();
            self.possible.extend(more);
            self.add_branches(schema, id);
        }
        let listed = self.all().any(|id| schema.node(id).constants().is_some());
        self.listed |= listed;
        self
    }

    fn add_branches(&mut self, schema: &Schema, id: NodeId) {
        for combinator in [Combinator::AnyOf, Combinator::OneOf] {
            let branches = schema.node(id).branches(combinator).unwrap_or_default();
            let new = branches.iter().filter(|id| !self.possible.contains(id));
            let new: Vec<NodeId> = new.copied().collect();
            self.possible.extend(new);
        }
    }
}
