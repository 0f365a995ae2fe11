//! How a free-form value is asked for with the spelling of its numbers.

/// The name under which serde_json, with its feature `raw_value`, hands over
/// the text of a value instead of its parts. The deserializer of this crate
/// answers to it too; any other takes it for the name of a newtype.
///
/// A test pins that serde_json does so.
pub(crate) const TOKEN: &str = "$serde_json::private::RawValue";
