//! One document under both schemas.

use std::fmt;

use anyhow::{Context, Result, anyhow};
use exactschema::MAX_DEPTH;
use exactschema::diagnose::Options as DiagnoseOptions;
use exactschema::document::{Document, Refusal};
use exactschema::evaluate::Validator;
use exactschema_frontend::Schema;
use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::json::Json;

use super::{Direction, FINDINGS};

/// A reason why a document is invalid.
#[derive(Debug, PartialEq)]
pub(crate) struct Finding {
    /// The location in the document, as a JSON Pointer.
    pub(crate) pointer: String,
    pub(crate) keyword: String,
    /// The requirement of the keyword, without any value of the document.
    pub(crate) message: String,
}

/// The verdicts of both schemas on a document.
pub(super) enum Verdict {
    /// It is JSON that is unrepresentable under any schema, with the reason.
    Unrepresentable(String),
    Valid,
    Invalid,
    /// They differ; with one finding more than is reported, if there are more.
    Changed(Direction, Vec<Finding>),
}

/// The judge of a schema.
///
/// # Errors
///
/// If it is none.
pub(super) fn judge(schema: &str) -> Result<Validator> {
    let json = Json::parse(schema).context("the schema")?;
    // Without a model, there are no formats of integers to assert.
    let model = Schema::new(&json).ok();
    let schema = match model {
        Some(model) => exactschema_sample::asserted(&model, schema),
        None => schema.to_owned(),
    };
    let compiled = compile(&schema, &Options::default());
    let compiled = compiled.map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow!("the schema: {}", problems.join("; "))
    })?;
    Ok(Validator::new(compiled.table))
}

/// The verdicts on a document.
///
/// # Errors
///
/// The reason why it cannot be read.
pub(super) fn verdict(old: &Validator, new: &Validator, bytes: &[u8]) -> Result<Verdict, String> {
    let document = Document::parse(bytes, MAX_DEPTH).map_err(|refusal| {
        let Refusal { message, range, .. } = refusal;
        format!("{message}, at byte {}", range.0)
    })?;
    if let Some(refusal) = document.refusals().into_iter().next() {
        return Ok(Verdict::Unrepresentable(refusal.message));
    }
    let is_valid = |judge: &Validator| {
        let verdict = judge.is_valid_document(&document);
        verdict.map_err(|exceeded| exceeded.to_string())
    };
    Ok(match (is_valid(old)?, is_valid(new)?) {
        (true, true) => Verdict::Valid,
        (false, false) => Verdict::Invalid,
        (true, false) => Verdict::Changed(Direction::BecomesInvalid, findings(new, bytes)?),
        (false, true) => Verdict::Changed(Direction::BecomesValid, findings(old, bytes)?),
    })
}

/// One finding more than is reported, if there are more.
fn findings(judge: &Validator, bytes: &[u8]) -> Result<Vec<Finding>, String> {
    let mut options = DiagnoseOptions::default();
    options.max_findings = FINDINGS + 1;
    let diagnosis = judge.diagnose(bytes, &options);
    let diagnosis = diagnosis.map_err(|exceeded| exceeded.to_string())?;
    let findings = diagnosis.findings.into_iter().map(|finding| Finding {
        pointer: finding.pointer,
        keyword: finding.keyword,
        message: finding.message,
    });
    Ok(findings.collect())
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = match self.pointer.as_str() {
            "" => "the document",
            pointer => pointer,
        };
        // Names in a pointer come from the document: they may contain any character.
        let (pointer, message) = (pointer.escape_debug(), &self.message);
        write!(f, "{pointer}: {message} [{}]", self.keyword)
    }
}
