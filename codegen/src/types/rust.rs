//! Types as they are used.

use std::collections::BTreeSet;

use super::TypeId;

/// A type as it is used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rust {
    /// Any value.
    Value,
    /// No value.
    Never,
    Null,
    Bool,
    /// An integer type of Rust.
    Integer(&'static str),
    Double,
    /// Any number.
    Number,
    String,
    /// A text of a format, by the name of its type.
    Text(&'static str),
    Vec(Box<Rust>),
    Map(Box<Rust>),
    /// A value or null.
    Option(Box<Rust>),
    Named(TypeId),
}

impl Rust {
    /// Adds the types of the crate that are named where this one is.
    pub(super) fn needs(&self, needed: &mut BTreeSet<&'static str>) {
        match self {
            Rust::Value => drop(needed.insert("Value")),
            Rust::Never => drop(needed.insert("Never")),
            Rust::Number => drop(needed.insert("Number")),
            Rust::Text(name) => drop(needed.insert(name)),
            Rust::Map(inner) if **inner == Rust::Value => drop(needed.insert("Object")),
            Rust::Map(inner) => {
                needed.insert("Map");
                inner.needs(needed);
            }
            Rust::Vec(inner) | Rust::Option(inner) => inner.needs(needed),
            Rust::Null
            | Rust::Bool
            | Rust::Integer(_)
            | Rust::Double
            | Rust::String
            | Rust::Named(_) => {}
        }
    }

    /// The name of the type that is inside, if it has one.
    pub(crate) fn named(&self) -> Option<TypeId> {
        match self {
            Rust::Named(id) => Some(*id),
            Rust::Vec(inner) | Rust::Map(inner) | Rust::Option(inner) => inner.named(),
            _ => None,
        }
    }
}
