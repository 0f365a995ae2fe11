//! Makes the plan of a schema.
//!
//! Schemas that apply to one value together (`$ref`, `allOf`, the one branch of a union that
//! takes values of the type) become one rule. What cannot be decided in one walk is left to the
//! evaluator, for that value alone.

mod unevaluated;

use std::collections::HashMap;

use super::mentioned::Mentioned;
use super::names::Names;
use super::parts::{Applicator, Parts, Searchers, condition, members};
use super::plan::{
    About, Array, Check, Checked, Condition, Formula, Object, Places, Plan, Quota, Rule, Schemas,
    State, StateId, Union,
};
use super::quick;
use crate::evaluate::{Limits, Settings, array, object};
use crate::schema::{EntryId, KINDS, Keyword, Members, NodeId, Step, Table};
use crate::text::lexer::Kind;
use unevaluated::Unevaluated;

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
                        self.spend(id.of(self.table).argument.nodes().len())?;
                        let added = match key.decided.contains(&id) {
                            true => Ok(()),
                            false => {
                                let searchers = &mut self.searchers;
                                parts.add(self.table, self.settings, searchers, id, kind)
                            }
                        };
                        match added {
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
        match (&others[..], kind) {
            ([], Kind::Array) => self.array(parts),
            ([], _) => match self.unevaluated(parts, &mut names, &mut formulas) {
                Some(unevaluated) => self.object(parts, names, formulas, &unevaluated),
                None => Rule::Evaluated,
            },
            (others, _) if parts.unevaluated.is_empty() => self.checked(key, others),
            _ => Rule::Evaluated,
        }
    }

    /// Whether a property tells which of many branches a value may be valid against.
    fn is_tagged(&self, applicator: &Applicator) -> bool {
        const FEW: usize = 2;
        match applicator {
            Applicator::Union(id, branches) if branches.len() > FEW => {
                let choice = self.table[id.0].choice(id.of(self.table).keyword);
                choice.is_some_and(|choice| choice.tag().is_some())
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

    fn array(&mut self, parts: &Parts<'t>) -> Rule {
        if parts.containers.is_empty() && parts.counts.is_empty() && !parts.is_unique {
            return Rule::Any;
        }
        let nodes = || parts.containers.iter().map(|node| &self.table[*node]);
        let length = nodes().map(|node| node.prefix().len()).max().unwrap_or(0);
        let at = |place: usize| -> Vec<NodeId> {
            nodes()
                .filter_map(|node| array::schema_at(node, place))
                .collect()
        };
        let looks = parts.containers.len() * (length + 1);
        if self.spend(looks).is_err() {
            return Rule::Evaluated;
        }
        let schemas: Vec<_> = (0..length).map(at).collect();
        let rest = at(length);
        let prefix = schemas.into_iter().map(|nodes| self.state(Key::of(nodes)));
        Rule::Array(Box::new(Array {
            prefix: prefix.collect(),
            rest: self.state(Key::of(rest)),
            counts: parts.counts.as_slice().into(),
            is_unique: parts.is_unique,
        }))
    }

    /// The rule of a value that is read by several schemas. One union, or one condition, is
    /// decided together with all else.
    fn checked(&mut self, key: &Key, applicators: &[&Applicator]) -> Rule {
        let ids: Vec<EntryId> = applicators
            .iter()
            .map(|applicator| applicator.id())
            .collect();
        let is_joined = matches!(applicators, [Applicator::Union(..) | Applicator::If(_)]);
        let from = match is_joined {
            true => key.with(&[], &ids),
            false => Key::of([]),
        };
        let checks = applicators.iter().map(|applicator| match applicator {
            Applicator::Union(id, branches) => Check::Union(Union {
                node: id.0,
                keyword: id.of(self.table).keyword,
                states: { branches.iter() }
                    .map(|branch| (*branch, self.state(from.with(&[*branch], &[]))))
                    .collect(),
            }),
            Applicator::If(id) => {
                let [condition, then, otherwise] = condition(self.table, *id);
                Check::Condition(Condition {
                    condition: self.state(Key::of(condition.as_slice())),
                    then: self.state(from.with(then.as_slice(), &[])),
                    otherwise: self.state(from.with(otherwise.as_slice(), &[])),
                })
            }
            Applicator::Not(_, node) => Check::Not(self.state(Key::of([*node]))),
            Applicator::Dependent(id) => {
                let dependent = members(self.table, *id);
                let dependent =
                    dependent.map(|(name, node)| (name.into(), self.state(Key::of([node]))));
                Check::Dependent(dependent.collect())
            }
            Applicator::Values(id) => Check::Values(*id),
        });
        let checks = checks.collect();
        let base = (!is_joined).then(|| self.state(key.with(&[], &ids)));
        Rule::Checked(Box::new(Checked { base, checks }))
    }

    fn object(
        &mut self,
        parts: &Parts<'t>,
        mut places: Mentioned<'t>,
        mut formulas: Vec<Formula<About>>,
        unevaluated: &[Unevaluated<'t>],
    ) -> Rule {
        let table = self.table;
        let with_patterns =
            { parts.containers.iter() }.filter(|node| !table[**node].patterns().is_empty());
        let with_patterns: Vec<NodeId> = with_patterns.copied().collect();
        let names = self.rule(&Key::of(&*parts.names), Kind::String);
        let looks = parts.containers.len() * places.list.len();
        let is_affordable = self.spend(looks).is_ok();
        if with_patterns.len() > 1 || matches!(names, Rule::Evaluated) || !is_affordable {
            return Rule::Evaluated;
        }
        let required: Places = { parts.required.iter() }
            .map(|name| places.place(name))
            .collect();
        formulas.extend(parts.dependent.iter().map(|entry| places.dependent(entry)));
        let formula = Formula::all(formulas);
        let are_free = parts.containers.is_empty() && unevaluated.is_empty();
        let asks_none = places.list.is_empty() && are_free;
        let is_free = parts.counts.is_empty() && matches!(names, Rule::Any);
        if asks_none && is_free && formula.is_empty() {
            return Rule::Any;
        }
        let schemas = |name: &str| -> Vec<NodeId> {
            let nodes = parts.containers.iter();
            let schemas = nodes.flat_map(|node| object::schemas_of(&table[*node], name));
            schemas.map(|(_, node)| node).collect()
        };
        let unevaluated_of = |planner: &Self, name: &str| -> Vec<NodeId> {
            let applying = unevaluated
                .iter()
                .filter(|one| one.applies_to(planner, name));
            applying.map(|one| one.schema).collect()
        };
        let named = places.list.iter().map(|name| {
            let schemas = [schemas(name), unevaluated_of(self, name)].concat();
            (*name, self.state(Key::of(schemas)))
        });
        let named = Names::new(named);
        let additional = |without: Option<NodeId>| {
            let nodes = parts
                .containers
                .iter()
                .filter(move |node| Some(**node) != without);
            nodes.filter_map(|node| table[*node].additional())
        };
        let patterns: Box<[_]> = match with_patterns.first() {
            None => Box::default(),
            Some(node) => { table[*node].patterns().iter() }
                .map(|(pattern, schema)| {
                    let unevaluated = { unevaluated.iter() }
                        .filter(|one| !one.containers.contains(node))
                        .map(|one| one.schema);
                    let beside = additional(Some(*node)).chain([*schema]).chain(unevaluated);
                    let beside: Vec<_> = beside.collect();
                    (self.searchers.of(pattern), self.state(Key::of(beside)))
                })
                .collect(),
        };
        let unevaluated = unevaluated.iter().map(|one| one.schema);
        let others: Vec<_> = additional(None).chain(unevaluated).collect();
        let is_closed = patterns.is_empty() && {
            let never = |node: &NodeId| {
                KINDS
                    .iter()
                    .all(|kind| quick::verdict(table, *node, *kind) == Some(false))
            };
            others.iter().any(never)
        };
        Rule::Object(Box::new(Object {
            named,
            required,
            watched: places.watched,
            formula,
            patterns,
            others: self.state(Key::of(others)),
            is_closed,
            each_name: names,
            counts: parts.counts.iter().copied().collect(),
        }))
    }
}
