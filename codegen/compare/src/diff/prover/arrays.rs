//! Proofs of assertions on elements.

use exactschema_frontend::model::{Count, Node, NodeId, Type};
use exactschema_sample::element;

use super::super::view::{is_anything, nth};
use super::{Case, Prover};

impl<'a> Prover<'a> {
    /// Whether the element of an index is what it has to be.
    pub(super) fn element(&mut self, case: &Case<'a, '_>, index: usize, wanted: NodeId) -> bool {
        let most = self.most(case, Count::MaxItems);
        if !case.can_be(Type::Array) || most.is_some_and(|most| most <= index) {
            return true;
        }
        let given = element(&case.view, index);
        let names = nth(&self.sides[0].facts, &case.claim.names, index);
        self.inside(case.claim, given, wanted, names)
    }

    /// Whether the elements behind the places of a node are what they have to be.
    pub(super) fn items(&mut self, case: &Case<'a, '_>, node: &Node, wanted: NodeId) -> bool {
        if is_anything(self.wanted(case.claim).schema, wanted) {
            return true;
        }
        let places = |node: &Node| node.prefix_items().map_or(0, <[_]>::len);
        let first = places(node);
        let named = super::super::view::reach(self.sides[0].schema, &case.claim.names);
        let nodes = case.view.nodes.iter().chain(&named.nodes);
        let last = nodes.map(|node| places(node)).max().unwrap_or(0).max(first);
        // Behind the last place of all, one element is like another.
        (first..=last).all(|index| self.element(case, index, wanted))
    }
}
