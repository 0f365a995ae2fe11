//! What the program says, and the code it ends with.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt::{Arguments, Write as _};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::process::ExitCode;
use std::rc::Rc;

use anyhow::{Context, Result};

/// How the program ends; of several ends the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Good = 0,
    Findings = 1,
    NoVerdict = 3,
    /// By SIGINT and by SIGTERM, as shells count them.
    Interrupted = 130,
    Terminated = 143,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Writes to standard output, to the end.
///
/// # Errors
///
/// If standard output is closed or full.
pub(crate) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    write(&mut stdout)
        .and_then(|()| Ok(stdout.flush()?))
        .context("standard output")
}

/// Standard output for one who writes and one who flushes.
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

    /// Whether it is a pipe that nobody reads any more, as far as is known.
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
        let written = self.out.borrow_mut().write(bytes);
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.borrow_mut().flush();
        self.noted(flushed)
    }
}

/// A line on standard error. If even that is closed, nobody listens.
pub(crate) fn note(message: Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{message}");
}

/// An error on standard error.
pub(crate) fn error(message: Arguments<'_>) {
    note(format_args!("error: {message}"));
}

/// Text from outside without characters that could move the cursor of a
/// terminal, forge a line or turn one around.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        // Line and paragraph separators, and what turns text around.
        let invisible = matches!(
            c,
            '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        );
        match c.is_control() || invisible {
            // Writing to a String cannot fail.
            true => drop(write!(printable, "\\u{{{:x}}}", u32::from(c))),
            false => printable.push(c),
        }
    }
    printable
}

/// Text of a bearable length: names may have megabytes.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const MOST: usize = 1_000;
    if text.len() <= MOST {
        return Cow::Borrowed(text);
    }
    let start = text.floor_char_boundary(MOST / 2);
    let end = text.ceil_char_boundary(text.len() - MOST / 2);
    Cow::Owned(format!("{}…{}", &text[..start], &text[end..]))
}
