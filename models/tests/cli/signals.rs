//! Being told to stop.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::{INVALID, VALID, folder, names, talk};

/// While the program waits for input.
#[test]
fn what_is_told_is_summed_up_and_nothing_is_split() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let folder = folder(&[]);
        let mut child = talk(
            folder.path(),
            &["validate", "--jsonl", "--split", "good,bad", "-"],
        );
        let mut stdin = child.stdin.take().unwrap();
        write!(stdin, "{VALID}\n{INVALID}\n{{").unwrap();
        let mut told = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut told)
            .unwrap();
        let kill = format!("kill -{signal} {}", child.id());
        assert!(
            Command::new("sh")
                .args(["-c", &kill])
                .status()
                .unwrap()
                .success()
        );
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code));
        assert_data_eq!(
            output.stderr,
            str![[r#"
error: not all has been read: nothing is split
so far: 1 valid, 1 invalid, 0 unreadable; 1 problem

"#]]
        );
        assert_eq!(names(folder.path()), [""; 0]);
        drop(stdin);
    }
}
