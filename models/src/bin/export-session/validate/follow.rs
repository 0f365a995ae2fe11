//! The work from its first outcome to the summary.

use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError};

use anyhow::{Context, Result, bail};

use super::arguments::Arguments;
use super::order::InOrder;
use super::progress::{self, Progress};
use super::summary;
use super::tell::Teller;
use super::work::{Message, Outcome, Work};
use crate::output::{Exit, Stdout, note};

/// How the work ends.
pub(super) enum End {
    All,
    /// `--fail-fast`
    Enough,
    Signal(Exit),
}

/// The work as it is told.
pub(super) struct Following<'a> {
    pub(super) work: Work,
    pub(super) progress: Option<Progress>,
    pub(super) teller: Teller<'a>,
    pub(super) stdout: Stdout,
}

impl Following<'_> {
    /// Tells outcomes as they come, in their order.
    pub(super) fn follow(&mut self, messages: &Receiver<Message>) -> Result<End> {
        let mut outcomes = InOrder::new();
        let mut at_work = self.work.threads;
        while at_work > 0 {
            match self.next(messages)? {
                Message::Outcome(outcome) => outcomes.put(outcome.number, outcome),
                Message::Finished { in_panic: false } => at_work -= 1,
                Message::Finished { in_panic: true } => bail!("a thread has failed"),
                Message::Signal(exit) => return Ok(End::Signal(exit)),
            }
            while let Some(outcome) = outcomes.take() {
                let is_enough = self.work.fail_fast() && outcome.is_refused();
                self.tell(outcome)?;
                if is_enough {
                    return Ok(End::Enough);
                }
            }
        }
        Ok(End::All)
    }

    /// Waits for the next message, and lets the user see meanwhile what there is.
    fn next(&mut self, messages: &Receiver<Message>) -> Result<Message> {
        if let Ok(message) = messages.try_recv() {
            return Ok(message);
        }
        self.stdout.flush().context("standard output")?;
        loop {
            self.draw();
            match messages.recv_timeout(progress::TICK) {
                Err(RecvTimeoutError::Timeout) => {}
                message => return message.context("a thread has failed"),
            }
        }
    }

    fn tell(&mut self, mut outcome: Outcome) -> Result<()> {
        match &self.progress {
            Some(progress) if outcome.has_words() => progress.aside(|| {
                self.teller.tell(&mut outcome)?;
                // What is flushed later would stand behind the bar.
                self.stdout.flush().context("standard output")
            }),
            _ => self.teller.tell(&mut outcome),
        }?;
        if let Some(buffer) = outcome.text {
            self.work.give_back(buffer);
        }
        self.draw();
        Ok(())
    }

    fn draw(&mut self) {
        let summary = &self.teller.summary;
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
        self.teller.summary.interrupted = matches!(end, End::Signal(_));
        let summary = self.teller.finish(matches!(end, End::All))?;
        self.stdout.flush().context("standard output")?;
        if !arguments.quiet {
            let sentence = summary::sentence(&summary);
            let time = time.map(|time| format!(" ({time})")).unwrap_or_default();
            let so_far = match end {
                End::Signal(_) => "so far: ",
                End::All | End::Enough => "",
            };
            note(format_args!("{so_far}{sentence}{time}"));
        }
        Ok(match end {
            End::Signal(exit) => exit,
            End::All | End::Enough => summary::exit(&summary),
        })
    }
}
