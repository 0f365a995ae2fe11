//! The crate `regress`, which backtracks as ECMA-262 describes it, gives the same
//! verdicts, on random patterns and texts.

use exactschema::runtime::pattern::Mode;
use fastrand::Rng;

use super::super::Pattern;

/// Random patterns, of which a part are some.
const ROUNDS: usize = 6_000;

/// Fragments of random patterns.
const PARTS: [&str; 70] = [
    "a",
    "a",
    "b",
    "-",
    "é",
    "😀",
    " ",
    ".",
    ".",
    "^",
    "$",
    "|",
    "|",
    "(",
    "(?:",
    "(?=",
    "(?!",
    "(?<=",
    "(?<!",
    ")",
    ")",
    ")",
    ")",
    ")",
    "*",
    "+",
    "?",
    "{2}",
    "{1,2}",
    "{0,3}",
    "{2,}",
    "*?",
    "{1,3}?",
    "[",
    "[^",
    "]",
    "]",
    "-",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "\\b",
    "\\B",
    "\\b",
    "\\-",
    "\\]",
    "\\.",
    "\\x61",
    "\\u0062",
    "\\u{63}",
    "\\p{Ll}",
    "\\P{L}",
    "[a-c]",
    "[^b]",
    "[ab]{2,3}",
    "(?:ab|a)",
    "(?<=a)",
    "(?!b)",
    "(?=.b)",
    "(?<!^|a)",
    "(?:a|b)*",
    "(?:ab){2}",
    "_",
    "\\0",
    "\\141",
    "{",
    "}",
];

/// Fragments of random texts.
const TEXT: [&str; 16] = [
    "a", "a", "a", "b", "b", "c", "-", "_", " ", "é", "😀", "\n", "0", "{", "]", "A",
];

#[test]
fn regress_gives_the_same_verdicts() {
    let mut random = Rng::with_seed(4);
    let mut compared = [0, 0];
    for _ in 0..ROUNDS {
        let source: String = (0..random.usize(1..12))
            .map(|_| random.choice(PARTS).unwrap())
            .collect();
        let Ok(pattern) = Pattern::parse(&source) else {
            continue;
        };
        let slow = Pattern::parse(&format!("(?=)(?:{source})")).unwrap();
        // It takes the halves of pairs one by one, where there is no flag.
        let flags = if pattern.mode() == Mode::Unicode {
            "u"
        } else {
            ""
        };
        let reference = ::regress::Regex::with_flags(&source, flags).unwrap();
        for _ in 0..8 {
            let length = random.usize(..8);
            let text: String = (0..length).map(|_| random.choice(TEXT).unwrap()).collect();
            let expected = reference.find(&text).is_some();
            compared[usize::from(expected)] += 1;
            assert_eq!(pattern.is_match(&text), expected, "{source:?} on {text:?}");
            // Beside a lookaround, nothing is tried one way after the other.
            assert_eq!(slow.is_match(&text), expected, "{source:?} on {text:?}");
        }
    }
    assert!(
        compared.iter().all(|count| *count > ROUNDS / 4),
        "{compared:?}"
    );
}
