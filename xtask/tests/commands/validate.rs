//! `cargo xtask validate`

use crate::tree::Tree;

const SAMPLES: &str = "schema/export-session.samples";

#[test]
fn arguments_and_exit_code_pass_through() {
    let tree = Tree::compiled();
    let valid = format!("{SAMPLES}/accepted/full.json");
    let invalid = format!("{SAMPLES}/refused/required.items.json");
    tree.xtask(&["validate", &valid]).assert().code(0);
    tree.xtask(&["validate", "-"])
        .stdin(tree.read(&valid))
        .assert()
        .code(0);
    tree.xtask(&["validate", &valid, &invalid]).assert().code(1);
    tree.xtask(&["validate", "--no-such-option"])
        .assert()
        .code(2);
    tree.xtask(&["validate", &invalid, "nowhere"])
        .assert()
        .code(3);
}
