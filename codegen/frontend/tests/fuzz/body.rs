//! The body of a fuzzer: any bytes are compiled as a schema or rejected, and if compiled, its
//! verdicts, findings and annotations are consistent.

use std::time::Duration;

use exactschema::diagnose;
use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::{Draft, Table};
use exactschema_frontend::compile::{Options, compile};

use crate::schemas;

const DOCUMENTS: [&str; 5] = [
    "1",
    "\"a\"",
    "[1,[2.5],{\"a\":1},\"b\"]",
    "{\"a\":{\"b\":[1,\"a\"],\"a\":{}},\"ab\":null}",
    "{\"b\":\"a\",\"\":[true]}",
];

/// Tables beyond this size are not written and read again.
const LARGE: usize = 60;

/// Reads bytes as choices of a schema; whether that is compiled.
pub(crate) fn choices(bytes: &[u8]) -> bool {
    let (draft, schema) = schemas::schema(bytes);
    text(draft, &schema)
}

/// Judges a text as a schema; whether it is compiled.
pub(crate) fn text(draft: Draft, schema: &str) -> bool {
    let options = Options {
        uri: "http://x.example/root",
        dialect: draft,
        ..Options::default()
    };
    let table = match compile(schema, &options) {
        Ok(compiled) => compiled.table,
        Err(problems) => {
            assert!(!problems.is_empty(), "refused for nothing: {schema}");
            return false;
        }
    };
    let copy = match table.nodes().len() < LARGE {
        true => {
            let written = table.encode();
            let copy = Table::decode(&written);
            let copy = copy.unwrap_or_else(|| panic!("no table: {schema}"));
            assert_eq!(copy.encode(), written, "another table: {schema}");
            // Without limits, documents are judged while they are read.
            Some(Validator::with_settings(copy, settings()))
        }
        false => None,
    };
    let validator = validator(table);
    for document in DOCUMENTS.iter().copied().chain([schema]) {
        judge(
            &validator,
            copy.as_ref(),
            document,
            &format!("{draft}: {schema}: {document}"),
        );
    }
    true
}

fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.asserts_content = true;
    settings
}

fn validator(table: Table) -> Validator {
    let mut settings = settings();
    // References of two dialects may lead back to themselves.
    settings.limits.depth = 2_000;
    settings.limits.time = Some(Duration::from_secs(10));
    Validator::with_settings(table, settings)
}

fn judge(validator: &Validator, copy: Option<&Validator>, document: &str, shown: &str) {
    let document = document.as_bytes();
    let Ok(is_valid) = validator.is_valid(document) else {
        return;
    };
    if let Some(Ok(verdict)) = copy.map(|copy| copy.is_valid(document)) {
        assert_eq!(verdict, is_valid, "{shown}");
    }
    let options = diagnose::Options::default();
    // It may go deeper than the verdict, which need not look at everything.
    if let Ok(diagnosis) = validator.diagnose(document, &options) {
        assert_eq!(diagnosis.is_refused, !is_valid, "{shown}");
        assert_eq!(diagnosis.findings.is_empty(), is_valid, "{shown}");
    }
    if let Ok(annotations) = validator.annotations(document) {
        assert!(is_valid || annotations.is_empty(), "{shown}");
    }
    if let Ok(output) = validator.output(document) {
        assert_eq!(output.is_valid(), is_valid, "{shown}");
    }
}
