//! Sets of elements or properties of an instance that have been evaluated (Core §11).

/// A set of the places of elements, or of properties in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Evaluated(Vec<u64>);

impl Evaluated {
    pub(super) fn insert(&mut self, place: usize) {
        let word = place / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (place % 64);
    }

    pub(super) fn contains(&self, place: usize) -> bool {
        let word = self.0.get(place / 64).copied().unwrap_or_default();
        word & (1 << (place % 64)) != 0
    }

    pub(super) fn merge(&mut self, other: &Evaluated) {
        if other.0.len() > self.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }
}
