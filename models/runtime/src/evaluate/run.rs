//! The verdict of a node on an instance, and of everything that it takes.
//!
//! Each keyword is one function in the file of its family. They share a [`Run`], which
//! remembers the verdicts that several ways may ask for, so that the work is at most the
//! size of the schema times that of the document, for each dynamic scope.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::time::Instant;

use foldhash::fast::RandomState;

use super::environment::{Environment, Environments};
use super::evaluated::Evaluated;
use super::{Exceeded, Settings};
use super::{array, combination, constraint, content, enumeration, object};
use crate::document::Instance;
use crate::schema::{Argument, Entry, EntryId, Keyword, Node, NodeId, Step, Table};

/// Whether an instance is valid.
pub(super) type Verdict = Result<bool, Exceeded>;

/// The evaluation of one document.
pub(super) struct Run<'r> {
    pub(super) table: &'r Table,
    pub(super) settings: &'r Settings,
    environments: Environments<'r>,
    memo: HashMap<Key, Outcome, RandomState>,
    /// The names of objects with many properties, by their number.
    names: HashMap<usize, HashSet<Cow<'r, str>, RandomState>, RandomState>,
    /// Keywords that are not asked of the document as a whole, for they are known to hold.
    decided: &'r [EntryId],
    depth: usize,
    steps: u32,
    deadline: Option<Instant>,
}

/// A node, a dynamic scope, an instance, and whether evaluated locations are requested.
type Key = (NodeId, Environment, usize, bool);

/// A verdict, and the locations that the node evaluated, if requested.
type Outcome = (bool, Option<Evaluated>);

/// The context of a keyword: an instance, an entry of a node, and a dynamic scope.
#[derive(Clone, Copy)]
pub(super) struct Scene<'r> {
    pub(super) node: &'r Node,
    pub(super) environment: Environment,
    pub(super) instance: Instance<'r>,
}

impl<'r> Run<'r> {
    pub(super) fn new(table: &'r Table, settings: &'r Settings) -> Self {
        let time = settings.limits.time;
        Run {
            table,
            settings,
            environments: Environments::new(),
            memo: HashMap::default(),
            names: HashMap::default(),
            decided: &[],
            depth: 0,
            steps: 0,
            deadline: time.and_then(|time| Instant::now().checked_add(time)),
        }
    }

    /// Without some keywords, which are known to hold for the document as a whole.
    pub(super) fn without(self, decided: &'r [EntryId]) -> Self {
        Run { decided, ..self }
    }

    /// The verdict of a node on an instance. The locations that it evaluates are added to
    /// `evaluated`, which is meaningless if the verdict is invalid.
    pub(super) fn judge(
        &mut self,
        id: NodeId,
        environment: Environment,
        instance: Instance<'r>,
        evaluated: Option<&mut Evaluated>,
    ) -> Verdict {
        let node = &self.table[id];
        // Of many schemas the type is all that they ask for.
        if node.steps(instance.kind()).is_empty() {
            return Ok(true);
        }
        let scene = self.scene(id, environment, instance);
        if !node.is_shared() {
            return self.all(scene, evaluated);
        }
        let key = (id, scene.environment, instance.id(), evaluated.is_some());
        if let Some((verdict, inner)) = self.memo.get(&key) {
            if let (Some(evaluated), Some(inner)) = (evaluated, inner) {
                evaluated.merge(inner);
            }
            return Ok(*verdict);
        }
        let mut inner = evaluated.is_some().then(Evaluated::default);
        let verdict = self.all(scene, inner.as_mut())?;
        if let (Some(evaluated), Some(inner)) = (evaluated, &inner) {
            evaluated.merge(inner);
        }
        let most = self.settings.limits.memo;
        if self.memo.len() >= most {
            self.memo.clear();
        }
        if most > 0 {
            self.memo.insert(key, (verdict, inner));
        }
        Ok(verdict)
    }

    /// The context of a node that is entered from a dynamic scope.
    pub(super) fn scene(
        &mut self,
        id: NodeId,
        environment: Environment,
        instance: Instance<'r>,
    ) -> Scene<'r> {
        let node = &self.table[id];
        let environment = match self.table.is_dynamic() {
            true => self
                .environments
                .enter(environment, node.resource, self.table),
            false => environment,
        };
        Scene {
            node,
            environment,
            instance,
        }
    }

    /// Whether an instance is valid by all keywords of a node.
    fn all(&mut self, scene: Scene<'r>, evaluated: Option<&mut Evaluated>) -> Verdict {
        self.enter()?;
        let verdict = match self.is_stack_due() {
            true => stacker::maybe_grow(RED_ZONE, STACK, || self.tracked(scene, evaluated)),
            false => self.tracked(scene, evaluated),
        };
        self.leave();
        verdict
    }

    fn tracked(&mut self, scene: Scene<'r>, evaluated: Option<&mut Evaluated>) -> Verdict {
        if !scene.node.tracks() {
            return self.steps(scene, evaluated);
        }
        let mut inner = Evaluated::default();
        let verdict = self.steps(scene, Some(&mut inner));
        if let Some(evaluated) = evaluated {
            evaluated.merge(&inner);
        }
        verdict
    }

    fn steps(&mut self, scene: Scene<'r>, mut evaluated: Option<&mut Evaluated>) -> Verdict {
        // Values nested too deep are rejected elsewhere; they are not judged here.
        if scene.instance.is_skipped() {
            return Ok(true);
        }
        for step in scene.node.steps(scene.instance.kind()) {
            let evaluated = evaluated.as_deref_mut();
            let is_valid = match step {
                Step::Members => object::members(self, scene, evaluated)?,
                Step::Elements => array::elements(self, scene, evaluated)?,
                Step::Entry(index) if self.is_decided(scene, *index) => true,
                Step::Entry(index) => {
                    self.holds(scene, &scene.node.entries[*index as usize], evaluated)?
                }
            };
            if !is_valid {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_decided(&self, scene: Scene<'r>, index: u32) -> bool {
        !self.decided.is_empty() && scene.instance.id() == 0 && { self.decided.iter() }
            .any(|id| id.1 == index && std::ptr::eq(&self.table[id.0], scene.node))
    }

    /// Whether an instance is valid by one keyword of a node.
    pub(super) fn holds(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
        evaluated: Option<&mut Evaluated>,
    ) -> Verdict {
        let instance = scene.instance;
        Ok(match entry.keyword {
            Keyword::Boolean | Keyword::Type | Keyword::Enum | Keyword::Const => {
                enumeration::holds(scene.node, entry, instance)
            }
            Keyword::MultipleOf
            | Keyword::Maximum
            | Keyword::ExclusiveMaximum
            | Keyword::Minimum
            | Keyword::ExclusiveMinimum
            | Keyword::MaxLength
            | Keyword::MinLength
            | Keyword::Pattern
            | Keyword::Format
            | Keyword::MaxItems
            | Keyword::MinItems
            | Keyword::UniqueItems
            | Keyword::MaxProperties
            | Keyword::MinProperties => constraint::holds(entry, instance, self.settings),
            Keyword::ContentEncoding | Keyword::ContentMediaType | Keyword::ContentSchema => {
                content::holds(scene.node, entry, instance, self.settings)
            }
            Keyword::PrefixItems | Keyword::Items => array::elements(self, scene, evaluated)?,
            Keyword::Contains => array::contains(self, scene, evaluated)?,
            Keyword::UnevaluatedItems => array::unevaluated(self, scene, entry, evaluated)?,
            Keyword::Required | Keyword::DependentRequired => object::holds(self, entry, instance),
            Keyword::Properties | Keyword::PatternProperties | Keyword::AdditionalProperties => {
                object::members(self, scene, evaluated)?
            }
            Keyword::PropertyNames => object::names(self, scene, entry)?,
            Keyword::UnevaluatedProperties => object::unevaluated(self, scene, entry, evaluated)?,
            Keyword::DependentSchemas | Keyword::PropertyDependencies => {
                object::dependent(self, scene, entry, evaluated)?
            }
            Keyword::Ref
            | Keyword::DynamicRef
            | Keyword::AllOf
            | Keyword::AnyOf
            | Keyword::OneOf
            | Keyword::Not
            | Keyword::If => combination::holds(self, scene, entry, evaluated)?,
            // These are evaluated by another keyword, or assert nothing.
            Keyword::Then
            | Keyword::Else
            | Keyword::MinContains
            | Keyword::MaxContains
            | Keyword::Annotation => true,
        })
    }

    /// The schema that a dynamic reference names in a scope.
    pub(super) fn resolve(&self, environment: Environment, argument: &Argument) -> Option<NodeId> {
        match argument {
            Argument::Dynamic { anchor, initial } => {
                let found = self.environments.resolve(environment, anchor);
                Some(found.unwrap_or(*initial))
            }
            other => other.schema(),
        }
    }

    /// Whether an object has a property.
    pub(super) fn has(&mut self, object: Instance<'r>, name: &str) -> bool {
        const FEW: usize = 64;
        if object.len() <= FEW {
            return object.get(name).is_some();
        }
        let names = self.names.entry(object.id()).or_insert_with(|| {
            let members = object.members();
            members.map(|member| member.name.text()).collect()
        });
        names.contains(name)
    }

    /// Counts a schema that is entered, within the limits.
    pub(super) fn enter(&mut self) -> Result<(), Exceeded> {
        self.depth += 1;
        if self.depth > self.settings.limits.depth {
            return Err(Exceeded::Depth);
        }
        self.steps = self.steps.wrapping_add(1);
        // A look at the clock costs as much as a small schema.
        if self.steps.is_multiple_of(1024)
            && let Some(deadline) = self.deadline
            && Instant::now() > deadline
        {
            return Err(Exceeded::Time);
        }
        Ok(())
    }

    /// Whether to look at the stack now: that takes as long as a small schema, and there is
    /// room for several.
    pub(super) fn is_stack_due(&self) -> bool {
        self.depth.is_multiple_of(8)
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }
}

/// The value that a keyword expects, in words.
pub(super) fn expected(entry: &Entry, node: &Node) -> String {
    match entry.keyword {
        Keyword::Boolean | Keyword::Type | Keyword::Enum | Keyword::Const => {
            enumeration::expected(entry)
        }
        Keyword::Contains => array::expected(node),
        Keyword::ContentEncoding => format!("a text in {}", content::name(entry)),
        Keyword::ContentMediaType => format!("a text of {}", content::name(entry)),
        _ => match entry.constraint() {
            Some(constraint) => constraint.expected(),
            None => "another value".to_owned(),
        },
    }
}

/// The size of the stack that must be left to go deeper, and the size that is added.
pub(super) const RED_ZONE: usize = 256 << 10;
pub(super) const STACK: usize = 2 << 20;
