//! The action of GitHub that reports on pull requests.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use snapbox::cmd::{Command, cargo_bin};

use super::{NEW, OLD, released};
use crate::tree::Tree;

/// A program of the shell.
fn program(tree: &Tree, path: &str, text: &str) {
    let file = tree.path(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    tree.write(path, format!("#!/bin/sh\n{text}\n"));
    std::fs::set_permissions(file, PermissionsExt::from_mode(0o755)).unwrap();
}

/// Runs the action with a program that is this one, and a `gh` that notes what it is asked for.
fn run(former: &str) -> String {
    let tree = released();
    // The action adds to what is there.
    for file in ["summary.md", "asked"] {
        tree.write(&format!("target/{file}"), "");
    }
    let xtask = cargo_bin!("xtask").display().to_string();
    program(
        &tree,
        "target/exactschema/bin/exactschema",
        &format!("exec '{xtask}' \"$@\""),
    );
    let gh = format!("echo \"$@\" >> target/asked; case \"$*\" in *--jq*) echo {former};; esac");
    program(&tree, "target/programs/gh", &gh);
    let action = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/actions/diff/run");
    let path = format!(
        "{}:{}",
        tree.path("target/programs").display(),
        env!("PATH")
    );
    Command::new("bash")
        .arg(action)
        .current_dir(tree.path(""))
        .env("PATH", path)
        .env("CARGO_MANIFEST_DIR", tree.path("xtask"))
        .env("RUNNER_TEMP", tree.path("target"))
        .env("GITHUB_STEP_SUMMARY", tree.path("target/summary.md"))
        .env("GITHUB_REPOSITORY", "owner/name")
        .env("VERSIONS", format!("{OLD} {NEW}"))
        .env("ARGUMENTS", "")
        .env("COMMENT", "true")
        .env("NUMBER", "7")
        .assert()
        .code(1)
        .stdout_eq(snapbox::str![[r#"
::error file=target/2026-02/export-session.schema.json,line=155,col=27,title=property-added::[..]
...
"#]]);
    let summary = tree.read("target/summary.md");
    assert!(
        summary.starts_with("<!-- exactschema diff -->\n### ❌ `target/2026-02/"),
        "{summary}"
    );
    assert_eq!(summary, tree.read("target/exactschema-diff.md"));
    tree.read("target/asked")
}

#[test]
fn a_report_is_a_comment() {
    let asked = run("");
    assert!(
        asked.contains("--method POST repos/owner/name/issues/7/comments"),
        "{asked}"
    );
}

#[test]
fn a_comment_is_written_anew() {
    let asked = run("12");
    assert!(
        asked.contains("--method PATCH repos/owner/name/issues/comments/12"),
        "{asked}"
    );
}
