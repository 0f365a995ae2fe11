//! What programs need that read JSON Lines by themselves, as a cluster does, and judge them as
//! `validate` would.

use std::io::{self, Read};
use std::path::Path;

use exactschema::evaluate::Exceeded;
use memchr::memchr_iter;
use models::diagnose::Diagnosis;

use super::inputs::{Buffer, Lines, decode};
use super::work::{document_of, explain};

/// The number of bytes that are decoded at once.
const CHUNK: usize = 1 << 20;

/// The diagnosis of the document on a line; none of a blank line. The end of the line may be
/// absent or present.
///
/// # Errors
///
/// Those of the judge.
pub fn diagnose_line(
    line: &[u8],
    judge: impl FnOnce(&[u8]) -> Result<Diagnosis, Exceeded>,
) -> Result<Option<Diagnosis>, Exceeded> {
    let Some(document) = document_of(line) else {
        return Ok(None);
    };
    let mut diagnosis = judge(document)?;
    if diagnosis.is_refused {
        explain(&mut diagnosis, document);
    }
    Ok(Some(diagnosis))
}

/// Passes on each line of a file that was read already, compressed as its name says.
///
/// # Errors
///
/// The reason why it cannot be decoded, after the lines before.
pub fn for_each_line(
    path: &Path,
    content: impl Read + Send + 'static,
    each: &mut dyn FnMut(&[u8]),
) -> io::Result<()> {
    let mut lines = Lines::new(decode(path, Box::new(content))?, CHUNK);
    let mut buffer = Buffer::default();
    while lines.next(&mut buffer)? {
        let mut start = 0;
        for end in memchr_iter(b'\n', &buffer).map(|at| at + 1) {
            each(&buffer[start..end]);
            start = end;
        }
        if start < buffer.len() {
            each(&buffer[start..]);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    #[test]
    fn lines_of_a_compressed_file() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"{}\r\n\n[1]").unwrap();
        let mut packed = encoder.finish().unwrap();
        let read = |packed: &[u8]| {
            let mut lines = Vec::new();
            let each = &mut |line: &[u8]| lines.push(line.to_vec());
            let content = Cursor::new(packed.to_vec());
            let error = for_each_line(Path::new("a.jsonl.gz"), content, each).err();
            (lines, error.map(|error| error.to_string()))
        };
        let lines = [&b"{}\r\n"[..], b"\n", b"[1]"].map(<[u8]>::to_vec);
        assert_eq!(read(&packed), (lines.to_vec(), None));
        packed.truncate(packed.len() - 9);
        assert!(read(&packed).1.unwrap().contains("cut off"));
        assert!(read(b"{}").1.unwrap().contains("not gzip as its name says"));
    }

    #[test]
    fn blank_lines_are_no_documents() {
        let length = |line: &[u8]| {
            let mut length = None;
            let _ = diagnose_line(line, |document| {
                length = Some(document.len());
                Ok(Diagnosis::default())
            });
            length
        };
        for blank in [&b""[..], b"\n", b" \t\r\n", b"\r"] {
            assert_eq!(length(blank), None, "{blank:?}");
        }
        for (line, expected) in [(&b"{}\r\n"[..], 2), (b" {}", 3), (b"\0", 1), (b"7\r", 1)] {
            assert_eq!(length(line), Some(expected), "{line:?}");
        }
    }
}
