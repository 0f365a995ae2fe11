//! The one model of a schema: what every other module reads.
//!
//! A schema document is parsed once. Each of its schemas becomes a [`Node`]
//! with its JSON Pointer and place, and each keyword a variant of [`Keyword`],
//! so that the compiler points to every module that has to know a new one.

mod node;
mod parse;

use std::collections::BTreeMap;

use crate::json::Json;

/// A schema document: the root is the first node.
#[derive(Clone, Debug)]
pub struct Schema {
    nodes: Vec<Node>,
    /// The nodes that become types, in the order of the source.
    names: BTreeMap<NodeId, String>,
}

/// Which node of its document.
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
    /// Where it stands.
    pub place: Place,
    /// Its keywords, in the order of the source.
    pub keywords: Vec<Entry>,
}

/// A place in a schema document.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// JSON Pointer (RFC 6901).
    pub pointer: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// A keyword as it stands in the source.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Where its value stands.
    pub place: Place,
    /// What it means.
    pub keyword: Keyword,
    /// Its value as it was written.
    pub json: Json,
}

/// A keyword of JSON Schema 2020-12 with its value.
#[derive(Clone, Debug)]
pub enum Keyword {
    /// `$schema` (Core §8.1.1).
    Dialect(String),
    /// `$comment` (Core §8.3).
    Comment,
    /// `default` (Validation §9.2), which never fills anything in, `readOnly` or
    /// `writeOnly` (§9.4): words for people and programs around the schema.
    Annotation,
    /// A keyword `x-…` of the author's own, without meaning for instances.
    Extension,
    /// `$defs` (Core §8.2.4).
    Definitions(Vec<(String, NodeId)>),
    /// `$ref` (Core §8.2.3.1), resolved; `None` if it points nowhere.
    Reference(Option<NodeId>),
    /// `title` (Validation §9.1).
    Title(String),
    /// `description` (Validation §9.1).
    Description(String),
    /// `examples` (Validation §9.5).
    Examples(Vec<Json>),
    /// `type` (Validation §6.1.1), a single one.
    Type(Type),
    /// `format` (Validation §7), asserted where the pipeline knows it.
    Format(String),
    /// `properties` (Core §10.3.2.1).
    Properties(Vec<(String, NodeId)>),
    /// `required` (Validation §6.5.3).
    Required(Vec<String>),
    /// `additionalProperties` (Core §10.3.2.3).
    AdditionalProperties(NodeId),
    /// `items` (Core §10.3.1.2).
    Items(NodeId),
    /// A boolean schema (Core §4.3.2), taken for a keyword of its own.
    Boolean(bool),
    /// A keyword of 2020-12 that the pipeline does not honour yet.
    Unsupported,
    /// A keyword that 2020-12 does not have.
    Unknown,
    /// A value that the meta-schema does not allow; says what it does.
    Malformed(&'static str),
}

/// The types of JSON Schema (Validation §6.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What the pipeline makes of a schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// `bool`.
    Boolean,
    /// `i64`.
    Integer,
    /// `f64`.
    Number,
    /// `String`.
    String,
    /// `Timestamp`.
    DateTime,
    /// An object without declared properties: `Object`.
    FreeForm,
    /// An object with declared properties: a struct.
    Struct,
    /// `Vec` of the element.
    Array(NodeId),
    /// The type of a definition.
    Reference(NodeId),
}

impl Schema {
    /// The root.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// All nodes, parents before children.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> {
        (0..self.nodes.len()).map(NodeId)
    }

    /// The nodes that become types, each with its name: the root, which its
    /// title names, and the definitions.
    pub fn definitions(&self) -> impl Iterator<Item = (&str, NodeId)> {
        self.names.iter().map(|(id, name)| (name.as_str(), *id))
    }

    /// The name of a node that becomes a type.
    pub fn name(&self, id: NodeId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// Whether a time stands anywhere in the schema.
    pub fn has_times(&self) -> bool {
        self.ids().any(|id| self.shape(id) == Some(Shape::DateTime))
    }

    /// What the pipeline makes of a node; `None` if nothing.
    pub fn shape(&self, id: NodeId) -> Option<Shape> {
        let node = self.node(id);
        if let Some(target) = node.reference() {
            return Some(Shape::Reference(target));
        }
        match (node.type_()?, node.format()) {
            (Type::Boolean, None) => Some(Shape::Boolean),
            (Type::Integer, Some("int64")) => Some(Shape::Integer),
            (Type::Number, Some("double")) => Some(Shape::Number),
            (Type::String, None) => Some(Shape::String),
            (Type::String, Some("date-time")) => Some(Shape::DateTime),
            (Type::Array, None) => node.items().map(Shape::Array),
            (Type::Object, None) if node.properties().is_empty() => Some(Shape::FreeForm),
            (Type::Object, None) => Some(Shape::Struct),
            _ => None,
        }
    }
}
