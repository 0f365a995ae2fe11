//! Constraints: assertions about an instance by itself, without a subschema of their own
//! (JSON Schema Validation §6 and §7).
//!
//! Each is defined here, once: whether a value satisfies it, what it expects in words, and
//! its JSON. Reading, checking, constructors and emission of generated types use it as a
//! constant of the type; the evaluator makes it of an entry of its table.

use crate::error::Error;
use crate::formats::Format;
use crate::pattern::Pattern;
use crate::read::from_str;
use crate::text::number;

/// A constraint. Numbers are spelled as in the schema.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "the variants are keywords of JSON Schema")]
pub enum Constraint<'a> {
    MinLength(u64),
    MaxLength(u64),
    Pattern(&'a Pattern),
    Format(Format),
    Minimum(&'a str),
    Maximum(&'a str),
    ExclusiveMinimum(&'a str),
    ExclusiveMaximum(&'a str),
    MultipleOf(&'a str),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    DependentRequired(&'a [(&'a str, &'a [&'a str])]),
    /// `propertyNames`, by the type of its schema.
    PropertyNames(Member),
    /// `patternProperties`, by the types of its schemas.
    PatternProperties(&'a [(&'a Pattern, Member)]),
    /// `additionalProperties: false` beside `patternProperties` alone.
    NoOthers(&'a [&'a Pattern]),
}

/// A schema of names or values of an object, as a type.
#[derive(Clone, Copy)]
pub struct Member {
    /// Reads a value from its JSON.
    pub(crate) check: fn(&str) -> Result<(), Error>,
    #[cfg(feature = "schemars")]
    pub(crate) emit: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl Member {
    /// The schema of a type.
    pub const fn of<T: crate::emit::Emit>() -> Self {
        Member {
            check: |json| from_str::<T>(json).map(drop),
            #[cfg(feature = "schemars")]
            emit: T::emit,
        }
    }

    /// Whether a name is valid against it.
    pub(crate) fn allows(&self, name: &str) -> bool {
        (self.check)(&serde_json::Value::from(name).to_string()).is_ok()
    }
}

impl Constraint<'_> {
    /// Whether a string satisfies it. A constraint about another type always holds.
    pub(crate) fn holds_for_text(&self, text: &str) -> bool {
        match self {
            // Code points, not bytes (§6.3.1): no text has more of those.
            Constraint::MinLength(least) => *least == 0 || has_character(text, *least - 1),
            Constraint::MaxLength(most) => {
                text.len() as u64 <= *most || !has_character(text, *most)
            }
            Constraint::Pattern(pattern) => pattern.is_match(text),
            Constraint::Format(format) => format.is_about_numbers() || format.holds(text),
            _ => true,
        }
    }

    /// Whether a number, by its spelling, satisfies it. Numbers are compared exactly,
    /// whatever their size and precision.
    pub(crate) fn holds_for_number(&self, spelling: &str) -> bool {
        let order = |limit: &str| number::compare(spelling, limit);
        match self {
            Constraint::Minimum(limit) => order(limit).is_ge(),
            Constraint::Maximum(limit) => order(limit).is_le(),
            Constraint::ExclusiveMinimum(limit) => order(limit).is_gt(),
            Constraint::ExclusiveMaximum(limit) => order(limit).is_lt(),
            Constraint::MultipleOf(divisor) => number::is_multiple(spelling, divisor),
            Constraint::Format(format) => !format.is_about_numbers() || format.holds(spelling),
            _ => true,
        }
    }

    /// Whether an array of so many elements satisfies it.
    pub(crate) fn holds_for_elements(&self, count: usize) -> bool {
        match self {
            Constraint::MinItems(least) => count as u64 >= *least,
            Constraint::MaxItems(most) => count as u64 <= *most,
            _ => true,
        }
    }

    /// Whether an object of so many properties satisfies it.
    pub(crate) fn holds_for_properties(&self, count: usize) -> bool {
        match self {
            Constraint::MinProperties(least) => count as u64 >= *least,
            Constraint::MaxProperties(most) => count as u64 <= *most,
            _ => true,
        }
    }

    /// The name of the keyword.
    pub(crate) fn keyword(&self) -> &'static str {
        match self {
            Constraint::MinLength(_) => "minLength",
            Constraint::MaxLength(_) => "maxLength",
            Constraint::Pattern(_) => "pattern",
            Constraint::Format(_) => "format",
            Constraint::Minimum(_) => "minimum",
            Constraint::Maximum(_) => "maximum",
            Constraint::ExclusiveMinimum(_) => "exclusiveMinimum",
            Constraint::ExclusiveMaximum(_) => "exclusiveMaximum",
            Constraint::MultipleOf(_) => "multipleOf",
            Constraint::MinItems(_) => "minItems",
            Constraint::MaxItems(_) => "maxItems",
            Constraint::UniqueItems => "uniqueItems",
            Constraint::MinProperties(_) => "minProperties",
            Constraint::MaxProperties(_) => "maxProperties",
            Constraint::DependentRequired(_) => "dependentRequired",
            Constraint::PropertyNames(_) => "propertyNames",
            Constraint::PatternProperties(_) => "patternProperties",
            Constraint::NoOthers(_) => "additionalProperties",
        }
    }

    /// The value that it expects, in words.
    pub(crate) fn expected(&self) -> String {
        let least = |count: u64, one, many| format!("at least {}", counted(count, one, many));
        let most = |count: u64, one, many| format!("at most {}", counted(count, one, many));
        match self {
            Constraint::MinLength(count) => least(*count, "character", "characters"),
            Constraint::MaxLength(count) => most(*count, "character", "characters"),
            Constraint::Pattern(pattern) => format!("a string that matches {}", pattern.source()),
            Constraint::Format(format) => format!(
                "{} ({}), such as {}",
                format.with_article(),
                format.standard(),
                format.example()
            ),
            Constraint::Minimum(limit) => format!("a number of {limit} or more"),
            Constraint::Maximum(limit) => format!("a number of {limit} or less"),
            Constraint::ExclusiveMinimum(limit) => format!("a number above {limit}"),
            Constraint::ExclusiveMaximum(limit) => format!("a number below {limit}"),
            Constraint::MultipleOf(divisor) => format!("a multiple of {divisor}"),
            Constraint::MinItems(count) => least(*count, "element", "elements"),
            Constraint::MaxItems(count) => most(*count, "element", "elements"),
            Constraint::UniqueItems => "elements that all differ".to_owned(),
            Constraint::MinProperties(count) => least(*count, "property", "properties"),
            Constraint::MaxProperties(count) => most(*count, "property", "properties"),
            Constraint::DependentRequired(_) => "the properties that others require".to_owned(),
            Constraint::PropertyNames(_) => "names that are all valid".to_owned(),
            Constraint::PatternProperties(_) => {
                "values that are valid against the schema for their name".to_owned()
            }
            Constraint::NoOthers(_) => "names that all match a pattern".to_owned(),
        }
    }

    /// The value of the keyword, as text: `serde_json` would round numbers.
    #[cfg(feature = "schemars")]
    pub(crate) fn to_json(self, generator: &mut schemars::SchemaGenerator) -> String {
        use serde_json::{Value, json};
        let value = match self {
            Constraint::MinLength(count)
            | Constraint::MaxLength(count)
            | Constraint::MinItems(count)
            | Constraint::MaxItems(count)
            | Constraint::MinProperties(count)
            | Constraint::MaxProperties(count) => json!(count),
            Constraint::Pattern(pattern) => json!(pattern.source()),
            Constraint::Format(format) => json!(format.as_str()),
            Constraint::Minimum(number)
            | Constraint::Maximum(number)
            | Constraint::ExclusiveMinimum(number)
            | Constraint::ExclusiveMaximum(number)
            | Constraint::MultipleOf(number) => return number.to_owned(),
            Constraint::UniqueItems => json!(true),
            Constraint::DependentRequired(requirements) => {
                let requirements = requirements.iter();
                let members =
                    requirements.map(|(name, others)| ((*name).to_owned(), json!(others)));
                Value::Object(members.collect())
            }
            Constraint::PropertyNames(member) => (member.emit)(generator).to_value(),
            Constraint::PatternProperties(patterns) => {
                let members = patterns.iter().map(|(pattern, member)| {
                    let schema = (member.emit)(generator).to_value();
                    (pattern.source().to_owned(), schema)
                });
                Value::Object(members.collect())
            }
            Constraint::NoOthers(_) => json!(false),
        };
        value.to_string()
    }
}

/// The properties that others require and an object does not have, each with the one that
/// requires it (`dependentRequired`, Validation §6.5.4).
pub(crate) fn missing_dependencies<'a>(
    requirements: impl IntoIterator<Item = (&'a str, impl IntoIterator<Item = &'a str>)>,
    mut has: impl FnMut(&str) -> bool,
) -> Vec<(&'a str, &'a str)> {
    let mut missing = Vec::new();
    for (name, others) in requirements {
        if has(name) {
            let absent = others.into_iter().filter(|other| !has(other));
            missing.extend(absent.map(|other| (name, other)));
        }
    }
    missing
}

/// Whether a text has a character at an index.
fn has_character(text: &str, index: u64) -> bool {
    usize::try_from(index).is_ok_and(|index| text.chars().nth(index).is_some())
}

/// A number of things. The greatest represents all greater numbers.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        u64::MAX => format!("{count} or more {many}"),
        count => format!("{count} {many}"),
    }
}
