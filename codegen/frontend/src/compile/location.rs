//! Values in the texts of schemas.

use exactschema::document::Instance;

use crate::pointer::segment;

/// A value in a text, with the resource that it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Location<'a> {
    /// The index of the text.
    pub(super) source: usize,
    /// The value.
    pub(super) value: Instance<'a>,
    /// JSON Pointer from the root of the text.
    pub(super) pointer: String,
    /// The index of the schema resource.
    pub(super) resource: usize,
}

/// The identity of a value: its text, and the offset where it begins.
pub(super) type Key = (usize, usize);

impl<'a> Location<'a> {
    pub(super) fn key(&self) -> Key {
        (self.source, self.value.range().0)
    }

    /// A value directly in this one, by its name or its index.
    pub(super) fn child(&self, name: &str, value: Instance<'a>) -> Self {
        Location {
            source: self.source,
            value,
            pointer: format!("{}{}", self.pointer, segment(name)),
            resource: self.resource,
        }
    }

    /// The property of this name.
    pub(super) fn property(&self, name: &str) -> Option<Self> {
        Some(self.child(name, self.value.get(name)?))
    }

    /// All elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = Self> {
        let elements = self.value.elements().enumerate();
        elements.map(|(index, value)| self.child(&index.to_string(), value))
    }

    /// All properties, with their names.
    pub(super) fn members(&self) -> impl Iterator<Item = (String, Self)> {
        self.value.members().map(|member| {
            let name = member.name.text().into_owned();
            let value = self.child(&name, member.value);
            (name, value)
        })
    }
}
