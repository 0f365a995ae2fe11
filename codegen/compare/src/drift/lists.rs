//! Compares lists of schemas, with an order and without.

use exactschema_frontend::model::{Combinator, Keyword, NodeId, Schema};

use super::difference::Drift;
use super::replacement::text;
use super::sides::Side;
use super::sides::{At, Sides};

impl Sides<'_> {
    /// Finds the differences of the places of a tuple, whose order counts.
    pub(super) fn elements(
        &mut self,
        at: &At,
        source: &[NodeId],
        emitted: &[NodeId],
        found: &mut Vec<Drift>,
    ) {
        for (left, right) in source.iter().zip(emitted) {
            self.compare(*left, *right, found);
        }
        let meaning = |sides: &Self, side| sides.element_meaning(at, side);
        self.surplus(at, source, emitted, source.len(), meaning, found);
    }

    /// Finds the differences of branches. Those that have an equal on the other
    /// side, wherever it is, are no difference; the others go in order.
    pub(super) fn branches(
        &mut self,
        at: &At,
        combinator: Combinator,
        source: &[NodeId],
        emitted: &[NodeId],
        found: &mut Vec<Drift>,
    ) {
        let count = source.len();
        let (source, emitted) =
            match leads_into(self.source, source) || leads_into(self.emitted, emitted) {
                // A reference by index would lead elsewhere in another order.
                true => (source.to_vec(), emitted.to_vec()),
                false => self.unequal(source, emitted),
            };
        for (left, right) in source.iter().zip(&emitted) {
            found.extend_from_slice(self.differences(*left, *right));
        }
        let meaning = |sides: &Self, side| sides.branch_meaning(at, combinator, side);
        self.surplus(at, &source, &emitted, count, meaning, found);
    }

    /// The branches that have no equal on the other side.
    fn unequal(&mut self, source: &[NodeId], emitted: &[NodeId]) -> (Vec<NodeId>, Vec<NodeId>) {
        let mut left = Vec::new();
        let mut right = emitted.to_vec();
        for id in source {
            // Equality is transitive: the first equal branch is as good as any.
            let equal = |other: &NodeId| self.differences(*id, *other).is_empty();
            match right.iter().position(equal) {
                Some(index) => {
                    right.remove(index);
                }
                None => left.push(*id),
            }
        }
        (left, right)
    }

    /// The differences of two branches.
    fn differences(&mut self, source: NodeId, emitted: NodeId) -> &[Drift] {
        let pair = (source, emitted);
        if !self.known.contains_key(&pair) {
            let mut found = Vec::new();
            self.compare(source, emitted, &mut found);
            self.known.insert(pair, found);
        }
        self.known.get(&pair).map_or(&[], Vec::as_slice)
    }

    /// Reports what one list has beyond the length of the other. What the source
    /// has not would come after its `count` schemas.
    fn surplus(
        &self,
        at: &At,
        source: &[NodeId],
        emitted: &[NodeId],
        count: usize,
        meaning: impl Fn(&Self, Side) -> &'static str,
        found: &mut Vec<Drift>,
    ) {
        for id in source.iter().skip(emitted.len()) {
            let place = &self.source.node(*id).place;
            found.push(Drift {
                place: place.clone(),
                pointer: place.pointer.clone(),
                source: Some(text(self.source.node(*id))),
                emitted: None,
                meaning: meaning(self, Side::Source),
            });
        }
        for (index, id) in emitted.iter().skip(source.len()).enumerate() {
            found.push(Drift {
                place: at.place.clone(),
                pointer: format!("{}/{}", at.pointer, count + index),
                source: None,
                emitted: Some(text(self.emitted.node(*id))),
                meaning: meaning(self, Side::Emitted),
            });
        }
    }
}

/// Whether a reference leads to one of the branches, or into one.
fn leads_into(schema: &Schema, branches: &[NodeId]) -> bool {
    let pointers = || branches.iter().map(|id| &schema.node(*id).place.pointer);
    let entries = schema.ids().flat_map(|id| &schema.node(id).keywords);
    let mut targets = entries.filter_map(|entry| match &entry.keyword {
        Keyword::Reference(Some(target)) => Some(&schema.node(*target).place.pointer),
        _ => None,
    });
    targets.any(|target| {
        pointers().any(|branch| {
            let rest = target.strip_prefix(branch.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    })
}
