//! Verdicts on the documents of a text.

use std::ops::Range;

use memchr::memchr_iter;
use models::diagnose::{Diagnosis, Options};

use super::super::limit::{OF_A_DOCUMENT, Tally};
use crate::root;

/// What documents are judged by, and what is wanted of the verdicts.
pub(crate) struct Judge {
    pub(crate) by: root::Judge,
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
    /// What is found in other documents than those that are told.
    pub(crate) omitted: Tally,
    /// The documents with findings to tell, in their order.
    pub(crate) told: Vec<Told>,
    /// What is told of these.
    kept: Tally,
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

impl Verdicts {
    /// What is said of the document that is next to be counted.
    fn add(&mut self, range: Range<usize>, diagnosis: Diagnosis) {
        // There can be very many of which nothing is told.
        if diagnosis.findings.is_empty() {
            self.omitted += Tally::omitted(&diagnosis);
            return;
        }
        self.kept += Tally::kept(&diagnosis);
        self.told.push(Told {
            record: self.valid + self.invalid,
            line: self.lines,
            range,
            diagnosis,
        });
    }
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
        let diagnosis = self.by.diagnose(document, &self.left(verdicts));
        let side = match diagnosis.is_refused {
            true => Side::Invalid,
            false => Side::Valid,
        };
        verdicts.add(range, diagnosis);
        match side {
            Side::Valid => verdicts.valid += 1,
            Side::Invalid => verdicts.invalid += 1,
        }
        side
    }

    /// Findings beyond those that can be told need not be kept, nor too many of one
    /// document.
    fn left(&self, verdicts: &Verdicts) -> Options {
        let mut options = self.options;
        let left = |most: usize, kept: u64| most.saturating_sub(kept as usize).min(OF_A_DOCUMENT);
        options.max_findings = left(options.max_findings, verdicts.kept.problems);
        options.max_warnings = left(options.max_warnings, verdicts.kept.warnings);
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

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: &str = r#"{"id":"i","title":"t","messages":[]}"#;

    fn judge(fail_fast: bool, max_findings: usize) -> Judge {
        let mut options = Options::default();
        options.max_findings = max_findings;
        Judge {
            by: root::Judge::Types(export_session()),
            options,
            fail_fast,
            split: true,
        }
    }

    fn export_session() -> models::Root {
        let mut roots = models::ROOTS.iter();
        *roots.find(|root| root.name == "export-session").unwrap()
    }

    #[test]
    fn lines_and_documents_are_counted_apart() {
        let text = format!("{VALID}\r\n\n \t\r\n{{}}\n{VALID}\n{VALID}\n[]");
        let verdicts = judge(false, 9).lines(text.as_bytes());
        assert_eq!((verdicts.valid, verdicts.invalid), (3, 2));
        let told = verdicts.told.iter();
        let told: Vec<_> = told
            .map(|told| (told.record, told.line, &text[told.range.clone()]))
            .collect();
        assert_eq!(told, [(1, 3, "{}"), (4, 6, "[]")]);
        let runs = verdicts.runs.iter();
        let runs: Vec<_> = runs
            .map(|run| (run.side == Side::Valid, &text[run.range.clone()]))
            .collect();
        let (first, two) = (format!("{VALID}\r\n"), format!("{VALID}\n{VALID}\n"));
        let expected = [
            (true, &*first),
            (false, "{}\n"),
            (true, &*two),
            (false, "[]"),
        ];
        assert_eq!(runs, expected);
    }

    #[test]
    fn the_first_refusal_can_be_the_last() {
        let text = format!("{VALID}\n{{}}\n{VALID}\n{{}}\n");
        let verdicts = judge(true, 9).lines(text.as_bytes());
        assert_eq!((verdicts.valid, verdicts.invalid), (1, 1));
    }

    #[test]
    fn no_more_findings_are_kept_than_can_be_told() {
        let mut judge = judge(false, 7);
        let mut root = export_session();
        root.diagnose = |text, options| {
            let mut diagnosis = Diagnosis::default();
            diagnosis.findings = models::diagnose(text);
            diagnosis.is_refused = true;
            let kept = diagnosis.findings.len().min(options.max_findings);
            diagnosis.omitted = diagnosis.findings.split_off(kept).len();
            diagnosis
        };
        judge.by = root::Judge::Types(root);
        let verdicts = judge.lines("{}\n".repeat(50).as_bytes());
        let told = verdicts.told.iter();
        let kept: usize = told.clone().map(|told| told.diagnosis.findings.len()).sum();
        let omitted: usize = told.map(|told| told.diagnosis.omitted).sum();
        let each = models::diagnose(b"{}").len() as u64;
        assert_eq!(verdicts.invalid, 50);
        assert_eq!(kept, 7);
        assert_eq!(
            verdicts.omitted.problems + (omitted + kept) as u64,
            50 * each
        );
    }

    #[test]
    fn a_document_has_any_number_of_lines() {
        let verdicts = judge(false, 9).document(b"\n{\n}\n");
        assert_eq!((verdicts.valid, verdicts.invalid), (0, 1));
        assert_eq!(verdicts.told[0].range, 0..5);
    }
}
