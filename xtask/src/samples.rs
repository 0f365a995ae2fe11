//! Whether every sample document gets its verdict.
//!
//! The samples of a schema lie beside it. Those in `accepted` must be read.
//! Those in `refused` must not, and the first word of the name of each, up to
//! the first dot, must be the kind of the finding.

use anyhow::Result;

use crate::models::Program;
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

const ACCEPTED: &str = "schema/export-session.samples/accepted";
const REFUSED: &str = "schema/export-session.samples/refused";

/// Reports every sample that does not get its verdict.
///
/// # Errors
///
/// If the samples cannot be read, or the program not run.
pub(crate) fn check(workspace: &Workspace, program: &Program) -> Result<Exit> {
    let mut misjudged = 0;
    let mut judge = |folder: &str| -> Result<usize> {
        let names = workspace.files(folder, ".json")?;
        for name in &names {
            let path = format!("{folder}/{name}");
            if let Some(problem) = judge(workspace, program, folder, name)? {
                misjudged += 1;
                report::status(Status::Misjudged, path);
                report::problem(problem);
            }
        }
        Ok(names.len())
    };
    let (accepted, refused) = (judge(ACCEPTED)?, judge(REFUSED)?);
    if misjudged > 0 {
        report::fix("mend models/src, or move the samples to where they belong");
        return Ok(Exit::FINDINGS);
    }
    report::status(
        Status::Judged,
        format_args!("{accepted} samples accepted, {refused} refused for the reason they name"),
    );
    Ok(Exit::GOOD)
}

/// What is wrong with the verdict on a sample.
fn judge(
    workspace: &Workspace,
    program: &Program,
    folder: &str,
    name: &str,
) -> Result<Option<String>> {
    let path = format!("{folder}/{name}");
    let output = program.run(workspace, &["validate", &path])?;
    let finding = String::from_utf8_lossy(&output.stdout).into_owned();
    let finding = finding.trim_end();
    let reason = name.split('.').next().unwrap_or_default();
    Ok(match (folder, output.status.code()) {
        (ACCEPTED, Some(0)) => None,
        (ACCEPTED, Some(1)) => Some(format!("it must be accepted: {finding}")),
        (REFUSED, Some(1)) if finding.ends_with(&format!("[{reason}]")) => None,
        (REFUSED, Some(1)) => Some(format!("it must be refused as {reason}: {finding}")),
        (REFUSED, Some(0)) => Some("it must be refused, and was accepted".to_owned()),
        _ => {
            let words = String::from_utf8_lossy(&output.stderr).into_owned();
            anyhow::bail!("{path}: {}", words.trim_end())
        }
    })
}
