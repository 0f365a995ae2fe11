//! Objects.

use std::collections::BTreeSet;

use exactschema_frontend::model::{Count, Entry, Node, NodeId, Schema};

use crate::arbitrary::NAMES;
use crate::conjoined_schema::ConjoinedSchema;
use crate::hidden::hidden;
use crate::maker::{Facts, Maker};
use crate::raw_json::{RawJson, spell};
use crate::style::{DEEP, LONGEST, Style};

/// The most properties that are made to satisfy a limit.
const MANY: usize = 20;

/// The number of attempts to make a name that is not present yet.
const TRIES: usize = 20;

impl Maker<'_> {
    /// An object: properties present and absent, in any order, and unknown ones.
    pub(crate) fn object(&mut self, parts: &ConjoinedSchema<'_>, depth: usize) -> Option<RawJson> {
        let required = required(parts, &[]);
        let mut properties = Vec::new();
        for name in self.names(parts, depth)? {
            let value = match demand(self.facts, parts, &name).as_slice() {
                [] => Some(self.any(depth + 1)),
                ids => self.value(ids, depth + 1),
            };
            match value {
                Some(value) => properties.push((spell(&name), value)),
                None if required.contains(&name) => return None,
                None => {}
            }
        }
        if self.style == Style::Adversarial && self.random.bool() {
            self.random.shuffle(&mut properties);
        }
        Some(RawJson::Object(properties))
    }

    /// The names of an object: declared ones in their order, then others.
    fn names(&mut self, parts: &ConjoinedSchema<'_>, depth: usize) -> Option<Vec<String>> {
        let declared = declared(parts);
        let mut names = required(parts, &[]);
        let least = parts.least(Count::MinProperties);
        let most = parts.most(Count::MaxProperties).unwrap_or(usize::MAX);
        let mut optional = declared.clone();
        optional.retain(|name| self.is_possible(parts, name));
        self.random.shuffle(&mut optional);
        let wanted = self.wanted(least, most, depth);
        for name in optional {
            if names.len() < wanted && (names.len() < least || self.random.bool()) {
                let more = required(parts, &[names.as_slice(), &[name]].concat());
                if more.len() <= most {
                    names = more;
                }
            }
        }
        let others = match self.is_generous(parts, depth) {
            true => self.random.usize(0..4),
            false => 0,
        };
        for _ in 0..others {
            if names.len() < most && names.len() < wanted {
                names.extend(self.other_name(parts, &names));
            }
        }
        while names.len() < least {
            names.push(self.other_name(parts, &names)?);
        }
        let place = |name: &String| declared.iter().position(|other| other == name);
        names.sort_by_cached_key(|name| place(name).unwrap_or(usize::MAX));
        Some(names)
    }

    /// The number of properties that are enough.
    fn wanted(&mut self, least: usize, most: usize, depth: usize) -> usize {
        match self.random.u8(0..4) {
            _ if depth >= DEEP => least,
            0 => least.max(1),
            _ => most,
        }
    }

    /// Whether there are to be properties of other names.
    fn is_generous(&mut self, parts: &ConjoinedSchema<'_>, depth: usize) -> bool {
        let mut nodes = parts.nodes.iter();
        let spoken_of = nodes.any(|node| {
            node.additional_properties().is_some() || !node.pattern_properties().is_empty()
        });
        let chance = if spoken_of || declared(parts).is_empty() {
            3
        } else {
            1
        };
        self.style == Style::Adversarial && depth < DEEP && self.random.u8(0..4) < chance
    }

    /// A name that is not declared, and not among others.
    fn other_name(&mut self, parts: &ConjoinedSchema<'_>, others: &[String]) -> Option<String> {
        let declared = declared(parts);
        for _ in 0..TRIES {
            let name = self.any_name(parts)?;
            let new = !others.contains(&name) && !declared.contains(&name);
            if new && self.is_possible(parts, &name) {
                return Some(name);
            }
        }
        None
    }

    fn any_name(&mut self, parts: &ConjoinedSchema<'_>) -> Option<String> {
        let nodes = parts.nodes.iter();
        let patterns = nodes.clone().flat_map(|node| node.pattern_properties());
        let patterns: Vec<&str> = patterns.map(|(pattern, _)| pattern.as_str()).collect();
        if self.random.bool()
            && let Some(pattern) = self.random.choice(patterns)
            && let Some(name) = self.facts.patterns.text(pattern, self.random)
        {
            return Some(name);
        }
        let ids: Vec<NodeId> = nodes.filter_map(|node| node.property_names()).collect();
        if !ids.is_empty() {
            return self.name(&ids);
        }
        Some(
            match self.style == Style::Adversarial && self.random.bool() {
                true => self.random.choice(NAMES)?.to_string(),
                false => {
                    let many = MANY.max(parts.least(Count::MinProperties).min(LONGEST));
                    format!("p{}", self.random.usize(0..2 * many))
                }
            },
        )
    }

    /// A name that some nodes allow; a name is always a string.
    fn name(&mut self, ids: &[NodeId]) -> Option<String> {
        (0..TRIES).find_map(|_| match self.value(ids, DEEP)? {
            RawJson::String(spelling) => serde_json::from_str(&format!("\"{spelling}\"")).ok(),
            // Without `type` there are other values.
            _ => None,
        })
    }

    /// Whether there can be a property of this name.
    fn is_possible(&self, parts: &ConjoinedSchema<'_>, name: &str) -> bool {
        let ids = parts.nodes.iter().filter_map(|node| node.property_names());
        let ids: Vec<NodeId> = ids.collect();
        let demand = demand(self.facts, parts, name);
        self.facts.min_depths.all(&demand).is_some() && self.fits(&ids, &RawJson::text(name))
    }
}

/// The schema of properties of other names than a node declares: that of
/// `unevaluatedProperties`, if no keyword beside it could evaluate them.
pub fn others(schema: &Schema, node: &Node) -> Option<NodeId> {
    const EVALUATING: &[&str] = &[
        "$dynamicRef",
        "$recursiveRef",
        "$ref",
        "allOf",
        "anyOf",
        "dependencies",
        "dependentSchemas",
        "else",
        "if",
        "oneOf",
        "propertyDependencies",
        "then",
    ];
    let is_evaluating = |entry: &Entry| EVALUATING.contains(&entry.name.as_str());
    node.additional_properties().or_else(|| {
        let is_alone = !node.keywords.iter().any(is_evaluating);
        is_alone.then(|| hidden(schema, node, "unevaluatedProperties"))?
    })
}

/// The declared names, in the order of the schema.
pub fn declared(parts: &ConjoinedSchema<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in parts.nodes.iter().flat_map(|node| node.properties()) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Some names and those that they require.
pub fn required(parts: &ConjoinedSchema<'_>, names: &[String]) -> Vec<String> {
    let always = parts.nodes.iter().flat_map(|node| node.required());
    let always = always.chain(&parts.present);
    let mut waiting: Vec<&String> = names.iter().chain(always).collect();
    waiting.reverse();
    let mut found: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if !seen.insert(name) {
            continue;
        }
        found.push(name.clone());
        let beside = parts
            .nodes
            .iter()
            .flat_map(|node| node.dependent_required());
        let beside = beside.filter(|(other, _)| other == name);
        waiting.extend(beside.flat_map(|(_, names)| names));
    }
    found
}

/// The nodes that constrain the property of a name.
pub fn demand(facts: &Facts<'_>, parts: &ConjoinedSchema<'_>, name: &str) -> Vec<NodeId> {
    let mut ids = Vec::new();
    for node in &parts.nodes {
        let own = node.properties().iter().filter(|(other, _)| other == name);
        let patterns = node.pattern_properties().iter();
        let patterns = patterns.filter(|(pattern, _)| facts.patterns.matches(pattern, name));
        let named: Vec<NodeId> = own.chain(patterns).map(|(_, id)| *id).collect();
        match named.is_empty() {
            true => ids.extend(others(facts.schema, node)),
            false => ids.extend(named),
        }
    }
    ids
}
