//! Histories of files.

use snapbox::str;

use super::{committed, git};
use crate::tree::Tree;

/// A name that git would take for a pattern, and a terminal for more than a name.
const PATH: &str = ":(glob)*.json";

fn schema(rest: &str) -> String {
    format!(r#"{{ "type": "object", "properties": {{ "a": {{ "type": "string"{rest} }} }} }}"#)
}

/// A tree with some versions of a file, each a commit.
fn versions(texts: &[Option<String>]) -> Tree {
    let tree = committed();
    git(&tree, &["tag", "begin"]);
    for text in texts {
        match text {
            Some(text) => tree.write(PATH, text),
            None => std::fs::remove_file(tree.path(PATH)).unwrap(),
        }
        git(&tree, &["--literal-pathspecs", "add", "--all", PATH]);
        git(&tree, &["commit", "--quiet", "--message", "x"]);
        // Another file is none of its history.
        tree.write("other.json", text.clone().unwrap_or_default() + " ");
        git(&tree, &["add", "other.json"]);
        git(
            &tree,
            &["commit", "--quiet", "--allow-empty", "--message", "y"],
        );
    }
    tree
}

#[test]
fn each_step_has_a_verdict() {
    let tree = versions(&[
        Some(schema("")),
        Some(schema(r#", "maxLength": 5"#)),
        Some(schema(r#", "maxLength": 5, "title": "A""#)),
        Some(schema(r#", "maxLength": 9, "title": "A""#)),
        Some("{".to_owned()),
        Some(schema("")),
        None,
    ]);
    std::fs::create_dir_all(tree.path("target/archive")).unwrap();
    tree.write(
        "target/archive/a.jsonl",
        "{\"a\":\"123456\"}\n{\"a\":\"1\"}\n",
    );
    let history = |arguments: &[&str]| {
        let all = ["diff", "--git", "begin..HEAD"];
        tree.xtask(&[&all[..], arguments, &["--", PATH]].concat())
    };
    history(&[]).assert().code(3).stdout_eq(str![[r#"
:(glob)*.json
  commit   date        backward    forward     step   changes
  [..]  2026-01-02  -           -           minor  added
  [..]  2026-01-02  breaking    compatible  major  `a` must now be at most 5 characters long
  [..]  2026-01-02  compatible  compatible  patch  `a` now has a `title`: "A"
  [..]  2026-01-02  compatible  breaking    minor  `a` may now be at most 9 characters long (was 5)
  [..]  2026-01-02  -           -           -      refused: [..]::(glob)*.json: the schema cannot be read: expected a property name[..]
  [..]  2026-01-02  -           -           -      refused: [..]::(glob)*.json: the schema cannot be read: expected a property name[..]
  [..]  2026-01-02  -           -           major  removed

"#]]);
    history(&["--format", "markdown", "--replay", "target/archive"])
        .assert()
        .code(3)
        .stdout_eq(str![[r####"
### `:(glob)*.json`

| commit | date | backward | forward | step | changes |
|---|---|---|---|---|---|
| `[..]` | 2026-01-02 | - | - | minor | added |
| `[..]` | 2026-01-02 | breaking | compatible | major | `` `a` must now be at most 5 characters long; 1 valid → invalid, 0 invalid → valid `` |
| `[..]` | 2026-01-02 | compatible | compatible | patch | `` `a` now has a `title`: "A"; 0 valid → invalid, 0 invalid → valid `` |
| `[..]` | 2026-01-02 | compatible | breaking | minor | `` `a` may now be at most 9 characters long (was 5); 0 valid → invalid, 1 invalid → valid `` |
| `[..]` | 2026-01-02 | - | - | - | `refused: [..]::(glob)*.json: the schema cannot be read: expected a property name in double quotes, found the end of the input` |
| `[..]` | 2026-01-02 | - | - | - | `refused: [..]::(glob)*.json: the schema cannot be read: expected a property name in double quotes, found the end of the input` |
| `[..]` | 2026-01-02 | - | - | major | removed |

"####]]);
    let json = history(&["--format", "json"]).assert().code(3);
    let json = String::from_utf8(json.get_output().stdout.clone()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let steps = json["histories"][0]["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 7);
    assert_eq!(
        (&steps[1]["backward"], &steps[1]["step"]),
        (&"breaking".into(), &"major".into())
    );
    history(&["--format", "html"]).assert().code(2);
}

#[test]
fn what_is_no_history() {
    let tree = committed();
    git(&tree, &["tag", "begin"]);
    for range in ["begin", "begin...HEAD", "..HEAD", "begin.."] {
        let range = format!("--git={range}");
        tree.xtask(&["diff", &range, "--", PATH]).assert().code(2);
    }
    for (range, path, message) in [
        ("--all..HEAD", PATH, "--all: "),
        ("nowhere..HEAD", PATH, "nowhere: "),
        (
            "begin..HEAD",
            "nowhere.json",
            "nowhere.json: no commit of begin..HEAD has it",
        ),
    ] {
        let range = format!("--git={range}");
        let run = tree.xtask(&["diff", &range, "--", path]).assert().code(3);
        let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(error.starts_with(&format!("error: {message}")), "{error}");
    }
}

/// A commit that changes what a file refers to changes its schema.
#[test]
fn what_a_file_refers_to_is_in_its_history() {
    let tree = committed();
    tree.write("order.json", r#"{ "$ref": "owner.json" }"#);
    for (tag, most) in [("before", 9), ("after", 5)] {
        tree.write("owner.json", format!(r#"{{ "maxLength": {most} }}"#));
        git(&tree, &["add", "order.json", "owner.json"]);
        git(&tree, &["commit", "--quiet", "--message", "x"]);
        git(&tree, &["tag", tag]);
    }
    let history = ["diff", "--git", "before..after", "order.json"];
    let output = tree.xtask(&history).assert().code(1);
    let output = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    assert!(output.contains("breaking"), "{output}");
}
