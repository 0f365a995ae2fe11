//! Completions, the man page, and the help.

use std::process::Command;

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

/// Calls the function of the script as bash does when TAB is pressed after these words.
#[test]
fn bash_completes_the_options_of_commands() {
    let assert = program().args(["completions", "bash"]).assert().code(0);
    let script = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let name = script.split_once("complete -F ").unwrap().1;
    let name = name.split_once(' ').unwrap().0;
    for (words, before, expected) in [
        ("export-session va", "export-session", "validate"),
        (
            "export-session validate --warn",
            "validate",
            "--warn-unknown",
        ),
        ("export-session schema --sch", "schema", "--schema"),
        ("export-session validate --format sa", "--format", "sarif"),
    ] {
        let word = words.rsplit(' ').next().unwrap();
        let call = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             {name} export-session {word} {before}; echo ${{COMPREPLY[@]}}"
        );
        let Ok(output) = Command::new("bash").args(["-c", &call]).output() else {
            eprintln!("skipped: bash is not installed");
            return;
        };
        let completed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(completed.trim_end(), expected, "{words}");
    }
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
