//! The conjunction of all schemas that apply to one value.

use std::collections::BTreeSet;

use exactschema_frontend::formats::IntegerFormat;
use exactschema_frontend::json::Json;
use exactschema_frontend::model::{Combinator, Count, Keyword, Limit, Node, NodeId, Schema, Type};

use crate::instance::Instance;

/// The nodes that a value has to satisfy: a node, the target of its reference, the branches
/// of its `allOf`, and the chosen branches of others. A node comes before those that it leads
/// to.
#[derive(Clone, Debug, Default)]
pub struct ConjoinedSchema<'a> {
    /// The nodes, each once.
    pub nodes: Vec<&'a Node>,
    /// Properties that are to be present, whether required or not.
    pub present: Vec<String>,
}

impl<'a> ConjoinedSchema<'a> {
    /// These nodes.
    pub fn of(nodes: Vec<&'a Node>) -> Self {
        ConjoinedSchema {
            nodes,
            present: Vec::new(),
        }
    }

    /// Gathers some nodes and those that they imply; `choose` selects branches of `anyOf` and
    /// `oneOf`.
    pub fn gather(
        schema: &'a Schema,
        ids: &[NodeId],
        choose: &mut dyn FnMut(Combinator, &[NodeId]) -> Vec<NodeId>,
    ) -> Self {
        let mut nodes = Vec::new();
        let mut seen = BTreeSet::new();
        // The next one is the last.
        let mut waiting: Vec<NodeId> = ids.iter().rev().copied().collect();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let node = schema.node(id);
            nodes.push(node);
            let more = node.keywords.iter().flat_map(|entry| match &entry.keyword {
                Keyword::Reference(target) => target.iter().copied().collect(),
                Keyword::Branches(Combinator::AllOf, ids) => ids.clone(),
                Keyword::Branches(combinator, ids) => choose(*combinator, ids),
                _ => Vec::new(),
            });
            let more: Vec<NodeId> = more.collect();
            waiting.extend(more.into_iter().rev());
        }
        ConjoinedSchema::of(nodes)
    }

    /// Whether any value is valid.
    pub fn is_open(&self) -> bool {
        let mut keywords = self.nodes.iter().flat_map(|node| &node.keywords);
        keywords.all(|entry| {
            // It lists known texts.
            let is_extensible = matches!(entry.keyword, Keyword::Extensible(_));
            entry.keyword.is_annotation() && !is_extensible
        })
    }

    /// The types that are allowed, in the order of the first `type`.
    pub fn types(&self) -> Vec<Type> {
        if self.nodes.iter().any(|node| node.truth() == Some(false)) {
            return Vec::new();
        }
        let mut lists = self.nodes.iter().filter_map(|node| node.types());
        let first = lists.next().unwrap_or(Type::ALL).to_vec();
        lists.fold(first, |types, list| {
            types
                .into_iter()
                .filter_map(|type_| meet(type_, list))
                .collect()
        })
    }

    /// Whether the types are listed.
    pub fn has_types(&self) -> bool {
        self.nodes.iter().any(|node| node.types().is_some())
    }

    /// Whether a keyword is specific to types, this one among them.
    pub fn mentions(&self, type_: Type) -> bool {
        let mut keywords = self.nodes.iter().flat_map(|node| &node.keywords);
        keywords.any(|entry| match &entry.keyword {
            Keyword::Format(format) if IntegerFormat::named(format).is_some() => {
                type_ == Type::Number
            }
            Keyword::Format(_) | Keyword::Extensible(_) => type_ == Type::String,
            keyword => {
                let types = keyword.types();
                types.len() < Type::ALL.len() && types.contains(&type_)
            }
        })
    }

    /// The values that all `enum` and `const` list.
    pub fn constants(&self) -> Option<Vec<&'a Json>> {
        let mut lists = self.nodes.iter().filter_map(|node| node.constants());
        let first = lists.next()?.iter().collect();
        Some(lists.fold(first, |values: Vec<&Json>, list| {
            let listed = |value: &&Json| {
                let value = Instance::from(*value);
                list.iter().any(|other| Instance::from(other) == value)
            };
            values.into_iter().filter(listed).collect()
        }))
    }

    /// A least count: the greatest of them.
    pub fn least(&self, count: Count) -> usize {
        let counts = self.nodes.iter().filter_map(|node| node.count(count));
        counts.max().unwrap_or(0)
    }

    /// A greatest count: the least of them.
    pub fn most(&self, count: Count) -> Option<usize> {
        self.nodes.iter().filter_map(|node| node.count(count)).min()
    }

    /// The limits of a kind, as they are spelled.
    pub fn limits(&self, limit: Limit) -> impl Iterator<Item = &'a str> {
        self.nodes.iter().filter_map(move |node| node.limit(limit))
    }

    /// The formats.
    pub fn formats(&self) -> impl Iterator<Item = &'a str> {
        self.nodes.iter().filter_map(|node| node.format())
    }

    /// The texts of `x-extensible-enum`.
    pub fn known(&self) -> Vec<&'a str> {
        let keywords = self.nodes.iter().flat_map(|node| &node.keywords);
        let lists = keywords.filter_map(|entry| match &entry.keyword {
            Keyword::Extensible(texts) => Some(texts),
            _ => None,
        });
        lists.flatten().map(String::as_str).collect()
    }
}

/// The intersection of a type with a list of types: an integer is a number.
pub fn meet(type_: Type, list: &[Type]) -> Option<Type> {
    match type_ {
        Type::Number if list.contains(&Type::Number) => Some(Type::Number),
        Type::Number if list.contains(&Type::Integer) => Some(Type::Integer),
        Type::Integer if list.contains(&Type::Number) => Some(Type::Integer),
        type_ => list.contains(&type_).then_some(type_),
    }
}
