//! The cases of a suite, and how XML takes them.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use crate::validate::limit::count;

/// The type of a failure whose findings are not shown.
pub(super) const NOT_SHOWN: &str = "not-shown";

/// The destination of the report.
pub(super) type Xml<'a> = Writer<Box<dyn Write + 'a>>;

/// A test case.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) outcome: Outcome,
    /// The warnings, which fail no test.
    pub(super) output: Vec<String>,
}

pub(super) enum Outcome {
    Good,
    /// A finding of a document.
    Failure {
        keyword: String,
        message: String,
        lines: Vec<String>,
    },
    /// A document or file without a verdict.
    Error {
        problem: String,
    },
}

impl Case {
    /// The case of a whole file.
    pub(super) fn of_file(name: &str, outcome: Outcome) -> Self {
        Case {
            name: name.to_owned(),
            outcome,
            output: Vec::new(),
        }
    }

    /// Writes it as a case of the suite of a file.
    pub(super) fn write(&self, source: &str, writer: &mut Xml<'_>) -> io::Result<()> {
        let (name, class) = (xml(&self.name), xml(source));
        let element = writer.create_element("testcase");
        let element = element.with_attributes([("name", name.as_str()), ("classname", &class)]);
        if self.output.is_empty() && matches!(self.outcome, Outcome::Good) {
            return element.write_empty().map(drop);
        }
        let write = |writer: &mut Xml<'_>| {
            self.outcome.write(writer)?;
            if !self.output.is_empty() {
                let text = xml(&self.output.join("\n"));
                let element = writer.create_element("system-out");
                element.write_text_content(BytesText::new(&text))?;
            }
            Ok(())
        };
        element.write_inner_content(write).map(drop)
    }
}

impl Outcome {
    /// The failure of invalid documents whose findings are not shown.
    pub(super) fn not_shown(documents: u64) -> Self {
        let message = format!("{}, not shown", count(documents, "invalid document"));
        Outcome::Failure {
            keyword: NOT_SHOWN.into(),
            lines: vec![message.clone()],
            message,
        }
    }

    pub(super) fn is_failure(&self) -> bool {
        matches!(self, Outcome::Failure { .. })
    }

    fn write(&self, writer: &mut Xml<'_>) -> io::Result<()> {
        let (element, kind, message, text) = match self {
            Outcome::Good => return Ok(()),
            Outcome::Failure {
                keyword,
                message,
                lines,
            } => ("failure", &**keyword, message, lines.join("\n")),
            Outcome::Error { problem } => ("error", "unreadable", problem, problem.clone()),
        };
        let element = writer.create_element(element);
        let (message, text) = (xml(message), xml(&text));
        let element = element.with_attributes([("type", kind), ("message", &message)]);
        element.write_text_content(BytesText::new(&text)).map(drop)
    }
}

/// Text without the characters that XML 1.0 cannot hold, even escaped.
pub(super) fn xml(text: &str) -> String {
    text.replace(
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}'),
        "\u{fffd}",
    )
}
