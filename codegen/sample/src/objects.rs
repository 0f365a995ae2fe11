//! Objects.

use std::collections::HashSet;

use exactschema_frontend::model::{Count, Entry, Keyword, Node, NodeId, Schema};

use crate::arbitrary::NAMES;
use crate::conjoined_schema::ConjoinedSchema;
use crate::hidden::{hidden, hidden_members};
use crate::maker::{Facts, Maker};
use crate::patterns::Patterns;
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

/// The schema of the properties of other names than some nodes declare.
#[derive(Clone, Debug)]
pub struct Others<'a> {
    /// The schema.
    pub id: NodeId,
    nodes: Vec<&'a Node>,
}

impl<'a> Others<'a> {
    /// The names that are declared.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        let members = self.nodes.iter().flat_map(|node| node.properties());
        members.map(|(name, _)| name.as_str())
    }

    /// The patterns of names that are declared, with their schemas.
    pub fn patterns(&self) -> impl Iterator<Item = &'a (String, NodeId)> {
        let nodes = self.nodes.iter();
        nodes.flat_map(|node| node.pattern_properties())
    }

    /// Whether the property of a name is one of them.
    pub fn has(&self, patterns: &Patterns<'_>, name: &str) -> bool {
        !self.names().any(|other| other == name)
            && !self
                .patterns()
                .any(|(pattern, _)| patterns.matches(pattern, name))
    }
}

/// The other properties of a node: those of `additionalProperties`, or of
/// `unevaluatedProperties` those that no keyword could have evaluated.
pub fn others<'a>(schema: &'a Schema, node: &'a Node) -> Option<Others<'a>> {
    if let Some(id) = node.additional_properties() {
        let nodes = vec![node];
        return Some(Others { id, nodes });
    }
    // Older dialects do not have it.
    let mut entries = node.keywords.iter();
    let is_it = |entry: &Entry| {
        entry.name == "unevaluatedProperties" && matches!(entry.keyword, Keyword::Unsupported)
    };
    entries.find(|entry| is_it(entry))?;
    let id = hidden(schema, node, "unevaluatedProperties")?;
    let nodes = evaluating(schema, node)?;
    Some(Others { id, nodes })
}

/// The nodes whose properties may be evaluated for a value of a node; `None` if all may be.
fn evaluating<'a>(schema: &'a Schema, node: &'a Node) -> Option<Vec<&'a Node>> {
    let mut nodes = vec![node];
    let mut waiting = in_place(schema, node)?;
    let mut seen = HashSet::new();
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            let node = schema.node(id);
            let mut names = node.keywords.iter().map(|entry| entry.name.as_str());
            if names.any(|name| matches!(name, "additionalProperties" | "unevaluatedProperties")) {
                return None;
            }
            nodes.push(node);
            waiting.extend(in_place(schema, node)?);
        }
    }
    Some(nodes)
}

/// The schemas that a node applies to the same value and that may evaluate its properties;
/// `None` if they are not known.
fn in_place(schema: &Schema, node: &Node) -> Option<Vec<NodeId>> {
    let mut found = Vec::new();
    for entry in &node.keywords {
        match (&entry.keyword, entry.name.as_str()) {
            (Keyword::Reference(target), _) => found.push((*target)?),
            (Keyword::Branches(_, ids), _) => found.extend(ids),
            (_, "if" | "then" | "else") => found.push(hidden(schema, node, &entry.name)?),
            (_, "dependentSchemas" | "dependencies") => {
                let members = hidden_members(schema, entry);
                if members.is_empty() {
                    return None;
                }
                found.extend(members.into_iter().map(|(_, id)| id));
            }
            (_, "$dynamicRef" | "$recursiveRef" | "propertyDependencies") => return None,
            _ => {}
        }
    }
    Some(found)
}

/// The declared names, in the order of the schema.
pub fn declared(parts: &ConjoinedSchema<'_>) -> Vec<String> {
    let names = parts.nodes.iter().flat_map(|node| node.properties());
    let mut seen = HashSet::new();
    let first = names.filter(|(name, _)| seen.insert(name));
    first.map(|(name, _)| name.clone()).collect()
}

/// Some names and those that they require.
pub fn required(parts: &ConjoinedSchema<'_>, names: &[String]) -> Vec<String> {
    let always = parts.nodes.iter().flat_map(|node| node.required());
    let always = always.chain(&parts.present);
    let mut waiting: Vec<&String> = names.iter().chain(always).collect();
    waiting.reverse();
    let mut found: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
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
            true => {
                let others = others(facts.schema, node);
                let others = others.filter(|others| others.has(&facts.patterns, name));
                ids.extend(others.map(|others| others.id));
            }
            false => ids.extend(named),
        }
    }
    ids
}
