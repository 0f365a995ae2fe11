//! The reason why two schemas cannot be compared.

use thiserror::Error;

/// The reason why two schemas cannot be compared.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Error {
    /// One of them is no schema.
    #[error("the {0} schema is none to the evaluator")]
    NoJudge(&'static str),
}
