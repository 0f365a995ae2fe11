//! Replay of an archive: documents whose verdict changes between two schemas.
//!
//! The judge is the evaluator, with formats asserted, on both sides: the types of `models`
//! exist for one schema alone. Documents are read one at a time, and none of their values is
//! reported.

mod files;
mod judge;
mod records;

use std::fmt;
use std::path::PathBuf;

use anyhow::Result;

pub(crate) use judge::Finding;
use judge::{Verdict, judge};

/// The result of a document.
pub(crate) enum DocumentResult {
    /// Its verdict changes.
    Changed(Changed),
    /// It is unrepresentable under any schema, with the reason.
    Unrepresentable { document: Name, why: String },
    /// There is no verdict, with the reason.
    Unreadable { document: Name, why: String },
}

/// A document whose verdict changes.
#[derive(Debug, PartialEq)]
pub(crate) struct Changed {
    pub(crate) document: Name,
    pub(crate) direction: Direction,
    /// The findings under the schema that it is invalid under, at most [`FINDINGS`].
    pub(crate) findings: Vec<Finding>,
    /// Whether there are more.
    pub(crate) has_more: bool,
}

/// The number of findings that are reported of a document.
pub(crate) const FINDINGS: usize = 5;

/// A document: its file, and its line if the file has one document a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) file: String,
    pub(crate) line: Option<usize>,
}

/// A change of verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Valid under the old schema alone.
    BecomesInvalid,
    /// Valid under the new schema alone.
    BecomesValid,
}

/// Counts of documents by their result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) valid: u64,
    pub(crate) invalid: u64,
    pub(crate) became_invalid: u64,
    pub(crate) became_valid: u64,
    pub(crate) unrepresentable: u64,
    pub(crate) unreadable: u64,
}

/// Judges all documents of files and folders under two schemas, in the order of their names,
/// and reports those whose verdict changes or is missing.
///
/// JSON that is unrepresentable under any schema, such as deep nesting, is invalid under
/// both.
///
/// In folders, files that end in `.json`, `.jsonl`, `.ndjson`, `.yaml`, `.yml`, `.toml` or
/// `.jsonc`, or in one of these and `.gz`, are documents; the second and the third have one a line.
/// Links to folders are not followed.
///
/// # Errors
///
/// If a schema is none.
pub(crate) fn replay(
    old: &str,
    new: &str,
    paths: &[PathBuf],
    report: &mut dyn FnMut(DocumentResult),
) -> Result<Counts> {
    let (old, new) = (judge(old)?, judge(new)?);
    let mut counts = Counts::default();
    files::each(paths, &mut |file| {
        records::each(file, &mut |document, record| {
            let verdict = record.and_then(|bytes| judge::verdict(&old, &new, &bytes));
            count(&mut counts, &verdict);
            if let Some(result) = result(document, verdict) {
                report(result);
            }
        });
    });
    Ok(counts)
}

fn count(counts: &mut Counts, verdict: &Result<Verdict, String>) {
    let count = match verdict {
        Ok(Verdict::Valid) => &mut counts.valid,
        Ok(Verdict::Invalid) => &mut counts.invalid,
        Ok(Verdict::Unrepresentable(_)) => &mut counts.unrepresentable,
        Ok(Verdict::Changed(Direction::BecomesInvalid, ..)) => &mut counts.became_invalid,
        Ok(Verdict::Changed(Direction::BecomesValid, ..)) => &mut counts.became_valid,
        Err(_) => &mut counts.unreadable,
    };
    *count += 1;
}

fn result(document: Name, verdict: Result<Verdict, String>) -> Option<DocumentResult> {
    match verdict {
        Ok(Verdict::Valid | Verdict::Invalid) => None,
        Ok(Verdict::Unrepresentable(why)) => {
            Some(DocumentResult::Unrepresentable { document, why })
        }
        Ok(Verdict::Changed(direction, mut findings)) => {
            let has_more = findings.len() > FINDINGS;
            findings.truncate(FINDINGS);
            Some(DocumentResult::Changed(Changed {
                document,
                direction,
                findings,
                has_more,
            }))
        }
        Err(why) => Some(DocumentResult::Unreadable { document, why }),
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
            Direction::BecomesInvalid => "valid → invalid",
            Direction::BecomesValid => "invalid → valid",
        })
    }
}

/// The summary of a replay.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts {
            valid,
            invalid,
            became_invalid,
            became_valid,
            unrepresentable,
            unreadable,
        } = self;
        write!(
            f,
            "{became_invalid} valid → invalid, {became_valid} invalid → valid, {valid} valid under both, \
             {invalid} invalid under both, {unrepresentable} unrepresentable, {unreadable} unreadable"
        )
    }
}

#[cfg(test)]
mod tests;
