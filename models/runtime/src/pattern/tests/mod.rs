//! Programs by hand, and the syntax of patterns; what programs are compiled from, the
//! crate `exactschema-frontend` tests.

mod programs;
mod syntax;
