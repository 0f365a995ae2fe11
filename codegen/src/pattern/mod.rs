//! The keyword `pattern` (JSON Schema Validation §6.3.3): a regular expression of
//! ECMA-262 in Unicode mode, which is searched for anywhere in the text.
//!
//! 1. `parse`, with `escape`, `class` and `property`, reads the source to the
//!    letter of ECMA-262 §22.2 and makes a tree of it, that of `regex-syntax`;
//! 2. `compile` makes of the tree the program that the runtime executes;
//! 3. `tokens` writes the program as Rust, and `sample` makes texts that match.
//!
//! What is not honoured exactly is refused: lookaround and backreferences, which
//! no search in linear time has, and `\b`, on which validators disagree. Unicode
//! properties are those of the Unicode version that `regex-syntax` has.

mod class;
mod compile;
mod escape;
mod parse;
mod property;
mod sample;
mod tokens;
mod within;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use regex_automata::meta;
use regex_syntax::hir::Hir;
use thiserror::Error;

/// The memory that deciding in codegen may take: as much as the crate `regex`,
/// and so other validators, allow a pattern by default.
const MAX_BYTES: usize = 10 << 20;

/// Why a pattern cannot be honoured exactly.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct Unsupported {
    /// What is wrong with it, as a clause about the pattern.
    pub message: String,
}

impl Unsupported {
    fn new(message: impl Into<String>) -> Self {
        Unsupported {
            message: message.into(),
        }
    }
}

/// An instruction of a program: the same as `runtime::Inst` of the models, which
/// says what each does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inst {
    /// Nothing comes before.
    Start,
    /// Nothing comes after.
    End,
    /// This text; never empty.
    Text(String),
    /// At least so many characters, each in one of the ranges, and at most so many.
    Chars(Vec<(char, char)>, u32, Option<u32>),
    /// Goes on at each of these instructions.
    Goto(Vec<usize>),
}

/// A pattern that is honoured exactly.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    tree: Hir,
    program: Vec<Inst>,
    search: meta::Regex,
    /// A text that matches.
    witness: String,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// [`Unsupported`] if it is no regular expression in Unicode mode, is not
    /// honoured exactly, is too large, or seems to match nothing at all.
    pub fn parse(source: &str) -> Result<Self, Unsupported> {
        let tree = parse::tree(source)?;
        let program = compile::program(&tree)?;
        let limits = meta::Config::new().nfa_size_limit(Some(MAX_BYTES));
        let search = meta::Builder::new()
            .configure(limits)
            .build_from_hir(&tree)
            .map_err(|_| Unsupported::new("it is too large"))?;
        let witness = sample::witness(&tree, &search)
            .ok_or_else(|| Unsupported::new("no text was found that matches it"))?;
        Ok(Pattern {
            source: source.to_owned(),
            tree,
            program,
            search,
            witness,
        })
    }

    /// The pattern as the schema has it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The program that decides whether a text matches.
    #[must_use]
    pub fn program(&self) -> &[Inst] {
        &self.program
    }

    /// A constant expression of the type `runtime::Pattern`.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        tokens::pattern(&self.source, &self.program)
    }

    /// Whether a text matches, decided without the program.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.search.is_match(text)
    }

    /// Whether it is known that every text that matches this pattern matches another.
    #[must_use]
    pub fn is_within(&self, other: &Pattern) -> bool {
        self.source == other.source || within::is_within(&self.tree, &other.tree)
    }

    /// A text that matches: of the alternatives, the limits of repetitions and the
    /// boundaries of classes, each comes up at some time, and sometimes other text
    /// stands around.
    #[must_use]
    pub fn sample(&self, random: &mut fastrand::Rng) -> String {
        sample::text(&self.tree, &self.search, random).unwrap_or_else(|| self.witness.clone())
    }
}
