//! Histories of files.

use snapbox::str;

use super::{committed, git};
use crate::tree::{Tree, stdout};

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
  [..]  2026-01-02  compatible  breaking    major  `a` need no longer be at most 9 characters long and 1 more
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
| `[..]` | 2026-01-02 | compatible | breaking | major | `` `a` need no longer be at most 9 characters long and 1 more; 0 valid → invalid, 0 invalid → valid `` |
| `[..]` | 2026-01-02 | - | - | major | removed |

"####]]);
    let json = history(&["--format", "json"]).assert().code(3);
    let json = stdout(&json);
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
    git(
        &tree,
        &["commit", "--quiet", "--allow-empty", "--message", "x"],
    );
    for range in ["begin", "begin...HEAD", "..HEAD"] {
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
        (
            "begin..",
            "nowhere.json",
            "nowhere.json: no commit of begin..HEAD has it",
        ),
        (
            "begin..HEAD",
            "schema",
            "schema: it is a folder: name the schemas in it",
        ),
        (
            "HEAD..begin",
            PATH,
            "HEAD..begin has no commit, as begin comes before HEAD: write begin..HEAD",
        ),
    ] {
        let range = format!("--git={range}");
        let run = tree.xtask(&["diff", &range, "--", path]).assert().code(3);
        let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(error.starts_with(&format!("error: {message}")), "{error}");
    }
}

/// Writes a file, or removes one, in a commit.
fn change(tree: &Tree, path: &str, text: Option<&str>) {
    match text {
        Some(text) => tree.write(path, text),
        None => std::fs::remove_file(tree.path(path)).unwrap(),
    }
    git(tree, &["add", "--all", path]);
    git(tree, &["commit", "--quiet", "--message", "x"]);
}

#[test]
fn names_change_on_the_way() {
    let tree = committed();
    git(&tree, &["tag", "begin"]);
    std::fs::create_dir_all(tree.path("api")).unwrap();
    change(&tree, "a.json", Some(&schema("")));
    change(&tree, "a.json", Some(&schema(r#", "maxLength": 5"#)));
    tree.write("api/b.json", schema(r#", "maxLength": 4"#));
    std::fs::remove_file(tree.path("a.json")).unwrap();
    git(&tree, &["add", "--all", "a.json", "api"]);
    git(&tree, &["commit", "--quiet", "--message", "Move"]);
    change(&tree, "api/b.json", Some(&schema(r#", "maxLength": 3"#)));
    let history = |path: &str| {
        let run = tree.xtask(&["diff", "--require", "none", "--git", "begin..HEAD", path]);
        run.assert().code(0)
    };
    history("api/b.json").stdout_eq(str![[r#"
api/b.json
  commit   date        backward  forward     step   changes
  [..]  2026-01-02  -         -           minor  added
  [..]  2026-01-02  breaking  compatible  major  `a` must now be at most 5 characters long
  [..]  2026-01-02  breaking  compatible  minor  renamed from `a.json`; `a` must now be at most 4 characters long (was 5)
  [..]  2026-01-02  breaking  compatible  minor  `a` must now be at most 3 characters long (was 4)

"#]]);
    history("a.json").stdout_eq(str![[r#"
a.json
  commit   date        backward  forward     step   changes
  [..]  2026-01-02  -         -           minor  added
  [..]  2026-01-02  breaking  compatible  major  `a` must now be at most 5 characters long
  [..]  2026-01-02  -         -           major  removed; it is `api/b.json` from here on

"#]]);
    let json = [
        "diff",
        "--require",
        "none",
        "--git",
        "begin..HEAD",
        "api/b.json",
        "--format",
        "json",
    ];
    let json = tree
        .xtask(&json)
        .assert()
        .code(0)
        .get_output()
        .stdout
        .clone();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["histories"][0]["steps"][2]["renamedFrom"], "a.json");
}

/// Versions that cannot be read are passed over, and a file that is there again is a new one.
#[test]
fn versions_are_compared_with_the_last_that_can_be_read() {
    let tree = committed();
    git(&tree, &["tag", "begin"]);
    change(&tree, "a.json", Some("{"));
    change(&tree, "a.json", Some(&schema("")));
    change(&tree, "a.json", Some(r#"{ "type": "strin" }"#));
    std::fs::write(tree.path("a.json"), [0xff, 0xfe]).unwrap();
    git(&tree, &["commit", "--quiet", "--all", "--message", "x"]);
    change(&tree, "a.json", Some(&schema(r#", "maxLength": 5"#)));
    change(&tree, "a.json", None);
    change(&tree, "a.json", Some(&schema(r#", "maxLength": 6"#)));
    tree.xtask(&["diff", "--git", "begin..HEAD", "a.json"])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
a.json
  commit   date        backward  forward     step   changes
  [..]  2026-01-02  -         -           -      refused: [..]:a.json: the schema cannot be read: expected a property name in double quotes, found the end of the inpu…
  [..]  2026-01-02  -         -           minor  added
  [..]  2026-01-02  -         -           -      refused: [..]:a.json: there is no type "strin"
  [..]  2026-01-02  -         -           -      refused: [..]:a.json: it cannot be read: the bytes are not UTF-8
  [..]  2026-01-02  breaking  compatible  major  `a` must now be at most 5 characters long
  [..]  2026-01-02  -         -           major  removed
  [..]  2026-01-02  -         -           minor  added

"#]]);
}

/// The steps of a history are those of the main line: a merge is one.
#[test]
fn merges_are_one_step() {
    let tree = committed();
    git(&tree, &["tag", "begin"]);
    // Files of few lines have none in common after a change.
    let text = |rest: &str| schema(rest).replace(' ', "\n");
    change(&tree, "a.json", Some(&text("")));
    git(&tree, &["switch", "--quiet", "--create", "side"]);
    change(&tree, "a.json", Some(&text(r#", "maxLength": 9"#)));
    git(&tree, &["mv", "--force", "a.json", "b.json"]);
    git(&tree, &["commit", "--quiet", "--message", "x"]);
    git(&tree, &["switch", "--quiet", "main"]);
    change(&tree, "other.json", Some("{}"));
    git(&tree, &["merge", "--quiet", "--no-edit", "side"]);
    tree.xtask(&["diff", "--git", "begin..HEAD", "b.json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
b.json
  commit   date        backward  forward     step   changes
  [..]  2026-01-02  -         -           minor  added
  [..]  2026-01-02  breaking  compatible  major  renamed from `a.json`; `a` must now be at most 9 characters long

"#]]);
}

#[test]
fn shallow_clones_have_a_part_of_a_history() {
    let tree = committed();
    for most in [7, 6, 5] {
        change(
            &tree,
            "a.json",
            Some(&schema(&format!(r#", "maxLength": {most}"#))),
        );
    }
    let begin = tree.path("target/shallow");
    if begin.exists() {
        std::fs::remove_dir_all(&begin).unwrap();
    }
    std::fs::create_dir_all(tree.path("target")).unwrap();
    let url = format!("file://{}", tree.path("").display());
    git(
        &tree,
        &["clone", "--quiet", "--depth", "2", &url, "target/shallow"],
    );
    let history = |range: &str| {
        let arguments = ["diff", "--git", range, "a.json"];
        tree.xtask(&arguments)
            .current_dir(tree.path("target/shallow"))
            .assert()
    };
    history("HEAD~1..HEAD").code(1).stdout_eq(str![[r#"
a.json
  commit   date        backward  forward     step   changes
  [..]  2026-01-02  breaking  compatible  minor  `a` must now be at most 5 characters long (was 6)

"#]]);
    history("HEAD~2..HEAD").code(3).stderr_eq(str![[r#"
error: HEAD~2: Needed a single revision; the clone is shallow: fetch the rest by `git fetch --unshallow`

"#]]);
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
    let output = stdout(&output);
    assert!(output.contains("breaking"), "{output}");
}
