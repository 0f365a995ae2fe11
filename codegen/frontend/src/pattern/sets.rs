//! Sets of characters (ECMA-262 §22.2.2.9, `CompileToCharSet`), without the surrogates,
//! which are in no text.

use exactschema::runtime::pattern::{Class, ClassItem, Property, SCRIPTS, Set};
use regex_syntax::hir::{self, ClassUnicode, ClassUnicodeRange, HirKind};

use super::PatternError;

/// The characters of a class.
pub(super) fn class(class: &Class) -> Result<ClassUnicode, PatternError> {
    let mut all = ClassUnicode::empty();
    for item in &class.items {
        match item {
            ClassItem::Range(first, last) => all.union(&code_points(*first, *last)),
            ClassItem::Set(set, negated) => {
                let mut set = named(set)?;
                if *negated {
                    set.negate();
                }
                all.union(&set);
            }
        }
    }
    if class.negated {
        all.negate();
    }
    Ok(all)
}

/// The characters from one code point to another.
pub(super) fn code_points(first: u32, last: u32) -> ClassUnicode {
    let parts = [(first, last.min(0xd7ff)), (first.max(0xe000), last)];
    let parts = parts.into_iter().filter(|(first, last)| first <= last);
    let parts = parts.filter_map(|(first, last)| {
        Some(ClassUnicodeRange::new(
            char::from_u32(first)?,
            char::from_u32(last)?,
        ))
    });
    ClassUnicode::new(parts)
}

/// `.`: all but line terminators (§12.3).
pub(super) fn dot() -> ClassUnicode {
    let mut dot = ranges(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')]);
    dot.negate();
    dot
}

fn named(set: &Set) -> Result<ClassUnicode, PatternError> {
    Ok(match set {
        Set::Digits => ranges(&[('0', '9')]),
        Set::Words => ranges(&[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        // White space (§12.2) and line terminators.
        Set::Spaces => ranges(&[
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
        ]),
        Set::Property(property) => self::property(*property)?,
    })
}

/// The characters with a property, of the Unicode version that `regex-syntax` has.
fn property(property: Property) -> Result<ClassUnicode, PatternError> {
    let (query, name) = match property {
        Property::Category("Cs" | "Surrogate")
        | Property::Script("Katakana_Or_Hiragana" | "Hrkt")
        | Property::ScriptExtensions("Katakana_Or_Hiragana" | "Hrkt") => {
            return Ok(ClassUnicode::empty());
        }
        Property::Script("Unknown" | "Zzzz") | Property::ScriptExtensions("Unknown" | "Zzzz") => {
            return Ok(without_script());
        }
        // Some names are other properties in `regex-syntax` unless they are qualified.
        Property::Category(name) => (format!("gc={name}"), name),
        Property::Script(name) => (format!("sc={name}"), name),
        Property::ScriptExtensions(name) => (format!("scx={name}"), name),
        Property::Binary(name) => (name.to_owned(), name),
    };
    characters(&query)
        .ok_or_else(|| PatternError::new(format!("the characters of `{name}` are not known")))
}

/// The characters of no script.
fn without_script() -> ClassUnicode {
    let mut all = ClassUnicode::empty();
    let scripts = SCRIPTS.split_whitespace();
    for script in scripts.filter_map(|name| characters(&format!("sc={name}"))) {
        all.union(&script);
    }
    all.negate();
    all
}

/// The characters with a property that `regex-syntax` may know.
pub(super) fn characters(query: &str) -> Option<ClassUnicode> {
    let tree = regex_syntax::parse(&format!("\\p{{{query}}}")).ok()?;
    match tree.kind() {
        HirKind::Class(hir::Class::Unicode(class)) => Some(class.clone()),
        // A class of one character is simplified to that character.
        HirKind::Literal(literal) => {
            let c = str::from_utf8(&literal.0).ok()?.chars().next()?;
            Some(ranges(&[(c, c)]))
        }
        _ => None,
    }
}

fn ranges(ranges: &[(char, char)]) -> ClassUnicode {
    let ranges = ranges.iter();
    ClassUnicode::new(ranges.map(|(first, last)| ClassUnicodeRange::new(*first, *last)))
}
