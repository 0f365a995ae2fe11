//! Problems and warnings, in the order of the files and their texts.

use std::collections::BTreeSet;
use std::fmt;

use crate::problem;

/// A problem, and the file that it is in.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The path of the file, or else its URI, if it has any.
    pub file: Option<String>,
    /// The problem in that file.
    pub problem: problem::Problem,
}

/// A problem in the text at hand.
impl From<problem::Problem> for Problem {
    fn from(problem: problem::Problem) -> Self {
        Problem {
            file: None,
            problem,
        }
    }
}

/// `file:line:column: pointer: message`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{file}:{}", self.problem),
            None => self.problem.fmt(f),
        }
    }
}

/// The findings so far, with the index of the source and the offset in it.
#[derive(Debug, Default)]
pub(super) struct Report {
    problems: Vec<Found>,
    warnings: Vec<Found>,
    known: BTreeSet<(usize, usize, String)>,
}

#[derive(Debug)]
struct Found {
    source: usize,
    offset: usize,
    problem: Problem,
}

impl Report {
    /// Adds a problem, once.
    pub(super) fn problem(&mut self, source: usize, offset: usize, problem: Problem) {
        let key = (source, offset, problem.problem.message.clone());
        if self.known.insert(key) {
            self.problems.push(Found {
                source,
                offset,
                problem,
            });
        }
    }

    /// Adds a warning, once.
    pub(super) fn warning(&mut self, source: usize, offset: usize, problem: Problem) {
        let key = (source, offset, problem.problem.message.clone());
        if self.known.insert(key) {
            self.warnings.push(Found {
                source,
                offset,
                problem,
            });
        }
    }

    pub(super) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    pub(super) fn has_warnings(&self) -> bool {
        !self.warnings.is_empty()
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        sorted(self.problems)
    }

    pub(super) fn into_warnings(self) -> Vec<Problem> {
        sorted(self.warnings)
    }
}

fn sorted(mut found: Vec<Found>) -> Vec<Problem> {
    found.sort_by_key(|found| (found.source, found.offset));
    found.into_iter().map(|found| found.problem).collect()
}
