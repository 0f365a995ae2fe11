//! Replay of an archive: documents whose verdict changes between two schemas.
//!
//! The judge is the evaluator, with formats asserted, on both sides: the types of `models`
//! exist for one schema alone. Documents are read one at a time, and none of their values
//! is told.

mod files;
mod judge;
mod records;

use std::fmt;
use std::path::PathBuf;

use anyhow::Result;

pub(crate) use judge::Finding;
use judge::{Verdict, judge};

/// The result of a document.
pub(crate) enum Told {
    /// Its verdict changes.
    Changed(Changed),
    /// Both schemas refuse it, whatever they say: why.
    HeldBack { document: Name, why: String },
    /// There is no verdict: why.
    Unreadable { document: Name, why: String },
}

/// A document whose verdict changes.
#[derive(Debug, PartialEq)]
pub(crate) struct Changed {
    pub(crate) document: Name,
    pub(crate) direction: Direction,
    /// Why one schema refuses it, at most [`FINDINGS`] of them.
    pub(crate) findings: Vec<Finding>,
    /// Whether there are more.
    pub(crate) has_more: bool,
}

/// The number of findings that are reported of a document.
pub(crate) const FINDINGS: usize = 5;

/// A document: its file, and its line if the file holds one document a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) file: String,
    pub(crate) line: Option<usize>,
}

/// A change of verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Valid under the old schema alone.
    Breaks,
    /// Valid under the new schema alone.
    Mends,
}

/// Counts of documents by their result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) valid: u64,
    pub(crate) invalid: u64,
    pub(crate) broken: u64,
    pub(crate) mended: u64,
    pub(crate) held_back: u64,
    pub(crate) unreadable: u64,
}

/// Judges all documents of files and folders under two schemas, in the order of
/// their names, and tells of those whose verdict changes or is not to be had.
///
/// What is JSON and refused whatever a schema says, such as deep nesting, is refused under
/// both.
///
/// In folders, files that end in `.json`, `.jsonl` or `.ndjson`, or in one of these
/// and `.gz`, are documents; the last two hold one a line. Links to folders are not
/// followed.
///
/// # Errors
///
/// If a schema is none.
pub(crate) fn replay(
    old: &str,
    new: &str,
    paths: &[PathBuf],
    tell: &mut dyn FnMut(Told),
) -> Result<Counts> {
    let (old, new) = (judge(old)?, judge(new)?);
    let mut counts = Counts::default();
    files::each(paths, &mut |file| {
        records::each(file, &mut |document, record| {
            let verdict = record.and_then(|bytes| judge::verdict(&old, &new, &bytes));
            count(&mut counts, &verdict);
            if let Some(told) = told(document, verdict) {
                tell(told);
            }
        });
    });
    Ok(counts)
}

fn count(counts: &mut Counts, verdict: &Result<Verdict, String>) {
    let count = match verdict {
        Ok(Verdict::Valid) => &mut counts.valid,
        Ok(Verdict::Invalid) => &mut counts.invalid,
        Ok(Verdict::HeldBack(_)) => &mut counts.held_back,
        Ok(Verdict::Changed(Direction::Breaks, ..)) => &mut counts.broken,
        Ok(Verdict::Changed(Direction::Mends, ..)) => &mut counts.mended,
        Err(_) => &mut counts.unreadable,
    };
    *count += 1;
}

fn told(document: Name, verdict: Result<Verdict, String>) -> Option<Told> {
    match verdict {
        Ok(Verdict::Valid | Verdict::Invalid) => None,
        Ok(Verdict::HeldBack(why)) => Some(Told::HeldBack { document, why }),
        Ok(Verdict::Changed(direction, mut findings)) => {
            let has_more = findings.len() > FINDINGS;
            findings.truncate(FINDINGS);
            Some(Told::Changed(Changed {
                document,
                direction,
                findings,
                has_more,
            }))
        }
        Err(why) => Some(Told::Unreadable { document, why }),
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Direction::Breaks => "valid → invalid",
            Direction::Mends => "invalid → valid",
        })
    }
}

/// The summary of a replay.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts {
            valid,
            invalid,
            broken,
            mended,
            held_back,
            unreadable,
        } = self;
        write!(
            f,
            "{broken} valid → invalid, {mended} invalid → valid, {valid} valid under both, \
             {invalid} invalid under both, {held_back} held back, {unreadable} unreadable"
        )
    }
}

#[cfg(test)]
mod tests;
