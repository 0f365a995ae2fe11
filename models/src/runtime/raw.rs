//! How a value is asked for with the spelling of its numbers.

use std::fmt;
use std::sync::OnceLock;

use serde::de::{Deserialize, Deserializer, MapAccess, Unexpected, Visitor};

/// The name under which serde_json, with its feature `raw_value`, hands over
/// the text of a value instead of its parts. The deserializer of this crate
/// answers to it too; any other takes it for the name of a newtype.
///
/// A test pins that serde_json does so.
pub(crate) const TOKEN: &str = "$serde_json::private::RawValue";

/// The only key of the map that serde_json, with its feature
/// `arbitrary_precision`, makes of a number.
const NUMBER: &str = "$serde_json::private::Number";

/// Whether a map with this first key stands for a number where nothing but a
/// number may stand.
pub(crate) fn is_number(first_key: &str) -> bool {
    first_key == TOKEN || first_key == NUMBER
}

/// Whether a map with this first key stands for a number where anything may
/// stand. If `arbitrary_precision` is on in this program, serde_json takes any
/// such map for a number, and so must we; otherwise it is an ordinary object.
pub(crate) fn is_number_anywhere(first_key: &str) -> bool {
    static ON: OnceLock<bool> = OnceLock::new();
    first_key == NUMBER && *ON.get_or_init(|| serde_json::from_str("1").is_ok_and(|Probe(on)| on))
}

/// Whether serde_json makes maps of numbers.
struct Probe(bool);

impl<'de> Deserialize<'de> for Probe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl<'de> Visitor<'de> for Number {
            type Value = Probe;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_u64<E>(self, _: u64) -> Result<Probe, E> {
                Ok(Probe(false))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Probe, A::Error> {
                map.next_entry::<String, String>()?;
                Ok(Probe(true))
            }
        }

        deserializer.deserialize_any(Number)
    }
}

/// The type of the value that a text holds.
pub(crate) fn type_of(text: &str) -> Unexpected<'static> {
    match text.as_bytes().first() {
        Some(b'"') => Unexpected::Other("a string"),
        Some(b'{') => Unexpected::Map,
        Some(b'[') => Unexpected::Seq,
        Some(b't' | b'f') => Unexpected::Other("a boolean"),
        _ => Unexpected::Unit,
    }
}
