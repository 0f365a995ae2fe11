//! Constraints: what a value must keep to beyond its type. The same constants
//! decide what is read, what can be built, and what the type emits.

use std::collections::HashSet;
use std::fmt;

use crate::emit::Emit;
use crate::error::{Error, ErrorKind};
use crate::formats::Format;
use crate::pattern::Pattern;
use crate::read::from_str;
use crate::text::number;
use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Invalid, Validity};
use crate::typed::model::Model;
use crate::typed::reader::{Mark, Reader};
use crate::value::{Number, Value};
use crate::write::to_string;

/// A constraint (JSON Schema Validation §6 and §7). Numbers are spelled as in
/// the schema.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "the variants are keywords of JSON Schema")]
pub enum Rule {
    MinLength(usize),
    MaxLength(usize),
    Pattern(&'static Pattern),
    Format(Format),
    Minimum(&'static str),
    Maximum(&'static str),
    ExclusiveMinimum(&'static str),
    ExclusiveMaximum(&'static str),
    MultipleOf(&'static str),
    MinItems(usize),
    MaxItems(usize),
    UniqueItems,
    MinProperties(usize),
    MaxProperties(usize),
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    PropertyNames(Member),
    PatternProperties(&'static [(&'static Pattern, Member)]),
    /// `additionalProperties: false` beside `patternProperties` alone.
    NoOthers(&'static [&'static Pattern]),
}

/// A schema that names or values of an object must keep to, through its type.
#[derive(Clone, Copy)]
pub struct Member {
    /// Reads a value from its JSON.
    pub(crate) check: fn(&str) -> Result<(), Error>,
    #[cfg(feature = "schemars")]
    pub(crate) emit: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl Member {
    /// What a type takes.
    pub const fn of<T: Emit>() -> Self {
        Member {
            check: |json| from_str::<T>(json).map(drop),
            #[cfg(feature = "schemars")]
            emit: T::emit,
        }
    }

    /// Whether it takes a name.
    pub(crate) fn takes(&self, name: &str) -> bool {
        (self.check)(&serde_json::Value::from(name).to_string()).is_ok()
    }
}

impl Rule {
    /// What is expected, in words.
    pub(crate) fn expected(&self) -> String {
        match self {
            Rule::MinLength(n) => format!("at least {} (minLength)", characters(*n)),
            Rule::MaxLength(n) => format!("at most {} (maxLength)", characters(*n)),
            Rule::Pattern(pattern) => {
                format!("a string that matches {} (pattern)", pattern.source())
            }
            Rule::Format(format) => format!("{} (format)", format.with_article()),
            Rule::Minimum(n) => format!("a number of {n} or more (minimum)"),
            Rule::Maximum(n) => format!("a number of {n} or less (maximum)"),
            Rule::ExclusiveMinimum(n) => format!("a number above {n} (exclusiveMinimum)"),
            Rule::ExclusiveMaximum(n) => format!("a number below {n} (exclusiveMaximum)"),
            Rule::MultipleOf(n) => format!("a multiple of {n} (multipleOf)"),
            Rule::MinItems(n) => format!("at least {} (minItems)", elements(*n)),
            Rule::MaxItems(n) => format!("at most {} (maxItems)", elements(*n)),
            Rule::UniqueItems => "elements that all differ (uniqueItems)".to_owned(),
            Rule::MinProperties(n) => format!("at least {} (minProperties)", properties(*n)),
            Rule::MaxProperties(n) => format!("at most {} (maxProperties)", properties(*n)),
            Rule::DependentRequired(_) => {
                "the properties that others ask for (dependentRequired)".to_owned()
            }
            Rule::PropertyNames(_) => {
                "names that all keep to their schema (propertyNames)".to_owned()
            }
            Rule::PatternProperties(_) => {
                "values that keep to the schema for their name (patternProperties)".to_owned()
            }
            Rule::NoOthers(_) => "names that all match a pattern (additionalProperties)".to_owned(),
        }
    }
}

fn characters(number: usize) -> String {
    count(number, "character", "characters")
}

fn elements(number: usize) -> String {
    count(number, "element", "elements")
}

fn properties(number: usize) -> String {
    count(number, "property", "properties")
}

fn count(number: usize, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{number} {noun}")
}

/// What constraints are about.
pub trait Constrained {
    /// Whether the value keeps to a constraint; one for other types always holds.
    fn keeps(&self, rule: &Rule) -> bool;

    /// What is expected of a value that breaks a constraint.
    fn expected(&self, rule: &Rule) -> String {
        rule.expected()
    }

    /// The refusal, if what breaks a constraint is that a part cannot be held.
    fn refusal(&self, _: &Rule) -> Option<ErrorKind> {
        None
    }

    /// Reads a value that keeps to constraints.
    fn read_within(reader: &mut Reader<'_>, rules: &[Rule]) -> Result<Self, ReadError>
    where
        Self: Model,
    {
        let start = reader.mark();
        let value = Self::read(reader)?;
        check(&value, rules).map_err(|broken| broken.at_mark(start))?;
        Ok(value)
    }

    /// Passes a value that keeps to constraints.
    fn check_within(checker: &mut Checker<'_>, rules: &[Rule]) -> Validity
    where
        Self: Model,
    {
        let read = |reader: &mut Reader<'_>| Self::read_within(reader, rules);
        checker.read(read).map(drop)
    }
}

/// Whether a value keeps to all its constraints.
pub(crate) fn keeps_all<T: Constrained + ?Sized>(value: &T, rules: &[Rule]) -> Validity {
    match rules.iter().all(|rule| value.keeps(rule)) {
        true => Ok(()),
        false => Err(Invalid),
    }
}

/// Checks a value against all its constraints.
///
/// # Errors
///
/// The first that it breaks, in words that name its keyword.
pub fn check<T: Constrained + ?Sized>(value: &T, rules: &[Rule]) -> Result<(), Broken> {
    match rules.iter().find(|rule| !value.keeps(rule)) {
        Some(rule) => Err(Broken {
            kind: value.refusal(rule).unwrap_or(ErrorKind::Constraint),
            expected: value.expected(rule),
        }),
        None => Ok(()),
    }
}

/// A constraint that is broken. It tells nothing of the value.
pub struct Broken {
    kind: ErrorKind,
    expected: String,
}

impl Broken {
    /// What was expected.
    pub(crate) fn new(expected: &str) -> Self {
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
    fn keeps(&self, rule: &Rule) -> bool {
        match rule {
            // Code points, not bytes (§6.3.1): no text has more of those.
            Rule::MinLength(n) => self.chars().nth(n.saturating_sub(1)).is_some() || *n == 0,
            Rule::MaxLength(n) => self.len() <= *n || self.chars().nth(*n).is_none(),
            Rule::Pattern(pattern) => pattern.is_match(self),
            Rule::Format(format) => format.holds(self),
            _ => true,
        }
    }
}

impl Constrained for String {
    fn keeps(&self, rule: &Rule) -> bool {
        self.as_str().keeps(rule)
    }

    fn check_within(checker: &mut Checker<'_>, rules: &[Rule]) -> Validity {
        keeps_all(&*checker.text()?, rules)
    }
}

/// Whether a number keeps to a constraint on numbers; any other always holds.
pub(crate) fn number_keeps(spelling: &str, rule: &Rule) -> bool {
    // A NaN or an infinity, which JSON does not have.
    if !spelling.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let against = |limit: &str| number::compare(spelling, limit);
    match rule {
        Rule::Minimum(limit) => against(limit).is_ge(),
        Rule::Maximum(limit) => against(limit).is_le(),
        Rule::ExclusiveMinimum(limit) => against(limit).is_gt(),
        Rule::ExclusiveMaximum(limit) => against(limit).is_lt(),
        Rule::MultipleOf(divisor) => number::is_multiple(spelling, divisor),
        _ => true,
    }
}

macro_rules! numbers {
    ($($type:ident),*) => {$(
        impl Constrained for $type {
            fn keeps(&self, rule: &Rule) -> bool {
                number_keeps(&self.to_string(), rule)
            }

            /// The number as it is spelled decides first: what the type cannot hold
            /// may be what the schema does not allow either, which says more.
            fn read_within(
                reader: &mut Reader<'_>,
                rules: &[Rule],
            ) -> Result<Self, ReadError> {
                let start = reader.mark();
                let read = Self::read(reader);
                if read.as_ref().is_err_and(|failure| !failure.kind().is_refusal()) {
                    return read;
                }
                reader.rewind(start);
                let spelling = reader.number()?;
                if let Some(rule) = rules.iter().find(|rule| !number_keeps(spelling, rule)) {
                    return Err(Broken::new(&rule.expected()).at_mark(start));
                }
                let value = read?;
                check(&value, rules).map_err(|broken| {
                    // It keeps to the constraint, but its nearest value does not.
                    ReadError::new(ErrorKind::NumberRange, start.offset(), broken)
                })?;
                Ok(value)
            }
        }
    )*};
}

numbers!(i8, i16, i32, i64, u8, u16, u32, u64, f64, Number);

impl<T: Model> Constrained for Vec<T> {
    fn keeps(&self, rule: &Rule) -> bool {
        match rule {
            Rule::MinItems(n) => self.len() >= *n,
            Rule::MaxItems(n) => self.len() <= *n,
            Rule::UniqueItems => {
                let mut seen = HashSet::new();
                self.iter().all(|element| seen.insert(canonical(element)))
            }
            _ => true,
        }
    }
}

/// One text for all values that are equal (Core §4.2.2); none for a value that
/// cannot be written, which writing will tell.
fn canonical<T: Model>(value: &T) -> Option<String> {
    let text = to_string(value).ok()?;
    Some(from_str::<Value>(&text).ok()?.canonical())
}
