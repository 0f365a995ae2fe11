//! The report that the README shows.

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
