//! `--split`: the documents by their verdicts, byte for byte.

use std::path::Path;

use anyhow::{Context, Result};

use super::work::{Run, Side};
use half::Half;

mod half;
mod lock;

/// The two files to be.
pub(super) struct Split {
    valid: Half,
    invalid: Half,
}

impl Split {
    /// Begins two files that have no names yet.
    ///
    /// # Errors
    ///
    /// If they cannot be created.
    pub(super) fn new(valid: &Path, invalid: &Path) -> Result<Self> {
        Ok(Split {
            valid: Half::new(valid)?,
            invalid: Half::new(invalid)?,
        })
    }

    /// Adds documents, with their line ends.
    ///
    /// # Errors
    ///
    /// The error of the system.
    pub(super) fn add(&mut self, text: &[u8], runs: &[Run]) -> Result<()> {
        for run in runs {
            let half = match run.side {
                Side::Valid => &mut self.valid,
                Side::Invalid => &mut self.invalid,
            };
            half.add(&text[run.range.clone()])?;
        }
        Ok(())
    }

    /// Gives the files their names. Without this they vanish.
    ///
    /// # Errors
    ///
    /// The error of the system.
    pub(super) fn finish(mut self) -> Result<()> {
        // If one of them does not fit on the disk, neither is named.
        self.valid.flush()?;
        self.invalid.flush()?;
        // Of two runs at once, one gives both its files their names, and then the other.
        let folders = [&self.valid, &self.invalid].map(Half::folder);
        let _locks = lock::lock(folders.into_iter().flatten());
        let valid = self.valid.link()?;
        let invalid = self.invalid.link()?;
        let names = (valid.name(), invalid.name());
        valid.rename()?;
        invalid
            .rename()
            .with_context(|| format!("{} is of this run, and {} is not", names.0, names.1))
    }
}
