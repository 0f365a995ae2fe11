//! Words of a private English that have left the public surface: the README, the help of
//! both programs, and the tables of rules.

use std::path::Path;

/// Schemas require, allow and declare; findings are reported; nothing here speaks.
const PRIVATE: &[&str] = &[
    "bearable", "held", "mend", "mends", "nobody", "said", "say", "says", "speak", "speaks",
    "stand", "stands", "tell", "telling", "tells", "told", "whoever",
];

/// A clause is no name for a thing.
const CLAUSES: &[&str] = &["What ", "Who ", "That ", "How "];

/// Sources whose doc comments and string constants are help texts.
const HELP: &[&str] = &[
    "codegen/commands/src/diff/formats/mod.rs",
    "codegen/commands/src/diff/mod.rs",
    "codegen/commands/src/generate.rs",
    "codegen/commands/src/import.rs",
    "codegen/commands/src/release_schema.rs",
    "codegen/commands/src/suite.rs",
    "codegen/commands/src/validate.rs",
    "models/cli/src/completions.rs",
    "models/cli/src/lib.rs",
    "models/cli/src/man.rs",
    "models/cli/src/normalize/mod.rs",
    "models/cli/src/root.rs",
    "models/cli/src/schema.rs",
    "models/cli/src/validate/arguments.rs",
    "models/cli/src/validate/report/options.rs",
    "xtask/src/main.rs",
];

/// Texts that are public from the first to the last line.
const TEXTS: &[&str] = &[
    "README.md",
    "models/cli/src/validate/examples.txt",
    "models/cli/src/validate/report/sarif/rules.rs",
];

/// Tables of change rules: a row is a line, or several that begin so.
const RULES: &str = "codegen/compare/src/diff/rules";

#[test]
fn public_words_are_those_of_the_field() {
    let mut found = Vec::new();
    for path in HELP {
        found.extend(problems(path, &help(&read(path))));
    }
    for path in TEXTS {
        found.extend(problems(path, &numbered(&read(path))));
    }
    for entry in std::fs::read_dir(root().join(RULES)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = format!("{RULES}/{name}");
        let text = read(&path);
        let sentences = numbered(&text).into_iter().filter(|(_, line)| {
            // The sentence of a rule is the last thing in its row.
            let row = line.trim().trim_end_matches([')', ',']);
            row.ends_with(".\"")
        });
        found.extend(problems(&path, &sentences.collect::<Vec<_>>()));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn numbered(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .collect()
}

/// The lines that may be help: doc comments, and string constants.
fn help(text: &str) -> Vec<(usize, &str)> {
    let mut is_constant = false;
    let mut lines = numbered(text);
    lines.retain(|(_, line)| {
        let begins = line.starts_with("const ") && line.contains("&str = \"");
        is_constant |= begins;
        let is_kept = is_constant || line.trim_start().starts_with("///");
        if is_constant && line.ends_with("\";") {
            is_constant = false;
        }
        is_kept
    });
    lines
}

fn problems(path: &str, lines: &[(usize, &str)]) -> Vec<String> {
    let mut problems = Vec::new();
    for (number, line) in lines {
        let words = line.split(|c: char| !c.is_alphanumeric());
        let private = words
            .map(str::to_lowercase)
            .find(|word| PRIVATE.contains(&word.as_str()));
        if let Some(word) = private {
            problems.push(format!("{path}:{number}: {word:?} in {line}"));
        }
        let sentence = line.trim_start().trim_start_matches("/// ");
        let is_doc = line.trim_start().starts_with("///");
        if is_doc && CLAUSES.iter().any(|clause| sentence.starts_with(clause)) {
            problems.push(format!("{path}:{number}: begins with a clause: {line}"));
        }
    }
    problems
}
