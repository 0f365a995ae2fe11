//! Macros that make a model of a generated type, and the functions that they call.

pub mod constants;
pub(crate) mod field;
pub(crate) mod generated;
pub(crate) mod impls;
pub(crate) mod intersection;
pub mod lookahead;
pub(crate) mod newtype;
pub(crate) mod object;
pub(crate) mod residual;
pub(crate) mod tables;
pub mod tuple;
pub(crate) mod union;
