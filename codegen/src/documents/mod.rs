//! Makes documents: an example, valid ones at random, and mutations of them.

mod example;

pub use example::example;
