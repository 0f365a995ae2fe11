//! `SHA256SUMS`: what was released, in the form that `sha256sum --check` reads.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::FOLDER;
use crate::workspace::Workspace;

/// The file with the checksums, beside the released schemas.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// The checksums by the name of the file.
pub(crate) struct Sums(BTreeMap<String, String>);

impl Sums {
    /// The path of the file from the root of the workspace.
    pub(crate) fn path() -> String {
        format!("{FOLDER}/{SUMS}")
    }

    /// The listed checksums; none without the file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or has another form.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let path = Sums::path();
        if !workspace.path(&path).exists() {
            return Ok(Sums(BTreeMap::new()));
        }
        let text = workspace.read(&path)?;
        let lines = text.lines().enumerate().map(|(index, line)| {
            // Two spaces, or a space and the star of binary files.
            let (sum, file) = line.split_at_checked(64).unwrap_or_default();
            let file = file.strip_prefix("  ").or_else(|| file.strip_prefix(" *"));
            let is_sum = !sum.is_empty() && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
            let entry = file.filter(|_| is_sum);
            let entry = entry.map(|file| (file.to_owned(), sum.to_ascii_lowercase()));
            entry.with_context(|| format!("{path}:{}: not a checksum line", index + 1))
        });
        Ok(Sums(lines.collect::<Result<_>>()?))
    }

    /// The checksum of a file.
    pub(crate) fn get(&self, file: &str) -> Option<&str> {
        self.0.get(file).map(String::as_str)
    }

    /// The files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Adds a file, or makes its checksum another.
    pub(crate) fn insert(&mut self, file: String, sum: String) {
        self.0.insert(file, sum);
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        let lines = self.0.iter().map(|(file, sum)| format!("{sum}  {file}\n"));
        lines.collect()
    }
}

/// The checksum of a content.
pub(crate) fn checksum(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
