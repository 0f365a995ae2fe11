//! Shared parts of the benchmarks: documents, and the timing of functions.

use std::time::{Duration, Instant};

pub(crate) mod exports;

/// The number of times each way is timed; an odd number has a median.
const ROUNDS: usize = 15;

/// A way to process a document, and its name.
pub(crate) type Way<'a> = (&'a str, Box<dyn Fn(&[u8]) + 'a>);

/// Times all ways in turn, so that a noisy moment hits them alike. The ratio is the
/// throughput of the first against that of the line.
pub(crate) fn compare(documents: &[Vec<u8>], ways: &[Way<'_>]) {
    let bytes: usize = documents.iter().map(Vec::len).sum();
    // Enough runs a round for the clock.
    let runs = (2_000_000 / bytes).max(1);
    let mut times = vec![Vec::new(); ways.len()];
    for _ in 0..ROUNDS {
        for ((_, way), times) in ways.iter().zip(&mut times) {
            let start = Instant::now();
            for _ in 0..runs {
                documents.iter().for_each(|document| way(document));
            }
            times.push(start.elapsed() / runs as u32);
        }
    }
    println!("\n{} x {} bytes", documents.len(), bytes / documents.len());
    let first = median(&mut times[0]);
    for ((name, _), times) in ways.iter().zip(&mut times) {
        let time = median(times);
        let rate = bytes as f64 / time.as_secs_f64() / 1e6;
        let ratio = time.as_secs_f64() / first.as_secs_f64();
        println!("{name:<52} {rate:>6.0} MB/s   ratio {ratio:.2}");
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
