//! Values of Rust types that are read, checked and built within constraints.

use std::collections::HashSet;
use std::fmt;

use crate::constraint::Constraint;
use crate::error::{Error, ErrorKind};
use crate::read::from_str;
use crate::text::read_error::ReadError;
use crate::text::short_number::ShortNumber;
use crate::typed::checker::{Checker, Invalid, Validity};
use crate::typed::model::Model;
use crate::typed::reader::{Mark, Reader};
use crate::value::{Number, Value};
use crate::write::to_string;

/// A type whose values can have constraints.
pub trait Constrained {
    /// Whether the value satisfies a constraint. One about other types always holds.
    fn satisfies(&self, constraint: &Constraint<'_>) -> bool;

    /// The value that a constraint expects instead of this one, in words.
    fn expected(&self, constraint: &Constraint<'_>) -> String {
        constraint.expected()
    }

    /// The refusal, if a constraint is broken only by a part that its type cannot represent.
    fn refusal(&self, _: &Constraint<'_>) -> Option<ErrorKind> {
        None
    }

    /// Reads a value that satisfies constraints.
    fn read_within(
        reader: &mut Reader<'_>,
        constraints: &[Constraint<'_>],
    ) -> Result<Self, ReadError>
    where
        Self: Model,
    {
        let start = reader.mark();
        let value = Self::read(reader)?;
        check(&value, constraints).map_err(|broken| broken.at_mark(start))?;
        Ok(value)
    }

    /// Checks a value and its constraints.
    fn check_within(checker: &mut Checker<'_>, constraints: &[Constraint<'_>]) -> Validity
    where
        Self: Model,
    {
        let read = |reader: &mut Reader<'_>| Self::read_within(reader, constraints);
        checker.read(read).map(drop)
    }
}

/// Whether a value satisfies all its constraints.
pub(crate) fn satisfies_all<T: Constrained + ?Sized>(
    value: &T,
    constraints: &[Constraint<'_>],
) -> Validity {
    match constraints
        .iter()
        .all(|constraint| value.satisfies(constraint))
    {
        true => Ok(()),
        false => Err(Invalid),
    }
}

/// Checks a value against all its constraints.
///
/// # Errors
///
/// The first that it breaks, in words and by its keyword.
pub fn check<T: Constrained + ?Sized>(
    value: &T,
    constraints: &[Constraint<'_>],
) -> Result<(), Broken> {
    match constraints
        .iter()
        .find(|constraint| !value.satisfies(constraint))
    {
        Some(constraint) => Err(Broken {
            kind: value.refusal(constraint).unwrap_or(ErrorKind::Constraint),
            ..Broken::new(&value.expected(constraint), constraint)
        }),
        None => Ok(()),
    }
}

/// A constraint that is broken. It holds nothing of the value.
pub struct Broken {
    kind: ErrorKind,
    expected: String,
}

impl Broken {
    /// A broken constraint, with the value that it expects in words.
    fn new(expected: &str, constraint: &Constraint<'_>) -> Self {
        Broken::of_type(&format!("{expected} ({})", constraint.keyword()))
    }

    /// A value that a type expects, in words.
    pub(crate) fn of_type(expected: &str) -> Self {
        Broken {
            kind: ErrorKind::Constraint,
            expected: expected.to_owned(),
        }
    }

    /// The failure of a value at an offset.
    pub fn at(self, offset: usize) -> ReadError {
        ReadError::new(self.kind, offset, self)
    }

    /// The failure of a value at a place.
    fn at_mark(self, mark: Mark) -> ReadError {
        self.at(mark.offset())
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Self {
        Error::new(broken.kind, broken)
    }
}

impl Constrained for str {
    fn satisfies(&self, constraint: &Constraint<'_>) -> bool {
        constraint.holds_for_text(self)
    }
}

impl Constrained for String {
    fn satisfies(&self, constraint: &Constraint<'_>) -> bool {
        constraint.holds_for_text(self)
    }

    fn check_within(checker: &mut Checker<'_>, constraints: &[Constraint<'_>]) -> Validity {
        satisfies_all(&*checker.text()?, constraints)
    }
}

/// Whether a number satisfies a constraint. NaN and the infinities, which JSON does not
/// have, satisfy none.
fn number_satisfies(spelling: &str, constraint: &Constraint<'_>) -> bool {
    spelling.ends_with(|c: char| c.is_ascii_digit()) && constraint.holds_for_number(spelling)
}

/// Whether a value of any of these types is the very number that it was read from.
fn is_exact(_: &str) -> bool {
    true
}

/// Whether the double that is nearest to a number is spelled like it.
fn is_exact_double(spelling: &str) -> bool {
    ShortNumber::of(spelling).is_some_and(ShortNumber::is_exact)
}

macro_rules! numbers {
    ($is_exact:ident: $($type:ident),*) => {$(
        impl Constrained for $type {
            fn satisfies(&self, constraint: &Constraint<'_>) -> bool {
                number_satisfies(&self.to_string(), constraint)
            }

            /// The number as it is spelled is checked first: a value outside the type may
            /// also violate the schema, which is the more specific error.
            fn read_within(
                reader: &mut Reader<'_>,
                constraints: &[Constraint<'_>],
            ) -> Result<Self, ReadError> {
                let start = reader.mark();
                let read = Self::read(reader);
                if read.as_ref().is_err_and(|failure| !failure.kind().is_refusal()) {
                    return read;
                }
                reader.rewind(start);
                let spelling = reader.number()?;
                let mut broken = constraints.iter();
                let broken = broken.find(|constraint| !number_satisfies(spelling, constraint));
                if let Some(constraint) = broken {
                    let broken = Broken::new(&constraint.expected(), constraint);
                    return Err(broken.at_mark(start));
                }
                let value = read?;
                if $is_exact(spelling) {
                    return Ok(value);
                }
                check(&value, constraints).map_err(|broken| {
                    // It satisfies the constraint, but the nearest value of the type does not.
                    ReadError::new(ErrorKind::NumberRange, start.offset(), broken)
                })?;
                Ok(value)
            }

            fn check_within(checker: &mut Checker<'_>, constraints: &[Constraint<'_>]) -> Validity {
                let start = checker.place();
                Self::check(checker)?;
                checker.rewind(start);
                let spelling = checker.number()?;
                if !constraints.iter().all(|constraint| number_satisfies(spelling, constraint)) {
                    return Err(Invalid);
                }
                if $is_exact(spelling) {
                    return Ok(());
                }
                checker.rewind(start);
                checker.read(|reader| Self::read_within(reader, constraints)).map(drop)
            }
        }
    )*};
}

numbers!(is_exact: i8, i16, i32, i64, u8, u16, u32, u64, Number);
numbers!(is_exact_double: f64);

impl<T: Model> Constrained for Vec<T> {
    fn satisfies(&self, constraint: &Constraint<'_>) -> bool {
        match constraint {
            Constraint::UniqueItems => {
                let mut seen = HashSet::new();
                self.iter().all(|element| seen.insert(untyped(element)))
            }
            other => other.holds_for_elements(self.len()),
        }
    }
}

/// The value without its type; none for a value that cannot be written, which is reported by
/// writing.
fn untyped<T: Model>(value: &T) -> Option<Value> {
    from_str(&to_string(value).ok()?).ok()
}
