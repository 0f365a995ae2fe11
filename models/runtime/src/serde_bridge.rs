//! Reading of a model by another deserializer of serde: its text is requested, and read as
//! any document.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};

use crate::read::from_str;
use crate::typed::model::Model;
use crate::typed::reader::Reader;
use crate::value::{Map, Number, Object, Value};

/// The name under which serde_json, with its feature `raw_value`, hands over
/// the text of a value instead of its parts. Any other deserializer takes it for
/// the name of a newtype.
///
/// A test pins that serde_json does so.
pub(crate) const TOKEN: &str = "$serde_json::private::RawValue";

/// The only key of the map that serde_json, with its feature
/// `arbitrary_precision`, makes of a number where it cannot be asked.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads a model from any deserializer.
pub fn deserialize<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(TOKEN, Question(PhantomData))
}

/// Reads a model from the text of a document.
fn read<T: Model, E: Error>(text: &str, mut reader: Reader<'_>) -> Result<T, E> {
    reader.model().map_err(|failure| {
        // Its line would be that in the text, which means nothing outside.
        let error = failure.locate(text.as_bytes());
        match error.pointer() {
            "" => E::custom(error.message()),
            pointer => E::custom(format_args!(
                "{} ({})",
                error.message(),
                pointer.escape_debug()
            )),
        }
    })
}

impl<'de, V: Model> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

/// Asks for the text of a value.
struct Question<T>(PhantomData<T>);

impl<'de, T: Model> Visitor<'de> for Question<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    /// The text, from `serde_json`.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_key()? {
            Some(Text(key)) if key == TOKEN => {
                let Text(text) = map.next_value()?;
                read(&text, Reader::new(text.as_bytes()))
            }
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }

    /// A deserializer that does not know the question.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let value = Any.deserialize(deserializer)?;
        let text = serde_json::to_string(&value).map_err(D::Error::custom)?;
        read(&text, Reader::rounded(text.as_bytes()))
    }
}

/// A text, borrowed where it can be.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Characters;

        impl<'de> Visitor<'de> for Characters {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }

        deserializer.deserialize_str(Characters)
    }
}

/// Takes any value, as the data model of serde has it.
struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Value, D::Error> {
        self.deserialize(value)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value);
        let number = number.ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))?;
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = array.next_element_seed(Any)? {
            elements.push(element);
        }
        Ok(Value::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Object::new();
        while let Some(Text(name)) = map.next_key()? {
            if object.is_empty() && name == NUMBER && arbitrary_precision() {
                let Text(text) = map.next_value()?;
                return from_str(&text).map_err(|error| A::Error::custom(error.message()));
            }
            if object.contains_key(&name) {
                return Err(A::Error::custom("a duplicate key"));
            }
            object.push_new(name.into_owned(), map.next_value_seed(Any)?);
        }
        Ok(Value::Object(object))
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
        struct Half;

        impl<'de> Visitor<'de> for Half {
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

        deserializer.deserialize_any(Half)
    }
}
