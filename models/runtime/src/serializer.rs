//! The serializer of models: that of serde_json, but for strings, in which it looks for
//! characters to escape in words, and for the limit of depth.

use std::fmt::{self, Display};
use std::io::{self, Write as Output};

use serde::ser::{self, Impossible, Serialize, Serializer};
use serde_json::ser::{CharEscape, Formatter};

use crate::limits::MAX_DEPTH;
use crate::serde_bridge::TOKEN;
use crate::text::strings::skip_plain;

/// Writes JSON no deeper than this crate reads. Models call only what has a JSON form.
pub(crate) struct JsonSerializer<W, F> {
    output: W,
    formatter: F,
    depth: usize,
}

/// A failure. It is boxed so that what is returned for each value is small.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) Box<Reason>);

/// The reason why something cannot be written.
#[derive(Debug)]
pub(crate) enum Reason {
    /// The stream fails.
    Io(io::Error),
    /// The value has no JSON form.
    Value(String),
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Reason::Io(error) => error.fmt(f),
            Reason::Value(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}

impl ser::Error for Failure {
    fn custom<T: Display>(message: T) -> Self {
        Failure(Box::new(Reason::Value(message.to_string())))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure(Box::new(Reason::Io(error)))
    }
}

type Written = Result<(), Failure>;

/// The failure of what no model writes.
fn unsupported<T>() -> Result<T, Failure> {
    Err(ser::Error::custom("JSON has no form for this type"))
}

impl<W: Output, F: Formatter> JsonSerializer<W, F> {
    pub(crate) fn new(output: W, formatter: F) -> Self {
        JsonSerializer {
            output,
            formatter,
            depth: 0,
        }
    }

    fn enter(&mut self) -> Written {
        self.depth += 1;
        match self.depth <= MAX_DEPTH {
            true => Ok(()),
            false => Err(ser::Error::custom(format_args!(
                "nested deeper than {MAX_DEPTH} levels"
            ))),
        }
    }

    #[inline]
    fn string(&mut self, text: &str) -> Written {
        let JsonSerializer {
            output, formatter, ..
        } = self;
        formatter.begin_string(output)?;
        let mut start = 0;
        loop {
            let end = skip_plain(text.as_bytes(), start);
            formatter.write_string_fragment(output, &text[start..end])?;
            let Some(byte) = text.as_bytes().get(end) else {
                break;
            };
            formatter.write_char_escape(output, escape(*byte))?;
            start = end + 1;
        }
        Ok(formatter.end_string(output)?)
    }
}

/// The escape of a character that is not literal in a string.
fn escape(byte: u8) -> CharEscape {
    match byte {
        b'"' => CharEscape::Quote,
        b'\\' => CharEscape::ReverseSolidus,
        0x08 => CharEscape::Backspace,
        b'\t' => CharEscape::Tab,
        b'\n' => CharEscape::LineFeed,
        0x0c => CharEscape::FormFeed,
        b'\r' => CharEscape::CarriageReturn,
        control => CharEscape::AsciiControl(control),
    }
}

/// An array or an object that is being written.
pub(crate) struct Members<'a, W, F> {
    serializer: &'a mut JsonSerializer<W, F>,
    is_first: bool,
}

macro_rules! scalars {
    ($($serialize:ident $write:ident $type:ty,)*) => {$(
        #[inline]
        fn $serialize(self, value: $type) -> Written {
            Ok(self.formatter.$write(&mut self.output, value)?)
        }
    )*};
}

impl<'a, W: Output, F: Formatter> Serializer for &'a mut JsonSerializer<W, F> {
    type Ok = ();
    type Error = Failure;
    type SerializeSeq = Members<'a, W, F>;
    type SerializeTuple = Impossible<(), Failure>;
    type SerializeTupleStruct = Impossible<(), Failure>;
    type SerializeTupleVariant = Impossible<(), Failure>;
    type SerializeMap = Members<'a, W, F>;
    type SerializeStruct = Members<'a, W, F>;
    type SerializeStructVariant = Impossible<(), Failure>;

    scalars! {
        serialize_bool write_bool bool,
        serialize_i8 write_i8 i8,
        serialize_i16 write_i16 i16,
        serialize_i32 write_i32 i32,
        serialize_i64 write_i64 i64,
        serialize_u8 write_u8 u8,
        serialize_u16 write_u16 u16,
        serialize_u32 write_u32 u32,
        serialize_u64 write_u64 u64,
        serialize_f32 write_f32 f32,
        serialize_f64 write_f64 f64,
    }

    fn serialize_char(self, value: char) -> Written {
        self.string(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, text: &str) -> Written {
        self.string(text)
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        unsupported()
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        Ok(self.formatter.write_null(&mut self.output)?)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.string(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        unsupported()
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Failure> {
        self.enter()?;
        self.formatter.begin_array(&mut self.output)?;
        Ok(Members {
            serializer: self,
            is_first: true,
        })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Failure> {
        unsupported()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Failure> {
        unsupported()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Failure> {
        unsupported()
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Failure> {
        self.enter()?;
        self.formatter.begin_object(&mut self.output)?;
        Ok(Members {
            serializer: self,
            is_first: true,
        })
    }

    /// Takes a number with its spelling, which is a struct of this name.
    fn serialize_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStruct, Failure> {
        match name == TOKEN {
            true => Ok(Members {
                serializer: self,
                is_first: true,
            }),
            false => unsupported(),
        }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Failure> {
        unsupported()
    }
}

impl<W: Output, F: Formatter> ser::SerializeSeq for Members<'_, W, F> {
    type Ok = ();
    type Error = Failure;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        let to = &mut *self.serializer;
        to.formatter
            .begin_array_value(&mut to.output, self.is_first)?;
        self.is_first = false;
        value.serialize(&mut *to)?;
        Ok(to.formatter.end_array_value(&mut to.output)?)
    }

    #[inline]
    fn end(self) -> Written {
        let serializer = self.serializer;
        serializer.depth -= 1;
        Ok(serializer.formatter.end_array(&mut serializer.output)?)
    }
}

impl<W: Output, F: Formatter> ser::SerializeMap for Members<'_, W, F> {
    type Ok = ();
    type Error = Failure;

    /// Names are strings.
    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Written {
        let to = &mut *self.serializer;
        to.formatter
            .begin_object_key(&mut to.output, self.is_first)?;
        self.is_first = false;
        name.serialize(&mut *to)?;
        Ok(to.formatter.end_object_key(&mut to.output)?)
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        let to = &mut *self.serializer;
        to.formatter.begin_object_value(&mut to.output)?;
        value.serialize(&mut *to)?;
        Ok(to.formatter.end_object_value(&mut to.output)?)
    }

    #[inline]
    fn end(self) -> Written {
        let serializer = self.serializer;
        serializer.depth -= 1;
        Ok(serializer.formatter.end_object(&mut serializer.output)?)
    }
}

/// A number with its spelling.
impl<W: Output, F: Formatter> ser::SerializeStruct for Members<'_, W, F> {
    type Ok = ();
    type Error = Failure;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Written {
        let quoted = serde_json::to_string(value).map_err(<Failure as ser::Error>::custom)?;
        let to = &mut *self.serializer;
        Ok(to
            .formatter
            .write_raw_fragment(&mut to.output, quoted.trim_matches('"'))?)
    }

    fn end(self) -> Written {
        Ok(())
    }
}
