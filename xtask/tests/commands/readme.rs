//! What the README lists is what there is.

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
    let there: BTreeSet<&str> = commands.filter(|command| *command != "help").collect();
    let readme = readme();
    let mentions = readme.split("cargo xtask ").skip(1);
    let listed: BTreeSet<&str> = mentions
        .map(|rest| {
            rest.split(|c: char| !c.is_ascii_lowercase() && c != '-')
                .next()
                .unwrap()
        })
        .collect();
    assert_eq!(listed, there);
}

#[test]
fn directories() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap());
    let there: BTreeSet<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && name != "target")
        .collect();
    assert_eq!(table("Directories"), there);
}

#[test]
fn exit_codes() {
    let help = Tree::new().xtask(&["--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let codes = help.split("Exit codes:\n").nth(1).unwrap().lines();
    let there: BTreeSet<String> = codes
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    assert_eq!(table("Exit codes"), there);
}

/// What it shows of the change that the vendor made is what the command says.
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

#[test]
fn length() {
    // A stranger was promised a short text.
    assert!(readme().lines().count() <= 150);
}
