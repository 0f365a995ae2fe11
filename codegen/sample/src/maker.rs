//! Makes one value after another.

use exactschema_frontend::json::Json;
use exactschema_frontend::model::{Combinator, Keyword, Node, NodeId, Schema, Type};
use fastrand::Rng;

use crate::arbitrary::{arbitrary, pick};
use crate::conjoined_schema::ConjoinedSchema;
use crate::hidden::{hidden, hidden_members};
use crate::instance::tree;
use crate::judge::Judge;
use crate::min_depth::MinDepths;
use crate::numbers;
use crate::patterns::Patterns;
use crate::raw_json::RawJson;
use crate::style::{DEEP, Style};

/// The number of attempts to make a valid value.
const TRIES: usize = 30;

/// The number of values that are made for one document, those that fail among them: for
/// any, and for a small one.
const ROOM: (usize, usize) = (20_000, 300);

/// Properties of a schema that are computed once.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The schema.
    pub schema: &'a Schema,
    /// The least depths of values.
    pub min_depths: MinDepths,
    /// The compiled patterns.
    pub patterns: Patterns<'a>,
    /// The judge of values, if their validity is to be checked.
    pub judge: Option<Judge>,
}

impl<'a> Facts<'a> {
    /// Those of a schema.
    pub fn of(schema: &'a Schema, judge: Option<Judge>) -> Self {
        Facts {
            schema,
            min_depths: MinDepths::of(schema),
            patterns: Patterns::of(schema),
            judge,
        }
    }
}

/// Makes the values of one document.
#[derive(Debug)]
pub struct Maker<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) random: &'a mut Rng,
    pub(crate) style: Style,
    room: usize,
}

impl<'a> Maker<'a> {
    /// One for one document.
    pub fn new(facts: &'a Facts<'a>, random: &'a mut Rng, style: Style) -> Self {
        Maker {
            facts,
            random,
            style,
            room: match style {
                Style::Adversarial => ROOM.0,
                Style::Canonical => ROOM.1,
            },
        }
    }

    /// A value that is valid against some nodes together; `None` if none was
    /// found.
    pub fn value(&mut self, ids: &[NodeId], depth: usize) -> Option<RawJson> {
        self.facts.min_depths.all(ids)?;
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
    pub(crate) fn any(&mut self, depth: usize) -> RawJson {
        match self.style {
            Style::Adversarial => arbitrary(self.random, depth),
            Style::Canonical => RawJson::text(&format!("text{}", self.random.u8(..))),
        }
    }

    /// Whether a schema takes a value; all do if there is no judge.
    pub(crate) fn fits(&self, ids: &[NodeId], value: &RawJson) -> bool {
        let Some(judge) = &self.facts.judge else {
            return true;
        };
        let simple = |id: &NodeId| is_simple(self.facts.schema.node(*id));
        if ids.len() < 2 && ids.iter().all(simple) {
            return true;
        }
        let instance = value.print();
        ids.iter().all(|id| judge.fits(*id, &instance))
    }

    fn attempt(&mut self, ids: &[NodeId], depth: usize) -> Option<RawJson> {
        let facts = self.facts;
        let parts = ConjoinedSchema::gather(facts.schema, ids, &mut |combinator, branches| {
            choose(&facts.min_depths, combinator, branches, depth, self.random)
        });
        let parts = self.decided(parts, ids, depth);
        if parts.is_open() {
            return Some(self.any(depth));
        }
        if let Some(constants) = parts.constants() {
            return self.constant(&constants);
        }
        Some(match self.type_(&parts, depth)? {
            Type::Null => RawJson::word("null"),
            Type::Boolean => pick(self.random, &["true", "false"]),
            Type::Integer => RawJson::Word(numbers::integer(&parts, self.style, self.random)?),
            Type::Number => RawJson::Word(numbers::number(&parts, self.style, self.random)?),
            Type::String => RawJson::text(&self.text(&parts)?),
            Type::Array => self.array(&parts, depth)?,
            Type::Object => self.object(&parts, depth)?,
        })
    }

    /// The parts with an outcome of each condition, and with properties on which others
    /// depend.
    fn decided(
        &mut self,
        parts: ConjoinedSchema<'a>,
        ids: &[NodeId],
        depth: usize,
    ) -> ConjoinedSchema<'a> {
        let facts = self.facts;
        let mut more = Vec::new();
        let mut present = Vec::new();
        for node in &parts.nodes {
            if let Some(condition) = hidden(facts.schema, node, "if") {
                match self.random.bool() {
                    true => more.extend([Some(condition), hidden(facts.schema, node, "then")]),
                    false => more.push(hidden(facts.schema, node, "else")),
                }
            }
            let names = ["dependentSchemas", "dependencies"];
            let entries = node.keywords.iter();
            let entries = entries.filter(|entry| names.contains(&entry.name.as_str()));
            for (name, id) in entries.flat_map(|entry| hidden_members(facts.schema, entry)) {
                if depth < DEEP && self.random.bool() {
                    more.push(Some(id));
                    present.push(name);
                }
            }
        }
        let more: Vec<NodeId> = more.into_iter().flatten().collect();
        if more.is_empty() || facts.min_depths.all(&more).is_none() {
            return parts;
        }
        let ids = [ids, &more].concat();
        let mut parts = ConjoinedSchema::gather(facts.schema, &ids, &mut |combinator, branches| {
            choose(&facts.min_depths, combinator, branches, depth, self.random)
        });
        parts.present = present;
        parts
    }

    /// A type: of those that end soonest, if it is high time.
    fn type_(&mut self, parts: &ConjoinedSchema<'_>, depth: usize) -> Option<Type> {
        let height = |type_: &Type| {
            let min_depths = parts.nodes.iter();
            let min_depths = min_depths.map(|node| self.facts.min_depths.of_type(node, *type_));
            min_depths.collect::<Option<Vec<_>>>()?.into_iter().max()
        };
        let mut types = parts.types();
        types.retain(|type_| height(type_).is_some());
        if depth >= DEEP {
            let least = types.iter().filter_map(height).min();
            types.retain(|type_| height(type_) == least);
        }
        // Without `type`, a keyword constrains few types.
        let mentioned = types.iter().copied().filter(|type_| parts.mentions(*type_));
        let mentioned: Vec<Type> = mentioned.collect();
        if !parts.has_types() && !mentioned.is_empty() && self.random.u8(0..4) > 0 {
            types = mentioned;
        }
        self.random.choice(types)
    }

    fn constant(&mut self, constants: &[&Json]) -> Option<RawJson> {
        let mut value = tree(self.random.choice(constants)?);
        if self.style == Style::Canonical {
            return Some(value);
        }
        match &mut value {
            RawJson::Word(word) => numbers::respell(word, self.random),
            RawJson::Object(properties) => self.random.shuffle(properties),
            _ => {}
        }
        Some(value)
    }
}

/// Branches of a choice: one, and of `anyOf` sometimes another. Those without a
/// value are never taken, and when it is high time those that end soonest.
fn choose(
    min_depths: &MinDepths,
    combinator: Combinator,
    branches: &[NodeId],
    depth: usize,
    random: &mut Rng,
) -> Vec<NodeId> {
    let mut branches = branches.to_vec();
    branches.retain(|id| min_depths.one(*id).is_some());
    if depth >= DEEP {
        let least = branches.iter().map(|id| min_depths.one(*id)).min();
        branches.retain(|id| Some(min_depths.one(*id)) == least);
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
