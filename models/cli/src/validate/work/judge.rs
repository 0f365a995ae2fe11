//! Verdicts on the documents of a text.

use std::collections::HashSet;
use std::io;
use std::ops::Range;

use exactschema::evaluate::Output;
use exactschema_convert::{Converted, Refusal, Syntax, convert};
use memchr::{memchr, memchr_iter, memrchr};
use models::diagnose::{Diagnosis, Options};

use super::super::inputs::syntax;
use super::super::limit::{OF_A_DOCUMENT, Tally};
use super::causes::explain;
use crate::input::Source;
use crate::root;

/// The judge of documents, and its options.
pub(crate) struct Judge {
    pub(crate) by: root::Judge,
    pub(crate) options: Options,
    /// Whether to end with the first invalid document.
    pub(crate) fail_fast: bool,
    /// The documents that are recorded.
    pub(crate) recorded: Recorded,
    /// Whether to record the location of every document.
    pub(crate) split: bool,
    /// The files that must have a schema.
    pub(crate) named: HashSet<Source>,
    /// The language of what has no name that tells.
    pub(crate) language: Option<Syntax>,
}

/// The documents that are recorded, and what of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Recorded {
    /// Documents with findings.
    Findings,
    /// All documents.
    Verdicts,
    /// All documents, with their standard output.
    Outputs,
}

/// Verdicts on the documents of a text.
#[derive(Default)]
pub(crate) struct Verdicts {
    pub(crate) valid: u64,
    pub(crate) invalid: u64,
    /// The number of documents that have no schema.
    pub(crate) skipped: u64,
    /// The number of lines.
    pub(crate) lines: usize,
    /// Whether it is a stream of several documents, whose findings have the lines of the file.
    pub(crate) is_stream: bool,
    /// The findings of documents that are not listed.
    pub(crate) omitted: Tally,
    /// The recorded documents, in their order.
    pub(crate) documents: Vec<DocumentFindings>,
    /// The number of these findings.
    kept: Tally,
    /// The reason why there is no verdict on some document, and its line.
    pub(crate) unjudged: Option<(usize, String)>,
    /// The ranges of the documents, if they are split.
    pub(crate) runs: Vec<Run>,
}

/// A document that is recorded.
pub(crate) struct DocumentFindings {
    /// The numbers of documents and of lines before it in this text.
    pub(crate) record: u64,
    pub(crate) line: usize,
    pub(crate) range: Range<usize>,
    pub(crate) diagnosis: Diagnosis,
    pub(crate) output: Option<Output>,
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
    /// Adds the findings of the next document.
    fn add(
        &mut self,
        range: Range<usize>,
        diagnosis: Diagnosis,
        output: Option<Output>,
        recorded: Recorded,
    ) {
        // Very many documents may have no findings to report.
        if diagnosis.findings.is_empty() && recorded == Recorded::Findings {
            self.omitted += Tally::omitted(&diagnosis);
            return;
        }
        self.kept += Tally::kept(&diagnosis);
        self.documents.push(DocumentFindings {
            record: self.valid + self.invalid,
            line: self.lines,
            range,
            diagnosis,
            output,
        });
    }
}

impl Judge {
    /// The verdict on a text of a file that is one document.
    ///
    /// # Errors
    ///
    /// The reason why there is no schema to judge by, though there should be one.
    pub(crate) fn document(&self, source: &Source, text: &[u8]) -> io::Result<Verdicts> {
        let mut verdicts = Verdicts::default();
        if let Some(syntax) = syntax(source, self.language) {
            self.converted(source, text, convert(syntax, text), &mut verdicts)?;
            return Ok(verdicts);
        }
        match self.by.of(source, Some(text))? {
            Some(by) => drop(self.part(&by, text, 0..text.len(), &mut verdicts)),
            None => self.skip(source, 1, &mut verdicts)?,
        }
        Ok(verdicts)
    }

    /// Adds the verdicts on documents that were converted to JSON.
    fn converted(
        &self,
        source: &Source,
        text: &[u8],
        documents: Vec<Result<Converted, Refusal>>,
        verdicts: &mut Verdicts,
    ) -> io::Result<()> {
        verdicts.is_stream = documents.len() > 1;
        for document in documents {
            let json = document.as_ref().map_or(&[][..], Converted::json);
            // What cannot be read names no schema.
            let Some(by) = self.by.of(source, document.is_ok().then_some(json))? else {
                self.skip(source, 1, verdicts)?;
                continue;
            };
            let relocate = |diagnosis: &mut Diagnosis| match &document {
                Ok(converted) => converted.relocate(diagnosis, text),
                Err(refusal) => refusal.explain(diagnosis, text),
            };
            let side = self.judge(&by, json, 0..text.len(), relocate, verdicts);
            if self.fail_fast && side == Some(Side::Invalid) {
                break;
            }
        }
        Ok(())
    }

    /// Leaves documents out that have no schema.
    ///
    /// # Errors
    ///
    /// If their file must have one.
    fn skip(&self, source: &Source, documents: u64, verdicts: &mut Verdicts) -> io::Result<()> {
        if self.named.contains(source) {
            return Err(io::Error::other("it has no schema: name one with --schema"));
        }
        verdicts.skipped += documents;
        Ok(())
    }

    /// The verdicts on the documents of some lines of a file.
    ///
    /// # Errors
    ///
    /// As [`document`](Self::document).
    pub(crate) fn lines(&self, source: &Source, text: &[u8]) -> io::Result<Verdicts> {
        let mut verdicts = Verdicts::default();
        let Some(by) = self.by.of(source, None)? else {
            let lines = text.split(|byte| *byte == b'\n');
            let documents = lines.filter(|line| !line.trim_ascii().is_empty());
            self.skip(source, documents.count() as u64, &mut verdicts)?;
            return Ok(verdicts);
        };
        let mut start = 0;
        loop {
            let blank = blank_lines(&text[start..]);
            verdicts.lines += blank.lines;
            start += blank.length;
            if start == text.len() {
                break;
            }
            let end = memchr(b'\n', &text[start..]).map_or(text.len(), |at| start + at + 1);
            let line = start..end;
            let document = without_end(text, line.clone());
            let side = self.part(&by, text, document, &mut verdicts);
            if let Some(side) = side.filter(|_| self.split) {
                add_run(&mut verdicts.runs, side, line);
            }
            if self.fail_fast && side == Some(Side::Invalid) {
                break;
            }
            verdicts.lines += 1;
            start = end;
        }
        Ok(verdicts)
    }

    fn part(
        &self,
        by: &root::Judge,
        text: &[u8],
        range: Range<usize>,
        verdicts: &mut Verdicts,
    ) -> Option<Side> {
        let document = &text[range.clone()];
        let explain = |diagnosis: &mut Diagnosis| {
            if diagnosis.is_refused {
                explain(diagnosis, document);
            }
        };
        self.judge(by, document, range, explain, verdicts)
    }

    /// Adds the verdict on a document at a range of the text, with findings that are completed
    /// there.
    fn judge(
        &self,
        by: &root::Judge,
        document: &[u8],
        range: Range<usize>,
        complete: impl FnOnce(&mut Diagnosis),
        verdicts: &mut Verdicts,
    ) -> Option<Side> {
        let judged = by.diagnose(document, &self.left(verdicts));
        let judged = judged.and_then(|diagnosis| {
            let output = match self.recorded {
                Recorded::Outputs => by.output(document)?,
                Recorded::Findings | Recorded::Verdicts => None,
            };
            Ok((diagnosis, output))
        });
        let (mut diagnosis, output) = match judged {
            Ok(judged) => judged,
            Err(exceeded) => {
                let line = verdicts.lines;
                verdicts
                    .unjudged
                    .get_or_insert((line, exceeded.to_string()));
                return None;
            }
        };
        complete(&mut diagnosis);
        let side = match diagnosis.is_refused {
            true => Side::Invalid,
            false => Side::Valid,
        };
        verdicts.add(range, diagnosis, output, self.recorded);
        match side {
            Side::Valid => verdicts.valid += 1,
            Side::Invalid => verdicts.invalid += 1,
        }
        Some(side)
    }

    /// The number of findings to keep of the next document: neither more than can be
    /// reported, nor too many of one document.
    fn left(&self, verdicts: &Verdicts) -> Options {
        let mut options = self.options;
        let left = |most: usize, kept: u64| most.saturating_sub(kept as usize).min(OF_A_DOCUMENT);
        options.max_findings = left(options.max_findings, verdicts.kept.problems);
        options.max_warnings = left(options.max_warnings, verdicts.kept.warnings);
        options
    }
}

/// Lines of nothing but what JSON calls white space.
struct Blank {
    length: usize,
    lines: usize,
}

/// The blank lines that a text begins with; the last one of all may have no end. There
/// may be gigabytes of them, which are passed as fast as they are read.
fn blank_lines(text: &[u8]) -> Blank {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    if !text.first().is_some_and(is_blank) {
        return Blank {
            length: 0,
            lines: 0,
        };
    }
    // By blocks, which a processor compares at once.
    let blocks = text.chunks_exact(64);
    let whole =
        blocks.take_while(|block| block.iter().fold(true, |all, byte| all & is_blank(byte)));
    let passed = 64 * whole.count();
    let rest = text[passed..].iter().take_while(|byte| is_blank(byte));
    let length = passed + rest.count();
    let blank = &text[..length];
    let lines = memchr_iter(b'\n', blank).count();
    if length == text.len() {
        let last = usize::from(!blank.ends_with(b"\n"));
        return Blank {
            length,
            lines: lines + last,
        };
    }
    // The blanks before a document are part of its line.
    let length = memrchr(b'\n', blank).map_or(0, |at| at + 1);
    Blank { length, lines }
}

/// The document on a line, whose end may be absent; none if the line is blank.
pub(crate) fn document_of(line: &[u8]) -> Option<&[u8]> {
    let document = &line[without_end(line, 0..line.len())];
    let is_blank = blank_lines(document).length == document.len();
    (!is_blank).then_some(document)
}

fn without_end(text: &[u8], line: Range<usize>) -> Range<usize> {
    let content = &text[line.clone()];
    let content = content.strip_suffix(b"\n").unwrap_or(content);
    let content = content.strip_suffix(b"\r").unwrap_or(content);
    line.start..line.start + content.len()
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
            recorded: Recorded::Findings,
            split: true,
            named: HashSet::new(),
            language: None,
        }
    }

    fn export_session() -> models::SchemaEntry {
        let mut roots = models::ROOTS.iter();
        *roots.find(|root| root.name() == "export-session").unwrap()
    }

    #[test]
    fn lines_and_documents_are_counted_apart() {
        let text = format!("{VALID}\r\n\n \t\r\n{{}}\n{VALID}\n{VALID}\n[]");
        let verdicts = judge(false, 9)
            .lines(&Source::Stdin, text.as_bytes())
            .unwrap();
        assert_eq!((verdicts.valid, verdicts.invalid), (3, 2));
        let documents: Vec<_> = verdicts
            .documents
            .iter()
            .map(|document| {
                (
                    document.record,
                    document.line,
                    &text[document.range.clone()],
                )
            })
            .collect();
        assert_eq!(documents, [(1, 3, "{}"), (4, 6, "[]")]);
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

    /// A walk from line to line finds the same.
    #[test]
    fn blank_lines_are_passed_and_counted() {
        let mut random = fastrand::Rng::with_seed(9);
        for _ in 0..2_000 {
            let most = random.usize(1..300);
            let blanks = |random: &mut fastrand::Rng| -> String {
                let blanks = std::iter::repeat_with(|| random.choice([" ", "\t", "\r", "\n"]));
                blanks.take(most).flatten().collect()
            };
            let (before, after) = (blanks(&mut random), blanks(&mut random));
            let text = format!("{before}[]{after}");
            let verdicts = judge(false, 9)
                .lines(&Source::Stdin, text.as_bytes())
                .unwrap();
            assert_eq!((verdicts.valid, verdicts.invalid), (0, 1));
            assert_eq!(
                verdicts.lines,
                text.split_inclusive('\n').count(),
                "{text:?}"
            );
            let lines = before.matches('\n').count();
            assert_eq!(verdicts.documents[0].line, lines, "{text:?}");
            let run = &text[verdicts.runs[0].range.clone()];
            let line = text.split_inclusive('\n').nth(lines).unwrap();
            assert_eq!(run, line, "{text:?}");
        }
    }

    #[test]
    fn the_first_refusal_can_be_the_last() {
        let text = format!("{VALID}\n{{}}\n{VALID}\n{{}}\n");
        let verdicts = judge(true, 9)
            .lines(&Source::Stdin, text.as_bytes())
            .unwrap();
        assert_eq!((verdicts.valid, verdicts.invalid), (1, 1));
    }

    #[test]
    fn no_more_findings_are_kept_than_can_be_reported() {
        let judge = judge(false, 7);
        let verdicts = judge
            .lines(&Source::Stdin, "{}\n".repeat(50).as_bytes())
            .unwrap();
        let diagnoses = verdicts
            .documents
            .iter()
            .map(|document| &document.diagnosis);
        let kept: usize = diagnoses.clone().map(|one| one.findings.len()).sum();
        let omitted: usize = diagnoses.map(|one| one.omitted).sum();
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
        let verdicts = judge(false, 9)
            .document(&Source::Stdin, b"\n{\n}\n")
            .unwrap();
        assert_eq!((verdicts.valid, verdicts.invalid), (0, 1));
        assert_eq!(verdicts.documents[0].range, 0..5);
    }
}
