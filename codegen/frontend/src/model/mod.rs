//! The one model of a schema: what every other module reads.
//!
//! A schema document is parsed once. Each of its schemas becomes a [`Node`]
//! with its JSON Pointer and place, and each keyword a variant of [`Keyword`], whatever
//! its dialect calls it,
//! so that the compiler points to every module that has to know a new one.

mod join;
mod node;
mod parse;
mod resolve;

pub use parse::find_duplicates;

pub use crate::place::Place;
pub use exactschema::schema::Draft;

use std::collections::BTreeMap;

use crate::json::Json;

/// The dialect of the schemas (Core §8.1.1).
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A schema document: the root is the first node.
#[derive(Clone, Debug)]
pub struct Schema {
    nodes: Vec<Node>,
    /// The nodes by their pointers; of several at one, the first.
    by_pointer: BTreeMap<String, NodeId>,
    draft: Draft,
    has_resources: bool,
    is_dynamic: bool,
    tracks: bool,
}

/// The index of a node in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(usize);

impl NodeId {
    /// Its place among the nodes, parents before children.
    pub fn index(self) -> usize {
        self.0
    }
}

/// One schema of a schema document.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its location.
    pub place: Place,
    /// The dialect by which its keywords are read.
    pub draft: Draft,
    /// Its keywords, in the order of the source.
    pub keywords: Vec<Entry>,
}

/// A keyword as written in the source.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// The location of its value.
    pub place: Place,
    /// Its meaning.
    pub keyword: Keyword,
    /// Its value as it was written.
    pub json: Json,
}

/// A keyword of JSON Schema with its value, as 2020-12 has it.
#[derive(Clone, Debug)]
pub enum Keyword {
    /// `$schema` (Core §8.1.1).
    Dialect(String),
    /// `$anchor` (Core §8.2.2).
    Anchor(String),
    /// `$comment` (Core §8.3).
    Comment,
    /// `default` (Validation §9.2), which never fills anything in, `readOnly` or
    /// `writeOnly` (§9.4): words for people and programs around the schema.
    Annotation,
    /// `deprecated` (Validation §9.3).
    Deprecated(bool),
    /// A keyword `x-…` of the author's own, without meaning for instances.
    Extension,
    /// `x-extensible-enum`: texts that are known among others that are allowed.
    Extensible(Vec<String>),
    /// `$defs` (Core §8.2.4), or `definitions`, its former name.
    Definitions(Vec<(String, NodeId)>),
    /// `$ref` (Core §8.2.3.1), resolved; `None` if it points nowhere.
    Reference(Option<NodeId>),
    /// `title` (Validation §9.1).
    Title(String),
    /// `description` (Validation §9.1).
    Description(String),
    /// `examples` (Validation §9.5).
    Examples(Vec<Json>),
    /// `type` (Validation §6.1.1).
    Type(Vec<Type>),
    /// `enum` (Validation §6.1.2).
    Enum(Vec<Json>),
    /// `const` (Validation §6.1.3).
    Const(Json),
    /// `format` (Validation §7), asserted where the pipeline knows it.
    Format(String),
    /// A bound of a count (Validation §6.3 to §6.5).
    Count(Count, usize),
    /// A bound of a number (Validation §6.2), as it is spelled.
    Limit(Limit, String),
    /// `pattern` (Validation §6.3.3).
    Pattern(String),
    /// `uniqueItems` (Validation §6.4.3).
    UniqueItems(bool),
    /// `properties` (Core §10.3.2.1).
    Properties(Vec<(String, NodeId)>),
    /// `required` (Validation §6.5.3).
    Required(Vec<String>),
    /// `dependentRequired` (Validation §6.5.4).
    DependentRequired(Vec<(String, Vec<String>)>),
    /// `patternProperties` (Core §10.3.2.2).
    PatternProperties(Vec<(String, NodeId)>),
    /// `additionalProperties` (Core §10.3.2.3).
    AdditionalProperties(NodeId),
    /// `propertyNames` (Core §10.3.2.4).
    PropertyNames(NodeId),
    /// `items` (Core §10.3.1.2).
    Items(NodeId),
    /// `prefixItems` (Core §10.3.1.1).
    PrefixItems(Vec<NodeId>),
    /// `allOf` (Core §10.2.1.1), `anyOf` or `oneOf`.
    Branches(Combinator, Vec<NodeId>),
    /// A boolean schema (Core §4.3.2), taken for a keyword of its own.
    Boolean(bool),
    /// A keyword that asserts something that no other variant represents.
    Unsupported,
    /// A keyword of the dialect that asserts nothing, and is for other programs:
    /// `contentMediaType` (Validation §8), or what names schemas.
    Unasserted,
    /// A keyword that a sibling includes: a `minimum` of draft 4 that is exclusive.
    Lowered,
    /// A keyword that types do not express, and the evaluator asserts.
    Residual,
    /// A keyword that the dialect does not have.
    Unknown,
    /// A value that the meta-schema does not allow; with the description of those that it
    /// does.
    Malformed(&'static str),
}

/// A bounded count, from below or above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are keywords")]
pub enum Count {
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
    MinProperties,
    MaxProperties,
}

/// A bound of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are keywords")]
pub enum Limit {
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
    MultipleOf,
}

/// The combination of the branches of a schema (Core §10.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are keywords")]
pub enum Combinator {
    AllOf,
    AnyOf,
    OneOf,
}

/// The types of JSON Schema (Validation §6.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the variants are the names of the types")]
pub enum Type {
    Null,
    Boolean,
    Object,
    Array,
    Number,
    Integer,
    String,
}

impl Combinator {
    /// The name of the keyword.
    pub fn name(self) -> &'static str {
        match self {
            Combinator::AllOf => "allOf",
            Combinator::AnyOf => "anyOf",
            Combinator::OneOf => "oneOf",
        }
    }
}

impl Type {
    /// All types that a value can have: an integer is a number.
    pub const ALL: &[Type] = &[
        Type::Null,
        Type::Boolean,
        Type::Number,
        Type::String,
        Type::Array,
        Type::Object,
    ];

    /// The type of this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Type::Null,
            "boolean" => Type::Boolean,
            "object" => Type::Object,
            "array" => Type::Array,
            "number" => Type::Number,
            "integer" => Type::Integer,
            "string" => Type::String,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Type::Null => "null",
            Type::Boolean => "boolean",
            Type::Object => "object",
            Type::Array => "array",
            Type::Number => "number",
            Type::Integer => "integer",
            Type::String => "string",
        }
    }
}

impl Schema {
    /// The root.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// The dialect of the root.
    pub fn draft(&self) -> Draft {
        self.draft
    }

    /// Whether schemas below the root have URIs of their own.
    pub fn has_resources(&self) -> bool {
        self.has_resources
    }

    /// Whether references in it depend on the way by which they are reached, between
    /// schemas with URIs of their own.
    pub fn is_dynamic(&self) -> bool {
        self.is_dynamic
    }

    /// Whether any schema in it asks what others have evaluated.
    pub fn tracks(&self) -> bool {
        self.tracks
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The node at a JSON Pointer.
    pub fn at(&self, pointer: &str) -> Option<NodeId> {
        self.by_pointer.get(pointer).copied()
    }

    /// Replaces a keyword of a node: by an annotation, or by one that only the evaluator
    /// asserts.
    pub fn set_aside(&mut self, id: NodeId, keyword: &str, as_: &Keyword) {
        self.nodes[id.0].set_aside(keyword, as_);
    }

    /// Adds a keyword before those of a node.
    pub fn prepend(&mut self, id: NodeId, entry: Entry) {
        self.nodes[id.0].keywords.insert(0, entry);
    }

    /// All nodes, parents before children.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> {
        (0..self.nodes.len()).map(NodeId)
    }

    /// The schemas below a node, in the order of the source.
    pub fn children(&self, id: NodeId) -> Vec<NodeId> {
        let keywords = self.node(id).keywords.iter();
        keywords.flat_map(|entry| entry.keyword.schemas()).collect()
    }
}
