//! Documents of which it is known what is wrong with them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use super::run::Pressure;

/// A file that is written while it is read.
pub(super) const CHANGING: &str = "changing.jsonl";

const INVALID: &str = r#"{"id":"i","title":null,"messages":[]}"#;

/// Files in a folder.
pub(super) struct Files {
    pub(super) folder: TempDir,
    /// All of them, as they must still be at the end.
    pub(super) contents: BTreeMap<String, Vec<u8>>,
    /// The report on them, line by line in any order.
    pub(super) findings: Vec<String>,
    /// The lines of all files by their verdict.
    pub(super) valid: Vec<u8>,
    pub(super) invalid: Vec<u8>,
}

impl Files {
    pub(super) fn new(random: &mut fastrand::Rng, pressure: Pressure) -> Self {
        let mut files = Files {
            folder: TempDir::new().unwrap(),
            contents: BTreeMap::new(),
            findings: Vec::new(),
            valid: Vec::new(),
            invalid: Vec::new(),
        };
        for number in 0..random.usize(1..6) {
            let ending = random.choice(["", ".gz", ".zst"]).unwrap();
            let name = format!("{number}.jsonl{ending}");
            let text = files.lines(&name, random, pressure);
            let content = match ending {
                ".gz" => gzip(&text),
                ".zst" => zstd::encode_all(&*text, 1).unwrap(),
                _ => text,
            };
            files.put(&name, content);
        }
        files
    }

    /// Lines, of which some are long where memory is short.
    fn lines(&mut self, name: &str, random: &mut fastrand::Rng, pressure: Pressure) -> Vec<u8> {
        let long = match pressure {
            Pressure::Memory => 4_000_000,
            _ => 30_000,
        };
        let mut text = Vec::new();
        for number in 1..=random.usize(..400) {
            let line = match random.u32(..400) {
                0 => valid(random.usize(..long)),
                1..100 => format!("{INVALID}\n"),
                100..110 => "\n".to_owned(),
                _ => valid(random.usize(..100)),
            };
            let half = match &*line {
                "\n" => None,
                line if line.starts_with(INVALID) => {
                    self.findings.push(format!(
                        "{name}:{number}:19: /title: expected a string, found null [type] \
                         at schema/export-session.schema.json:14"
                    ));
                    Some(&mut self.invalid)
                }
                _ => Some(&mut self.valid),
            };
            half.into_iter().for_each(|half| half.extend(line.bytes()));
            text.extend(line.bytes());
        }
        text
    }

    fn put(&mut self, name: &str, content: Vec<u8>) {
        fs::write(self.path().join(name), &content).unwrap();
        self.contents.insert(name.to_owned(), content);
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

fn valid(length: usize) -> String {
    let id = "x".repeat(length);
    format!("{{\"id\":\"{id}\",\"title\":\"t\",\"messages\":[]}}\n")
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// A change of a file by another program.
pub(super) fn change(path: &Path, random: &mut fastrand::Rng) {
    let lines = format!("{INVALID}\n").repeat(random.usize(1..2_000));
    let _ = match random.u8(..4) {
        0 => fs::write(path, lines),
        1 => fs::write(path, &lines[..random.usize(..lines.len())]),
        2 => fs::remove_file(path),
        _ => fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .and_then(|mut file| file.write_all(lines.as_bytes())),
    };
}
