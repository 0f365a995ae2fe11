//! The colours of the text.

use anstyle::{AnsiColor, Style as Ansi};

/// What the parts of a finding look like. The sixteen colours of a terminal are its
/// user's: no others are used.
#[derive(Clone, Copy, Default)]
pub(in super::super) struct Style {
    pub(super) error: Ansi,
    pub(super) warning: Ansi,
    /// What is read first.
    pub(super) strong: Ansi,
    /// What is read last.
    pub(super) quiet: Ansi,
    /// Line numbers and the frame.
    pub(super) frame: Ansi,
}

impl Style {
    pub(in super::super) fn plain() -> Self {
        Style::default()
    }

    pub(in super::super) fn coloured() -> Self {
        Style {
            error: AnsiColor::BrightRed.on_default().bold(),
            warning: AnsiColor::BrightYellow.on_default().bold(),
            strong: Ansi::new().bold(),
            quiet: Ansi::new().dimmed(),
            // Blue is hard to read on black, and bright cyan on white.
            frame: AnsiColor::Cyan.on_default(),
        }
    }
}
