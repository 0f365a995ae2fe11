//! The checks of the compiler give the verdicts of the meta-schemas.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

use std::collections::BTreeMap;

use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::keyword::FACTS;
use exactschema::schema::{Draft, Shape};
use exactschema_frontend::compile::{Options, compile};

/// Values that some keyword takes, and some keyword does not.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "1.5",
    "2.0",
    "1e1",
    "\"\"",
    "\"a\"",
    "\"_a-b.c\"",
    "\"a:b\"",
    "\"a#b\"",
    "\"#\"",
    "\"string\"",
    "\"integer\"",
    "[]",
    "[1]",
    "[\"a\"]",
    "[\"a\", \"a\"]",
    "[\"string\"]",
    "[\"string\", \"null\"]",
    "[\"string\", \"string\"]",
    "[{}]",
    "[true]",
    "[{}, 1]",
    "{}",
    "{\"a\": 1}",
    "{\"a\": {}}",
    "{\"a\": true}",
    "{\"a\": []}",
    "{\"a\": [\"b\"]}",
    "{\"a\": [\"b\", \"b\"]}",
    "{\"a\": [1]}",
    "{\"a\": {\"b\": {}}}",
    "{\"a\": {\"b\": 1}}",
    "{\"minLength\": -1}",
    "{\"properties\": {\"a\": {\"type\": \"text\"}}}",
];

/// Keywords that are taken from a release on though its meta-schema does not have them: for
/// compatibility, and by a proposal.
const EXTRA: &[(&str, Draft)] = &[
    ("$vocabulary", Draft::V1),
    ("definitions", Draft::V1),
    ("dependencies", Draft::V1),
    ("propertyDependencies", Draft::V1),
];

#[test]
fn checks_agree_with_meta_schemas() {
    let mut different = BTreeMap::new();
    for draft in Draft::ALL.iter().copied() {
        let validator = meta_schema(draft);
        let names = FACTS.iter().filter(|facts| {
            let mut extra = EXTRA.iter();
            let is_extra = extra.any(|(name, since)| *name == facts.name && draft >= *since);
            (facts.since..=facts.until).contains(&draft) && !is_extra
        });
        for facts in names {
            // References are resolved too, and dialects are looked up.
            let is_more =
                facts.shape == Shape::Reference || matches!(facts.name, "$schema" | "$vocabulary");
            for value in VALUES {
                let schema = format!("{{\"{}\": {value}}}", facts.name);
                let by_meta_schema = validator.is_valid(schema.as_bytes()) == Ok(true);
                let options = Options {
                    dialect: draft,
                    ..Options::default()
                };
                let compiled = compile(&schema, &options);
                let by_compiler = compiled.is_ok();
                // What v1 does not define is warned of.
                let warnings = compiled.map_or_else(|_| Vec::new(), |compiled| compiled.warnings);
                let is_unknown = warnings
                    .iter()
                    .any(|warning| warning.problem.message.contains("there is no keyword"));
                // Integers were spelled without a point then.
                let is_spelling = draft == Draft::Draft4
                    && facts.shape == Shape::Count
                    && matches!(*value, "2.0" | "1e1");
                let may_differ =
                    is_spelling || is_more && by_meta_schema || draft == Draft::V1 && is_unknown;
                if by_meta_schema != by_compiler && !may_differ {
                    different.insert((draft, schema), (by_meta_schema, by_compiler));
                }
            }
        }
    }
    let lines: Vec<String> = different
        .iter()
        .map(|((draft, schema), (meta, own))| format!("{draft} {schema}: {meta}, here {own}"))
        .collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn meta_schemas_are_valid_against_themselves() {
    for draft in Draft::ALL.iter().copied() {
        let reference = format!("{{\"$ref\": \"{}\"}}", draft.uri());
        let validator = meta_schema(draft);
        assert_eq!(
            validator.is_valid(reference.as_bytes()),
            Ok(true),
            "{draft}"
        );
    }
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
