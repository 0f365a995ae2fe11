//! Telling what is found, in the order of the input.

use anyhow::{Context, Result};
use models::diagnose::{Diagnosis, Severity};

use super::limit::{Limit, Tally};
use super::report::{FileEnd, Record, Report, Summary};
use super::split::Split;
use super::work::{Outcome, Told, Verdicts};
use crate::input::Source;
use crate::output::error;

/// Where the outcomes go.
pub(super) struct Teller<'a> {
    report: Box<dyn Report + 'a>,
    split: Option<Split>,
    limit: Limit,
    /// What may still be told: warnings take nothing from problems.
    left: Tally,
    /// How many lines and documents of the file are told of, and how many of the
    /// documents are not valid.
    lines: usize,
    records: u64,
    invalid: u64,
    pub(super) summary: Summary,
}

impl<'a> Teller<'a> {
    pub(super) fn new(report: Box<dyn Report + 'a>, split: Option<Split>, limit: Limit) -> Self {
        let most = limit.most() as u64;
        Teller {
            report,
            split,
            limit,
            left: Tally {
                problems: most,
                warnings: most,
            },
            lines: 0,
            records: 0,
            invalid: 0,
            summary: Summary {
                valid: 0,
                invalid: 0,
                unreadable: 0,
                told: Tally::default(),
                omitted: Tally::default(),
                limit,
                interrupted: false,
            },
        }
    }

    /// Tells of the next piece of the input.
    ///
    /// # Errors
    ///
    /// If the report or the halves of the split cannot be written.
    pub(super) fn tell(&mut self, outcome: &mut Outcome) -> Result<()> {
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
            self.report.file_end(&end).context("standard output")?;
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
        for told in &mut verdicts.told {
            self.limit(told);
            if !told.diagnosis.findings.is_empty() {
                let record = Record {
                    source,
                    record: is_lines.then_some(self.records + told.record + 1),
                    line: self.lines + told.line + 1,
                    text: &text[told.range.clone()],
                    diagnosis: &told.diagnosis,
                    limit: self.limit,
                };
                self.report.record(&record).context("standard output")?;
            }
            self.summary.count(&told.diagnosis);
        }
        self.summary.omitted += verdicts.omitted;
        if let Some(split) = &mut self.split {
            split.add(text, &verdicts.runs)?;
        }
        self.lines += verdicts.lines;
        self.records += verdicts.valid + verdicts.invalid;
        self.invalid += verdicts.invalid;
        self.summary.valid += verdicts.valid;
        self.summary.invalid += verdicts.invalid;
        Ok(())
    }

    /// Leaves out what is beyond the limit, and counts it.
    fn limit(&mut self, told: &mut Told) {
        let Diagnosis {
            findings,
            omitted,
            omitted_warnings,
            ..
        } = &mut told.diagnosis;
        findings.retain(|finding| {
            let (left, omitted) = match finding.severity {
                Severity::Error => (&mut self.left.problems, &mut *omitted),
                Severity::Warning => (&mut self.left.warnings, &mut *omitted_warnings),
            };
            let is_told = *left > 0;
            match is_told {
                true => *left -= 1,
                false => *omitted += 1,
            }
            is_told
        });
    }

    /// The end of the report, and of the split if all has been told.
    ///
    /// # Errors
    ///
    /// As [`tell`](Teller::tell).
    pub(super) fn finish(mut self, is_complete: bool) -> Result<Summary> {
        self.report
            .finish(&self.summary)
            .context("standard output")?;
        if let Some(split) = self.split {
            match is_complete && self.summary.unreadable == 0 {
                true => split.finish()?,
                false => error(format_args!("not all has been read: nothing is split")),
            }
        }
        Ok(self.summary)
    }
}
