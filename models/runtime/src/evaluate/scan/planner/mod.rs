//! Makes the plan of a schema.
//!
//! Schemas that apply to one value together (`$ref`, `allOf`, the one branch of a union that
//! takes values of the type) become one rule. What cannot be decided in one walk is left to the
//! evaluator, for that value alone.

mod containers;
mod unevaluated;

use std::collections::HashMap;

use super::mentioned::Mentioned;
use super::parts::{Applicator, Parts, Searchers, condition, members};
use super::plan::{About, Formula, Plan, Quota, Rule, Schemas, State, StateId};
use super::quick;
use crate::evaluate::{Limits, Settings};
use crate::schema::{Choice, EntryId, KINDS, Keyword, Members, NodeId, Step, Table};
use crate::text::lexer::Kind;

/// The plan of a schema by the settings of its validator; none where a reference depends on
/// the way by which it was reached, where limits were set, which only the evaluator keeps, or
/// where the plan would be many times as large as the schema.
pub(in crate::evaluate) fn plan(table: &Table, settings: &Settings) -> Option<Plan> {
    if table.is_dynamic() || settings.limits != Limits::default() {
        return None;
    }
    let mut planner = Planner {
        table,
        settings,
        work: WORK * (table.nodes().len() + FEW),
        depth: 0,
        plan: Plan {
            states: Vec::new(),
            schemas: Vec::new(),
        },
        known: HashMap::new(),
        searchers: Searchers::default(),
        open: Vec::new(),
    };
    planner.state(Key::of([NodeId::ROOT]));
    while let Some((id, key)) = planner.open.pop()
        && planner.work > 0
    {
        let rules = KINDS.map(|kind| planner.rule(&key, kind));
        planner.plan.states[id.index()].rules = rules;
    }
    planner.plan.note_free_types();
    // Sets of schemas may be many more than schemas.
    (planner.work > 0).then_some(planner.plan)
}

/// How often a schema may be looked at, on average.
const WORK: usize = 64;
const FEW: usize = 64;

/// How many schemas may apply to one value.
const MANY: usize = 1_000;

/// How deep conditions may be nested within each other.
const DEEP: usize = 32;

struct Planner<'t> {
    table: &'t Table,
    settings: &'t Settings,
    /// How many schemas may still be looked at.
    work: usize,
    depth: usize,
    plan: Plan,
    known: HashMap<Key, StateId>,
    searchers: Searchers,
    /// The states without rules.
    open: Vec<(StateId, Key)>,
}

/// The schemas of a state, and those of their keywords that are decided elsewhere.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    nodes: Vec<NodeId>,
    decided: Vec<EntryId>,
}

impl Key {
    fn of(nodes: impl Into<Vec<NodeId>>) -> Self {
        let mut nodes = nodes.into();
        nodes.sort_unstable();
        nodes.dedup();
        Key {
            nodes,
            decided: Vec::new(),
        }
    }

    /// With further schemas, and without some keywords.
    fn with(&self, nodes: &[NodeId], decided: &[EntryId]) -> Self {
        let mut key = Key::of([&self.nodes[..], nodes].concat());
        key.decided = [&self.decided[..], decided].concat();
        key.decided.sort_unstable();
        key
    }
}

impl<'t> Planner<'t> {
    fn state(&mut self, key: Key) -> StateId {
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        // A state takes as much memory as several nodes.
        self.work = self.work.saturating_sub(4 + key.nodes.len());
        let id = StateId::new(self.plan.states.len());
        self.plan.states.push(State {
            rules: KINDS.map(|_| Rule::Evaluated),
        });
        self.plan.schemas.push(Schemas {
            nodes: key.nodes.clone().into(),
            decided: key.decided.clone().into(),
        });
        self.known.insert(key.clone(), id);
        self.open.push((id, key));
        id
    }

    fn rule(&mut self, key: &Key, kind: Kind) -> Rule {
        match (self.parts(key, kind), kind) {
            (Err(rule), _) => rule,
            (Ok(parts), Kind::Array | Kind::Object) => self.container(key, &parts, kind),
            (Ok(parts), _) => self.scalar(&parts, kind),
        }
    }

    /// The demands of the schemas of a state, and of those that they apply in place.
    ///
    /// # Errors
    ///
    /// The rule, if it takes no value, or the evaluator has to judge.
    fn parts(&mut self, key: &Key, kind: Kind) -> Result<Parts<'t>, Rule> {
        let mut parts = Parts {
            applied: key.nodes.clone(),
            ..Parts::default()
        };
        let mut is_evaluated = false;
        let mut next = 0;
        while let Some(node) = parts.applied.get(next).copied() {
            next += 1;
            self.spend(1)?;
            if next > MANY {
                return Err(Rule::Evaluated);
            }
            for step in self.table[node].steps(kind) {
                match step {
                    Step::Members | Step::Elements => parts.containers.push(node),
                    Step::Entry(index) => {
                        let id = EntryId(node, *index);
                        if key.decided.contains(&id) {
                            continue;
                        }
                        self.spend(id.of(self.table).argument.nodes().len())?;
                        let searchers = &mut self.searchers;
                        match parts.add(self.table, self.settings, searchers, id, kind) {
                            Err(Rule::Evaluated) => is_evaluated = true,
                            added => added?,
                        }
                    }
                }
            }
        }
        match is_evaluated {
            true => Err(Rule::Evaluated),
            false => Ok(parts),
        }
    }

    /// Notes a look at schemas.
    fn spend(&mut self, count: usize) -> Result<(), Rule> {
        self.work = self.work.saturating_sub(count);
        (self.work > 0).then_some(()).ok_or(Rule::Evaluated)
    }

    fn scalar(&mut self, parts: &Parts<'t>, kind: Kind) -> Rule {
        let conditions = &mut |_: &mut Self, parts: &Parts<'t>| {
            let assertions = parts.assertions.iter().cloned();
            Some(assertions.map(Formula::Condition).collect())
        };
        match self.formula(parts, kind, conditions) {
            Some(formula) if formula.is_empty() => Rule::Any,
            Some(formula) => Rule::Scalar(Box::new(formula)),
            None => Rule::Evaluated,
        }
    }

    /// The demands on a value, in conditions that the function makes of them; none, if there are
    /// others.
    fn formula<C>(
        &mut self,
        parts: &Parts<'t>,
        kind: Kind,
        conditions: &mut impl FnMut(&mut Self, &Parts<'t>) -> Option<Vec<Formula<C>>>,
    ) -> Option<Formula<C>> {
        let mut formulas = conditions(self, parts)?;
        for applicator in &parts.applicators {
            formulas.push(self.applied(applicator, kind, conditions)?);
        }
        Some(Formula::all(formulas))
    }

    fn applied<C>(
        &mut self,
        applicator: &Applicator,
        kind: Kind,
        conditions: &mut impl FnMut(&mut Self, &Parts<'t>) -> Option<Vec<Formula<C>>>,
    ) -> Option<Formula<C>> {
        let table = self.table;
        if self.depth == DEEP {
            return None;
        }
        let mut of = |nodes: &[NodeId]| self.formula_of(nodes, kind, conditions);
        Some(match applicator {
            Applicator::Union(id, branches) => {
                let quota = match id.of(table).keyword {
                    Keyword::OneOf => Quota::One,
                    _ => Quota::Any,
                };
                let formulas = branches.iter().map(|branch| of(&[*branch]));
                Formula::Some(quota, formulas.collect::<Option<_>>()?)
            }
            Applicator::Not(_, node) => Formula::Some(Quota::None, [of(&[*node])?].into()),
            Applicator::If(id) => {
                let [condition, then, otherwise] = condition(table, *id);
                let mut of = |schema: Option<NodeId>| of(schema.as_slice());
                Formula::If(Box::new([of(condition)?, of(then)?, of(otherwise)?]))
            }
            Applicator::Dependent(id) => {
                let mut formulas = Vec::new();
                for (name, node) in members(table, *id) {
                    let parts = Parts {
                        required: vec![name],
                        ..Parts::default()
                    };
                    let present = self.formula(&parts, kind, conditions)?;
                    let schema = self.formula_of(&[node], kind, conditions)?;
                    let nothing = Formula::all(Vec::new());
                    formulas.push(Formula::If(Box::new([present, schema, nothing])));
                }
                Formula::all(formulas)
            }
            Applicator::Values(_) => return None,
        })
    }

    /// As [`formula`](Self::formula), of schemas.
    fn formula_of<C>(
        &mut self,
        nodes: &[NodeId],
        kind: Kind,
        conditions: &mut impl FnMut(&mut Self, &Parts<'t>) -> Option<Vec<Formula<C>>>,
    ) -> Option<Formula<C>> {
        match self.parts(&Key::of(nodes), kind) {
            Ok(parts) => {
                self.depth += 1;
                let formula = self.formula(&parts, kind, conditions);
                self.depth -= 1;
                formula
            }
            Err(Rule::Never) => Some(Formula::never()),
            Err(_) => None,
        }
    }

    fn container(&mut self, key: &Key, parts: &Parts<'t>, kind: Kind) -> Rule {
        let mut names = Mentioned::of(self.table, &parts.containers);
        let mut formulas = Vec::new();
        let mut others = Vec::new();
        for applicator in &parts.applicators {
            let conditions = &mut |planner: &mut Self, parts: &Parts<'t>| {
                planner.about_properties(parts, &mut names)
            };
            // What has been evaluated is told by conditions.
            let is_tagged = self.is_tagged(applicator) && parts.unevaluated.is_empty();
            let is_formula = kind == Kind::Object && !is_tagged;
            let formula = is_formula.then(|| self.applied(applicator, kind, conditions));
            match formula.flatten() {
                Some(formula) => formulas.push(formula),
                None => others.push(applicator),
            }
        }
        if kind == Kind::Array && others.is_empty() {
            return self.array(parts);
        }
        let Some(unevaluated) = self.unevaluated(parts, &mut names, &mut formulas) else {
            return Rule::Evaluated;
        };
        let may_join = parts.unevaluated.is_empty();
        if others.is_empty() || !may_join {
            let rule = self.object(parts, names, formulas, &unevaluated);
            // The evaluator has to see all that evaluates properties.
            if others.is_empty() || matches!(rule, Rule::Evaluated) {
                return rule;
            }
        }
        self.checked(key, &others, may_join)
    }

    /// Whether properties tell which of many branches a value may be valid against.
    fn is_tagged(&self, applicator: &Applicator) -> bool {
        const FEW: usize = 2;
        match applicator {
            Applicator::Union(id, branches) if branches.len() > FEW => {
                let choice = self.table[id.0].choice(id.of(self.table).keyword);
                choice.is_some_and(Choice::tells_objects_apart)
            }
            _ => false,
        }
    }

    /// The demands on an object, if they are conditions about single properties.
    fn about_properties(
        &mut self,
        parts: &Parts<'t>,
        names: &mut Mentioned<'t>,
    ) -> Option<Vec<Formula<About>>> {
        let has_others = !parts.names.is_empty() || !parts.unevaluated.is_empty();
        if !parts.counts.is_empty() || has_others {
            return None;
        }
        let dependent = parts.dependent.iter().map(|(_, names)| 1 + names.len());
        self.spend(parts.required.len() + dependent.sum::<usize>())
            .ok()?;
        let required = parts.required.iter();
        let mut formulas: Vec<_> = required.map(|name| names.present(name)).collect();
        formulas.extend(parts.dependent.iter().map(|entry| names.dependent(entry)));
        // Values that have to be read again only if nothing else decides.
        let mut large = Vec::new();
        for node in &parts.containers {
            let node = &self.table[*node];
            if !node.patterns().is_empty() || node.additional().is_some() {
                return None;
            }
            for (name, schema) in node.properties().into_iter().flat_map(Members::iter) {
                let (place, state) = (names.place(name), self.state(Key::of([schema])));
                names.watched.insert(place);
                let is_never = |kind| quick::verdict(self.table, schema, kind) == Some(false);
                let is_small = is_never(Kind::Array) && is_never(Kind::Object);
                let formulas = if is_small { &mut formulas } else { &mut large };
                formulas.push(Formula::Condition(About::Value(place, state)));
            }
        }
        formulas.extend(large);
        Some(formulas)
    }
}
