//! Consequences of a change: for the Rust API of `models` and its version, and for the
//! documents of an archive.

use std::path::PathBuf;

use anyhow::Result;
use exactschema_compare::api::{self, Api, Step};
use exactschema_compare::diff::Direction;

use super::outcome::Section;
use super::version::Version;
use super::versions::Pair;
use crate::replay::{Changed, DocumentResult, replay};
use crate::report::{self, Exit};

/// The number of documents of an archive that are listed; the others are counted.
const LISTED: usize = 1_000;

/// The changes of the types between two versions, if both have types and differ.
pub(super) fn api_changes(pair: &Pair) -> Option<Vec<api::Change>> {
    let (old, new) = (pair.old.as_ref()?, pair.new.as_ref()?);
    if old.text() == new.text() {
        return None;
    }
    let module = module(&pair.name);
    // `generate` reports why there are no types.
    let of = |version: &Version| Api::of(version.types()?, &module).ok();
    Some(api::changes(&of(old)?, &of(new)?))
}

/// The consequences of a change for programs that use the types, and the version step that
/// it requires.
pub(super) fn api(
    pair: &Pair,
    changes: Option<Vec<api::Change>>,
    is_equivalent: bool,
) -> (Vec<Section>, Option<Step>) {
    let (lines, step) = match (&pair.old, &pair.new) {
        (Some(_), Some(_)) => {
            let Some(mut changes) = changes else {
                return (Vec::new(), None);
            };
            if is_equivalent {
                changes = api::of_same_documents(changes);
            }
            let lines = changes
                .iter()
                .map(|change| format!("{}: {}: {}", change.step(), change.path, change.changed));
            (lines.collect(), api::step(&changes))
        }
        (Some(_), None) => (
            vec!["major: the module is gone".to_owned()],
            Some(Step::Major),
        ),
        (None, _) => (vec!["minor: a new module".to_owned()], Some(Step::Minor)),
    };
    let version = match step {
        Some(step) => format!("the crate of the types needs a {step} step"),
        None => "the crate of the types may stay as it is: they are the same".to_owned(),
    };
    let sections = [
        Section {
            title: "API",
            lines,
        },
        Section {
            title: "Version",
            lines: vec![version],
        },
    ];
    let sections = sections.into_iter();
    let sections = sections.filter(|section| !section.lines.is_empty());
    (sections.collect(), step)
}

/// The note that there was no time for the types.
pub(super) fn not_compared() -> Section {
    Section {
        title: "API",
        lines: vec!["the time ran out before the types were compared".to_owned()],
    }
}

/// The module of a schema, or one for a file whose name makes none.
fn module(name: &str) -> String {
    let name = name.split('@').next().unwrap_or_default();
    codegen::module_name(name).unwrap_or_else(|| "schema".to_owned())
}

/// The results of an archive.
#[derive(Default)]
pub(super) struct Replayed {
    pub(super) section: Option<Section>,
    /// The numbers of documents that became invalid and valid.
    pub(super) changed: [u64; 2],
    /// The directions in which a document becomes invalid.
    pub(super) breaks: Vec<Direction>,
    /// Whether all documents could be read.
    pub(super) is_read: bool,
}

/// The documents of an archive that change their verdict; none without an archive.
///
/// # Errors
///
/// If a schema is none.
pub(super) fn documents(pair: &Pair, paths: &[PathBuf]) -> Result<Replayed> {
    let (Some(old), Some(new), false) = (&pair.old, &pair.new, paths.is_empty()) else {
        return Ok(Replayed {
            is_read: true,
            ..Replayed::default()
        });
    };
    let mut lines = Vec::new();
    let (mut listed, mut left) = (0, 0);
    let (Some(old), Some(new)) = (old.text(), new.text()) else {
        return Ok(Replayed::default());
    };
    let counts = replay(old, new, paths, &mut |result| match result {
        DocumentResult::Changed(_) | DocumentResult::Unrepresentable { .. } if listed == LISTED => {
            left += 1
        }
        DocumentResult::Changed(changed) => {
            listed += 1;
            lines.extend(self::lines(&changed));
        }
        DocumentResult::Unrepresentable { document, why } => {
            listed += 1;
            lines.push(format!(
                "{document}: invalid under both by any schema: {why}"
            ));
        }
        DocumentResult::Unreadable { document, why } => {
            report::error(format_args!("{document}: {why}"))
        }
    })?;
    if left > 0 {
        lines.push(format!("and {left} more documents"));
    }
    if counts.became_invalid + counts.became_valid == 0 {
        lines.push("no document changes its verdict".to_owned());
    }
    report::progress("Replayed", counts);
    let breaks = [
        (Direction::Backward, counts.became_invalid),
        (Direction::Forward, counts.became_valid),
    ];
    let breaks = breaks.into_iter().filter(|(_, count)| *count > 0);
    let title = "Replay";
    Ok(Replayed {
        section: Some(Section { title, lines }),
        changed: [counts.became_invalid, counts.became_valid],
        breaks: breaks.map(|(direction, _)| direction).collect(),
        is_read: counts.unreadable == 0,
    })
}

impl Replayed {
    /// The end of a command that requires some directions: an existing document counts,
    /// whatever is assumed of others.
    pub(super) fn exit(&self, required: &[Direction]) -> Exit {
        let breaks = required
            .iter()
            .any(|direction| self.breaks.contains(direction));
        match (self.is_read, breaks) {
            (false, _) => Exit::NO_VERDICT,
            (true, true) => Exit::FINDINGS,
            (true, false) => Exit::GOOD,
        }
    }
}

/// A line for each finding of a document.
fn lines(changed: &Changed) -> Vec<String> {
    let Changed {
        document,
        direction,
        findings,
        has_more,
    } = changed;
    let findings = findings
        .iter()
        .map(|finding| format!("{document}: {direction}: {finding}"));
    let more = has_more.then(|| format!("{document}: {direction}: and more findings"));
    findings.chain(more).collect()
}
