//! Arguments of keywords, read by their shapes.

use exactschema::document::Instance;
use exactschema::schema::{Argument, Types, Values};
use exactschema::{Kind, Value};

use crate::decimal::Decimal;

/// A number of things; `None` if it is none. It may be spelled `2.0` or `1e1`.
pub(super) fn count(value: Instance<'_>) -> Option<u64> {
    if value.kind() != Kind::Number {
        return None;
    }
    let number = Decimal::new(value.source());
    if !number.is_integer() || number < Decimal::new("0") {
        return None;
    }
    let integer = number
        .integer()
        .and_then(|integer| u64::try_from(integer).ok());
    Some(integer.unwrap_or(u64::MAX))
}

/// The types that a name, or a list of names, denotes.
pub(super) fn types(value: Instance<'_>) -> Option<Types> {
    let mut types = Types::default();
    let is_known = match value.kind() {
        Kind::String => types.insert(&value.text()),
        Kind::Array => value
            .elements()
            .all(|name| name.kind() == Kind::String && types.insert(&name.text())),
        Kind::Null | Kind::Boolean | Kind::Number | Kind::Object => false,
    };
    is_known.then_some(types)
}

/// The texts of a list.
pub(super) fn names(value: Instance<'_>) -> Vec<Box<str>> {
    let texts = value.elements().filter(|name| name.kind() == Kind::String);
    texts.map(|name| name.text().into()).collect()
}

/// The values of a list.
pub(super) fn values(value: Instance<'_>) -> Values {
    Values::new(value.elements().filter_map(one).collect())
}

/// A value, unless it is nested too deep for one.
pub(super) fn one(value: Instance<'_>) -> Option<Value> {
    exactschema::from_str(value.source()).ok()
}

/// A value as it is spelled, without white space.
pub(super) fn json(value: Instance<'_>) -> Argument {
    let source = value.source();
    let mut compact = String::with_capacity(source.len());
    let (mut is_text, mut is_escaped) = (false, false);
    for c in source.chars() {
        if !is_text && matches!(c, ' ' | '\t' | '\n' | '\r') {
            continue;
        }
        is_text ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        compact.push(c);
    }
    Argument::Json(compact.into())
}
