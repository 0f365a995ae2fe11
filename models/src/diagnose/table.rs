//! What a schema says, as a table that codegen writes. References are places in the
//! table, so that it may refer to itself.

use super::finding::SchemaPlace;
use crate::runtime::{Kind, Pattern, Rule};

/// A schema document: the root is the first node.
#[derive(Debug)]
pub struct Table {
    /// All schemas in it.
    pub nodes: &'static [Node],
}

/// A type for whose schema there is a table.
pub trait Tabled {
    /// The table.
    const TABLE: &'static Table;
}

/// One schema.
#[derive(Debug)]
pub struct Node {
    /// Which numbers the types hold.
    pub holds: Holds,
    /// Its keywords, in the order of the schema.
    pub keywords: &'static [Keyword],
}

/// Which numbers the type of Rust for a schema holds.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// All, or the schema is about none.
    Any,
    /// A double.
    Double,
    /// The integers of a type, and doubles too if numbers are allowed beside them.
    #[allow(missing_docs, reason = "the name of the type, and its ends")]
    Integer {
        name: &'static str,
        low: i128,
        high: i128,
        double: bool,
    },
}

/// A keyword of a schema.
#[derive(Debug)]
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// Where it stands.
    pub place: SchemaPlace,
    /// What it means.
    pub says: Says,
}

impl Keyword {
    /// A keyword at a place.
    pub const fn new(name: &'static str, pointer: &'static str, line: usize, says: Says) -> Self {
        let place = SchemaPlace { pointer, line };
        Keyword { name, place, says }
    }
}

/// What a keyword asks of a value. Schemas are places in the table.
pub enum Says {
    /// `$ref` and `allOf`: all of these.
    All(&'static [usize]),
    /// `anyOf`: at least one of these.
    Any(&'static [Branch]),
    /// `oneOf`: exactly one of these.
    One(&'static [Branch]),
    /// The schema `false`.
    Nothing,
    /// `type`.
    Type(&'static [Type]),
    /// `enum` and `const`.
    Enum(&'static [Constant]),
    /// A constraint on the value itself.
    Rule(Rule),
    /// `required`.
    Required(&'static [&'static str]),
    /// `dependentRequired`.
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `properties`.
    Properties(&'static [(&'static str, usize)]),
    /// `patternProperties`.
    PatternProperties(&'static [(&'static Pattern, usize)]),
    /// `additionalProperties`.
    AdditionalProperties(usize),
    /// `propertyNames`.
    PropertyNames(usize),
    /// `prefixItems`.
    PrefixItems(&'static [usize]),
    /// `items`.
    Items(usize),
}

impl std::fmt::Debug for Says {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Says")
    }
}

/// A branch of a union, and what is true of every value that belongs to it.
#[derive(Debug)]
pub struct Branch {
    /// Its schema.
    pub node: usize,
    /// What people call it.
    pub name: Option<&'static str>,
    /// The types that it takes.
    pub types: &'static [Type],
    /// The property that tells it from the other branches, with the only texts that it
    /// can be; where no property tells all of them apart, all that may help.
    pub tags: &'static [(&'static str, &'static [&'static str])],
    /// Properties that it requires.
    pub required: &'static [&'static str],
}

/// A listed value.
#[derive(Debug)]
pub enum Constant {
    /// A string, by its value.
    Text(&'static str),
    /// Any other, as JSON.
    Json(&'static str),
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

impl Type {
    /// The type of JSON that its values have.
    pub(super) fn kind(self) -> Kind {
        match self {
            Type::Null => Kind::Null,
            Type::Boolean => Kind::Boolean,
            Type::Object => Kind::Object,
            Type::Array => Kind::Array,
            Type::Number | Type::Integer => Kind::Number,
            Type::String => Kind::String,
        }
    }

    /// The type with its article, for messages.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Type::Integer => "an integer",
            other => other.kind().describe(),
        }
    }
}
