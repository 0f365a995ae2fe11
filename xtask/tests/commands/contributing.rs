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

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

/// The oldest Rust is named where nothing reads the manifest.
#[test]
fn the_oldest_rust_is_that_of_the_manifest() {
    let manifest = read("Cargo.toml");
    let version = manifest.split("rust-version = \"").nth(1).unwrap();
    let version = version.split('"').next().unwrap();
    for workflow in ["ci.yml", "release.yml"] {
        let text = read(&format!(".github/workflows/{workflow}"));
        let words = text.split("toolchain install ").skip(1);
        let versions: Vec<&str> = words.filter_map(|rest| rest.split(' ').next()).collect();
        assert!(!versions.is_empty(), "{workflow}");
        assert!(
            versions.iter().all(|found| *found == version),
            "{workflow}: {versions:?}"
        );
    }
    assert!(read("README.md").contains(&format!("Rust toolchain ({version} or later)")));
}

/// `cargo binstall` looks for the archives by the names that the workflow gives them.
#[test]
fn programs_are_found_where_a_release_puts_them() {
    let workflow = read(".github/workflows/release.yml");
    let archive = workflow
        .split("archive=")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap();
    let archive = archive
        .replace("$GITHUB_REF_NAME", "v{ version }")
        .replace("${{ matrix.target }}", "{ target }");
    let manifest = read("models/cli/Cargo.toml");
    let expected = format!("pkg-url = \"{{ repo }}/releases/download/v{{ version }}/{archive}\"");
    assert!(manifest.contains(&expected), "{expected}");
    // The archive is a folder with the programs in it.
    assert!(workflow.contains("tar --create --gzip --file \"$archive\" exactschema\n"));
    assert!(manifest.contains("bin-dir = \"exactschema/{ bin }{ binary-ext }\""));
}
