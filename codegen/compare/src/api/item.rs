//! The items of a module that a program can name.

use codegen::api::{Conjunct, Function, Kind, Meaning, Part, Presence, Type};

/// An item of the public API.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item<'a> {
    /// The type that it is, or is part of.
    pub(super) type_: &'a str,
    /// How it is named: `Session`, `Session.title`, `Event::Started`,
    /// `Session::new` or `impl Copy for Level`.
    pub(super) path: String,
    /// The kind of the item.
    pub(super) is: Is<'a>,
    /// Whether it is `#[deprecated]`.
    pub(super) is_deprecated: bool,
    /// Its documentation.
    pub(super) docs: &'a [String],
    /// The field or variant that it is.
    pub(super) part: Option<&'a Part>,
}

/// The kind of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Is<'a> {
    /// A struct with named fields, of which programs must expect more.
    Struct,
    /// A value with a name and perhaps constraints, which only conversions build.
    Newtype(&'a str),
    /// Another name of a type.
    Alias(&'a str),
    /// A struct of named arguments, which programs write out.
    Arguments,
    /// A struct whose fields have no names.
    Tuple,
    /// An enum: the names of its variants in order, if they have numbers to cast to.
    Enum(Vec<&'a str>),
    /// A public field, and its type.
    Field(&'a str),
    /// A variant, and the type of its value.
    Variant(Option<&'a str>),
    /// An associated function.
    Function(Function),
    /// An implementation of a trait.
    Impl,
}

/// The items of a type, itself first; none if it is hidden.
pub(super) fn items(type_: &Type) -> Vec<Item<'_>> {
    if type_.is_hidden {
        return Vec::new();
    }
    let name = &type_.name;
    let item = |path: String, is| Item {
        type_: name,
        path,
        is,
        is_deprecated: false,
        docs: &[],
        part: None,
    };
    let of_type = Item {
        is_deprecated: type_.is_deprecated,
        docs: &type_.docs,
        ..item(name.clone(), is(type_))
    };
    // The fields of arguments are documented as those of the type that is made of them.
    let is_documented = type_.kind != Kind::Arguments;
    let parts = type_.parts.iter().map(|part| {
        let held = part.type_.as_deref();
        let (path, is) = match &part.meaning {
            Meaning::Value(_) | Meaning::OtherTexts | Meaning::Branch(_) => {
                (format!("{name}::{}", part.name), Is::Variant(held))
            }
            _ => (
                format!("{name}.{}", part.name),
                Is::Field(held.unwrap_or_default()),
            ),
        };
        Item {
            is_deprecated: part.is_deprecated,
            docs: part
                .docs
                .get(..)
                .filter(|_| is_documented)
                .unwrap_or_default(),
            part: Some(part),
            ..item(path, is)
        }
    });
    let derived = type_.derives.iter();
    let derived = derived.map(|trait_| item(format!("impl {trait_} for {name}"), Is::Impl));
    let functions = type_.functions().into_iter().map(|function| {
        let path = format!("{name}::{}", function.name);
        item(path, Is::Function(function))
    });
    let impls = type_.impls().into_iter().map(|path| item(path, Is::Impl));
    let items = [of_type].into_iter().chain(parts).chain(derived);
    items.chain(functions).chain(impls).collect()
}

fn is(type_: &Type) -> Is<'_> {
    match &type_.kind {
        Kind::Struct { .. } => Is::Struct,
        Kind::Newtype { of, .. }
        | Kind::Intersection {
            of: Conjunct { type_: of, .. },
            ..
        } => Is::Newtype(of),
        Kind::Alias(of) => Is::Alias(of),
        Kind::Arguments => Is::Arguments,
        Kind::Tuple => Is::Tuple,
        Kind::Listed { .. } | Kind::Union(_) => {
            let are_numbered = type_.parts.iter().all(|part| part.type_.is_none());
            let numbered = type_.parts.iter().filter(|_| are_numbered);
            Is::Enum(numbered.map(|part| part.name.as_str()).collect())
        }
    }
}

impl Item<'_> {
    /// Whether it is a type, which has the other items.
    pub(super) fn is_type(&self) -> bool {
        self.path == self.type_
    }

    /// Whether it is the field of a property which may be absent. One that may be null is an
    /// option too.
    pub(super) fn is_optional(&self) -> bool {
        let meaning = self.part.map(|part| &part.meaning);
        matches!(
            meaning,
            Some(Meaning::Property {
                presence: Presence::Optional,
                ..
            })
        )
    }
}
