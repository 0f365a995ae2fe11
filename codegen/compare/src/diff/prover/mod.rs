//! Proves that one schema accepts whatever some others accept together.
//!
//! A claim is proven keyword by keyword: each assertion of the wanted schema must follow from
//! those of the given ones together. Where it does not, each branch of a choice and each type
//! among the given is a case of its own. A claim that comes up while it is being proven is
//! assumed: it is then about a value inside, or about a part of the wanted schema, and both
//! are finite.
//!
//! A claim that is not proven may be true all the same.

use std::collections::BTreeSet;

use exactschema_frontend::model::{Combinator, Node, NodeId, Type};
use exactschema_sample::{ConjoinedSchema, Facts, Instance, hidden, meet};

use super::same::Same;
use super::side::{Side, fits};
use super::view::{choices, is_anything, view};

mod arrays;
mod disjoint;
mod keyword;
mod numbers;
mod objects;
mod opaque;

pub(super) use opaque::{asserting, id};

/// The number of claims that are examined for one question.
const PATIENCE: usize = 20_000;

/// `wanted` accepts whatever all of `given` accept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim {
    /// The side of the given nodes; the wanted one is on the other.
    side: usize,
    given: Vec<NodeId>,
    /// The type of the value, if it is one case among others.
    type_: Option<Type>,
    wanted: NodeId,
    /// The nodes of the first side that declare the names of the value's properties;
    /// without any, it can have all names.
    names: Vec<NodeId>,
}

/// The given schemas in one case.
pub(super) struct Case<'a, 'c> {
    claim: &'c Claim,
    view: ConjoinedSchema<'a>,
}

impl Case<'_, '_> {
    /// The types that the value can have.
    fn types(&self) -> Vec<Type> {
        let types = self.view.types();
        match self.claim.type_ {
            // Of numbers, those that are integers may be the case.
            Some(only) => types
                .into_iter()
                .filter_map(|type_| meet(type_, &[only]))
                .collect(),
            None => types,
        }
    }

    fn can_be(&self, type_: Type) -> bool {
        let mut types = self.types().into_iter();
        types.any(|other| other == type_ || (other == Type::Integer && type_ == Type::Number))
    }
}

/// Whether a type is one of a list: an integer is a number.
fn covers_type(list: &[Type], type_: Type) -> bool {
    list.contains(&type_) || (type_ == Type::Integer && list.contains(&Type::Number))
}

/// The two sides, and what was proven of them.
pub(super) struct Prover<'a> {
    sides: [&'a Side<'a>; 2],
    same: Same<'a>,
    /// The claims that are proven, or assumed while they are being proven.
    holds: BTreeSet<Claim>,
    trail: Vec<Claim>,
    fails: BTreeSet<Claim>,
    patience: usize,
}

impl<'a> Prover<'a> {
    /// Proves claims that the second side accepts values of the first.
    pub(super) fn new(first: &'a Side<'a>, second: &'a Side<'a>) -> Self {
        Prover {
            sides: [first, second],
            same: Same::new(first, second),
            holds: BTreeSet::new(),
            trail: Vec::new(),
            fails: BTreeSet::new(),
            patience: 0,
        }
    }

    /// Whether a node of the second side takes what one of the first takes, if the
    /// names of properties are those that `names` declare.
    pub(super) fn proves(&mut self, given: NodeId, wanted: NodeId, names: &[NodeId]) -> bool {
        self.patience = PATIENCE;
        self.holds_for(Claim {
            side: 0,
            given: vec![given],
            type_: None,
            wanted,
            names: names.to_vec(),
        })
    }

    /// Whether a part of the second side rejects nothing that a node of the first accepts.
    pub(super) fn allows(
        &mut self,
        given: NodeId,
        part: &super::part::Part<'a>,
        names: &[NodeId],
    ) -> bool {
        self.patience = PATIENCE;
        let claim = Claim {
            side: 0,
            given: vec![given],
            type_: None,
            // No claim is made of it.
            wanted: self.sides[1].schema.root(),
            names: names.to_vec(),
        };
        self.part(&claim, part)
    }

    fn holds_for(&mut self, mut claim: Claim) -> bool {
        claim.given.sort();
        claim.given.dedup();
        if self.holds.contains(&claim) {
            return true;
        }
        if self.fails.contains(&claim) {
            return false;
        }
        if self.patience == 0 || self.sides[0].budget.is_over() {
            self.patience = 0;
            return false;
        }
        self.patience -= 1;
        let mark = self.trail.len();
        self.holds.insert(claim.clone());
        self.trail.push(claim.clone());
        let holds = self.attempt(&claim);
        if !holds {
            // What was proven since may rest on this claim.
            for since in self.trail.drain(mark..) {
                self.holds.remove(&since);
            }
            // What the patience did not suffice for is not refuted.
            if self.patience > 0 {
                self.fails.insert(claim);
            }
        }
        holds
    }

    fn attempt(&mut self, claim: &Claim) -> bool {
        let mut given = claim.given.iter();
        if given.any(|given| self.same.are(self.ordered(claim, *given, claim.wanted))) {
            return true;
        }
        if !self.is_plain() {
            return false;
        }
        let case = self.case(claim);
        if self.is_empty(&case) {
            return true;
        }
        if let Some(values) = self.values(&case) {
            let wanted = self.wanted(claim);
            return values.iter().all(|value| fits(wanted, claim.wanted, value));
        }
        let wanted: &'a Node = self.wanted(claim).schema.node(claim.wanted);
        let mut keywords = wanted.keywords.iter();
        keywords.all(|entry| self.keyword(&case, wanted, entry)) || self.splits(&case)
    }

    /// A given and a wanted node, that of the first side first.
    fn ordered(&self, claim: &Claim, given: NodeId, wanted: NodeId) -> [NodeId; 2] {
        match claim.side {
            0 => [given, wanted],
            _ => [wanted, given],
        }
    }

    /// Whether both schemas are of one dialect; otherwise no keyword is understood.
    fn is_plain(&self) -> bool {
        let [left, right] = &self.sides;
        left.dialect.is_some() && left.dialect == right.dialect
    }

    fn case<'c>(&self, claim: &'c Claim) -> Case<'a, 'c> {
        let view = view(self.sides[claim.side].schema, &claim.given);
        Case { claim, view }
    }

    fn given(&self, claim: &Claim) -> &'a Facts<'a> {
        &self.sides[claim.side].facts
    }

    fn wanted(&self, claim: &Claim) -> &'a Facts<'a> {
        &self.sides[1 - claim.side].facts
    }

    fn is_empty(&self, case: &Case<'_, '_>) -> bool {
        let facts = self.given(case.claim);
        let mut nodes = case.view.nodes.iter();
        let is_nothing = |node: &&Node| {
            let not = hidden(facts.schema, node, "not");
            not.is_some_and(|not| is_anything(facts.schema, not))
        };
        case.types().is_empty()
            || facts.min_depths.all(&case.claim.given).is_none()
            || nodes.any(is_nothing)
    }

    /// The values that are given, if they are listed.
    fn values(&self, case: &Case<'_, '_>) -> Option<Vec<Instance>> {
        let facts = self.given(case.claim);
        let given = &case.claim.given;
        let values = case.view.constants()?.into_iter().map(Instance::from);
        // A rejected value is none of them; without a verdict it may be.
        let judge = facts.judge.as_ref()?;
        let refuses = |id: &NodeId, value: &str| judge.fits_nth(id.index(), value) == Some(false);
        let is_given = |value: &Instance| {
            let text = value.to_string();
            !given.iter().any(|id| refuses(id, &text))
        };
        Some(values.filter(is_given).collect())
    }

    /// Proves a claim case by case.
    fn splits(&mut self, case: &Case<'a, '_>) -> bool {
        let claim = case.claim;
        for (_, branches) in choices(&case.view) {
            let taken = branches.iter().any(|branch| claim.given.contains(branch));
            if !taken && branches.iter().all(|branch| self.with(claim, *branch)) {
                return true;
            }
        }
        let types = case.types();
        let is_choice = self.is_choice(claim);
        claim.type_.is_none()
            && types.len() > 1
            && is_choice
            && types.into_iter().all(|type_| {
                self.holds_for(Claim {
                    type_: Some(type_),
                    ..claim.clone()
                })
            })
    }

    /// The claim for the values that a branch takes as well.
    fn with(&mut self, claim: &Claim, branch: NodeId) -> bool {
        let mut claim = claim.clone();
        claim.given.push(branch);
        self.holds_for(claim)
    }

    /// Whether the wanted node is a choice, for which types can be cases.
    fn is_choice(&self, claim: &Claim) -> bool {
        let wanted = view(self.wanted(claim).schema, &[claim.wanted]);
        !choices(&wanted).is_empty()
    }

    /// A claim about the same value and another wanted node.
    fn also(&mut self, claim: &Claim, wanted: NodeId) -> bool {
        self.holds_for(Claim {
            wanted,
            ..claim.clone()
        })
    }

    /// A claim about a value inside.
    fn inside(
        &mut self,
        claim: &Claim,
        given: Vec<NodeId>,
        wanted: NodeId,
        names: Vec<NodeId>,
    ) -> bool {
        self.holds_for(Claim {
            side: claim.side,
            given,
            type_: None,
            wanted,
            names,
        })
    }

    /// Whether a value of the case is valid against no more than one branch: this one.
    fn is_alone(&mut self, case: &Case<'a, '_>, branches: &[NodeId], one: NodeId) -> bool {
        let mut others = branches.iter().filter(|other| **other != one);
        others.all(|other| self.excludes(case, *other))
    }

    /// Whether no value of the case is valid against a node of the other side.
    fn excludes(&mut self, case: &Case<'a, '_>, other: NodeId) -> bool {
        let excluded = view(self.wanted(case.claim).schema, &[other]);
        if self.are_disjoint(case.claim.side, &case.view, &excluded) {
            return true;
        }
        // A value of one branch of `oneOf` is in no other: it is not in what is within
        // another.
        let claim = case.claim;
        let choices = choices(&case.view).into_iter();
        let taken = choices.filter(|(combinator, branches)| {
            *combinator == Combinator::OneOf
                && branches.iter().any(|branch| claim.given.contains(branch))
        });
        let refused: Vec<NodeId> = taken
            .flat_map(|(_, branches)| branches)
            .filter(|branch| !claim.given.contains(branch))
            .copied()
            .collect();
        refused.into_iter().any(|branch| {
            self.holds_for(Claim {
                side: 1 - claim.side,
                given: vec![other],
                type_: claim.type_,
                wanted: branch,
                names: claim.names.clone(),
            })
        })
    }
}
