//! Threads that read and judge documents.
//!
//! All of them do the same: take a buffer from the pool, then, one at a time, the
//! next piece of the input with its number; judge its documents; send the outcome.
//! A worker takes a buffer before a number, so that the next outcome in order is always in
//! progress; and outcomes that wait for it occupy their buffers: memory is bounded by the
//! pool.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Context, Result};

use super::inputs::{Buffer, Found, Input, Opening};
use crate::input::Source;
use crate::output::Exit;
use crate::resources::{at_work, begin};
pub(super) use causes::explain;
use feed::{Content, Feed};
pub(super) use judge::{DocumentFindings, Judge, Recorded, Run, Side, Verdicts, document_of};
use pool::Pool;

mod causes;
mod feed;
mod judge;
mod pool;

/// Chunks of JSON Lines: large enough to make a system call worth it, and small
/// enough for a processor to have the text still at hand when it is checked.
const CHUNK: usize = 1 << 18;

/// A message to the thread that reports the findings.
pub(super) enum Message {
    Outcome(Box<Outcome>),
    /// A thread does nothing more.
    Finished {
        in_panic: bool,
    },
    /// The user has had enough; the program is to end like this.
    Signal(Exit),
}

/// The result for a piece of the input.
pub(super) struct Outcome {
    /// Pieces are numbered in the order of the input.
    pub(super) number: u64,
    /// The file.
    pub(super) source: Arc<Source>,
    /// Whether it is the last piece of its file.
    pub(super) ends: bool,
    /// The verdicts, or why the file cannot be read.
    pub(super) verdicts: Result<Verdicts, String>,
    /// The text of the verdicts, where it is needed to report them.
    pub(super) text: Option<Buffer>,
}

impl Outcome {
    /// Whether a document is invalid.
    pub(super) fn is_refused(&self) -> bool {
        let verdicts = self.verdicts.as_ref();
        verdicts.is_ok_and(|verdicts| verdicts.invalid > 0)
    }

    /// Whether there is something to report.
    pub(super) fn is_reportable(&self) -> bool {
        let verdicts = self.verdicts.as_ref();
        verdicts.map_or(true, |verdicts| !verdicts.documents.is_empty())
    }
}

/// Threads at work.
pub(super) struct Work {
    shared: Arc<Shared>,
    /// The number of threads.
    pub(super) threads: usize,
}

struct Shared {
    judge: Judge,
    pool: Pool,
    feed: Mutex<Feed>,
    opening: Opening,
    stop: AtomicBool,
}

impl Work {
    /// Sets threads to work; they are left behind when the program ends.
    pub(super) fn begin(
        threads: Option<u16>,
        inputs: Found<Input>,
        opening: Opening,
        judge: Judge,
        outcomes: &SyncSender<Message>,
    ) -> Result<Self> {
        let threads = threads.map(usize::from).unwrap_or_else(|| {
            let processors = thread::available_parallelism();
            processors.map_or(1, NonZero::get)
        });
        let shared = Arc::new(Shared {
            judge,
            // One to work with, one that waits for its turn.
            pool: Pool::new(threads.saturating_mul(2).saturating_add(1)),
            feed: Mutex::new(Feed::new(inputs, CHUNK, opening.clone())),
            opening,
            stop: AtomicBool::new(false),
        });
        let threads = spawn_all(&shared, outcomes, threads)?;
        Ok(Work { shared, threads })
    }

    /// Returns a buffer whose findings are reported.
    pub(super) fn give_back(&self, buffer: Buffer) {
        self.shared.pool.give_back(buffer);
    }

    /// The number of bytes of files that have been read, before they were decoded.
    pub(super) fn bytes_read(&self) -> u64 {
        self.shared.opening.read.load(Ordering::Relaxed)
    }

    /// Whether to stop at the first invalid document.
    pub(super) fn fail_fast(&self) -> bool {
        self.shared.judge.fail_fast
    }

    /// Lets the workers begin no more pieces.
    pub(super) fn stop(&self) {
        self.shared.stop.store(true, Ordering::Relaxed);
    }
}

/// Begins as many threads as the system allows; returns their number.
fn spawn_all(
    shared: &Arc<Shared>,
    outcomes: &SyncSender<Message>,
    threads: usize,
) -> Result<usize> {
    // Nobody is fed before all have begun: the work of one could take the memory that another
    // begins with.
    let _feed = shared.feed.lock();
    for begun in 0..threads {
        match spawn(shared, outcomes) {
            Err(error) if begun == 0 => return Err(error),
            // The threads that could be started do the work.
            Err(_) => return Ok(begun),
            Ok(()) => {}
        }
    }
    Ok(threads)
}

fn spawn(shared: &Arc<Shared>, outcomes: &SyncSender<Message>) -> Result<()> {
    let (shared, outcomes) = (Arc::clone(shared), outcomes.clone());
    let work = move || {
        // Is also sent after a panic, so that this thread is not waited for.
        let _finished = Finished(outcomes.clone());
        shared.work(&outcomes);
    };
    begin(work).context("a thread")?;
    Ok(())
}

impl Shared {
    fn work(&self, outcomes: &SyncSender<Message>) {
        while !self.stop.load(Ordering::Relaxed) {
            let Some(outcome) = self.piece() else { return };
            if outcomes.send(Message::Outcome(Box::new(outcome))).is_err() {
                return;
            }
        }
    }

    /// The verdicts on the next piece; none at the end.
    fn piece(&self) -> Option<Outcome> {
        let mut buffer = self.pool.take()?;
        // If another thread panicked here, the input is in no state to go on with.
        let piece = self.feed.lock().ok()?.next(&mut buffer)?;
        let ends = !matches!(piece.content, Ok(Content::Lines));
        let (number, source) = (piece.number, Arc::clone(&piece.source));
        let _named = at_work(&source);
        let content = piece.read(&mut buffer, &self.opening);
        let verdicts = content.and_then(|content| match content {
            Content::Document => self.judge.document(&source, &buffer),
            Content::Lines => self.judge.lines(&source, &buffer),
            Content::End => Ok(Verdicts::default()),
        });
        // Mostly there is nothing to report, and the buffer is free at once.
        let text = match &verdicts {
            Ok(verdicts) if !verdicts.documents.is_empty() || !verdicts.runs.is_empty() => {
                Some(buffer)
            }
            _ => {
                self.pool.give_back(buffer);
                None
            }
        };
        Some(Outcome {
            number,
            source,
            ends,
            verdicts: verdicts.map_err(|error| error.to_string()),
            text,
        })
    }
}

struct Finished(SyncSender<Message>);

impl Drop for Finished {
    fn drop(&mut self) {
        // Nobody listens any more if the program is about to end.
        let in_panic = thread::panicking();
        let _ = self.0.send(Message::Finished { in_panic });
    }
}
