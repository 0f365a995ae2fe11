//! Makes one value after another.

use fastrand::Rng;

use super::ends::Heights;
use super::free::{free, pick};
use super::instance::{instance, tree};
use super::judge::Judge;
use super::numbers;
use super::parts::Parts;
use super::patterns::Patterns;
use super::tree::Tree;
use crate::json::Json;
use crate::model::{Combinator, Keyword, Node, NodeId, Schema, Type};

/// Beyond this depth only what is required is made, so that documents end.
pub(crate) const DEEP: usize = 6;

/// How often a value is made anew if it is not valid.
const TRIES: usize = 30;

/// How many values are made for one document, those that fail among them: for
/// any, and for a small one.
const ROOM: (usize, usize) = (20_000, 1_000);

/// How long anything is made at all, even if it has to be.
pub(super) const LONGEST: usize = 10_000;

/// What is known of a schema once and for all.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    /// The schema.
    pub(crate) schema: &'a Schema,
    /// How deep values are.
    pub(crate) heights: Heights,
    /// What names mean.
    pub(crate) patterns: Patterns<'a>,
    /// What is valid, if that is to be known.
    pub(crate) judge: Option<Judge>,
}

impl<'a> Facts<'a> {
    /// Those of a schema.
    pub(crate) fn of(schema: &'a Schema, judge: Option<Judge>) -> Self {
        Facts {
            schema,
            heights: Heights::of(schema),
            patterns: Patterns::of(schema),
            judge,
        }
    }
}

/// How values are spelled and filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// In all ways there are.
    Wild,
    /// As types write them: in the order of the schema, without other spellings.
    Plain,
}

/// Makes the values of one document.
#[derive(Debug)]
pub(crate) struct Maker<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) random: &'a mut Rng,
    pub(super) style: Style,
    room: usize,
}

impl<'a> Maker<'a> {
    /// One for one document.
    pub(crate) fn new(facts: &'a Facts<'a>, random: &'a mut Rng, style: Style) -> Self {
        Maker {
            facts,
            random,
            style,
            room: match style {
                Style::Wild => ROOM.0,
                Style::Plain => ROOM.1,
            },
        }
    }

    /// A value that is valid against some nodes together; `None` if none was
    /// found.
    pub(crate) fn value(&mut self, ids: &[NodeId], depth: usize) -> Option<Tree> {
        self.facts.heights.all(ids)?;
        for _ in 0..TRIES {
            self.room = self.room.checked_sub(1)?;
            let value = self.attempt(ids, depth);
            if let Some(value) = value.filter(|value| self.fits(ids, value)) {
                return Some(value);
            }
        }
        None
    }

    /// Any value.
    pub(super) fn any(&mut self, depth: usize) -> Tree {
        match self.style {
            Style::Wild => free(self.random, depth),
            Style::Plain => Tree::text(&format!("text{}", self.random.u8(..))),
        }
    }

    /// Whether a schema takes a value; all do if there is no judge.
    pub(super) fn fits(&self, ids: &[NodeId], value: &Tree) -> bool {
        let Some(judge) = &self.facts.judge else {
            return true;
        };
        let simple = |id: &NodeId| is_simple(self.facts.schema.node(*id));
        if ids.len() < 2 && ids.iter().all(simple) {
            return true;
        }
        let instance = instance(value);
        instance.is_some_and(|instance| ids.iter().all(|id| judge.fits(*id, &instance)))
    }

    fn attempt(&mut self, ids: &[NodeId], depth: usize) -> Option<Tree> {
        let facts = self.facts;
        let parts = Parts::gather(facts.schema, ids, &mut |combinator, branches| {
            choose(&facts.heights, combinator, branches, depth, self.random)
        });
        if parts.is_open() {
            return Some(self.any(depth));
        }
        if let Some(constants) = parts.constants() {
            return self.constant(&constants);
        }
        Some(match self.type_(&parts, depth)? {
            Type::Null => Tree::word("null"),
            Type::Boolean => pick(self.random, &["true", "false"]),
            Type::Integer => Tree::Word(numbers::integer(&parts, self.style, self.random)?),
            Type::Number => Tree::Word(numbers::number(&parts, self.style, self.random)?),
            Type::String => Tree::text(&self.text(&parts)?),
            Type::Array => self.array(&parts, depth)?,
            Type::Object => self.object(&parts, depth)?,
        })
    }

    /// A type: of those that end soonest, if it is high time.
    fn type_(&mut self, parts: &Parts<'_>, depth: usize) -> Option<Type> {
        let height = |type_: &Type| {
            let heights = parts.nodes.iter();
            let heights = heights.map(|node| self.facts.heights.of_type(node, *type_));
            heights.collect::<Option<Vec<_>>>()?.into_iter().max()
        };
        let mut types = parts.types();
        types.retain(|type_| height(type_).is_some());
        if depth >= DEEP {
            let least = types.iter().filter_map(height).min();
            types.retain(|type_| height(type_) == least);
        }
        // Without `type`, a keyword says nothing of most types.
        let mentioned = types.iter().copied().filter(|type_| parts.mentions(*type_));
        let mentioned: Vec<Type> = mentioned.collect();
        if !parts.has_types() && !mentioned.is_empty() && self.random.u8(0..4) > 0 {
            types = mentioned;
        }
        self.random.choice(types)
    }

    fn constant(&mut self, constants: &[&Json]) -> Option<Tree> {
        let mut value = tree(self.random.choice(constants)?);
        if self.style == Style::Plain {
            return Some(value);
        }
        match &mut value {
            Tree::Word(word) => numbers::respell(word, self.random),
            Tree::Object(properties) => self.random.shuffle(properties),
            _ => {}
        }
        Some(value)
    }
}

/// Branches of a choice: one, and of `anyOf` sometimes another. Those without a
/// value are never taken, and when it is high time those that end soonest.
fn choose(
    heights: &Heights,
    combinator: Combinator,
    branches: &[NodeId],
    depth: usize,
    random: &mut Rng,
) -> Vec<NodeId> {
    let mut branches = branches.to_vec();
    branches.retain(|id| heights.one(*id).is_some());
    if depth >= DEEP {
        let least = branches.iter().map(|id| heights.one(*id)).min();
        branches.retain(|id| Some(heights.one(*id)) == least);
    }
    random.shuffle(&mut branches);
    let several = combinator == Combinator::AnyOf && depth < DEEP && random.u8(0..4) == 0;
    branches.truncate(if several { 2 } else { 1 });
    branches
}

/// Whether values are valid by construction, if those in them are.
fn is_simple(node: &Node) -> bool {
    let alone = node
        .keywords
        .iter()
        .filter(|entry| !entry.keyword.is_annotation());
    let alone = alone.count() == 1;
    node.keywords.iter().all(|entry| match &entry.keyword {
        Keyword::Reference(_) => alone,
        Keyword::Dialect(_)
        | Keyword::Definitions(_)
        | Keyword::Type(_)
        | Keyword::Properties(_)
        | Keyword::Required(_)
        | Keyword::Items(_)
        | Keyword::Boolean(_) => true,
        keyword => keyword.is_annotation(),
    })
}
