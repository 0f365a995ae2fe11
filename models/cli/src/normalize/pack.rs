//! Files that are compressed as their names say.

use std::io::{self, Write};

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::validate::inputs::Packing;

/// Writes a text that is compressed on its way, and returns what it was written to.
///
/// # Errors
///
/// That of writing.
pub(super) fn pack<W: Write, T>(
    packing: Option<Packing>,
    mut out: W,
    write: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<(T, W)> {
    match packing {
        None => Ok((write(&mut out)?, out)),
        Some(Packing::Gzip) => {
            let mut encoder = GzEncoder::new(out, Compression::default());
            Ok((write(&mut encoder)?, encoder.finish()?))
        }
        Some(Packing::Zstd) => {
            let mut encoder = zstd::Encoder::new(out, zstd::DEFAULT_COMPRESSION_LEVEL)?;
            Ok((write(&mut encoder)?, encoder.finish()?))
        }
        // No name says so.
        Some(Packing::Bzip2 | Packing::Xz) => {
            Err(io::Error::from(io::ErrorKind::Unsupported).into())
        }
    }
}
