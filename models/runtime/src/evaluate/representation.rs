//! Numbers that are valid and that the Rust type of their schema cannot represent.

use super::run::expected;
use crate::constraint::Constraint;
use crate::document::Instance;
use crate::error::ErrorKind;
use crate::schema::{Node, Representation};
use crate::text::number::{double, integer};

/// The reason why a valid number is unrepresentable, if it is: the rule, and the expectation.
pub(super) fn refusal(node: &Node, number: Instance<'_>) -> Option<(ErrorKind, String)> {
    let spelling = number.source();
    let representation = node.representation.as_ref()?;
    if let Representation::Integer {
        name,
        low,
        high,
        or_double,
    } = representation
    {
        let integer = integer(spelling).ok();
        if integer.is_some_and(|integer| (*low..=*high).contains(&integer)) {
            return None;
        }
        if !or_double {
            let message =
                format!("expected an integer of type {name}, found an integer beyond that");
            return Some((ErrorKind::IntegerRange, message));
        }
    }
    let Some(value) = double(spelling) else {
        let message = "expected a double, found a number that no double holds to the digit";
        return Some((ErrorKind::NumberRange, message.to_owned()));
    };
    // The number satisfies the constraints, but its nearest double may not.
    let printed = value.to_string();
    let broken = node.entries.iter().find(|entry| match entry.constraint() {
        // That of the type.
        None | Some(Constraint::Format(_)) => false,
        Some(constraint) => !constraint.holds_for_number(&printed),
    });
    let message = format!("expected {}", expected(broken?, node));
    Some((ErrorKind::NumberRange, message))
}
