//! The table: ratios of the CPU time of two programs for the same work.

use std::time::Duration;

use cpu_time::ThreadTime;

/// How often each program is timed; an odd number has a median.
const ROUNDS: usize = 15;

/// The time that a round takes at least, so that the clock is precise.
const ROUND: Duration = Duration::from_millis(4);

/// Work on some documents.
pub(crate) type Work<'a> = &'a dyn Fn();

/// The ratios that were measured.
pub(crate) struct Table {
    /// What is measured: lines with one of these words.
    words: Vec<String>,
    below: Vec<String>,
    means: Vec<(String, f64, Vec<f64>)>,
}

impl Table {
    /// The table of the lines that the command line selects.
    pub(crate) fn of_arguments() -> Self {
        println!("| work | against | ns | MB/s | ratio | goal |");
        println!("|---|---|---:|---:|---:|---:|");
        let words = std::env::args().skip(1);
        Table {
            words: words.filter(|word| !word.starts_with('-')).collect(),
            below: Vec::new(),
            means: Vec::new(),
        }
    }

    /// Whether a line is measured.
    pub(crate) fn has(&self, work: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| work.contains(&**word))
    }

    /// Measures work on so many bytes against that of others, each with the ratio to reach.
    pub(crate) fn compare(
        &mut self,
        work: &str,
        bytes: usize,
        ours: Work<'_>,
        others: &[(&str, f64, Work<'_>)],
    ) {
        if !self.has(work) {
            return;
        }
        let mut works = vec![ours];
        works.extend(others.iter().map(|(.., other)| *other));
        let times = medians(&works);
        let rate = bytes as f64 / times[0].as_secs_f64() / 1e6;
        for ((against, goal, _), time) in others.iter().zip(&times[1..]) {
            let ratio = time.as_secs_f64() / times[0].as_secs_f64();
            let nanoseconds = times[0].as_nanos();
            let line =
                format!("| {work} | {against} | {nanoseconds} | {rate:.0} | {ratio:.2} | {goal} |");
            println!("{line}");
            if ratio < *goal {
                self.below.push(line);
            }
            let family = work.split(':').next().unwrap_or(work);
            let mean = format!("{family}: geometric mean | {against}");
            match self.means.iter_mut().find(|(name, ..)| *name == mean) {
                Some((.., ratios)) => ratios.push(ratio),
                None => self.means.push((mean, *goal, vec![ratio])),
            }
        }
    }

    /// Ends with the means of families of lines, and with what is below its goal.
    pub(crate) fn finish(self) {
        for (name, goal, ratios) in self.means.iter().filter(|(.., ratios)| ratios.len() > 1) {
            let mean = ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64;
            println!("| {name} | | | {:.2} | {goal} |", mean.exp());
        }
        println!("\n{} below their goal:\n", self.below.len());
        self.below.iter().for_each(|line| println!("{line}"));
    }
}

/// The median CPU time of each work. They take turns, so that a noisy moment hits all.
fn medians(works: &[Work<'_>]) -> Vec<Duration> {
    let runs: Vec<u32> = works
        .iter()
        .map(|work| {
            let once = time(1, work).max(Duration::from_nanos(100));
            (ROUND.as_nanos() / once.as_nanos()).clamp(1, 10_000) as u32
        })
        .collect();
    let mut times = vec![Vec::new(); works.len()];
    for _ in 0..ROUNDS {
        for ((work, runs), times) in works.iter().zip(&runs).zip(&mut times) {
            times.push(time(*runs, work));
        }
    }
    times
        .iter_mut()
        .map(|times| {
            times.sort();
            times[ROUNDS / 2]
        })
        .collect()
}

fn time(runs: u32, work: Work<'_>) -> Duration {
    let start = ThreadTime::now();
    for _ in 0..runs {
        work();
    }
    start.elapsed() / runs
}
