//! A serde deserializer that is exact where the data model of serde is not:
//! numbers are decided by their spelling, and every failure knows its place.

use std::borrow::Cow;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::failure::Failure;
use super::lexer::{Kind, Lexer};
use crate::MAX_DEPTH;
use crate::error::ErrorKind;

/// Reads one JSON document.
pub(crate) struct Deserializer<'de> {
    lexer: Lexer<'de>,
    depth: usize,
}

impl<'de> Deserializer<'de> {
    pub(crate) fn new(bytes: &'de [u8]) -> Self {
        let lexer = Lexer::new(bytes);
        Deserializer { lexer, depth: 0 }
    }

    /// Refuses anything but white space after the document.
    pub(crate) fn end(&mut self) -> Result<(), Failure> {
        self.lexer.end()
    }

    /// Reads a value that must have one type.
    fn value<T>(
        &mut self,
        kind: Kind,
        expected: &str,
        read: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let found = self.lexer.kind()?;
        let start = self.lexer.offset();
        if found != kind {
            // `nul` is no null, and no JSON either.
            self.lexer.rewound(start).scalar(found)?;
            let message = format!("expected {expected}, found {}", found.describe());
            return Err(Failure::new(ErrorKind::Type, start, message));
        }
        read(self).map_err(|failure| failure.at(start))
    }

    fn string<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Failure> {
        self.value(Kind::String, "a string", |this| {
            match this.lexer.string()? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            }
        })
    }

    fn array<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Failure> {
        self.value(Kind::Array, "an array", |this| {
            this.enter()?;
            let elements = Elements {
                next: 0,
                de: &mut *this,
            };
            let value = visitor.visit_seq(elements)?;
            this.depth -= 1;
            Ok(value)
        })
    }

    fn object<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Failure> {
        self.value(Kind::Object, "an object", |this| {
            this.enter()?;
            let properties = Properties {
                key: None,
                de: &mut *this,
            };
            let value = visitor.visit_map(properties)?;
            this.depth -= 1;
            Ok(value)
        })
    }

    /// Takes the bracket that opens an array or object.
    fn enter(&mut self) -> Result<(), Failure> {
        if self.depth == MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Failure::new(ErrorKind::Depth, self.lexer.offset(), message));
        }
        self.depth += 1;
        let bracket = self.lexer.peek();
        bracket.map(|byte| self.lexer.take(byte));
        Ok(())
    }
}

/// Only what the models of this crate ask for is answered as they ask.
impl<'de> serde::Deserializer<'de> for &mut Deserializer<'de> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.lexer.kind()? {
            Kind::Null => {
                self.lexer.null()?;
                visitor.visit_unit()
            }
            Kind::Boolean => self.deserialize_bool(visitor),
            // By its spelling: no model asks for a number otherwise.
            Kind::Number => self.value(Kind::Number, "a number", |this| {
                visitor.visit_borrowed_bytes(this.lexer.number()?.as_bytes())
            }),
            Kind::String => self.string(visitor),
            Kind::Array => self.array(visitor),
            Kind::Object => self.object(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.value(Kind::Boolean, "a boolean", |this| {
            visitor.visit_bool(this.lexer.boolean()?)
        })
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.string(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.array(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.object(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.lexer.peek();
        let start = self.lexer.offset();
        visitor
            .visit_some(self)
            .map_err(|failure| failure.at(start))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf
        option unit unit_struct tuple tuple_struct struct enum identifier
        ignored_any
    }
}

/// The elements of an array; the index of the next one.
struct Elements<'a, 'de> {
    de: &'a mut Deserializer<'de>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Failure> {
        if self.de.lexer.take(b']') {
            return Ok(None);
        }
        if self.next > 0 && !self.de.lexer.take(b',') {
            return Err(self.de.lexer.unexpected("',' or ']'"));
        }
        let index = self.next;
        self.next += 1;
        seed.deserialize(&mut *self.de)
            .map(Some)
            .map_err(|failure| failure.within_index(index))
    }
}

/// The properties of an object; the offset of the key that was read last.
struct Properties<'a, 'de> {
    de: &'a mut Deserializer<'de>,
    key: Option<usize>,
}

impl<'de> MapAccess<'de> for Properties<'_, 'de> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Failure> {
        let lexer = &mut self.de.lexer;
        if lexer.take(b'}') {
            return Ok(None);
        }
        if self.key.is_some() && !lexer.take(b',') {
            return Err(lexer.unexpected("',' or '}'"));
        }
        if lexer.peek() != Some(b'"') {
            return Err(lexer.unexpected("a property name in double quotes"));
        }
        self.key = Some(lexer.offset());
        let key = match lexer.string()? {
            Cow::Borrowed(key) => seed.deserialize(BorrowedStrDeserializer::new(key)),
            Cow::Owned(key) => {
                let key: StringDeserializer<Failure> = key.into_deserializer();
                seed.deserialize(key)
            }
        };
        if !lexer.take(b':') {
            return Err(lexer.unexpected("':'"));
        }
        key.map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(&mut *self.de).map_err(|failure| {
            let start = self.key.unwrap_or_default();
            // Only failures need the key again, so only they pay for it.
            match self.de.lexer.rewound(start).string() {
                Ok(key) => failure.at(start).within_key(key),
                Err(failure) => failure,
            }
        })
    }
}
