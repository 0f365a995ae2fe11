//! The demands of the schemas that apply to one value, keyword by keyword.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use super::names::Names;
use super::plan::{Assertion, Bound, Rule};
use super::quick;
use crate::constraint::Constraint;
use crate::equality::kind_of;
use crate::evaluate::Settings;
use crate::pattern::{Pattern, Room, Searcher};
use crate::schema::{Argument, EntryId, Keyword, NodeId, Table};
use crate::text::lexer::Kind;
use crate::text::short_number::ShortNumber;
use crate::value::Value;

/// The demands of the schemas of a state on values of a type.
#[derive(Default)]
pub(super) struct Parts<'t> {
    /// All schemas that apply.
    pub(super) applied: Vec<NodeId>,
    pub(super) assertions: Vec<Assertion>,
    pub(super) applicators: Vec<Applicator>,
    /// The schemas with keywords for elements or properties.
    pub(super) containers: Vec<NodeId>,
    pub(super) counts: Vec<EntryId>,
    pub(super) is_unique: bool,
    pub(super) required: Vec<&'t str>,
    pub(super) dependent: Vec<(&'t str, Vec<&'t str>)>,
    pub(super) names: Vec<NodeId>,
    /// The schemas with `unevaluatedProperties`, and its schemas.
    pub(super) unevaluated: Vec<(NodeId, NodeId)>,
}

/// The patterns of a schema, each once.
#[derive(Default)]
pub(super) struct Searchers {
    known: HashMap<Box<str>, Arc<Searcher>>,
    room: Room,
}

impl Searchers {
    pub(super) fn of(&mut self, pattern: &Pattern) -> Arc<Searcher> {
        if let Some(searcher) = self.known.get(pattern.source()) {
            return Arc::clone(searcher);
        }
        let searcher = Arc::new(Searcher::new(pattern, &self.room));
        self.known
            .insert(pattern.source().into(), Arc::clone(&searcher));
        searcher
    }
}

/// A keyword whose schemas may hold or not.
pub(super) enum Applicator {
    /// `anyOf` or `oneOf`, with the branches that may take a value.
    Union(EntryId, Vec<NodeId>),
    If(EntryId),
    Not(EntryId, NodeId),
    /// `dependentSchemas`
    Dependent(EntryId),
    /// An enumeration, of arrays or objects.
    Values(EntryId),
}

impl Applicator {
    pub(super) fn id(&self) -> EntryId {
        match self {
            Applicator::Union(id, _)
            | Applicator::If(id)
            | Applicator::Not(id, _)
            | Applicator::Dependent(id)
            | Applicator::Values(id) => *id,
        }
    }
}

impl<'t> Parts<'t> {
    /// Adds a schema that applies to the value too.
    fn apply(&mut self, node: NodeId) {
        const FAR: usize = 64;
        // To judge by a schema twice is no mistake.
        let before = self.applied.iter().rev().take(FAR);
        if !{ before }.any(|applied| *applied == node) {
            self.applied.push(node);
        }
    }

    /// Adds what a keyword asks of values of a type.
    ///
    /// # Errors
    ///
    /// The rule, if no value is valid, or the evaluator has to judge.
    pub(super) fn add(
        &mut self,
        table: &'t Table,
        settings: &Settings,
        searchers: &mut Searchers,
        id: EntryId,
        kind: Kind,
    ) -> Result<(), Rule> {
        let entry = id.of(table);
        let verdict = |node: NodeId| quick::verdict(table, node, kind);
        match (entry.keyword, &entry.argument) {
            (Keyword::Boolean, Argument::Flag(truth)) => return never_unless(*truth),
            (_, Argument::Types(types)) => {
                never_unless(kind == Kind::Number && types.includes_integers())?;
                self.assertions.push(Assertion::Integer(table[id.0].draft));
            }
            (_, Argument::Values(values)) => {
                let values = values.list().iter().filter(|value| kind_of(value) == kind);
                let values: Vec<&Value> = values.collect();
                never_unless(!values.is_empty())?;
                match kind {
                    Kind::Array | Kind::Object => self.applicators.push(Applicator::Values(id)),
                    _ => self.assertions.extend(one_of(&values, id)),
                }
            }
            (Keyword::Ref | Keyword::DynamicRef | Keyword::AllOf, _) => {
                entry
                    .argument
                    .nodes()
                    .into_iter()
                    .for_each(|node| self.apply(node));
            }
            (keyword @ (Keyword::AnyOf | Keyword::OneOf), Argument::Schemas(branches)) => {
                let takes = |branch: &NodeId| verdict(*branch) != Some(false);
                let live: Vec<_> = branches.iter().copied().filter(takes).collect();
                let is_any = |branch: &NodeId| verdict(*branch) == Some(true);
                match live[..] {
                    [] => return Err(Rule::Never),
                    [branch] => self.apply(branch),
                    _ if keyword == Keyword::AnyOf && live.iter().any(is_any) => {}
                    _ => self.applicators.push(Applicator::Union(id, live)),
                }
            }
            (Keyword::Not, Argument::Schema(node)) => match verdict(*node) {
                Some(truth) => return never_unless(!truth),
                None => self.applicators.push(Applicator::Not(id, *node)),
            },
            (Keyword::If, _) => self.condition(table, id, kind),
            (Keyword::DependentSchemas, Argument::Members(_)) => {
                self.applicators.push(Applicator::Dependent(id));
            }
            (Keyword::UniqueItems, argument) => {
                self.is_unique |= matches!(argument, Argument::Flag(true));
            }
            (
                Keyword::MinItems
                | Keyword::MaxItems
                | Keyword::MinProperties
                | Keyword::MaxProperties,
                _,
            ) => self.counts.push(id),
            (Keyword::Required, Argument::Names(names)) => {
                self.required.extend(names.iter().map(|name| &**name));
            }
            (Keyword::DependentRequired, Argument::Requirements(requirements)) => {
                let requirements = requirements
                    .iter()
                    .map(|(name, others)| (&**name, others.iter().map(|other| &**other).collect()));
                self.dependent.extend(requirements);
            }
            (Keyword::PropertyNames, Argument::Schema(node)) => self.names.push(*node),
            (Keyword::UnevaluatedProperties, Argument::Schema(node)) => {
                self.unevaluated.push((id.0, *node));
            }
            (Keyword::Format, Argument::Format { is_asserted, .. }) => {
                if settings.asserts_formats || *is_asserted {
                    self.assertions.push(Assertion::Entry(id));
                }
            }
            (Keyword::ContentEncoding | Keyword::ContentMediaType | Keyword::ContentSchema, _)
                if !settings.asserts_content => {}
            (_, Argument::Pattern(pattern)) => {
                self.assertions
                    .push(Assertion::Pattern(searchers.of(pattern)));
            }
            _ if matches!(kind, Kind::Number | Kind::String) && entry.constraint().is_some() => {
                let bound = entry.constraint().and_then(|limit| bound(limit, id));
                let assertion = bound.map(|bound| Assertion::Bound(Arc::new(bound)));
                self.assertions
                    .push(assertion.unwrap_or(Assertion::Entry(id)));
            }
            _ => return Err(Rule::Evaluated),
        }
        Ok(())
    }

    /// Adds `if`, unless the type decides it.
    fn condition(&mut self, table: &Table, id: EntryId, kind: Kind) {
        let [condition, then, otherwise] = condition(table, id);
        let verdict = condition.and_then(|node| quick::verdict(table, node, kind));
        match verdict {
            Some(true) => then.into_iter().for_each(|node| self.apply(node)),
            Some(false) => otherwise.into_iter().for_each(|node| self.apply(node)),
            None if then.is_none() && otherwise.is_none() => {}
            None => self.applicators.push(Applicator::If(id)),
        }
    }
}

/// No value is valid, unless this holds.
fn never_unless(holds: bool) -> Result<(), Rule> {
    holds.then_some(()).ok_or(Rule::Never)
}

/// The assertion of an enumeration on values of a type, of which it has these.
fn one_of(values: &[&Value], id: EntryId) -> Option<Assertion> {
    match values[0] {
        Value::Bool(first) => {
            let is_one = values.iter().all(|value| value.as_bool() == Some(*first));
            is_one.then_some(Assertion::Truth(*first))
        }
        Value::String(_) => {
            let texts = values.iter().filter_map(|value| value.as_str());
            let texts = Names::new(texts.map(|text| (text, ())));
            Some(Assertion::Texts(Arc::new(texts)))
        }
        Value::Number(_) => Some(Assertion::Entry(id)),
        _ => None,
    }
}

/// The limit of numbers that a constraint is, if the limit has few digits.
fn bound(constraint: Constraint<'_>, id: EntryId) -> Option<Bound> {
    let (limit, order, may_equal) = match constraint {
        Constraint::Minimum(limit) => (limit, Ordering::Greater, true),
        Constraint::Maximum(limit) => (limit, Ordering::Less, true),
        Constraint::ExclusiveMinimum(limit) => (limit, Ordering::Greater, false),
        Constraint::ExclusiveMaximum(limit) => (limit, Ordering::Less, false),
        _ => return None,
    };
    Some(Bound {
        id,
        limit: ShortNumber::of(limit)?,
        order,
        may_equal,
    })
}

/// The schemas of `if`, `then` and `else`.
pub(super) fn condition(table: &Table, id: EntryId) -> [Option<NodeId>; 3] {
    [Keyword::If, Keyword::Then, Keyword::Else].map(|keyword| table[id.0].schema(keyword))
}

/// The schemas of `dependentSchemas`, by the names of properties.
pub(super) fn members(table: &Table, id: EntryId) -> impl Iterator<Item = (&str, NodeId)> {
    let members = match &id.of(table).argument {
        Argument::Members(members) => Some(members.iter()),
        _ => None,
    };
    members.into_iter().flatten()
}
