//! The report that the README shows.

use std::path::Path;

use snapbox::cmd::{Command, cargo_bin};

#[test]
fn report_of_the_readme() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let shown = readme.split("$ exactschema ").nth(1).unwrap();
    let (command, rest) = shown.split_once('\n').unwrap();
    let expected = rest.split("```").next().unwrap();
    let program = Command::new(cargo_bin!("exactschema"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
        .args(command.split_whitespace())
        .args(["--color", "never"]);
    let output = program.assert().code(1).get_output().clone();
    // The summary goes to standard error, after the report.
    let actual = [output.stdout, output.stderr].concat();
    let actual = String::from_utf8(actual).unwrap();
    assert_eq!(actual, expected);
}

/// Each block of the page on pages: a folder, which is copied, a command, and the last line of
/// what it says.
#[cfg(all(unix, feature = "generate"))]
#[test]
fn commands_of_the_pages() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let text = std::fs::read_to_string(root.join("models/cli/PAGES.md")).unwrap();
    let blocks: Vec<&str> = text.split("```console\n").skip(1).collect();
    let files = ["report.html", "changes.html", "page.html"];
    assert_eq!(blocks.len(), files.len());
    for (block, file) in blocks.iter().zip(files) {
        let mut lines = block.split("```").next().unwrap().lines();
        let folder = lines.next().unwrap().strip_prefix("$ cd ").unwrap();
        let command = lines.next().unwrap().strip_prefix("$ ").unwrap();
        let here = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), here.path().join(entry.file_name())).unwrap();
        }
        let programs = cargo_bin!("exactschema").parent().unwrap().to_owned();
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
        let run = Command::new("sh")
            .args(["-c", command])
            .current_dir(here.path());
        let output = run.env("PATH", path).assert().get_output().clone();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(said.lines().last(), lines.next(), "{command}");
        let page = std::fs::read_to_string(here.path().join(file)).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</body></html>"));
    }
}
