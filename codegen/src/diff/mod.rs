//! Compares two versions of a schema: what changed, and what it means for documents.
//!
//! 1. `walk` pairs the schemas of both documents that speak of the same values;
//! 2. `rules` drafts the changes of each pair;
//! 3. `prover` proves that a change refuses no document that was valid before, where
//!    it can;
//! 4. `witness` looks for a document that shows the contrary.
//!
//! A break is told only with a document that the `jsonschema` crate takes under the one
//! schema and refuses under the other, and because of the change: at a place that the
//! change is about there is a value that the changed part refuses. What is neither
//! proven nor shown is undecided.
//!
//! Formats are asserted, of integers too: `int8` is a limit. An integer without a format
//! and without limits is one of 64 bits, as the types have it: a larger one is refused
//! under both schemas, so that it shows nothing.
//!
//! The verdict of the whole does not rest on those of the changes: it is compatible if
//! that was proven of the two documents as a whole.

use thiserror::Error;

use crate::model::Schema;
use crate::stack;

mod change;
mod judge;
mod part;
mod prover;
mod rules;
mod side;
mod view;
mod walk;
mod witness;

pub use change::{Change, Class, Comparison, ContentModel, Direction, Undecided, Verdict, Witness};
pub use rules::{Rule, rules};

/// A schema and the text that it was read from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The schema.
    pub schema: &'a Schema,
    /// Its text.
    pub text: &'a str,
}

/// Why two schemas cannot be compared.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Error {
    /// The `jsonschema` crate, which confirms every witness, takes one of them for no
    /// schema, such as for a pattern that is too large for it.
    #[error("the validator that confirms witnesses does not take the {0} schema")]
    NoJudge(&'static str),
}

/// Whether a document that is valid under a schema uses declared names alone, where any
/// are declared: this is what [`ContentModel::Lenient`] assumes.
#[must_use]
pub fn uses_declared_names(schema: &Schema, document: &serde_json::Value) -> bool {
    let facts = crate::documents::Facts::of(schema, None);
    view::is_declared(&facts, &[schema.root()], document)
}

/// Whether it was proven that two schemas take the same documents.
#[must_use]
pub fn are_equivalent(old: &Source<'_>, new: &Source<'_>) -> bool {
    diff(old, new, ContentModel::Open).is_ok_and(|comparison| comparison.is_equivalent())
}

/// All changes from an old schema to a new one.
///
/// # Errors
///
/// [`Error::NoJudge`].
pub fn diff(old: &Source<'_>, new: &Source<'_>, model: ContentModel) -> Result<Comparison, Error> {
    stack::large(|| {
        let old = side::Side::new(old).ok_or(Error::NoJudge("old"))?;
        let new = side::Side::new(new).ok_or(Error::NoJudge("new"))?;
        judge::compare([&old, &new], model)
    })
}
