//! JSON Lines, judged as the program judges them.

use std::io::Cursor;
use std::path::Path;

use exactschema::diagnose::{Diagnosis, Options};
use exactschema::evaluate::Exceeded;
use exactschema_cli::elsewhere::{diagnose_line, for_each_line};
use pyo3::pybacked::PyBackedBytes;

use crate::arrow::Documents;
use crate::schema::Judge;

/// Verdicts on lines, or on other documents one after the other.
#[derive(Default)]
pub(crate) struct Verdicts {
    /// The number of lines, with blank ones.
    pub(crate) lines: usize,
    pub(crate) documents: usize,
    pub(crate) invalid: usize,
    /// The documents that are not valid, with the indexes of their lines and the errors.
    pub(crate) found: Vec<(usize, Diagnosis)>,
    /// Lines without a verdict, and why.
    pub(crate) unreadable: Vec<(usize, String)>,
}

impl Verdicts {
    /// The verdicts on the lines in an array.
    pub(crate) fn of_lines(lines: &Documents, judge: &Judge, options: &Options) -> Self {
        let mut verdicts = Verdicts::default();
        for index in 0..lines.len() {
            verdicts.line(lines.get(index).unwrap_or_default(), judge, options);
        }
        verdicts
    }

    /// The verdicts on the documents in an array; nulls are passed over.
    pub(crate) fn of_documents(documents: &Documents, judge: &Judge, options: &Options) -> Self {
        let mut verdicts = Verdicts::default();
        for index in 0..documents.len() {
            let document = documents.get(index);
            let diagnosis = document.map(|document| judge.diagnose(document, options));
            verdicts.add(diagnosis.transpose());
        }
        verdicts
    }

    /// The verdicts on the lines of a file with this content, compressed as its name says.
    pub(crate) fn of_file(
        path: &str,
        content: PyBackedBytes,
        judge: &Judge,
        options: &Options,
    ) -> Self {
        let mut verdicts = Verdicts::default();
        let each = &mut |line: &[u8]| verdicts.line(line, judge, options);
        if let Err(error) = for_each_line(Path::new(path), Cursor::new(content), each) {
            verdicts
                .unreadable
                .push((verdicts.lines, error.to_string()));
        }
        verdicts
    }

    fn line(&mut self, line: &[u8], judge: &Judge, options: &Options) {
        let judge = |document: &[u8]| judge.diagnose(document, options);
        self.add(diagnose_line(line, judge));
    }

    fn add(&mut self, diagnosis: Result<Option<Diagnosis>, Exceeded>) {
        match diagnosis {
            Ok(None) => {}
            Ok(Some(diagnosis)) => {
                self.documents += 1;
                if diagnosis.is_refused {
                    self.invalid += 1;
                    self.found.push((self.lines, diagnosis));
                }
            }
            Err(exceeded) => self.unreadable.push((self.lines, exceeded.to_string())),
        }
        self.lines += 1;
    }
}
