//! The report as a terminal shows it.

use snapbox::{Data, assert_data_eq, file};

use super::{program, report};

/// The picture of the README.
#[test]
fn picture() {
    let command = "export-session validate session.json";
    let arguments = ["validate", "--color", "always", "--show-values", "always"];
    let program = program().current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reports"));
    let assert = program.args(arguments).arg("session.json").assert().code(1);
    let shown = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let shown = shown.trim_end();
    let shown = Data::text(format!("\u{1b}[2m$\u{1b}[0m {command}\n\n{shown}\n"));
    assert_data_eq!(shown, file!["report.svg": TermSvg]);
}

#[test]
fn colour_is_for_terminals_and_on_request() {
    let is_coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let program = report(arguments).envs(variables.iter().copied());
        let output = program.assert().get_output().stdout.clone();
        output.contains(&0x1b)
    };
    assert!(!is_coloured(&[], &[]));
    assert!(is_coloured(&["--color", "always"], &[]));
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(
        &[],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(!is_coloured(
        &["--color", "never"],
        &[("CLICOLOR_FORCE", "1")]
    ));
}
