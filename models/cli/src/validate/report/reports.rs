//! The reports of a run, which may be several.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result};

use super::{FileEnd, Record, Report, Summary};
use crate::file::{NewFile, Readers};
use crate::output::Stdout;

/// The reports of a run, each with the place that it is written to.
pub(crate) struct Reports<'a>(Vec<(Out, Box<dyn Report + 'a>)>);

/// The place of a report. Its clones are one place.
#[derive(Clone)]
pub(super) enum Out {
    Stdout(Stdout),
    /// A file that gets its name when its report is complete.
    File(Rc<RefCell<NewFile>>),
}

impl<'a> Reports<'a> {
    /// Reports that know their places.
    pub(super) fn new(reports: Vec<(Out, Box<dyn Report + 'a>)>) -> Self {
        Reports(reports)
    }

    /// Whether a report is written to a file.
    pub(crate) fn has_files(&self) -> bool {
        self.0.iter().any(|(out, _)| matches!(out, Out::File(_)))
    }

    /// Reports a document with findings.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn record(&mut self, record: &Record<'_>) -> Result<()> {
        self.each(|report| report.record(record))
    }

    /// Reports a document without findings to show.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn without_findings(&mut self, record: &Record<'_>) -> Result<()> {
        self.each(|report| report.without_findings(record))
    }

    /// Ends a file, after its documents.
    ///
    /// # Errors
    ///
    /// If that cannot be written.
    pub(crate) fn file_end(&mut self, end: &FileEnd<'_>) -> Result<()> {
        self.each(|report| report.file_end(end))
    }

    /// Ends the reports, and gives their files their names; without this they vanish.
    ///
    /// # Errors
    ///
    /// If one cannot be written.
    pub(crate) fn finish(&mut self, summary: &Summary) -> Result<()> {
        self.each(|report| report.finish(summary))?;
        for (out, report) in self.0.drain(..) {
            // It writes to the same place.
            drop(report);
            out.complete()?;
        }
        Ok(())
    }

    fn each(&mut self, mut act: impl FnMut(&mut dyn Report) -> io::Result<()>) -> Result<()> {
        for (out, report) in &mut self.0 {
            act(report.as_mut()).with_context(|| out.name())?;
        }
        Ok(())
    }
}

impl Out {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// The error of the system.
    pub(super) fn file(path: &Path) -> Result<Self> {
        let file = NewFile::begin(path, Readers::Usual)?;
        Ok(Out::File(Rc::new(RefCell::new(file))))
    }

    /// The name for people.
    fn name(&self) -> String {
        match self {
            Out::Stdout(_) => "standard output".to_owned(),
            Out::File(file) => file.borrow().name(),
        }
    }

    fn complete(self) -> Result<()> {
        match self {
            Out::Stdout(mut stdout) => stdout.flush().context("standard output"),
            Out::File(file) => match Rc::into_inner(file) {
                Some(file) => file.into_inner().link()?.rename(),
                // Whoever has the other clone goes on with it.
                None => Ok(()),
            },
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Out::Stdout(stdout) => stdout.write(bytes),
            Out::File(file) => file.borrow_mut().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Out::Stdout(stdout) => stdout.flush(),
            Out::File(file) => {
                let mut file = file.borrow_mut();
                // Nobody reads a file before it has a name.
                match file.is_stream() {
                    true => file.flush(),
                    false => Ok(()),
                }
            }
        }
    }
}
