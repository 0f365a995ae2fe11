//! Classes (ECMA-262 §22.2.1, `CharacterClass`; §B.1.2).

use super::escape::{self, Escaped};
use super::syntax::{Parser, SyntaxError};
use super::tree::{Class, ClassItem, Feature, Mode, Node};

/// The class in brackets of which the first was taken. Unlike elsewhere, `[]` is empty,
/// and neither `[` nor `&&`, `--` and `~~` mean anything in it.
pub(super) fn parse(parser: &mut Parser<'_>) -> Result<Node, SyntaxError> {
    let begin = parser.at() - 1;
    let negated = parser.take("^");
    let mut items = Vec::new();
    let mut unsupported: Option<(Feature, usize)> = None;
    while !parser.take("]") {
        let at = parser.at();
        let first = item(parser, begin)?;
        // A hyphen at the end is literal.
        let is_range = parser.peek() == Some('-') && !parser.rest().starts_with("-]");
        let mut ends = vec![first];
        if is_range {
            parser.take("-");
            ends.push(item(parser, begin)?);
        }
        if let [Escaped::Char(first), Escaped::Char(last)] = ends.as_slice() {
            if first > last {
                return Err(parser.error_at(at, "a range has its ends in the wrong order"));
            }
            items.push(ClassItem::Range(*first, *last));
            continue;
        }
        if is_range {
            if parser.mode == Mode::Unicode {
                return Err(parser.error_at(at, "a range does not end at characters"));
            }
            // `[\w-.]`: the hyphen is literal.
            items.push(ClassItem::Range('-'.into(), '-'.into()));
        }
        for end in ends {
            match end {
                Escaped::Char(code) => items.push(ClassItem::Range(code, code)),
                Escaped::Set(set, negated) => items.push(ClassItem::Set(set, negated)),
                Escaped::Unsupported(feature, at) => unsupported = Some((feature, at)),
            }
        }
    }
    Ok(match unsupported {
        Some((feature, at)) => Node::Unsupported(feature, at),
        None => Node::Class(Class { negated, items }),
    })
}

fn item(parser: &mut Parser<'_>, begin: usize) -> Result<Escaped, SyntaxError> {
    match parser.next() {
        Some('\\') => escape::in_class(parser),
        Some(c) => Ok(Escaped::Char(c.into())),
        None => Err(parser.error_at(begin, "a class is not closed")),
    }
}
