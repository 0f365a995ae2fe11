//! Arrays.

use super::instance::instance;
use super::maker::{DEEP, LONGEST, Maker};
use super::parts::Parts;
use super::tree::Tree;
use crate::model::{Count, NodeId};

/// The longest array that is made to see whether a limit holds.
const LONG: usize = 40;

/// How many elements are made to find one that is not there yet.
const TRIES: usize = 20;

impl Maker<'_> {
    /// An array, most often of one of the lengths at the limits.
    pub(super) fn array(&mut self, parts: &Parts<'_>, depth: usize) -> Option<Tree> {
        let least = Some(parts.least(Count::MinItems)).filter(|least| *least <= LONGEST)?;
        let length = match depth < DEEP {
            true => self.array_length(parts, least)?,
            false => least,
        };
        let unique = parts.nodes.iter().any(|node| node.has_unique_items());
        let mut elements = Vec::new();
        for index in 0..length {
            let ids = element(parts, index);
            match self.element(&ids, unique.then_some(&elements), depth + 1) {
                Some(element) => elements.push(element),
                // There is no element here, or no other one.
                None if index >= least => break,
                None => return None,
            }
        }
        Some(Tree::Array(elements))
    }

    fn array_length(&mut self, parts: &Parts<'_>, least: usize) -> Option<usize> {
        let prefix = parts.nodes.iter().filter_map(|node| node.prefix_items());
        let prefix = prefix.map(<[NodeId]>::len).max();
        let most = parts.most(Count::MaxItems).unwrap_or(usize::MAX);
        let lengths = [prefix.unwrap_or(0), self.random.usize(0..4)];
        let wanted = lengths[self.random.usize(0..2)];
        if self.random.bool() && (least..=most).contains(&wanted) {
            return Some(wanted);
        }
        let most = parts.most(Count::MaxItems).unwrap_or(least + 3);
        self.length(
            least,
            if most > least.max(LONG) {
                least + 3
            } else {
                most
            },
        )
    }

    /// An element that differs from others.
    fn element(
        &mut self,
        ids: &[NodeId],
        others: Option<&Vec<Tree>>,
        depth: usize,
    ) -> Option<Tree> {
        for _ in 0..TRIES {
            let element = match ids {
                [] => self.any(depth),
                ids => self.value(ids, depth)?,
            };
            let value = instance(&element);
            let others = others.into_iter().flatten();
            if !others.map(instance).any(|other| other == value) {
                return Some(element);
            }
        }
        None
    }
}

/// The nodes that speak of the element at an index.
pub(crate) fn element(parts: &Parts<'_>, index: usize) -> Vec<NodeId> {
    let ids = parts.nodes.iter().filter_map(|node| {
        let prefix = node.prefix_items().unwrap_or_default();
        prefix.get(index).copied().or(node.items())
    });
    ids.collect()
}
