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
/// `arbitrary_precision`, makes of a number where it cannot be asked.
const NUMBER: &str = "$serde_json::private::Number";

/// Who answers the question for a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Nobody has answered yet.
    Asked,
    /// The deserializer of this crate, as if the value were an option: it hands
    /// over numbers as bytes, and means maps as maps.
    Ours,
    /// Another, which took the question for a newtype.
    Theirs,
}

impl Answer {
    /// Whether a map with this first key holds the text of a value.
    pub(crate) fn is_text(self, first_key: &str) -> bool {
        match self {
            Answer::Asked => first_key == TOKEN,
            Answer::Ours => false,
            Answer::Theirs => first_key == NUMBER && arbitrary_precision(),
        }
    }
}

/// Whether serde_json makes maps of numbers in this program. It then takes any
/// such map for a number, and what it has buffered has to be read likewise.
fn arbitrary_precision() -> bool {
    static ON: OnceLock<bool> = OnceLock::new();
    *ON.get_or_init(|| serde_json::from_str("0.5").is_ok_and(|Probe(on)| on))
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

            fn visit_f64<E>(self, _: f64) -> Result<Probe, E> {
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
