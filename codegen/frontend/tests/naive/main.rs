//! Three evaluators, one verdict: ours, a naive one that follows the specification word
//! by word, and the crate `jsonschema`, on random schemas and documents.
//!
//! `PAIRS` is the number of pairs of a schema and a document.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

mod evaluator;
mod findings;
mod generator;
mod value;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use evaluator::{Naive, Quirk};
use exactschema::MAX_DEPTH;
use exactschema::document::Document;
use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::Draft;
use exactschema_frontend::compile::{Options, compile};
use fastrand::Rng;
use serde_json::Value;

/// The number of documents for each schema.
const DOCUMENTS: usize = 10;

#[test]
fn three_evaluators_agree() {
    let pairs = std::env::var("PAIRS").ok();
    let pairs = pairs.map_or(10_000, |pairs| pairs.parse().expect("a number"));
    let seed = std::env::var("SEED").ok();
    let seed = seed.map_or(1, |seed| seed.parse().expect("a number"));
    let mut random = Rng::with_seed(seed);
    let mut tally = Tally::default();
    while tally.pairs < pairs {
        let draft = [Draft::Draft7, Draft::Draft201909, Draft::Draft202012][random.usize(..3)];
        let schema = generator::schema(&mut random, draft);
        tally.schema(&schema, draft, &mut random);
    }
    println!("{tally:#?}");
    assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n"));
    let share = tally.valid * 100 / tally.pairs;
    assert!((20..80).contains(&share), "{share} % are valid");
    assert!(tally.refused < tally.schemas / 4, "too few schemas count");
    assert!(tally.panics < tally.pairs / 1_000, "too few verdicts count");
}

#[derive(Debug, Default)]
struct Tally {
    schemas: usize,
    /// Schemas that have problems, such as a reference to no anchor.
    refused: usize,
    pairs: usize,
    valid: usize,
    findings: usize,
    /// The number of panics of `jsonschema`.
    panics: usize,
    /// Verdicts of `jsonschema` that are others for a known reason.
    known: BTreeMap<Quirk, usize>,
    wrong: Vec<String>,
}

impl Tally {
    fn schema(&mut self, schema: &Value, draft: Draft, random: &mut Rng) {
        self.schemas += 1;
        let options = Options {
            dialect: draft,
            ..Options::default()
        };
        let table = match compile(&schema.to_string(), &options) {
            Ok(compiled) => compiled.table,
            Err(problems) => {
                let is_expected = |message: &str| message.contains("has the anchor \"n\"");
                for problem in problems {
                    if !is_expected(&problem.problem.message) {
                        self.wrong.push(format!("{draft}: {schema}: {problem}"));
                    }
                }
                self.refused += 1;
                return;
            }
        };
        let mut settings = Settings::default();
        settings.asserts_formats = false;
        let validator = Validator::with_settings(table, settings);
        let naive = Naive::new(schema, draft, None);
        let other = match other(schema, draft) {
            Ok(other) => Some(other),
            Err(why) => {
                self.wrong.push(format!("{draft}: {schema}: {why}"));
                None
            }
        };
        for _ in 0..DOCUMENTS {
            let document = generator::document(random, 3);
            self.pairs += 1;
            let text = document.to_string();
            let ours = validator.is_valid(text.as_bytes());
            let ours = ours.unwrap_or_else(|why| panic!("{draft}: {schema}: {text}: {why}"));
            let expected = naive.is_valid(&document).expect("an end");
            self.valid += usize::from(expected);
            let parsed = Document::parse(text.as_bytes(), MAX_DEPTH).expect("JSON");
            let evaluated = validator.is_valid_document(&parsed);
            if ours != expected || evaluated != Ok(expected) {
                self.wrong.push(format!(
                    "{draft}: {schema}: {text}: {ours} in one walk, {evaluated:?} by the evaluator"
                ));
            }
            // It panics where it has dropped a schema that refers to itself: no verdict.
            let verdict = other.as_ref().and_then(|other| {
                let verdict = catch_unwind(AssertUnwindSafe(|| other.is_valid(&document)));
                self.panics += usize::from(verdict.is_err());
                verdict.ok()
            });
            if verdict == Some(!expected) {
                match known(schema, draft, &document, !expected) {
                    Some(quirk) => *self.known.entry(quirk).or_default() += 1,
                    None => self.wrong.push(format!(
                        "{draft}: {schema}: {text}: {expected}, which jsonschema denies"
                    )),
                }
            }
            match findings::check(&validator, &text, ours) {
                Ok(count) => self.findings += count,
                Err(why) => self.wrong.push(format!("{draft}: {schema}: {text}: {why}")),
            }
        }
    }
}

fn other(schema: &Value, draft: Draft) -> Result<jsonschema::Validator, String> {
    let draft = match draft {
        Draft::Draft7 => jsonschema::Draft::Draft7,
        Draft::Draft201909 => jsonschema::Draft::Draft201909,
        _ => jsonschema::Draft::Draft202012,
    };
    let options = jsonschema::options().with_draft(draft);
    let options = options.should_validate_formats(false);
    options.build(schema).map_err(|error| error.to_string())
}

/// The bug of `jsonschema` 0.61 by which alone its verdict comes about.
fn known(schema: &Value, draft: Draft, document: &Value, verdict: bool) -> Option<Quirk> {
    let mut quirks = [Quirk::ContainsEvaluates, Quirk::RecursionStays].into_iter();
    quirks.find(|quirk| {
        let naive = Naive::new(schema, draft, Some(*quirk));
        naive.is_valid(document).expect("an end") == verdict
    })
}

/// A schema that a run of a million pairs met.
#[test]
fn recursion_that_stays_is_known() {
    let schema = serde_json::json!({
        "$id": "http://x.example/root",
        "$recursiveAnchor": true,
        "not": {"$ref": "http://x.example/2"},
        "$defs": {
            "0": {
                "$id": "http://x.example/0",
                "$recursiveAnchor": true,
                "additionalProperties": {"$recursiveRef": "#"}
            },
            "2": {
                "$id": "http://x.example/2",
                "unevaluatedProperties": {"$ref": "http://x.example/0"}
            }
        }
    });
    let document = serde_json::json!({"a": {"c": "ab"}});
    let draft = Draft::Draft201909;
    let naive = Naive::new(&schema, draft, None);
    assert!(naive.is_valid(&document).expect("an end"));
    let options = Options {
        dialect: draft,
        ..Options::default()
    };
    let compiled = compile(&schema.to_string(), &options).expect("no problems");
    let validator = Validator::new(compiled.table);
    assert_eq!(
        validator.is_valid(document.to_string().as_bytes()),
        Ok(true)
    );
    let quirk = known(&schema, draft, &document, false);
    assert_eq!(quirk, Some(Quirk::RecursionStays));
}
