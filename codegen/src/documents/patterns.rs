//! What `pattern` and `patternProperties` say, in one place.

use std::collections::BTreeMap;

use fastrand::Rng;

use crate::model::Schema;
use crate::pattern::Pattern;

/// The patterns of a schema document, which decide what a name means.
#[derive(Debug)]
pub(crate) struct Patterns<'a>(BTreeMap<&'a str, Option<Pattern>>);

impl<'a> Patterns<'a> {
    /// Those of a schema document.
    pub(crate) fn of(schema: &'a Schema) -> Self {
        let nodes = || schema.ids().map(|id| schema.node(id));
        let names = nodes().flat_map(|node| node.pattern_properties());
        let names = names.map(|(pattern, _)| pattern.as_str());
        let texts = nodes().filter_map(|node| node.pattern());
        let patterns = names
            .chain(texts)
            .map(|text| (text, Pattern::parse(text).ok()));
        Patterns(patterns.collect())
    }

    /// One of them, if it is honoured.
    pub(crate) fn get(&self, pattern: &str) -> Option<&Pattern> {
        self.0.get(pattern).and_then(Option::as_ref)
    }

    /// Whether a name matches one of them.
    pub(crate) fn matches(&self, pattern: &str, name: &str) -> bool {
        self.get(pattern)
            .is_some_and(|pattern| pattern.is_match(name))
    }

    /// A text that matches one of them.
    pub(crate) fn text(&self, pattern: &str, random: &mut Rng) -> Option<String> {
        Some(self.get(pattern)?.sample(random))
    }
}
