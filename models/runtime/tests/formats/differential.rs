//! Formats beside the `jsonschema` crate: one verdict, but for the differences that are
//! listed with their reason.

use exactschema::runtime::{Draft, Format};
use fastrand::Rng;
use jsonschema::Validator;
use serde_json::json;

use crate::differences::difference;
use crate::texts::{joined, mutated, pieces};

/// Texts of each format; each is then changed a few times.
const TEXTS: usize = 4_000;

#[test]
fn one_verdict() {
    let mut problems = Vec::new();
    for format in Format::ALL {
        let Some(judge) = judge(*format) else {
            continue;
        };
        let (mut random, mut valid) = (Rng::with_seed(0), 0);
        let mut compare = |text: &str| {
            let holds = format.holds(text);
            valid += usize::from(holds);
            let is_other = holds != judge.is_valid(&json!(text));
            if is_other && difference(*format, text, holds).is_none() {
                problems.push(format!("{format:?} {holds} {text:?}"));
            }
        };
        for piece in pieces(*format) {
            compare(piece);
        }
        for round in 0..TEXTS {
            let mut text = match round % 3 {
                0 => random.choice(pieces(*format)).unwrap_or(&"").to_string(),
                _ => joined(*format, &mut random),
            };
            for _ in 0..4 {
                compare(&text);
                text = mutated(&text, &mut random);
            }
        }
        assert!(valid > 100, "{format:?}: {valid} texts are valid");
    }
    problems.sort();
    problems.dedup();
    assert!(
        problems.is_empty(),
        "{}:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// The other verdict; none on what the `jsonschema` crate does not know.
pub(crate) fn judge(format: Format) -> Option<Validator> {
    let is_defined = |draft| format.is_defined_in(draft);
    // The newest release that the crate knows.
    let options = match () {
        () if format == Format::Regex => return None,
        () if is_defined(Draft::Draft202012) => jsonschema::draft202012::options(),
        () if is_defined(Draft::Draft6) => jsonschema::draft6::options(),
        () => return None,
    };
    let schema = json!({ "format": format.as_str() });
    Some(
        options
            .should_validate_formats(true)
            .build(&schema)
            .unwrap(),
    )
}
