//! Proofs of assertions on properties.

use std::collections::BTreeSet;

use exactschema_frontend::model::{Node, NodeId, Type};
use exactschema_sample::{Instance, declared, demand, others};

use super::super::view::{Names, is_anything, named};
use super::keyword::is_required;
use super::texts::is_among;
use super::{Case, Claim, Known, Prover, is_present};

impl<'a> Prover<'a> {
    /// Whether the property of a name is valid against one of some nodes.
    pub(super) fn property(&mut self, case: &Case<'a, '_>, name: &str, wanted: &[NodeId]) -> bool {
        if !case.can_be(Type::Object) || !self.is_named(case, name) {
            return true;
        }
        match case.claim.known.get(name) {
            Some(Known::Absent) => return true,
            Some(Known::Is(value)) => return wanted.iter().any(|id| self.both.fits(*id, value)),
            Some(Known::Present) | None => {}
        }
        let given = demand(&self.both.facts, &case.view, name);
        let names = named(&self.both.facts, &case.claim.names, name);
        self.inside(given, wanted.iter().copied(), names)
    }

    /// Whether a property can have a name, by the content model.
    fn is_named(&self, case: &Case<'_, '_>, name: &str) -> bool {
        let names = Names::of(self.both.schema(), &case.claim.names);
        names.allow(&self.both.facts.patterns, name)
    }

    /// Whether one property is always present beside another.
    pub(super) fn is_beside(&mut self, case: &Case<'a, '_>, name: &str, other: &str) -> bool {
        if name == other || is_required(case, other) || !self.is_named(case, name) {
            return true;
        }
        match case.claim.known.get(name) {
            Some(Known::Absent) => return true,
            Some(_) => {}
            None if self.is_impossible(case, name) => return true,
            None => {}
        }
        let mut claim = case.claim.clone();
        claim.type_ = Some(Type::Object);
        claim.known.entry(name.to_owned()).or_insert(Known::Present);
        let view = self.case(&claim).view;
        is_present(&claim, &view, other)
    }

    /// Whether there is no value for a property.
    fn is_impossible(&self, case: &Case<'_, '_>, name: &str) -> bool {
        let facts = &self.both.facts;
        let demand = demand(facts, &case.view, name);
        facts.min_depths.all(&demand).is_none()
    }

    /// Whether the properties that match a pattern are what they have to be.
    pub(super) fn pattern(&mut self, case: &Case<'a, '_>, pattern: &str, wanted: NodeId) -> bool {
        if !case.can_be(Type::Object) || self.is_anything(wanted) {
            return true;
        }
        let matches = |prover: &Self, name: &str| prover.both.facts.patterns.matches(pattern, name);
        if let Some(names) = self.all_names(case) {
            let mut names = names.into_iter();
            return names.all(|name| !matches(self, name) || self.property(case, name, &[wanted]));
        }
        let declared = declared(&case.view);
        if self
            .both
            .facts
            .patterns
            .get(pattern)
            .is_some_and(|it| is_among(it, &declared))
        {
            let mut names = declared.iter();
            return names.all(|name| !matches(self, name) || self.property(case, name, &[wanted]));
        }
        let nodes = case.view.nodes.clone();
        nodes.into_iter().any(|node| {
            let mut own = node.pattern_properties().iter();
            own.any(|(other, id)| {
                self.is_within(pattern, other) && self.inside([*id], [wanted], Vec::new())
            }) || self.others_of(case, node, wanted, matches)
        })
    }

    /// Whether the properties of other names than a node declares are what they have
    /// to be.
    pub(super) fn additional(&mut self, case: &Case<'a, '_>, node: &Node, wanted: NodeId) -> bool {
        if self.is_anything(wanted) {
            return true;
        }
        let is_other = |prover: &Self, name: &str| {
            let patterns = &prover.both.facts.patterns;
            let mut listed = node.pattern_properties().iter();
            let declared = node.properties().iter().any(|(other, _)| other == name);
            !declared && !listed.any(|(pattern, _)| patterns.matches(pattern, name))
        };
        if let Some(names) = self.all_names(case) {
            let mut names = names.into_iter();
            return names.all(|name| !is_other(self, name) || self.property(case, name, &[wanted]));
        }
        let listed = |prover: &Self, given: &str| {
            let mut wanted = node.pattern_properties().iter();
            wanted.any(|(pattern, _)| prover.is_within(given, pattern))
        };
        let nodes = case.view.nodes.clone();
        nodes.into_iter().any(|given| {
            let mut own = given.pattern_properties().iter();
            // What matches a wanted pattern is none of the others.
            own.all(|(pattern, id)| {
                listed(self, pattern) || self.inside([*id], [wanted], Vec::new())
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
        own.all(|(_, id)| self.inside([*id], [wanted], Vec::new()))
            && self.without_patterns(case, node, wanted, picks)
    }

    fn without_patterns(
        &mut self,
        case: &Case<'a, '_>,
        node: &'a Node,
        wanted: NodeId,
        picks: impl Fn(&Self, &str) -> bool,
    ) -> bool {
        let Some(others) = others(self.both.schema(), node) else {
            return false;
        };
        let mut declared = node.properties().iter();
        self.inside([others], [wanted], Vec::new())
            && declared.all(|(name, _)| !picks(self, name) || self.property(case, name, &[wanted]))
    }

    /// Whether all names are what they have to be.
    pub(super) fn property_names(&mut self, case: &Case<'a, '_>, wanted: NodeId) -> bool {
        if self.is_anything(wanted) {
            return true;
        }
        let names = self.all_names(case).or_else(|| closed(self, case));
        let is_fit = |name: &&str| self.both.fits(wanted, &Instance::from(*name));
        if names.is_some_and(|names| names.iter().all(is_fit)) {
            return true;
        }
        let given = case
            .view
            .nodes
            .iter()
            .filter_map(|node| node.property_names());
        let given = given.collect();
        // A name is a string.
        self.holds_for(Claim {
            given,
            type_: Some(Type::String),
            wanted: BTreeSet::from([wanted]),
            ..Claim::default()
        })
    }

    /// The names that properties can have, if they are assumed to be declared by name.
    fn all_names(&self, case: &Case<'_, '_>) -> Option<Vec<&'a str>> {
        match Names::of(self.both.schema(), &case.claim.names) {
            Names::Declared(names, patterns) if patterns.is_empty() => {
                Some(names.into_iter().collect())
            }
            _ => None,
        }
    }

    fn is_anything(&self, wanted: NodeId) -> bool {
        is_anything(self.both.schema(), wanted)
    }

    /// Whether every text that matches a pattern matches another.
    fn is_within(&self, inner: &str, outer: &str) -> bool {
        let [one, other] = [inner, outer].map(|pattern| self.both.facts.patterns.get(pattern));
        inner == outer || matches!((one, other), (Some(one), Some(other)) if one.is_within(other))
    }
}

/// The names of an object that is closed.
fn closed<'a>(prover: &Prover<'a>, case: &Case<'a, '_>) -> Option<Vec<&'a str>> {
    let schema = prover.both.schema();
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
