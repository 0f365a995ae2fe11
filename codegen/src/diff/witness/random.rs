//! Random documents, the same on every machine.

use fastrand::Rng;
use serde_json::Value;

use super::Search;
use crate::documents::{Maker, Style, Words, instance, mutate};

/// How many documents are made.
const DOCUMENTS: u64 = 200;

/// How often each is changed in one place, by the words of either schema.
const MUTATIONS: usize = 6;

impl Search<'_, '_> {
    /// Random documents that are valid under a side, small ones first.
    pub(super) fn documents(&self, side: usize) -> &[Value] {
        self.documents[side].get_or_init(|| self.made(side))
    }

    fn made(&self, side: usize) -> Vec<Value> {
        let here = self.walk.sides[side];
        // The same documents from whichever end the schemas are compared.
        let words = [side, 1 - side].map(|side| Words::of(self.walk.sides[side].schema));
        let mut made = Vec::new();
        for seed in 0..DOCUMENTS {
            let mut random = Rng::with_seed(seed);
            let root = here.schema.root();
            let style = if seed % 4 == 0 {
                Style::Plain
            } else {
                Style::Wild
            };
            let Some(tree) = Maker::new(&here.facts, &mut random, style).value(&[root], 0) else {
                continue;
            };
            made.extend(instance(&tree));
            for words in words.iter().cycle().take(MUTATIONS) {
                let mut mutated = tree.clone();
                mutate(words, &mut mutated, &mut random);
                made.extend(instance(&mutated));
            }
        }
        made.retain(|document| here.held.is_valid(document));
        made.sort_by_key(|document| document.to_string().len());
        made
    }
}
