//! Escapes (ECMA-262 §22.2.1, `AtomEscape` and `ClassEscape`).

use regex_syntax::hir::{Class, ClassUnicode, Hir};

use super::parse::{Parser, literal};
use super::{Unsupported, class, property};

/// What an escape in a class stands for.
pub(super) enum Escaped {
    /// One character, which may begin or end a range.
    Character(char),
    /// Any character of a set.
    Class(ClassUnicode),
}

/// The escape outside classes whose backslash was taken.
pub(super) fn atom(parser: &mut Parser<'_>) -> Result<Hir, Unsupported> {
    match parser.peek() {
        Some('b' | 'B') => Err(Unsupported::new(
            "it has a word boundary (`\\b`, `\\B`), and validators disagree on what a word is",
        )),
        Some('1'..='9' | 'k') => Err(Unsupported::new("it refers back to a group")),
        _ => Ok(match class_or_character(parser)? {
            Escaped::Character(c) => literal(c),
            Escaped::Class(class) => Hir::class(Class::Unicode(class)),
        }),
    }
}

/// The escape inside a class whose backslash was taken.
pub(super) fn in_class(parser: &mut Parser<'_>) -> Result<Escaped, Unsupported> {
    if parser.take("b") {
        return Ok(Escaped::Character('\u{8}'));
    }
    if parser.take("-") {
        return Ok(Escaped::Character('-'));
    }
    class_or_character(parser)
}

fn class_or_character(parser: &mut Parser<'_>) -> Result<Escaped, Unsupported> {
    let Some(letter) = parser.next() else {
        return Err(parser.invalid("nothing follows a backslash"));
    };
    let mut class = match letter {
        'd' | 'D' => class::digits(),
        's' | 'S' => class::spaces(),
        'w' | 'W' => class::words(),
        'p' | 'P' => property::named(parser)?,
        _ => return character(letter, parser).map(Escaped::Character),
    };
    if letter.is_ascii_uppercase() {
        class.negate();
    }
    Ok(Escaped::Class(class))
}

/// The character that an escape stands for, which begins with this one.
fn character(first: char, parser: &mut Parser<'_>) -> Result<char, Unsupported> {
    let digit = |c: char| c.is_ascii_digit();
    match first {
        't' => Ok('\t'),
        'n' => Ok('\n'),
        'v' => Ok('\u{b}'),
        'f' => Ok('\u{c}'),
        'r' => Ok('\r'),
        '0' if !parser.rest().starts_with(digit) => Ok('\0'),
        'c' => match parser.next() {
            Some(letter) if letter.is_ascii_alphabetic() => Ok(control(letter)),
            _ => Err(parser.invalid("no letter follows `\\c`")),
        },
        'x' => {
            let unit = hexadecimal(parser, 2)?;
            scalar(unit, parser)
        }
        'u' => unicode(parser),
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
        | '/' => Ok(first),
        _ => Err(parser.invalid(&format!("`\\{first}` is no escape here"))),
    }
}

/// The control character of a letter: `\cJ` is a line feed.
fn control(letter: char) -> char {
    char::from_u32(u32::from(letter) % 32).unwrap_or_default()
}

/// `\u0041`, `\ud83d\ude00`, which is one character, or `\u{1f600}`.
fn unicode(parser: &mut Parser<'_>) -> Result<char, Unsupported> {
    if parser.take("{") {
        let digits = parser.take_until('}').unwrap_or_default();
        let code = match digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            true => u32::from_str_radix(digits, 16).unwrap_or(u32::MAX),
            false => u32::MAX,
        };
        return scalar(code, parser);
    }
    let lead = hexadecimal(parser, 4)?;
    if !(0xd800..0xdc00).contains(&lead) || !parser.take("\\u") {
        return scalar(lead, parser);
    }
    match hexadecimal(parser, 4)? {
        trail @ 0xdc00..0xe000 => {
            let code = 0x10000 + ((lead - 0xd800) << 10) + (trail - 0xdc00);
            scalar(code, parser)
        }
        _ => scalar(lead, parser),
    }
}

/// The value of exactly so many hexadecimal digits.
fn hexadecimal(parser: &mut Parser<'_>, digits: usize) -> Result<u32, Unsupported> {
    let mut value = 0;
    for _ in 0..digits {
        let digit = parser.next().and_then(|c| c.to_digit(16));
        let Some(digit) = digit else {
            return Err(parser.invalid("a hexadecimal digit is missing"));
        };
        value = 16 * value + digit;
    }
    Ok(value)
}

/// The character with this code.
fn scalar(code: u32, parser: &Parser<'_>) -> Result<char, Unsupported> {
    match char::from_u32(code) {
        Some(c) => Ok(c),
        // Legal, but no string of Rust could ever match it.
        None if (0xd800..0xe000).contains(&code) => {
            Err(Unsupported::new("it has half a surrogate pair"))
        }
        None => Err(parser.invalid("an escape gives no code point")),
    }
}
