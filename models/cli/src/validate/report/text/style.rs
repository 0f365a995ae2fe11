//! The colours of the text.

use anstyle::{AnsiColor, Style as Ansi};

/// The styles of the parts of a finding. The sixteen colours of a terminal are its
/// user's: no others are used.
#[derive(Clone, Copy, Default)]
pub(in super::super) struct Style {
    pub(super) error: Ansi,
    pub(super) warning: Ansi,
    /// The style of the parts to be read first.
    pub(super) strong: Ansi,
    /// The style of the parts to be read last.
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
