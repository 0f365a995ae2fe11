//! Session exports as pages.

use snapbox::str;

use crate::{INVALID, VALID, folder, program, program_in};

#[test]
fn a_page_is_written_whole_or_not_at_all() {
    let folder = folder(&[("a.json", VALID.as_bytes()), ("cut.json", b"{\"id\":\n")]);
    let show =
        |arguments: &[&str]| program_in(folder.path(), &[&["show"], arguments].concat()).assert();
    show(&["a.json", "-o", "a.html"])
        .code(0)
        .stdout_eq("")
        .stderr_eq("");
    let page = std::fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</body></html>\n"));
    show(&["a.json"]).code(0).stdout_eq(page);
    show(&["cut.json", "-o", "cut.html"])
        .code(1)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: cut.json:2:1: expected a value, found the end of the input [syntax]
no page was written, since this is not JSON

"#]]);
    assert!(!folder.path().join("cut.html").exists());
    show(&["a.json", "-o", "./a.json"]).code(2).stdout_eq("");
    let export = std::fs::read(folder.path().join("a.json")).unwrap();
    assert_eq!(export, VALID.as_bytes());
    show(&["none.json"])
        .code(3)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: none.json: No such file or directory (os error 2)

"#]]);
    show(&["a.json", "-o", "none/a.html"]).code(3).stdout_eq("");
    show(&["a.json", "-o", "."]).code(2).stdout_eq("");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn an_export_may_be_compressed_and_may_be_none() {
    let folder = folder(&[
        ("a.json.gz", &crate::inputs::gzip(VALID)),
        ("b.json.gz", b"{}"),
        ("c.json", br#"{"id":7}"#),
    ]);
    let show = |name: &str| program_in(folder.path(), &["show", name]).assert();
    let page = show("a.json.gz").code(0).stderr_eq("");
    assert!(String::from_utf8_lossy(&page.get_output().stdout).contains("<title>t</title>"));
    show("b.json.gz").code(3).stdout_eq("").stderr_eq(str![[r#"
error: b.json.gz: it is not gzip as its name says: rename it

"#]]);
    show("c.json").code(1).stderr_eq(str![[r#"
error: c.json:1:1: the document: the required property "title" is missing; the page lists all problems

"#]]);
}

#[test]
fn an_invalid_export_has_a_page_with_its_problems() {
    let output = program(&["show", "-"]).stdin(INVALID).assert().code(1);
    let page = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    assert!(page.contains("1 problem</h2>") && page.contains("expected a string, found null"));
    for document in [
        "[]",
        "null",
        "7",
        "{\"messages\": [1, {\"toolCalls\": [[]]}], \"title\": {}}",
    ] {
        let output = program(&["show", "-"]).stdin(document).assert().code(1);
        let page = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        assert!(page.ends_with("</body></html>\n"), "{document}");
    }
}
