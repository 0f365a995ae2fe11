//! Types as they are read, checked and written.

pub(crate) mod checker;
pub(crate) mod model;
pub(crate) mod reader;
