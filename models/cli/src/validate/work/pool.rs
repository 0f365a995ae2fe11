//! A fixed number of buffers.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::super::inputs::Buffer;

/// Buffers that are free.
pub(super) struct Pool {
    free: Mutex<Receiver<Buffer>>,
    back: Sender<Buffer>,
}

impl Pool {
    /// Buffers take memory only when they are used for the first time.
    pub(super) fn new(buffers: usize) -> Self {
        let (back, free) = channel();
        for _ in 0..buffers {
            // The receiver is right here.
            let _ = back.send(Buffer::default());
        }
        let free = Mutex::new(free);
        Pool { free, back }
    }

    /// Waits for one; none if another thread has panicked.
    pub(super) fn take(&self) -> Option<Buffer> {
        self.free.lock().ok()?.recv().ok()
    }

    pub(super) fn give_back(&self, buffer: Buffer) {
        // The receiver is right here.
        let _ = self.back.send(buffer);
    }
}
