//! The check of the version of `models` by `cargo xtask check`.

use snapbox::{assert_data_eq, str};

use crate::SCHEMA;
use crate::tree::{Tree, git};

/// A tree in a repository of its own that has released a version; `None` without git.
fn released(tree: Tree, version: &str) -> Option<Tree> {
    git(&tree.path(""), &["init", "--quiet"])?;
    tree.write(".gitignore", "/target\n");
    let manifest = tree.read("models/Cargo.toml");
    let line = manifest
        .lines()
        .find(|line| line.starts_with("version = "))
        .unwrap()
        .to_owned();
    tree.replace(
        "models/Cargo.toml",
        &line,
        &format!("version = {version:?}"),
    );
    release(&tree, version);
    Some(tree)
}

fn release(tree: &Tree, version: &str) {
    commit(tree);
    git(&tree.path(""), &["tag", &format!("v{version}")]);
}

fn commit(tree: &Tree) {
    for part in ["Cargo.toml", "models/Cargo.toml", "schema"] {
        git(&tree.path(""), &["add", "--", part]);
    }
    git(
        &tree.path(""),
        &["commit", "--quiet", "--allow-empty", "--message", "A state"],
    );
}

/// The report of `check` on the version.
fn version(tree: &Tree) -> String {
    let checked = tree.checked();
    let lines = checked.lines();
    let lines = lines.skip_while(|line| !line.contains(" Version ") && !line.contains(" Behind "));
    lines.map(|line| format!("{line}\n")).collect()
}

fn raise(tree: &Tree, from: &str, to: &str) {
    tree.replace(
        "models/Cargo.toml",
        &format!("version = {from:?}"),
        &format!("version = {to:?}"),
    );
}

#[test]
fn a_copy_in_another_repository_has_no_release() {
    let tree = Tree::new();
    let report = version(&tree);
    assert!(
        report.contains(": not compared with a release: "),
        "{report}"
    );
}

#[test]
fn no_tag() {
    let tree = Tree::new();
    if git(&tree.path(""), &["init", "--quiet"]).is_none() {
        return;
    }
    let expected = str![[r#"
     Version models [..]: not compared with a release: no tag vX.Y.Z is reachable from HEAD

"#]];
    assert_data_eq!(version(&tree), expected.clone());
    commit(&tree);
    git(&tree.path(""), &["tag", "nightly"]);
    git(&tree.path(""), &["tag", "v1"]);
    git(&tree.path(""), &["tag", "v1.0.0-rc.1"]);
    assert_data_eq!(version(&tree), expected);
}

#[test]
fn nothing_has_changed() {
    let Some(tree) = released(Tree::new(), "0.3.1") else {
        return;
    };
    assert_data_eq!(
        version(&tree),
        str![[r#"
     Version models 0.3.1: the types are those of v0.3.1

"#]]
    );
    // Layout changes no type.
    tree.replace(SCHEMA, "\"type\": \"object\",", "\"type\":    \"object\",");
    assert_data_eq!(
        version(&tree),
        str![[r#"
     Version models 0.3.1: the types are those of v0.3.1

"#]]
    );
    raise(&tree, "0.3.1", "0.3.0");
    assert_data_eq!(
        version(&tree),
        str![[r#"
      Behind models 0.3.0: the types are those of v0.3.1
    problem: 0.3.1 is released already
        fix: raise the version in models/Cargo.toml to 0.3.1

"#]]
    );
}

#[test]
fn a_breaking_change_before_version_one() {
    let Some(tree) = released(Tree::new(), "0.3.1") else {
        return;
    };
    tree.replace(SCHEMA, "\"price\"", "\"cost\"");
    let behind = str![[r#"
      Behind models [..]: since v0.3.1 the schemas ask for 0.4.0 (major)
    problem: schema/export-session.schema.json: Parcel.price: field removed: Option<f64> (major)
        fix: raise the version in models/Cargo.toml to 0.4.0

"#]];
    raise(&tree, "0.3.1", "0.3.9");
    assert_data_eq!(version(&tree), behind);
    raise(&tree, "0.3.9", "0.4.0-alpha.1");
    assert_data_eq!(
        version(&tree),
        str![[r#"
     Version models 0.4.0-alpha.1: since v0.3.1 the schemas ask for 0.4.0 (major)

"#]]
    );
    // Released, it is what counts.
    raise(&tree, "0.4.0-alpha.1", "0.4.0");
    release(&tree, "0.4.0");
    assert_data_eq!(
        version(&tree),
        str![[r#"
     Version models 0.4.0: the types are those of v0.4.0

"#]]
    );
}

#[test]
fn all_that_the_version_does_not_allow_is_named() {
    let Some(tree) = released(Tree::new(), "1.2.3") else {
        return;
    };
    tree.replace(SCHEMA, "\"price\"", "\"cost\"");
    tree.replace(SCHEMA, "Grams.", "Ounces.");
    assert_data_eq!(
        version(&tree),
        str![[r#"
      Behind models 1.2.3: since v1.2.3 the schemas ask for 2.0.0 (major)
    problem: schema/export-session.schema.json: Parcel.price: field removed: Option<f64> (major)
    problem: schema/export-session.schema.json: Parcel.cost: new optional field: Option<f64> (minor)
        fix: raise the version in models/Cargo.toml to 2.0.0

"#]]
    );
    raise(&tree, "1.2.3", "1.3.0");
    assert_data_eq!(
        version(&tree),
        str![[r#"
      Behind models 1.3.0: since v1.2.3 the schemas ask for 2.0.0 (major)
    problem: schema/export-session.schema.json: Parcel.price: field removed: Option<f64> (major)
        fix: raise the version in models/Cargo.toml to 2.0.0

"#]]
    );
}

#[test]
fn documentation_is_a_patch() {
    let Some(tree) = released(Tree::new(), "1.2.3") else {
        return;
    };
    tree.replace(SCHEMA, "Grams.", "Ounces.");
    assert_data_eq!(
        version(&tree),
        str![[r#"
      Behind models 1.2.3: since v1.2.3 the schemas ask for 1.2.4 (patch)
    problem: schema/export-session.schema.json: Parcel.weight: generated documentation changed (patch)
        fix: raise the version in models/Cargo.toml to 1.2.4

"#]]
    );
}

#[test]
fn schemas_that_come_and_go() {
    let Some(tree) = released(Tree::new(), "1.2.3") else {
        return;
    };
    std::fs::rename(tree.path(SCHEMA), tree.path("schema/parcel.schema.json")).unwrap();
    assert_data_eq!(
        version(&tree),
        str![[r#"
      Behind models 1.2.3: since v1.2.3 the schemas ask for 2.0.0 (major)
    problem: schema/export-session.schema.json: its module is gone (major)
    problem: schema/parcel.schema.json: a new module (minor)
        fix: raise the version in models/Cargo.toml to 2.0.0

"#]]
    );
}

#[test]
fn a_release_with_a_schema_that_is_refused_now() {
    let tree = Tree::new();
    let schema = tree.read(SCHEMA);
    tree.replace(SCHEMA, "\"Grams.\"", "\"Grams.\", \"$ref\": \"#/nowhere\"");
    let Some(tree) = released(tree, "1.2.3") else {
        return;
    };
    assert_data_eq!(
        version(&tree),
        str![[r#"
     Version models 1.2.3: the types are those of v1.2.3
...
"#]]
    );
    tree.write(SCHEMA, schema);
    assert_data_eq!(
        version(&tree),
        str![[r#"
      Behind models 1.2.3: since v1.2.3 the schemas ask for 2.0.0 (major)
    problem: schema/export-session.schema.json: as it was at v1.2.3 it is refused now, so all may have changed (major)
        fix: raise the version in models/Cargo.toml to 2.0.0

"#]]
    );
}

#[test]
fn the_version_of_the_workspace() {
    let Some(tree) = released(Tree::new(), "0.1.0") else {
        return;
    };
    let (own, shared) = ("version = \"0.1.0\"", "version.workspace = true");
    tree.replace("models/Cargo.toml", own, shared);
    assert_data_eq!(
        version(&tree),
        str![[r#"
     Version models 0.1.0: the types are those of v0.1.0

"#]]
    );
}

#[test]
fn the_highest_reachable_tag_counts() {
    let Some(tree) = released(Tree::new(), "0.9.0") else {
        return;
    };
    raise(&tree, "0.9.0", "0.10.0");
    release(&tree, "0.10.0");
    // What was released elsewhere is not what this became of.
    git(
        &tree.path(""),
        &["checkout", "--quiet", "--orphan", "elsewhere"],
    );
    release(&tree, "3.0.0");
    git(
        &tree.path(""),
        &["checkout", "--quiet", "--detach", "v0.10.0"],
    );
    assert_data_eq!(
        version(&tree),
        str![[r#"
     Version models 0.10.0: the types are those of v0.10.0

"#]]
    );
}

#[test]
fn it_fails_the_check() {
    let Some(tree) = released(Tree::compiled(), "0.3.1") else {
        return;
    };
    tree.replace(SCHEMA, "Grams.", "Ounces.");
    tree.xtask(&["generate"]).assert().code(0);
    tree.xtask(&["check"]).assert().code(1).stdout_eq(str![[r#"
       Fresh models/src/generated/export_session.rs
       Fresh models/src/generated/mod.rs
       Fresh models/src/generated/tables/export_session.table
       Fresh models/src/generated/tables/validation_report.table
       Fresh models/src/generated/validation_report.rs
       Fresh schema/export-session.md
       Fresh schema/validation-report.md
      Behind models 0.3.1: since v0.3.1 the schemas ask for 0.3.2 (patch)
    problem: schema/export-session.schema.json: Parcel.weight: generated documentation changed (patch)
        fix: raise the version in models/Cargo.toml to 0.3.2
       Equal schema/export-session.schema.json and the compiled types
      Judged schema/export-session.schema.json: 2 samples accepted, 2 refused for the reason they name
       Equal schema/validation-report.schema.json and the compiled types
      Judged schema/validation-report.schema.json: 0 samples accepted, 0 refused for the reason they name

"#]]);
    raise(&tree, "0.3.1", "0.3.2");
    tree.xtask(&["check"]).assert().code(0);
}
