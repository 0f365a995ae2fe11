//! A progress bar, on terminals.

use std::fs;
use std::io::{IsTerminal, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{DecimalBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::inputs::{Found, Input};
use crate::input::Source;

/// The time between drawings of the bar.
pub(super) const TICK: Duration = Duration::from_millis(100);

/// Work that takes less has no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// With the time left, where it is known how much there is to read.
const KNOWN: &str =
    "{wide_bar} {decimal_bytes}/{decimal_total_bytes}, {msg}, {decimal_bytes_per_sec}, {eta} left";
const UNKNOWN: &str = "{spinner} {decimal_bytes}, {msg}, {decimal_bytes_per_sec}";

/// A bar on standard error.
pub(super) struct Progress {
    began: Instant,
    drawn: Instant,
    /// It counts from the beginning, hidden until it is time.
    bar: ProgressBar,
    /// The inputs, until the bar is shown.
    inputs: Option<Found<Input>>,
    /// The bytes of all inputs; 0 until that is known, and if it never will be.
    total: Arc<AtomicU64>,
}

impl Progress {
    /// `None` away from a terminal.
    pub(super) fn new(inputs: Found<Input>) -> Option<Self> {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        stderr().is_terminal().then(|| Progress {
            began: Instant::now(),
            drawn: Instant::now(),
            bar: bar.with_style(style(UNKNOWN)),
            inputs: Some(inputs),
            total: Arc::default(),
        })
    }

    /// Draws how much of the files is read and how many documents are judged.
    pub(super) fn draw(&mut self, read: u64, documents: u64) {
        if self.drawn.elapsed() < TICK {
            return;
        }
        self.drawn = Instant::now();
        if self.began.elapsed() >= PATIENCE {
            self.show();
        }
        let total = self.total.load(Ordering::Relaxed);
        if total > 0 && self.bar.length().is_none() {
            self.bar.set_length(total);
            self.bar.set_style(style(KNOWN));
        }
        let documents = HumanCount(documents);
        self.bar.set_message(format!("{documents} documents"));
        self.bar.set_position(read);
        self.bar.tick();
    }

    /// Shows the bar, once; how much there is to read is found out meanwhile.
    fn show(&mut self) {
        let Some(inputs) = self.inputs.take() else {
            return;
        };
        let total = Arc::clone(&self.total);
        // Without it the time left is not known, which is no reason to give up.
        let _ = thread::Builder::new().spawn(move || {
            total.store(bytes_of(inputs).unwrap_or(0), Ordering::Relaxed);
        });
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
    }

    /// Takes the bar away while something else is written to the terminal.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// The time taken, if the bar was shown.
    pub(super) fn end(self, read: u64) -> Option<String> {
        self.bar.finish_and_clear();
        let took = self.began.elapsed();
        let rate = (read as f64 / took.as_secs_f64()) as u64;
        let (read, rate) = (DecimalBytes(read), DecimalBytes(rate));
        let seconds = took.as_secs_f64();
        let is_shown = self.inputs.is_none();
        is_shown.then(|| format!("{read} in {seconds:.1} s, {rate}/s"))
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
