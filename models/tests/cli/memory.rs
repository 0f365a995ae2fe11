//! How much memory is taken.
#![cfg(target_os = "linux")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use crate::{INVALID, talk};

/// The most memory that a process has had, in bytes.
fn peak(id: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.unwrap().trim().strip_suffix(" kB").unwrap();
    kilobytes.trim().parse::<usize>().unwrap() * 1024
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
        let mut told = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut told).unwrap();
        assert!(told.starts_with("<stdin>:8001:"), "{told}");
        let peak = peak(child.id());
        assert!(peak < 64 << 20, "{threads} threads: {peak} bytes");
        drop(stdin);
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
}
