//! The file of intended breaks, and accepting those that are found.

use std::path::Path;

use anyhow::{Context, Result};
use exactschema_compare::diff::Verdict;
use exactschema_frontend::json::{Json, Value};

use super::formats::count;
use super::ignores::{Ignores, PATH};
use super::outcome::{Report, ReportedChange};
use crate::report::{self, Exit};
use crate::workspace::Workspace;

/// The path of the baseline: from the root of the workspace, or from the current folder if it is
/// named.
///
/// # Errors
///
/// If there is no current folder.
pub(super) fn path(named: Option<&Path>) -> Result<String> {
    let Some(file) = named else {
        return Ok(PATH.to_owned());
    };
    let path = std::path::absolute(file).with_context(|| file.display().to_string())?;
    Ok(path.display().to_string())
}

/// Writes the baseline: the entries that are needed, and one for each break in a direction that
/// is required, for a reason.
///
/// # Errors
///
/// If the file cannot be written; it is then as it was.
pub(super) fn write(
    workspace: &Workspace,
    report: &Report,
    ignores: &Ignores,
    schemas: &[&str],
    reason: &str,
) -> Result<Exit> {
    if !report.refused.is_empty() {
        report::summary(Exit::NO_VERDICT, "the baseline was not written");
        return Ok(Exit::NO_VERDICT);
    }
    let breaks = report.outcomes.iter().flat_map(|outcome| {
        let members = outcome.groups.iter().flat_map(|group| &group.members);
        let open = members.filter(|reported| reported.ignored.is_none());
        let breaks = open.filter(|reported| {
            let mut required = report.required.iter();
            required
                .any(|direction| reported.change.class(*direction).verdict() != Verdict::Compatible)
        });
        breaks.map(|reported| entry(&outcome.name, reported, reason))
    });
    let mut entries = ignores.needed(schemas);
    let before = entries.len();
    entries.extend(breaks);
    let added = entries.len() - before;
    let text = Json::from(Value::Array(entries)).pretty();
    workspace.write(&report.baseline, &format!("{text}\n"))?;
    let verb = if added == 1 { "was" } else { "were" };
    let breaks = count(added, "break");
    let summary = format_args!("{breaks} {verb} added to {}", report.baseline);
    report::summary(Exit::GOOD, summary);
    Ok(Exit::GOOD)
}

/// The entry of a break.
fn entry(schema: &str, reported: &ReportedChange, reason: &str) -> Json {
    let change = &reported.change;
    let (_, place) = reported.place();
    let message = change.message.to_string();
    let members = [
        ("schema", schema),
        ("rule", change.rule),
        ("pointer", &place.pointer),
        ("change", &message),
        ("reason", reason),
    ];
    let text = |text: &str| Value::String(text.to_owned()).into();
    let members = members.map(|(name, value)| (name.to_owned(), text(value)));
    Value::Object(members.into()).into()
}
