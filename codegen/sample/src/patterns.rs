//! The patterns of `pattern` and `patternProperties`, compiled once.

use std::collections::BTreeMap;

use exactschema_frontend::model::Schema;
use exactschema_frontend::pattern::Pattern;
use fastrand::Rng;

/// The patterns of a schema document, which decide what a name means.
#[derive(Debug)]
pub struct Patterns<'a>(BTreeMap<&'a str, Option<Pattern>>);

impl<'a> Patterns<'a> {
    /// Those of a schema document.
    pub fn of(schema: &'a Schema) -> Self {
        let nodes = || schema.ids().map(|id| schema.node(id));
        let names = nodes().flat_map(|node| node.pattern_properties());
        let names = names.map(|(pattern, _)| pattern.as_str());
        let texts = nodes().filter_map(|node| node.pattern());
        let patterns = names
            .chain(texts)
            .map(|text| (text, Pattern::parse(text).ok()));
        Patterns(patterns.collect())
    }

    /// One of them, if it is supported.
    pub fn get(&self, pattern: &str) -> Option<&Pattern> {
        self.0.get(pattern).and_then(Option::as_ref)
    }

    /// Whether a name matches one of them.
    pub fn matches(&self, pattern: &str, name: &str) -> bool {
        self.get(pattern)
            .is_some_and(|pattern| pattern.is_match(name))
    }

    /// A text that matches one of them, if one is found.
    pub fn text(&self, pattern: &str, random: &mut Rng) -> Option<String> {
        self.get(pattern)?.sample(random)
    }
}
