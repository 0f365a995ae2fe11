//! Meanings of differences.

use super::drifts;

#[test]
fn what_it_means() {
    const LOOSER: &str = "the types read documents that the schema refuses";
    const STRICTER: &str = "the types refuse documents that the schema accepts";
    const OTHER: &str = "the types and the schema accept different documents";
    const WORDS: &str = "no document is read otherwise, but the documentation differs";
    let properties = r#"{ "properties": { "a": { "type": "null" } } }"#;
    let closed = r#"{ "properties": { "a": {} }, "additionalProperties": false }"#;
    for (source, emitted, meaning) in [
        (r#"{ "minLength": 1 }"#, "{}", LOOSER),
        ("{}", r#"{ "minLength": 1 }"#, STRICTER),
        (r#"{ "minLength": 1 }"#, r#"{ "minLength": 2 }"#, OTHER),
        ("false", "true", LOOSER),
        ("true", "false", STRICTER),
        ("false", r#"{ "type": "null" }"#, LOOSER),
        (
            r#"{ "type": "null", "title": "A" }"#,
            r#"{ "title": "A" }"#,
            LOOSER,
        ),
        (r#"{ "type": "null", "const": null }"#, "{}", LOOSER),
        (
            r#"{ "type": "null", "const": null }"#,
            r#"{ "type": "string" }"#,
            OTHER,
        ),
        (r#"{ "items": { "title": "A" } }"#, "{}", WORDS),
        (r#"{ "contentEncoding": "base64" }"#, "{}", WORDS),
        (r#"{ "deprecated": true }"#, "{}", WORDS),
        (
            r#"{ "anyOf": [{ "const": 1 }, { "const": 2 }] }"#,
            r#"{ "anyOf": [{ "const": 1 }] }"#,
            STRICTER,
        ),
        (
            r#"{ "allOf": [{ "minLength": 1 }, { "maxLength": 2 }] }"#,
            r#"{ "allOf": [{ "minLength": 1 }] }"#,
            LOOSER,
        ),
        (
            r#"{ "oneOf": [{ "const": 1 }, { "const": 2 }] }"#,
            r#"{ "oneOf": [{ "const": 1 }] }"#,
            OTHER,
        ),
        (
            r#"{ "oneOf": [{ "minLength": 1 }, { "const": 2 }] }"#,
            r#"{ "oneOf": [{ "const": 2 }, {}] }"#,
            OTHER,
        ),
        (
            r#"{ "prefixItems": [{}, { "const": 1 }] }"#,
            r#"{ "prefixItems": [{}] }"#,
            LOOSER,
        ),
        (
            properties,
            "{}",
            "the types keep this property among the unknown ones, whatever its value",
        ),
        (
            "{}",
            properties,
            "the types know a property that the schema does not, and refuse other values of it",
        ),
        ("{}", r#"{ "properties": { "a": {} } }"#, WORDS),
        (closed, r#"{ "additionalProperties": false }"#, OTHER),
        (
            r#"{ "$defs": { "A": {} } }"#,
            "{}",
            "no type is generated for this definition",
        ),
        (
            "{}",
            r#"{ "$defs": { "A": {} } }"#,
            "a type has no definition",
        ),
    ] {
        let meanings: Vec<&str> = drifts(source, emitted).iter().map(|d| d.meaning).collect();
        assert_eq!(meanings, [meaning], "{source} {emitted}");
    }
}
