//! The event loop, from the first result to the summary.

use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError};

use anyhow::{Context, Result, bail};

use super::arguments::Arguments;
use super::progress::{self, Progress};
use super::reorder_buffer::ReorderBuffer;
use super::reporter::Reporter;
use super::summary;
use super::work::{Message, Outcome, Work};
use crate::output::{Exit, Stdout, note};

/// The way in which the work ended.
pub(super) enum End {
    All,
    /// `--fail-fast`
    Enough,
    Signal(Exit),
}

/// Drives the workers and reports their results in order.
pub(super) struct EventLoop<'a> {
    pub(super) work: Work,
    pub(super) progress: Option<Progress>,
    pub(super) reporter: Reporter<'a>,
    pub(super) stdout: Stdout,
}

impl EventLoop<'_> {
    /// Reports results as they arrive, in their order.
    pub(super) fn run(&mut self, messages: &Receiver<Message>) -> Result<End> {
        let mut outcomes = ReorderBuffer::new();
        let mut at_work = self.work.threads;
        while at_work > 0 {
            match self.next(messages)? {
                Message::Outcome(outcome) => outcomes.put(outcome.number, *outcome),
                Message::Finished { in_panic: false } => at_work -= 1,
                Message::Finished { in_panic: true } => bail!("a worker thread failed"),
                Message::Signal(exit) => return Ok(End::Signal(exit)),
            }
            while let Some(outcome) = outcomes.take() {
                let is_enough = self.work.fail_fast() && outcome.is_refused();
                self.report(outcome)?;
                if is_enough {
                    return Ok(End::Enough);
                }
            }
        }
        Ok(End::All)
    }

    /// Waits for the next message, and meanwhile flushes the report and draws progress.
    fn next(&mut self, messages: &Receiver<Message>) -> Result<Message> {
        if let Ok(message) = messages.try_recv() {
            return Ok(message);
        }
        self.stdout.flush().context("standard output")?;
        loop {
            self.draw();
            match messages.recv_timeout(progress::TICK) {
                Err(RecvTimeoutError::Timeout) => {}
                message => return message.context("a worker thread failed"),
            }
        }
    }

    fn report(&mut self, mut outcome: Outcome) -> Result<()> {
        match &self.progress {
            Some(progress) if outcome.is_reportable() => progress.aside(|| {
                self.reporter.report(&mut outcome)?;
                // A later flush would appear behind the bar.
                self.stdout.flush().context("standard output")
            }),
            _ => self.reporter.report(&mut outcome),
        }?;
        if let Some(buffer) = outcome.text {
            self.work.give_back(buffer);
        }
        self.draw();
        Ok(())
    }

    fn draw(&mut self) {
        let summary = &self.reporter.summary;
        let documents = summary.valid + summary.invalid;
        if let Some(progress) = &mut self.progress {
            progress.draw(self.work.bytes_read(), documents);
        }
    }

    /// The end of the report, and the summary.
    pub(super) fn finish(mut self, end: End, arguments: &Arguments) -> Result<Exit> {
        self.work.stop();
        let time = self
            .progress
            .take()
            .and_then(|progress| progress.end(self.work.bytes_read()));
        self.reporter.summary.interrupted = matches!(end, End::Signal(_));
        self.reporter.finish()?;
        // Documents that were not reported must not be split.
        self.stdout.flush().context("standard output")?;
        if let Some(statistics) = &self.reporter.statistics {
            let _ = write!(std::io::stderr(), "{}", statistics.tables());
        }
        let summary = self.reporter.split(matches!(end, End::All))?;
        let may_skip = arguments.skip_without_schema;
        if !arguments.quiet {
            let sentence = summary::sentence(&summary, may_skip);
            let time = time.map(|time| format!(" ({time})")).unwrap_or_default();
            let so_far = match end {
                End::Signal(_) => "so far: ",
                End::All | End::Enough => "",
            };
            note(format_args!("{so_far}{sentence}{time}"));
        }
        Ok(match end {
            End::Signal(exit) => exit,
            End::All | End::Enough => summary::exit(&summary, may_skip),
        })
    }
}
