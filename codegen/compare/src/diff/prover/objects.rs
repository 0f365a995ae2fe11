//! Proofs of assertions on properties.

use exactschema_frontend::model::{Node, NodeId, Type};
use exactschema_sample::{Instance, demand, others};

use super::super::side::fits;
use super::super::view::{Names, is_anything, named};
use super::keyword::is_required;
use super::{Case, Prover};

impl<'a> Prover<'a> {
    /// Whether the property of a name is what it has to be.
    pub(super) fn property(&mut self, case: &Case<'a, '_>, name: &str, wanted: NodeId) -> bool {
        if !case.can_be(Type::Object) || !self.is_named(case, name) {
            return true;
        }
        let given = demand(self.given(case.claim), &case.view, name);
        let names = named(&self.sides[0].facts, &case.claim.names, name);
        self.inside(case.claim, given, wanted, names)
    }

    /// Whether a property can have a name, by the content model.
    fn is_named(&self, case: &Case<'_, '_>, name: &str) -> bool {
        let first = self.sides[0];
        Names::of(first.schema, &case.claim.names).allow(&first.facts.patterns, name)
    }

    /// Whether one property is always present beside another.
    pub(super) fn is_beside(&mut self, case: &Case<'a, '_>, name: &str, other: &str) -> bool {
        let beside = exactschema_sample::required(&case.view, &[name.to_owned()]);
        name == other
            || is_required(case, other)
            || beside.iter().any(|name| name == other)
            || !self.is_named(case, name)
            || self.is_impossible(case, name)
    }

    /// Whether there is no value for a property.
    fn is_impossible(&self, case: &Case<'_, '_>, name: &str) -> bool {
        let facts = self.given(case.claim);
        let demand = demand(facts, &case.view, name);
        facts.min_depths.all(&demand).is_none()
    }

    /// Whether the properties that match a pattern are what they have to be.
    pub(super) fn pattern(&mut self, case: &Case<'a, '_>, pattern: &str, wanted: NodeId) -> bool {
        if !case.can_be(Type::Object) || self.is_anything(case, wanted) {
            return true;
        }
        let matches =
            |prover: &Self, name: &str| prover.wanted(case.claim).patterns.matches(pattern, name);
        if let Some(names) = self.all_names(case) {
            let mut names = names.into_iter();
            return names.all(|name| !matches(self, name) || self.property(case, name, wanted));
        }
        let nodes = case.view.nodes.clone();
        nodes.into_iter().any(|node| {
            let mut own = node.pattern_properties().iter();
            own.any(|(other, id)| {
                self.encloses(case, other, pattern)
                    && self.inside(case.claim, vec![*id], wanted, Vec::new())
            }) || self.others_of(case, node, wanted, matches)
        })
    }

    /// Whether the properties of other names than a node declares are what they have
    /// to be.
    pub(super) fn additional(&mut self, case: &Case<'a, '_>, node: &Node, wanted: NodeId) -> bool {
        if self.is_anything(case, wanted) {
            return true;
        }
        let is_other = |prover: &Self, name: &str| {
            let patterns = &prover.wanted(case.claim).patterns;
            let mut listed = node.pattern_properties().iter();
            let declared = node.properties().iter().any(|(other, _)| other == name);
            !declared && !listed.any(|(pattern, _)| patterns.matches(pattern, name))
        };
        if let Some(names) = self.all_names(case) {
            let mut names = names.into_iter();
            return names.all(|name| !is_other(self, name) || self.property(case, name, wanted));
        }
        let listed = |prover: &Self, given: &str| {
            let mut wanted = node.pattern_properties().iter();
            wanted.any(|(pattern, _)| prover.is_within(case, given, pattern))
        };
        let nodes = case.view.nodes.clone();
        nodes.into_iter().any(|given| {
            let mut own = given.pattern_properties().iter();
            // What matches a wanted pattern is none of the others.
            own.all(|(pattern, id)| {
                listed(self, pattern) || self.inside(case.claim, vec![*id], wanted, Vec::new())
            }) && self.without_patterns(case, given, wanted, is_other)
        })
    }

    /// Whether the schema of a node for all names of a kind implies the wanted one.
    fn others_of(
        &mut self,
        case: &Case<'a, '_>,
        node: &'a Node,
        wanted: NodeId,
        picks: impl Fn(&Self, &str) -> bool,
    ) -> bool {
        let mut own = node.pattern_properties().iter();
        own.all(|(_, id)| self.inside(case.claim, vec![*id], wanted, Vec::new()))
            && self.without_patterns(case, node, wanted, picks)
    }

    fn without_patterns(
        &mut self,
        case: &Case<'a, '_>,
        node: &'a Node,
        wanted: NodeId,
        picks: impl Fn(&Self, &str) -> bool,
    ) -> bool {
        let Some(others) = others(self.given(case.claim).schema, node) else {
            return false;
        };
        let mut declared = node.properties().iter();
        self.inside(case.claim, vec![others], wanted, Vec::new())
            && declared.all(|(name, _)| !picks(self, name) || self.property(case, name, wanted))
    }

    /// Whether all names are what they have to be.
    pub(super) fn property_names(&mut self, case: &Case<'a, '_>, wanted: NodeId) -> bool {
        if self.is_anything(case, wanted) {
            return true;
        }
        let names = self.all_names(case).or_else(|| closed(self, case));
        let facts = self.wanted(case.claim);
        let is_fit = |name: &&str| fits(facts, wanted, &Instance::from(*name));
        if names.is_some_and(|names| names.iter().all(is_fit)) {
            return true;
        }
        let given = case
            .view
            .nodes
            .iter()
            .filter_map(|node| node.property_names());
        let given: Vec<NodeId> = given.collect();
        // A name is a string.
        self.holds_for(super::Claim {
            side: case.claim.side,
            given,
            type_: Some(Type::String),
            wanted,
            names: Vec::new(),
        })
    }

    /// The names that properties can have, if they are assumed to be declared by name.
    fn all_names(&self, case: &Case<'_, '_>) -> Option<Vec<&'a str>> {
        match Names::of(self.sides[0].schema, &case.claim.names) {
            Names::Declared(names, patterns) if patterns.is_empty() => {
                Some(names.into_iter().collect())
            }
            _ => None,
        }
    }

    fn is_anything(&self, case: &Case<'_, '_>, wanted: NodeId) -> bool {
        is_anything(self.wanted(case.claim).schema, wanted)
    }
}

/// The names of an object that is closed.
fn closed<'a>(prover: &Prover<'a>, case: &Case<'a, '_>) -> Option<Vec<&'a str>> {
    let schema = prover.given(case.claim).schema;
    let is_closed = |node: &&&Node| {
        let others = others(schema, node);
        let none = others.is_some_and(|id| schema.node(id).truth() == Some(false));
        none && node.pattern_properties().is_empty()
    };
    let node = case.view.nodes.iter().find(is_closed)?;
    Some(
        node.properties()
            .iter()
            .map(|(name, _)| name.as_str())
            .collect(),
    )
}
