//! A copy of the workspace that a test may break.
//!
//! Its schema is a small one of the tests' own, so that a change of the real one
//! changes nothing here.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, OutputAssert, cargo_bin};

/// The parts of a workspace.
const PARTS: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "schema",
    "codegen",
    "models",
    "xtask",
];

/// A copy of the workspace.
pub(crate) struct Tree {
    root: PathBuf,
    /// Keeps other tests out.
    _lock: Option<File>,
}

impl Tree {
    /// A fresh copy for a test that compiles nothing in it.
    pub(crate) fn new() -> Self {
        let test = std::thread::current().name().unwrap().replace("::", "-");
        let tree = Tree::filled(temporary(&test), None);
        // What a test left there, be it a folder in the place of a file.
        let _ = std::fs::remove_dir_all(tree.path("models/src/generated"));
        tree.xtask(&["generate"]).assert().success();
        tree
    }

    /// A fresh copy with what was compiled in it before. There is but one, for
    /// one test at a time: to cargo, copies of a package are the same package.
    pub(crate) fn compiled() -> Self {
        let lock = File::create(temporary("compiled.lock")).unwrap();
        lock.lock().unwrap();
        seed(&temporary("compiled").join("target"));
        let tree = Tree::filled(temporary("compiled"), Some(lock));
        // The program writes its reports with the types of this schema.
        let report = "schema/validation-report.schema.json";
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        mirror(&workspace.join(report), &tree.path(report));
        tree.xtask(&["generate"]).assert().success();
        tree
    }

    fn filled(root: PathBuf, lock: Option<File>) -> Self {
        std::fs::create_dir_all(&root).unwrap();
        let tree = Tree { root, _lock: lock };
        if tree.path(".git").is_dir() {
            std::fs::remove_dir_all(tree.path(".git")).unwrap();
        }
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for part in PARTS.iter().filter(|part| **part != "schema") {
            mirror(&workspace.join(part), &tree.path(part));
        }
        // What is built here is run on a few documents, and not debugged.
        let manifest = tree.read("Cargo.toml");
        let profiles = "\n[profile.dev]\ndebug = false\n\n[profile.release]\nopt-level = 0\n";
        tree.write("Cargo.toml", format!("{manifest}{profiles}"));
        mirror(
            &workspace.join("xtask/tests/commands/fixture"),
            &tree.path("schema"),
        );
        tree
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(path), bytes).unwrap();
    }

    /// Replaces text that must occur.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, text.replacen(from, to, 1));
    }

    /// A run of `cargo xtask` in the copy.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> Command {
        Command::new(cargo_bin!("xtask"))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_MANIFEST_DIR", self.path("xtask"))
            .env("CARGO_TARGET_DIR", self.path("target"))
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
    }

    /// The report of `cargo xtask check` without everything that is compiled.
    pub(crate) fn checked(&self) -> String {
        let mut command = self.xtask(&["check"]);
        command = command.env("CARGO", self.path("no-cargo"));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }
}

/// What a command printed on standard output.
pub(crate) fn stdout(run: &OutputAssert) -> String {
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

/// A released version of a schema.
pub(crate) fn history(name: &str) -> String {
    let history = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/history");
    std::fs::read_to_string(history.join(format!("{name}.schema.json"))).unwrap()
}

/// Runs git in a directory, not in the repository of which a hook runs the tests;
/// its output, or `None` where there is no git.
pub(crate) fn git(directory: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = std::process::Command::new("git");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
    command
        .current_dir(directory)
        .args(["-c", "user.name=Test"]);
    command.args([
        "-c",
        "user.email=test@example.com",
        "-c",
        "commit.gpgsign=false",
    ]);
    let output = match command.args(arguments).output() {
        Ok(output) => output,
        Err(_) => {
            eprintln!("skipped: there is no git");
            return None;
        }
    };
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn temporary(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Fills an empty target directory with what was compiled in that of the workspace. Cargo takes
/// of it what has the same features and settings, as the packages of others have in `.ci/run`.
fn seed(target: &Path) {
    let debug = target.join("debug");
    if debug.exists() {
        return;
    }
    std::fs::create_dir_all(&debug).unwrap();
    let compiled = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../debug");
    for folder in [".fingerprint", "build", "deps"] {
        copy_compiled(&compiled.join(folder), &debug.join(folder));
    }
}

/// Copies files with their times, by which cargo knows what is fresh; programs of tests are not
/// needed.
fn copy_compiled(from: &Path, to: &Path) {
    if from.is_dir() {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy_compiled(&entry.path(), &to.join(entry.file_name()));
        }
    } else if from.parent().is_none_or(|folder| !folder.ends_with("deps"))
        || from.extension().is_some()
    {
        std::fs::copy(from, to).unwrap();
        let modified = from.metadata().unwrap().modified().unwrap();
        File::open(to).unwrap().set_modified(modified).unwrap();
    }
}

/// Makes a file or a folder equal to another. What is equal already stays as it is, so that
/// cargo does not compile it again.
fn mirror(from: &Path, to: &Path) {
    // No test needs folders outside the workspace, which may contain large builds; and types are
    // generated where they are stale.
    let others = ["fuzz", "benches/compiled", "models/python", "src/generated"];
    if others.iter().any(|folder| from.ends_with(folder)) {
        return;
    }
    if from.is_dir() {
        std::fs::create_dir_all(to).unwrap();
        for extra in entries(to).difference(&entries(from)) {
            let extra = to.join(extra);
            match extra.is_dir() {
                true => std::fs::remove_dir_all(extra).unwrap(),
                false => std::fs::remove_file(extra).unwrap(),
            }
        }
        for name in entries(from) {
            mirror(&from.join(&name), &to.join(&name));
        }
    } else if from.exists() && std::fs::read(from).ok() != std::fs::read(to).ok() {
        std::fs::copy(from, to).unwrap();
    }
}

/// The names in a folder.
fn entries(folder: &Path) -> BTreeSet<OsString> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name()).collect()
}
