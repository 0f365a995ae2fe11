//! Whether the findings of `diagnose` are those of the `jsonschema` crate, each at
//! its place in the text.

use std::collections::BTreeSet;

use exactschema_sample::RawJson;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use models::diagnose::{Diagnosis, Finding, Options, Position, Severity, Span};
use serde_json::Value;

use crate::places::Places;

/// Diagnoses a document.
pub(crate) type Diagnose<'a> = &'a dyn Fn(&[u8], &Options) -> Diagnosis;

/// The pointer and the keyword of a finding.
type FindingKey = (String, String);

/// All findings in a document, which has some if it is invalid, and all at their places.
pub(crate) fn find(diagnose: Diagnose<'_>, document: &RawJson, accepted: bool) -> Vec<Finding> {
    let (text, places) = Places::print(document);
    let mut options = Options::default();
    options.warn_unknown = true;
    let Diagnosis {
        findings,
        omitted,
        is_refused,
        ..
    } = diagnose(text.as_bytes(), &options);
    assert_eq!(is_refused, !accepted, "{findings:#?}\n{text}");
    for finding in &findings {
        assert_placed(&text, &places, finding);
    }
    let in_order = findings.is_sorted_by_key(|finding| finding.span.start);
    assert!(in_order, "{findings:#?}\n{text}");
    let (errors, warnings): (Vec<Finding>, Vec<Finding>) = findings
        .into_iter()
        .partition(|finding| finding.severity == Severity::Error);
    let warned = |finding: &Finding| finding.keyword == "unknown-property";
    assert!(warnings.iter().all(warned), "{warnings:#?}\n{text}");
    assert_eq!(
        errors.is_empty() && omitted == 0,
        accepted,
        "{errors:#?}\n{text}"
    );
    // What is kept and what is warned of change nothing, and neither does white space.
    options.max_findings = 0;
    assert_eq!(
        diagnose(text.as_bytes(), &options).is_refused,
        !accepted,
        "{errors:#?}\n{text}"
    );
    let plain = document.print();
    let again = diagnose(plain.as_bytes(), &Options::default());
    let again: BTreeSet<FindingKey> = again.findings.iter().map(key).collect();
    assert_eq!(
        errors.iter().map(key).collect::<BTreeSet<_>>(),
        again,
        "{text}"
    );
    errors
}

/// The text at the span is the value, or the name, that the pointer leads to.
fn assert_placed(text: &str, places: &Places, finding: &Finding) {
    let Span { start, end } = finding.span;
    for position in [start, end].into_iter().chain(related(finding)) {
        assert_eq!(position, counted(text, position.offset), "{finding:#?}");
    }
    let span = (start.offset, end.offset);
    let pointer = finding.pointer.clone();
    let is_placed = match &*finding.keyword {
        // Below a name that is no text, no pointer leads.
        _ if pointer.contains('\u{fffd}') => {
            let mut all = places.values.iter().chain(&places.names);
            all.any(|(_, other)| *other == span)
        }
        "duplicate-key"
        | "additionalProperties"
        | "propertyNames"
        | "unevaluatedProperties"
        | "unknown-property" => places.names.contains(&(pointer, span)),
        // A name that is no text is in no pointer.
        "lone-surrogate" => {
            let mut names = places.names.iter();
            places.values.contains(&(pointer, span)) || names.any(|(_, name)| *name == span)
        }
        _ => places.values.contains(&(pointer, span)),
    };
    assert!(is_placed, "{finding:#?}\n{text}");
    if finding.keyword == "duplicate-key" {
        let first = finding.related.unwrap();
        let first = (
            finding.pointer.clone(),
            (first.start.offset, first.end.offset),
        );
        assert!(
            places.names.contains(&first) && first.1 < span,
            "{finding:#?}"
        );
    }
}

fn related(finding: &Finding) -> impl Iterator<Item = Position> {
    let related = finding.related.into_iter();
    related.flat_map(|span| [span.start, span.end])
}

/// The position of an offset.
fn counted(text: &str, offset: usize) -> Position {
    let lines: Vec<&str> = text[..offset].split('\n').collect();
    Position {
        offset,
        line: lines.len(),
        column: lines.last().unwrap().chars().count() + 1,
    }
}

fn key(finding: &Finding) -> FindingKey {
    (finding.pointer.clone(), finding.keyword.to_string())
}

/// Compares findings with the errors of the crate.
pub(crate) fn assert_agree(validator: &Validator, instance: &Value, findings: &[Finding]) {
    let errors: Vec<ValidationError<'_>> = validator.iter_errors(instance).collect();
    let top: BTreeSet<FindingKey> = errors.iter().map(crate_key).collect();
    let mut all = BTreeSet::new();
    errors.iter().for_each(|error| add_all(error, &mut all));
    let ours = findings.iter().map(|finding| as_crate(finding, &all));
    let ours: BTreeSet<FindingKey> = ours.collect();
    let context = || format!("{findings:#?}\n{errors:#?}\n{instance}");
    for within in findings
        .iter()
        .filter_map(|finding| finding.within.as_ref())
    {
        let union = (within.pointer.clone(), within.keyword.to_string());
        assert!(top.contains(&union), "{union:?}: {}", context());
    }
    let Some(theirs) = explained(&errors, &ours) else {
        panic!("not all is found: {ours:#?}\n{}", context());
    };
    assert_eq!(ours, theirs, "{}", context());
}

/// Adds an error, and the errors in the branches of its union.
fn add_all(error: &ValidationError<'_>, all: &mut BTreeSet<FindingKey>) {
    all.insert(crate_key(error));
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } =
        error.kind()
    {
        let errors = context.iter().flatten();
        errors.for_each(|error| add_all(error, all));
    }
}

/// A finding in the form of the crate, where that differs; `all` are the errors of the crate.
fn as_crate(finding: &Finding, all: &BTreeSet<FindingKey>) -> FindingKey {
    let (pointer, keyword) = key(finding);
    let parent = || pointer.rsplit_once('/').unwrap().0.to_owned();
    // The crate reports only that something is unevaluated.
    let schema = finding.schema.as_ref().map(|schema| &*schema.pointer);
    let unevaluated = ["unevaluatedProperties", "unevaluatedItems"].into_iter();
    let within = unevaluated
        .into_iter()
        .find(|keyword| schema.is_some_and(|schema| schema.contains(&format!("/{keyword}/"))));
    if let Some(keyword) = within {
        return (parent(), keyword.to_owned());
    }
    match &*finding.keyword {
        // The crate reports one error of the object for all properties that are not allowed.
        "additionalProperties" | "propertyNames" | "unevaluatedProperties" | "unevaluatedItems" => {
            (parent(), keyword)
        }
        // Where no branch has the tag, the tag is what is wrong with the object.
        "oneOf" | "anyOf" if !all.contains(&(pointer.clone(), keyword.clone())) => {
            (parent(), keyword)
        }
        // A bound of draft 4 is exclusive by a keyword beside it.
        "minimum" | "maximum" if !all.contains(&(pointer.clone(), keyword.clone())) => {
            let exclusive = keyword.replacen('m', "exclusiveM", 1);
            (pointer, exclusive)
        }
        // It has one kind of error for all properties that are missing.
        "dependentRequired" => (pointer, "required".to_owned()),
        _ => (pointer, keyword),
    }
}

fn crate_key(error: &ValidationError<'_>) -> FindingKey {
    let pointer = error.instance_path().as_str();
    let keyword = error.kind().keyword();
    let schema = error.schema_path().as_str().rsplit('/').next();
    // Where nothing is allowed beside what is listed, the crate may name the schema `false`
    // and not the keyword that contains it.
    let keyword = match (keyword, schema) {
        ("falseSchema", Some(holder @ ("additionalProperties" | "propertyNames" | "items"))) => {
            holder
        }
        _ => keyword,
    };
    (pointer.to_owned(), keyword.to_owned())
}

/// The errors that findings report: a union, or all errors in one of its branches. `None`, if
/// one of them is not reported.
fn explained(
    errors: &[ValidationError<'_>],
    ours: &BTreeSet<FindingKey>,
) -> Option<BTreeSet<FindingKey>> {
    let mut all = BTreeSet::new();
    for error in errors {
        let key = crate_key(error);
        if ours.contains(&key) {
            all.insert(key);
            continue;
        }
        let branches = match error.kind() {
            ValidationErrorKind::AnyOf { context } => context,
            ValidationErrorKind::OneOfNotValid { context } => context,
            // What others evaluate is known only where they are satisfied.
            ValidationErrorKind::UnevaluatedProperties { .. }
            | ValidationErrorKind::UnevaluatedItems { .. }
                if !ours.is_empty() =>
            {
                continue;
            }
            _ => return None,
        };
        let explanations = branches.iter().filter_map(|branch| explained(branch, ours));
        all.extend(explanations.max_by_key(BTreeSet::len)?);
    }
    Some(all)
}
