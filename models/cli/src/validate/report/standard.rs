//! `--format flag|basic|detailed`: the standard output of JSON Schema (2020-12 Core §12).

use std::io::{self, Write};

use exactschema::{Object, Value};

use super::{Record, Report, Summary};

/// A structure of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Structure {
    /// Core §12.4.1.
    Flag,
    /// Core §12.4.2.
    Basic,
    /// Core §12.4.3.
    Detailed,
}

/// JSON Lines: a line for each document, valid or not, which is its output unit. Beside the
/// properties of the specification it has `file`, and `record` for a document of JSON Lines.
pub(super) struct Standard<'a> {
    out: Box<dyn Write + 'a>,
    structure: Structure,
}

impl<'a> Standard<'a> {
    pub(super) fn new(out: impl Write + 'a, structure: Structure) -> Self {
        Standard {
            out: Box::new(out),
            structure,
        }
    }
}

impl Report for Standard<'_> {
    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        let mut unit = match (record.output, self.structure) {
            (Some(output), Structure::Basic) => output.basic(),
            (Some(output), Structure::Detailed) => output.detailed(),
            _ => Object::from_iter([("valid".to_owned(), !record.diagnosis.is_refused)]),
        };
        unit.insert("file", &*record.source.name());
        if let Some(number) = record.record {
            unit.insert("record", number);
        }
        writeln!(self.out, "{}", Value::from(unit))?;
        self.out.flush()
    }

    fn without_findings(&mut self, record: &Record<'_>) -> io::Result<()> {
        self.record(record)
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}
