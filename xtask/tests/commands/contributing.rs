//! The map for contributors names files that exist.

use std::path::Path;

/// The beginnings of paths. Anything else in code marks is no path.
const ROOTS: &[&str] = &[".ci/", "codegen/", "models/", "schema/", "xtask/"];

#[test]
fn paths_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let map = std::fs::read_to_string(root.join(".github/CONTRIBUTING.md")).unwrap();
    let code = map.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = code
        .filter(|code| ROOTS.iter().any(|root| code.starts_with(root)))
        .filter(|path| !path.contains(' '))
        .collect();
    assert!(paths.len() > 80, "only {} paths were found", paths.len());
    // A NAME is for the reader to fill in: its folder exists.
    let missing: Vec<&str> = paths
        .into_iter()
        .filter(|path| {
            let path = Path::new(path);
            let is_pattern = path.file_name().is_some_and(|name| {
                let name = name.to_string_lossy();
                name.starts_with("NAME")
            });
            let path = match path.parent() {
                Some(folder) if is_pattern => folder,
                _ => path,
            };
            !root.join(path).exists()
        })
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
