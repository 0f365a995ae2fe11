//! The keyword `pattern` (JSON Schema Validation §6.3.3): a search for a regular
//! expression (ECMA-262 §22.2) that was compiled to a program beforehand.
//!
//! 1. `syntax` parses a pattern, with `escape`, `class`, `group_name` and `property`, into
//!    a `tree`; whether a text is a pattern at all ([`is_pattern`]) is the format `regex`;
//! 2. the crate `exactschema-frontend` compiles the tree, for which it has the tables of
//!    Unicode, to a [`program`];
//! 3. `search` executes the program, and `quick` those that are simple; `automaton`, with
//!    `states`, is for patterns that are searched again and again.
//!
//! All ways through the program are followed at once, one character of the text after
//! the other, so that a search takes no more time than the length of the text times that
//! of the program. A lookaround is a program of its own: the places where it matches are
//! found beforehand, by one search through the text, those of the lookarounds inside it
//! first.

#[cfg(feature = "validate")]
mod automaton;
mod class;
mod escape;
mod group_name;
mod place;
mod program;
mod property;
mod quick;
mod search;
#[cfg(feature = "validate")]
mod states;
mod syntax;
mod tree;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use place::Places;
use program::Insts;

#[cfg(feature = "validate")]
pub(crate) use automaton::{Room, Searcher};

pub use program::{Inst, Look, OwnedInst, OwnedLook, Program};
pub use property::{BINARY, CATEGORIES, Property, SCRIPTS};
pub use syntax::{MAX_DEPTH, SyntaxError, is_pattern, parse, unicode_error};
pub use tree::{Class, ClassItem, Feature, Mode, Node, Set, Syntax};

/// A regular expression, as its source and as the program that decides.
///
/// Generated code names the variants, because the address of what a function makes is no
/// constant when it could have to be dropped.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A constant without lookarounds.
    Constant(&'static str, &'static [Inst<'static>]),
    /// A constant with lookarounds.
    Looking(
        &'static str,
        &'static [Inst<'static>],
        &'static [Look<'static>],
    ),
    /// A pattern that was compiled at run time.
    Owned(Arc<str>, Arc<Program>),
}

impl Pattern {
    /// The pattern as the schema has it.
    #[must_use]
    pub fn source(&self) -> &str {
        match self {
            Pattern::Constant(source, _) | Pattern::Looking(source, ..) => source,
            Pattern::Owned(source, _) => source,
        }
    }

    /// The program, to be written.
    #[cfg(feature = "validate")]
    pub(crate) fn to_program(&self) -> Program {
        match self {
            Pattern::Constant(_, insts) => Program::of(insts, &[]),
            Pattern::Looking(_, insts, looks) => Program::of(insts, looks),
            Pattern::Owned(_, program) => Program::clone(program),
        }
    }

    /// Whether the pattern matches anywhere in a text.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match self {
            Pattern::Constant(_, insts) => is_match(*insts, std::iter::empty(), text),
            Pattern::Looking(_, insts, looks) => {
                let looks = looks.iter().map(|look| (look.behind, look.insts));
                is_match(*insts, looks, text)
            }
            Pattern::Owned(_, program) => {
                let looks = program.looks.iter();
                let looks = looks.map(|look| (look.behind, look.insts.as_slice()));
                is_match(program.insts.as_slice(), looks, text)
            }
        }
    }
}

fn is_match<'p, I: Insts<'p>>(
    insts: I,
    looks: impl ExactSizeIterator<Item = (bool, I)>,
    text: &str,
) -> bool {
    if looks.len() == 0 {
        let quick = match (insts.inst(0), insts.count()) {
            (None, _) => Some(true),
            (Some(Inst::Text(literal)), 1) => Some(text.contains(literal)),
            _ => quick::decide(insts, text),
        };
        return quick.unwrap_or_else(|| search::is_match(insts, text, &[]));
    }
    let mut places: Vec<Places> = Vec::with_capacity(looks.len());
    for (behind, body) in looks {
        places.push(if behind {
            search::ends(body, text, &places)
        } else {
            search::starts(body, text, &places)
        });
    }
    search::is_match(insts, text, &places)
}
