//! What was expected and what was found, in words. They tell no value of the document.

mod choice;

use std::rc::Rc;

use super::group::{Fit, Pending, Source};
use super::table::{Constant, Keyword, Says, Type};
use crate::formats::Format;
use crate::runtime::{Kind, Lexer, Rule};
pub(super) use choice::Choice;
use choice::branch;

/// What was found.
#[derive(Clone)]
pub(super) enum What<'de> {
    /// A value of a type.
    Kind(Kind),
    /// A number with a fraction.
    Fraction,
    /// Another value of a type.
    Another(Kind),
    /// So many characters, elements or properties.
    Count(usize),
    /// No such property.
    Missing(&'static str),
    /// No such property, for which another asks.
    MissingFor {
        name: &'static str,
        by: &'static str,
    },
    /// A property or element that should not be there.
    Closed,
    /// A name of which this is to be said.
    Name(Box<Pending<'de>>),
    /// Two elements that are equal.
    Equal(usize, usize),
    /// A value that belongs to two branches, at least.
    Several(usize, usize),
    /// A value that belongs to no branch.
    NoBranch(Rc<Choice<'de>>),
    /// What a refusal says.
    Said(Rc<str>),
    /// A property that is not mentioned, and what it may have been meant for.
    Unknown(Option<&'static str>),
}

/// How many of several are told.
const MANY: usize = 8;

/// What a finding says.
pub(super) fn message(pending: &Pending<'_>) -> String {
    let said = said(pending);
    match pending.branch {
        Some(branch) => format!("{said} (as {branch}, the branch that fits best)"),
        None => said,
    }
}

fn said(pending: &Pending<'_>) -> String {
    match (&pending.what, pending.source) {
        (What::Said(message), _) => message.to_string(),
        (What::Unknown(None), _) => "the schema does not mention this property".to_owned(),
        (What::Unknown(Some(meant)), _) => {
            format!("the schema does not mention this property: did you mean {meant:?}?")
        }
        (What::Missing(name), _) => format!("the required property {name:?} is missing"),
        (What::MissingFor { name, by }, _) => {
            format!("the property {name:?} is missing, which {by:?} asks for")
        }
        (what, Source::Keyword(keyword)) => {
            let expected = expected(keyword, what);
            match found_of(keyword, what) {
                Some(found) => format!("expected {expected}, found {found}"),
                None => format!("expected {expected}"),
            }
        }
        // Refusals and warnings were told.
        (_, Source::Refusal(kind)) => kind.to_owned(),
        (_, Source::Unknown) => String::new(),
    }
}

/// What was expected.
fn expected(keyword: &Keyword, what: &What<'_>) -> String {
    match (&keyword.says, what) {
        (Says::PropertyNames(_), What::Name(inner)) if inner.is_of_false() => {
            "no properties".to_owned()
        }
        (Says::PropertyNames(_), What::Name(inner)) => name(inner),
        (Says::AdditionalProperties(_), _) => "no such property: its object is closed".to_owned(),
        (Says::Items(_), What::Closed) => {
            "the end of the array: it has more elements than places".to_owned()
        }
        (Says::Nothing, _) => "nothing: no value is valid here".to_owned(),
        (Says::Type(types), _) => listed(types),
        (Says::Enum(values), _) => constants(values),
        (Says::Rule(rule), _) => rule_words(rule),
        (Says::One(branches), What::Several(first, second)) => {
            let (first, second) = (branch(branches, *first), branch(branches, *second));
            format!("a value for one branch, found one for {first} and {second}")
        }
        (Says::One(branches) | Says::Any(branches), What::NoBranch(choice)) => {
            choice.words(branches)
        }
        _ => "another value".to_owned(),
    }
}

/// What was expected of a name, and what was found.
fn name(inner: &Pending<'_>) -> String {
    let Source::Keyword(keyword) = inner.source else {
        return "another name".to_owned();
    };
    let expected = expected(keyword, &inner.what);
    match found(&inner.what) {
        Some(found) => format!("{expected} as a name, found {found}"),
        None => format!("{expected} as a name"),
    }
}

/// What was found, if that says more than what was expected.
fn found_of(keyword: &Keyword, what: &What<'_>) -> Option<String> {
    match (&keyword.says, what) {
        (Says::Enum(values), What::Another(kind)) => {
            let is_of_type = |constant: &Constant| kind_of(constant) == Some(*kind);
            Some(match values.iter().any(is_of_type) {
                true => "another value".to_owned(),
                false => kind.describe().to_owned(),
            })
        }
        _ => found(what),
    }
}

/// The type of a listed value.
fn kind_of(constant: &Constant) -> Option<Kind> {
    match constant {
        Constant::Text(_) => Some(Kind::String),
        Constant::Json(json) => Lexer::new(json.as_bytes()).kind().ok(),
    }
}

/// What was found, if that can be told.
fn found(what: &What<'_>) -> Option<String> {
    match what {
        What::Kind(kind) => Some(kind.describe().to_owned()),
        What::Fraction => Some("a number with a fraction".to_owned()),
        What::Count(count) => Some(count.to_string()),
        What::Equal(first, second) => Some(format!("that those at {first} and {second} are equal")),
        What::NoBranch(choice) if choice.fit == Fit::Mismatch => {
            Some(choice.kind.describe().to_owned())
        }
        _ => None,
    }
}

/// The listed values.
fn constants(values: &[Constant]) -> String {
    let texts = values.iter().take(MANY).map(|constant| match constant {
        Constant::Text(text) => quoted(text),
        Constant::Json(json) => (*json).to_owned(),
    });
    one_of(texts.collect(), values.len())
}

/// One of some texts, of which there may be more.
fn one_of(texts: Vec<String>, count: usize) -> String {
    match (texts.as_slice(), count) {
        ([text], 1) => text.clone(),
        (texts, count) if count > texts.len() => format!("one of {}, …", texts.join(", ")),
        (texts, _) => format!("one of {}", texts.join(", ")),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What a constraint asks for, without the name of its keyword.
fn rule_words(rule: &Rule) -> String {
    if let Rule::Format(format) = rule {
        let name = format.with_article();
        let (standard, example) = standard(*format);
        return format!("{name} ({standard}), such as {example}");
    }
    let expected = rule.expected();
    match expected.rsplit_once(" (") {
        Some((words, _)) => words.to_owned(),
        None => expected,
    }
}

/// Where a format is defined, and a text of it.
fn standard(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Date => ("RFC 3339", "2025-10-03"),
        Format::Time => ("RFC 3339", "16:51:00+05:30"),
        Format::DateTime => ("RFC 3339", "2025-10-03T16:51:00+05:30"),
        Format::Uuid => ("RFC 4122", "0f1a7c52-93be-4a55-8f0d-2f8c7b1d4e60"),
        Format::Uri => ("RFC 3986", "https://example.com/a?b#c"),
        Format::Email => ("RFC 5321", "ada@example.com"),
        Format::Ipv4 => ("RFC 2673", "192.0.2.1"),
        Format::Ipv6 => ("RFC 4291", "2001:db8::1"),
        Format::Hostname => ("RFC 1123", "example.com"),
    }
}

/// One of some types.
fn listed(types: &[Type]) -> String {
    let words: Vec<&str> = types.iter().map(|type_| type_.describe()).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
