//! The schemas of a public benchmark, from bytes to verdict, by the table of each.

use std::fs::{read_dir, read_to_string};
use std::hint::black_box;
use std::path::{Path, PathBuf};

use exactschema::evaluate::{Settings, Validator};
use exactschema::schema::Draft;
use exactschema_frontend::compile::files::{Mappings, compile_file};
use serde_json::Value;

use super::ratio::Table;
use super::typed::skim;

pub(crate) fn measure(table: &mut Table) {
    let Some(folder) = std::env::var_os("BENCHMARK") else {
        return;
    };
    let entries = read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.iter().for_each(|folder| schema(table, folder));
}

fn schema(table: &mut Table, folder: &Path) {
    let name = folder.file_name().unwrap().to_string_lossy();
    let file = folder.join("schema.json");
    let compiled = compile_file(&file, &Mappings::default(), Draft::Draft202012);
    let Ok(compiled) = compiled else {
        println!("| public: {name} | its schema has problems |");
        return;
    };
    let mut settings = Settings::default();
    settings.asserts_formats = false;
    let validator = Validator::with_settings(compiled.table, settings);
    let text = read_to_string(&file).unwrap();
    let others = jsonschema::options()
        .should_validate_formats(false)
        .build(&serde_json::from_str(&text).unwrap())
        .unwrap();

    let lines = read_to_string(folder.join("instances.jsonl")).unwrap();
    let documents: Vec<_> = lines.lines().map(|line| line.as_bytes().to_vec()).collect();
    let bytes = lines.len();
    let value = |json: &Vec<u8>| serde_json::from_slice::<Value>(black_box(json)).unwrap();
    let judge = |json: &Vec<u8>| validator.is_valid(black_box(json)) == Ok(true);
    for json in &documents {
        assert_eq!(judge(json), others.is_valid(&value(json)), "{name}");
    }
    let ours = || _ = black_box(documents.iter().filter(|json| judge(json)).count());
    let other = |json: &&Vec<u8>| others.is_valid(&value(json));
    let other = || _ = black_box(documents.iter().filter(other).count());
    let skim = || documents.iter().for_each(skim);
    table.compare(
        &format!("public: {name}"),
        bytes,
        &ours,
        &[
            ("Value + jsonschema", 3.0, &other),
            ("IgnoredAny", 0.6, &skim),
        ],
    );
}
