//! No text makes a panic, and no text takes long.

use std::time::{Duration, Instant};

use exactschema::runtime::Format;
use fastrand::Rng;

use crate::texts::{mutated, pieces};

#[test]
fn no_text_panics() {
    let mut random = Rng::with_seed(1);
    for format in Format::ALL {
        for _ in 0..2_000 {
            let count = random.usize(0..8);
            let mut text: String = (0..count).map(|_| random.char(..)).collect();
            text.push_str(random.choice(pieces(*format)).unwrap_or(&""));
            format.holds(&text);
            format.holds(&mutated(&text, &mut random));
        }
    }
}

/// A text of 64 kB from one piece of the format: were it looked at over and over, this
/// would take minutes.
#[test]
fn long_texts_take_linear_time() {
    for format in Format::ALL {
        for piece in pieces(*format).iter().filter(|piece| !piece.is_empty()) {
            let text = piece.repeat(65_536 / piece.len());
            let start = Instant::now();
            format.holds(&text);
            let needed = start.elapsed();
            assert!(
                needed < Duration::from_secs(2),
                "{format:?} {piece:?}: {needed:?}"
            );
        }
    }
}
