//! A small disk.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A disk in memory, if there may be one, that is gone at the end.
pub(super) struct Disk {
    folder: TempDir,
    is_mounted: bool,
}

impl Disk {
    pub(super) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]);
        let mount = mount.arg(folder.path()).output();
        let is_mounted = mount.is_ok_and(|output| output.status.success());
        Disk { folder, is_mounted }
    }

    /// Where it is; elsewhere a limit to the length of files has to do.
    pub(super) fn path(&self) -> Option<&Path> {
        self.is_mounted.then_some(self.folder.path())
    }

    /// A new folder on it.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let folder = self.path()?.join("split");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap();
        Some(folder)
    }

    pub(super) fn words(&self) -> &'static str {
        match self.is_mounted {
            true => "a tmpfs of 64 KiB",
            false => "none, so that the length of files is limited instead",
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.is_mounted {
            let _ = Command::new("umount").arg(self.folder.path()).status();
        }
    }
}
