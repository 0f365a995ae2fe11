//! The findings of a document that is not valid.
//!
//! The walk goes only where something is wrong. Of a union one branch is explained, the
//! one that fits best, so that nested unions take no more work than their verdicts.

use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;

use super::environment::Environment;
use super::evaluated::Evaluated;
use super::found::{Found, Kept, Named, Violation, Within};
use super::run::{RED_ZONE, Run, STACK, Scene};
use super::{Exceeded, Validator};
use super::{array, constraint, object, representation};
use crate::diagnose::{Diagnosis, Options, is_short, nearest};
use crate::document::{Document, Instance, Refusal};
use crate::equality;
use crate::schema::{Argument, Entry, Keyword, Node, NodeId, Step};
use crate::text::lexer::Kind;
use crate::text::number::{NoInteger, integer};

/// How many words are compared for suggestions in a document: some tenths of a second.
const COMPARISONS: usize = 300_000;

/// Whether nothing is wrong with what was explained.
pub(super) type Explained = Result<bool, Exceeded>;

/// The findings of a document by a subschema.
pub(super) fn diagnose(
    validator: &Validator,
    text: &[u8],
    node: NodeId,
    options: &Options,
) -> Result<Diagnosis, Exceeded> {
    let is_quiet = node == NodeId::ROOT && !options.warn_unknown;
    let verdict = is_quiet.then(|| validator.in_one_walk(text)).flatten();
    if verdict == Some(Ok(true)) {
        return Ok(Diagnosis::default());
    }
    let (document, failure) = validator.parse_all(text);
    // Where nothing else is wrong with a document, it is the schema that rejects it.
    let is_invalid = verdict == Some(Ok(false)) && document.refused.is_empty();
    let is_explained =
        failure.is_some() || is_invalid || !validator.is_valid_at(&document, node)?;
    let explained = is_explained.then_some(Task { node, accepted: 0 });
    collect(validator, &document, failure, options, explained)
}

/// The findings of a document that the types of a schema reject. Its text, if it is UTF-8, is
/// given with an offset: they accept every value that ends before it.
pub(super) fn refused(
    validator: &Validator,
    document: &[u8],
    text: Option<(&str, usize)>,
    options: &Options,
) -> Result<Diagnosis, Exceeded> {
    let is_needed = validator.table.looks_within() || options.warn_unknown;
    let (document, failure) = match text {
        Some((text, accepted)) => {
            let skipped = if is_needed { 0 } else { accepted };
            Document::of_text(text, validator.settings.limits.nesting, skipped)
        }
        None => validator.parse_all(document),
    };
    let accepted = text.map_or(0, |(_, accepted)| accepted);
    let node = NodeId::ROOT;
    let task = Task { node, accepted };
    collect(validator, &document, failure, options, Some(task))
}

/// The warnings of a document that the types of a schema accept.
pub(super) fn warnings(
    validator: &Validator,
    text: &[u8],
    options: &Options,
) -> Result<Diagnosis, Exceeded> {
    if !options.warn_unknown {
        return Ok(Diagnosis::default());
    }
    let (document, failure) = validator.parse_all(text);
    collect(validator, &document, failure, options, None)
}

/// What is explained of a document: a schema, but not of values that end before an offset.
struct Task {
    node: NodeId,
    accepted: usize,
}

fn collect(
    validator: &Validator,
    document: &Document<'_>,
    failure: Option<Refusal>,
    options: &Options,
    task: Option<Task>,
) -> Result<Diagnosis, Exceeded> {
    let mut explainer = Explainer::new(validator, options);
    if let Some(root) = document.root_if_any() {
        if let Some(task) = task {
            explainer.accepted = task.accepted;
            explainer.node(task.node, Environment::default(), root)?;
        }
        if options.warn_unknown {
            super::unknown::warn(&mut explainer, root)?;
        }
    }
    Ok(explainer
        .kept
        .diagnosis(validator.table(), document, failure, options))
}

/// Walks a document and collects what is wrong.
pub(super) struct Explainer<'r> {
    pub(super) run: Run<'r>,
    pub(super) kept: Kept<'r>,
    /// The outermost union on the way.
    within: Option<Within<'r>>,
    /// The reason why the schemas on the way apply, where that depends on the instance.
    reason: Option<Rc<str>>,
    /// Whether the first findings of several branches are being collected.
    pub(super) is_listing: bool,
    /// Values that end before this offset are known to be valid.
    pub(super) accepted: usize,
    /// How many words may still be compared for suggestions.
    comparisons: usize,
    /// The results of nodes that are reachable in several ways.
    known: HashMap<Key, bool, RandomState>,
}

/// A node, its dynamic scope and its instance, with all that its findings report of the way
/// to it: the outermost union, by its entry, its instance and its branch, and the reason.
type Key = (NodeId, Environment, usize, Option<Union>, Option<Rc<str>>);
type Union = (usize, usize, Option<(NodeId, usize, usize)>);

impl<'r> Explainer<'r> {
    pub(super) fn new(validator: &'r Validator, options: &Options) -> Self {
        Explainer {
            run: Run::new(&validator.table, &validator.settings),
            kept: Kept::new(options),
            within: None,
            reason: None,
            is_listing: false,
            accepted: 0,
            comparisons: COMPARISONS,
            known: HashMap::default(),
        }
    }

    /// Explains what is wrong with an instance by a node.
    pub(super) fn node(
        &mut self,
        id: NodeId,
        environment: Environment,
        instance: Instance<'r>,
    ) -> Explained {
        if self.is_accepted(instance) {
            return Ok(true);
        }
        let kind = instance.kind();
        // Of many schemas the type is all that they ask for; numbers may be unrepresentable.
        if kind != Kind::Number && self.run.table[id].steps(kind).is_empty() {
            return Ok(true);
        }
        self.run.enter()?;
        let scene = self.run.scene(id, environment, instance);
        let key = scene.node.is_shared().then(|| self.key(id, scene));
        let known = key.as_ref().and_then(|key| self.known.get(key).copied());
        let explained = match known {
            Some(is_valid) => Ok(is_valid),
            None if self.run.is_stack_due() => {
                stacker::maybe_grow(RED_ZONE, STACK, || self.scene(scene))
            }
            None => self.scene(scene),
        };
        if let (Some(key), Ok(is_valid)) = (key, &explained) {
            self.known.insert(key, *is_valid);
        }
        self.run.leave();
        explained
    }

    /// Whether an instance is known to be valid.
    pub(super) fn is_accepted(&self, instance: Instance<'r>) -> bool {
        instance.range().1 < self.accepted
    }

    fn key(&self, id: NodeId, scene: Scene<'r>) -> Key {
        let union = self.within.map(|within| {
            let entry = std::ptr::from_ref(within.entry) as usize;
            (entry, within.instance.id(), within.branch.map(Named::key))
        });
        let instance = scene.instance.id();
        (id, scene.environment, instance, union, self.reason.clone())
    }

    fn scene(&mut self, scene: Scene<'r>) -> Explained {
        if scene.instance.is_skipped() {
            return Ok(true);
        }
        let mut evaluated = scene.node.tracks().then(Evaluated::default);
        let mut is_valid = true;
        for step in scene.node.steps(scene.instance.kind()) {
            if let Step::Entry(index) = step {
                let entry = &scene.node.entries[*index as usize];
                // What others evaluate is known only where they are satisfied.
                if is_unevaluated(entry) && !is_valid {
                    continue;
                }
            }
            if scene.instance.is_cut() && !is_open(scene.node, *step) {
                continue;
            }
            is_valid &= self.step(scene, *step, evaluated.as_mut())?;
        }
        if is_valid
            && scene.instance.kind() == Kind::Number
            && let Some((kind, message)) = representation::refusal(scene.node, scene.instance)
        {
            self.add(Found::refused(scene.instance, kind, message));
            return Ok(false);
        }
        Ok(is_valid)
    }

    fn step(
        &mut self,
        scene: Scene<'r>,
        step: Step,
        mut evaluated: Option<&mut Evaluated>,
    ) -> Explained {
        match step {
            Step::Members => {
                if let Some(evaluated) = evaluated.as_deref_mut() {
                    object::members(&mut self.run, scene, Some(evaluated))?;
                }
                self.members(scene)
            }
            Step::Elements => {
                if let Some(evaluated) = evaluated.as_deref_mut() {
                    array::elements(&mut self.run, scene, Some(evaluated))?;
                }
                self.elements(scene)
            }
            Step::Entry(index) => {
                let entry = &scene.node.entries[index as usize];
                if is_unevaluated(entry) {
                    return match evaluated {
                        Some(evaluated) => self.unevaluated(scene, entry, evaluated),
                        None => Ok(true),
                    };
                }
                if let Some(evaluated) = evaluated {
                    self.run.holds(scene, entry, Some(evaluated))?;
                }
                self.entry(scene, entry)
            }
        }
    }

    /// Explains what is wrong with an instance by one keyword.
    fn entry(&mut self, scene: Scene<'r>, entry: &'r Entry) -> Explained {
        let (environment, instance) = (scene.environment, scene.instance);
        match entry.keyword {
            Keyword::Ref | Keyword::DynamicRef => {
                match self.run.resolve(environment, &entry.argument) {
                    Some(schema) => self.node(schema, environment, instance),
                    None => Ok(true),
                }
            }
            Keyword::AllOf => {
                let mut is_valid = true;
                for schema in entry.argument.schemas() {
                    is_valid &= self.node(*schema, environment, instance)?;
                }
                Ok(is_valid)
            }
            Keyword::AnyOf | Keyword::OneOf => self.union(scene, entry),
            Keyword::If => self.condition(scene, entry),
            _ if object::has_dependents(entry) => {
                let mut is_valid = true;
                for (name, schema) in object::dependents(&mut self.run, entry, instance) {
                    let reason = format!("because the property {name:?} is present");
                    is_valid &= self.because(&reason, |explainer| {
                        explainer.node(schema, environment, instance)
                    })?;
                }
                Ok(is_valid)
            }
            Keyword::PropertyNames => self.names(scene, entry),
            Keyword::Required => {
                let missing = self.missing(entry, instance);
                self.all(scene, entry, missing)
            }
            Keyword::DependentRequired => {
                let missing = object::missing_for(&mut self.run, entry, instance);
                let missing = missing.into_iter();
                let missing = missing.map(|(by, name)| Violation::MissingFor { name, by });
                self.all(scene, entry, missing.collect())
            }
            _ => {
                if self.run.holds(scene, entry, None)? {
                    return Ok(true);
                }
                let violation = self.broken(scene, entry)?;
                self.all(scene, entry, vec![violation])
            }
        }
    }

    /// The violation of a keyword that has no parts.
    fn broken(&mut self, scene: Scene<'r>, entry: &'r Entry) -> Result<Violation<'r>, Exceeded> {
        let instance = scene.instance;
        let kind = instance.kind();
        Ok(match (entry.keyword, &entry.argument) {
            (Keyword::Not, Argument::Schema(schema)) => Violation::Excluded(*schema),
            (Keyword::Boolean, _) => Violation::Kind(kind),
            (Keyword::Type, Argument::Types(types)) => {
                let is_fraction = types.includes_integers()
                    && kind == Kind::Number
                    && integer(instance.source()) == Err(NoInteger::Fraction);
                match is_fraction {
                    true => Violation::Fraction,
                    false => Violation::Kind(kind),
                }
            }
            (_, Argument::Values(values)) => {
                let mut values = values.list().iter();
                match values.any(|value| equality::kind_of(value) == kind) {
                    true => Violation::Another,
                    false => Violation::Kind(kind),
                }
            }
            (
                Keyword::MinLength
                | Keyword::MaxLength
                | Keyword::MinItems
                | Keyword::MaxItems
                | Keyword::MinProperties
                | Keyword::MaxProperties,
                _,
            ) => Violation::Count(constraint::length(instance)),
            (Keyword::UniqueItems, _) => match equality::first_equal(instance) {
                Some((first, second)) => Violation::Equal(first, second),
                None => Violation::Another,
            },
            (Keyword::Contains, Argument::Schema(schema)) => {
                let mut count = 0;
                for element in instance.elements() {
                    let environment = scene.environment;
                    count += u64::from(self.run.judge(*schema, environment, element, None)?);
                }
                Violation::Count(count)
            }
            _ => Violation::Another,
        })
    }

    /// `properties`, `patternProperties` and `additionalProperties`.
    fn members(&mut self, scene: Scene<'r>) -> Explained {
        let additional = scene.node.entry(Keyword::AdditionalProperties);
        let others = additional.and_then(|entry| Some((entry, entry.argument.schema()?)));
        let is_closed = others.is_some_and(|(_, schema)| is_false(&self.run.table[schema]));
        let mut is_valid = true;
        for member in scene.instance.members() {
            if self.is_accepted(member.value) && !is_closed {
                continue;
            }
            let mut is_known = false;
            for schema in object::declared(scene.node, member.name) {
                is_known = true;
                is_valid &= self.node(schema, scene.environment, member.value)?;
            }
            let Some((entry, schema)) = others.filter(|_| !is_known) else {
                continue;
            };
            if is_closed {
                let near = self.near(scene, &member.name.text());
                let found = Found::of(entry, scene.node, member.name, Violation::NotAllowed(near));
                self.add(found);
                is_valid = false;
            } else {
                is_valid &= self.node(schema, scene.environment, member.value)?;
            }
        }
        Ok(is_valid)
    }

    /// A declared name that is absent, for which another was written.
    fn near(&mut self, scene: Scene<'r>, name: &str) -> Option<&'r str> {
        let Some(Argument::Members(members)) =
            scene.node.entry(Keyword::Properties).map(|e| &e.argument)
        else {
            return None;
        };
        let declared = members.iter().map(|(name, _)| name);
        self.suggest(name, scene.instance, declared)
    }

    /// The name that was meant by one of an object, of those that the object lacks.
    pub(super) fn suggest(
        &mut self,
        name: &str,
        object: Instance<'r>,
        declared: impl Iterator<Item = &'r str> + Clone,
    ) -> Option<&'r str> {
        if !is_short(name) || !self.may_compare(declared.clone().count()) {
            return None;
        }
        let run = &mut self.run;
        nearest(name, declared.filter(|declared| !run.has(object, declared)))
    }

    /// Whether so many words may still be compared for suggestions: of a document with very
    /// many findings, only the first have some.
    pub(super) fn may_compare(&mut self, words: usize) -> bool {
        let left = self.comparisons.checked_sub(words);
        self.comparisons = left.unwrap_or_default();
        left.is_some()
    }

    /// The required properties that an object lacks, with the unknown names that may be
    /// misspellings of them.
    fn missing(&mut self, entry: &'r Entry, object: Instance<'r>) -> Vec<Violation<'r>> {
        let Argument::Names(names) = &entry.argument else {
            return Vec::new();
        };
        let run = &mut self.run;
        let missing = names.iter().filter(|name| !run.has(object, name));
        let missing: Vec<&str> = missing.map(|name| &**name).collect();
        let mut unknown = Vec::new();
        if !missing.is_empty() && self.may_compare(object.len().saturating_mul(names.len())) {
            let present = object.members().map(|member| member.name.text());
            unknown.extend(present.filter(|name| !names.iter().any(|other| **other == **name)));
        }
        let violations = missing.into_iter().map(|name| Violation::Missing {
            name,
            near: nearest(name, unknown.iter().map(|name| &**name)).map(str::to_owned),
        });
        violations.collect()
    }

    /// The elements of an array, each by the schema of its place.
    fn elements(&mut self, scene: Scene<'r>) -> Explained {
        let rest = scene.node.entry(Keyword::Items);
        let prefix = scene.node.schemas(Keyword::PrefixItems).len();
        let mut is_valid = true;
        for (place, element) in scene.instance.elements().enumerate() {
            let Some(schema) = array::schema_at(scene.node, place) else {
                break;
            };
            if let Some(rest) = rest.filter(|_| place >= prefix)
                && is_false(&self.run.table[schema])
            {
                self.add(Found::of(rest, scene.node, element, Violation::Closed));
                is_valid = false;
            } else {
                is_valid &= self.node(schema, scene.environment, element)?;
            }
        }
        Ok(is_valid)
    }

    /// `unevaluatedProperties` and `unevaluatedItems`.
    fn unevaluated(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
        evaluated: &Evaluated,
    ) -> Explained {
        let Some(schema) = entry.argument.schema() else {
            return Ok(true);
        };
        let members = scene.instance.members();
        let members = members.map(|member| (member.name, member.value));
        let elements = scene.instance.elements().map(|element| (element, element));
        let parts: Vec<_> = members.chain(elements).collect();
        let mut is_valid = true;
        for (place, (name, value)) in parts.into_iter().enumerate() {
            if evaluated.contains(place) {
                continue;
            }
            if is_false(&self.run.table[schema]) {
                self.add(Found::of(entry, scene.node, name, Violation::Unevaluated));
                is_valid = false;
            } else {
                is_valid &= self.node(schema, scene.environment, value)?;
            }
        }
        Ok(is_valid)
    }

    /// `propertyNames`: what is first wrong with each name.
    fn names(&mut self, scene: Scene<'r>, entry: &'r Entry) -> Explained {
        let Some(schema) = entry.argument.schema() else {
            return Ok(true);
        };
        let mut is_valid = true;
        for member in scene.instance.members() {
            if self
                .run
                .judge(schema, scene.environment, member.name, None)?
            {
                continue;
            }
            is_valid = false;
            let inner = self.first(schema, scene.environment, member.name)?;
            let violation = Violation::Name(inner.map(Box::new));
            self.add(Found::of(entry, scene.node, member.name, violation));
        }
        Ok(is_valid)
    }

    /// The first finding of an instance by a schema.
    pub(super) fn first(
        &mut self,
        schema: NodeId,
        environment: Environment,
        instance: Instance<'r>,
    ) -> Result<Option<Found<'r>>, Exceeded> {
        let outer = std::mem::replace(&mut self.kept, Kept::first());
        let was_listing = std::mem::replace(&mut self.is_listing, true);
        // What was found before is kept elsewhere.
        let known = std::mem::take(&mut self.known);
        // What was accepted need not be valid against this schema.
        let accepted = std::mem::take(&mut self.accepted);
        let explained = self.node(schema, environment, instance);
        self.accepted = accepted;
        self.known = known;
        self.is_listing = was_listing;
        let inner = std::mem::replace(&mut self.kept, outer);
        explained.map(|_| inner.into_first())
    }

    /// The message of a keyword that an instance violates.
    pub(super) fn message(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
    ) -> Result<String, Exceeded> {
        let outer = std::mem::replace(&mut self.kept, Kept::new(&Options::default()));
        let explained = self.entry(scene, entry);
        let kept = std::mem::replace(&mut self.kept, outer);
        explained.map(|_| kept.messages(self.run.table))
    }

    /// `if`, with `then` and `else`.
    fn condition(&mut self, scene: Scene<'r>, entry: &'r Entry) -> Explained {
        let (environment, instance) = (scene.environment, scene.instance);
        let Some(condition) = entry.argument.schema() else {
            return Ok(true);
        };
        let is_true = self.run.judge(condition, environment, instance, None)?;
        let (keyword, verb) = match is_true {
            true => (Keyword::Then, "is"),
            false => (Keyword::Else, "is not"),
        };
        let Some(schema) = scene.node.schema(keyword) else {
            return Ok(true);
        };
        let line = entry.place.line;
        let reason = format!("because the value {verb} valid against the if in line {line}");
        self.because(&reason, |explainer| {
            explainer.node(schema, environment, instance)
        })
    }

    /// Explains what applies for a reason.
    fn because(&mut self, reason: &str, explain: impl FnOnce(&mut Self) -> Explained) -> Explained {
        let outer = self.reason.replace(Rc::from(reason));
        // What was accepted may have been so for want of this reason.
        let accepted = std::mem::take(&mut self.accepted);
        let explained = explain(self);
        self.accepted = accepted;
        self.reason = outer;
        explained
    }

    /// Explains a branch of a union; it is named where there was a choice. Values in it that end
    /// before an offset are known to be valid against this branch.
    pub(super) fn branch(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
        schema: NodeId,
        branch: Option<Named<'r>>,
        accepted: usize,
    ) -> Explained {
        let before = std::mem::replace(&mut self.accepted, accepted);
        let (outer, instance) = (self.within, scene.instance);
        self.within = Some(match outer {
            Some(within) => Within { branch, ..within },
            None => Within {
                entry,
                instance,
                branch,
            },
        });
        let explained = self.node(schema, scene.environment, instance);
        self.within = outer;
        self.accepted = before;
        explained
    }

    /// Adds findings of an entry about an instance; whether there are none.
    pub(super) fn all(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
        violations: Vec<Violation<'r>>,
    ) -> Explained {
        let is_valid = violations.is_empty();
        for violation in violations {
            self.add(Found::of(entry, scene.node, scene.instance, violation));
        }
        Ok(is_valid)
    }

    pub(super) fn add(&mut self, found: Found<'r>) {
        self.kept.add(Found {
            within: self.within,
            reason: self.reason.clone(),
            ..found
        });
    }
}

/// Whether a step can be explained for an array or an object that a syntax error cuts
/// off: what may follow changes nothing in its findings.
fn is_open(node: &Node, step: Step) -> bool {
    match step {
        Step::Members | Step::Elements => true,
        Step::Entry(index) => matches!(
            node.entries[index as usize].keyword,
            Keyword::Type
                | Keyword::Ref
                | Keyword::DynamicRef
                | Keyword::AllOf
                | Keyword::AnyOf
                | Keyword::OneOf
                | Keyword::PropertyNames
                | Keyword::MaxItems
                | Keyword::MaxProperties
        ),
    }
}

fn is_unevaluated(entry: &Entry) -> bool {
    matches!(
        entry.keyword,
        Keyword::UnevaluatedItems | Keyword::UnevaluatedProperties
    )
}

/// Whether a schema is `false`.
pub(super) fn is_false(node: &Node) -> bool {
    let entry = node.entry(Keyword::Boolean);
    entry.is_some_and(|entry| matches!(entry.argument, Argument::Flag(false)))
}
