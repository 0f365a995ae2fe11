//! How reports read: one status word for each thing, right-aligned like those
//! of cargo, then what is wrong and what mends it.

use std::fmt::{Arguments, Display};
use std::io::Write;
use std::process::ExitCode;
use std::sync::OnceLock;

use anstyle::{AnsiColor, Style};
use anyhow::{Result, bail};
use similar::TextDiff;

/// How a command ends; of several ends the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Exit(pub(crate) u8);

impl Exit {
    pub(crate) const GOOD: Exit = Exit(0);
    pub(crate) const FINDINGS: Exit = Exit(1);
    pub(crate) const NO_VERDICT: Exit = Exit(3);
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
    /// It should be there.
    Missing,
    /// Nothing would generate it.
    Orphan,
    /// It was written for the first time.
    Created,
    /// It was written anew.
    Updated,
    /// It was removed.
    Removed,
    /// The compiled types say what the schema says.
    Equal,
    /// They do not.
    Drift,
    /// Every sample got its verdict.
    Judged,
    /// A sample did not get its verdict.
    Misjudged,
    /// A group of the test suite got another verdict, or was altered.
    Wrong,
    /// The types refuse by name what they cannot hold.
    HeldBack,
    /// A schema that cannot be honoured exactly.
    Refused,
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
            Status::HeldBack => ("Held back", Yellow),
            Status::Refused => ("Refused", Red),
            Status::Failure => ("Failure", Red),
        }
    }
}

/// A status line: a finding, or the absence of one.
pub(crate) fn status(status: Status, subject: impl Display) {
    let (word, color) = status.word();
    labelled(word, color.on_default().bold(), subject);
}

/// What is wrong.
pub(crate) fn problem(message: impl Display) {
    labelled("problem:", AnsiColor::Red.on_default(), message);
}

/// What mends it.
pub(crate) fn fix(message: impl Display) {
    labelled("fix:", AnsiColor::Cyan.on_default(), message);
}

/// Why a thing is as it is, where nothing needs mending.
pub(crate) fn reason(message: impl Display) {
    labelled("reason:", Style::new(), message);
}

fn labelled(label: &str, style: Style, text: impl Display) {
    line(format_args!("{style}{label:>12}{style:#} {text}"));
}

/// A unified diff from what is there to what should be.
pub(crate) fn diff(path: &str, there: &str, expected: &str) {
    diff_to(path, "generated", there, expected);
}

/// The same, with a word for where the second comes from.
pub(crate) fn diff_to(path: &str, origin: &str, there: &str, expected: &str) {
    let diff = TextDiff::from_lines(there, expected);
    let mut unified = diff.unified_diff();
    let unified = unified
        .header(path, &format!("{path} ({origin})"))
        .to_string();
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

/// Why standard output did not take all of the report.
static LOST: OnceLock<String> = OnceLock::new();

/// Whether the whole report was written.
///
/// # Errors
///
/// Why not.
pub(crate) fn delivered() -> Result<()> {
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

/// What kept a command from running, on standard error.
pub(crate) fn error(message: Arguments<'_>) {
    let _ = writeln!(anstream::stderr(), "error: {message}");
}
