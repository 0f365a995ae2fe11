//! The keyword `pattern` (JSON Schema Validation §6.3.3): a regular expression of
//! ECMA-262, which is searched for anywhere in the text.
//!
//! 1. The runtime parses the source (ECMA-262 §22.2.1): as a pattern with the flag `u`,
//!    or else as one without (§B.1.2);
//! 2. `tree`, with `sets`, finds the characters of its classes;
//! 3. `compile` makes of the tree the program that the runtime executes;
//! 4. `sample` makes texts that match, and `inclusion` compares patterns.
//!
//! A few features are rejected: backreferences, which no search in linear time has, flags
//! that are turned on inside (`(?i:a)`), and patterns that are too large. Unicode properties
//! are those of the Unicode version that `regex-syntax` has.

mod compile;
mod inclusion;
mod sample;
mod sets;
mod tree;

#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use exactschema::runtime;
use exactschema::runtime::pattern;
use thiserror::Error;

pub use exactschema::runtime::pattern::{Mode, OwnedInst, OwnedLook, Program};

pub use inclusion::{Inclusion, Texts, inclusion};

use inclusion::Dfa;
use tree::Tree;

/// The reason why a pattern cannot be supported exactly.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct PatternError {
    /// The problem, as a clause about the pattern.
    pub message: String,
}

impl PatternError {
    fn new(message: impl Into<String>) -> Self {
        PatternError {
            message: message.into(),
        }
    }
}

/// A pattern that is supported exactly.
#[derive(Clone, Debug)]
pub struct Pattern {
    mode: Mode,
    tree: Tree,
    program: Arc<Program>,
    search: runtime::Pattern,
    dfa: Arc<OnceLock<Option<Dfa>>>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// [`PatternError`] if it is no regular expression of ECMA-262, has a feature that is
    /// not searched, or is too large.
    pub fn parse(source: &str) -> Result<Self, PatternError> {
        let syntax = pattern::parse(source).map_err(|error| {
            let message = format!("it is no ECMA-262 regular expression: {error}");
            PatternError::new(message)
        })?;
        let tree = tree::resolve(&syntax.tree).map_err(|error| {
            // What is wrong with it as a pattern with the flag `u`, which it seems to be.
            let names_characters = source.contains("\\p{") || source.contains("\\u{");
            match pattern::unicode_error(source).filter(|_| names_characters) {
                Some(reason) => PatternError::new(format!("{error}; with it, {reason}")),
                None => error,
            }
        })?;
        let program = Arc::new(compile::program(&tree)?);
        Ok(Pattern {
            mode: syntax.mode,
            tree,
            search: runtime::Pattern::Owned(source.into(), Arc::clone(&program)),
            program,
            dfa: Arc::default(),
        })
    }

    /// The pattern as the schema has it.
    #[must_use]
    pub fn source(&self) -> &str {
        self.search.source()
    }

    /// The grammar that it follows.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The program that decides whether a text matches, to be printed.
    #[must_use]
    pub fn code(&self) -> &Program {
        &self.program
    }

    /// The program that decides whether a text matches, to be executed.
    #[must_use]
    pub fn program(&self) -> runtime::Pattern {
        self.search.clone()
    }

    /// Whether a text matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.search.is_match(text)
    }

    /// Whether it is known that every text that matches this pattern matches another;
    /// with lookarounds and boundaries of words, that is known for no two patterns.
    #[must_use]
    pub fn is_within(&self, other: &Pattern) -> bool {
        let texts = |pattern| Texts {
            patterns: vec![pattern],
            ..Texts::default()
        };
        self.source() == other.source()
            || inclusion(&texts(self), &[texts(other)]) == Inclusion::Holds
    }

    /// The automaton that decides whether a text matches, if there is one of a size.
    fn dfa(&self) -> Option<&Dfa> {
        let dfa = self.dfa.get_or_init(|| inclusion::dfa(&self.tree.hir()?));
        dfa.as_ref()
    }

    /// A text that matches: of the alternatives, the limits of repetitions and the boundaries
    /// of classes, each comes up at some time, and sometimes there is other text around.
    /// `None` if none is found, as for a pattern that matches nothing.
    #[must_use]
    pub fn sample(&self, random: &mut fastrand::Rng) -> Option<String> {
        sample::text(&self.tree, &self.search, random)
            .or_else(|| sample::witness(&self.tree, &self.search))
    }
}
