//! A serde deserializer that is exact where the data model of serde is not:
//! numbers are decided by their spelling, and every failure knows its place.

use std::borrow::Cow;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::failure::Failure;
use super::lexer::{Kind, Lexer};
use super::number::{self, NoInteger};
use super::raw;
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

    fn integer(&mut self) -> Result<i128, Failure> {
        self.value(Kind::Number, "an integer", |this| {
            let start = this.lexer.offset();
            match number::integer(this.lexer.number()?) {
                Ok(value) => Ok(value),
                Err(NoInteger::Range) => Err(out_of_range(start)),
                Err(NoInteger::Fraction) => {
                    let message = "expected an integer, found a number with a fraction";
                    Err(Failure::new(ErrorKind::Type, start, message))
                }
            }
        })
    }

    fn double(&mut self) -> Result<f64, Failure> {
        self.value(Kind::Number, "a number", |this| {
            let start = this.lexer.offset();
            number::double(this.lexer.number()?).ok_or_else(|| {
                let message = "this number cannot be held by a double: its range or its digits \
                               go beyond one";
                Failure::new(ErrorKind::NumberRange, start, message)
            })
        })
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

fn out_of_range(offset: usize) -> Failure {
    let message = "this integer does not fit the integer type of its property";
    Failure::new(ErrorKind::IntegerRange, offset, message)
}

/// Integer types take the integers of JSON that fit them.
macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            self.lexer.peek();
            let start = self.lexer.offset();
            let value = <$type>::try_from(self.integer()?).map_err(|_| out_of_range(start))?;
            visitor.$visit(value).map_err(|failure: Failure| failure.at(start))
        }
    )*};
}

impl<'de> serde::Deserializer<'de> for &mut Deserializer<'de> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.lexer.kind()? {
            Kind::Null => {
                self.lexer.null()?;
                visitor.visit_unit()
            }
            Kind::Boolean => self.deserialize_bool(visitor),
            Kind::Number => visitor.visit_f64(self.double()?),
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

    integers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_f64(self.double()?)
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

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.lexer.kind()? {
            Kind::Null => {
                self.lexer.null()?;
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match name {
            raw::TOKEN => visitor.visit_newtype_struct(Spelled(self)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
        struct enum identifier ignored_any
    }
}

/// Reads a free-form value: hands over its numbers as bytes, as they are spelled.
struct Spelled<'a, 'de>(&'a mut Deserializer<'de>);

impl<'de> serde::Deserializer<'de> for Spelled<'_, 'de> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.0.lexer.kind()? {
            Kind::Number => visitor.visit_borrowed_bytes(self.0.lexer.number()?.as_bytes()),
            _ => self.0.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
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
