//! Reads the documents of each group with its types; one answer a line.
//!
//! No module of xtask, which does not depend on the models: the root of the crate
//! that it writes, where the groups are declared below.
#![allow(warnings, reason = "what is judged here is not the style of the types")]

// The generated modules find these where those of `models` do.
pub use models::*;

/// The name of a group, and its types at work on a document.
type Group = (&'static str, fn(&str) -> (&'static str, String));

fn main() -> std::io::Result<()> {
    // Where to go on if a group has ended the program before.
    let first = std::env::args().nth(1);
    let before = |name: &str| first.as_ref().is_some_and(|first| first != name);
    for (name, judge) in GROUPS.iter().skip_while(|(name, _)| before(name)) {
        let documents = std::fs::read_to_string(format!("documents/{name}"))?;
        for document in documents.lines() {
            let answer = std::panic::catch_unwind(|| judge(document));
            let (answer, text) = answer.unwrap_or_else(|_| ("panicked", String::new()));
            let line = serde_json::json!({ "group": name, "answer": answer, "text": text });
            println!("{line}");
        }
    }
    Ok(())
}

fn judge<T: Model>(document: &str) -> (&'static str, String) {
    let value = match models::from_str::<T>(document) {
        Ok(value) => value,
        Err(error) => {
            let held_back = error.kind().is_refusal();
            let answer = if held_back { "held back" } else { "invalid" };
            return (answer, format!("{error} [{}]", error.kind()));
        }
    };
    match models::to_string(&value) {
        Ok(written) => ("valid", written),
        Err(error) => ("unwritable", error.to_string()),
    }
}

