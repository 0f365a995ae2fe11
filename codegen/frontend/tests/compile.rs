//! Compiled schemas, and schemas that are rejected.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

use std::sync::atomic::{AtomicUsize, Ordering};

use exactschema::diagnose::Options as DiagnoseOptions;
use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::{Argument, Draft, Keyword, Table};
use exactschema_frontend::compile::{Compiled, Loaded, Options, Problem, compile};

/// The problems of a schema, with the fixes.
fn problems(schema: &str) -> Vec<String> {
    in_dialect(schema, Draft::Draft202012).map_or_else(lines, |_| Vec::new())
}

/// The warnings about a schema.
fn warnings(schema: &str, draft: Draft) -> Vec<String> {
    lines(in_dialect(schema, draft).expect("no problems").warnings)
}

fn lines(problems: Vec<Problem>) -> Vec<String> {
    let lines = problems.into_iter();
    lines
        .map(|line| format!("{line} ({})", line.problem.fix))
        .collect()
}

fn in_dialect(schema: &str, dialect: Draft) -> Result<Compiled, Vec<Problem>> {
    let options = Options {
        dialect,
        ..Options::default()
    };
    compile(schema, &options)
}

fn table(schema: &str, dialect: Draft) -> Table {
    match in_dialect(schema, dialect) {
        Ok(compiled) => compiled.table,
        Err(problems) => panic!("{}", lines(problems).join("\n")),
    }
}

/// Whether a schema takes a document.
fn takes(schema: &str, document: &str) -> bool {
    let validator = Validator::new(table(schema, Draft::Draft202012));
    validator.is_valid(document.as_bytes()) == Ok(true)
}

/// The keywords of the root, by name and meaning.
fn root(schema: &str, draft: Draft) -> Vec<(String, Keyword)> {
    let table = table(schema, draft);
    let entries = table.nodes()[0].entries.iter();
    entries
        .map(|entry| (entry.name.to_string(), entry.keyword))
        .collect()
}

#[test]
fn all_problems_are_found() {
    let mut found = problems(
        r##"{
  "type": "strnig",
  "minLength": -1,
  "allOf": [],
  "properties": {"a": 1, "a": {"pattern": "("}},
  "$defs": {"unused": {"required": "a"}},
  "anyOf": [{"$ref": "#/$defs/non"}, {"$ref": "other.json"}, {"$ref": "#none"}]
}"##,
    );
    let pattern = found.remove(5);
    let expected = "5:43: /properties/a/pattern: the regular expression \"(\" is refused: ";
    assert!(pattern.starts_with(expected), "{pattern}");
    assert_eq!(
        found,
        [
            "2:11: /type: there is no type \"strnig\" (did you mean \"string\"?)",
            "3:16: /minLength: minLength must be an integer that is not negative (write 1, for example)",
            "4:12: /allOf: allOf must not be empty (add a schema, or remove the keyword)",
            "5:23: /properties/a: a schema must be an object or a boolean (write an object, true or false)",
            "5:26: /properties/a: expected a new property name, found a duplicate key (keep one of the two)",
            "6:36: /$defs/unused/required: required must be a list of names (write [\"a\"], for example)",
            "7:22: /anyOf/0/$ref: the reference leads nowhere: there is no /$defs/non (refer to a schema that exists)",
            "7:47: /anyOf/1/$ref: nothing is known at other.json, and nothing is fetched (map it to a file, by --map other.json=PATH or in the configuration or the build script)",
            "7:71: /anyOf/2/$ref: no schema in the resource at the root has the anchor \"none\" \
             (declare the anchor, or refer by a JSON Pointer)",
        ]
    );
}

#[test]
fn what_is_no_json_is_a_problem() {
    assert_eq!(
        problems("{\"a\": }"),
        ["1:7: /a: expected a value, found '}' (write JSON (RFC 8259))"]
    );
    assert_eq!(
        problems("1"),
        ["1:1: the root: a schema must be an object or a boolean (write an object, true or false)"]
    );
    assert_eq!(problems(r#"{"title": "\ud800"}"#).len(), 1);
    let deep = "{\"not\":".repeat(100_000) + "{}" + &"}".repeat(100_000);
    assert_eq!(problems(&deep).len(), 1);
}

#[test]
fn private_names_of_serde_json_are_names() {
    let schema = r#"{"const": {"$serde_json::private::Number": "1"}}"#;
    assert!(takes(schema, r#"{"$serde_json::private::Number": "1"}"#));
    assert!(!takes(schema, "1"));
}

#[test]
fn keywords_are_lowered() {
    use Keyword::*;
    let named = |entries: &[(&str, Keyword)]| -> Vec<(String, Keyword)> {
        let entries = entries.iter();
        entries
            .map(|(name, keyword)| ((*name).to_owned(), *keyword))
            .collect()
    };
    let schema = r#"{"minimum": 1, "exclusiveMinimum": true, "maximum": 2}"#;
    let expected = named(&[("minimum", ExclusiveMinimum), ("maximum", Maximum)]);
    assert_eq!(root(schema, Draft::Draft4), expected);
    let schema = r#"{"items": [true], "additionalItems": false}"#;
    let expected = named(&[("items", PrefixItems), ("additionalItems", Items)]);
    assert_eq!(root(schema, Draft::Draft7), expected);
    let schema = r#"{"items": true, "additionalItems": false}"#;
    assert_eq!(root(schema, Draft::Draft7), named(&[("items", Items)]));
    let schema = r#"{"dependencies": {"a": ["b"], "c": {}}}"#;
    let expected = named(&[
        ("dependencies", DependentSchemas),
        ("dependencies", DependentRequired),
    ]);
    assert_eq!(root(schema, Draft::Draft202012), expected);
    let schema = r##"{"$ref": "#/definitions/a", "type": "null", "definitions": {"a": {}}}"##;
    assert_eq!(root(schema, Draft::Draft7), named(&[("$ref", Ref)]));
    let expected = named(&[("$ref", Ref), ("type", Type)]);
    assert_eq!(root(schema, Draft::Draft202012), expected);
    assert_eq!(root("false", Draft::Draft7), named(&[("", Boolean)]));
}

#[test]
fn annotations_keep_their_spelling() {
    let table = table(
        r#"{"x-a": [1.50, "a b\u0041\""] , "title" : "t"}"#,
        Draft::V1,
    );
    let texts = table.nodes()[0]
        .entries
        .iter()
        .map(|entry| match &entry.argument {
            Argument::Json(text) => text.to_string(),
            other => panic!("{other:?}"),
        });
    let texts: Vec<String> = texts.collect();
    assert_eq!(texts, [r#"[1.50,"a b\u0041\""]"#, "\"t\""]);
}

#[test]
fn counts_may_be_spelled_in_any_way() {
    let schema = r#"{"minLength": 2.0, "maxLength": 1e400}"#;
    let table = table(schema, Draft::Draft202012);
    assert_eq!(table.nodes()[0].count(Keyword::MinLength), Some(2));
    assert_eq!(table.nodes()[0].count(Keyword::MaxLength), Some(u64::MAX));
}

#[test]
fn references_of_all_kinds_are_followed() {
    for reference in [
        "#/$defs/a%20%3Cb%3E",
        "#/$defs/a <b>",
        "#c",
        "http://example.com/root#c",
        "/root#c",
        "urn:example:d",
        "#/x-unknown/0/e",
        "#/$defs/100%",
    ] {
        let schema = format!(
            r#"{{"$id": "http://EXAMPLE.com/./root", "$ref": "{reference}",
              "$defs": {{"a <b>": {{"$anchor": "c", "type": "null"}},
                         "d": {{"$id": "urn:example:d", "type": "null"}},
                         "100%": {{"type": "null"}}}},
              "x-unknown": [{{"e": {{"type": "null"}}}}]}}"#
        );
        assert!(takes(&schema, "null"), "{reference}");
        assert!(!takes(&schema, "1"), "{reference}");
    }
}

#[test]
fn references_to_nowhere_suggest_what_exists() {
    let found = problems(
        r##"{"$defs": {"address": {"properties": {"a": {}}}}, "allOf": [
            {"$ref": "#/$defs/adress/properties/a"}, {"$ref": "#/definitions/address"}]}"##,
    );
    assert!(
        found[0].ends_with("(did you mean #/$defs/address/properties/a?)"),
        "{}",
        found[0]
    );
    assert!(
        found[1].ends_with("(refer to a schema that exists)"),
        "{}",
        found[1]
    );
}

#[test]
fn meta_schemas_are_known_by_either_scheme() {
    let schema = r##"{"items": {"$ref": "https://json-schema.org/draft-07/schema#"},
                      "contains": {"$ref": "http://json-schema.org/draft-07/schema"}}"##;
    assert!(takes(schema, r#"[{"type": "null"}]"#));
    assert!(!takes(schema, r#"[{"type": "nil"}]"#));
}

#[test]
fn a_file_may_have_several_uris() {
    let load = |uri: &str| {
        let text = r#"{"$id": "http://a.example/c"}"#.to_owned();
        let path = Some("c.json".to_owned());
        uri.starts_with("http").then_some(Loaded { text, path })
    };
    let options = Options {
        load: &load,
        ..Options::default()
    };
    let schema = r#"{"allOf": [{"$ref": "http://b.example/c"}, {"$ref": "http://b.example/d"},
                               {"$ref": "http://a.example/c"}]}"#;
    let compiled = compile(schema, &options)
        .map_err(lines)
        .expect("no problems");
    assert_eq!(compiled.table.sources().len(), 2);
}

#[test]
fn one_name_is_for_one_schema() {
    let found = problems(r#"{"$defs": {"a": {"$id": "x"}, "b": {"$id": "x"}}}"#);
    assert_eq!(
        found,
        [
            "1:44: /$defs/b/$id: two schemas have the URI x: /$defs/a too (give each schema a URI of its own)"
        ]
    );
    let found = problems(r#"{"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}"#);
    assert_eq!(
        found,
        [
            "1:52: /$defs/b/$anchor: two schemas have this anchor: that at /$defs/a too \
         (give each schema an anchor of its own)"
        ]
    );
}

#[test]
fn cycles_that_consume_nothing_are_refused() {
    assert_eq!(
        problems(r##"{"$ref": "#"}"##),
        [
            "1:10: /$ref: the reference leads back to itself without going into the value, by /$ref \
         (break the cycle)"
        ]
    );
    let schema = r##"{"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}},
                      "$ref": "#/$defs/a"}"##;
    assert_eq!(problems(schema).len(), 1);
    let schema = r##"{"dependentSchemas": {"a": {"$dynamicRef": "#n"}}, "$dynamicAnchor": "n"}"##;
    assert_eq!(problems(schema).len(), 1);
    assert!(
        problems(r##"{"properties": {"a": {"$ref": "#"}}, "allOf": [{"items": {"$ref": "#"}}]}"##)
            .is_empty()
    );
}

#[test]
fn long_chains_are_followed() {
    let chain = |length: usize, end: &str| {
        let links = (0..length).map(|at| {
            let next = at + 1;
            format!(r##""{at}": {{"$ref": "#/$defs/{next}"}}"##)
        });
        let links: Vec<String> = links.collect();
        let links = links.join(",");
        format!(r##"{{"$ref": "#/$defs/0", "$defs": {{{links}, "{length}": {end}}}}}"##)
    };
    let schema = chain(100_000, r#"{"type": "null"}"#);
    assert!(takes(&schema, "null"));
    let schema = chain(10_000, r##"{"$ref": "#/$defs/0"}"##);
    assert_eq!(problems(&schema).len(), 1);
}

#[test]
fn other_texts_are_loaded_once() {
    let loads = AtomicUsize::new(0);
    let load = |uri: &str| {
        loads.fetch_add(1, Ordering::Relaxed);
        let text = match uri {
            "http://a.example/b" => r##"{"$defs": {"c": {"type": "null"}}, "$ref": "#/$defs/c"}"##,
            "http://a.example/broken" => "{",
            _ => return None,
        };
        let (text, path) = (text.to_owned(), Some("b.json".to_owned()));
        Some(Loaded { text, path })
    };
    let options = Options {
        uri: "http://a.example/a",
        path: Some("a.json"),
        load: &load,
        ..Options::default()
    };
    let schema = r#"{"properties": {"x": {"$ref": "b"}, "y": {"$ref": "b#/$defs/c"}}}"#;
    let table = compile(schema, &options).expect("no problems").table;
    assert_eq!(loads.load(Ordering::Relaxed), 1);
    assert_eq!(table.sources()[1].path.as_deref(), Some("b.json"));
    let schema = r#"{"properties": {"x": {"$ref": "broken"}, "y": {"$ref": "broken"}}}"#;
    let found = lines(compile(schema, &options).expect_err("a problem"));
    assert_eq!(found.len(), 3);
    assert!(
        found[0].starts_with("a.json:1:31: /properties/x/$ref: the text at"),
        "{}",
        found[0]
    );
    assert!(
        found[2].starts_with("b.json:1:2: the root:"),
        "{}",
        found[2]
    );
}

#[test]
fn custom_dialects_have_the_vocabularies_they_list() {
    let load = |uri: &str| {
        let text = match uri {
            "http://a.example/formats" => {
                r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": {
                    "https://json-schema.org/draft/2020-12/vocab/core": true,
                    "https://json-schema.org/draft/2020-12/vocab/format-assertion": true}}"#
            }
            "http://a.example/other" => {
                r#"{"$schema": "https://json-schema.org/draft/2020-12/schema",
                    "$vocabulary": {"http://a.example/unknown": true}}"#
            }
            _ => return None,
        };
        let (text, path) = (text.to_owned(), None);
        Some(Loaded { text, path })
    };
    let options = Options {
        load: &load,
        ..Options::default()
    };
    let schema = r#"{"$schema": "http://a.example/formats", "format": "date", "minLength": 1}"#;
    let table = compile(schema, &options).expect("no problems").table;
    let entries = &table.nodes()[0].entries;
    assert!(matches!(
        entries[0].argument,
        Argument::Format {
            is_asserted: true,
            ..
        }
    ));
    assert_eq!(entries[1].keyword, Keyword::Annotation);
    let found = compile(r#"{"$schema": "http://a.example/other"}"#, &options);
    assert_eq!(
        lines(found.expect_err("a problem")),
        [
            "1:13: /$schema: the meta-schema requires the vocabulary http://a.example/unknown, which is unknown \
         (use a dialect of known vocabularies)"
        ]
    );
    let compiled =
        compile(r#"{"$schema": "http://a.example/none"}"#, &options).expect("no problems");
    assert_eq!(
        lines(compiled.warnings),
        [
            "1:13: /$schema: the meta-schema http://a.example/none is unknown: the schema is read as 2020-12 \
         (name a known dialect, or map it to a file, by --map http://a.example/none=PATH or in the configuration or the build script)"
        ]
    );
}

#[test]
fn what_is_hardly_meant_is_warned_of() {
    for (draft, schema, expected) in [
        (
            Draft::Draft7,
            r#"{"additonalProperties": false}"#,
            "did you mean additionalProperties?",
        ),
        (
            Draft::Draft7,
            r#"{"dependentRequired": {}}"#,
            "dependentRequired needs 2019-09 or later",
        ),
        (
            Draft::Draft7,
            r#"{"format": "dat-time"}"#,
            "did you mean \"date-time\"?",
        ),
        (
            Draft::Draft4,
            r#"{"format": "uuid"}"#,
            "\"uuid\" needs 2019-09 or later",
        ),
        (
            Draft::Draft7,
            r#"{"definitions": {"a": {}}}"#,
            "remove it, or refer to it",
        ),
        (
            Draft::Draft7,
            r#"{"description": " "}"#,
            "write one, or remove it",
        ),
        (
            Draft::Draft7,
            r#"{"additionalItems": {}}"#,
            "add a list at items, or remove additionalItems",
        ),
        (Draft::Draft7, r#"{"then": {}}"#, "add if, or remove then"),
        (
            Draft::V1,
            r#"{"minContains": 1}"#,
            "add contains, or remove minContains",
        ),
        (
            Draft::V1,
            r#"{"type": "string", "minimum": 1}"#,
            "remove it, or add the type that it is about",
        ),
        (
            Draft::Draft7,
            r##"{"definitions": {"a": {}}, "$ref": "#/definitions/a", "type": "null"}"##,
            "put the reference into allOf",
        ),
        (
            Draft::V1,
            r#"{"type": "integer", "enum": [1.0, 1.5]}"#,
            "remove it, or add its type",
        ),
        (
            Draft::V1,
            r#"{"minimum": 1, "exclusiveMinimum": 1.0}"#,
            "remove it",
        ),
        (
            Draft::V1,
            r#"{"maximum": 1, "exclusiveMaximum": 2}"#,
            "remove it",
        ),
        (Draft::V1, r#"{"enum": [1, 1.0]}"#, "remove it"),
        (
            Draft::V1,
            r#"{"enum": [{"a": 1, "b": []}, {"b": [], "a": 1.0}]}"#,
            "remove it",
        ),
        (Draft::V1, r#"{"minItems": 2, "maxItems": 1}"#, "swap them"),
        (Draft::V1, r#"{"unknown": 1}"#, "write x-unknown"),
    ] {
        let found = warnings(schema, draft);
        assert_eq!(found.len(), 1, "{schema}: {found:?}");
        assert!(found[0].ends_with(&format!("({expected})")), "{found:?}");
    }
    for schema in [
        r#"{"x-unknown": 1}"#,
        r#"{"type": "integer", "minimum": 1}"#,
    ] {
        assert_eq!(warnings(schema, Draft::V1), [""; 0]);
    }
}

#[test]
fn long_lists_of_values_are_compared_by_value() {
    let schema = r#"{ "enum": [1, 2.5, 1e2, "a", null, true, [1, {"b": 2}], {"c": 3, "d": []}] }"#;
    for valid in [
        "1.0",
        "25e-1",
        "100",
        r#""\u0061""#,
        "null",
        r#"[1.0, {"b": 2e0}]"#,
        r#"{"d": [], "c": 3.00}"#,
    ] {
        assert!(takes(schema, valid), "{valid}");
    }
    for invalid in ["2", "101", r#""b""#, "false", "[1]", r#"{"c": 3}"#, "[]"] {
        assert!(!takes(schema, invalid), "{invalid}");
    }
}

#[test]
fn what_is_no_schema_is_warned_of() {
    for (text, expected) in [
        (
            r#"{"openapi": "3.1.0", "info": {}}"#,
            "this is an OpenAPI document and no schema",
        ),
        (
            r#"{"name": "Ada", "born": 1815}"#,
            "nothing here is a keyword of JSON Schema",
        ),
    ] {
        let found = warnings(text, Draft::Draft202012);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(expected), "{found:?}");
    }
    for text in [
        "{}",
        r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "unknown": 1}"#,
        r#"{"unknown": 1, "title": "A"}"#,
        r#"{"x-unknown": 1}"#,
    ] {
        assert_eq!(warnings(text, Draft::Draft202012), [""; 0]);
    }
}

#[test]
fn mistakes_of_other_dialects_and_of_patterns_have_their_own_fix() {
    let problem = |schema: &str| problems(schema).concat();
    let found = problem(r#"{ "items": [{}] }"#);
    assert!(found.contains("name it prefixItems"), "{found}");
    let found = problem(r#"{ "pattern": "(a)\\1" }"#);
    assert!(found.contains("is unsupported: it refers back"), "{found}");
    let found = problem(r#"{ "pattern": "^[\\p{L}\\_]$" }"#);
    assert!(found.contains(r"`\_` is no escape here"), "{found}");
    let found = problem(r#"{ "$ref": "https://example.com/a" }"#);
    assert!(
        found.contains("by --map https://example.com/a=PATH"),
        "{found}"
    );
}

#[test]
fn the_meta_schema_of_v1_is_known_with_its_year() {
    let schema = r#"{ "$schema": "https://json-schema.org/v1/2026", "minimum": 3 }"#;
    let compiled = in_dialect(schema, Draft::Draft202012).expect("no problems");
    assert_eq!(compiled.table.nodes()[0].draft, Draft::V1);
    assert!(compiled.warnings.is_empty());
}

#[test]
fn formats_of_the_openapi_registry_are_asserted_in_its_dialect() {
    let schema = |dialect: &str| {
        format!(
            r#"{{"$schema": {dialect:?}, "properties": {{
                "a": {{"format": "int32"}}, "b": {{"format": "byte"}}, "c": {{"format": "uint8"}}}}}}"#
        )
    };
    let openapi = schema("https://spec.openapis.org/oas/3.1/dialect/base");
    let plain = schema("https://json-schema.org/draft/2020-12/schema");
    for document in [
        r#"{"a": 2147483648}"#,
        r#"{"a": 1.5}"#,
        r#"{"b": "%"}"#,
        r#"{"c": -1}"#,
    ] {
        assert!(!takes(&openapi, document), "{document}");
        assert!(takes(&plain, document), "{document}");
    }
    assert!(takes(
        &openapi,
        r#"{"a": 2147483647.0, "b": "aGk=", "c": "text"}"#
    ));
}

/// The messages about a document by a schema, with warnings of unknown properties.
fn messages(schema: &str, document: &str) -> Vec<String> {
    let mut settings = Settings::default();
    settings.asserts_content = true;
    let validator = Validator::with_settings(table(schema, Draft::Draft202012), settings);
    let mut options = DiagnoseOptions::default();
    options.warn_unknown = true;
    let diagnosis = validator.diagnose(document.as_bytes(), &options);
    let findings = diagnosis.expect("within the limits").findings;
    findings
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}

#[test]
fn required_properties_are_mentioned() {
    let schema = r#"{ "properties": {"name": {}}, "required": ["name", "extra"],
        "dependentRequired": {"by": ["other"]} }"#;
    let document = r#"{ "name": 1, "extra": 2, "by": 3, "other": 4, "nme": 5 }"#;
    let found = messages(schema, document);
    assert_eq!(found, ["the schema does not mention this property"]);
}

#[test]
fn contents_are_named() {
    let schema = r#"{ "contentEncoding": "base64", "contentMediaType": "application/json" }"#;
    let found = messages(schema, r#""%""#);
    assert_eq!(
        found,
        [
            "expected a text in base64",
            "expected a text of application/json"
        ]
    );
}

#[test]
fn very_many_suggestions_are_not_made() {
    let object = |suffix: &str| {
        let members = (0..2000).map(|i| format!("\"name{i}{suffix}\": true"));
        format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
    };
    let declared = object("");
    let schema = format!(r#"{{ "properties": {declared}, "additionalProperties": false }}"#);
    let document = object("x");
    let found = messages(&schema, &document);
    assert_eq!(
        found.len(),
        1000,
        "the greatest number of findings by default"
    );
    let suggestions = found
        .iter()
        .filter(|message| message.contains("did you mean"));
    assert!((100..500).contains(&suggestions.count()));
}
