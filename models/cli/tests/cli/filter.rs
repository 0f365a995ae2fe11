//! The program as a filter of another one.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use crate::{INVALID, VALID, talk};

/// Would wait for ever if a verdict came later than its line.
#[test]
fn each_verdict_comes_at_once() {
    let mut child = talk(Path::new("."), &["validate", "--jsonl", "-"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for line in 1..=20 {
        let number = 2 * line;
        // In two pieces, and with the beginning of the next line at its end.
        write!(stdin, "{VALID}\n{}", &INVALID[..10]).unwrap();
        writeln!(stdin, "{}", &INVALID[10..]).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let expected =
            format!("<stdin>:{number}:19: /title: expected a string, found null [type] at ");
        assert!(line.starts_with(&expected), "{line}");
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
