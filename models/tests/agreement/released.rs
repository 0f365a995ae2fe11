//! Released versions have no types; their tables are what judges. The verdict is that of
//! the `jsonschema` crate, but for what no document may have.

use exactschema_frontend::Schema;
use exactschema_frontend::json::Json;
use exactschema_sample::{Dictionary, Generator, RawJson, mutate};
use fastrand::Rng;
use models::ReleasedSchema;

use crate::oracle;
use crate::unrepresentable::Unrepresentable;

/// The number of documents each version is judged on.
fn documents() -> usize {
    crate::sized(3_000)
}

const HISTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/history");

#[test]
fn every_released_version_has_a_judge() {
    let entries = std::fs::read_dir(HISTORY).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = names
        .filter_map(|name| Some(name.strip_suffix(".schema.json")?.to_owned()))
        .collect();
    files.sort();
    let mut listed: Vec<&str> = models::RELEASED
        .iter()
        .map(|released| released.name())
        .collect();
    listed.sort_unstable();
    assert_eq!(files, listed);
}

#[test]
fn their_verdicts_are_those_of_their_schemas() {
    for released in models::RELEASED {
        let text = std::fs::read_to_string(format!("{HISTORY}/{}.schema.json", released.name()));
        let (valid, invalid) = judged(released, &text.unwrap());
        assert!(
            valid > documents() / 10,
            "{}: {valid} valid",
            released.name()
        );
        assert!(
            invalid > documents() / 10,
            "{}: {invalid} invalid",
            released.name()
        );
    }
}

/// Judges documents of a version; how many were valid, and how many not.
fn judged(released: &ReleasedSchema, text: &str) -> (usize, usize) {
    let schema = Schema::new(&Json::parse(text).unwrap()).unwrap();
    let validator = oracle::validator(&serde_json::from_str(text).unwrap());
    let generator = Generator::new(&schema, text).unwrap();
    let words = Dictionary::of(&schema);
    let mut random = Rng::with_seed(202_509);
    let (mut valid, mut invalid) = (0, 0);
    let mut judge = |document: &RawJson| {
        if oracle::is_unsure(&schema, document) {
            return;
        }
        let instance = oracle::instance(document);
        let expected = instance.is_some_and(|instance| validator.is_valid(&instance))
            && !Unrepresentable::find(&schema, document).by_any_schema();
        let text = document.print();
        assert_eq!(
            released.is_valid(text.as_bytes()),
            expected,
            "{}: {text}",
            released.name()
        );
        match expected {
            true => valid += 1,
            false => invalid += 1,
        }
    };
    for _ in 0..documents() / 3 {
        let Some(mut document) = generator.valid(&mut random) else {
            continue;
        };
        judge(&document);
        for _ in 0..2 {
            mutate(&words, &mut document, &mut random);
            judge(&document);
        }
    }
    (valid, invalid)
}

/// The property that was removed, and the one that was added, in the vendor's change.
#[test]
fn versions_differ() {
    let call = |property: &str| {
        format!(
            r#"{{"id":"s","title":"t","messages":[{{"id":"m","role":"tool","content":"",
            "createdAt":"2025-10-03T16:51:00Z","updatedAt":"2025-10-03T16:51:00Z",
            "toolCalls":[{{"id":"c","name":"n","type":"f","input":"{{}}","finished":true,
            {property}}}]}}]}}"#
        )
    };
    let valid = |name: &str, property: &str| {
        let mut released = models::RELEASED
            .iter()
            .filter(|released| released.name() == name);
        released.next().unwrap().is_valid(call(property).as_bytes())
    };
    assert!(!valid("export-session@2025-09", r#""isError":"no""#));
    assert!(valid("export-session@2026-02", r#""isError":"no""#));
    assert!(valid("export-session@2025-09", r#""screenshotUrls":7"#));
    assert!(!valid("export-session@2026-02", r#""screenshotUrls":7"#));
}
