//! Checks that every sample document gets its verdict.
//!
//! The samples of a schema are beside it, in `NAME.samples`. Those in `accepted` must be
//! valid. Those in `refused` must not, and the first word of the name of each, up to the
//! first dot, must be the reason: the kind of the error of types, or the keyword of a finding.

use anyhow::{Result, bail};
use codegen::Error;
use exactschema::diagnose::Options;
use exactschema::evaluate::{Settings, Validator};
use exactschema_build::{Schemas, Source};
use exactschema_frontend::compile::compile;

use crate::models::Program;
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

/// The judge of the samples of a schema.
pub(crate) trait Judge {
    /// The findings in a document, each with its reason in brackets at the end; none if it is
    /// valid.
    ///
    /// # Errors
    ///
    /// If there is no verdict.
    fn findings(&self, path: &str) -> Result<Vec<String>>;
}

/// The compiled types of a schema.
pub(crate) struct ByTypes<'a> {
    workspace: &'a Workspace,
    program: &'a Program,
    schema: &'a str,
}

impl<'a> ByTypes<'a> {
    pub(crate) fn new(workspace: &'a Workspace, program: &'a Program, source: &'a Source) -> Self {
        ByTypes {
            workspace,
            program,
            schema: &source.name,
        }
    }
}

impl Judge for ByTypes<'_> {
    fn findings(&self, path: &str) -> Result<Vec<String>> {
        // The types name a kind, and no keyword.
        let arguments = ["normalize", "--schema", self.schema, "--", path];
        let output = self.program.run(self.workspace, &arguments)?;
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        let finding = words.trim_start_matches("error: ").trim_end();
        match output.status.code() {
            Some(0) => Ok(Vec::new()),
            Some(1) => Ok(vec![finding.to_owned()]),
            _ => bail!("{}", finding.lines().next().unwrap_or_default().to_owned()),
        }
    }
}

/// A schema without compiled types.
pub(crate) struct ByTable<'a> {
    workspace: &'a Workspace,
    validator: Validator,
}

impl<'a> ByTable<'a> {
    /// The judge by a schema, if that has no problems.
    pub(crate) fn new(
        workspace: &'a Workspace,
        schemas: &Schemas,
        source: &Source,
    ) -> Option<Self> {
        let text = schemas.text(&source.path).ok()?;
        let compiled = schemas.with(source, |options| {
            compile(&text, options).map_err(Error::Refused)
        });
        let mut settings = Settings::default();
        settings.asserts_formats = workspace.layout.settings.asserts_formats;
        Some(ByTable {
            workspace,
            validator: Validator::with_settings(compiled.ok()?.table, settings),
        })
    }
}

impl Judge for ByTable<'_> {
    fn findings(&self, path: &str) -> Result<Vec<String>> {
        let document = self.workspace.bytes(path)?;
        let diagnosis = self.validator.diagnose(&document, &Options::default());
        let diagnosis = diagnosis.map_err(|limit| anyhow::anyhow!("{path}: {limit}"))?;
        let findings = diagnosis.findings.iter().map(|finding| {
            let place = match finding.pointer.as_str() {
                "" => "the document",
                pointer => pointer,
            };
            format!("{path}: {place}: {} [{}]", finding.message, finding.keyword)
        });
        Ok(findings.collect())
    }
}

/// Reports every sample of a schema that does not get its verdict.
///
/// # Errors
///
/// If the samples cannot be read, or there is no verdict on one.
pub(crate) fn check(workspace: &Workspace, judge: &impl Judge, source: &Source) -> Result<Exit> {
    let folder = source
        .path
        .rsplit_once('/')
        .map_or(".", |(folder, _)| folder);
    let mut misjudged = false;
    let mut of = |verdict: Verdict| -> Result<usize> {
        let folder = format!("{folder}/{}.samples/{}", source.name, verdict.folder());
        if !workspace.path(&folder).exists() {
            return Ok(0);
        }
        let names = workspace.files(&folder, "")?;
        for name in &names {
            let path = format!("{folder}/{name}");
            if let Some(problem) = verdict.problem(name, &judge.findings(&path)?) {
                misjudged = true;
                report::status(Status::Misjudged, &path);
                report::problem(problem);
            }
        }
        Ok(names.len())
    };
    let (accepted, refused) = (of(Verdict::Accepted)?, of(Verdict::Refused)?);
    if misjudged {
        report::fix(match workspace.layout.has_models {
            true => "correct models/, or move the samples to the right folder",
            false => "correct the schema, or move the samples to the right folder",
        });
        return Ok(Exit::FINDINGS);
    }
    report::status(
        Status::Judged,
        format_args!(
            "{}: {accepted} samples accepted, {refused} refused for the reason they name",
            source.path
        ),
    );
    Ok(Exit::GOOD)
}

/// The verdict that a sample must get.
#[derive(Clone, Copy)]
enum Verdict {
    Accepted,
    Refused,
}

impl Verdict {
    fn folder(self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::Refused => "refused",
        }
    }

    /// The problem of the findings on a sample, or of their absence.
    fn problem(self, name: &str, findings: &[String]) -> Option<String> {
        let reason = name.split('.').next().unwrap_or_default();
        let is_reason = |finding: &String| finding.ends_with(&format!("[{reason}]"));
        let first = findings.first();
        match (self, first) {
            (Verdict::Accepted, None) => None,
            (Verdict::Accepted, Some(finding)) => Some(format!("it must be accepted: {finding}")),
            (Verdict::Refused, None) => Some("it must be refused, and was accepted".to_owned()),
            (Verdict::Refused, Some(_)) if findings.iter().any(is_reason) => None,
            (Verdict::Refused, Some(finding)) => {
                Some(format!("it must be refused as {reason}: {finding}"))
            }
        }
    }
}
