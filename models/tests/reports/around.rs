//! Completions, the man page, and the help.

use snapbox::str;

use super::program;

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let assert = program().args(["completions", shell]).assert().code(0);
        let script = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
        assert!(script.contains("show-values"), "{shell}");
    }
    program().args(["completions", "tcsh"]).assert().code(2);
}

#[test]
fn commands_have_man_pages() {
    for (arguments, title) in [
        (&["man"][..], ".TH export-session 1 "),
        (&["man", "validate"], ".TH export-session-validate 1 "),
    ] {
        let assert = program().args(arguments).assert().code(0);
        let page = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
        assert!(page.contains(title), "{page}");
    }
    program()
        .args(["man", "nowhere"])
        .assert()
        .code(2)
        .stderr_eq(str![[r#"
error: no such command: nowhere

Usage: export-session <COMMAND>

For more information, try '--help'.

"#]]);
}

#[test]
fn the_help_has_examples() {
    let assert = program().args(["validate", "--help"]).assert().code(0);
    let help = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let (_, examples) = help.split_once("\nExamples:\n").unwrap();
    // Options that are only in the help would mislead.
    for option in examples
        .split_whitespace()
        .filter(|word| word.starts_with("--"))
    {
        let options = help.split("\nExamples:\n").next().unwrap();
        assert!(options.contains(option), "{option}");
    }
}
