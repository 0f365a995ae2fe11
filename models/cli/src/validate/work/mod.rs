//! Threads that read and judge documents.
//!
//! All of them do the same: take a buffer from the pool, then, one at a time, the
//! next piece of the input with its number; judge its documents; send the outcome.
//! Who has a number has a buffer, so that the outcome that comes next in order can
//! always be reached, and buffers that wait for it hold back the others: memory is
//! bounded by the pool.

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
use feed::{Content, Feed};
pub(super) use judge::{Judge, Run, Side, Told, Verdicts};
use pool::Pool;

mod causes;
mod feed;
mod judge;
mod pool;

/// Chunks of JSON Lines: large enough to make a system call worth it, and small
/// enough for a processor to have the text still at hand when it is checked.
const CHUNK: usize = 1 << 18;

/// What reaches the one who tells the findings.
pub(super) enum Message {
    Outcome(Outcome),
    /// A thread does nothing more.
    Finished {
        in_panic: bool,
    },
    /// The user has had enough; the program is to end like this.
    Signal(Exit),
}

/// What is said of a piece of the input.
pub(super) struct Outcome {
    /// Pieces are numbered in the order of the input.
    pub(super) number: u64,
    /// The file.
    pub(super) source: Arc<Source>,
    /// Whether it is the last piece of its file.
    pub(super) ends: bool,
    /// The verdicts, or why the file cannot be read.
    pub(super) verdicts: Result<Verdicts, String>,
    /// What the verdicts are about, where it is needed to tell them.
    pub(super) text: Option<Buffer>,
}

impl Outcome {
    /// Whether a document is refused.
    pub(super) fn is_refused(&self) -> bool {
        let verdicts = self.verdicts.as_ref();
        verdicts.is_ok_and(|verdicts| verdicts.invalid > 0)
    }

    /// Whether there is something to tell of it.
    pub(super) fn has_words(&self) -> bool {
        let verdicts = self.verdicts.as_ref();
        verdicts.map_or(true, |verdicts| !verdicts.told.is_empty())
    }
}

/// Threads at work.
pub(super) struct Work {
    shared: Arc<Shared>,
    /// How many threads there are.
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
        for begun in 0..threads {
            match spawn(&shared, outcomes) {
                Ok(()) => {}
                Err(error) if begun == 0 => return Err(error),
                // Where there is room for some, these do the work.
                Err(_) => {
                    return Ok(Work {
                        shared,
                        threads: begun,
                    });
                }
            }
        }
        Ok(Work { shared, threads })
    }

    /// A buffer that is told of.
    pub(super) fn give_back(&self, buffer: Buffer) {
        self.shared.pool.give_back(buffer);
    }

    /// How many bytes of files have been read, before they were decoded.
    pub(super) fn bytes_read(&self) -> u64 {
        self.shared.opening.read.load(Ordering::Relaxed)
    }

    /// Whether the first document that is refused is the last one of interest.
    pub(super) fn fail_fast(&self) -> bool {
        self.shared.judge.fail_fast
    }

    /// Nothing more is to be begun.
    pub(super) fn stop(&self) {
        self.shared.stop.store(true, Ordering::Relaxed);
    }
}

fn spawn(shared: &Arc<Shared>, outcomes: &SyncSender<Message>) -> Result<()> {
    let (shared, outcomes) = (Arc::clone(shared), outcomes.clone());
    let work = move || {
        // Is said also if there is a panic: nobody must wait for this thread.
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
            if outcomes.send(Message::Outcome(outcome)).is_err() {
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
        let verdicts = content.map(|content| match content {
            Content::Document => self.judge.document(&buffer),
            Content::Lines => self.judge.lines(&buffer),
            Content::End => Verdicts::default(),
        });
        // Most of the time there is nothing to tell, and no need to wait for that.
        let text = match &verdicts {
            Ok(verdicts) if !verdicts.told.is_empty() || !verdicts.runs.is_empty() => Some(buffer),
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
