//! Proofs of assertions on properties.

use std::collections::{BTreeSet, HashSet};

use exactschema_frontend::model::{Count, Node, NodeId, Type};
use exactschema_sample::{Instance, Others, declared, demand, others};

use super::super::part::Part;
use super::super::view::{Names, is_anything, named};
use super::keyword::is_required;
use super::names::names_of;
use super::texts::is_among;
use super::{Case, Claim, Known, Prover, is_present, parts};

impl<'a> Prover<'a> {
    /// Whether the property of a name is valid against one of some nodes.
    pub(super) fn property(&mut self, case: &Case<'a, '_>, name: &str, wanted: &[NodeId]) -> bool {
        if !case.can_be(Type::Object) || !self.is_named(case, name) {
            return true;
        }
        match case.claim.known.get(name) {
            Some(Known::Absent) => return true,
            Some(Known::Is(value)) => return wanted.iter().any(|id| self.both.fits(*id, value)),
            Some(Known::IsNone(values))
                if wanted.iter().any(|id| self.refuses_only(*id, values)) =>
            {
                return true;
            }
            Some(Known::Present | Known::IsNone(_)) | None => {}
        }
        let given = demand(&self.both.facts, &case.view, name);
        let names = named(&self.both.facts, &case.claim.names, name);
        self.inside(given, wanted.iter().copied(), names)
    }

    /// Whether a schema accepts everything but some values at most.
    fn refuses_only(&self, id: NodeId, values: &[Instance]) -> bool {
        let node = self.both.schema().node(id);
        let refused = self
            .applied(node, "not")
            .and_then(|not| self.listed(&[not]));
        let mut parts = parts(node).into_iter();
        parts.all(|part| matches!(part, Part::Keyword(_, entry) if entry.name == "not"))
            && refused.is_some_and(|refused| refused.iter().all(|value| values.contains(value)))
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

    /// Whether there are not enough other properties without one.
    pub(super) fn is_needed(&self, case: &Case<'a, '_>, name: &str) -> bool {
        let least = self.least(case, Count::MinProperties);
        let is_possible = |name: &&&str| {
            case.claim.known.get(**name) != Some(&Known::Absent) && !self.is_impossible(case, name)
        };
        least > 0
            && self.listed_names(case).is_some_and(|names| {
                let others = names.iter().filter(|other| **other != name);
                others.filter(is_possible).count() < least
            })
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
        if let Some(names) = self.listed_names(case) {
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

    /// Whether the properties of other names than some nodes declare are what they have
    /// to be.
    pub(super) fn additional(
        &mut self,
        case: &Case<'a, '_>,
        nodes: &[&Node],
        wanted: NodeId,
    ) -> bool {
        let wrong = self.other_names(case, nodes, wanted);
        wrong.is_some_and(|names| names.is_empty())
    }

    /// The properties of other names than some nodes declare that may not be what they have
    /// to be; `None` if these may have any name.
    pub(super) fn other_names(
        &mut self,
        case: &Case<'a, '_>,
        nodes: &[&Node],
        wanted: NodeId,
    ) -> Option<Vec<&'a str>> {
        if self.is_anything(wanted) {
            return Some(Vec::new());
        }
        let patterns = || nodes.iter().flat_map(|node| node.pattern_properties());
        let names = nodes.iter().flat_map(|node| node.properties());
        let names: HashSet<&str> = names.map(|(name, _)| name.as_str()).collect();
        let is_other = |prover: &Self, name: &str| {
            let matches = |pattern: &str| prover.both.facts.patterns.matches(pattern, name);
            !names.contains(name) && !patterns().any(|(pattern, _)| matches(pattern))
        };
        if let Some(mut names) = self.listed_names(case) {
            names.retain(|name| is_other(self, name) && !self.property(case, name, &[wanted]));
            return Some(names);
        }
        if self.are_declared(case, nodes) {
            return Some(Vec::new());
        }
        let mut fewest: Option<Vec<&str>> = None;
        for given in case.view.nodes.clone() {
            let Some(others) = others(self.both.schema(), given) else {
                continue;
            };
            // What matches a wanted pattern is none of the others.
            let are_right = others.patterns().all(|(pattern, id)| {
                patterns().any(|(wanted, _)| self.is_within(pattern, wanted))
                    || self.inside([*id], [wanted], Vec::new())
            });
            let wrong = are_right.then(|| self.wrong(case, &others, wanted, is_other));
            fewest = fewest
                .into_iter()
                .chain(wrong.flatten())
                .min_by_key(Vec::len);
        }
        fewest
    }

    /// Whether the schema of a node for all names of a kind implies the wanted one.
    fn others_of(
        &mut self,
        case: &Case<'a, '_>,
        node: &'a Node,
        wanted: NodeId,
        picks: impl Fn(&Self, &str) -> bool,
    ) -> bool {
        let Some(others) = others(self.both.schema(), node) else {
            return false;
        };
        let mut patterns = others.patterns();
        patterns.all(|(_, id)| self.inside([*id], [wanted], Vec::new()))
            && self
                .wrong(case, &others, wanted, picks)
                .is_some_and(|wrong| wrong.is_empty())
    }

    /// The properties of a kind that are declared by name and that may not be valid against the
    /// wanted schema; `None` if the others may not be either.
    fn wrong(
        &mut self,
        case: &Case<'a, '_>,
        others: &Others<'a>,
        wanted: NodeId,
        picks: impl Fn(&Self, &str) -> bool,
    ) -> Option<Vec<&'a str>> {
        if !self.inside([others.id], [wanted], Vec::new()) {
            return None;
        }
        let mut names: Vec<&str> = others.names().collect();
        names.retain(|name| picks(self, name) && !self.property(case, name, &[wanted]));
        Some(names)
    }

    /// Whether all names are what they have to be.
    pub(super) fn property_names(&mut self, case: &Case<'a, '_>, wanted: NodeId) -> bool {
        if self.is_anything(wanted) {
            return true;
        }
        let is_fit = |name: &&str| self.both.fits(wanted, &Instance::from(*name));
        let names = self.listed_names(case);
        if names.is_some_and(|names| names.iter().all(is_fit)) {
            return true;
        }
        let claim = Claim {
            wanted: BTreeSet::from([wanted]),
            ..names_of(case)
        };
        self.holds_for(claim.clone())
            || self.closed(case).any(|others| {
                others.names().all(|name| is_fit(&name))
                    && others.patterns().all(|(pattern, _)| {
                        let mut claim = claim.clone();
                        claim.matching.insert(pattern.clone());
                        self.holds_for(claim)
                    })
            })
    }

    fn is_anything(&self, wanted: NodeId) -> bool {
        is_anything(self.both.schema(), wanted)
    }

    /// Whether every text that matches a pattern matches another.
    pub(super) fn is_within(&self, inner: &str, outer: &str) -> bool {
        let [one, other] = [inner, outer].map(|pattern| self.both.facts.patterns.get(pattern));
        inner == outer || matches!((one, other), (Some(one), Some(other)) if one.is_within(other))
    }
}
