//! Two crates with a module for each case: as it was, and as it is.

use std::path::{Path, PathBuf};

/// A directory of `codegen/compare/tests/api`.
pub(crate) struct Case {
    /// Its name as that of a module.
    pub(crate) module: String,
    pub(crate) previous: String,
    pub(crate) current: String,
}

/// All cases, sorted by name.
pub(crate) fn cases() -> Vec<Case> {
    let folder = workspace().join("codegen/compare/tests/api");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let case = |folder: PathBuf| Case {
        module: folder
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .replace('-', "_"),
        previous: std::fs::read_to_string(folder.join("previous.json")).unwrap(),
        current: std::fs::read_to_string(folder.join("current.json")).unwrap(),
    };
    folders.into_iter().map(case).collect()
}

/// Writes a crate with the types of all cases, on one side of the change.
pub(crate) fn write(name: &str, cases: &[Case], side: impl Fn(&Case) -> &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("semver")
        .join(name);
    if root.exists() {
        std::fs::remove_dir_all(&root).unwrap();
    }
    std::fs::create_dir_all(root.join("src/tables")).unwrap();
    let runtime = workspace().join("models/runtime");
    let runtime = runtime.canonicalize().unwrap();
    let manifest = format!(
        "[package]\nname = \"cases\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nexactschema = {{ path = {runtime:?}, features = [\"validate\"] }}\n\n\
         [workspace]\n"
    );
    std::fs::write(root.join("Cargo.toml"), manifest).unwrap();
    // What the workspace is built with.
    std::fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let mut lib = "#![allow(warnings)]\n".to_owned();
    for case in cases {
        let generated = codegen::generate(side(case), "schema.json", &case.module).unwrap();
        let table = format!("src/tables/{}.table", case.module);
        std::fs::write(root.join(table), generated.table).unwrap();
        std::fs::write(root.join(format!("src/{}.rs", case.module)), generated.text).unwrap();
        lib += &format!("pub mod {};\n", case.module);
    }
    std::fs::write(root.join("src/lib.rs"), lib).unwrap();
    root
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
