//! What follows from a change: for the Rust API of `models` and its version, and for
//! the documents of an archive.

use std::path::PathBuf;

use anyhow::Result;
use codegen::api::{self, Api, Step};
use codegen::diff::Direction;

use super::outcome::Section;
use super::versions::Pair;
use crate::replay::{Changed, Told, replay};
use crate::report::{self, Exit};

/// How many documents of an archive are listed; the others are counted.
const LISTED: usize = 1_000;

/// What programs that use the types see of a change, and the step that it asks for.
pub(super) fn api(pair: &Pair) -> Vec<Section> {
    let (lines, step) = match (&pair.old, &pair.new) {
        (Some(old), Some(new)) if old.text == new.text => return Vec::new(),
        (Some(old), Some(new)) => {
            let module = module(&pair.name);
            let both =
                Api::of(&old.text, &module).and_then(|old| Ok((old, Api::of(&new.text, &module)?)));
            let Ok((old, new)) = both else {
                // Why there are no types is told by `generate`.
                return Vec::new();
            };
            let changes = api::changes(&old, &new);
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
        Some(step) => format!("models needs a {step} step"),
        None => "models may stay as it is: its types are the same".to_owned(),
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
    sections
        .into_iter()
        .filter(|section| !section.lines.is_empty())
        .collect()
}

/// The module of a schema, or one for a file whose name makes none.
fn module(name: &str) -> String {
    let name = name.split('@').next().unwrap_or_default();
    codegen::module_name(name).unwrap_or_else(|| "schema".to_owned())
}

/// Which documents of an archive change their verdict, and how a command ends for
/// which some directions are required; nothing without an archive.
///
/// # Errors
///
/// If a schema is none to the `jsonschema` crate.
pub(super) fn documents(
    pair: &Pair,
    paths: &[PathBuf],
    required: &[Direction],
) -> Result<(Option<Section>, Exit)> {
    let (Some(old), Some(new), false) = (&pair.old, &pair.new, paths.is_empty()) else {
        return Ok((None, Exit::GOOD));
    };
    let mut lines = Vec::new();
    let (mut listed, mut left) = (0, 0);
    let counts = replay(&old.text, &new.text, paths, &mut |told| match told {
        Told::Changed(_) if listed == LISTED => left += 1,
        Told::Changed(changed) => {
            listed += 1;
            lines.extend(self::lines(&changed));
        }
        Told::Unreadable { document, why } => report::error(format_args!("{document}: {why}")),
    })?;
    if left > 0 {
        lines.push(format!("and {left} documents more"));
    }
    if listed == 0 {
        lines.push("no document changes its verdict".to_owned());
    }
    // A document that is there counts, whatever was assumed of those that are not.
    let breaks = |direction: &Direction| match direction {
        Direction::Backward => counts.broken > 0,
        Direction::Forward => counts.mended > 0,
    };
    let exit = match (counts.unreadable, required.iter().any(breaks)) {
        (1.., _) => Exit::NO_VERDICT,
        (0, true) => Exit::FINDINGS,
        (0, false) => Exit::GOOD,
    };
    report::progress("Replayed", counts);
    let title = "Replay";
    Ok((Some(Section { title, lines }), exit))
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
