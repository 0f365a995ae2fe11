//! Writes exports that look like real ones to standard output, to measure with:
//!
//! - `exports document BYTES`: one export of about this size;
//! - `exports archive BYTES`: JSON Lines of exports of about 10 kB, together of
//!   about this size.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

#[path = "../benches/shared/exports.rs"]
mod exports;

/// The sizes of the exports of an archive: 10 kB, and a little more.
const SIZES: std::ops::Range<usize> = 10_000..11_000;

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut stdout = BufWriter::new(io::stdout().lock());
    match (arguments.as_slice(), size(&arguments)) {
        (["document", _], Some(bytes)) => stdout.write_all(&exports::export(bytes))?,
        (["archive", _], Some(bytes)) => archive(bytes, &mut stdout)?,
        _ => {
            eprintln!("usage: exports document|archive BYTES");
            return Ok(ExitCode::from(2));
        }
    }
    stdout.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The last argument, as a number of bytes.
fn size(arguments: &[&str]) -> Option<usize> {
    arguments.last()?.parse().ok()
}

/// Lines until there are enough bytes.
fn archive(bytes: usize, out: &mut dyn Write) -> io::Result<()> {
    // Each size is an export of its own.
    let exports: Vec<Vec<u8>> = SIZES.map(exports::export).collect();
    let mut written = 0;
    for export in exports.iter().cycle() {
        if written >= bytes {
            break;
        }
        out.write_all(export)?;
        out.write_all(b"\n")?;
        written += export.len() + 1;
    }
    Ok(())
}
