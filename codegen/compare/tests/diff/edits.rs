//! Edits of three bases, with the verdicts that are right.

use std::path::Path;

use exactschema_compare::diff::Verdict;
use libtest_mimic::{Failed, Trial};

use crate::claims::{is_full, tried};
use crate::text::{described, word};

mod events;
mod session;
mod settings;

/// An edit.
pub(crate) struct Edit {
    name: &'static str,
    /// Texts that occur in the base once, and their replacements.
    replace: &'static [(&'static str, &'static str)],
    /// The rules that report it, in the order of the new schema.
    rules: &'static [&'static str],
    /// Backward and forward with the open content model, then with the lenient one.
    verdicts: [[Verdict; 2]; 2],
}

/// Of so many edits an ordinary run tries one.
const ORDINARY: usize = 5;

/// The same with either content model.
const fn same(backward: Verdict, forward: Verdict) -> [[Verdict; 2]; 2] {
    [[backward, forward], [backward, forward]]
}

pub(crate) fn trials() -> Vec<Trial> {
    let bases = [
        ("session", session::EDITS),
        ("events", events::EDITS),
        ("settings", settings::EDITS),
    ];
    let edits = bases
        .into_iter()
        .flat_map(|(base, edits)| edits.iter().map(move |edit| (base, edit)));
    let count = edits.clone().count();
    let every = if is_full() { 1 } else { ORDINARY };
    let mut trials: Vec<Trial> = edits
        .step_by(every)
        .map(|(base, edit)| {
            let name = format!("edits/{base}/{}", edit.name);
            Trial::test(name, move || judged(base, edit))
        })
        .collect();
    trials.push(Trial::test("edits/enough", move || match count {
        60.. => Ok(()),
        _ => Err(format!("{count}").into()),
    }));
    trials
}

fn judged(base: &str, edit: &Edit) -> Result<(), Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let old = std::fs::read_to_string(root.join(format!("tests/diff/bases/{base}.json")))?;
    let mut new = old.clone();
    for (from, to) in edit.replace {
        if new.matches(from).count() != 1 {
            return Err(format!("{from:?} does not stand in the base once").into());
        }
        new = new.replace(from, to);
    }
    let verdicts = tried(&old, &new)?;
    let text = described(&old, &new);
    let is_heading = |line: &&str| {
        !line.starts_with(' ') && !line.starts_with("open:") && !line.starts_with("lenient:")
    };
    let rules = text.lines().filter(is_heading);
    let rules: Vec<&str> = rules.filter_map(|line| line.split(':').next()).collect();
    if verdicts == edit.verdicts && rules == edit.rules {
        return Ok(());
    }
    let words = verdicts.map(|verdicts| verdicts.map(word));
    Err(format!("{words:?} {rules:?}\n{text}").into())
}
