//! `export-session validate`: a verdict on each document.

use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};

use anyhow::{Context, Result, bail};
use models::diagnose;

use crate::output::{Exit, Stdout, note};
pub(crate) use arguments::Arguments;
use inputs::{Choice, inputs};
use order::InOrder;
use progress::Progress;
use report::Text;
use split::Split;
use tell::Teller;
use work::{Judge, Message, Outcome, Work};

mod arguments;
mod inputs;
mod interrupt;
mod order;
mod progress;
mod report;
mod split;
mod summary;
mod tell;
mod work;

/// How many outcomes may wait to be told.
const WAITING: usize = 256;

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let split = arguments.split.as_ref();
    let split = split.map(|(valid, invalid)| Split::new(valid, invalid));
    let split = split.transpose()?;
    let choice = Choice {
        jsonl: arguments.jsonl,
        only_lines: split.is_some(),
    };
    let found = || inputs(arguments.sources.clone(), choice);
    let (sender, messages) = sync_channel(WAITING);
    interrupt::watch(&sender)?;
    let work = Work::begin(arguments.threads, found(), judge(arguments), &sender)?;
    let progress = (!arguments.quiet).then(|| Progress::new(found())).flatten();

    let stdout = Stdout::new();
    let mut out = stdout.clone();
    let report = Box::new(Text::new(&mut out));
    let teller = Teller::new(report, split, arguments.max_problems);
    let mut telling = Telling {
        work,
        progress,
        teller,
        stdout: stdout.clone(),
    };
    let told = telling
        .follow(&messages)
        .and_then(|end| telling.finish(end, arguments));
    match told {
        // Who has closed it has seen enough, and needs no words.
        Err(_) if stdout.is_closed() => Ok(Exit::NoVerdict),
        told => told,
    }
}

fn judge(arguments: &Arguments) -> Judge {
    let mut options = diagnose::Options::default();
    options.max_findings = arguments.max_problems;
    options.warn_unknown = arguments.warn_unknown;
    Judge {
        root: arguments.schema.root,
        options,
        fail_fast: arguments.fail_fast,
        split: arguments.split.is_some(),
    }
}

/// How the work ends.
enum End {
    All,
    /// `--fail-fast`
    Enough,
    Signal(Exit),
}

/// The work as it is told.
struct Telling<'a> {
    work: Work,
    progress: Option<Progress>,
    teller: Teller<'a>,
    stdout: Stdout,
}

impl Telling<'_> {
    /// Tells outcomes as they come, in their order.
    fn follow(&mut self, messages: &Receiver<Message>) -> Result<End> {
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
            Some(progress) if outcome.has_words() => {
                progress.aside(|| self.teller.tell(&mut outcome))
            }
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
    fn finish(mut self, end: End, arguments: &Arguments) -> Result<Exit> {
        self.work.stop();
        let time = self
            .progress
            .take()
            .and_then(|progress| progress.end(self.work.bytes_read()));
        let summary = self.teller.finish(matches!(end, End::All))?;
        self.stdout.flush().context("standard output")?;
        if !arguments.quiet {
            let sentence = summary::sentence(&summary, arguments.max_problems);
            let time = time.map(|time| format!(" ({time})")).unwrap_or_default();
            let so_far = if let End::Signal(_) = end {
                "so far: "
            } else {
                ""
            };
            note(format_args!("{so_far}{sentence}{time}"));
        }
        Ok(match end {
            End::Signal(exit) => exit,
            End::All | End::Enough => summary::exit(&summary),
        })
    }
}
