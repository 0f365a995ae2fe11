//! No schema makes codegen panic, or write what is no Rust; and none takes it
//! long.
//!
//! The schemas are made from seeds, and by spoiling those of the cases. `fuzz/`
//! makes them of whatever libFuzzer thinks of.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use exactschema_codegen::Error;
use fastrand::Rng;

mod schemas;

/// The number of schemas that are made from seeds, if `PROOFS=full`; otherwise a tenth.
const SEEDS: u64 = 3_000;

/// The number of times each case is corrupted, likewise.
const SPOILT: u64 = 40;

/// All of so many where `PROOFS=full`, and otherwise a tenth.
fn some(all: u64) -> u64 {
    match std::env::var("PROOFS").as_deref() {
        Ok("full") => all,
        _ => all / 10,
    }
}

/// No schema here is so large that it should take this long, on any machine.
const LONG: Duration = Duration::from_secs(10);

#[test]
fn schemas_from_seeds() {
    let mut accepted = 0;
    let seeds = some(SEEDS);
    for seed in 0..seeds {
        let mut random = Rng::with_seed(seed);
        let bytes: Vec<u8> = (0..random.usize(0..400)).map(|_| random.u8(..)).collect();
        accepted += u64::from(survives("seeds", &schemas::schema(&bytes)));
    }
    println!("{accepted} of {seeds} accepted");
    // What is refused at once tries little.
    assert!(accepted > seeds / 30, "{accepted}");
}

#[test]
fn cases_that_were_spoilt() {
    let mut random = Rng::with_seed(202_012);
    let mut accepted = 0;
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = std::fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("schema.json"))
        .collect();
    cases.sort();
    for case in cases {
        let text = std::fs::read_to_string(case).unwrap();
        for _ in 0..some(SPOILT) {
            accepted += usize::from(survives("cases", &spoil(&text, &mut random)));
        }
    }
    println!("{accepted} accepted");
    assert!(accepted > 10, "{accepted}");
}

/// Whether codegen accepts a schema; it must not do anything worse than not to.
fn survives(test: &str, schema: &str) -> bool {
    // A stack that overflows ends the process without a message: the schema that was written
    // last caused it.
    let last = format!("{}/hostile-{test}.json", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(last, schema).unwrap();
    let start = Instant::now();
    let result = catch_unwind(|| exactschema_codegen::generate(schema, "schema.json", "case"));
    assert!(start.elapsed() < LONG, "it took too long:\n{schema}");
    match result {
        Ok(Ok(generated)) => {
            if let Err(error) = syn::parse_file(&generated.text) {
                panic!("{error}\n{}\nis no Rust; from\n{schema}", generated.text);
            }
            true
        }
        Ok(Err(Error::Refused(problems))) => {
            assert!(!problems.is_empty(), "refused for nothing:\n{schema}");
            false
        }
        Ok(Err(Error::NotJson(_))) => false,
        Ok(Err(error)) => panic!("{error}\n{schema}"),
        Err(_) => panic!("it panicked:\n{schema}"),
    }
}

/// The text with a small piece of it gone or doubled, or with one word in place of
/// another.
fn spoil(text: &str, random: &mut Rng) -> String {
    // Words and the text between them: JSON is often JSON again then.
    let mut pieces: Vec<&str> = text
        .split_inclusive(['"', ',', '{', '}', '[', ']'])
        .collect();
    let at = random.usize(0..pieces.len());
    let end = pieces.len().min(at + random.usize(1..8));
    match random.u8(0..4) {
        0 => drop(pieces.drain(at..end)),
        1 => {
            let again = pieces[at..end].to_vec();
            pieces.splice(at..at, again);
        }
        _ => pieces[at] = pieces[random.usize(0..pieces.len())],
    }
    pieces.concat()
}
