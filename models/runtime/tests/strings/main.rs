//! Where strings end.

use exactschema::runtime::check::inside_string;
use fastrand::Rng;

mod blocks;

/// The number of strings that are made.
const STRINGS: usize = 1_000;

/// Fragments of the strings.
const PIECES: &[&str] = &[
    "a",
    "é",
    "✅",
    "😀",
    "{\"",
    "\\n",
    "\\\"",
    "\\\\",
    "\\u003c",
    "\\u00E9",
    "\\ud83d\\ude00",
    "\\uD7ff",
    "\\ud83d",
    "\\udE00",
    "\\u12g4",
    "\\u12",
    "\\x",
    "\\",
    "\"",
    "\n",
    "\0",
    "\u{7f}",
];

#[test]
fn strings_by_blocks() {
    let mut random = Rng::with_seed(64);
    let mut seen = [0; 2];
    for _ in 0..STRINGS {
        // Most are good, and so long that they end in the second or third block.
        let pieces = random.usize(0..24);
        let good = random.usize(0..40) > 0;
        let kinds = if good { 12 } else { PIECES.len() };
        let pick = |_| match random.bool() {
            true => "plain text",
            false => PIECES[random.usize(0..kinds)],
        };
        let text: String = (0..pieces).map(pick).collect();
        let json = format!("{}\" and more", text.replace("{\"", "{"));
        let cut = match good {
            true => json.len(),
            false => random.usize(0..=json.len()),
        };
        let json = &json.as_bytes()[..cut];
        seen[usize::from(inside_string(json, 0).is_ok())] += 1;
        blocks::agree(json);
    }
    assert!(seen[0] > STRINGS / 100 && seen[1] > STRINGS / 2, "{seen:?}");
}
