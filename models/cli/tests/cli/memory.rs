//! Memory consumption.
#![cfg(target_os = "linux")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use crate::{INVALID, folder, talk};

/// The most memory that a process has had, in bytes, without the pages of the program itself:
/// without optimization it is large.
fn peak(id: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let bytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.unwrap().trim().strip_suffix(" kB").unwrap();
        kilobytes.trim().parse::<usize>().unwrap() * 1024
    };
    bytes("VmHWM:") - bytes("RssFile:")
}

/// An archive that would not fit: its memory is looked at while the program waits
/// for more.
#[test]
fn an_archive_takes_no_memory_of_its_own() {
    let content = "shell output\\n".repeat(800);
    let document = format!("{{\"id\":\"i\",\"title\":\"{content}\",\"messages\":[]}}\n");
    for threads in ["2", "16"] {
        let arguments = ["validate", "--jsonl", "--threads", threads, "-"];
        let mut child = talk(Path::new("."), &arguments);
        let mut stdin = child.stdin.take().unwrap();
        for _ in 0..8_000 {
            stdin.write_all(document.as_bytes()).unwrap();
        }
        writeln!(stdin, "{INVALID}").unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        assert!(line.starts_with("<stdin>:8001:"), "{line}");
        let peak = peak(child.id());
        assert!(peak < 64 << 20, "{threads} threads: {peak} bytes");
        drop(stdin);
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
}

/// The exit code and standard error of the program with so many KiB of memory.
fn with_memory(folder: &Path, limit: u64, arguments: &str) -> (Option<i32>, String) {
    let script = format!("ulimit -v {limit}; exec \"$0\" validate --threads 1 {arguments}");
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .arg(snapbox::cmd::cargo_bin!("export-session"))
        .env("RUST_BACKTRACE", "0")
        .current_dir(folder)
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), stderr)
}

#[test]
fn what_does_not_fit_is_named() {
    let line = "x".repeat(64 << 20);
    let names: String = (0..1_000_000)
        .map(|name| format!("\"{name}\":1,"))
        .collect();
    let names = format!("{{{names}\"id\":0}}\n");
    let archive = zstd::encode_all(line.as_bytes(), 1).unwrap();
    let folder = folder(&[
        ("line.jsonl", line.as_bytes()),
        ("line.jsonl.zst", &archive),
        ("names.jsonl", names.as_bytes()),
        ("names.json", names.as_bytes()),
    ]);
    for name in ["line.jsonl", "line.jsonl.zst", "names.jsonl", "names.json"] {
        let arguments = format!("--max-expansion none {name}");
        // Enough for most of the text, and for what is done before it is read.
        let (code, stderr) = with_memory(folder.path(), 80_000, &arguments);
        assert_eq!(code, Some(3), "{name}: {stderr}");
        let expected = format!("error: {name}: out of memory\n");
        assert!(stderr.contains(&expected), "{name}: {stderr}");
    }
}

#[test]
fn a_line_of_an_archive_takes_its_own_memory() {
    let line = format!("\"{}\"", "x".repeat(30_000_000));
    let archive = zstd::encode_all(line.as_bytes(), 1).unwrap();
    let folder = folder(&[]);
    let arguments = ["validate", "--jsonl", "--max-expansion", "none", "-"];
    let mut child = talk(folder.path(), &arguments);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&archive).unwrap();
    // Another frame, after whose line the verdict on the first one is out.
    let next = zstd::encode_all(format!("\n{INVALID}\n").as_bytes(), 1).unwrap();
    stdin.write_all(&next).unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut findings = String::new();
    while !findings.contains("<stdin>:2:") {
        stdout.read_line(&mut findings).unwrap();
    }
    let peak = peak(child.id());
    assert!(peak < line.len() + (32 << 20), "{peak} bytes");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
