//! The rules of arrays and objects.

use super::super::mentioned::Mentioned;
use super::super::names::Names;
use super::super::parts::{Applicator, Parts, condition, members};
use super::super::plan::{
    About, Array, Check, Checked, Condition, Formula, Object, Places, Rule, Union,
};
use super::super::quick;
use super::unevaluated::Unevaluated;
use super::{Key, Planner};
use crate::evaluate::{array, object};
use crate::schema::{EntryId, KINDS, NodeId};
use crate::text::lexer::Kind;

/// How many schemas with patterns may apply to one object.
const MANY: usize = 64;

impl<'t> Planner<'t> {
    pub(super) fn array(&mut self, parts: &Parts<'t>) -> Rule {
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
    /// decided together with all else, if that may be.
    pub(super) fn checked(
        &mut self,
        key: &Key,
        applicators: &[&Applicator],
        may_join: bool,
    ) -> Rule {
        let ids: Vec<EntryId> = applicators
            .iter()
            .map(|applicator| applicator.id())
            .collect();
        let is_single = matches!(applicators, [Applicator::Union(..) | Applicator::If(_)]);
        let is_joined = is_single && may_join;
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

    pub(super) fn object(
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
        let is_affordable = self.spend(looks).is_ok() && with_patterns.len() <= MANY;
        if matches!(names, Rule::Evaluated) || !is_affordable {
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
        let bit = |node: &NodeId| -> u64 {
            let index = with_patterns.iter().position(|other| other == node);
            index.map_or(0, |index| 1 << index)
        };
        let bits = |nodes: &[NodeId]| nodes.iter().fold(0, |bits, node| bits | bit(node));
        let patterns = with_patterns.iter().flat_map(|node| {
            let patterns = table[*node].patterns().iter();
            patterns.map(move |(pattern, schema)| (node, pattern, *schema))
        });
        let patterns = patterns.map(|(node, pattern, schema)| {
            let state = self.state(Key::of([schema]));
            (self.searchers.of(pattern), state, bit(node))
        });
        let patterns: Box<[_]> = patterns.collect();
        // What applies where no pattern of some schemas matches.
        let additional = { parts.containers.iter() }
            .filter_map(|node| Some((table[*node].additional()?, bit(node))));
        let unevaluated = { unevaluated.iter() }.map(|one| (one.schema, bits(&one.containers)));
        let without: Vec<(NodeId, u64)> = additional.chain(unevaluated).collect();
        let others: Vec<NodeId> = without.iter().map(|(node, _)| *node).collect();
        let without = { without.into_iter() }
            .filter(|_| !patterns.is_empty())
            .map(|(node, bits)| (self.state(Key::of([node])), bits));
        let without = without.collect();
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
            without,
            others: self.state(Key::of(others)),
            is_closed,
            each_name: names,
            counts: parts.counts.iter().copied().collect(),
        }))
    }
}
