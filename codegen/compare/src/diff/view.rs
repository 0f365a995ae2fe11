//! The schemas that apply to one value, and the names that its properties can have.

use std::collections::BTreeSet;

use exactschema_frontend::model::{Combinator, Keyword, Node, NodeId, Schema};
use exactschema_sample::{ConjoinedSchema, Facts, Instance, Patterns, demand, element};

/// All schemas that a value of some nodes must satisfy: the nodes, the targets of their
/// references and the branches of their `allOf`.
pub(super) fn view<'a>(schema: &'a Schema, ids: &[NodeId]) -> ConjoinedSchema<'a> {
    ConjoinedSchema::gather(schema, ids, &mut |_, _| Vec::new())
}

/// All schemas that may apply to a value of some nodes: every branch of every union as
/// well.
pub(super) fn reach<'a>(schema: &'a Schema, ids: &[NodeId]) -> ConjoinedSchema<'a> {
    ConjoinedSchema::gather(schema, ids, &mut |_, branches| branches.to_vec())
}

/// The choices among the schemas that a value satisfies.
pub(super) fn choices<'a>(view: &ConjoinedSchema<'a>) -> Vec<(Combinator, &'a [NodeId])> {
    let keywords = view.nodes.iter().flat_map(|node| &node.keywords);
    let choices = keywords.filter_map(|entry| match &entry.keyword {
        Keyword::Branches(Combinator::AllOf, _) => None,
        Keyword::Branches(combinator, ids) => Some((*combinator, ids.as_slice())),
        _ => None,
    });
    choices.collect()
}

/// Whether a schema accepts everything, as far as can be determined.
pub(super) fn is_anything(schema: &Schema, id: NodeId) -> bool {
    let mut keywords = schema.node(id).keywords.iter();
    keywords.all(|entry| match &entry.keyword {
        Keyword::Boolean(truth) => *truth,
        keyword => keyword.is_annotation(),
    })
}

/// The names that the properties of an object can have.
#[derive(Debug)]
pub(super) enum Names<'a> {
    /// Any name: that of a map, or of an object that declares none.
    Any,
    /// The names that the schema declares, by name and by pattern.
    Declared(BTreeSet<&'a str>, Vec<&'a str>),
}

impl<'a> Names<'a> {
    /// The names of an object that all these nodes may apply to; without nodes, any. This is
    /// the assumption of the lenient content model.
    pub(super) fn of(schema: &'a Schema, ids: &[NodeId]) -> Self {
        let parts = reach(schema, ids);
        let mut names = BTreeSet::new();
        let mut patterns = Vec::new();
        for node in &parts.nodes {
            if is_map(schema, node) {
                return Names::Any;
            }
            names.extend(node.properties().iter().map(|(name, _)| name.as_str()));
            names.extend(node.required().iter().map(String::as_str));
            for (name, others) in node.dependent_required() {
                names.extend(others.iter().chain([name]).map(String::as_str));
            }
            patterns.extend(node.pattern_properties().iter().map(|(p, _)| p.as_str()));
        }
        match names.is_empty() && patterns.is_empty() {
            true => Names::Any,
            false => Names::Declared(names, patterns),
        }
    }

    /// Whether a name is one of them.
    pub(super) fn allow(&self, patterns: &Patterns<'_>, name: &str) -> bool {
        match self {
            Names::Any => true,
            Names::Declared(names, listed) => {
                names.contains(name) || listed.iter().any(|pattern| patterns.matches(pattern, name))
            }
        }
    }
}

/// Whether a node gives properties of other names a meaning.
fn is_map(schema: &Schema, node: &Node) -> bool {
    node.additional_properties()
        .is_some_and(|id| schema.node(id).truth() != Some(false) && !is_anything(schema, id))
}

/// The nodes that may apply to a property of a value of these nodes.
pub(super) fn named(facts: &Facts<'_>, ids: &[NodeId], name: &str) -> Vec<NodeId> {
    demand(facts, &reach(facts.schema, ids), name)
}

/// The nodes that may apply to an element of a value of these nodes.
pub(super) fn nth(facts: &Facts<'_>, ids: &[NodeId], index: usize) -> Vec<NodeId> {
    element(&reach(facts.schema, ids), index)
}

/// Whether a document uses declared names alone, where its schema declares any.
pub(super) fn is_declared(facts: &Facts<'_>, ids: &[NodeId], document: &Instance) -> bool {
    match document {
        Instance::Object(members) => {
            let names = Names::of(facts.schema, ids);
            members.iter().all(|(name, value)| {
                names.allow(&facts.patterns, name)
                    && is_declared(facts, &named(facts, ids, name), value)
            })
        }
        Instance::Array(elements) => {
            let mut elements = elements.iter().enumerate();
            elements.all(|(index, value)| is_declared(facts, &nth(facts, ids, index), value))
        }
        _ => true,
    }
}
