//! Verdicts on the documents of a text.

use std::ops::Range;

use memchr::memchr_iter;
use models::Root;
use models::diagnose::{Diagnosis, Options};

/// What documents are judged by, and what is wanted of the verdicts.
pub(crate) struct Judge {
    pub(crate) root: Root,
    pub(crate) options: Options,
    /// Whether to end with the first document that is refused.
    pub(crate) fail_fast: bool,
    /// Whether to say of every document where it is.
    pub(crate) split: bool,
}

/// What is said of the documents of a text.
#[derive(Default)]
pub(crate) struct Verdicts {
    pub(crate) valid: u64,
    pub(crate) invalid: u64,
    /// How many lines there are.
    pub(crate) lines: usize,
    /// The documents with findings, in their order.
    pub(crate) told: Vec<Told>,
    /// Where the documents are, if that is asked for.
    pub(crate) runs: Vec<Run>,
}

/// A document with findings.
pub(crate) struct Told {
    /// How many documents and how many lines come before it in this text.
    pub(crate) record: u64,
    pub(crate) line: usize,
    pub(crate) range: Range<usize>,
    pub(crate) diagnosis: Diagnosis,
}

/// Neighbours of one verdict, with their line ends.
pub(crate) struct Run {
    pub(crate) side: Side,
    pub(crate) range: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Valid,
    Invalid,
}

impl Judge {
    /// The verdict on a text that is one document.
    pub(crate) fn document(&self, text: &[u8]) -> Verdicts {
        let mut verdicts = Verdicts::default();
        self.part(text, 0..text.len(), &mut verdicts);
        verdicts
    }

    /// The verdicts on the documents of some lines.
    pub(crate) fn lines(&self, text: &[u8]) -> Verdicts {
        let mut verdicts = Verdicts::default();
        for line in lines(text) {
            let document = without_end(text, line.clone());
            if !is_blank(&text[document.clone()]) {
                let side = self.part(text, document, &mut verdicts);
                if self.split {
                    add_run(&mut verdicts.runs, side, line);
                }
                if self.fail_fast && side == Side::Invalid {
                    break;
                }
            }
            verdicts.lines += 1;
        }
        verdicts
    }

    fn part(&self, text: &[u8], range: Range<usize>, verdicts: &mut Verdicts) -> Side {
        let document = &text[range.clone()];
        let side = match (self.root.check)(document) {
            Ok(()) => Side::Valid,
            Err(_) => Side::Invalid,
        };
        if side == Side::Invalid || self.options.warn_unknown {
            let diagnosis = (self.root.diagnose)(document, &self.left(verdicts));
            let told = Told {
                record: verdicts.valid + verdicts.invalid,
                line: verdicts.lines,
                range,
                diagnosis,
            };
            if side == Side::Invalid || !told.diagnosis.findings.is_empty() {
                verdicts.told.push(told);
            }
        }
        match side {
            Side::Valid => verdicts.valid += 1,
            Side::Invalid => verdicts.invalid += 1,
        }
        side
    }

    /// Findings beyond those that can be told need not be kept.
    fn left(&self, verdicts: &Verdicts) -> Options {
        let told = verdicts.told.iter();
        let kept: usize = told.map(|told| told.diagnosis.findings.len()).sum();
        let mut options = self.options;
        options.max_findings = options.max_findings.saturating_sub(kept);
        options
    }
}

/// The lines with their ends; the last one may have none.
fn lines(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let last = (!text.is_empty() && !text.ends_with(b"\n")).then_some(text.len());
    let ends = memchr_iter(b'\n', text).map(|at| at + 1).chain(last);
    ends.scan(0, |start, end| Some(std::mem::replace(start, end)..end))
}

fn without_end(text: &[u8], line: Range<usize>) -> Range<usize> {
    let content = &text[line.clone()];
    let content = content.strip_suffix(b"\n").unwrap_or(content);
    let content = content.strip_suffix(b"\r").unwrap_or(content);
    line.start..line.start + content.len()
}

/// Nothing but what JSON calls whitespace.
fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

fn add_run(runs: &mut Vec<Run>, side: Side, line: Range<usize>) {
    match runs.last_mut() {
        Some(run) if run.side == side && run.range.end == line.start => run.range.end = line.end,
        _ => runs.push(Run { side, range: line }),
    }
}
