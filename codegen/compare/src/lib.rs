//! Comparisons of schemas, and of what is made of them.
//!
//! - [`mod@diff`] compares two versions of a schema: what changed, and which documents
//!   break by it;
//! - [`drift`] compares a schema with the one that the compiled types emit;
//! - `api` compares the Rust types of two versions, as codegen describes them, and names the
//!   step of the version that the difference asks for (feature `api`).
//!
//! The crate is pure: schemas in, differences out. It prints no Rust, parses none, and knows
//! no file of the workspace.

mod alternatives;
#[cfg(feature = "api")]
pub mod api;
pub mod diff;
pub mod drift;
mod value;
