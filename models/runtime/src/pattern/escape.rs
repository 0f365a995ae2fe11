//! Escapes (ECMA-262 §22.2.1, `AtomEscape` and `ClassEscape`; §B.1.2).

use super::group_name;
use super::property;
use super::syntax::{Parser, SyntaxError};
use super::tree::{Class, ClassItem, Feature, Mode, Node, Set};

/// The meaning of an escape in a class.
pub(super) enum Escaped {
    /// One code point, which may begin or end a range.
    Char(u32),
    /// A set.
    Set(Set, bool),
    /// A feature that is not searched.
    Unsupported(Feature, usize),
}

/// The escape outside classes whose backslash was taken.
pub(super) fn atom(parser: &mut Parser<'_>) -> Result<Node, SyntaxError> {
    let begin = parser.at() - 1;
    let strict = parser.mode == Mode::Unicode;
    if parser.has_names && parser.take("k") {
        if !parser.take("<") {
            return Err(parser.error("no name of a group follows `\\k`"));
        }
        let name = group_name::parse(parser)?;
        parser.references.push((name, begin));
        return Ok(Node::Unsupported(Feature::Backreference, begin));
    }
    if matches!(parser.peek(), Some('1'..='9')) {
        let first = parser.at();
        let number = parser.digits().parse().unwrap_or(usize::MAX);
        if number <= parser.captures {
            return Ok(Node::Unsupported(Feature::Backreference, begin));
        }
        if strict {
            return Err(parser.error_at(begin, &format!("there is no group {number}")));
        }
        parser.back_to(first);
    }
    Ok(match escape(parser, false)? {
        Escaped::Char(code) => Node::Char(code),
        Escaped::Set(set, negated) => Node::Class(Class {
            negated: false,
            items: vec![ClassItem::Set(set, negated)],
        }),
        Escaped::Unsupported(feature, at) => Node::Unsupported(feature, at),
    })
}

/// The escape inside a class whose backslash was taken.
pub(super) fn in_class(parser: &mut Parser<'_>) -> Result<Escaped, SyntaxError> {
    if parser.take("b") {
        return Ok(Escaped::Char(8));
    }
    if parser.mode == Mode::Unicode && parser.take("-") {
        return Ok(Escaped::Char('-'.into()));
    }
    escape(parser, true)
}

/// `CharacterClassEscape` or `CharacterEscape`
fn escape(parser: &mut Parser<'_>, in_class: bool) -> Result<Escaped, SyntaxError> {
    let begin = parser.at() - 1;
    let Some(letter) = parser.next() else {
        return Err(parser.error_at(begin, "nothing follows a backslash"));
    };
    let set = match letter {
        'd' | 'D' => Set::Digits,
        's' | 'S' => Set::Spaces,
        'w' | 'W' => Set::Words,
        'p' | 'P' if parser.mode == Mode::Unicode => Set::Property(property::parse(parser)?),
        'p' | 'P' | 'u' if parser.mode == Mode::AnnexB && names_something(parser.rest()) => {
            return Ok(Escaped::Unsupported(Feature::UnicodeEscape, begin));
        }
        _ => return character(letter, parser, in_class).map(Escaped::Char),
    };
    Ok(Escaped::Set(set, letter.is_ascii_uppercase()))
}

/// Whether what follows `\p` or `\u` is in braces and looks like a name.
fn names_something(rest: &str) -> bool {
    let braced = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '=');
    braced.is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_word))
}

/// The code point of an escape that begins with this character.
fn character(first: char, parser: &mut Parser<'_>, in_class: bool) -> Result<u32, SyntaxError> {
    let strict = parser.mode == Mode::Unicode;
    let begin = parser.at() - first.len_utf8() - 1;
    Ok(match first {
        't' => 9,
        'n' => 10,
        'v' => 11,
        'f' => 12,
        'r' => 13,
        '0' if !parser.rest().starts_with(|c: char| c.is_ascii_digit()) => 0,
        '0'..='7' if !strict => octal(first, parser),
        'c' => match control(parser, in_class) {
            Some(code) => code,
            None if strict => return Err(parser.error_at(begin, "no letter follows `\\c`")),
            // The backslash is literal, and so is the letter after it.
            None => {
                parser.back_to(begin + 1);
                '\\'.into()
            }
        },
        'x' => match hexadecimal(parser, 2) {
            Some(code) => code,
            None if strict => return Err(missing(parser)),
            None => first.into(),
        },
        'u' => match code_point(parser, strict)? {
            Some(code) => code,
            None if strict => return Err(missing(parser)),
            None => first.into(),
        },
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
        | '/' => first.into(),
        _ if strict || first == 'k' && parser.has_names => {
            let message = format!("`\\{first}` is no escape here");
            return Err(parser.error_at(begin, &message));
        }
        // `IdentityEscape`
        _ => first.into(),
    })
}

fn missing(parser: &Parser<'_>) -> SyntaxError {
    parser.error("a hexadecimal digit is missing")
}

/// The control character of a letter: `\cJ` is a line feed. In a class of Annex B, it may
/// be a digit, too.
fn control(parser: &mut Parser<'_>, in_class: bool) -> Option<u32> {
    let letter = parser.peek()?;
    let more = in_class && parser.mode == Mode::AnnexB;
    let is_one = letter.is_ascii_alphabetic() || more && (letter.is_ascii_digit() || letter == '_');
    is_one.then(|| {
        parser.next();
        u32::from(letter) % 32
    })
}

/// `LegacyOctalEscapeSequence`: up to three digits, of a number below 256.
fn octal(first: char, parser: &mut Parser<'_>) -> u32 {
    let mut code = first.to_digit(8).unwrap_or_default();
    for _ in 0..2 {
        let digit = parser.peek().and_then(|c| c.to_digit(8));
        let Some(digit) = digit.filter(|digit| 8 * code + digit < 256) else {
            break;
        };
        code = 8 * code + digit;
        parser.next();
    }
    code
}

/// `\u0041`, `\ud83d\ude00`, which is one code point, or, if that is allowed,
/// `\u{1f600}`, of which `\u` was taken. Nothing is taken if it is none of these.
pub(super) fn code_point(
    parser: &mut Parser<'_>,
    braces: bool,
) -> Result<Option<u32>, SyntaxError> {
    if braces && parser.take("{") {
        return in_braces(parser).map(Some);
    }
    let Some(lead) = hexadecimal(parser, 4) else {
        return Ok(None);
    };
    let behind = parser.at();
    if (0xd800..0xdc00).contains(&lead) && parser.take("\\u") {
        if let Some(trail @ 0xdc00..0xe000) = hexadecimal(parser, 4) {
            return Ok(Some(0x10000 + ((lead - 0xd800) << 10) + (trail - 0xdc00)));
        }
        parser.back_to(behind);
    }
    Ok(Some(lead))
}

/// `1f600}`
fn in_braces(parser: &mut Parser<'_>) -> Result<u32, SyntaxError> {
    let begin = parser.at();
    let mut code: u32 = 0;
    while let Some(digit) = parser.peek().and_then(|c| c.to_digit(16)) {
        parser.next();
        code = code.saturating_mul(16).saturating_add(digit);
    }
    if parser.at() == begin || code > 0x10_ffff || !parser.take("}") {
        return Err(parser.error_at(begin, "an escape gives no code point"));
    }
    Ok(code)
}

/// The value of exactly so many hexadecimal digits; nothing is taken if there are fewer.
fn hexadecimal(parser: &mut Parser<'_>, digits: usize) -> Option<u32> {
    let digits = parser.rest().get(..digits)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
    parser.take(digits);
    Some(code)
}
