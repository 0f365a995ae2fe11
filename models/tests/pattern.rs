//! The search and the `jsonschema` crate give one verdict: on texts that match, and on
//! mutations of them.

use exactschema_frontend::pattern::{Mode, Pattern};
use fastrand::Rng;
use jsonschema::Validator;
use serde_json::json;

/// Patterns as people write them, and every construct at its limits.
const PATTERNS: [&str; 87] = [
    "",
    "^",
    "^$",
    "a",
    "^a",
    "a$",
    "^abc$",
    "^(abc|x_y|)$",
    "^foo\\.bar$",
    "^x-",
    "é+😀?",
    "^🐲*$",
    ".",
    "^.$",
    "^.{3}$",
    "^.{1,255}$",
    "^.{0,4000}$",
    "^[^]{2}$|^a",
    "[\\s\\S]{2,5}$",
    "^\\S*$",
    "^\\s*\\S.*$",
    "^\\d{4}-\\d{2}-\\d{2}$",
    "^\\w+([.-]\\w+)*@\\w+(\\.\\w{2,})+$",
    "^[A-Za-z_$][A-Za-z0-9_$]*$",
    "^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$",
    "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,4}[a-z]{2,}$",
    "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-[\\w.-]+)?$",
    "^#(?:[0-9a-fA-F]{3}){1,2}$",
    "^https?:\\/\\/[^\\s/$.?#].[^\\s]*$",
    "^((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}$",
    "^\\+?[1-9]\\d{1,14}$",
    "^(?:\\/(?:[^~\\/]|~0|~1)*)*$",
    "^[^\\x00-\\x1f\\x7f]*$",
    "^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?$",
    "^(?<year>\\d{4})(?<rest>-\\d\\d)*$",
    "^\\D\\W\\S$",
    "[\\d\\s]$",
    "^[^\\d\\s]+$",
    "^[^\\D]{2}$",
    "[\\W_]",
    "^[\\w\\W]$",
    "^\\t\\n\\v\\f\\r$",
    "^\\cA\\cz\\cj$",
    "^[\\cA-\\cC]$",
    "^\\x41\\u0042\\u{43}\\u{1F600}$",
    "^[\\x41-\\u0043\\u{1F600}-\\u{1F64F}]$",
    "^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/$",
    "^[\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/\\-]$",
    "^[$.*+?(){}|/]$",
    "^[[]$",
    "^[[a&&b]$",
    "^[a-c&&[b]$",
    "^[&&^~~]$",
    "^[--/]$",
    "^[+--]$",
    "^[a-c--]$",
    "^[-a]$|^[b-]$",
    "^[---]$",
    "^[a^]$",
    "^[^^]$",
    "^[^-]$",
    "^[[:alpha:\\]]$",
    "^[\\d-]$",
    "^\\p{Letter}+$",
    "\\p{Lu}\\P{Lu}",
    "^\\p{digit}+$",
    "^\\p{gc=Nd}\\p{General_Category=Decimal_Number}$",
    "^\\p{Script=Greek}\\p{sc=Cyrl}\\p{scx=Deva}\\p{Script_Extensions=Han}$",
    "^[\\p{L}\\p{N}_-]{1,20}$",
    "^[^\\p{L}\\P{ASCII}]$",
    "^\\p{Emoji_Presentation}\\p{Any}\\p{Sc}\\p{Cf}\\p{LC}\\p{White_Space}$",
    "^(a+)+$",
    "^(a|a)*b?$",
    "^(?:a*)*$",
    "^(?:|a)+$",
    "(?:a?){3}b",
    "^(?:ab|a)(?:bc|c)?$",
    "^(?:a{2,3}){2,3}$",
    "^(?:ab){2,}$",
    "^(?:ab){0,2}(?:cd)*?e+?$",
    "x*",
    "^a|b$",
    "(?:^|,)a(?:,|$)",
    "a(?:$|b)",
    "(?:^a|b)+c",
    "^a{0}b{1}c{0,1}(?:d){1}$",
];

/// Patterns of ECMA-262 that `jsonschema` takes for none, with a text that matches
/// and one that does not.
const UNREAD: [(&str, &str, &str); 7] = [
    ("^[^]$", "\n", "ab"),
    ("[]|b", "b", "a"),
    ("^[\\b]$", "\u{8}", "b"),
    ("^\\0$", "\0", "0"),
    ("^\\ud83d\\ude00$", "😀", "😁"),
    ("^[\\ud83d\\ude00-\\ud83d\\ude02]$", "😁", "😀😁"),
    ("^(?:){3}b{00002}$", "bb", "ab"),
];

/// Fragments of random patterns.
const PARTS: [&str; 72] = [
    "a", "b", "-", "é", "😀", " ", "\\n", ".", "^", "$", "|", "|", "(", "(", "(?:", "(?<a>", ")",
    ")", ")", "*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "*?", "+?", "{1,3}?", "[", "[", "[",
    "[^", "]", "]", "]", "]", "&&", "~~", "--", "-", "&", "~", "[", ":", "\\d", "\\D", "\\w",
    "\\W", "\\s", "\\S", "\\-", "\\]", "\\[", "\\^", "\\.", "\\/", "\\\\", "\\cA", "\\x61",
    "\\u0062", "\\u{63}", "\\p{Ll}", "\\P{L}", "a-c", "0-9", "[a-c]", "[^b]", "(?:ab|a)", "{", ",",
    "_",
];

/// The two judges of one pattern.
struct Judges {
    pattern: Pattern,
    validator: Option<Validator>,
}

impl Judges {
    fn new(pattern: Pattern) -> Self {
        let source = pattern.source();
        Judges {
            validator: jsonschema::draft202012::new(&json!({ "pattern": source })).ok(),
            pattern,
        }
    }

    /// The verdict of both, which must be one.
    fn agree(&self, text: &str) -> bool {
        let verdict = self.pattern.is_match(text);
        if let Some(validator) = &self.validator {
            let reference = validator.is_valid(&json!(text));
            let source = self.pattern.source();
            assert_eq!(verdict, reference, "jsonschema on {text:?} for {source:?}");
        }
        verdict
    }

    /// Samples, and mutations of them.
    fn examine(&self, samples: usize, random: &mut Rng) {
        for _ in 0..samples {
            let Some(mut text) = self.pattern.sample(random) else {
                return;
            };
            assert!(self.agree(&text), "{:?}: {text:?}", self.pattern.source());
            for _ in 0..4 {
                text = mutated(&text, random);
                self.agree(&text);
            }
        }
    }
}

#[test]
fn all_judges_agree_on_patterns_as_people_write_them() {
    let mut random = Rng::with_seed(1);
    for source in PATTERNS {
        let judges = Judges::new(Pattern::parse(source).unwrap());
        let unread = source.contains("[^]");
        assert_eq!(judges.validator.is_none(), unread, "{source:?}");
        judges.examine(100, &mut random);
    }
}

#[test]
fn all_judges_agree_on_random_patterns() {
    let mut random = Rng::with_seed(2);
    let mut read = 0;
    for _ in 0..ROUNDS {
        let length = random.usize(1..12);
        let source: String = (0..length)
            .map(|_| *random.choice(&PARTS).unwrap())
            .collect();
        let pattern = Pattern::parse(&source).ok();
        // Others disagree on what is no pattern with the flag `u`.
        if let Some(pattern) = pattern.filter(|pattern| pattern.mode() == Mode::Unicode) {
            read += 1;
            Judges::new(pattern).examine(5, &mut random);
        }
    }
    assert!(read > ROUNDS / 20, "{read}");
}

#[test]
fn what_jsonschema_does_not_read_has_the_verdict_of_ecma_262() {
    for (source, yes, no) in UNREAD {
        let judges = Judges::new(Pattern::parse(source).unwrap());
        assert!(
            judges.validator.is_none(),
            "jsonschema now reads {source:?}"
        );
        assert!(judges.agree(yes) && !judges.agree(no), "{source:?}");
        judges.examine(20, &mut Rng::with_seed(3));
    }
}

#[test]
fn what_makes_others_backtrack_is_decided_all_the_same() {
    for source in [
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "(.*a){12}$",
        "^(?:a?){40}a*$",
    ] {
        let judges = Judges::new(Pattern::parse(source).unwrap());
        let mut text = "a".repeat(50_000);
        assert!(judges.pattern.is_match(&text));
        text.push('!');
        assert!(!judges.pattern.is_match(&text));
    }
}

/// Random patterns, most of which are none.
const ROUNDS: usize = 6_000;

/// A text that differs a little.
fn mutated(text: &str, random: &mut Rng) -> String {
    const OTHER: [&str; 20] = [
        "a", "b", "c", "A", "0", "9", "_", "-", ".", "/", " ", "\n", "\r", "\u{85}", "\u{2028}",
        "\u{feff}", "é", "৪", "Ω", "😀",
    ];
    let mut chars: Vec<String> = text.chars().map(String::from).collect();
    let at = random.usize(..=chars.len());
    let other = random.choice(OTHER).unwrap_or_default().to_owned();
    match random.u8(..6) {
        0 => chars.insert(at, other),
        1 => chars.truncate(at),
        2 => drop(chars.drain(..at)),
        3 => chars.push(other),
        _ if at == chars.len() => chars.insert(0, other),
        4 => chars[at] = other,
        _ => drop(chars.remove(at)),
    }
    chars.concat()
}
