//! Checks that every sample document gets its verdict.
//!
//! The samples of a schema are beside it, in `NAME.samples`. Those in `accepted` must be
//! valid. Those in `refused` must not, and the first word of the name of each, up to the
//! first dot, must be the kind of the error.

use anyhow::Result;
use exactschema_build::Source;

use crate::models::Program;
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

/// Reports every sample of a schema that does not get its verdict.
///
/// # Errors
///
/// If the samples cannot be read, or the program not run.
pub(crate) fn check(workspace: &Workspace, program: &Program, source: &Source) -> Result<Exit> {
    let mut misjudged = false;
    let mut judge = |verdict: Verdict| -> Result<usize> {
        let folder = format!("schema/{}.samples/{}", source.name, verdict.folder());
        if !workspace.path(&folder).exists() {
            return Ok(0);
        }
        let names = workspace.files(&folder, "")?;
        for name in &names {
            let path = format!("{folder}/{name}");
            // The types name a kind, and no keyword.
            let arguments = ["normalize", "--schema", &source.name, "--", &path];
            let output = program.run(workspace, &arguments)?;
            let words = String::from_utf8_lossy(&output.stderr).into_owned();
            let finding = words.trim_start_matches("error: ");
            let problem = match output.status.code() {
                Some(0) => verdict.problem(name, None),
                Some(1) => verdict.problem(name, Some(finding.trim_end())),
                _ => anyhow::bail!("{}", finding.lines().next().unwrap_or_default().to_owned()),
            };
            if let Some(problem) = problem {
                misjudged = true;
                report::status(Status::Misjudged, &path);
                report::problem(problem);
            }
        }
        Ok(names.len())
    };
    let (accepted, refused) = (judge(Verdict::Accepted)?, judge(Verdict::Refused)?);
    if misjudged {
        report::fix("correct models/, or move the samples to the right folder");
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

    /// The problem of a finding on a sample, or of its absence.
    fn problem(self, name: &str, finding: Option<&str>) -> Option<String> {
        let reason = name.split('.').next().unwrap_or_default();
        match (self, finding) {
            (Verdict::Accepted, None) => None,
            (Verdict::Accepted, Some(finding)) => Some(format!("it must be accepted: {finding}")),
            (Verdict::Refused, None) => Some("it must be refused, and was accepted".to_owned()),
            (Verdict::Refused, Some(finding)) => (!finding.ends_with(&format!("[{reason}]")))
                .then(|| format!("it must be refused as {reason}: {finding}")),
        }
    }
}
