//! `export-session validate` where memory, files, disks and streams fail it, and where
//! signals end it at any time: it must neither abort nor lose a finding without a word,
//! change no input and leave nothing behind.
//!
//! `RUNS=1000` makes so many runs, `SEED=7` others.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;

mod check;
mod disk;
mod files;
mod run;

use disk::Disk;
use files::Files;
use run::{Plan, Pressure};

const RUNS: u64 = 60;
const SEED: u64 = 1;

fn variable(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

#[test]
fn no_pressure_makes_it_lie() {
    let (runs, seed) = (variable("RUNS", RUNS), variable("SEED", SEED));
    let disk = Disk::new();
    let mut ends: BTreeMap<(&str, String), u64> = BTreeMap::new();
    for number in 0..runs {
        let mut random = fastrand::Rng::with_seed(seed.wrapping_mul(1_000_003) + number);
        let pressure = Pressure::ALL[number as usize % Pressure::ALL.len()];
        let files = Files::new(&mut random, pressure);
        let plan = Plan::new(&mut random, pressure, &files, &disk);
        let end = plan.run(&files);
        if let Err(why) = check::check(&plan, &files, &end) {
            panic!("run {number} of seed {seed}: {why}\n{plan:?}\n{end:?}");
        }
        *ends.entry((pressure.name(), end.words())).or_default() += 1;
    }
    println!("{runs} runs of seed {seed}, disk: {}", disk.words());
    for ((pressure, end), count) in ends {
        println!("{count:6} {pressure}: {end}");
    }
}
