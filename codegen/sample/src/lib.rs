//! Documents of a schema: an example, valid ones at random, and mutations of them.
//!
//! [`Examples`] are for documentation, a [`Generator`] and [`mutate()`] for tests, and the
//! comparison of schemas makes its witnesses of the same parts.
//!
//! A value is made of [`ConjoinedSchema`]: the keywords of all schemas that apply to it, with
//! one branch taken of each union. Requirements that the parts cannot ensure together,
//! such as that exactly one branch is valid, are checked by a [`Judge`] afterwards; if they
//! fail, the value is made anew.

mod arbitrary;
mod arrays;
mod conjoined_schema;
mod dictionary;
mod example;
pub mod formats;
mod generate;
mod hidden;
mod instance;
mod integer_formats;
mod judge;
mod maker;
mod min_depth;
mod minimal_example;
mod mutate;
mod numbers;
mod objects;
mod patterns;
mod placeholders;
mod raw_json;
mod schema_aware_mutations;
mod strings;
mod style;
#[cfg(test)]
mod tests;

pub use arrays::element;
pub use conjoined_schema::{ConjoinedSchema, meet};
pub use dictionary::Dictionary;
pub use example::Examples;
pub use generate::{Generator, generate};
pub use hidden::{hidden, hidden_members, hidden_values, revealed};
pub use instance::{Instance, Members, Number, instance};
pub use integer_formats::{asserted, declared as declared_range};
pub use judge::{Judge, fragment};
pub use maker::{Facts, Maker};
pub use minimal_example::minimal_example;
pub use mutate::mutate;
pub use objects::{Others, declared, demand, others, required};
pub use patterns::Patterns;
pub use placeholders::typical;
pub use raw_json::RawJson;
pub use style::{DEEP, Style};
