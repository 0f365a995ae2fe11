//! `unevaluatedProperties`, where the names of properties, and conditions on them, tell what has
//! been evaluated.

use std::collections::{BTreeMap, BTreeSet};

use super::super::mentioned::Mentioned;
use super::super::parts::{Parts, condition, members};
use super::super::plan::{About, Formula, Quota};
use super::super::quick;
use super::Planner;
use crate::evaluate::object::schemas_of;
use crate::schema::{Argument, EntryId, KINDS, Keyword, Members, NodeId, Step};
use crate::text::lexer::Kind;

/// A schema of properties that have not been evaluated.
pub(super) struct Unevaluated<'t> {
    pub(super) schema: NodeId,
    /// The schemas with keywords for properties that evaluate always.
    pub(super) containers: Vec<NodeId>,
    /// The properties that are evaluated on conditions, which a formula has.
    exempt: BTreeSet<&'t str>,
}

/// A schema with keywords for properties, and the conditions on which it evaluates them.
type Evaluating = (NodeId, Vec<Formula<About>>);

impl Unevaluated<'_> {
    /// Whether the schema applies to a property that is not exempt.
    pub(super) fn applies_to(&self, planner: &Planner<'_>, name: &str) -> bool {
        !self.exempt.contains(name) && !planner.is_declared(&self.containers, name)
    }
}

impl<'t> Planner<'t> {
    /// The schemas of unevaluated properties; none, if that takes more than names and
    /// conditions. Adds the conditions.
    pub(super) fn unevaluated(
        &mut self,
        parts: &Parts<'t>,
        names: &mut Mentioned<'t>,
        formulas: &mut Vec<Formula<About>>,
    ) -> Option<Vec<Unevaluated<'t>>> {
        let table = self.table;
        let mut list = Vec::new();
        for (node, schema) in &parts.unevaluated {
            let mut found = Vec::new();
            self.collect(*node, Some(*schema), names, &mut found)?;
            let (always, sometimes): (Vec<Evaluating>, Vec<Evaluating>) =
                { found.into_iter() }.partition(|(_, conditions)| conditions.is_empty());
            let containers: Vec<NodeId> = always.into_iter().map(|(node, _)| node).collect();
            if { containers.iter() }.any(|node| table[*node].additional().is_some()) {
                continue;
            }
            let is_known = |node: &NodeId| {
                table[*node].patterns().is_empty() || parts.containers.contains(node)
            };
            if !containers.iter().all(is_known) {
                return None;
            }
            let mut options: BTreeMap<&'t str, Vec<Formula<About>>> = BTreeMap::new();
            for (node, conditions) in sometimes {
                let node = &table[node];
                if !node.patterns().is_empty() || node.additional().is_some() {
                    return None;
                }
                let option = Formula::all(conditions);
                for (name, _) in node.properties().into_iter().flat_map(Members::iter) {
                    self.spend(1 + option.size()).ok()?;
                    if !self.is_declared(&containers, name) {
                        options.entry(name).or_default().push(option.clone());
                    }
                }
            }
            if !options.is_empty() && !self.is_never(*schema) {
                return None;
            }
            let exempt = options.keys().copied().collect();
            for (name, options) in options {
                let is_evaluated = Formula::Some(Quota::Any, options.into());
                formulas.push(if_present(names, name, is_evaluated));
            }
            list.push(Unevaluated {
                schema: *schema,
                containers,
                exempt,
            });
        }
        Some(list)
    }

    /// Whether the keywords for properties of a schema accept none that they are about, so that
    /// they never evaluate one.
    fn accepts_no_member(&self, node: NodeId) -> bool {
        let node = &self.table[node];
        let named = { node.properties().into_iter() }.flat_map(Members::iter);
        let named = named.map(|(_, schema)| schema);
        let matching = node.patterns().iter().map(|(_, schema)| *schema);
        let mut all = named.chain(matching).chain(node.additional());
        all.all(|schema| self.is_never(schema))
    }

    /// Whether no value is valid against a schema.
    fn is_never(&self, schema: NodeId) -> bool {
        let is_never = |kind| quick::verdict(self.table, schema, kind) == Some(false);
        KINDS.into_iter().all(is_never)
    }

    /// Whether one of some schemas evaluates a property of this name.
    fn is_declared(&self, containers: &[NodeId], name: &str) -> bool {
        let mut containers = containers.iter();
        containers.any(|node| !schemas_of(&self.table[*node], name).is_empty())
    }

    /// Finds what evaluates properties, in a schema and in those that it applies in place.
    fn collect(
        &mut self,
        node: NodeId,
        unevaluated: Option<NodeId>,
        names: &mut Mentioned<'t>,
        found: &mut Vec<Evaluating>,
    ) -> Option<()> {
        const DEEP: usize = 16;
        self.spend(1).ok()?;
        if self.depth >= DEEP {
            return None;
        }
        self.depth += 1;
        let collected = { self.table[node].steps(Kind::Object).iter() }.try_for_each(|step| {
            match step {
                Step::Members if self.accepts_no_member(node) => {}
                Step::Members => found.push((node, Vec::new())),
                Step::Elements => {}
                Step::Entry(index) => {
                    self.collect_of(EntryId(node, *index), unevaluated, names, found)?;
                }
            }
            Some(())
        });
        self.depth -= 1;
        collected
    }

    fn collect_of(
        &mut self,
        id: EntryId,
        unevaluated: Option<NodeId>,
        names: &mut Mentioned<'t>,
        found: &mut Vec<Evaluating>,
    ) -> Option<()> {
        let table = self.table;
        let entry = id.of(table);
        match (entry.keyword, &entry.argument) {
            (Keyword::Ref | Keyword::DynamicRef | Keyword::AllOf, argument) => {
                for node in argument.nodes() {
                    self.collect(node, None, names, found)?;
                }
            }
            (Keyword::AnyOf | Keyword::OneOf, Argument::Schemas(branches)) => {
                let is_live =
                    |node: &NodeId| quick::verdict(table, *node, Kind::Object) != Some(false);
                let live: Vec<NodeId> = branches.iter().copied().filter(is_live).collect();
                for branch in live {
                    let holds = |planner: &mut Self, names: &mut Mentioned<'t>| {
                        planner.holds(branch, names)
                    };
                    self.collect_if(branch, holds, names, found)?;
                }
            }
            (Keyword::If, _) => {
                let [condition, then, otherwise] = condition(table, id);
                let condition = condition?;
                let holds =
                    |planner: &mut Self, names: &mut Mentioned<'t>| planner.holds(condition, names);
                for node in [Some(condition), then].into_iter().flatten() {
                    self.collect_if(node, holds, names, found)?;
                }
                let fails = |planner: &mut Self, names: &mut Mentioned<'t>| {
                    let holds = planner.holds(condition, names)?;
                    Some(Formula::Some(Quota::None, [holds].into()))
                };
                if let Some(node) = otherwise {
                    self.collect_if(node, fails, names, found)?;
                }
            }
            (Keyword::DependentSchemas, Argument::Members(_)) => {
                for (name, node) in members(table, id) {
                    let present =
                        |_: &mut Self, names: &mut Mentioned<'t>| Some(names.present(name));
                    self.collect_if(node, present, names, found)?;
                }
            }
            (Keyword::UnevaluatedProperties, argument) => {
                // Within another schema it evaluates all properties.
                (argument.schema() == unevaluated).then_some(())?;
            }
            (Keyword::Not | Keyword::PropertyNames, _) => {}
            (_, argument) => argument.nodes().is_empty().then_some(())?,
        }
        Some(())
    }

    /// As [`collect`](Self::collect), of a schema that evaluates on a condition.
    fn collect_if(
        &mut self,
        node: NodeId,
        condition: impl FnOnce(&mut Self, &mut Mentioned<'t>) -> Option<Formula<About>>,
        names: &mut Mentioned<'t>,
        found: &mut Vec<Evaluating>,
    ) -> Option<()> {
        let mut inner = Vec::new();
        self.collect(node, None, names, &mut inner)?;
        if inner.is_empty() {
            return Some(());
        }
        let condition = condition(self, names)?;
        for (node, mut conditions) in inner {
            self.spend(1 + condition.size()).ok()?;
            conditions.push(condition.clone());
            found.push((node, conditions));
        }
        Some(())
    }

    /// The condition that an object is valid against a schema.
    fn holds(&mut self, node: NodeId, names: &mut Mentioned<'t>) -> Option<Formula<About>> {
        let conditions =
            &mut |planner: &mut Self, parts: &Parts<'t>| planner.about_properties(parts, names);
        self.formula_of(&[node], Kind::Object, conditions)
    }
}

/// The formula that has to hold if a property is present.
fn if_present<'t>(
    names: &mut Mentioned<'t>,
    name: &'t str,
    formula: Formula<About>,
) -> Formula<About> {
    let nothing = Formula::all(Vec::new());
    Formula::If(Box::new([names.present(name), formula, nothing]))
}
