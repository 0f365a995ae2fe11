//! Makes documents: an example, valid ones at random, and mutations of them.

mod example;
pub mod formats;
mod generate;
mod mutate;
mod tree;

pub use example::example;
pub use generate::generate;
pub use mutate::mutate;
pub use tree::Tree;
