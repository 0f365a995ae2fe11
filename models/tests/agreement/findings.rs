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

/// What is said of a value: its pointer, and the keyword.
type Said = (String, String);

/// All findings in a document, which has some if it is refused, and all at their places.
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
    let again: BTreeSet<Said> = again.findings.iter().map(said).collect();
    assert_eq!(
        errors.iter().map(said).collect::<BTreeSet<_>>(),
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
    let is_there = match &*finding.keyword {
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
    assert!(is_there, "{finding:#?}\n{text}");
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

fn said(finding: &Finding) -> Said {
    (finding.pointer.clone(), finding.keyword.to_string())
}

/// Compares findings with the errors of the crate.
pub(crate) fn assert_agree(validator: &Validator, instance: &Value, findings: &[Finding]) {
    let errors: Vec<ValidationError<'_>> = validator.iter_errors(instance).collect();
    let top: BTreeSet<Said> = errors.iter().map(said_by_crate).collect();
    let mut all = BTreeSet::new();
    errors.iter().for_each(|error| add_all(error, &mut all));
    let ours = findings.iter().map(|finding| as_crate(finding, &all));
    let ours: BTreeSet<Said> = ours.collect();
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

/// Adds what an error says, and what is said in the branches of its union.
fn add_all(error: &ValidationError<'_>, all: &mut BTreeSet<Said>) {
    all.insert(said_by_crate(error));
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } =
        error.kind()
    {
        let errors = context.iter().flatten();
        errors.for_each(|error| add_all(error, all));
    }
}

/// A finding as the crate has it, where it has another form; `all` is what it says.
fn as_crate(finding: &Finding, all: &BTreeSet<Said>) -> Said {
    let (pointer, keyword) = said(finding);
    let parent = || pointer.rsplit_once('/').unwrap().0.to_owned();
    // It tells no more of what is not evaluated than that it should not be there.
    let schema = finding.schema.as_ref().map(|schema| &*schema.pointer);
    let unevaluated = ["unevaluatedProperties", "unevaluatedItems"].into_iter();
    let within = unevaluated
        .into_iter()
        .find(|keyword| schema.is_some_and(|schema| schema.contains(&format!("/{keyword}/"))));
    if let Some(keyword) = within {
        return (parent(), keyword.to_owned());
    }
    match &*finding.keyword {
        // One error of the object for all properties that should not be there.
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

fn said_by_crate(error: &ValidationError<'_>) -> Said {
    let pointer = error.instance_path().as_str();
    let keyword = error.kind().keyword();
    let schema = error.schema_path().as_str().rsplit('/').next();
    // Where nothing is allowed beside what is listed, it may name the schema `false` and
    // not the keyword that holds it.
    let keyword = match (keyword, schema) {
        ("falseSchema", Some(holder @ ("additionalProperties" | "propertyNames" | "items"))) => {
            holder
        }
        _ => keyword,
    };
    (pointer.to_owned(), keyword.to_owned())
}

/// The errors that findings tell: a union, or all that is wrong in one of its
/// branches. `None`, if one of them is not told.
fn explained(errors: &[ValidationError<'_>], ours: &BTreeSet<Said>) -> Option<BTreeSet<Said>> {
    let mut all = BTreeSet::new();
    for error in errors {
        let said = said_by_crate(error);
        if ours.contains(&said) {
            all.insert(said);
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
        let told = branches.iter().filter_map(|branch| explained(branch, ours));
        all.extend(told.max_by_key(BTreeSet::len)?);
    }
    Some(all)
}
