//! Reports findings in the order of the input.

use anyhow::Result;
use models::diagnose::{Diagnosis, Severity};

use super::limit::{Limit, Tally};
use super::report::{FileEnd, Record, Reports, Summary};
use super::split::Split;
use super::statistics::Statistics;
use super::work::{DocumentFindings, Outcome, Verdicts};
use crate::input::Source;
use crate::output::error;
use crate::resources::at_work;

/// Hands results to the reports, the split and the summary.
pub(super) struct Reporter<'a> {
    reports: Reports<'a>,
    split: Option<Split>,
    /// If they are asked for.
    pub(super) statistics: Option<Statistics>,
    limit: Limit,
    /// The findings that may still be reported; warnings and problems count apart.
    left: Tally,
    /// The lines and documents of the file that were reported, and the invalid documents
    /// among them.
    lines: usize,
    records: u64,
    invalid: u64,
    pub(super) summary: Summary,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(reports: Reports<'a>, split: Option<Split>, limit: Limit) -> Self {
        let most = limit.most() as u64;
        Reporter {
            reports,
            split,
            statistics: None,
            limit,
            left: Tally {
                problems: most,
                warnings: most,
            },
            lines: 0,
            records: 0,
            invalid: 0,
            summary: Summary::new(limit),
        }
    }

    /// Reports the next piece of the input.
    ///
    /// # Errors
    ///
    /// If the report or the halves of the split cannot be written.
    pub(super) fn report(&mut self, outcome: &mut Outcome) -> Result<()> {
        let _named = at_work(&outcome.source);
        let text = outcome.text.as_deref().unwrap_or_default();
        let mut problem = None;
        match &mut outcome.verdicts {
            Ok(verdicts) => self.verdicts(&outcome.source, !outcome.ends, text, verdicts)?,
            Err(message) => {
                error(format_args!("{}: {message}", outcome.source));
                self.summary.unreadable += 1;
                problem = Some(message.as_str());
            }
        }
        if outcome.ends {
            let end = FileEnd {
                source: &outcome.source,
                invalid: self.invalid,
                problem,
            };
            self.reports.file_end(&end)?;
            (self.lines, self.records, self.invalid) = (0, 0, 0);
        }
        Ok(())
    }

    fn verdicts(
        &mut self,
        source: &Source,
        is_lines: bool,
        text: &[u8],
        verdicts: &mut Verdicts,
    ) -> Result<()> {
        for document in &mut verdicts.documents {
            if let Some(statistics) = &mut self.statistics {
                statistics.count(source, &document.diagnosis);
            }
            self.limit(document);
            let record = Record {
                source,
                record: (is_lines || verdicts.is_stream)
                    .then_some(self.records + document.record + 1),
                line: self.lines + document.line + 1,
                text: &text[document.range.clone()],
                diagnosis: &document.diagnosis,
                output: document.output.as_ref(),
                limit: self.limit,
            };
            match document.diagnosis.findings.is_empty() {
                true => self.reports.without_findings(&record)?,
                false => self.reports.record(&record)?,
            }
            self.summary.count(&document.diagnosis);
        }
        if let Some((line, why)) = &verdicts.unjudged {
            let line = self.lines + line + 1;
            error(format_args!("{source}:{line}: {why}"));
            self.summary.unreadable += 1;
        }
        self.summary.omitted += verdicts.omitted;
        if let Some(split) = &mut self.split {
            split.add(text, &verdicts.runs)?;
        }
        self.lines += verdicts.lines;
        self.records += verdicts.valid + verdicts.invalid;
        self.invalid += verdicts.invalid;
        self.summary.valid += verdicts.valid;
        self.summary.skipped += verdicts.skipped;
        self.summary.invalid += verdicts.invalid;
        Ok(())
    }

    /// Drops the findings beyond the limit, and counts them.
    fn limit(&mut self, document: &mut DocumentFindings) {
        let Diagnosis {
            findings,
            omitted,
            omitted_warnings,
            ..
        } = &mut document.diagnosis;
        findings.retain(|finding| {
            let (left, omitted) = match finding.severity {
                Severity::Error => (&mut self.left.problems, &mut *omitted),
                Severity::Warning => (&mut self.left.warnings, &mut *omitted_warnings),
            };
            let is_reported = *left > 0;
            match is_reported {
                true => *left -= 1,
                false => *omitted += 1,
            }
            is_reported
        });
    }

    /// Ends the reports.
    ///
    /// # Errors
    ///
    /// As [`report`](Reporter::report).
    pub(super) fn finish(&mut self) -> Result<()> {
        self.reports.finish(&self.summary)
    }

    /// Ends the split, if all input was reported.
    ///
    /// # Errors
    ///
    /// If its files cannot be written.
    pub(super) fn split(self, is_complete: bool) -> Result<Summary> {
        if let Some(split) = self.split {
            match is_complete && self.summary.unreadable == 0 {
                true => split.finish()?,
                false => error(format_args!(
                    "the input was not read to its end: nothing was split"
                )),
            }
        }
        Ok(self.summary)
    }
}
