//! Proves that what some schemas accept together, at least one of some others accepts.
//!
//! A claim is a sequent: a value that is valid against all of `given` is valid against one of
//! `wanted`, each a schema of either document. It is proven by what a keyword leads to: the
//! branches of a wanted `anyOf` are all wanted, and those of one that is given are cases; what
//! a wanted `not` refuses is given, and what a given one refuses is wanted. What is left are
//! assertions, which must follow from those that are given. Where they do not, the types, and
//! the values or the presence of a property, are cases too.
//!
//! Every claim about the same value is about more that is given, or has taken apart more of
//! what is wanted, so that a claim that comes up while it is being proven is about a value
//! inside another: it is assumed then, for documents are finite.
//!
//! A claim that is not proven may be true all the same.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use exactschema_frontend::model::{Combinator, Entry, Keyword, Node, NodeId, Schema, Type};
use exactschema_sample::{ConjoinedSchema, Instance, hidden, hidden_members, hidden_values, meet};

use super::both::Both;
use super::part::Part;
use super::same::Same;
use super::view::{choices, view};

mod arrays;
mod cases;
mod contains;
mod empty;
mod formats;
mod keyword;
mod names;
mod numbers;
mod objects;
mod opaque;
mod texts;
mod together;

pub(super) use opaque::{asserting, id};

/// The number of claims that are examined for one question.
const PATIENCE: usize = 20_000;

/// What is known of a property in one case among others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Known {
    Absent,
    Present,
    Is(Instance),
    /// It is present, and none of these values.
    IsNone(Vec<Instance>),
}

/// A value that is valid against all of `given` is valid against one of `wanted`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Claim {
    given: BTreeSet<NodeId>,
    wanted: BTreeSet<NodeId>,
    /// What was wanted, and was taken apart.
    apart: BTreeSet<NodeId>,
    /// The type of the value, if it is one case among others.
    type_: Option<Type>,
    /// Properties of the value, likewise.
    known: BTreeMap<String, Known>,
    /// The nodes that declare the names of the value's properties; without any, it can have
    /// all names.
    names: Vec<NodeId>,
    /// Patterns that the value matches, a text.
    matching: BTreeSet<String>,
}

impl Claim {
    /// The claim about values that satisfy more, or one of more.
    fn with(
        &self,
        given: impl IntoIterator<Item = NodeId>,
        wanted: impl IntoIterator<Item = NodeId>,
    ) -> Claim {
        let mut claim = self.clone();
        claim.given.extend(given);
        let wanted = wanted.into_iter().filter(|id| !self.apart.contains(id));
        claim.wanted.extend(wanted);
        claim
    }

    /// The claim without something that is wanted, which is being taken apart.
    fn without(&self, wanted: NodeId) -> Claim {
        let mut claim = self.clone();
        claim.wanted.remove(&wanted);
        claim.apart.insert(wanted);
        claim
    }
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

    /// Whether the value is of no other type, numbers counting as one.
    fn is_only(&self, type_: Type) -> bool {
        let is_it =
            |other: Type| other == type_ || (type_ == Type::Number && other == Type::Integer);
        self.types().into_iter().all(is_it)
    }
}

/// Both sides, and what was proven of them.
pub(super) struct Prover<'a> {
    both: &'a Both<'a>,
    same: Same<'a>,
    /// The claims that are proven, or assumed while they are being proven.
    holds: HashSet<Rc<Claim>>,
    trail: Vec<Rc<Claim>>,
    fails: HashSet<Rc<Claim>>,
    patience: usize,
}

impl<'a> Prover<'a> {
    /// Proves claims about the schemas of both sides.
    pub(super) fn new(both: &'a Both<'a>) -> Self {
        Prover {
            both,
            same: Same::new(both.sides),
            holds: HashSet::new(),
            trail: Vec::new(),
            fails: HashSet::new(),
            patience: 0,
        }
    }

    /// Whether a node of the other side accepts what one of the side `from` accepts, if the
    /// names of properties are those that `names`, of the side `from`, declare.
    pub(super) fn proves(&mut self, from: usize, ids: [NodeId; 2], names: &[NodeId]) -> bool {
        self.patience = PATIENCE;
        self.holds_for(Claim {
            given: BTreeSet::from([self.both.id(from, ids[from])]),
            wanted: BTreeSet::from([self.both.id(1 - from, ids[1 - from])]),
            names: self.names(from, names),
            ..Claim::default()
        })
    }

    /// Whether a part of the other side rejects nothing that a node of the side `from` accepts.
    pub(super) fn allows(
        &mut self,
        from: usize,
        given: NodeId,
        part: &Part<'a>,
        names: &[NodeId],
    ) -> bool {
        self.patience = PATIENCE;
        let claim = Claim {
            given: BTreeSet::from([self.both.id(from, given)]),
            names: self.names(from, names),
            ..Claim::default()
        };
        let part = self.both.part(1 - from, part);
        part.is_some_and(|part| self.allowed(&claim, &part))
    }

    /// Whether two of some schemas of a side may have a value in common.
    pub(super) fn overlap(&mut self, side: usize, branches: &[NodeId]) -> bool {
        let mut branches = branches.iter().enumerate();
        let all = branches.clone();
        branches.any(|(index, one)| {
            let mut others = all.clone().take(index);
            others.any(|(_, other)| {
                self.patience = PATIENCE;
                !self.holds_for(Claim {
                    given: self.both.all(side, &[*one, *other]),
                    ..Claim::default()
                })
            })
        })
    }

    fn names(&self, side: usize, names: &[NodeId]) -> Vec<NodeId> {
        names.iter().map(|id| self.both.id(side, *id)).collect()
    }

    fn holds_for(&mut self, claim: Claim) -> bool {
        if self.holds.contains(&claim) {
            return true;
        }
        if self.fails.contains(&claim) {
            return false;
        }
        if self.patience == 0 || self.both.sides[0].budget.is_over() {
            self.patience = 0;
            return false;
        }
        self.patience -= 1;
        let mark = self.trail.len();
        let claim = Rc::new(claim);
        self.holds.insert(Rc::clone(&claim));
        self.trail.push(Rc::clone(&claim));
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
        let case = self.case(claim);
        let refused = self.refused(&case);
        let wider = claim.with([], refused);
        if wider != *claim {
            return self.holds_for(wider);
        }
        if self.has_wanted(&case) || self.is_empty(&case) {
            return true;
        }
        if let Some(values) = self.values(&case) {
            return values.iter().all(|value| {
                let text = value.to_string();
                let mut wanted = claim.wanted.iter();
                wanted.any(|id| self.both.verdict(*id, &text) == Some(true))
            });
        }
        let mut open = Vec::new();
        for wanted in &claim.wanted {
            let parts = self.open(&case, *wanted);
            if parts.as_ref().is_some_and(Vec::is_empty) {
                return true;
            }
            open.extend(parts);
        }
        self.together(&case, &open) || self.splits(claim, &case)
    }

    /// Whether a part rejects nothing that a claim is about, unless what else is wanted
    /// accepts it.
    fn allowed(&mut self, claim: &Claim, part: &Part<'a>) -> bool {
        let case = self.case(claim);
        let wider = claim.with([], self.refused(&case));
        let case = Case {
            claim: &wider,
            view: case.view,
        };
        if self.is_empty(&case) {
            return true;
        }
        self.follows(&case, &wider, part) || {
            let cases = self.cases(&wider, &case);
            cases.is_some_and(|cases| {
                cases.iter().all(|claim| {
                    self.patience = self.patience.saturating_sub(1);
                    self.patience > 0 && self.allowed(claim, part)
                })
            })
        }
    }

    /// Whether a wanted node is one of those that are given, or the same as one.
    fn has_wanted(&self, case: &Case<'a, '_>) -> bool {
        let schema = self.both.schema();
        let mut given = case.view.nodes.iter().filter_map(|node| id(schema, node));
        given.any(|given| {
            let mut wanted = case.claim.wanted.iter();
            wanted.any(|wanted| {
                given == *wanted || self.same.are([given, *wanted].map(|id| self.both.of(id)))
            })
        })
    }

    fn case<'c>(&self, claim: &'c Claim) -> Case<'a, 'c> {
        let mut given: Vec<NodeId> = claim.given.iter().copied().collect();
        loop {
            let view = view(self.both.schema(), &given);
            let more = self.dependent_on(claim, &view);
            let new: Vec<NodeId> = more.into_iter().filter(|id| !given.contains(id)).collect();
            if new.is_empty() {
                return Case { claim, view };
            }
            given.extend(new);
        }
    }

    /// The schemas that apply because a property is present.
    fn dependent_on(&self, claim: &Claim, view: &ConjoinedSchema<'a>) -> Vec<NodeId> {
        let mut found = Vec::new();
        for entry in view.nodes.iter().flat_map(|node| &node.keywords) {
            if matches!(entry.keyword, Keyword::Unsupported) {
                let values = hidden_values(self.both.schema(), entry).into_iter();
                let is_known = |name: &String, value: &String| {
                    let known = Known::Is(Instance::from(value.as_str()));
                    claim.known.get(name) == Some(&known)
                };
                let known = values.filter(|(name, value, _)| is_known(name, value));
                found.extend(known.map(|(.., id)| id));
            }
            if opaque::is_dependent(entry) {
                let members = hidden_members(self.both.schema(), entry).into_iter();
                let present = members.filter(|(name, _)| is_present(claim, view, name));
                found.extend(present.map(|(_, id)| id));
            }
        }
        found
    }

    /// What a `not` among the given refuses.
    fn refused(&self, case: &Case<'a, '_>) -> Vec<NodeId> {
        let nodes = case.view.nodes.iter();
        nodes.filter_map(|node| self.applied(node, "not")).collect()
    }

    /// The subschema of a keyword that the model does not have, if the dialect has it.
    fn applied(&self, node: &Node, keyword: &str) -> Option<NodeId> {
        applied(self.both.schema(), node, keyword)
    }

    /// The values that are given, if they are listed.
    fn values(&self, case: &Case<'_, '_>) -> Option<Vec<Instance>> {
        let types = case.types();
        let values: Vec<Instance> = match case.view.constants() {
            Some(values) => values.into_iter().map(Instance::from).collect(),
            None => few(&types).or_else(|| numbers::listed(case))?,
        };
        // A rejected value is none of them; without a verdict it may be.
        let refuses = |id: &NodeId, value: &str| self.both.verdict(*id, value) == Some(false);
        let is_given = |value: &Instance| {
            let text = value.to_string();
            case.claim
                .type_
                .is_none_or(|_| types.iter().any(|type_| is_of(value, *type_)))
                && !contradicts(&case.claim.known, value)
                && !case.claim.given.iter().any(|id| refuses(id, &text))
        };
        let mut given = Vec::new();
        for value in values {
            let spellings = self.both.spellings(&value)?;
            given.extend(spellings.into_iter().filter(is_given));
        }
        Some(given)
    }

    /// A claim about a value inside.
    fn inside(
        &mut self,
        given: impl IntoIterator<Item = NodeId>,
        wanted: impl IntoIterator<Item = NodeId>,
        names: Vec<NodeId>,
    ) -> bool {
        self.holds_for(Claim {
            given: given.into_iter().collect(),
            wanted: wanted.into_iter().collect(),
            names,
            ..Claim::default()
        })
    }
}

/// The subschema of a keyword that the model does not have, if the dialect has it.
pub(super) fn applied(schema: &Schema, node: &Node, keyword: &str) -> Option<NodeId> {
    let mut entries = node.keywords.iter();
    let is_it =
        |entry: &Entry| entry.name == keyword && matches!(entry.keyword, Keyword::Unsupported);
    entries.any(is_it).then(|| hidden(schema, node, keyword))?
}

/// The parts of a node, which it is the conjunction of.
pub(super) fn parts(node: &Node) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    for entry in &node.keywords {
        match &entry.keyword {
            Keyword::Properties(members) => {
                found.extend(members.iter().map(|(name, id)| Part::Property(name, *id)));
            }
            Keyword::PrefixItems(ids) => {
                let ids = ids.iter().enumerate();
                found.extend(ids.map(|(index, id)| Part::Element(index, *id)));
            }
            Keyword::Required(names) => found.extend(names.iter().map(|name| Part::Required(name))),
            keyword if keyword.is_annotation() => {}
            _ => found.push(Part::Keyword(node, entry)),
        }
    }
    found
}

/// All values of some types, if these are few.
fn few(types: &[Type]) -> Option<Vec<Instance>> {
    let values = types.iter().map(|type_| match type_ {
        Type::Null => Some(vec![Instance::Null]),
        Type::Boolean => Some([false, true].map(Instance::from).into()),
        _ => None,
    });
    Some(values.collect::<Option<Vec<_>>>()?.concat())
}

/// Whether a property is present for sure.
fn is_present(claim: &Claim, view: &ConjoinedSchema<'_>, name: &str) -> bool {
    match claim.known.get(name) {
        Some(known) => *known != Known::Absent,
        None => {
            let required = exactschema_sample::required(view, &present(claim));
            claim_is_object(claim, view) && required.iter().any(|other| other == name)
        }
    }
}

/// The properties that are known to be present.
fn present(claim: &Claim) -> Vec<String> {
    let present = claim
        .known
        .iter()
        .filter(|(_, known)| **known != Known::Absent);
    present.map(|(name, _)| name.clone()).collect()
}

/// Whether the value of a claim is an object, for which alone names are required.
fn claim_is_object(claim: &Claim, view: &ConjoinedSchema<'_>) -> bool {
    claim.type_ == Some(Type::Object) || view.types() == [Type::Object]
}

/// Whether a value is of a type.
fn is_of(value: &Instance, type_: Type) -> bool {
    match value {
        Instance::Null => type_ == Type::Null,
        Instance::Bool(_) => type_ == Type::Boolean,
        // A limit on integers is not looked at: to take a value for given is safe.
        Instance::Number(_) => matches!(type_, Type::Number | Type::Integer),
        Instance::String(_) => type_ == Type::String,
        Instance::Array(_) => type_ == Type::Array,
        Instance::Object(_) => type_ == Type::Object,
    }
}

/// Whether what is known of properties is not so in a value.
fn contradicts(known: &BTreeMap<String, Known>, value: &Instance) -> bool {
    let Instance::Object(members) = value else {
        return !known.is_empty();
    };
    known
        .iter()
        .any(|(name, known)| match (known, members.get(name)) {
            (Known::Absent, found) => found.is_some(),
            (Known::Present, found) => found.is_none(),
            (Known::Is(value), found) => found != Some(value),
            (Known::IsNone(values), found) => found.is_none_or(|found| values.contains(found)),
        })
}

/// The choices among the given schemas that no branch is given of.
fn open_choices<'a>(claim: &Claim, case: &Case<'a, '_>) -> Vec<(Combinator, &'a [NodeId])> {
    let mut choices = choices(&case.view);
    choices.retain(|(_, branches)| !branches.iter().any(|branch| claim.given.contains(branch)));
    choices
}
