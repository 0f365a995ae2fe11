//! What was expected and what was found, in words. They tell no value of the document.

mod choice;

use std::rc::Rc;

use super::group::{Fit, Pending, Source};
use super::table::{Constant, Keyword, Says};
use super::tag::Tag;
use crate::formats::Format;
use crate::runtime::{Kind, Lexer, Rule};
use choice::branch;
pub(super) use choice::{Choice, told_by_required};

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
    /// No such property, and what may stand for it.
    Missing {
        name: &'static str,
        near: Option<Rc<str>>,
    },
    /// No such property, for which another asks.
    MissingFor {
        name: &'static str,
        by: &'static str,
    },
    /// An element that should not be there.
    Closed,
    /// A property that should not be there, and what it may have been meant for.
    NotAllowed(Option<&'static str>),
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
        (What::Unknown(meant), _) => {
            let meant = suggested(*meant);
            format!("the schema does not mention this property{meant}")
        }
        (What::NotAllowed(meant), _) => not_allowed(pending, *meant),
        (What::Missing { name, near }, _) => missing(name, near.as_deref()),
        (What::MissingFor { name, by }, _) => {
            format!("the property {name:?} is missing, which {by:?} asks for")
        }
        (what, Source::Keyword(keyword)) => {
            let expected = expected(keyword, what);
            match (found_of(keyword, what), tag(what)) {
                (None, Some(tag)) => {
                    let missing = missing(tag.name, tag.near.as_deref());
                    format!("{missing}: expected {expected}")
                }
                (Some(found), tag) => {
                    let meant = suggested(tag.and_then(Tag::meant));
                    format!("expected {expected}, found {found}{meant}")
                }
                (None, None) => format!("expected {expected}"),
            }
        }
        // Refusals and warnings were told.
        (_, Source::Refusal(kind)) => kind.to_owned(),
        (_, Source::Unknown) => String::new(),
    }
}

/// That a property should not be there.
fn not_allowed(pending: &Pending<'_>, meant: Option<&str>) -> String {
    // Its pointer tells a long name already.
    const LONG: usize = 100;
    let name = pending.path.as_ref().and_then(|link| link.key());
    let name = name.filter(|name| name.len() <= LONG);
    let name = name.map_or_else(String::new, |name| format!(" {name:?}"));
    let meant = meant.map_or_else(String::new, |meant| format!("; did you mean {meant:?}?"));
    format!("unknown property{name}: the schema allows no others{meant}")
}

/// That a property should be there.
fn missing(name: &str, near: Option<&str>) -> String {
    let near = near.map_or_else(String::new, |near| format!(", but there is {near:?}"));
    format!("the required property {name:?} is missing{near}")
}

/// What was meant.
fn suggested(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |meant| format!(": did you mean {meant:?}?"))
}

/// The tag that is another, or missing.
fn tag<'a, 'de>(what: &'a What<'de>) -> Option<&'a Tag<'de>> {
    match what {
        What::NoBranch(choice) => choice.tag.as_ref(),
        _ => None,
    }
}

/// What was expected.
fn expected(keyword: &Keyword, what: &What<'_>) -> String {
    match (&keyword.says, what) {
        (Says::PropertyNames(_), What::Name(inner)) if inner.is_of_false() => {
            "no properties".to_owned()
        }
        (Says::PropertyNames(_), What::Name(inner)) => name(inner),
        (Says::Items(_), What::Closed) => {
            "the end of the array: it has more elements than places".to_owned()
        }
        (Says::Nothing, _) => "nothing: no value is valid here".to_owned(),
        (Says::Type(types), _) => listed(types.iter().map(|type_| type_.describe()), "or"),
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
        What::NoBranch(choice) => Some(match choice.tag.as_ref()?.kind? {
            Kind::String => "another value".to_owned(),
            kind => kind.describe().to_owned(),
        }),
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

/// Words in a row.
fn listed(words: impl Iterator<Item = &'static str>, last: &str) -> String {
    let words: Vec<&str> = words.collect();
    match words.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => words.concat(),
    }
}
