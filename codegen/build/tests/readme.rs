//! The README shows the crate that is built from packaged sources, and what a user is told.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use exactschema_build::Builder;

/// A text of this crate.
fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The code of the steps in the README, without indentation: the text before it, its language, and itself.
fn code() -> Vec<(String, String, String)> {
    let readme = read("README.md");
    let steps = readme.split("\n## Settings\n").next().unwrap();
    let readme: Vec<&str> = steps
        .lines()
        .map(|line| line.strip_prefix("   ").unwrap_or(line))
        .collect();
    let readme = readme.join("\n");
    let parts: Vec<&str> = readme.split("```").collect();
    let blocks = parts.chunks_exact(2).map(|pair| {
        let (language, code) = pair[1].split_once('\n').unwrap();
        (pair[0].to_owned(), language.to_owned(), code.to_owned())
    });
    blocks.collect()
}

#[test]
fn files_are_as_they_are_shown() {
    let mut files = Vec::new();
    let blocks = code();
    for (before, _, code) in blocks.iter().filter(|(_, language, _)| language != "text") {
        let step = before.rsplit("\n\n").find(|part| part.contains(". "));
        let mut names = step.unwrap().split('`').skip(1).step_by(2);
        let file = names.find(|name| name.contains('.')).unwrap();
        let text = read(&format!("tests/foreign/{file}"));
        let mut rest = text.as_str();
        for line in code.lines() {
            let found = rest.find(line.trim());
            assert!(found.is_some(), "{file} has no line {line:?} there");
            rest = &rest[found.unwrap()..];
        }
        files.push(file.to_owned());
    }
    let expected = [
        "Cargo.toml",
        "schema/pet.schema.json",
        "build.rs",
        "src/lib.rs",
        "tests/types.rs",
    ];
    assert_eq!(files, expected);
}

#[test]
fn the_problem_that_is_shown_is_that_of_a_wrong_type() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    std::fs::create_dir_all(&folder).unwrap();
    let (right, wrong) = (
        "\"born\": { \"type\": \"string\"",
        "\"born\": { \"type\": \"text\"",
    );
    for file in ["pet.schema.json", "person.schema.json", "shared/money.json"] {
        let schema = read(&format!("tests/foreign/schema/{file}"));
        let name = Path::new(file).file_name().unwrap();
        std::fs::write(folder.join(name), schema.replace(right, wrong)).unwrap();
    }
    let builder = Builder::new()
        .schemas(&folder)
        .map("https://example.com/money", folder.join("money.json"))
        .output(folder.join("out"));
    let told = builder.generate().unwrap_err().to_string();
    let told = &told[told.find("pet.schema.json").unwrap()..];
    let code = code();
    let (_, _, shown) = code
        .iter()
        .find(|(_, language, _)| language == "text")
        .unwrap();
    assert_eq!(shown.trim_end(), format!("schema/{told}"));
}
