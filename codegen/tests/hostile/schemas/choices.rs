//! Choices, and the writing of text.

use super::Maker;

impl Maker<'_> {
    /// A number below another; 0 when no choices are left, so that all ends.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or_default()) % end
    }

    pub(super) fn one_in(&mut self, cases: usize) -> bool {
        self.below(cases) == cases - 1
    }

    pub(super) fn malicious(&mut self) -> bool {
        self.malice > 0 && self.below(256) >= 256 - self.malice
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn quoted(&mut self, text: &str) {
        self.text
            .push_str(&serde_json::Value::from(text).to_string());
    }

    pub(super) fn key(&mut self, name: &str) {
        // The first member of an object has no comma before it.
        if !self.text.ends_with('{') {
            self.push(",");
        }
        self.quoted(name);
        self.push(":");
    }

    /// Elements with commas between them.
    pub(super) fn list(&mut self, length: usize, mut element: impl FnMut(&mut Self)) {
        self.push("[");
        for index in 0..length {
            if index > 0 {
                self.push(",");
            }
            element(self);
        }
        self.push("]");
    }
}
