//! Makes documents: an example, valid ones at random, and mutations of them.
//!
//! A value is made of `parts`: the keywords of all schemas that speak of it, with
//! one branch taken of each choice. What the parts cannot promise together, such
//! as that exactly one branch holds, a `judge` decides afterwards, and the value
//! is made anew.

mod arrays;
mod aware;
mod ends;
mod example;
pub mod formats;
mod free;
mod generate;
mod instance;
mod judge;
mod maker;
mod mutate;
mod numbers;
mod objects;
mod parts;
mod patterns;
mod sketch;
mod strings;
#[cfg(test)]
mod table;
mod tree;
mod typical;
mod widths;
mod words;

pub(crate) use arrays::element;
pub use example::Examples;
pub use generate::{Generator, generate};
pub use instance::number;
pub(crate) use instance::{instance, of_json};
pub(crate) use judge::{Judge, fragment, reasons, validator};
pub(crate) use maker::{DEEP, Facts, Maker, Style};
pub use mutate::mutate;
pub(crate) use objects::{declared, demand, required};
pub(crate) use parts::{Parts, meet};
pub(crate) use patterns::Patterns;
pub(crate) use sketch::sketch;
pub use tree::Tree;
pub(crate) use typical::typical;
pub use widths::held_by_types;
pub(crate) use widths::{asserted, declared as declared_range, held, integer};
pub use words::Words;
