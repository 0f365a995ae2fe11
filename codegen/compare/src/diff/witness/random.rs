//! Random documents, the same on every machine.

use std::borrow::Cow;

use exactschema_sample::{Dictionary, Instance, Maker, Style, instance, mutate};
use fastrand::Rng;

use super::Search;

/// The number of documents that are made.
const DOCUMENTS: u64 = 200;

/// The number of mutations of each, by the dictionary of either schema.
const MUTATIONS: usize = 6;

impl Search<'_, '_> {
    /// Random documents that are valid under a side, small ones first.
    pub(super) fn documents(&self, side: usize) -> Cow<'_, [Instance]> {
        if let Some(known) = self.documents[side].get() {
            return Cow::Borrowed(known);
        }
        let made = self.made(side);
        // There may be time for more again.
        match self.walk.sides[side].budget.is_over() {
            true => Cow::Owned(made),
            false => Cow::Borrowed(self.documents[side].get_or_init(|| made)),
        }
    }

    fn made(&self, side: usize) -> Vec<Instance> {
        let own = self.walk.sides[side];
        // The same documents from whichever end the schemas are compared.
        let words = [side, 1 - side].map(|side| Dictionary::of(self.walk.sides[side].schema));
        let mut made = Vec::new();
        for seed in 0..DOCUMENTS {
            if own.budget.is_over() {
                break;
            }
            let mut random = Rng::with_seed(seed);
            let root = own.schema.root();
            let style = if seed % 4 == 0 {
                Style::Canonical
            } else {
                Style::Adversarial
            };
            let Some(tree) = Maker::new(&own.facts, &mut random, style).value(&[root], 0) else {
                continue;
            };
            made.extend(instance(&tree));
            for words in words.iter().cycle().take(MUTATIONS) {
                let mut mutated = tree.clone();
                mutate(words, &mut mutated, &mut random);
                made.extend(instance(&mutated));
            }
        }
        if self.walk.sides.iter().any(|side| side.is_strict()) {
            let spelled: Vec<Instance> = made.iter().map(with_fractions).collect();
            made.extend(spelled);
        }
        made.retain(|document| {
            !own.budget.is_over() && own.verdict(&document.to_string()) == Some(true)
        });
        made.sort_by_cached_key(|document| document.to_string().len());
        made
    }
}

/// The document with all of its integers spelled with a fraction.
fn with_fractions(value: &Instance) -> Instance {
    match value {
        Instance::Number(number) => match number.with_fraction() {
            Some(spelled) => Instance::Number(spelled),
            None => value.clone(),
        },
        Instance::Array(elements) => Instance::Array(elements.iter().map(with_fractions).collect()),
        Instance::Object(members) => {
            let members = members.iter();
            Instance::Object(
                members
                    .map(|(name, value)| (name.clone(), with_fractions(value)))
                    .collect(),
            )
        }
        _ => value.clone(),
    }
}
