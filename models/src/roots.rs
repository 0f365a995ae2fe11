//! The schemas of this crate by name.

use crate::Error;
#[cfg(not(feature = "schemars"))]
use crate::Model as Emitted;
#[cfg(not(feature = "validate"))]
use crate::Model as Tabled;
#[cfg(feature = "schemars")]
use crate::emit::Emitted;
#[cfg(feature = "validate")]
use crate::runtime::table::Tabled;

/// A schema, and what can be done with documents of it without naming its type.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Root {
    /// The name of the schema: that of its file, without the ending.
    pub name: &'static str,
    /// Whether a document is one of the root type, as [`check_as`](crate::check_as).
    pub check: fn(&[u8]) -> Result<(), Error>,
    /// Reads a document with the types, and writes it as
    /// [`to_string_pretty`](crate::to_string_pretty) does.
    pub normalize: fn(&[u8]) -> Result<String, Error>,
    /// All that is wrong with a document.
    #[cfg(feature = "validate")]
    pub diagnose: fn(&[u8], &crate::diagnose::Options) -> crate::diagnose::Diagnosis,
    /// The schema that the types emit.
    #[cfg(feature = "schemars")]
    pub schema: fn() -> schemars::Schema,
}

/// A released version of a schema. There are no types for it, but all that is wrong
/// with a document can be told.
#[cfg(feature = "validate")]
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Released {
    /// The name of the schema, and the version: `export-session@2026-02`.
    pub name: &'static str,
    table: &'static crate::runtime::table::Table,
}

#[cfg(feature = "validate")]
impl Released {
    pub(crate) const fn new(
        name: &'static str,
        table: &'static crate::runtime::table::Table,
    ) -> Self {
        Released { name, table }
    }

    /// All that is wrong with a document.
    pub fn diagnose(
        &self,
        document: &[u8],
        options: &crate::diagnose::Options,
    ) -> crate::diagnose::Diagnosis {
        crate::diagnose::by_table(self.table, document, options)
    }

    /// Whether a document is valid: whether there is nothing wrong with it.
    pub fn is_valid(&self, document: &[u8]) -> bool {
        let options = crate::diagnose::Options {
            max_findings: 0,
            ..Default::default()
        };
        !self.diagnose(document, &options).is_refused
    }
}

impl Root {
    /// The schema that documents are of, unless another is named: what its type is
    /// called is for the schema to say.
    pub(crate) fn usual() -> &'static Root {
        let mut roots = crate::ROOTS.iter();
        let usual = roots.find(|root| root.name == "export-session");
        usual.unwrap_or(&crate::ROOTS[0])
    }

    /// The schema of a type.
    pub(crate) const fn new<T: Emitted + Tabled>(name: &'static str) -> Self {
        Root {
            name,
            check: crate::check_as::<T>,
            normalize: |bytes| crate::to_string_pretty(&crate::from_slice::<T>(bytes)?),
            #[cfg(feature = "validate")]
            diagnose: crate::diagnose::by_types::<T>,
            #[cfg(feature = "schemars")]
            schema: crate::emit::document::<T>,
        }
    }
}
