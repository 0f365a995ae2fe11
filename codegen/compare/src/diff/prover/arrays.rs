//! Proofs of assertions on elements.

use exactschema_frontend::model::{Count, Draft, Node, NodeId, Type};
use exactschema_sample::element;

use super::super::view::{is_anything, nth, reach};
use super::opaque::{IN_PLACE, asserting};
use super::{Case, Prover};

impl<'a> Prover<'a> {
    /// Whether the element of an index is valid against one of some nodes.
    pub(super) fn element(&mut self, case: &Case<'a, '_>, index: usize, wanted: &[NodeId]) -> bool {
        let most = self.most(case, Count::MaxItems);
        if !case.can_be(Type::Array) || most.is_some_and(|most| most <= index) {
            return true;
        }
        let given = self.given_element(case, index);
        let names = nth(&self.both.facts, &case.claim.names, index);
        self.inside(given, wanted.iter().copied(), names)
    }

    /// The schemas that apply to the element of an index.
    pub(super) fn given_element(&self, case: &Case<'a, '_>, index: usize) -> Vec<NodeId> {
        let nodes = case.view.nodes.iter();
        let unevaluated = nodes.filter_map(|node| self.unevaluated(node, index));
        let mut given = element(&case.view, index);
        given.extend(unevaluated);
        given
    }

    /// Whether the elements behind the places of a node are what they have to be.
    pub(super) fn items(&mut self, case: &Case<'a, '_>, node: &Node, wanted: NodeId) -> bool {
        let schema = self.both.schema();
        if is_anything(schema, wanted) {
            return true;
        }
        let places = |node: &Node| node.prefix_items().map_or(0, <[_]>::len);
        let first = places(node);
        let named = reach(schema, &case.claim.names);
        let nodes = case.view.nodes.iter().chain(&named.nodes);
        let last = nodes.map(|node| places(node)).max().unwrap_or(0).max(first);
        // Behind the last place of all, one element is like another.
        (first..=last).all(|index| self.element(case, index, &[wanted]))
    }

    /// What `unevaluatedItems` of a node asks of an element, if nothing beside it could have
    /// evaluated that.
    fn unevaluated(&self, node: &Node, index: usize) -> Option<NodeId> {
        let is_evaluated = node
            .prefix_items()
            .is_some_and(|places| index < places.len())
            || node.items().is_some();
        let may_evaluate = |name: &str| match name {
            "prefixItems" | "items" => false,
            // Since 2020-12 it evaluates elements (Core §10.3.1.3).
            "contains" => node.draft > Draft::Draft201909,
            name => asserting(name).is_some_and(|keyword| IN_PLACE.contains(&keyword)),
        };
        let is_alone = !node.keywords.iter().any(|entry| may_evaluate(&entry.name));
        (!is_evaluated && is_alone).then(|| self.applied(node, "unevaluatedItems"))?
    }
}
