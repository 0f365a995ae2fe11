//! The time that a comparison may take.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// The least share of what is left that a question gets is one of so many.
const SHARES: u32 = 4;

/// The share of the time that is kept back is one of so many.
const KEPT: u32 = 20;

/// The time of a comparison, which is spent on its questions in turn: each gets its share
/// of what is left, so that no one takes all.
#[derive(Debug)]
pub(super) struct Budget {
    end: Instant,
    /// The end of the share of the question that is being answered.
    until: Cell<Instant>,
}

impl Budget {
    /// A budget of so much time from now on.
    pub(super) fn new(time: Duration) -> Self {
        let now = Instant::now();
        // What is begun is finished in what is kept back.
        let end = now.checked_add(time - time / KEPT).unwrap_or(now);
        Budget {
            end,
            until: Cell::new(end),
        }
    }

    /// Begins the first of so many questions.
    pub(super) fn begin(&self, questions: u32) {
        let now = Instant::now();
        let left = self.end.saturating_duration_since(now);
        let share = left / questions.clamp(1, SHARES);
        self.until.set(now + share);
    }

    /// Answers a part of the question, in one of so many parts of its time.
    pub(super) fn part<T>(&self, of: u32, answer: impl FnOnce() -> T) -> T {
        let (now, until) = (Instant::now(), self.until.get());
        self.until
            .set(now + until.saturating_duration_since(now) / of);
        let answer = answer();
        self.until.set(until);
        answer
    }

    /// Whether the time of the comparison is over.
    pub(super) fn is_spent(&self) -> bool {
        Instant::now() >= self.end
    }

    /// Whether the time of the question is over.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.until.get()
    }
}
