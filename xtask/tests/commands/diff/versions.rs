//! The compared versions, and those that cannot be compared.

use snapbox::str;

use super::{NEW, OLD, committed, git, released};
use crate::SCHEMA;
use crate::tree::{Tree, stdout};

#[test]
fn since_the_main_branch() {
    let tree = committed();
    git(&tree, &["checkout", "--quiet", "-b", "work"]);
    tree.xtask(&["diff"]).assert().code(0).stdout_eq(str![[r#"
       Equal schema/export-session.schema.json: no change

"#]]);
    let whole = tree.read(SCHEMA);
    tree.replace(
        SCHEMA,
        r#""required": ["#,
        r#""minProperties": 1, "required": ["#,
    );
    tree.write(
        "schema/other.schema.json",
        whole.replace("ExportSession", "Other"),
    );
    for arguments in [
        &["diff"][..],
        &["diff", SCHEMA],
        &["diff", &format!("main:{SCHEMA}")],
    ] {
        tree.xtask(arguments).assert().code(0);
    }
    tree.xtask(&["diff"]).assert().code(0).stdout_eq(str![[r#"
  Compatible schema/export-session.schema.json: backward compatible, forward compatible
  Compatible the document must now have at least 1 property
        api: patch: Parcel: same API and same documents, by other constraints
    version: the crate of the types needs a patch step
     Created schema/other.schema.json: added: there are no documents of it yet
        api: minor: a new module
    version: the crate of the types needs a minor step

"#]]);
    std::fs::remove_file(tree.path(SCHEMA)).unwrap();
    tree.xtask(&["diff"]).assert().code(1).stdout_eq(str![[r#"
     Removed schema/export-session.schema.json: removed: its documents have no schema any more
        api: major: the module is gone
    version: the crate of the types needs a major step
     Created schema/other.schema.json: added: there are no documents of it yet
        api: minor: a new module
    version: the crate of the types needs a minor step

"#]]);
}

#[test]
fn no_verdict() {
    let tree = released();
    tree.write("target/refused.json", "{\n  \"type\": \"strin\"\n}");
    tree.write("target/broken.json", "{");
    tree.xtask(&["diff", OLD, "target/refused.json"])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
     Refused target/refused.json
    problem: target/refused.json:2:11: /type: there is no type "strin"
        fix: did you mean "string"?

"#]]);
    tree.xtask(&["diff", "target/broken.json", NEW])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
     Refused target/broken.json
    problem: target/broken.json:1:2: the schema cannot be read: expected a property name in double quotes, found the end of the input
        fix: write JSON (RFC 8259)

"#]]);
    tree.xtask(&["diff", OLD, "target/nothing.json"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: target/nothing.json: No such file or directory (os error 2)

"#]]);
    tree.xtask(&["diff"])
        .env("GIT_DIR", tree.path("target"))
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: there is no git repository to compare with (not a git repository: '[..]'): name two versions

"#]]);
    tree.xtask(&["diff"])
        .env("PATH", "")
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: there is no git repository to compare with (git cannot be run: No such file or directory (os error 2)): name two versions

"#]]);
    let tree = committed();
    tree.xtask(&["diff", "HEAD:nothing.json"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: HEAD:nothing.json: path 'nothing.json' does not exist in 'HEAD'

"#]]);
    // A name is no option of git.
    tree.xtask(&["diff", "--", "--output=target/written:a.json"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: --output=target/written:a.json: [..]

"#]]);
    assert!(!tree.path("target/written:a.json").exists());
    git(&tree, &["branch", "--quiet", "--move", "trunk"]);
    tree.xtask(&["diff"]).assert().code(3).stderr_eq(str![[r#"
error: there is no branch main or origin/main to compare with: name two versions

"#]]);
}

/// As to git, a path in a revision is seen from the top, or from the current folder.
#[test]
fn paths_of_revisions() {
    let tree = committed();
    std::fs::create_dir_all(tree.path("api/parts")).unwrap();
    tree.write("api/a.json", r#"{ "$ref": "parts/b.json" }"#);
    tree.write("api/parts/b.json", r#"{ "maxLength": 5 }"#);
    git(&tree, &["add", "api"]);
    git(&tree, &["commit", "--quiet", "--message", "x"]);
    tree.write("api/parts/b.json", r#"{ "maxLength": 4 }"#);
    for old in ["main:api/a.json", "main:./a.json", "main:../api/a.json"] {
        for versions in [&[old][..], &[old, "a.json"]] {
            let run = tree.xtask(&[&["diff"], versions].concat());
            let run = run.current_dir(tree.path("api")).assert().code(1);
            let output = stdout(&run);
            let sentence = "the document must now be at most 4 characters long (was 5)";
            assert!(output.contains(sentence), "{old}: {output}");
        }
    }
    // Places are in the files of the revision; GitHub shows them where these are now.
    git(&tree, &["commit", "--quiet", "--all", "--message", "x"]);
    for (format, place) in [
        ("text", "main:api/parts/b.json:1:16: /maxLength"),
        ("github", "::error file=api/parts/b.json,line=1,col=16,"),
    ] {
        let versions = ["main~1:api/a.json", "main:api/a.json"];
        let run = tree.xtask(&[&["diff", "--format", format][..], &versions].concat());
        let output = stdout(&run.assert().code(1));
        assert!(output.contains(place), "{output}");
    }
}

/// What a version may not mean is told, once where both have it.
#[test]
fn warnings() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    tree.write("target/old.json", r#"{ "maxLenght": 5, "minLenght": 1 }"#);
    tree.write("target/new.json", r#"{ "maxLength": 5, "minLenght": 2 }"#);
    let run = tree.xtask(&["diff", "target/old.json", "target/new.json"]);
    run.assert().code(1).stderr_eq(str![[r#"
     Warning target/old.json:1:16: /maxLenght: there is no keyword maxLenght: it asserts nothing: did you mean maxLength?
     Warning target/new.json:1:32: /minLenght: there is no keyword minLenght: it asserts nothing: did you mean minLength?
    Findings 3 changes in 1 schema, backward required

"#]]);
}

/// A pull request may give a file another name.
#[test]
fn a_name_that_changed_since_the_main_branch() {
    let tree = committed();
    tree.write(
        "a.json",
        r#"{ "maxLength": 5, "minLength": 1, "pattern": "^[a-z]+$" }"#,
    );
    git(&tree, &["add", "a.json"]);
    git(&tree, &["commit", "--quiet", "--message", "x"]);
    git(&tree, &["checkout", "--quiet", "-b", "change"]);
    for [from, to] in [["a.json", "b.json"], ["b.json", "c.json"]] {
        git(&tree, &["mv", from, to]);
        git(&tree, &["commit", "--quiet", "--message", "x"]);
    }
    tree.replace("c.json", "5", "4");
    let report = stdout(&tree.xtask(&["diff", "c.json"]).assert().code(1));
    assert!(
        report.contains("at most 4 characters long (was 5)"),
        "{report}"
    );
}

/// A schema that refers to others, of each version by itself.
#[test]
fn several_files() {
    let tree = committed();
    let order = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Order",
  "properties": { "item": { "$ref": "parts/item.json#/$defs/item" }, "at": { "$ref": "https://example.com/shop" } } }"#;
    let item = |most: usize| {
        format!(r#"{{ "$defs": {{ "item": {{ "type": "string", "maxLength": {most} }} }} }}"#)
    };
    for (version, most) in [("old", 9), ("new", 8)] {
        std::fs::create_dir_all(tree.path(&format!("target/{version}/parts"))).unwrap();
        tree.write(&format!("target/{version}/order.json"), order);
        tree.write(&format!("target/{version}/parts/item.json"), item(most));
    }
    tree.write("target/shop.json", r#"{ "enum": ["here"] }"#);
    let map = ["--map", "https://example.com/shop=target/shop.json"];
    let versions = ["diff", "target/old/order.json", "target/new/order.json"];
    let output = tree.xtask(&[&versions[..], &map].concat()).assert().code(1);
    let output = stdout(&output);
    assert!(
        output.contains("Breaking target/new/order.json"),
        "{output}"
    );
    assert!(output.contains(r#"{"item": "aaaaaaaaa"}"#), "{output}");
    let place = "target/new/parts/item.json:1:55: /$defs/item/maxLength";
    assert!(output.contains(place), "{output}");
    let unmapped = tree.xtask(&versions).assert().code(3);
    let unmapped = stdout(&unmapped);
    let nothing = "nothing is known at https://example.com/shop, and nothing is fetched";
    assert!(unmapped.contains(nothing), "{unmapped}");
    tree.xtask(&[&versions[..], &["--map", "nothing"]].concat())
        .assert()
        .code(2);
    // What lies beside an old version is that of its commit.
    let since = ["diff", "HEAD:target/old/order.json"];
    git(&tree, &["add", "--force", "target/old"]);
    git(&tree, &["commit", "--quiet", "--message", "An order"]);
    tree.write("target/old/parts/item.json", item(8));
    // So is what is mapped to a file that git can have.
    let output = tree.xtask(&[&since[..], &map].concat()).assert().code(3);
    let output = stdout(&output);
    let unread = "target/shop.json cannot be read: path 'target/shop.json'";
    assert!(output.contains(unread), "{output}");
    git(&tree, &["add", "--force", "target/shop.json"]);
    git(&tree, &["commit", "--quiet", "--message", "A shop"]);
    let output = tree.xtask(&[&since[..], &map].concat()).assert().code(1);
    let output = stdout(&output);
    assert!(output.contains(r#"{"item": "aaaaaaaaa"}"#), "{output}");
}
