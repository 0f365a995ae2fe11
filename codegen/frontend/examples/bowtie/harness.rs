//! The commands of Bowtie's protocol: `start`, `dialect`, `run` and `stop`.

use std::io::{self, BufRead, Write};

use exactschema::document::{Document, Instance};
use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::Draft;
use exactschema::{Kind, MAX_DEPTH};
use exactschema_frontend::compile::{Loaded, Options, compile};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

/// The version of the protocol.
const VERSION: u64 = 1;

/// The home page of the implementation in Bowtie.
const HOME: &str = "https://example.com/exactschema";

/// Characters that a pointer has and a fragment has not (RFC 3986 §3.5).
const NOT_IN_FRAGMENTS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Answers requests, a line each, until `stop`.
///
/// # Errors
///
/// The error of reading or writing, or a request that is invalid.
pub(crate) fn serve(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    // The dialect of schemas without `$schema`, once Bowtie has named it.
    let mut dialect = Draft::Draft202012;
    for line in input.lines() {
        let line = line?;
        // Values nested deeper than the limit are skipped, but not rejected here.
        let request = Document::parse(line.as_bytes(), usize::MAX)
            .map_err(|failure| broken(&format!("the request is no JSON: {}", failure.message)))?;
        let request = request.root();
        let answer = match text(request, "cmd").as_str() {
            "start" => start(request)?,
            "dialect" => {
                let draft = Draft::by_uri(&text(request, "dialect"));
                dialect = draft.unwrap_or(dialect);
                json!({"ok": draft.is_some()})
            }
            "run" => run(request, dialect)?,
            "stop" => return Ok(()),
            other => return Err(broken(&format!("there is no command {other:?}"))),
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

fn start(request: Instance<'_>) -> io::Result<Value> {
    let version = request.get("version").map(Instance::source);
    if version != Some("1") {
        return Err(broken("the version of the protocol is not 1"));
    }
    // Bowtie names the first three with an empty fragment.
    let dialects = Draft::ALL.iter().map(|draft| match draft {
        Draft::Draft4 | Draft::Draft6 | Draft::Draft7 => format!("{}#", draft.uri()),
        _ => draft.uri().to_owned(),
    });
    Ok(json!({
        "version": VERSION,
        "implementation": {
            "language": "rust",
            "name": "exactschema",
            "version": env!("CARGO_PKG_VERSION"),
            "dialects": dialects.collect::<Vec<_>>(),
            "homepage": HOME,
            "issues": format!("{HOME}/issues"),
            "source": HOME,
        }
    }))
}

fn run(request: Instance<'_>, dialect: Draft) -> io::Result<Value> {
    let missing = |name: &str| broken(&format!("the request has no {name:?}"));
    let seq = request.get("seq").ok_or_else(|| missing("seq"))?;
    let seq: Value = serde_json::from_str(seq.source())?;
    let case = request.get("case").ok_or_else(|| missing("case"))?;
    let schema = case.get("schema").ok_or_else(|| missing("schema"))?;
    let tests = case.get("tests").ok_or_else(|| missing("tests"))?;
    let validator = match validator(schema, case.get("registry"), dialect) {
        Ok(validator) => validator,
        Err(message) => return Ok(merged(json!({"seq": seq}), errored(&message))),
    };
    let has_annotations = text(request, "output") == "annotations";
    let results = tests.elements().map(|test| match test.get("instance") {
        Some(instance) => judge(&validator, instance.source(), has_annotations),
        None => errored("the test has no instance"),
    });
    Ok(json!({"seq": seq, "results": results.collect::<Vec<_>>()}))
}

/// The validator of a schema, or why there is none.
fn validator(
    schema: Instance<'_>,
    registry: Option<Instance<'_>>,
    dialect: Draft,
) -> Result<Validator, String> {
    let load = |uri: &str| {
        let mut members = registry?.members();
        let found = members.find(|member| member.name.text().trim_end_matches('#') == uri)?;
        let text = found.value.source().to_owned();
        Some(Loaded { text, path: None })
    };
    let options = Options {
        dialect,
        load: &load,
        ..Options::default()
    };
    let compiled = compile(schema.source(), &options).map_err(|problems| {
        let problems = problems.iter().map(ToString::to_string);
        problems.collect::<Vec<_>>().join("\n")
    })?;
    let mut settings = Settings::default();
    settings.asserts_formats = false;
    Ok(Validator::with_settings(compiled.table, settings))
}

fn judge(validator: &Validator, instance: &str, has_annotations: bool) -> Value {
    let document = match Document::parse(instance.as_bytes(), MAX_DEPTH) {
        Ok(document) => document,
        Err(failure) => return errored(&failure.message),
    };
    // Such a document is rejected for another reason than the schema.
    if let Some(refusal) = document.refusals().first() {
        return json!({"skipped": true, "message": refusal.message});
    }
    let valid = match validator.is_valid_document(&document) {
        Ok(valid) => valid,
        Err(exceeded) => return errored(&exceeded.to_string()),
    };
    if !has_annotations {
        return json!({"valid": valid});
    }
    let annotations = match validator.annotations(instance.as_bytes()) {
        Ok(annotations) => annotations,
        Err(exceeded) => return errored(&exceeded.to_string()),
    };
    let annotations = annotations.iter().map(|annotation| {
        let source = validator.table().source(annotation.schema);
        let uri = source.map_or("", |source| &source.uri);
        let pointer = utf8_percent_encode(&annotation.schema.pointer, NOT_IN_FRAGMENTS);
        json!({
            "keyword": annotation.keyword,
            "instanceLocation": annotation.instance,
            "keywordLocation": format!("{uri}#{pointer}"),
            "annotation": serde_json::from_str::<Value>(&annotation.value).unwrap_or_default(),
        })
    });
    json!({"valid": valid, "annotations": annotations.collect::<Vec<_>>()})
}

fn errored(message: &str) -> Value {
    json!({"errored": true, "context": {"message": message}})
}

/// An object with the members of another one.
fn merged(mut object: Value, more: Value) -> Value {
    if let (Value::Object(object), Value::Object(more)) = (&mut object, more) {
        object.extend(more);
    }
    object
}

fn text(of: Instance<'_>, name: &str) -> String {
    let value = of.get(name).filter(|value| value.kind() == Kind::String);
    value.map_or_else(String::new, |value| value.text().into_owned())
}

fn broken(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}
