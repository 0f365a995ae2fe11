//! Signals that stop the program.

use std::sync::mpsc::SyncSender;

use anyhow::Result;

use super::work::Message;

/// Makes a message of SIGINT and SIGTERM. The second one ends the program at once, and so
/// does the first one if messages are not received.
///
/// # Errors
///
/// The error of the system.
#[cfg(unix)]
pub(super) fn watch(messages: &SyncSender<Message>) -> Result<()> {
    use std::thread;

    use anyhow::Context;
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use crate::output::Exit;

    let mut signals = Signals::new([SIGINT, SIGTERM]).context("signals")?;
    let messages = messages.clone();
    let wait = move || {
        let mut asked = false;
        for signal in signals.forever() {
            let exit = match signal {
                SIGTERM => Exit::Terminated,
                _ => Exit::Interrupted,
            };
            if asked || messages.try_send(Message::Signal(exit)).is_err() {
                std::process::exit(exit as i32);
            }
            asked = true;
        }
    };
    thread::Builder::new().spawn(wait).context("a thread")?;
    Ok(())
}

/// Elsewhere the system ends the program.
#[cfg(not(unix))]
pub(super) fn watch(_: &SyncSender<Message>) -> Result<()> {
    Ok(())
}
