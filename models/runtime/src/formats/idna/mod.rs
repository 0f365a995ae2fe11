//! The labels of internationalized host names: RFC 5890 to RFC 5893.

mod bidi;
mod code_point;
mod context;
mod label;
mod punycode;

pub(super) use label::{Label, is_encoded_label};
