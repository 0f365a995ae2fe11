//! The output of `export-session` and its exit codes. `SNAPSHOTS=overwrite` updates the
//! snapshots.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::process::Stdio;

use snapbox::cmd::{Command, cargo_bin};
use tempfile::TempDir;

mod causes;
mod diff;
mod documents;
mod ends;
mod filter;
mod general;
mod generate;
mod inputs;
mod languages;
mod limits;
mod lines;
mod memory;
mod normalize;
mod progress;
mod schemas;
mod show;
mod signals;
mod split;
mod streams;
mod usage;

const SAMPLES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../schema/export-session.samples"
);

const VALID: &str = r#"{"id":"i","title":"t","messages":[]}"#;
const INVALID: &str = r#"{"id":"i","title":null,"messages":[]}"#;

fn program(arguments: &[&str]) -> Command {
    program_in(Path::new(SAMPLES), arguments)
}

fn program_in(folder: &Path, arguments: &[&str]) -> Command {
    Command::new(cargo_bin!("export-session"))
        .args(arguments)
        .current_dir(folder)
}

/// The program with pipes, to be talked to.
fn talk(folder: &Path, arguments: &[&str]) -> std::process::Child {
    std::process::Command::new(cargo_bin!("export-session"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

/// The names of what is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
