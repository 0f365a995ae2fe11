//! One verdict from three sides, on documents made from the schema and on
//! mutations of them: the `jsonschema` crate on the schema, the `jsonschema`
//! crate on the schema that the types emit, and the types themselves. What the
//! types accept, they write as it was.
//!
//! Nothing here is a list of examples: the documents come from the schema and
//! a seed.
#![cfg(feature = "schemars")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

use std::collections::BTreeMap;

use codegen::Schema;
use codegen::documents::{Tree, generate, mutate};
use codegen::drift::Drift;
use codegen::json::Json;
use fastrand::Rng;
use jsonschema::Validator;
use models::{Error, ErrorKind, ExportSession, Model};
use schemars::JsonSchema;
use unheld::Unheld;

mod golden;
mod oracle;
mod same;
mod unheld;

// The code of the golden cases finds these where that of `models` does.
use models::{Object, Timestamp, runtime};

/// How many documents the schema of an export is judged on.
const DOCUMENTS: usize = 24_000;

/// How many documents each golden case is judged on.
const DOCUMENTS_A_CASE: usize = 2_400;

#[test]
fn export_session() {
    let text = include_str!("../../../schema/export-session.schema.json");
    let seen = agree::<ExportSession>(text, DOCUMENTS);
    let count = |verdict: &str| *seen.get(verdict).unwrap_or(&0);
    println!("{seen:#?}");
    assert!(seen.values().sum::<usize>() >= DOCUMENTS);
    // A kind that hardly occurs is a kind that is hardly tested.
    assert!(count("accepted") > 5_000);
    for kind in [
        ErrorKind::Type,
        ErrorKind::Required,
        ErrorKind::Constraint,
        ErrorKind::DuplicateKey,
        ErrorKind::LoneSurrogate,
        ErrorKind::IntegerRange,
        ErrorKind::NumberRange,
        ErrorKind::Depth,
    ] {
        assert!(
            count(kind.as_str()) >= 20,
            "{kind}: {}",
            count(kind.as_str())
        );
    }
}

/// Judges documents; how many of them had which verdict.
fn agree<T: Model + JsonSchema>(text: &str, documents: usize) -> BTreeMap<&'static str, usize> {
    let schema = codegen::parse(text).unwrap();
    assert_eq!(drift::<T>(&schema), []);
    let sides = Sides {
        source: oracle::validator(&serde_json::from_str(text).unwrap()),
        emitted: oracle::validator(schemars::schema_for!(T).as_value()),
        schema: &schema,
    };
    let mut random = Rng::with_seed(202_012);
    let mut seen = BTreeMap::new();
    let mut judge = |document: &Tree| {
        let verdict = sides.judge::<T>(document);
        *seen.entry(verdict).or_default() += 1;
        verdict
    };
    for _ in 0..documents / 6 {
        let valid = generate(&schema, &mut random);
        assert_eq!(judge(&valid), "accepted", "{}", valid.print());
        let mut document = valid.clone();
        for _ in 0..5 {
            mutate(&mut document, &mut random);
            judge(&document);
            // Half of the mutations come on top of others.
            if random.bool() {
                document = valid.clone();
            }
        }
    }
    seen
}

/// How the emitted schema differs from the source.
fn drift<T: JsonSchema>(source: &Schema) -> Vec<Drift> {
    let emitted = serde_json::to_string(&schemars::schema_for!(T)).unwrap();
    let emitted = Schema::new(&Json::parse(&emitted).unwrap()).unwrap();
    codegen::drift::drift(source, &emitted)
}

struct Sides<'a> {
    source: Validator,
    emitted: Validator,
    schema: &'a Schema,
}

impl Sides<'_> {
    /// The verdict of all sides.
    fn judge<T: Model>(&self, document: &Tree) -> &'static str {
        let text = document.print();
        let valid = oracle::instance(document).map(|instance| {
            let valid = self.source.is_valid(&instance);
            assert_eq!(
                self.emitted.is_valid(&instance),
                valid,
                "emitted schema: {text}"
            );
            valid
        });
        let unheld = Unheld::find(self.schema, document);
        match models::from_str::<T>(&text) {
            Ok(value) => {
                assert_eq!(valid, Some(true), "read, but not valid: {text}");
                assert!(!unheld.anything(), "read, but it cannot be held: {text}");
                let written = models::to_string(&value).unwrap();
                same::assert_same(self.schema, &text, &written);
                "accepted"
            }
            Err(error) => {
                assert!(
                    excused(&error, valid, &unheld),
                    "{error}: {valid:?}: {text}"
                );
                error.kind().as_str()
            }
        }
    }
}

/// Whether a document is refused for a reason: it is not valid, or it holds
/// what the types refuse by name. With a duplicate key it may or may not be
/// valid, depending on which of the two counts.
fn excused(error: &Error, valid: Option<bool>, unheld: &Unheld) -> bool {
    match error.kind() {
        ErrorKind::DuplicateKey => unheld.duplicate,
        ErrorKind::LoneSurrogate => unheld.surrogate,
        ErrorKind::IntegerRange => unheld.integer,
        ErrorKind::NumberRange => unheld.number,
        ErrorKind::Depth => unheld.deep,
        _ => valid != Some(true) || unheld.duplicate,
    }
}
