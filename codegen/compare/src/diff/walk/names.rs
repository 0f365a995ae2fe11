//! The schemas that declare the names of the properties of a value, by every way that leads
//! to it.

use std::collections::{BTreeSet, VecDeque};

use exactschema_frontend::model::NodeId;
use exactschema_sample::{ConjoinedSchema, Facts, demand, element};

use super::super::view::reach;
use super::{Step, Walk};

/// The nodes that declare names; `None` if on some way to the value no node declares any, so
/// that all names are in use.
type Declaring = Option<BTreeSet<NodeId>>;

impl Walk<'_> {
    /// For each pair, the nodes of a side that declare names; none if all are in use, as far as
    /// there is time to tell.
    pub(in super::super) fn names(&self, side: usize) -> Vec<Vec<NodeId>> {
        let mut steps: Vec<Vec<(&Step, usize)>> = vec![Vec::new(); self.pairs.len()];
        for (from, step, to) in &self.edges {
            steps[*from].push((step, *to));
        }
        let mut names: Vec<Declaring> = vec![Some(BTreeSet::new()); self.pairs.len()];
        if let (Some(root), Some(pair)) = (names.first_mut(), self.pairs.first()) {
            *root = Some(BTreeSet::from([pair.ids[side]]));
        }
        // What declares names is known when that around it is: at last nothing changes.
        let mut waiting = VecDeque::from([0]);
        let mut is_waiting = vec![false; self.pairs.len()];
        while let Some(from) = waiting.pop_front() {
            if self.sides[side].budget.is_spent() {
                return vec![Vec::new(); self.pairs.len()];
            }
            is_waiting[from] = false;
            let inner = Inner::of(&self.sides[side].facts, names[from].clone());
            for (step, to) in &steps[from] {
                let before = names[*to].as_ref().map(BTreeSet::len);
                names[*to] = union(names[*to].take(), inner.at(step));
                if names[*to].as_ref().map(BTreeSet::len) != before && !is_waiting[*to] {
                    is_waiting[*to] = true;
                    waiting.push_back(*to);
                }
            }
        }
        let sets = names.into_iter().map(Option::unwrap_or_default);
        sets.map(|set| set.into_iter().collect()).collect()
    }
}

/// What declares names in a value, by what declares those of the value.
struct Inner<'f, 'a> {
    facts: &'f Facts<'a>,
    declaring: Declaring,
    around: ConjoinedSchema<'a>,
}

impl<'f, 'a> Inner<'f, 'a> {
    fn of(facts: &'f Facts<'a>, declaring: Declaring) -> Self {
        let ids: Vec<NodeId> = declaring.iter().flatten().copied().collect();
        Inner {
            facts,
            declaring,
            around: reach(facts.schema, &ids),
        }
    }

    fn at(&self, step: &Step) -> Declaring {
        let declaring = self.declaring.as_ref()?;
        if declaring.is_empty() {
            // It is not known yet.
            return Some(BTreeSet::new());
        }
        let inner = match step {
            Step::Same => return Some(declaring.clone()),
            Step::Property(name) => demand(self.facts, &self.around, name),
            Step::Element(index) | Step::Items(index) => element(&self.around, *index),
            Step::Pattern(_) | Step::Others | Step::Names => Vec::new(),
        };
        (!inner.is_empty()).then(|| inner.into_iter().collect())
    }
}

fn union(one: Declaring, other: Declaring) -> Declaring {
    Some(one?.union(&other?).copied().collect())
}
