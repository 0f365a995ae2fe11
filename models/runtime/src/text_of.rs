//! Texts of a type of Rust that a schema does not know.

use std::cmp::Ordering;
use std::fmt::{self, Debug, Display};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::ser::Serializer;

use crate::constrained::Constrained;
use crate::constraint::Constraint;
#[cfg(feature = "schemars")]
use crate::emit::Emit;
use crate::error::{Error, ErrorKind};
#[cfg(feature = "validate")]
use crate::evaluate::residual::Subschema;
use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Invalid};
use crate::typed::model::Model;
use crate::typed::reader::Reader;

/// A text that means a value of the type `T`, such as a day of `chrono`.
///
/// Generated types have it where a setting names a type of Rust for a format. Which texts are
/// read is for the schema to decide, by its format, as if there were no setting: `B` is the type
/// that asserts it, or `String`. The text is kept as it is spelled; [`value`](Self::value) parses
/// it when that is asked for, and fails if `T` does not know the text.
///
/// ```
/// use std::net::IpAddr;
/// use exactschema::TextOf;
///
/// let text: TextOf<IpAddr> = exactschema::from_str(r#""0:0::1""#)?;
/// assert_eq!(text.value(), "::1".parse::<IpAddr>());
/// assert_eq!(text.to_string(), "0:0::1");
/// assert_eq!(TextOf::of(&text.value().unwrap())?, TextOf::<IpAddr>::from("::1"));
/// # Ok::<(), exactschema::Error>(())
/// ```
pub struct TextOf<T, B = String> {
    text: B,
    type_: PhantomData<fn() -> T>,
}

impl<T, B> TextOf<T, B> {
    /// The text.
    pub fn text(&self) -> &B {
        &self.text
    }

    /// The text, without what it means.
    pub fn into_text(self) -> B {
        self.text
    }
}

impl<T: FromStr, B: Display> TextOf<T, B> {
    /// The value that the text means.
    ///
    /// # Errors
    ///
    /// That of the type, for a text that it does not know.
    pub fn value(&self) -> Result<T, T::Err> {
        self.text.to_string().parse()
    }
}

impl<T, B> TextOf<T, B>
where
    T: FromStr + Display,
    B: FromStr<Err: Display>,
{
    /// The text of a value, as its type displays it.
    ///
    /// # Errors
    ///
    /// If the text has not the format of the schema; or if the type does not read it as the same
    /// value, which it would display the same.
    pub fn of(value: &T) -> Result<Self, Error> {
        let text = value.to_string();
        let again = text.parse::<T>().map(|value| value.to_string());
        if !again.is_ok_and(|again| again == text) {
            let message = "the type of this value does not read the text that it displays";
            return Err(Error::new(ErrorKind::Unwritable, message));
        }
        let base = text.parse::<B>();
        base.map(Self::from)
            .map_err(|error| Error::new(ErrorKind::Constraint, error))
    }
}

impl<T, B> From<B> for TextOf<T, B> {
    fn from(text: B) -> Self {
        TextOf {
            text,
            type_: PhantomData,
        }
    }
}

impl<T> From<&str> for TextOf<T> {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<T, B: FromStr> FromStr for TextOf<T, B> {
    type Err = B::Err;

    fn from_str(text: &str) -> Result<Self, B::Err> {
        text.parse::<B>().map(Self::from)
    }
}

impl<T, B: Display> Display for TextOf<T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<T, B: Debug> Debug for TextOf<T, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

// By the text alone, whatever the type can do: as any JSON strings are equal.

impl<T, B: Clone> Clone for TextOf<T, B> {
    fn clone(&self) -> Self {
        Self::from(self.text.clone())
    }
}

impl<T, B: PartialEq> PartialEq for TextOf<T, B> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T, B: Eq> Eq for TextOf<T, B> {}

impl<T, B: PartialOrd> PartialOrd for TextOf<T, B> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.text.partial_cmp(&other.text)
    }
}

impl<T, B: Ord> Ord for TextOf<T, B> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<T, B: Hash> Hash for TextOf<T, B> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T, B: Model> Model for TextOf<T, B> {
    #[cfg(feature = "validate")]
    const RESIDUAL: Option<Subschema> = B::RESIDUAL;

    #[cfg(feature = "validate")]
    const IS_EVALUATED: bool = B::IS_EVALUATED;

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        B::read(reader).map(Self::from)
    }

    fn check(checker: &mut Checker<'_>) -> Result<(), Invalid> {
        B::check(checker)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.write(serializer)
    }
}

#[cfg(feature = "schemars")]
impl<T, B: Emit> Emit for TextOf<T, B> {
    fn emit(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        B::emit(generator)
    }
}

impl<T, B: Constrained + Model> Constrained for TextOf<T, B> {
    fn satisfies(&self, constraint: &Constraint<'_>) -> bool {
        self.text.satisfies(constraint)
    }

    fn expected(&self, constraint: &Constraint<'_>) -> String {
        self.text.expected(constraint)
    }

    fn check_within(
        checker: &mut Checker<'_>,
        constraints: &[Constraint<'_>],
    ) -> Result<(), Invalid> {
        B::check_within(checker, constraints)
    }
}
