//! Values of keywords.

use std::collections::{HashMap, HashSet};

use foldhash::fast::{FixedState, RandomState};

use super::NodeId;
use super::names::NameIndex;
use crate::document::{Instance, hash_of_name};
use crate::equality::{equals_value, hash, hash_number, hash_value};
use crate::formats::Format;
use crate::pattern::Pattern;
use crate::text::lexer::Kind;
use crate::text::number;
use crate::value::Value;

/// The value of a keyword, by its shape.
#[derive(Debug)]
pub enum Argument {
    /// A boolean.
    Flag(bool),
    /// A number of things; `u64::MAX` also represents all greater numbers.
    Count(u64),
    /// A number, as it is spelled.
    Number(Box<str>),
    /// A text.
    Text(Box<str>),
    /// A format, where its name is known, and whether the dialect asserts it.
    Format {
        /// The name.
        name: Box<str>,
        /// The format that it names.
        format: Option<Format>,
        /// Whether the dialect has the vocabulary `format-assertion`.
        is_asserted: bool,
    },
    /// A regular expression.
    Pattern(Pattern),
    /// Types.
    Types(Types),
    /// Values, of which an instance is one. They are boxed so that other entries, which many
    /// more are, share lines of the cache.
    Values(Box<Values>),
    /// Names of properties.
    Names(Vec<Box<str>>),
    /// Names of properties that others require.
    Requirements(Vec<(Box<str>, Vec<Box<str>>)>),
    /// A subschema.
    Schema(NodeId),
    /// Subschemas.
    Schemas(Vec<NodeId>),
    /// Subschemas by name.
    Members(Members),
    /// Subschemas by regular expression.
    Patterns(PatternMembers),
    /// Subschemas by the name and the value of a property.
    PropertyValues(Vec<(Box<str>, Members)>),
    /// The schema with this dynamic anchor in the outermost resource that has one, or
    /// else this schema.
    Dynamic {
        /// The anchor.
        anchor: Box<str>,
        /// The schema that the reference names by itself.
        initial: NodeId,
    },
    /// Any JSON, compact.
    Json(Box<str>),
}

/// Subschemas by name, in the order of the schema.
#[derive(Debug, Default)]
pub struct Members {
    list: Vec<(Box<str>, NodeId)>,
    index: NameIndex,
}

/// Subschemas by regular expression, in the order of the schema.
pub type PatternMembers = Vec<(Pattern, NodeId)>;

/// The values of `enum` or `const`.
#[derive(Debug, Default)]
pub struct Values {
    list: Vec<Value>,
    /// Those that are strings, if they are many.
    texts: HashSet<Box<str>, FixedState>,
    /// The indices of the others by their hashes, if they are many.
    others: HashMap<u64, Vec<usize>>,
    state: RandomState,
}

/// A set of the types of JSON Schema (Validation §6.1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Types(u8);

impl Argument {
    /// The schema, if it is one.
    pub fn schema(&self) -> Option<NodeId> {
        match self {
            Argument::Schema(node) => Some(*node),
            _ => None,
        }
    }

    /// The schemas, if it is a list of them.
    pub fn schemas(&self) -> &[NodeId] {
        match self {
            Argument::Schemas(nodes) => nodes,
            _ => &[],
        }
    }

    /// All schemas in it.
    pub fn nodes(&self) -> Vec<NodeId> {
        match self {
            Argument::Schema(node) | Argument::Dynamic { initial: node, .. } => vec![*node],
            Argument::Schemas(nodes) => nodes.clone(),
            Argument::Members(members) => members.iter().map(|(_, node)| node).collect(),
            Argument::Patterns(patterns) => patterns.iter().map(|(_, node)| *node).collect(),
            Argument::PropertyValues(names) => {
                let members = names.iter().flat_map(|(_, members)| members.iter());
                members.map(|(_, node)| node).collect()
            }
            Argument::Flag(_)
            | Argument::Count(_)
            | Argument::Number(_)
            | Argument::Text(_)
            | Argument::Format { .. }
            | Argument::Pattern(_)
            | Argument::Types(_)
            | Argument::Values(_)
            | Argument::Names(_)
            | Argument::Requirements(_)
            | Argument::Json(_) => Vec::new(),
        }
    }
}

impl Members {
    /// These, in this order.
    pub fn new(list: Vec<(Box<str>, NodeId)>) -> Self {
        let index = NameIndex::new(list.iter().map(|(name, _)| &**name));
        Members { list, index }
    }

    /// The schema of a name.
    pub fn get(&self, name: &str) -> Option<NodeId> {
        let is = |place: usize| *self.list[place].0 == *name;
        let place = self.index.find(hash_of_name(name), is)?;
        Some(self.list[place].1)
    }

    /// The schema of the name of a property.
    pub(crate) fn of(&self, name: Instance<'_>) -> Option<NodeId> {
        let is = |place: usize| name.is(&self.list[place].0);
        let place = self.index.find(name.hash_of_name(), is)?;
        Some(self.list[place].1)
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, NodeId)> + Clone {
        self.list.iter().map(|(name, node)| (&**name, *node))
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Values {
    /// These, in this order.
    pub fn new(list: Vec<Value>) -> Self {
        const FEW: usize = 6;
        let mut values = Values::default();
        if list.len() > FEW {
            for (index, value) in list.iter().enumerate() {
                if let Some(text) = value.as_str() {
                    values.texts.insert(text.into());
                } else {
                    let hash = hash_value(value, &values.state);
                    values.others.entry(hash).or_default().push(index);
                }
            }
        }
        Values { list, ..values }
    }

    /// All, in order.
    pub fn list(&self) -> &[Value] {
        &self.list
    }

    /// Whether one of them is this string.
    pub fn has_text(&self, text: &str) -> bool {
        if self.is_indexed() {
            return self.texts.contains(text);
        }
        self.list.iter().any(|value| value.as_str() == Some(text))
    }

    /// Whether one of them is this number, however it is spelled.
    pub(crate) fn has_number(&self, spelling: &str) -> bool {
        let is = |value: &Value| match value {
            Value::Number(number) => number::equal(&number.to_string(), spelling),
            _ => false,
        };
        if !self.is_indexed() {
            return self.list.iter().any(is);
        }
        let alike = self.others.get(&hash_number(spelling, &self.state));
        let mut alike = alike.into_iter().flatten();
        alike.any(|index| is(&self.list[*index]))
    }

    /// Whether one of them is equal to an instance.
    pub fn includes(&self, instance: Instance<'_>) -> bool {
        if instance.kind() == Kind::String {
            return instance.is_text() && self.has_text(&instance.text());
        }
        if !self.is_indexed() {
            let mut values = self.list.iter();
            return values.any(|value| equals_value(instance, value));
        }
        // An instance may be large: its hash is only worth taking if there is a value for it.
        if self.others.is_empty() {
            return false;
        }
        let alike = self.others.get(&hash(instance, &self.state));
        let mut alike = alike.into_iter().flatten();
        alike.any(|index| equals_value(instance, &self.list[*index]))
    }

    fn is_indexed(&self) -> bool {
        !(self.texts.is_empty() && self.others.is_empty())
    }
}

impl Types {
    /// The names of the types, in the order of their bits.
    const NAMES: [&'static str; 7] = [
        "null", "boolean", "number", "string", "array", "object", "integer",
    ];
    const INTEGER: u8 = 1 << 6;

    /// Adds a type by its name; returns whether there is one of this name.
    pub fn insert(&mut self, name: &str) -> bool {
        let place = Types::NAMES.iter().position(|known| *known == name);
        self.0 |= place.map_or(0, |place| 1 << place);
        place.is_some()
    }

    /// Adds the types of another set.
    pub fn merge(&mut self, other: Types) {
        self.0 |= other.0;
    }

    /// Whether all values of a type of JSON are included.
    pub fn includes(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether integers are included, by themselves.
    pub fn includes_integers(self) -> bool {
        self.0 & Types::INTEGER != 0
    }

    /// The names of the types in it.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let names = Types::NAMES.into_iter().enumerate();
        names.filter_map(move |(place, name)| (self.0 & (1 << place) != 0).then_some(name))
    }
}
