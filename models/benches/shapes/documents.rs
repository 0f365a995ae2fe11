//! Documents of each shape, at random.

use std::fmt::Write as _;

use fastrand::Rng;

const WORDS: [&str; 12] = [
    "request", "served", "from", "cache", "after", "retry", "of", "upstream", "naïve", "user",
    "timeout", "—",
];

/// A list of so many pieces, in brackets.
fn list(count: usize, mut piece: impl FnMut(&mut String)) -> Vec<u8> {
    let mut json = String::from("[");
    for index in 0..count {
        if index > 0 {
            json.push(',');
        }
        piece(&mut json);
    }
    json.push(']');
    json.into_bytes()
}

fn words(random: &mut Rng, count: usize) -> String {
    let words: Vec<&str> = (0..count)
        .map(|_| WORDS[random.usize(..WORDS.len())])
        .collect();
    words.join(" ")
}

/// Pairs of numbers with so many decimals, as in the outlines of maps.
pub(crate) fn numbers(decimals: usize) -> Vec<u8> {
    let mut random = Rng::with_seed(decimals as u64);
    list(2_000, |json| {
        let number = |random: &mut Rng| (random.f64() - 0.5) * 300.0;
        let (x, y) = (number(&mut random), number(&mut random));
        let _ = write!(json, "[{x:.decimals$},{y:.decimals$}]");
    })
}

/// Numbers as most programs print doubles.
pub(crate) fn shortest() -> Vec<u8> {
    let mut random = Rng::with_seed(17);
    list(2_000, |json| {
        let _ = write!(json, "[{},{}]", random.f64(), random.f64() * 1e3);
    })
}

/// Integers of up to ten digits.
pub(crate) fn integers() -> Vec<u8> {
    let mut random = Rng::with_seed(10);
    list(8_000, |json| {
        let digits = random.u32(1..=10);
        let _ = write!(json, "{}", random.i64(0..10_i64.pow(digits)));
    })
}

/// Maps whose names are numbers.
pub(crate) fn maps() -> Vec<u8> {
    let mut random = Rng::with_seed(4);
    list(300, |json| {
        json.push('{');
        for index in 0..random.usize(2..14) {
            let comma = if index > 0 { "," } else { "" };
            let (name, value) = (index * 1_000 + random.usize(..1_000), random.u32(..));
            let _ = write!(json, r#"{comma}"{name}":{value}"#);
        }
        json.push('}');
    })
}

/// Short texts.
pub(crate) fn texts() -> Vec<u8> {
    let mut random = Rng::with_seed(5);
    list(4_000, |json| {
        let count = random.usize(1..5);
        let _ = write!(json, r#""{}""#, words(&mut random, count));
    })
}

/// Lines of a log, of some 300 bytes.
pub(crate) fn log_lines() -> Vec<Vec<u8>> {
    let mut random = Rng::with_seed(300);
    let line = |index: usize| {
        let mut json = format!(
            r#"{{"time":"2025-10-03T16:51:{:02}.{:03}Z","level":"{}","service":"checkout","host":"node-{}.internal","message":"{}""#,
            index % 60,
            random.u32(..1_000),
            random.choice(["debug", "info", "warn", "error"]).unwrap(),
            random.u8(..),
            words(&mut random, 10),
        );
        let _ = write!(
            json,
            r#","trace":"0f1a7c52-93be-4a55-8f0d-{:012}","status":{},"duration":{},"bytes":{},"tags":["http","{}"],"region":"eu-{}"}}"#,
            random.u32(..),
            random.u32(200..504),
            f64::from(random.u32(..1_000_000)) / 1e3,
            random.u32(..),
            words(&mut random, 1),
            random.u8(..9),
        );
        json.into_bytes()
    };
    (0..500).map(line).collect()
}

/// Articles, of which each has some of the properties.
pub(crate) fn articles() -> Vec<Vec<u8>> {
    const NAMES: [&str; 15] = [
        "subtitle",
        "summary",
        "body",
        "author",
        "editor",
        "language",
        "source",
        "url",
        "licence",
        "place",
        "series",
        "publisher",
        "translator",
        "edition",
        "abstract",
    ];
    let mut random = Rng::with_seed(15);
    let article = |index: usize| {
        let mut json = format!(r#"{{"title":"Article {index}""#);
        for name in NAMES {
            if random.u8(..3) > 0 {
                let count = match name {
                    "body" => 120,
                    "summary" | "abstract" => 30,
                    _ => random.usize(1..6),
                };
                let _ = write!(json, r#","{name}":"{}""#, words(&mut random, count));
            }
        }
        let _ = write!(
            json,
            r#","year":{},"keywords":["word"]}}"#,
            random.u32(1900..2026)
        );
        json.into_bytes()
    };
    (0..300).map(article).collect()
}

/// Events of the live stream of a session, of some 180 bytes.
pub(crate) fn events() -> Vec<Vec<u8>> {
    let mut random = Rng::with_seed(178);
    let event = |index: usize| {
        let (second, id) = (index % 60, random.u32(..));
        let message = format!("0f1a7c52-93be-4a55-8f0d-{id:012}");
        let base = format!(
            r#""id":"evt-{index}","sequence":{index},"at":"2025-10-03T16:51:{second:02}+05:30""#
        );
        match random.u8(..10) {
            0 => format!(
                r#"{{"type":"message_started",{base},"messageId":"{message}","role":"assistant","model":"large-4"}}"#
            ),
            1 => format!(
                r#"{{"type":"reasoning_delta",{base},"messageId":"{message}","text":"{} "}}"#,
                words(&mut random, 4)
            ),
            2 => format!(r#"{{"type":"usage",{base},"promptTokens":{id},"completionTokens":12,"cost":0.2131}}"#),
            _ => format!(
                r#"{{"type":"text_delta",{base},"messageId":"{message}","block":0,"text":"{} "}}"#,
                words(&mut random, 4)
            ),
        }
        .into_bytes()
    };
    (0..1_000).map(event).collect()
}
