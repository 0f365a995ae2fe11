//! The items of the public API.

use syn::Attribute;

use super::spelled::documentation;

/// An item of the public API.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The type that it is, or is part of.
    pub type_: String,
    /// How it is named: `Session`, `Session.title`, `Event::Started`,
    /// `Session::new` or `impl Copy for Level`.
    pub path: String,
    /// The kind of the item.
    pub is: Is,
    /// Whether it is `#[deprecated]`.
    pub is_deprecated: bool,
    /// Its documentation.
    pub docs: String,
}

/// The kind of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// A struct with named fields; open if programs must expect more of them.
    Struct {
        /// Whether it is `#[non_exhaustive]`.
        is_open: bool,
    },
    /// A value with a name and perhaps constraints, which only conversions build.
    Newtype(String),
    /// A struct whose fields have no names.
    Tuple,
    /// An enum; open if programs must expect more variants.
    Enum {
        /// Whether it is `#[non_exhaustive]`.
        is_open: bool,
        /// The names of its variants in order, if they have numbers to cast to.
        numbered: Vec<String>,
    },
    /// A public field, and its type.
    Field(String),
    /// A variant, and the type of its value.
    Variant(Option<String>),
    /// An associated function: its parameters, and its result.
    Function {
        /// Names and types.
        parameters: Vec<(String, String)>,
        /// The type that it returns.
        result: String,
    },
    /// An implementation of a trait.
    Impl,
}

impl Item {
    /// An item without attributes.
    pub(super) fn plain(type_: &str, path: String, is: Is) -> Self {
        Item {
            type_: type_.to_owned(),
            path,
            is,
            is_deprecated: false,
            docs: String::new(),
        }
    }

    /// An implementation of a trait for a type.
    pub(super) fn implements(type_: &str, trait_: &str) -> Self {
        Item::plain(type_, format!("impl {trait_} for {type_}"), Is::Impl)
    }

    /// An item with the attributes that it has.
    pub(super) fn with(type_: &str, path: String, is: Is, attributes: &[Attribute]) -> Self {
        let is_deprecated = attributes.iter().any(|a| a.path().is_ident("deprecated"));
        Item {
            is_deprecated,
            docs: documentation(attributes),
            ..Item::plain(type_, path, is)
        }
    }

    /// Whether it is a type, which has the other items.
    pub(super) fn is_type(&self) -> bool {
        self.path == self.type_
    }
}
