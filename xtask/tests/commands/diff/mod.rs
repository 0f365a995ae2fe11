//! `cargo xtask diff`

mod action;
mod formats;
mod history;
mod ignores;
mod openapi;
mod replay;
mod report;
mod second;
mod verdicts;
mod versions;

use snapbox::cmd::Command;

use crate::tree::Tree;

/// The two versions that the vendor released.
const OLD: &str = "target/2025-09/export-session.schema.json";
const NEW: &str = "target/2026-02/export-session.schema.json";

/// A tree with both versions in it.
fn released() -> Tree {
    let tree = Tree::new();
    for path in [OLD, NEW] {
        let version = path.split('/').nth(1).unwrap();
        let text = crate::tree::history(&format!("export-session@{version}"));
        let folder = tree.path(path);
        std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
        tree.write(path, text);
    }
    tree
}

/// A tree whose schemas are committed on the main branch.
fn committed() -> Tree {
    let tree = Tree::new();
    if tree.path(".git").exists() {
        std::fs::remove_dir_all(tree.path(".git")).unwrap();
    }
    git(&tree, &["init", "--quiet", "--initial-branch", "main"]);
    git(&tree, &["add", "schema"]);
    git(&tree, &["commit", "--quiet", "--message", "Begin"]);
    tree
}

fn git(tree: &Tree, arguments: &[&str]) {
    let identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    Command::new("git")
        .args(identity)
        .args(arguments)
        .current_dir(tree.path(""))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z")
        .env("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z")
        .assert()
        .success();
}
