//! JSON text (RFC 8259): its tokens, what they mean, and where one is wrong.

mod decimal;
pub(crate) mod lexer;
#[cfg(feature = "validate")]
pub(crate) mod lossy_string;
pub(crate) mod number;
pub(crate) mod read_error;
pub(crate) mod short_number;
pub(crate) mod strings;
