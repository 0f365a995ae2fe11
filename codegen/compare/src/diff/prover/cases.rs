//! The cases of a claim, of which each is proven by itself.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::{Combinator, NodeId, Type};
use exactschema_sample::{ConjoinedSchema, Instance, demand, hidden_members};

use super::super::view::{choices, view};
use super::{Case, Claim, Known, Prover, few, is_present, opaque, open_choices};

/// The number of values of a property that are cases of their own.
const VALUES: usize = 32;

/// The number of properties whose values or presence are cases.
const PROPERTIES: usize = 6;

impl<'a> Prover<'a> {
    /// Proves a claim case by case.
    pub(super) fn splits(&mut self, claim: &Claim, case: &Case<'a, '_>) -> bool {
        let cases = self.cases(claim, case);
        cases.is_some_and(|cases| cases.into_iter().all(|claim| self.holds_for(claim)))
    }

    /// Claims which together are a claim, each about some of its values; `None` if it has no
    /// cases. Nothing is lost by them, so that only one way to tell them apart is tried.
    pub(super) fn cases(&mut self, claim: &Claim, case: &Case<'a, '_>) -> Option<Vec<Claim>> {
        self.branches(claim, case)
            .or_else(|| self.discriminated(claim, case))
            .or_else(|| self.outcomes(claim, case))
            .or_else(|| self.types(claim, case))
            .or_else(|| self.properties(claim, case))
    }

    /// A case for each branch of a choice. Of `oneOf`, the value is in no other.
    fn branches(&self, claim: &Claim, case: &Case<'a, '_>) -> Option<Vec<Claim>> {
        let (combinator, branches) = open_choices(claim, case).into_iter().next()?;
        let excludes = combinator == Combinator::OneOf && self.is_exclusive(claim);
        let cases = branches.iter().map(|branch| {
            let others = branches
                .iter()
                .filter(|other| excludes && *other != branch)
                .copied();
            claim.with([*branch], others)
        });
        Some(cases.collect())
    }

    /// Whether it matters to a claim what its value is not valid against.
    fn is_exclusive(&self, claim: &Claim) -> bool {
        let schema = self.both.schema();
        let both = claim.wanted.iter().chain(&claim.apart);
        let mut views = both.map(|id| view(schema, &[*id]));
        views.any(|view| {
            let mut choices = choices(&view).into_iter();
            choices.any(|(combinator, _)| combinator == Combinator::OneOf)
                || view
                    .nodes
                    .iter()
                    .any(|node| self.applied(node, "not").is_some())
        })
    }

    /// A case for each value of a property that schemas are told apart by, one for none of these,
    /// and one for its absence: each value decides many conditions and branches at once. Only one
    /// property is taken for such.
    fn discriminated(&self, claim: &Claim, case: &Case<'a, '_>) -> Option<Vec<Claim>> {
        let is_value = |known: &Known| matches!(known, Known::Is(_) | Known::IsNone(_));
        if claim.known.values().any(is_value) {
            return None;
        }
        let values = self.discriminators(claim, case);
        let is_one = |values: &BTreeSet<Instance>| (2..=VALUES).contains(&values.len());
        let values = values.into_iter().find(|(name, values)| {
            claim.known.get(*name) != Some(&Known::Absent) && is_one(values)
        });
        let (name, values) = values?;
        if !case.is_only(Type::Object) {
            return by_type(claim, case);
        }
        let is_sure = is_present(claim, &case.view, name);
        let values = Vec::from_iter(values);
        let none = Known::IsNone(values.clone());
        let known = values.into_iter().map(Known::Is).chain([none]);
        let known = known.chain((!is_sure).then_some(Known::Absent));
        Some(known.map(|known| knowing(claim, name, known)).collect())
    }

    /// The values that conditions, negations and branches of a claim list for properties.
    fn discriminators(
        &self,
        claim: &Claim,
        case: &Case<'a, '_>,
    ) -> BTreeMap<&'a str, BTreeSet<Instance>> {
        let schema = self.both.schema();
        let given = case.view.nodes.iter();
        let conditions = given.filter_map(|node| self.applied(node, "if"));
        let mut waiting: Vec<NodeId> = claim.wanted.iter().copied().chain(conditions).collect();
        let mut seen = BTreeSet::new();
        let mut found: BTreeMap<&'a str, BTreeSet<Instance>> = BTreeMap::new();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let view = view(schema, &[id]);
            waiting.extend(choices(&view).iter().flat_map(|(_, branches)| *branches));
            for node in &view.nodes {
                let hidden = ["if", "not"].map(|name| self.applied(node, name));
                waiting.extend(hidden.into_iter().flatten());
                for (name, id) in node.properties() {
                    let values = self.listed(&[*id]).into_iter().flatten();
                    found.entry(name).or_default().extend(values);
                }
            }
        }
        found
    }

    /// The cases that a condition holds, and that it does not.
    fn outcomes(&self, claim: &Claim, case: &Case<'a, '_>) -> Option<Vec<Claim>> {
        case.view.nodes.iter().find_map(|node| {
            let condition = self.applied(node, "if")?;
            let is_taken = claim.given.contains(&condition)
                || claim.wanted.contains(&condition)
                || claim.apart.contains(&condition);
            let [then, otherwise] = ["then", "else"].map(|name| self.applied(node, name));
            if is_taken || (then.is_none() && otherwise.is_none()) {
                return None;
            }
            Some(vec![
                claim.with([condition].into_iter().chain(then), []),
                claim.with(otherwise, [condition]),
            ])
        })
    }

    /// A case for each type, where that makes a difference.
    fn types(&self, claim: &Claim, case: &Case<'a, '_>) -> Option<Vec<Claim>> {
        let types = case.types();
        let schema = self.both.schema();
        let is_choice = |id: &NodeId| !choices(&view(schema, &[*id])).is_empty();
        let matters = claim.wanted.len() != 1 || claim.wanted.iter().any(is_choice);
        let is_split = claim.type_.is_none() && types.len() > 1 && matters;
        is_split.then(|| by_type(claim, case))?
    }

    /// A case for each value of a property, if they are listed, and for its absence.
    fn properties(&self, claim: &Claim, case: &Case<'a, '_>) -> Option<Vec<Claim>> {
        if !case.is_only(Type::Object) || claim.known.len() >= PROPERTIES {
            return None;
        }
        let mut names = self.deciding(claim, case).into_iter();
        names.find_map(|name| {
            let known = claim.known.get(&name);
            let is_sure = is_present(claim, &case.view, &name);
            let demand = demand(&self.both.facts, &case.view, &name);
            let mut alternatives = match (known, self.listed(&demand)) {
                (None | Some(Known::Present), Some(values)) => {
                    values.into_iter().map(Known::Is).collect()
                }
                (None, None) if !is_sure => vec![Known::Present],
                _ => return None,
            };
            if !is_sure {
                alternatives.push(Known::Absent);
            }
            let cases = alternatives.into_iter();
            Some(cases.map(|known| knowing(claim, &name, known)).collect())
        })
    }

    /// The names of properties that decide between the schemas of a claim.
    fn deciding(&self, claim: &Claim, case: &Case<'a, '_>) -> BTreeSet<String> {
        let schema = self.both.schema();
        let mut names = BTreeSet::new();
        let mut views: Vec<ConjoinedSchema<'a>> = Vec::new();
        if claim.wanted.len() > 1 {
            views.extend(claim.wanted.iter().map(|id| view(schema, &[*id])));
        }
        for node in views.iter().flat_map(|view| &view.nodes) {
            names.extend(node.required().iter().cloned());
            let listed = node.properties().iter().filter(|(_, id)| {
                let view = view(schema, &[*id]);
                view.constants().is_some() || view.types() == [Type::Boolean]
            });
            names.extend(listed.map(|(name, _)| name.clone()));
        }
        for node in case
            .view
            .nodes
            .iter()
            .chain(views.iter().flat_map(|view| &view.nodes))
        {
            for entry in node
                .keywords
                .iter()
                .filter(|entry| opaque::is_dependent(entry))
            {
                names.extend(
                    hidden_members(schema, entry)
                        .into_iter()
                        .map(|(name, _)| name),
                );
            }
            names.extend(
                node.dependent_required()
                    .iter()
                    .map(|(name, _)| name.clone()),
            );
        }
        names
    }

    /// The values of some nodes together, if they are few. A number that is spelled in
    /// several ways is several values to draft 4.
    pub(super) fn listed(&self, ids: &[NodeId]) -> Option<Vec<Instance>> {
        let view = view(self.both.schema(), ids);
        let values: Vec<Instance> = match view.constants() {
            Some(values) => values.into_iter().map(Instance::from).collect(),
            None => few(&view.types())?,
        };
        let is_one = |value: &Instance| {
            let spellings = self.both.spellings(value);
            spellings.is_some_and(|spellings| spellings.len() == 1)
        };
        (values.len() <= VALUES && values.iter().all(is_one)).then_some(values)
    }
}

/// The claim about values of which more is known.
fn knowing(claim: &Claim, name: &str, known: Known) -> Claim {
    let mut claim = claim.clone();
    claim.known.insert(name.to_owned(), known);
    claim
}

/// A case for each type, unless there is one alone.
fn by_type(claim: &Claim, case: &Case<'_, '_>) -> Option<Vec<Claim>> {
    let types = case.types();
    if claim.type_.is_some() || types.len() < 2 {
        return None;
    }
    let cases = types.into_iter().map(|type_| Claim {
        type_: Some(type_),
        ..claim.clone()
    });
    Some(cases.collect())
}
