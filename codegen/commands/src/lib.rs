//! The commands of a workspace of schemas and the Rust types generated from them.
//!
//! This crate deals with files, processes and reports; the crates below deal with the
//! meaning of schemas. None of them depends on the generated code, so that all of them build
//! and run when it is broken, which is when they are needed. Whatever needs the compiled
//! types is a child process.
//!
//! A command is a module with its `Arguments`, if it takes any, and `run`: [`generate`],
//! [`check`], [`release_schema`], [`import`], [`validate`], [`diff`], [`page`] and [`suite`]. They
//! work on a [`Workspace`], write findings to standard output, and return an [`Exit`].

mod artifacts;
mod cargo;
pub mod check;
pub mod diff;
mod emission;
pub mod generate;
mod git;
mod history;
pub mod import;
mod layout;
mod models;
mod neighbours;
pub mod page;
pub mod release_schema;
mod replay;
pub mod report;
mod samples;
pub mod suite;
pub mod validate;
mod version;
mod workspace;

pub use report::Exit;
pub use workspace::{Location, Workspace};
