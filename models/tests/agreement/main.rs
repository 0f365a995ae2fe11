//! One verdict from three sides, on documents made from the schema and on
//! mutations of them: the `jsonschema` crate on the schema, the `jsonschema`
//! crate on the schema that the types emit, and the types themselves. What the
//! types accept, they write as it was.
//!
//! Nothing here is a list of examples: the documents come from the schema and
//! a seed.
#![cfg(all(feature = "schemars", feature = "validate"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test"
)]

use std::cell::Cell;
use std::collections::BTreeMap;

use exactschema::evaluate;
use exactschema::runtime::{self, CompiledSchema, diagnose_by};
use exactschema_compare::drift::Drift;
use exactschema_frontend::Schema;
use exactschema_frontend::json::Json;
use exactschema_sample::{Dictionary, Generator, RawJson, mutate};
use fastrand::Rng;
use findings::Diagnose;
use jsonschema::Validator;
use models::diagnose::{Diagnosis, Finding, Options};
use models::{Error, ErrorKind, Model};
use schemars::JsonSchema;
use unrepresentable::Unrepresentable;

mod accepted;
mod applicable;
mod findings;
mod golden;
mod oracle;
mod places;
mod released;
mod same;
mod unrepresentable;

/// The number of documents the schema of an export is judged on.
fn documents() -> usize {
    sized(24_000)
}

/// The number of documents every other schema is judged on.
fn documents_a_schema() -> usize {
    sized(6_000)
}

/// The number of documents each golden case is judged on.
fn documents_a_case() -> usize {
    sized(2_400)
}

/// All of so many where `PROOFS=full`, and otherwise a tenth.
fn sized(full: usize) -> usize {
    match std::env::var("PROOFS").as_deref() {
        Ok("full") => full,
        _ => full / 10,
    }
}

#[test]
fn export_session() {
    let seen = root("export-session", documents());
    let count = |verdict: &str| *seen.get(verdict).unwrap_or(&0);
    println!("{seen:#?}");
    assert!(seen.values().sum::<usize>() >= documents());
    // A kind that hardly occurs is a kind that is hardly tested.
    assert!(count("accepted") > documents() / 5);
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
            count(kind.as_str()) >= documents() / 1_200,
            "{kind}: {}",
            count(kind.as_str())
        );
    }
}

#[test]
fn all_other_schemas() {
    for name in models::ROOTS.iter().map(|root| root.name()) {
        if name != "export-session" {
            let seen = root(name, documents_a_schema());
            assert!(
                seen["accepted"] > documents_a_schema() / 10,
                "{name}: {seen:?}"
            );
        }
    }
}

/// Judges documents of a schema in the tree.
fn root(name: &str, documents: usize) -> BTreeMap<&'static str, usize> {
    let root = models::ROOTS
        .iter()
        .find(|root| root.name() == name)
        .unwrap();
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema");
    let text = std::fs::read_to_string(format!("{schemas}/{name}.schema.json")).unwrap();
    let rewrite = |text: &str| {
        let written = root.normalize(text.as_bytes());
        let accepted = root.check(text.as_bytes()).is_ok();
        assert_eq!(accepted, written.is_ok(), "check: {text}");
        written
    };
    agree(
        &text,
        root.schema(),
        &rewrite,
        &|text, options| {
            let diagnosis = root.diagnose(text, options);
            assert_complete(&diagnosis, root.validator(), text, options);
            diagnosis
        },
        documents,
    )
}

/// What the types have accepted of a document is not explained. Without types all of it is, with
/// the same findings by the schema.
fn assert_complete(
    diagnosis: &Diagnosis,
    validator: &evaluate::Validator,
    text: &[u8],
    options: &Options,
) {
    let by_schema = |diagnosis: &Diagnosis| -> Vec<Finding> {
        let findings = diagnosis.findings.iter();
        findings
            .filter(|finding| finding.schema.is_some())
            .cloned()
            .collect()
    };
    let all = validator.diagnose(text, options).unwrap();
    let text = String::from_utf8_lossy(text);
    assert_eq!(by_schema(diagnosis), by_schema(&all), "{text}");
}

/// Judges documents against a type.
fn agree_with<T: Model + JsonSchema>(text: &str) -> BTreeMap<&'static str, usize> {
    let table = codegen::table(text, "schema.json", &codegen::Settings::default()).unwrap();
    let schema = CompiledSchema::new(table.leak());
    let rewrite = |text: &str| {
        let read = models::from_str::<T>(text);
        let accepted = runtime::check::accepts::<T>(text.as_bytes());
        assert_eq!(accepted, read.is_ok(), "check: {text}");
        models::to_string(&read?)
    };
    let diagnose = |text: &[u8], options: &Options| {
        let diagnosis = diagnose_by::<T>(&schema, text, options);
        assert_complete(&diagnosis, schema.validator(), text, options);
        diagnosis
    };
    agree(
        text,
        runtime::document::<T>(),
        &rewrite,
        &diagnose,
        documents_a_case(),
    )
}

/// Reads a document with the types, and writes it.
type Rewrite<'a> = &'a dyn Fn(&str) -> Result<String, Error>;

/// Judges documents; how many of them had which verdict.
fn agree(
    text: &str,
    emitted: models::Value,
    rewrite: Rewrite<'_>,
    diagnose: Diagnose<'_>,
    documents: usize,
) -> BTreeMap<&'static str, usize> {
    let schema = codegen::parse(text).unwrap();
    assert_eq!(drift(&schema, &emitted), []);
    let sides = Sides {
        source: oracle::validator(&serde_json::from_str(text).unwrap()),
        emitted: oracle::validator(&serde_json::from_str(&emitted.to_string()).unwrap()),
        schema: &schema,
        rewrite,
        diagnose,
        compared: Cell::new(0),
    };
    let generator = Generator::new(&schema, text).unwrap();
    let words = Dictionary::of(&schema);
    let mut random = Rng::with_seed(202_012);
    let mut seen = BTreeMap::new();
    let mut judge = |document: &RawJson| {
        let verdict = sides.judge(document);
        *seen.entry(verdict).or_default() += 1;
        verdict
    };
    for _ in 0..documents / 6 {
        // A schema may take nothing at all.
        let valid = generator.valid(&mut random);
        if let Some(valid) = &valid {
            let verdict = judge(valid);
            assert!(
                matches!(verdict, "accepted" | "unsure"),
                "{verdict}: {}",
                valid.print()
            );
        }
        let valid = valid.unwrap_or_else(|| RawJson::word("null"));
        let mut document = valid.clone();
        for _ in 0..5 {
            mutate(&words, &mut document, &mut random);
            judge(&document);
            // Half of the mutations come on top of others.
            if random.bool() {
                document = valid.clone();
            }
        }
    }
    assert!(
        sides.compared.get() >= least(&seen),
        "{}: {seen:?}",
        sides.compared.get()
    );
    seen
}

/// The number of documents whose findings must have been compared with those of the crate:
/// half of those that are invalid for a reason that both can report.
fn least(seen: &BTreeMap<&'static str, usize>) -> usize {
    let kinds = [ErrorKind::Type, ErrorKind::Required, ErrorKind::Constraint];
    let counts = kinds.map(|kind| seen.get(kind.as_str()).copied().unwrap_or_default());
    counts.iter().sum::<usize>() / 2
}

/// Drift of the emitted schema from the source.
fn drift(source: &Schema, emitted: &models::Value) -> Vec<Drift> {
    let emitted = Schema::new(&Json::parse(&emitted.to_string()).unwrap()).unwrap();
    exactschema_compare::drift::drift(source, &emitted)
}

struct Sides<'a> {
    source: Validator,
    emitted: Validator,
    schema: &'a Schema,
    rewrite: Rewrite<'a>,
    diagnose: Diagnose<'a>,
    /// Of how many documents the findings were compared.
    compared: Cell<usize>,
}

impl Sides<'_> {
    /// The verdict of all sides.
    fn judge(&self, document: &RawJson) -> &'static str {
        let text = document.print();
        if oracle::is_unsure(self.schema, document) {
            return "unsure";
        }
        let instance = oracle::instance(document);
        let valid = instance.as_ref().map(|instance| {
            let valid = self.source.is_valid(instance);
            assert_eq!(
                self.emitted.is_valid(instance),
                valid,
                "emitted schema: {text}"
            );
            valid
        });
        let unrepresentable = Unrepresentable::find(self.schema, document);
        match (self.rewrite)(&text) {
            Ok(written) => {
                assert_eq!(valid, Some(true), "read, but not valid: {text}");
                assert!(
                    !unrepresentable.anything(),
                    "read, but it cannot be held: {text}"
                );
                same::assert_same(self.schema, &text, &written);
                findings::find(self.diagnose, document, true);
                "accepted"
            }
            Err(error) => {
                assert!(
                    excused(&error, valid, &unrepresentable),
                    "{error}: {valid:?}: {text}"
                );
                let found = findings::find(self.diagnose, document, false);
                if let (Some(instance), false) = (&instance, unrepresentable.perhaps_anything()) {
                    findings::assert_agree(&self.source, instance, &found);
                    self.compared.update(|compared| compared + 1);
                }
                error.kind().as_str()
            }
        }
    }
}

/// Whether a document is rejected for a reason: it is not valid, or it contains something
/// unrepresentable. With a duplicate key it may or may not be valid, depending on which of
/// the two counts.
fn excused(error: &Error, valid: Option<bool>, unrepresentable: &Unrepresentable) -> bool {
    match error.kind() {
        ErrorKind::DuplicateKey => unrepresentable.duplicate,
        ErrorKind::LoneSurrogate => unrepresentable.surrogate,
        ErrorKind::IntegerRange => unrepresentable.integer,
        ErrorKind::NumberRange => unrepresentable.number,
        ErrorKind::Depth => unrepresentable.deep,
        _ => valid != Some(true) || unrepresentable.duplicate,
    }
}
