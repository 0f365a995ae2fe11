//! Sets of characters (ECMA-262 §22.2.1, `CharacterClass` and
//! `CharacterClassEscape`).

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use super::Unsupported;
use super::escape::{self, Escaped};
use super::parse::Parser;

/// `\d`
pub(super) fn digits() -> ClassUnicode {
    class(&[('0', '9')])
}

/// `\w`
pub(super) fn words() -> ClassUnicode {
    class(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')])
}

/// `\s`: white space (§12.2) and line terminators (§12.3).
pub(super) fn spaces() -> ClassUnicode {
    class(&[
        ('\t', '\r'),
        (' ', ' '),
        ('\u{a0}', '\u{a0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{2000}', '\u{200a}'),
        ('\u{2028}', '\u{2029}'),
        ('\u{202f}', '\u{202f}'),
        ('\u{205f}', '\u{205f}'),
        ('\u{3000}', '\u{3000}'),
        ('\u{feff}', '\u{feff}'),
    ])
}

/// `.`: all but line terminators.
pub(super) fn dot() -> ClassUnicode {
    let mut dot = class(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')]);
    dot.negate();
    dot
}

/// The class in brackets of which the first was taken. Unlike elsewhere, `[]` is
/// empty, and neither `[` nor `&&`, `--` and `~~` mean anything in it.
pub(super) fn bracketed(parser: &mut Parser<'_>) -> Result<ClassUnicode, Unsupported> {
    let negated = parser.take("^");
    let mut class = ClassUnicode::empty();
    while !parser.take("]") {
        let first = item(parser)?;
        // A hyphen at the end stands for itself.
        let ranges = parser.peek() == Some('-') && !parser.rest().starts_with("-]");
        if !ranges {
            match first {
                Escaped::Character(c) => class.push(ClassUnicodeRange::new(c, c)),
                Escaped::Class(escaped) => class.union(&escaped),
            }
            continue;
        }
        parser.take("-");
        match (first, item(parser)?) {
            (Escaped::Character(first), Escaped::Character(last)) if first <= last => {
                class.push(ClassUnicodeRange::new(first, last));
            }
            (Escaped::Character(_), Escaped::Character(_)) => {
                return Err(parser.invalid("a range has its ends in the wrong order"));
            }
            _ => return Err(parser.invalid("a range does not end at characters")),
        }
    }
    if negated {
        class.negate();
    }
    Ok(class)
}

fn item(parser: &mut Parser<'_>) -> Result<Escaped, Unsupported> {
    match parser.next() {
        Some('\\') => escape::in_class(parser),
        Some(c) => Ok(Escaped::Character(c)),
        None => Err(parser.invalid("a class is not closed")),
    }
}

fn class(ranges: &[(char, char)]) -> ClassUnicode {
    let ranges = ranges.iter();
    ClassUnicode::new(ranges.map(|(first, last)| ClassUnicodeRange::new(*first, *last)))
}
