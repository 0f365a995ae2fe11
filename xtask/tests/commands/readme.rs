//! The README lists the commands, directories and exit codes that exist.

use std::collections::BTreeSet;
use std::path::Path;

use crate::tree::{Tree, history};

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap()
}

/// The first column of a table below a heading.
fn table(heading: &str) -> BTreeSet<String> {
    let readme = readme();
    let section = readme.split(&format!("## {heading}\n")).nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    cells
        .map(|cell| cell.trim_matches(['`', '/', '|', ' ']).to_owned())
        .filter(|cell| !cell.is_empty())
        .collect()
}

#[test]
fn commands() {
    let help = Tree::new().xtask(&["--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let commands = help
        .split("Commands:\n")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    let commands = commands
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let commands: BTreeSet<&str> = commands.filter(|command| *command != "help").collect();
    let readme = readme();
    let mentions = readme.split("cargo xtask ").skip(1);
    let listed: BTreeSet<&str> = mentions
        .map(|rest| {
            rest.split(|c: char| !c.is_ascii_lowercase() && c != '-')
                .next()
                .unwrap()
        })
        .collect();
    assert_eq!(listed, commands);
}

#[test]
fn directories() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap());
    let actual: BTreeSet<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && name != "target")
        .collect();
    assert_eq!(table("Directories"), actual);
}

#[test]
fn exit_codes() {
    let help = Tree::new().xtask(&["--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let codes = help.split("Exit codes:\n").nth(1).unwrap().lines();
    let actual: BTreeSet<String> = codes
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    assert_eq!(table("Exit codes"), actual);
}

/// The comparison that the README shows is the output of the command.
#[test]
fn comparison() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("schema/history")).unwrap();
    for name in ["export-session@2025-09", "export-session@2026-02"] {
        tree.write(&format!("schema/history/{name}.schema.json"), history(name));
    }
    let readme = readme();
    let shown = readme
        .split("$ cargo xtask ")
        .find(|shown| shown.starts_with("diff "));
    let (command, rest) = shown.unwrap().split_once('\n').unwrap();
    let expected = rest.split("```").next().unwrap();
    let arguments: Vec<&str> = command.split_whitespace().collect();
    tree.xtask(&arguments).assert().code(1).stdout_eq(expected);
}

/// A command is copied as it is: it names nothing that the reader has to guess.
#[test]
fn commands_have_no_placeholders() {
    let readme = readme();
    let blocks = readme.split("```").skip(1).step_by(2);
    let commands = blocks
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("$ "));
    for command in commands {
        let is_placeholder = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_ascii_alphabetic());
            word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())
        };
        let mut words = command.split(['/', ' ']);
        assert!(!words.any(is_placeholder), "{command}");
    }
}

#[test]
fn files_that_are_linked_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = readme();
    for link in readme.split("](").skip(1) {
        let link = link.split(')').next().unwrap();
        let path = link.split('#').next().unwrap();
        assert!(root.join(path).exists(), "{link}");
    }
}

#[test]
fn length() {
    // A stranger was promised a short text.
    assert!(readme().lines().count() <= 140);
}
