//! Schemas by name, for programs that work with any of them.

use crate::error::Error;
use crate::read::{check_as, from_slice};
#[cfg(not(feature = "schemars"))]
use crate::typed::model::Model as Emitted;
#[cfg(not(feature = "validate"))]
use crate::typed::model::Model as HasSchema;
use crate::write::to_string_pretty;
#[cfg(feature = "validate")]
use crate::{
    diagnose::{Diagnosis, Options},
    evaluate::Validator,
    evaluate::typed::{self, CompiledSchema, HasSchema},
};
#[cfg(feature = "schemars")]
use crate::{emission::document, emit::Emitted};

/// A schema with types, whose documents can be checked without naming the types.
#[derive(Clone, Copy, Debug)]
pub struct SchemaEntry {
    name: &'static str,
    check: fn(&[u8]) -> Result<(), Error>,
    normalize: fn(&[u8]) -> Result<String, Error>,
    #[cfg(feature = "validate")]
    diagnose: fn(&[u8], &Options) -> Diagnosis,
    #[cfg(feature = "validate")]
    validator: fn() -> &'static Validator,
    #[cfg(feature = "schemars")]
    schema: fn() -> crate::value::Value,
}

impl SchemaEntry {
    /// The schema of a type. Generated code lists them.
    #[doc(hidden)]
    pub const fn new<T: Emitted + HasSchema>(name: &'static str) -> Self {
        SchemaEntry {
            name,
            check: check_as::<T>,
            normalize: |bytes| to_string_pretty(&from_slice::<T>(bytes)?),
            #[cfg(feature = "validate")]
            diagnose: typed::diagnose::<T>,
            #[cfg(feature = "validate")]
            validator: || T::SCHEMA.validator(),
            #[cfg(feature = "schemars")]
            schema: document::<T>,
        }
    }

    /// The name of the schema: that of its file, without the ending.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Checks a document against the root type, as [`check_as`] does.
    ///
    /// # Errors
    ///
    /// As [`from_slice`].
    pub fn check(&self, document: &[u8]) -> Result<(), Error> {
        (self.check)(document)
    }

    /// Whether a document is valid, and the types can represent it.
    pub fn is_valid(&self, document: &[u8]) -> bool {
        self.check(document).is_ok()
    }

    /// Reads a document with the types, and writes it as [`to_string_pretty`] does.
    ///
    /// # Errors
    ///
    /// As [`from_slice`].
    pub fn normalize(&self, document: &[u8]) -> Result<String, Error> {
        (self.normalize)(document)
    }

    /// The findings of a document.
    #[cfg(feature = "validate")]
    pub fn diagnose(&self, document: &[u8], options: &Options) -> Diagnosis {
        (self.diagnose)(document, options)
    }

    /// The validator of the schema, without the type: it judges numbers of any size.
    #[cfg(feature = "validate")]
    pub fn validator(&self) -> &'static Validator {
        (self.validator)()
    }

    /// The schema that the types emit, through schemars. Its numbers are exact, as those of
    /// `schemars::Schema` cannot be.
    #[cfg(feature = "schemars")]
    pub fn schema(&self) -> crate::value::Value {
        (self.schema)()
    }
}

/// A released version of a schema. It has no types, and validates documents all the
/// same.
#[cfg(feature = "validate")]
#[derive(Clone, Copy, Debug)]
pub struct ReleasedSchema {
    name: &'static str,
    schema: &'static CompiledSchema,
}

#[cfg(feature = "validate")]
impl ReleasedSchema {
    /// A schema by its table. Generated code lists them.
    #[doc(hidden)]
    pub const fn new(name: &'static str, schema: &'static CompiledSchema) -> Self {
        ReleasedSchema { name, schema }
    }

    /// The name of the schema, and the version: `export-session@2026-02`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The findings of a document.
    pub fn diagnose(&self, document: &[u8], options: &Options) -> Diagnosis {
        self.schema.diagnose(document, options)
    }

    /// The validator of the schema.
    pub fn validator(&self) -> &'static Validator {
        self.schema.validator()
    }

    /// Whether a document is valid.
    pub fn is_valid(&self, document: &[u8]) -> bool {
        self.schema.validator().is_valid(document) == Ok(true)
    }
}
