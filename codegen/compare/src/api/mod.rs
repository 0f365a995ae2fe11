//! The effect of a change of schema on the public API of the generated types, and the step of
//! the version that it requires.
//!
//! The same codegen describes the types of both schemas, in the data that it prints them from:
//! a change of codegen itself is no change of a schema.
//!
//! The steps are those of the chapter on SemVer of the Cargo book. Cases that it does not
//! cover are decided so:
//!
//! - a type with the same API that reads or writes other documents is **minor**, whether it
//!   takes more or fewer: every program still compiles, but documents get another verdict,
//!   which is unexpected of a patch. The comparison of the schemas reports whether documents
//!   break, not the version of a library. Where that proves that both take the same
//!   documents, it is a **patch**;
//! - a constructor whose parameters trade places is **major**. Two of one type have names in
//!   a struct of arguments, and no places;
//! - a field, variant or type that is the name of something else than it was, such as
//!   `a_b` of the property "a-b" instead of "a_b", is **major** where the former has
//!   another name now, or the latter had one: the program compiles, and mistakes the one
//!   for the other. Where one thing was but respelled, it is minor as above;
//! - the values of an enum in another order are **major**: they compare and cast
//!   to other numbers;
//! - properties written in another order, documentation and annotations are a
//!   **patch**.

mod changes;
mod compare;
mod item;
mod moved;
mod names;
mod reading;
mod step;

use codegen::api::Type;

pub use changes::{Change, Changed, of_same_documents};
pub use compare::changes;
pub use step::Step;

/// The public API of a generated module.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// The types, hidden ones too.
    types: Vec<Type>,
}

impl Api {
    /// The API of the module that is made of a schema.
    ///
    /// # Errors
    ///
    /// As [`codegen::describe`].
    pub fn of(schema: &str, module: &str) -> Result<Self, codegen::Error> {
        let types = codegen::describe(schema, module)?;
        Ok(Api { types })
    }
}

/// The step that all changes together ask for; `None` without any.
pub fn step(changes: &[Change]) -> Option<Step> {
    changes.iter().map(Change::step).max()
}
