//! Closes a set of schemas under what they refer to.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::state::{Active, Key, Union};
use super::table::{Branch, Keyword, Says, Table};

/// Schemas with all that they refer to.
pub(super) struct Built {
    pub(super) inputs: usize,
    /// The branches whose groups take the slots after the inputs.
    pub(super) branches: Vec<&'static Branch>,
    pub(super) active: Vec<Active>,
    pub(super) unions: Vec<Union>,
}

pub(super) struct Builder {
    table: &'static Table,
    inputs: usize,
    branches: Vec<&'static Branch>,
    /// The slots of each schema.
    to: BTreeMap<usize, BTreeSet<usize>>,
    found: Vec<Found>,
}

/// A union, before it is known where its findings go.
struct Found {
    node: usize,
    keyword: &'static Keyword,
    branches: &'static [Branch],
    only_one: bool,
    first: usize,
}

impl Builder {
    pub(super) fn build(table: &'static Table, key: &Key) -> Built {
        let slots = key.iter().flat_map(|(_, slots)| slots);
        let inputs = slots.max().map_or(0, |slot| slot + 1);
        let mut builder = Builder {
            table,
            inputs,
            branches: Vec::new(),
            to: BTreeMap::new(),
            found: Vec::new(),
        };
        for (node, slots) in key {
            builder.add(*node, slots.iter().copied().collect());
        }
        let unions = builder.ordered();
        let active = builder.to.iter().map(|(node, to)| Active {
            node: &table.nodes[*node],
            to: to.iter().copied().collect(),
        });
        Built {
            inputs,
            active: active
                .filter(|active| !active.node.keywords.is_empty())
                .collect(),
            branches: builder.branches,
            unions,
        }
    }

    /// Adds a schema and what it refers to. There may be a long chain of references.
    fn add(&mut self, node: usize, to: BTreeSet<usize>) {
        let mut open = vec![(node, to)];
        while let Some((node, to)) = open.pop() {
            let is_new = !self.to.contains_key(&node);
            let slots = self.to.entry(node).or_default();
            let before = slots.len();
            slots.extend(to);
            if !is_new && slots.len() == before {
                continue;
            }
            let slots = slots.clone();
            for keyword in self.table.nodes[node].keywords {
                match &keyword.says {
                    Says::All(nodes) => {
                        open.extend(nodes.iter().map(|node| (*node, slots.clone())));
                    }
                    // The branches have slots of their own, once.
                    Says::Any(branches) if is_new => {
                        open.extend(self.union(node, keyword, branches, false));
                    }
                    Says::One(branches) if is_new => {
                        open.extend(self.union(node, keyword, branches, true));
                    }
                    _ => {}
                }
            }
        }
    }

    fn union(
        &mut self,
        node: usize,
        keyword: &'static Keyword,
        branches: &'static [Branch],
        only_one: bool,
    ) -> Vec<(usize, BTreeSet<usize>)> {
        let first = self.inputs + self.branches.len();
        self.branches.extend(branches);
        self.found.push(Found {
            node,
            keyword,
            branches,
            only_one,
            first,
        });
        let branches = branches.iter().zip(first..);
        branches
            .map(|(branch, slot)| (branch.node, BTreeSet::from([slot])))
            .collect()
    }

    /// The unions, each before those whose branches it is part of.
    fn ordered(&mut self) -> Vec<Union> {
        let mut left = std::mem::take(&mut self.found);
        let mut ordered = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let own = |found: &Found| found.first..found.first + found.branches.len();
            let is_next = |found: &Found| {
                let slots = own(found);
                let mut others = left.iter().filter(|other| other.first != found.first);
                !others.any(|other| self.to[&other.node].iter().any(|slot| slots.contains(slot)))
            };
            // Codegen refuses a schema whose values belong to it if they belong to it.
            let next = left.iter().position(is_next).unwrap_or_default();
            let Found {
                node,
                keyword,
                branches,
                only_one,
                first,
            } = left.swap_remove(next);
            ordered.push(Union {
                keyword,
                branches,
                only_one,
                first,
                to: self.to[&node].iter().copied().collect::<Rc<[usize]>>(),
            });
        }
        ordered
    }
}
