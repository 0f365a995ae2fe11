//! `uri-template`: RFC 6570 §2.

use super::ucs::{is_iprivate, is_ucschar};
use super::uri::has_hex_digits;

/// Whether the text is a URI template, as in `/{user}{?page}`.
pub(super) fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some((literals, after)) = rest.split_once('{') {
        let Some((expression, after)) = after.split_once('}') else {
            return false;
        };
        if !is_literals(literals) || !is_expression(expression) {
            return false;
        }
        rest = after;
    }
    is_literals(rest)
}

/// `literals` (§2.1). The apostrophe is one, which the grammar had left out (errata
/// 6937).
fn is_literals(text: &str) -> bool {
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        let holds = match c {
            '%' => has_hex_digits(&mut characters),
            '!'..='~' => !"\"<>\\^`{|}".contains(c),
            c => is_ucschar(c) || is_iprivate(c),
        };
        if !holds {
            return false;
        }
    }
    true
}

/// `expression` (§2.2), without its braces. An operator that is reserved for later
/// (`op-reserve`) is in the grammar.
fn is_expression(text: &str) -> bool {
    let operators = ['+', '#', '.', '/', ';', '?', '&', '=', ',', '!', '@', '|'];
    let list = text.strip_prefix(operators).unwrap_or(text);
    list.split(',').all(is_varspec)
}

/// `varspec` (§2.3), with at most one modifier (§2.4).
fn is_varspec(text: &str) -> bool {
    if let Some(name) = text.strip_suffix('*') {
        return is_varname(name);
    }
    match text.split_once(':') {
        Some((name, length)) => is_varname(name) && is_max_length(length),
        None => is_varname(text),
    }
}

/// `varname`: dots separate `varchar`s.
fn is_varname(text: &str) -> bool {
    text.split('.').all(are_varchars)
}

/// One or more `varchar`.
fn are_varchars(text: &str) -> bool {
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        let holds = match c {
            '%' => has_hex_digits(&mut characters),
            c => c.is_ascii_alphanumeric() || c == '_',
        };
        if !holds {
            return false;
        }
    }
    !text.is_empty()
}

/// `max-length`: below 10000, and no zero in front.
fn is_max_length(text: &str) -> bool {
    let is_digits = text.bytes().all(|b| b.is_ascii_digit());
    is_digits && (1..=4).contains(&text.len()) && !text.starts_with('0')
}
