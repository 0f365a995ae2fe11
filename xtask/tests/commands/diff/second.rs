//! The second validator, which takes an element that `contains` counts for evaluated, as releases
//! after 2019-09 do.

use snapbox::IntoData;
use snapbox::str;

use super::{committed, git};
use crate::tree::{Tree, stdout};

const OLD: &str = r#"{ "$schema": "https://json-schema.org/draft/2019-09/schema", "contains": { "type": "string" } }"#;
const NEW: &str = r#"{ "$schema": "https://json-schema.org/draft/2019-09/schema", "contains": { "type": "string" },
  "unevaluatedItems": false }"#;

const DISAGREES: &str =
    "disagrees: the validator jsonschema 0.61 accepts the witness by the new schema";

#[test]
fn its_disagreement_is_beside_the_witness() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    tree.write("target/old.json", OLD);
    tree.write("target/new.json", NEW);
    let report = |versions: [&str; 2], format: &str| {
        let versions = ["diff", "--require", "none", versions[0], versions[1]];
        tree.xtask(&[&versions[..], &["--format", format]].concat())
            .assert()
            .code(0)
    };
    let forth = ["target/old.json", "target/new.json"];
    report(forth, "text").stdout_eq(str![[r#"
     Allowed target/new.json: backward breaking, forward compatible
     Allowed the document must now satisfy `unevaluatedItems`: false
     breaks: readers of old documents: expected no such element: no other keyword evaluates it
    witness: [""]
  disagrees: the validator jsonschema 0.61 accepts the witness by the new schema
         at: target/new.json:2:23: /unevaluatedItems (assertion-added)
        api: minor: New: same API, but reads or writes other documents
        api: patch: New: generated documentation changed
    version: the crate of the types needs a minor step

"#]]);
    report(forth, "markdown").stdout_eq(str![[r####"
### ✅ `target/new.json`: backward breaking, forward compatible

| | change | who breaks | where |
|---|---|---|---|
|  | the document `` must now satisfy `unevaluatedItems`: false `` | **readers of old documents**: `expected no such element: no other keyword evaluates it`: `[""]` (*disagrees:* the validator jsonschema 0.61 accepts the witness by the new schema) | line 2, `assertion-added` |

<details><summary>API, 2 lines</summary>

- `minor: New: same API, but reads or writes other documents`
- `patch: New: generated documentation changed`

</details>

**Version.** the crate of the types needs a minor step

"####]].raw());
    for format in ["github", "html"] {
        let report = report(forth, format).get_output().stdout.clone();
        assert!(String::from_utf8(report).unwrap().contains(DISAGREES));
    }
    let back = report(["target/new.json", "target/old.json"], "text");
    let back = stdout(&back);
    assert!(
        back.contains("accepts the witness by the old schema"),
        "{back}"
    );
}

#[test]
fn its_disagreement_is_in_a_history() {
    let tree = committed();
    for text in [OLD, NEW] {
        tree.write("a.json", text);
        git(&tree, &["add", "a.json"]);
        git(&tree, &["commit", "--quiet", "--message", "x"]);
    }
    tree.xtask(&["diff", "--git", "HEAD~1..HEAD", "a.json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
a.json
  commit   date        backward  forward     step   changes
  [..]  2026-01-02  breaking  compatible  minor  the document must now satisfy `unevaluatedItems`: false; another validator disagrees

"#]]);
}

/// Its verdicts are no proof here.
#[test]
fn what_contains_evaluates_depends_on_the_release() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    tree.write("target/old.json", NEW);
    tree.write("target/new.json", NEW.replace("2019-09", "2020-12"));
    let versions = [
        "diff",
        "--require",
        "none",
        "target/old.json",
        "target/new.json",
    ];
    let output = tree.xtask(&versions).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("forward breaking"), "{text}");
}
