//! The schemas that declare the names of the properties of a value, by every way that leads
//! to it.

use std::collections::BTreeSet;

use exactschema_frontend::model::NodeId;

use super::super::view::{named, nth};
use super::{Step, Walk};

/// The nodes that declare names; `None` if on some way to the value no node declares any, so
/// that all names are in use.
type Declaring = Option<BTreeSet<NodeId>>;

impl Walk<'_> {
    /// For each pair, the nodes of a side that declare names; none if all are in use.
    pub(in super::super) fn names(&self, side: usize) -> Vec<Vec<NodeId>> {
        let mut names: Vec<Declaring> = vec![Some(BTreeSet::new()); self.pairs.len()];
        if let (Some(root), Some(pair)) = (names.first_mut(), self.pairs.first()) {
            *root = Some(BTreeSet::from([pair.ids[side]]));
        }
        // What declares names is known when that around it is: at last nothing changes.
        loop {
            let before = names.clone();
            for (from, step, to) in &self.edges {
                let more = self.stepped(side, step, &names[*from]);
                names[*to] = union(names[*to].take(), more);
            }
            if names == before {
                let sets = names.into_iter().map(Option::unwrap_or_default);
                return sets.map(|set| set.into_iter().collect()).collect();
            }
        }
    }

    fn stepped(&self, side: usize, step: &Step, declaring: &Declaring) -> Declaring {
        let facts = &self.sides[side].facts;
        let ids: Vec<NodeId> = declaring.as_ref()?.iter().copied().collect();
        if ids.is_empty() {
            // It is not known yet.
            return Some(BTreeSet::new());
        }
        let inner = match step {
            Step::Same => ids,
            Step::Property(name) => named(facts, &ids, name),
            Step::Element(index) | Step::Items(index) => nth(facts, &ids, *index),
            Step::Pattern(_) | Step::Others | Step::Names => Vec::new(),
        };
        (!inner.is_empty()).then(|| inner.into_iter().collect())
    }
}

fn union(one: Declaring, other: Declaring) -> Declaring {
    Some(one?.union(&other?).copied().collect())
}
