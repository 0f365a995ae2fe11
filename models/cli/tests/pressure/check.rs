//! Invariants of every run.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;

use super::files::{CHANGING, Files};
use super::run::{End, Plan, Pressure, Split};

type Verdict = Result<(), String>;

pub(super) fn check(plan: &Plan, files: &Files, end: &End) -> Verdict {
    ended(plan, end)?;
    reported(plan, files, end)?;
    if let Some(split) = &plan.split {
        halves(plan, split, files, end)?;
    }
    unchanged(files)?;
    nothing_left(plan, files)
}

fn hold(holds: bool, why: &str) -> Verdict {
    match holds {
        true => Ok(()),
        false => Err(why.to_owned()),
    }
}

/// It ends with a code of its own, or by the signal that it was sent.
fn ended(plan: &Plan, end: &End) -> Verdict {
    hold(!end.stderr.contains("panicked"), "it panicked")?;
    match (end.status.code(), plan.signal) {
        (Some(0 | 1 | 3), _) => Ok(()),
        (Some(130), Some(("INT", _))) | (Some(143), Some(("TERM", _))) => Ok(()),
        (None, Some((name, _))) => {
            let number = end.status.signal();
            // Before it watches for them, they end it as any other program.
            let own = [
                ("INT", 2),
                ("TERM", 15),
                ("KILL", 9),
                ("HUP", 1),
                ("PIPE", 13),
            ];
            let is_own = own.iter().any(|own| own.0 == name && Some(own.1) == number);
            hold(is_own, "another signal ended it")
        }
        _ => Err("it ended in no way that is documented".to_owned()),
    }
}

/// All findings are reported, or an error.
fn reported(plan: &Plan, files: &Files, end: &End) -> Verdict {
    let code = end.status.code();
    if code == Some(3) {
        let is_closed = plan.redirection.contains("2>&-");
        let has_seen_enough = plan.pressure == Pressure::Reader;
        let words = end.stderr.contains("error: ");
        return hold(
            words || is_closed || has_seen_enough,
            "it failed without a word",
        );
    }
    if !matches!(code, Some(0 | 1)) || plan.redirection.contains(">&-") && code == Some(0) {
        return Ok(());
    }
    let actual: BTreeSet<&str> = end
        .stdout
        .lines()
        .filter(|line| !line.starts_with(CHANGING))
        .collect();
    let expected: BTreeSet<&str> = files.findings.iter().map(String::as_str).collect();
    if plan.pressure != Pressure::Reader {
        hold(actual == expected, "findings are lost")?;
    }
    let has_changed = plan.pressure == Pressure::Changes;
    let is_right = (code == Some(0)) == expected.is_empty();
    hold(
        is_right || has_changed,
        "the code is not that of the findings",
    )
}

/// Both files are of this run, or none is.
fn halves(plan: &Plan, split: &Split, files: &Files, end: &End) -> Verdict {
    let read = |name| fs::read(split.folder.join(name)).ok();
    let both = (read("good"), read("bad"));
    let before = split.before.map(|text| text.as_bytes().to_vec());
    let is_old = both == (before.clone(), before);
    let is_new = both == (Some(files.valid.clone()), Some(files.invalid.clone()));
    let is_killed = plan.signal.is_some_and(|(name, _)| name == "KILL");
    match end.status.code() {
        Some(0 | 1) => hold(is_new, "the split is not complete"),
        Some(3) => hold(is_old, "something was split in spite of an error"),
        _ => hold(is_old || is_new || is_killed, "the split is half done"),
    }
}

fn unchanged(files: &Files) -> Verdict {
    for (name, content) in &files.contents {
        let now = fs::read(files.path().join(name)).unwrap_or_default();
        hold(now == *content, &format!("{name} has changed"))?;
    }
    Ok(())
}

/// Checks that no unexpected file is left.
fn nothing_left(plan: &Plan, files: &Files) -> Verdict {
    let is_killed = plan.signal.is_some_and(|(name, _)| name == "KILL");
    if is_killed {
        // What a run leaves behind when it is killed, the next one removes.
        plan.again(files).map_err(|error| error.to_string())?;
    }
    let mut folders = vec![files.path()];
    folders.extend(plan.split.as_ref().map(|split| split.folder.as_path()));
    for folder in folders {
        for entry in fs::read_dir(folder).map_err(|error| error.to_string())? {
            let name = entry.map_err(|error| error.to_string())?.file_name();
            let name = name.to_string_lossy();
            let is_known = files.contents.contains_key(&*name)
                || [CHANGING, "split", "good", "bad"].contains(&&*name);
            hold(is_known, &format!("{name} is left behind"))?;
        }
    }
    Ok(())
}
