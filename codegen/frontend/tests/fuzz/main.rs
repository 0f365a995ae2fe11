//! The body of the fuzz target, on bytes from a seed: no schema makes the compiler or
//! the evaluator panic.
//!
//! `SCHEMAS` is the number of schemas; `cargo +nightly fuzz run compile`, in `codegen`,
//! goes on for as long as one likes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

mod body;
mod schemas;

use fastrand::Rng;

#[test]
fn no_schema_makes_it_panic() {
    let number = |name: &str, default: u64| {
        let text = std::env::var(name).ok();
        text.map_or(default, |text| text.parse().expect("a number"))
    };
    let count = number("SCHEMAS", 1_500);
    let mut random = Rng::with_seed(number("SEED", 1));
    let (mut made, mut spoilt) = ([0, 0], [0, 0]);
    for at in 0..count {
        let bytes: Vec<u8> = (0..random.usize(2..250)).map(|_| random.u8(..)).collect();
        if at % 4 > 0 {
            made[usize::from(body::choices(&bytes))] += 1;
        } else {
            let (draft, schema) = schemas::schema(&bytes);
            let schema = spoil(schema.into_bytes(), &mut random);
            let schema = String::from_utf8_lossy(&schema);
            spoilt[usize::from(body::text(draft, &schema))] += 1;
        }
    }
    println!("refused and compiled: {made:?}; of those that were spoilt: {spoilt:?}");
    // A schema that is rejected at once tests little.
    assert!(made[1] * 10 > count, "{made:?}");
}

/// A text with a few bytes changed, removed or repeated.
fn spoil(mut text: Vec<u8>, random: &mut Rng) -> Vec<u8> {
    for _ in 0..random.usize(1..4) {
        let (at, to) = (random.usize(..text.len()), random.usize(..text.len()));
        let (at, to) = (at.min(to), at.max(to).min(at.min(to) + 20));
        match random.u8(..4) {
            0 => {
                text[at] = *random
                    .choice(b"\"{}[],:\\0e-.#/$ \xff")
                    .expect("there are some")
            }
            1 => drop(text.drain(at..to)),
            2 => text.extend_from_within(at..),
            _ => {
                let part = text[at..to].to_vec();
                text.splice(to..to, part);
            }
        }
        if text.is_empty() {
            break;
        }
    }
    text
}
