//! How far the work is, for who waits at a terminal.

use std::fs;
use std::io::{IsTerminal, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{DecimalBytes, HumanCount, HumanDuration, ProgressBar, ProgressStyle};

use super::inputs::{Found, Input};
use crate::input::Source;

/// How often the bar is drawn.
pub(super) const TICK: Duration = Duration::from_millis(100);

/// Work that takes less has no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// With the time left, where it is known how much there is to read.
const KNOWN: &str = "{wide_bar} {bytes}/{total_bytes}, {msg}, {bytes_per_sec}, {eta} left";
const UNKNOWN: &str = "{spinner} {bytes}, {msg}, {bytes_per_sec}";

/// A bar on standard error.
pub(super) struct Progress {
    began: Instant,
    drawn: Instant,
    /// What is to be read, until it is asked how much that is.
    inputs: Option<Found<Input>>,
    /// The bytes of all inputs; 0 until that is known, and if it never will be.
    total: Arc<AtomicU64>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// None if nobody watches.
    pub(super) fn new(inputs: Found<Input>) -> Option<Self> {
        stderr().is_terminal().then(|| Progress {
            began: Instant::now(),
            drawn: Instant::now(),
            inputs: Some(inputs),
            total: Arc::default(),
            bar: None,
        })
    }

    /// Draws how much of the files is read and how many documents are judged.
    pub(super) fn draw(&mut self, read: u64, documents: u64) {
        if self.began.elapsed() < PATIENCE || self.drawn.elapsed() < TICK {
            return;
        }
        self.drawn = Instant::now();
        self.begin();
        let Some(bar) = &self.bar else { return };
        let total = self.total.load(Ordering::Relaxed);
        if total > 0 && bar.length().is_none() {
            bar.set_length(total);
            bar.set_style(style(KNOWN));
        }
        bar.set_message(format!("{} documents", HumanCount(documents)));
        bar.set_position(read);
        bar.tick();
    }

    /// The bar, once; how much there is to read is found out meanwhile.
    fn begin(&mut self) {
        let Some(inputs) = self.inputs.take() else {
            return;
        };
        let total = Arc::clone(&self.total);
        // Without it the time left is not known, which is no reason to give up.
        let _ = thread::Builder::new().spawn(move || {
            total.store(bytes_of(inputs).unwrap_or(0), Ordering::Relaxed);
        });
        let bar = ProgressBar::new_spinner().with_elapsed(self.began.elapsed());
        bar.set_style(style(UNKNOWN));
        self.bar = Some(bar);
    }

    /// Takes the bar away while something else is written to the terminal.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// How long it took, if that was long enough to be of interest.
    pub(super) fn end(self, read: u64) -> Option<String> {
        let took = self.began.elapsed();
        let bar = self.bar?;
        bar.finish_and_clear();
        let rate = (read as f64 / took.as_secs_f64()) as u64;
        let (read, rate) = (DecimalBytes(read), DecimalBytes(rate));
        Some(format!("{read} in {}, {rate}/s", HumanDuration(took)))
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// None if one of the inputs is a stream.
fn bytes_of(inputs: Found<Input>) -> Option<u64> {
    let mut bytes = 0;
    for input in inputs.flatten() {
        let Source::File(path) = input.source else {
            return None;
        };
        // What cannot be read takes no time either.
        let Ok(metadata) = fs::metadata(path) else {
            continue;
        };
        if !metadata.is_file() {
            return None;
        }
        bytes += metadata.len();
    }
    Some(bytes)
}
