//! Presence of properties: how one of each kind is read, checked, written and emitted. Each
//! module has the same functions; `object!` takes those of the module that is named beside
//! the field.

use serde::ser::SerializeMap;

use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Validity};
use crate::typed::model::{Model, Write};
use crate::value::Map;

/// A property that is always present.
pub mod required {
    use super::*;

    /// Whether it must be present.
    pub const REQUIRED: bool = true;

    /// Checks the property.
    pub fn check<S, T: Model>(_: impl Fn(&S) -> &T, checker: &mut Checker<'_>) -> Validity {
        T::check(checker)
    }

    /// The value that was read.
    pub fn take<T>(read: Option<T>, name: &'static str) -> Result<T, ReadError> {
        read.ok_or_else(|| ReadError::missing(name))
    }

    /// Whether the property is present.
    pub fn is_present<T>(_: &T) -> bool {
        true
    }

    /// Writes the property.
    pub fn write<M: SerializeMap, T: Model>(
        map: &mut M,
        name: &str,
        value: &T,
    ) -> Result<(), M::Error> {
        map.serialize_entry(name, &Write(value))
    }

    /// Declares the property, and requires it.
    #[cfg(feature = "schemars")]
    pub fn emit<T, F: crate::emit::Emit>(
        emission: &mut crate::emission::Emission,
        name: &str,
        field: impl Fn(&T) -> &F,
        generator: &mut schemars::SchemaGenerator,
    ) {
        emission.property(name, crate::emission::field(field, generator));
        emission.require(name);
    }
}

/// A property that is always present, although the schema does not declare it.
pub mod undeclared {
    pub use super::required::{REQUIRED, check, is_present, take, write};

    /// Requires the property.
    #[cfg(feature = "schemars")]
    pub fn emit<T, F>(
        emission: &mut crate::emission::Emission,
        name: &str,
        _: impl Fn(&T) -> &F,
        _: &mut schemars::SchemaGenerator,
    ) {
        emission.require(name);
    }
}

/// A property that one schema declares, and another requires.
pub mod demanded {
    pub use super::required::{REQUIRED, check, is_present, take, write};

    /// Declares the property.
    #[cfg(feature = "schemars")]
    pub fn emit<T, F: crate::emit::Emit>(
        emission: &mut crate::emission::Emission,
        name: &str,
        field: impl Fn(&T) -> &F,
        generator: &mut schemars::SchemaGenerator,
    ) {
        emission.property(name, crate::emission::field(field, generator));
    }
}

/// A property that may be absent.
pub mod optional {
    use super::*;

    /// Whether it must be present.
    pub const REQUIRED: bool = false;

    /// Checks the property.
    pub fn check<S, T: Model>(_: impl Fn(&S) -> &Option<T>, checker: &mut Checker<'_>) -> Validity {
        T::check(checker)
    }

    /// The value that was read, if any.
    pub fn take<T>(read: Option<T>, _: &'static str) -> Result<Option<T>, ReadError> {
        Ok(read)
    }

    /// Whether the property is present.
    pub fn is_present<T>(value: &Option<T>) -> bool {
        value.is_some()
    }

    /// Writes the property if it is present.
    pub fn write<M: SerializeMap, T: Model>(
        map: &mut M,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => map.serialize_entry(name, &Write(value)),
            None => Ok(()),
        }
    }

    /// Declares the property.
    #[cfg(feature = "schemars")]
    pub fn emit<T, F: crate::emit::Emit>(
        emission: &mut crate::emission::Emission,
        name: &str,
        field: impl Fn(&T) -> &Option<F>,
        generator: &mut schemars::SchemaGenerator,
    ) {
        emission.property(name, crate::emission::optional_field(field, generator));
    }
}

/// A property that is declared and required where a condition holds, of which the evaluator
/// knows.
pub mod conditionally_required {
    pub use super::required::{REQUIRED, check, is_present, take, write};

    /// Emits nothing but the definitions that the condition refers to.
    #[cfg(feature = "schemars")]
    pub fn emit<T, F: crate::emit::Emit>(
        _: &mut crate::emission::Emission,
        _: &str,
        field: impl Fn(&T) -> &F,
        generator: &mut schemars::SchemaGenerator,
    ) {
        crate::emission::field(field, generator);
    }
}

/// A property that is declared where a condition holds, of which the evaluator knows.
pub mod conditional {
    pub use super::optional::{REQUIRED, check, is_present, take, write};

    /// Emits nothing but the definitions that the condition refers to.
    #[cfg(feature = "schemars")]
    pub fn emit<T, F: crate::emit::Emit>(
        _: &mut crate::emission::Emission,
        _: &str,
        field: impl Fn(&T) -> &Option<F>,
        generator: &mut schemars::SchemaGenerator,
    ) {
        crate::emission::optional_field(field, generator);
    }
}

/// Checks the value of a property that no table knows.
pub fn check_other<S, V: Model>(_: impl Fn(&S) -> &Map<V>, checker: &mut Checker<'_>) -> Validity {
    V::check(checker)
}
