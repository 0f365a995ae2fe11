//! Reports: a status word for each thing, right-aligned like those of cargo, then its
//! problems and their fixes.

use std::fmt::{Arguments, Display};
use std::io::Write;
use std::process::ExitCode;
use std::sync::OnceLock;

use anstyle::{AnsiColor, Style};
use anyhow::{Result, bail};
use clap::error::ErrorKind;
use exactschema_frontend::text::printable;
use similar::TextDiff;

/// The exit code of a command; of several the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exit(pub(crate) u8);

impl Exit {
    /// Nothing was found.
    pub const GOOD: Exit = Exit(0);
    /// Something is stale, differs, breaks, or is rejected.
    pub const FINDINGS: Exit = Exit(1);
    /// The arguments have no meaning, or do not fit each other.
    pub const USAGE: Exit = Exit(2);
    /// No verdict is possible.
    pub const NO_VERDICT: Exit = Exit(3);

    /// The exit code of the process.
    #[must_use]
    pub fn code(self) -> u8 {
        self.0
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.0)
    }
}

/// The status of a thing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// As it should be.
    Fresh,
    /// Its content is not what would be generated.
    Stale,
    /// The file is missing.
    Missing,
    /// Nothing would generate it.
    Orphan,
    /// It was written for the first time.
    Created,
    /// It was written anew.
    Updated,
    /// It was removed.
    Removed,
    /// The compiled types emit the schema.
    Equal,
    /// They do not.
    Drift,
    /// Every sample got its verdict.
    Judged,
    /// A sample did not get its verdict.
    Misjudged,
    /// A group of the test suite got another verdict, or was altered.
    Wrong,
    /// A released schema is unchanged.
    Intact,
    /// It is not.
    Altered,
    /// The relation of a schema to its newest release.
    Released,
    /// The version is raised as the schemas require.
    Version,
    /// It is not.
    Behind,
    /// A schema that cannot be supported exactly.
    Refused,
    /// No document breaks by it.
    Compatible,
    /// A document breaks by it.
    Breaking,
    /// It breaks only where nothing has to be compatible.
    Allowed,
    /// It is not known whether a document breaks by it.
    Undecided,
    /// It breaks on purpose.
    Ignored,
    /// Something did not work at all.
    Failure,
}

impl Status {
    fn word(self) -> (&'static str, AnsiColor) {
        use AnsiColor::{Green, Red, Yellow};
        match self {
            Status::Fresh => ("Fresh", Green),
            Status::Stale => ("Stale", Yellow),
            Status::Missing => ("Missing", Yellow),
            Status::Orphan => ("Orphan", Yellow),
            Status::Created => ("Created", Green),
            Status::Updated => ("Updated", Green),
            Status::Removed => ("Removed", Green),
            Status::Equal => ("Equal", Green),
            Status::Drift => ("Drift", Red),
            Status::Judged => ("Judged", Green),
            Status::Misjudged => ("Misjudged", Red),
            Status::Wrong => ("Wrong", Red),
            Status::Intact => ("Intact", Green),
            Status::Altered => ("Altered", Red),
            Status::Released => ("Released", Green),
            Status::Version => ("Version", Green),
            Status::Behind => ("Behind", Red),
            Status::Refused => ("Refused", Red),
            Status::Compatible => ("Compatible", Green),
            Status::Breaking => ("Breaking", Red),
            Status::Allowed => ("Allowed", Yellow),
            Status::Undecided => ("Undecided", Red),
            Status::Ignored => ("Ignored", Yellow),
            Status::Failure => ("Failure", Red),
        }
    }
}

/// A status line: a finding, or the absence of one.
pub(crate) fn status(status: Status, subject: impl Display) {
    let (word, color) = status.word();
    labelled(word, color.on_default().bold(), subject);
}

/// Reports a problem.
pub(crate) fn problem(message: impl Display) {
    labelled("problem:", AnsiColor::Red.on_default(), message);
}

/// Reports a fix.
pub(crate) fn fix(message: impl Display) {
    labelled("fix:", AnsiColor::Cyan.on_default(), message);
}

/// Reports a reason, where nothing needs a fix.
pub(crate) fn reason(message: impl Display) {
    labelled("reason:", Style::new(), message);
}

/// Something more about a thing.
pub(crate) fn label(label: &str, text: impl Display) {
    labelled(&format!("{label}:"), Style::new(), text);
}

fn labelled(label: &str, style: Style, text: impl Display) {
    let text = text.to_string();
    let lines: Vec<String> = text.split('\n').map(printable).collect();
    let text = lines.join("\n");
    line(format_args!("{style}{label:>12}{style:#} {text}"));
}

/// A unified diff from the actual to the expected text.
pub(crate) fn diff(path: &str, actual: &str, expected: &str) {
    diff_to(path, &format!("{path} (generated)"), actual, expected);
}

/// A unified diff from the actual to another text, with the name of each.
pub(crate) fn diff_to(path: &str, other: &str, actual: &str, expected: &str) {
    let diff = TextDiff::from_lines(actual, expected);
    let mut unified = diff.unified_diff();
    let unified = unified.header(path, other).to_string();
    for text in unified.lines() {
        let style = match text.as_bytes().first() {
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        line(format_args!("{style}{text}{style:#}"));
    }
}

/// A line on standard output. The first failure is kept for [`delivered`].
pub(crate) fn line(text: Arguments<'_>) {
    if let Err(error) = writeln!(anstream::stdout(), "{text}") {
        LOST.get_or_init(|| error.to_string());
    }
}

/// The error of standard output, if part of the report was lost.
static LOST: OnceLock<String> = OnceLock::new();

/// The end of a command: that of its own, unless it could not run or its report got lost,
/// which is reported on standard error.
pub fn end(result: Result<Exit>) -> Exit {
    let delivered = result.and_then(|exit| delivered().map(|()| exit));
    delivered.unwrap_or_else(|error| {
        if let Some(usage) = error.downcast_ref::<clap::Error>() {
            let _ = usage.print();
            return Exit::USAGE;
        }
        self::error(format_args!("{error:#}"));
        Exit::NO_VERDICT
    })
}

/// The error of arguments that have no meaning together.
pub(crate) fn usage(message: &str) -> anyhow::Error {
    clap::Error::raw(ErrorKind::ArgumentConflict, format!("{message}\n")).into()
}

/// Whether the whole report was written.
///
/// # Errors
///
/// The reason.
fn delivered() -> Result<()> {
    match LOST.get() {
        None => Ok(()),
        Some(error) => bail!("standard output: {error}"),
    }
}

/// Progress, on standard error.
pub(crate) fn progress(word: &str, subject: impl Display) {
    let style = AnsiColor::Cyan.on_default().bold();
    let _ = writeln!(anstream::stderr(), "{style}{word:>12}{style:#} {subject}");
}

/// The last line of a report, on standard error.
pub(crate) fn summary(exit: Exit, text: impl Display) {
    let color = if exit == Exit::GOOD {
        AnsiColor::Green
    } else {
        AnsiColor::Red
    };
    let word = match exit {
        Exit::GOOD => "Good",
        Exit::FINDINGS => "Findings",
        _ => "No verdict",
    };
    let style = color.on_default().bold();
    let _ = writeln!(anstream::stderr(), "{style}{word:>12}{style:#} {text}");
}

/// Reports an error of a command on standard error.
pub(crate) fn error(message: Arguments<'_>) {
    let _ = writeln!(anstream::stderr(), "error: {message}");
}
