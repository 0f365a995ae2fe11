//! `schema --page`: the page on a schema, for readers of documents and of Rust.

use std::path::Path;

use anyhow::Result;
use exactschema::schema::Draft;
use exactschema_build::Source;
use exactschema_frontend::compile::Options;

/// The page on a schema that refers to no other file, in Markdown. The path is that of its file,
/// and the dialect that of a schema that names none.
///
/// # Errors
///
/// The problems of the schema.
pub fn of(text: &str, path: &Path, dialect: Draft) -> Result<String> {
    let path = path.display().to_string().replace('\\', "/");
    let stem = Source::of(&path).name;
    let stem = stem.split('.').next().unwrap_or_default();
    let module = codegen::module_name(stem).unwrap_or_else(|| "schema".to_owned());
    let options = Options {
        dialect,
        ..Options::default()
    };
    let settings = codegen::Settings::default();
    let generated = codegen::generate_with(text, &path, &module, &options, &settings, &|_| None)?;
    // The first line is for files that are checked in.
    let page = generated.reference.split_once('\n');
    Ok(page.map_or(generated.reference.clone(), |(_, page)| {
        page.trim().to_owned()
    }))
}
