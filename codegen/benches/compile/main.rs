//! The cost of compiling what is generated: `cargo bench -p exactschema-codegen --bench compile`.
//!
//! Each schema of `schema/`, or of the folder that `SCHEMAS` names, becomes two programs that
//! read and write a document: one of its generated types, and one of the same declarations with
//! serde's derive, which validate nothing and keep no unknown properties. Both are compiled in
//! turn, and the medians of the processor time of the compiler and the sizes of the machine code
//! are compared, without what the libraries have compiled before. It needs cargo, and `size` of
//! binutils; Linux tells the times.
//!
//! The aim: ratios of at most 1.2.
#![allow(clippy::unwrap_used, reason = "a benchmark")]

mod derived;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How often each program is compiled; an odd number has a median.
const ROUNDS: usize = 3;

/// The greatest ratio that is aimed at.
const AIM: f64 = 1.2;

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What a generated module may name, for serde's derive.
const ALIASES: &str = "
type Object = serde_json::Map<String, serde_json::Value>;
type Value = serde_json::Value;
type Map<T> = std::collections::BTreeMap<String, T>;
type Number = serde_json::Number;
type Never = ();
type Timestamp = String;
type Date = String;
type Time = String;
type Email = String;
type Hostname = String;
type Ipv4 = String;
type Ipv6 = String;
type Uri = String;
type Uuid = String;
";

fn main() {
    let folder = std::env::var_os("SCHEMAS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(WORKSPACE).join("schema"));
    let entries = std::fs::read_dir(folder).unwrap();
    let mut schemas: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    schemas.retain(|path| path.extension() == Some(OsStr::new("json")) && path.is_file());
    schemas.sort();
    println!(
        "| schema | profile | s, generated | s, derived | ratio | kB, generated | kB, derived | ratio |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|");
    let mut above = 0;
    for schema in schemas.iter().filter(|path| is_schema(path)) {
        above += compare(schema);
    }
    println!("\n{above} ratios above {AIM}");
}

/// Lists of what a comparison ignores, and the like, lie beside schemas.
fn is_schema(path: &Path) -> bool {
    std::env::var_os("SCHEMAS").is_some() || path.to_string_lossy().ends_with(".schema.json")
}

/// Compares the two programs of a schema; how many ratios are too great.
fn compare(schema: &Path) -> usize {
    let name = schema.file_name().unwrap().to_string_lossy();
    let name = name.split('.').next().unwrap();
    let text = std::fs::read_to_string(schema).unwrap();
    let generated = match exactschema_codegen::generate(&text, name, "types") {
        Ok(generated) => generated,
        Err(error) => {
            println!("| {name} | {error} | | | | | | |");
            return 0;
        }
    };
    let root = generated.referred.as_ref().unwrap_or(&generated.root);
    let exact = Crate::new("generated");
    exact.write(
        "Cargo.toml",
        &exact.manifest(&format!(
            "exactschema = {{ path = {:?}, features = [\"validate\"] }}",
            Path::new(WORKSPACE).join("models/runtime"),
        )),
    );
    exact.write("src/types.table", &generated.table);
    exact.write("src/types.rs", &generated.text);
    let table = format!(
        "impl exactschema::HasSchema for types::{root} {{
            const SCHEMA: &'static exactschema::CompiledSchema =
                exactschema::runtime::compiled!(\"types.table\");
        }}"
    );
    exact.write("src/main.rs", &program(root, "exactschema", &table));
    let plain = Crate::new("derived");
    plain.write(
        "Cargo.toml",
        &plain.manifest(
            "serde = { version = \"1\", features = [\"derive\"] }\n\
         serde_json = { version = \"1\", features = [\"float_roundtrip\"] }",
        ),
    );
    plain.write(
        "src/types.rs",
        &format!("{ALIASES}{}", derived::derived(&generated.text)),
    );
    plain.write("src/main.rs", &program(root, "serde_json", ""));

    let mut above = 0;
    for profile in ["dev", "release"] {
        let mut costs = [Vec::new(), Vec::new()];
        let mut is_compiled = true;
        for _ in 0..=ROUNDS {
            for (program, costs) in [&exact, &plain].into_iter().zip(&mut costs) {
                match program.compile(profile) {
                    Ok(cost) => costs.push(cost),
                    Err(error) => {
                        println!(
                            "| {name} | {profile}: {}: {error} | | | | | | |",
                            program.name
                        );
                        is_compiled = false;
                    }
                }
            }
            if !is_compiled {
                return above;
            }
        }
        let [ours, theirs] = costs.map(|mut costs| {
            // At first the libraries were compiled too.
            costs.remove(0);
            costs.sort_by(|left, right| left.seconds.total_cmp(&right.seconds));
            costs.remove(ROUNDS / 2)
        });
        let time = ours.seconds / theirs.seconds;
        let size = ours.bytes as f64 / theirs.bytes as f64;
        above += usize::from(time > AIM) + usize::from(size > AIM);
        println!(
            "| {name} | {profile} | {:.2} | {:.2} | {time:.2} | {} | {} | {size:.2} |",
            ours.seconds,
            theirs.seconds,
            ours.bytes / 1000,
            theirs.bytes / 1000,
        );
    }
    above
}

/// The text of a program that reads and writes a document.
fn program(root: &str, json: &str, more: &str) -> String {
    format!(
        "#![allow(dead_code)]
        mod types;
        {more}
        fn main() {{
            let text = std::fs::read(std::env::args_os().nth(1).unwrap()).unwrap();
            let value: types::{root} = {json}::from_slice(&text).unwrap();
            std::fs::write(\"copy.json\", {json}::to_vec(&value).unwrap()).unwrap();
        }}"
    )
}

/// The cost of compiling a program.
struct Cost {
    /// Of processors, with what links it.
    seconds: f64,
    /// Of machine code.
    bytes: usize,
}

/// A crate outside the workspace.
struct Crate {
    name: &'static str,
    folder: PathBuf,
}

impl Crate {
    fn new(name: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("compile")
            .join(name);
        std::fs::create_dir_all(folder.join("src")).unwrap();
        Crate { name, folder }
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.folder.join(path), text).unwrap();
    }

    fn manifest(&self, dependencies: &str) -> String {
        format!(
            "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{dependencies}\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            self.name,
        )
    }

    /// Compiles the program, which is as it was before.
    fn compile(&self, profile: &str) -> Result<Cost, String> {
        let main = self.folder.join("src/main.rs");
        std::fs::write(&main, std::fs::read(&main).unwrap()).unwrap();
        let target = self.folder.join("target");
        let objects = target
            .join(if profile == "dev" { "debug" } else { profile })
            .join("deps");
        for object in self.objects(&objects) {
            std::fs::remove_file(object).unwrap();
        }
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([
            "rustc",
            "--quiet",
            "--profile",
            profile,
            "--",
            "--emit=obj,link",
        ]);
        cargo
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &target);
        let before = seconds_of_children();
        let output = cargo.output().unwrap();
        let seconds = seconds_of_children() - before;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            let first = errors.lines().find(|line| line.starts_with("error"));
            return Err(first.unwrap_or_default().to_owned());
        }
        let size = Command::new("size")
            .args(self.objects(&objects))
            .output()
            .unwrap();
        let size = String::from_utf8(size.stdout).unwrap();
        let code = size
            .lines()
            .skip(1)
            .filter_map(|line| line.split_whitespace().next());
        let bytes = code.map(|bytes| bytes.parse::<usize>().unwrap()).sum();
        Ok(Cost { seconds, bytes })
    }

    /// The files of machine code of the crate alone.
    fn objects(&self, folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Vec::new();
        };
        let files = entries.map(|entry| entry.unwrap().path());
        let is_own = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with(&format!("{}-", self.name)) && name.ends_with(".o")
        };
        files.filter(is_own).collect()
    }
}

/// The processor time of all processes that were waited for.
fn seconds_of_children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    // Fields 16 and 17, counted after the name in parentheses, which is the second.
    let fields = stat.rsplit_once(')').unwrap().1;
    let ticks = fields.split_whitespace().skip(13).take(2);
    ticks
        .map(|ticks| ticks.parse::<f64>().unwrap())
        .sum::<f64>()
        / 100.0
}
