//! Proofs about the names of properties: which there can be.

use std::collections::HashSet;

use exactschema_frontend::json::{Json, Value, quoted};
use exactschema_frontend::model::{Count, Node, NodeId, Type};
use exactschema_frontend::pattern::Texts;
use exactschema_sample::{Others, others, required};

use super::super::view::{Names, view};
use super::texts::any_of;
use super::{Case, Claim, Prover, present};

/// The claim about the names of the properties of a case: strings, of which `propertyNames` asks
/// something.
pub(super) fn names_of(case: &Case<'_, '_>) -> Claim {
    let nodes = case.view.nodes.iter();
    Claim {
        given: nodes.filter_map(|node| node.property_names()).collect(),
        type_: Some(Type::String),
        ..Claim::default()
    }
}

impl<'a> Prover<'a> {
    /// The names that properties can have, if they are listed: because the content model assumes
    /// that they are declared, because all others are refused, because `propertyNames` lists them,
    /// or because no other fits beside those that are required.
    pub(super) fn listed_names(&self, case: &Case<'a, '_>) -> Option<Vec<&'a str>> {
        self.assumed_names(case)
            .or_else(|| {
                let mut closed = self.closed(case);
                let closed = closed.find(|others| others.patterns().next().is_none());
                Some(closed?.names().collect())
            })
            .or_else(|| self.enumerated_names(case))
            .or_else(|| all_required(case))
    }

    /// The names that properties can have, if they are assumed to be declared by name.
    fn assumed_names(&self, case: &Case<'_, '_>) -> Option<Vec<&'a str>> {
        match Names::of(self.both.schema(), &case.claim.names) {
            Names::Declared(names, patterns) if patterns.is_empty() => {
                Some(names.into_iter().collect())
            }
            _ => None,
        }
    }

    /// The properties that the nodes of a case declare of which each refuses all others.
    pub(super) fn closed(&self, case: &Case<'a, '_>) -> impl Iterator<Item = Others<'a>> + use<'a> {
        let schema = self.both.schema();
        let nodes = case.view.nodes.clone().into_iter();
        let others = nodes.filter_map(move |node| others(schema, node));
        others.filter(move |others| schema.node(others.id).truth() == Some(false))
    }

    /// The names that `propertyNames` lists.
    fn enumerated_names(&self, case: &Case<'a, '_>) -> Option<Vec<&'a str>> {
        let given: Vec<NodeId> = names_of(case).given.into_iter().collect();
        let view = view(self.both.schema(), &given);
        if !view.types().contains(&Type::String) {
            return Some(Vec::new());
        }
        let texts = view.constants()?.into_iter().filter_map(text);
        let is_given = |name: &&str| {
            let name = quoted(name);
            given
                .iter()
                .all(|id| self.both.verdict(*id, &name) != Some(false))
        };
        Some(texts.filter(is_given).collect())
    }

    /// Whether some nodes declare all names of a case, by name or by pattern, because of what
    /// `propertyNames` asks of them.
    pub(super) fn are_declared(&mut self, case: &Case<'a, '_>, nodes: &[&Node]) -> bool {
        let names = names_of(case);
        if names.given.is_empty() {
            return false;
        }
        let declared = nodes.iter().flat_map(|node| node.properties());
        let declared = any_of(declared.map(|(name, _)| name.as_str()));
        let patterns = nodes.iter().flat_map(|node| node.pattern_properties());
        let patterns: Vec<&str> = patterns.map(|(pattern, _)| pattern.as_str()).collect();
        let facts = &self.both.facts;
        let compiled = patterns
            .iter()
            .filter_map(|pattern| facts.patterns.get(pattern));
        let kinds = compiled.chain(&declared).map(|pattern| Texts {
            patterns: vec![pattern],
            ..Texts::default()
        });
        let kinds: Vec<Texts<'_>> = kinds.collect();
        self.are_matching(&names, &patterns, &kinds)
    }

    /// Whether every text of a claim matches one of some patterns, or is of one of some kinds.
    fn are_matching(&mut self, claim: &Claim, patterns: &[&str], kinds: &[Texts<'_>]) -> bool {
        let case = self.case(claim);
        let mut given = case.view.nodes.iter().filter_map(|node| node.pattern());
        if given.any(|pattern| patterns.contains(&pattern))
            || self.is_empty(&case)
            || self.are_among(&case, kinds)
        {
            return true;
        }
        let cases = self.cases(claim, &case);
        cases.is_some_and(|cases| {
            cases.iter().all(|claim| {
                self.patience = self.patience.saturating_sub(1);
                self.patience > 0 && self.are_matching(claim, patterns, kinds)
            })
        })
    }
}

fn text(json: &Json) -> Option<&str> {
    match &json.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// The names that are required, if there can be no more properties.
fn all_required<'a>(case: &Case<'a, '_>) -> Option<Vec<&'a str>> {
    let most = case.view.most(Count::MaxProperties)?;
    let required = required(&case.view, &present(case.claim));
    if required.len() < most {
        return None;
    }
    let nodes = case.view.nodes.iter();
    let listed = nodes.clone().flat_map(|node| node.required());
    let beside = nodes.flat_map(|node| node.dependent_required());
    let listed = listed.chain(beside.flat_map(|(_, names)| names));
    let listed: HashSet<&str> = listed.map(String::as_str).collect();
    // Of what is only known to be present, the schemas have no name.
    let names = required
        .iter()
        .map(|name| listed.get(name.as_str()).copied());
    names.collect()
}
