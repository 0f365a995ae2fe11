//! Standard output, standard error and exit codes.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::error::Error;
use std::fmt::{self, Arguments};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::rc::Rc;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result};
pub(crate) use exactschema_frontend::text::printable;

/// The exit code; of several the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Good = 0,
    Findings = 1,
    Usage = 2,
    NoVerdict = 3,
    /// Ended by SIGINT or SIGTERM, with the codes of shells.
    Interrupted = 130,
    Terminated = 143,
}

/// The error of a standard output whose reader is gone.
#[derive(Debug)]
pub(crate) struct SeenEnough;

impl fmt::Display for SeenEnough {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("standard output: its reader is gone")
    }
}

impl Error for SeenEnough {}

/// Writes to standard output and flushes it.
///
/// # Errors
///
/// If standard output is closed or full; [`SeenEnough`] if it is a pipe without a reader.
pub(crate) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut stdout = Stdout::new();
    let written = write(&mut stdout).and_then(|()| Ok(stdout.flush()?));
    match written {
        Err(_) if stdout.is_closed() => Err(SeenEnough.into()),
        written => written.context("standard output"),
    }
}

/// Writes the answer of clap that needs no command: help, the version, or an error of
/// usage.
///
/// # Errors
///
/// As [`to_stdout`].
pub(crate) fn answer(answer: &clap::Error) -> Result<Exit> {
    if answer.use_stderr() {
        // If even that is closed, there is nowhere left to report to.
        let _ = answer.print();
        return Ok(Exit::Usage);
    }
    let text = answer.render();
    to_stdout(
        |stdout| match AutoStream::choice(&io::stdout()) == ColorChoice::Never {
            true => Ok(write!(stdout, "{text}")?),
            false => Ok(write!(stdout, "{}", text.ansi())?),
        },
    )?;
    Ok(Exit::Good)
}

/// Forces colours if `FORCE_COLOR` is set. `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR` are
/// handled by `anstream`, as are terminals without colours.
pub(crate) fn force_colour() {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("NO_COLOR") || !is_set("FORCE_COLOR") {
        return;
    }
    // Programs of Node take these for the opposite.
    let is_off =
        std::env::var_os("FORCE_COLOR").is_some_and(|value| value == "0" || value == "false");
    match is_off {
        true => ColorChoice::Never,
        false => ColorChoice::Always,
    }
    .write_global();
}

/// Standard output, shared by a writer and a flusher.
#[derive(Clone)]
pub(crate) struct Stdout {
    out: Rc<RefCell<BufWriter<StdoutLock<'static>>>>,
    is_closed: Rc<Cell<bool>>,
}

impl Stdout {
    pub(crate) fn new() -> Self {
        let out = BufWriter::new(io::stdout().lock());
        Stdout {
            out: Rc::new(RefCell::new(out)),
            is_closed: Rc::default(),
        }
    }

    /// Whether it is a pipe without a reader, as far as is known.
    pub(crate) fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    fn noted<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            self.is_closed.set(true);
        }
        result
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if closed_streams::is_stdout_closed() {
            return Err(io::Error::other(
                "it is closed, and what is told has nowhere to go",
            ));
        }
        let written = self.out.borrow_mut().write(bytes);
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.borrow_mut().flush();
        self.noted(flushed)
    }
}

/// Writes a line to standard error, if it is open.
pub(crate) fn note(message: Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{message}");
}

/// Writes an error to standard error.
pub(crate) fn error(message: Arguments<'_>) {
    note(format_args!("error: {message}"));
}

/// Shortens text, such as names of megabytes.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const MOST: usize = 1_000;
    if text.len() <= MOST {
        return Cow::Borrowed(text);
    }
    let start = text.floor_char_boundary(MOST / 2);
    let end = text.ceil_char_boundary(text.len() - MOST / 2);
    Cow::Owned(format!("{}…{}", &text[..start], &text[end..]))
}
