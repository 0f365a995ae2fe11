//! The steps of a version.

use std::fmt;

/// The step by which a version has to be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Programs go on compiling, and documents keep their verdicts.
    Patch,
    /// Programs go on compiling.
    Minor,
    /// A program may stop compiling, or mean something else.
    Major,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Step::Patch => "patch",
            Step::Minor => "minor",
            Step::Major => "major",
        })
    }
}
