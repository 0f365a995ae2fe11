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
    /// A text that means a value of another type, which a setting names.
    Own(Own),
    Vec(Box<Rust>),
    Map(Box<Rust>),
    /// A value or null.
    Option(Box<Rust>),
    Named(TypeId),
}

/// A text of a type that a setting names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Own {
    /// The place of the setting among all, by which typify knows the type.
    pub(crate) index: usize,
    /// The path of the type.
    pub(crate) path: String,
    /// The type of texts of its format, if that is asserted by it.
    pub(crate) text: Option<&'static str>,
}

impl Own {
    /// The name by which typify knows the type.
    pub(crate) fn opaque(&self) -> String {
        format!("Own{}{}", self.index, self.text.unwrap_or("String"))
    }

    /// The type as Rust spells it.
    pub(crate) fn spell(&self) -> String {
        match self.text {
            Some(text) => format!("TextOf<{}, {text}>", self.path),
            None => format!("TextOf<{}>", self.path),
        }
    }
}

impl Rust {
    /// Adds the types of the crate that are named where this one is.
    pub(super) fn needs(&self, needed: &mut BTreeSet<&'static str>) {
        match self {
            Rust::Value => drop(needed.insert("Value")),
            Rust::Never => drop(needed.insert("Never")),
            Rust::Number => drop(needed.insert("Number")),
            Rust::Text(name) => drop(needed.insert(name)),
            Rust::Own(own) => {
                needed.insert("TextOf");
                needed.extend(own.text);
            }
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

    /// The text of a type that a setting names, if that is inside.
    pub(super) fn own(&self) -> Option<&Own> {
        match self {
            Rust::Own(own) => Some(own),
            Rust::Vec(inner) | Rust::Map(inner) | Rust::Option(inner) => inner.own(),
            _ => None,
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
