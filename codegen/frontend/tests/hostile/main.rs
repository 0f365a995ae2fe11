//! Hostile schemas: the compiler rejects them or not, as their meta-schema does, and never
//! panics.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

mod growth;
mod limits;

use exactschema::document::{Document, Instance};
use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::Draft;
use exactschema_frontend::compile::{Options, compile};

/// Schemas with many keywords, to begin with: the meta-schemas.
const SEEDS: &[(Draft, &str)] = &[
    (
        Draft::Draft4,
        include_str!("../../src/compile/metaschemas/draft-04.json"),
    ),
    (
        Draft::Draft6,
        include_str!("../../src/compile/metaschemas/draft-06.json"),
    ),
    (
        Draft::Draft7,
        include_str!("../../src/compile/metaschemas/draft-07.json"),
    ),
    (
        Draft::Draft201909,
        include_str!("../../src/compile/metaschemas/2019-09/applicator.json"),
    ),
    (
        Draft::Draft201909,
        include_str!("../../src/compile/metaschemas/2019-09/validation.json"),
    ),
    (
        Draft::Draft202012,
        include_str!("../../src/compile/metaschemas/2020-12/applicator.json"),
    ),
    (
        Draft::Draft202012,
        include_str!("../../src/compile/metaschemas/2020-12/core.json"),
    ),
    (
        Draft::V1,
        include_str!("../../src/compile/metaschemas/v1.json"),
    ),
];

/// Values to put anywhere.
const VALUES: &[&str] = &[
    "null",
    "true",
    "-1",
    "2.5",
    "1e999",
    "\"\"",
    "\"#\"",
    "\"#/\"",
    "\"(\"",
    "\"%zz#[]\"",
    "[]",
    "{}",
    "[{}]",
    "{\"a\": {\"$ref\": \"#\"}}",
    "{\"$ref\": \"#\"}",
    "{\"$id\": \"a:b\", \"$ref\": \"c\"}",
    "{\"id\": \"//[\", \"$anchor\": \"a\"}",
    "{\"$dynamicAnchor\": \"a\", \"$dynamicRef\": \"#a\"}",
    "{\"$recursiveRef\": \"#\", \"$recursiveAnchor\": true}",
    "{\"x-\": {\"items\": [1]}, \"$ref\": \"#/x-/items/0\"}",
];

/// Reasons to reject a schema that is valid against its meta-schema.
const MORE: &[&str] = &[
    // Draft 4 leaves it open.
    "$ref must be a string",
    "the reference",
    "nothing is known at",
    "is refused",
    "two schemas have",
    "of no use",
    "duplicate",
    "cannot be read",
    "fragment",
    "has the anchor",
    "dynamic anchor",
];

#[test]
fn hostile_schemas_are_judged_as_meta_schemas_do() {
    let mut random = fastrand::Rng::with_seed(7);
    for (draft, seed) in SEEDS {
        let validator = meta_schema(*draft);
        for _ in 0..150 {
            let mut text = (*seed).to_owned();
            for _ in 0..random.usize(1..4) {
                text = mutant(&text, &mut random);
            }
            judge(&validator, *draft, &text);
        }
    }
}

#[test]
fn broken_texts_are_refused() {
    let mut random = fastrand::Rng::with_seed(8);
    for (draft, seed) in SEEDS {
        for _ in 0..100 {
            let mut bytes = seed.as_bytes().to_vec();
            let at = random.usize(..bytes.len());
            match random.u8(..3) {
                0 => bytes.truncate(at),
                1 => bytes[at] = *random.choice(b"\"{}[],:\\0e").expect("there are some"),
                _ => drop(bytes.remove(at)),
            }
            let text = String::from_utf8_lossy(&bytes);
            let options = Options {
                dialect: *draft,
                ..Options::default()
            };
            // Whatever comes of it.
            let _ = compile(&text, &options);
        }
    }
}

/// Holds the verdict of the compiler against that of the meta-schema.
fn judge(validator: &Validator, draft: Draft, text: &str) {
    let by_meta_schema = validator.is_valid(text.as_bytes());
    let options = Options {
        uri: "http://a.example/mutant",
        dialect: draft,
        ..Options::default()
    };
    match compile(text, &options) {
        // Names that v1 does not define are warned of.
        Ok(_) if draft == Draft::V1 => {}
        // Its meta-schema goes on to check what it does not define.
        Ok(_) if draft == Draft::Draft202012 && text.contains("$recursiveAnchor") => {}
        Ok(_) => assert_eq!(by_meta_schema, Ok(true), "{draft}: {text}"),
        Err(problems) => {
            let is_more = |message: &str| MORE.iter().any(|more| message.contains(more));
            let mut messages = problems.iter().map(|problem| &problem.problem.message);
            let has_more = messages.any(|message| is_more(message));
            assert!(
                has_more || by_meta_schema != Ok(true),
                "{draft}: {problems:?}"
            );
        }
    }
}

/// A text with one value replaced, by one of its own or another.
fn mutant(text: &str, random: &mut fastrand::Rng) -> String {
    let document = Document::parse(text.as_bytes(), 1_000).expect("it is JSON");
    let mut values = Vec::new();
    let mut open = vec![document.root()];
    while let Some(value) = open.pop() {
        open.extend(value.elements());
        open.extend(value.members().map(|member| member.value));
        // The dialect stays.
        if !value.source().contains("json-schema.org") {
            values.push(value);
        }
    }
    let old: Instance<'_> = values[random.usize(..values.len())];
    let new = match random.bool() {
        true => values[random.usize(..values.len())].source(),
        false => VALUES[random.usize(..VALUES.len())],
    };
    let (start, end) = old.range();
    format!("{}{new}{}", &text[..start], &text[end..])
}

fn meta_schema(draft: Draft) -> Validator {
    let schema = format!("{{\"$ref\": \"{}\"}}", draft.uri());
    let options = Options {
        dialect: draft,
        ..Options::default()
    };
    let compiled = compile(&schema, &options);
    let table = compiled.map(|compiled| compiled.table);
    let mut settings = Settings::default();
    settings.asserts_formats = false;
    Validator::with_settings(table.expect("meta-schemas are schemas"), settings)
}
