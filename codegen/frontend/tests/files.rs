//! Schemas in files, and mappings of URLs.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

use std::fs;
use std::path::Path;

use exactschema::schema::Draft;
use exactschema_frontend::compile::files::{Error, Mappings, compile_file, file_url};

#[test]
fn files_refer_to_files_beside_them() {
    let folder = std::env::temp_dir().join(format!("exactschema-files-{}", std::process::id()));
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        let parent = path.parent().expect("it is in the folder");
        fs::create_dir_all(parent).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    };
    let root = write(
        "a b.json",
        r##"{"allOf": [{"$ref": "c/d%20e.json#/x"}, {"$ref": "http://a.example/f"}]}"##,
    );
    write(
        "c/d e.json",
        r##"{"x": {"$ref": "../a b.json#/$defs"}, "$ref": "g.json"}"##,
    );
    let mapped = write("f.json", "true");

    let error = compile_file(&root, &Mappings::default(), Draft::Draft202012);
    let Err(Error::Problems(problems)) = error else {
        panic!("{error:?}");
    };
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    let expected = "a b.json:1:50: /allOf/1/$ref: nothing is known at http://a.example/f, \
                    and nothing is fetched";
    assert!(messages[0].ends_with(expected), "{}", messages[0]);
    let expected = "d e.json:1:16: /x/$ref: the reference leads nowhere";
    assert!(messages[1].contains(expected), "{}", messages[1]);

    write("c/d e.json", r##"{"x": {"$ref": "g.json"}}"##);
    let mut mappings = Mappings::default();
    let mapping = format!("http://a.example/={}", folder.display());
    mappings.add(&mapping).expect("a mapping");
    fs::rename(&mapped, folder.join("f")).expect("another name");
    let error = compile_file(&root, &mappings, Draft::Draft202012);
    let message = error.expect_err("a problem").to_string();
    assert!(message.contains("g.json cannot be read: "), "{message}");

    write("c/g.json", "{}");
    assert!(compile_file(&root, &mappings, Draft::Draft202012).is_ok());
    fs::remove_dir_all(&folder).expect("it was made above");
    let error = compile_file(&root, &mappings, Draft::Draft202012);
    assert!(matches!(error, Err(Error::Read { .. })));
}

#[test]
fn mappings_name_files_and_folders() {
    let mut mappings = Mappings::default();
    for mapping in [
        "http://A.example/x?a=b=one.json",
        "http://a.example/=all",
        "http://a.example/y/=some",
    ] {
        mappings.add(mapping).expect("a mapping");
    }
    let path = |url| mappings.path(url);
    assert_eq!(
        path("http://a.example/x?a=b").as_deref(),
        Some(Path::new("one.json"))
    );
    assert_eq!(
        path("http://a.example/z%20z/w").as_deref(),
        Some(Path::new("all/z z/w"))
    );
    assert_eq!(
        path("http://a.example/y/w").as_deref(),
        Some(Path::new("some/w"))
    );
    assert_eq!(path("http://a.example/%2E%2E/w"), None);
    assert_eq!(path("http://b.example/"), None);
    assert!(mappings.add("none").is_err());
    assert!(mappings.add("=a").is_err());
    assert_eq!(
        file_url(Path::new("/a b/c#d.json")),
        "file:///a%20b/c%23d.json"
    );
}
