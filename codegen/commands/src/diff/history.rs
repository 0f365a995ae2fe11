//! `diff --git REV..REV PATH…`: every step in the history of a file.

use anyhow::{Context, Result, bail};
use exactschema_compare::diff::{Direction, Verdict};
use exactschema_frontend::compile::files::Mappings;

use super::formats;
use super::ignores::Ignores;
use super::outcome::{DIRECTIONS, Outcome, SchemaStatus};
use super::version::Version;
use super::versions::{self, Pair};
use super::{Arguments, judged};
use crate::git::{Commit, Git};
use crate::report::{self, Exit};

/// A range of commits: those that the second revision reaches, and the first does not.
#[derive(Clone)]
pub(super) struct Range {
    from: String,
    to: String,
}

/// Reads `REV..REV`; as to git, `REV..` ends at HEAD.
pub(super) fn range(range: &str) -> Result<Range, &'static str> {
    let parts = range.split_once("..");
    match parts.filter(|(from, to)| !from.is_empty() && !to.starts_with('.')) {
        Some((from, to)) => Ok(Range {
            from: from.to_owned(),
            to: if to.is_empty() { "HEAD" } else { to }.to_owned(),
        }),
        None => Err("write two revisions with two dots between them, such as v1.0.0..HEAD"),
    }
}

/// The history of a file.
pub(super) struct History {
    pub(super) path: String,
    pub(super) steps: Vec<Step>,
}

/// A commit that changed the file.
pub(super) struct Step {
    pub(super) commit: Commit,
    /// The name that the file had before, if it has another since.
    pub(super) renamed_from: Option<String>,
    /// The name that the file has from here on, if it has another.
    pub(super) renamed_to: Option<String>,
    pub(super) end: End,
    /// The numbers of documents of an archive that became invalid and valid, if there is one.
    pub(super) replayed: Option<[u64; 2]>,
}

/// The result of a step.
pub(super) enum End {
    /// Both versions were compared, or there is but one.
    Compared(Box<Outcome>),
    /// A version is no schema.
    Refused {
        /// The reason.
        why: String,
        /// Whether the new version is none.
        is_new: bool,
    },
}

impl End {
    /// The verdict in a direction, if there is one.
    pub(super) fn verdict(&self, direction: Direction) -> Option<Verdict> {
        match self {
            End::Compared(outcome) if outcome.status == SchemaStatus::Kept => {
                Some(outcome.verdict(direction))
            }
            End::Compared(_) | End::Refused { .. } => None,
        }
    }
}

/// Compares each version of some files with the one before.
///
/// # Errors
///
/// If git fails, or a file has no history in the range.
pub(super) fn run(
    mappings: &Mappings,
    arguments: &Arguments,
    range: &Range,
    ignores: &mut Ignores,
) -> Result<Exit> {
    if !formats::history::is_one(arguments.format) {
        report::error(format_args!(
            "a history has the formats text, json and markdown"
        ));
        return Ok(Exit::USAGE);
    }
    let (git, here) = Git::here()?;
    let (from, to) = (git.commit(&range.from)?, git.commit(&range.to)?);
    if from != to && git.is_ancestor(&to, &from) {
        let Range { from, to } = range;
        bail!("{from}..{to} has no commit, as {to} comes before {from}: write {to}..{from}");
    }
    let mut exit = Exit::GOOD;
    let mut histories = Vec::new();
    for path in &arguments.versions {
        let at = |commit: &str, path: &str| versions::since(&git, mappings, commit, path);
        let last = git.path(&here.join(path));
        let (first, changes) = changed(&git, &at, &from, &to, last)?;
        let mut old = at(&from, &first)?;
        if changes.is_empty() && old.is_none() {
            bail!("{path}: no commit of {}..{} has it", range.from, range.to);
        }
        let mut name = first;
        let mut steps = Vec::new();
        for (commit, path) in changes {
            report::progress("Comparing", format_args!("{path} at {}", commit.short));
            let new = at(&commit.hash, &path)?;
            let renamed_to = match &new {
                Some(_) => None,
                None => git
                    .renames(&commit)?
                    .into_iter()
                    .find(|rename| rename.from == path),
            };
            let pair = versions::pair(&path, old, new);
            let (end, replayed, step) = step(&commit, &pair, arguments, ignores)?;
            exit = exit.max(step);
            // What cannot be read is no version that the next one follows.
            old = match &end {
                End::Refused { is_new: true, .. } => pair.old,
                _ => pair.new,
            };
            let before = std::mem::replace(&mut name, path);
            steps.push(Step {
                commit,
                renamed_from: (before != name).then_some(before),
                renamed_to: renamed_to.map(|rename| rename.to),
                end,
                replayed,
            });
        }
        let path = path.clone();
        histories.push(History { path, steps });
    }
    formats::history::print(arguments.format, &histories, arguments.require.directions());
    let steps: usize = histories.iter().map(|history| history.steps.len()).sum();
    report::summary(exit, formats::count(steps, "step"));
    Ok(exit)
}

/// The commits that changed a file, the oldest first, each with the name that the file has there,
/// and its name before them.
///
/// # Errors
///
/// If git fails.
fn changed(
    git: &Git,
    at: &dyn Fn(&str, &str) -> Result<Option<Version>>,
    from: &str,
    to: &str,
    mut path: String,
) -> Result<(String, Vec<(Commit, String)>)> {
    let mut to = to.to_owned();
    let mut changed = Vec::new();
    loop {
        let renamed = git.renamed(from, &to, &path)?;
        let begin = renamed.as_ref().map_or(from, |(commit, _)| &commit.hash);
        // A commit that changes what a file refers to changes its schema.
        let ends = [at(begin, &path)?, at(&to, &path)?];
        let others = ends.into_iter().flatten().flat_map(|end| end.others);
        let paths: Vec<String> = [path.clone()].into_iter().chain(others).collect();
        let commits = git.commits(begin, &to, &paths)?.into_iter().rev();
        changed.extend(commits.map(|commit| (commit, path.clone())));
        let Some((commit, before)) = renamed else {
            changed.reverse();
            return Ok((path, changed));
        };
        to = format!("{}^", commit.hash);
        changed.push((commit, std::mem::replace(&mut path, before)));
    }
}

/// Compares the versions before and after a commit.
fn step(
    commit: &Commit,
    pair: &Pair,
    arguments: &Arguments,
    ignores: &mut Ignores,
) -> Result<(End, Option<[u64; 2]>, Exit)> {
    let required = arguments.require.directions();
    let judged = judged(pair, arguments, ignores).with_context(|| commit.short.clone())?;
    Ok(match judged {
        Ok((outcome, archive)) => {
            let exit = outcome.exit(required).max(archive.exit(required));
            let is_replayed = outcome.status == SchemaStatus::Kept && !arguments.replay.is_empty();
            let replayed = is_replayed.then_some(archive.changed);
            (End::Compared(Box::new(outcome)), replayed, exit)
        }
        Err(refused) => {
            let problems = refused.iter().flat_map(|refused| {
                let label = &refused.label;
                let problems = refused.problems().into_iter();
                problems.map(move |problem| format!("{label}: {}", problem.message))
            });
            let why = problems.collect::<Vec<_>>().join("; ");
            let new = pair.new.as_ref().map(|new| &new.label);
            let is_new = refused.iter().any(|refused| Some(&refused.label) == new);
            (End::Refused { why, is_new }, None, Exit::NO_VERDICT)
        }
    })
}

/// The cells of a step: the commit, its date, both verdicts, the version step, and the changes.
pub(super) fn cells(step: &Step) -> [String; 6] {
    let [backward, forward] = DIRECTIONS.map(|(direction, _)| match step.end.verdict(direction) {
        Some(verdict) => formats::word(verdict).to_owned(),
        None => "-".to_owned(),
    });
    let (version, mut changes) = match &step.end {
        End::Refused { why, .. } => ("-".to_owned(), format!("refused: {why}")),
        End::Compared(outcome) => {
            let version = outcome.step.map(|step| step.to_string());
            let mut changes = changes(outcome);
            if outcome.disagreements().next().is_some() {
                changes += "; another validator disagrees";
            }
            (version.unwrap_or_else(|| "-".to_owned()), changes)
        }
    };
    if let Some(name) = &step.renamed_from {
        changes = format!("renamed from `{name}`; {changes}");
    }
    if let Some(name) = &step.renamed_to {
        changes += &format!("; it is `{name}` from here on");
    }
    if let Some([invalid, valid]) = step.replayed {
        changes += &format!("; {invalid} valid → invalid, {valid} invalid → valid");
    }
    let Commit { short, date, .. } = &step.commit;
    [
        short.clone(),
        date.clone(),
        backward,
        forward,
        version,
        changes,
    ]
}

/// The changes of a step, in a sentence.
fn changes(outcome: &Outcome) -> String {
    match (outcome.status, outcome.groups.as_slice()) {
        (SchemaStatus::Added, _) => "added".to_owned(),
        (SchemaStatus::Removed, _) => "removed".to_owned(),
        (SchemaStatus::Kept, []) => "no change".to_owned(),
        (SchemaStatus::Kept, [group]) => group.sentence(),
        (SchemaStatus::Kept, [group, others @ ..]) => {
            format!("{} and {} more", group.sentence(), others.len())
        }
    }
}
