//! Summarizes the instances of a schema before they are read, to discriminate the branches of
//! a union.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Combinator, NodeId, Schema, Type};

/// Properties of every instance of a schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BranchSummary {
    /// The types that it may have.
    pub(crate) types: BTreeSet<Type>,
    /// Properties that it has if it is an object, with the only texts that they
    /// can be.
    pub(crate) tags: Vec<(String, Vec<String>)>,
    /// Properties that it has if it is an object.
    pub(crate) required: Vec<String>,
}

impl BranchSummary {
    /// The summary of the instances of a node.
    pub(crate) fn of(schema: &Schema, id: NodeId) -> Self {
        let mut summary = BranchSummary::anything();
        summary.narrow(schema, id, &mut Walk::default());
        // One schema may declare a property, and another require it.
        let BranchSummary { tags, required, .. } = &mut summary;
        tags.retain(|(name, _)| required.contains(name));
        summary
    }

    /// The texts that a property is, if a schema lists them, as tags.
    pub(super) fn of_property(
        schema: &Schema,
        name: &str,
        property: NodeId,
    ) -> Vec<(String, Vec<String>)> {
        let texts = texts(schema, property, DEEP);
        texts
            .map(|texts| (name.to_owned(), texts))
            .into_iter()
            .collect()
    }

    /// Nothing is known.
    fn anything() -> Self {
        BranchSummary {
            types: Type::ALL.iter().copied().collect(),
            tags: Vec::new(),
            required: Vec::new(),
        }
    }

    /// Whether no instance can be one of both.
    pub(crate) fn is_disjoint(&self, other: &BranchSummary) -> bool {
        let shared: Vec<&Type> = self.types.intersection(&other.types).collect();
        match shared.as_slice() {
            [] => true,
            [Type::Object] => self.tags.iter().any(|(name, texts)| {
                let mut tags = other.tags.iter().filter(|(tag, _)| tag == name);
                tags.any(|(_, others)| texts.iter().all(|text| !others.contains(text)))
            }),
            _ => false,
        }
    }

    /// Adds the assertions of a node, unless they have been added.
    fn narrow(&mut self, schema: &Schema, id: NodeId, walk: &mut Walk) {
        if !walk.added.insert(id) {
            return;
        }
        let node = schema.node(id);
        if node.truth() == Some(false) {
            self.types.clear();
        }
        if let Some(types) = node.types() {
            self.keep(&types.iter().map(|type_| instance_type(*type_)).collect());
        }
        if let Some(values) = node.constants() {
            self.keep(&values.iter().map(type_of).collect());
        }
        for other in node.conjuncts() {
            self.narrow(schema, other, walk);
        }
        for combinator in [Combinator::AnyOf, Combinator::OneOf] {
            if let Some(branches) = node.branches(combinator) {
                self.keep(&any(schema, branches, walk));
            }
        }
        for name in node.required() {
            self.required.push(name.clone());
        }
        for (name, property) in node.properties() {
            if let Some(texts) = texts(schema, *property, DEEP) {
                self.tags.push((name.clone(), texts));
            }
        }
    }

    fn keep(&mut self, types: &BTreeSet<Type>) {
        self.types.retain(|type_| types.contains(type_));
    }
}

/// The nodes that have been visited: schemas may share others, and be recursive.
#[derive(Default)]
struct Walk {
    /// The nodes whose assertions have been added.
    added: BTreeSet<NodeId>,
    /// The types of branches; all, of one that is being visited.
    types: BTreeMap<NodeId, BTreeSet<Type>>,
}

/// The types that an instance of any of the branches may have.
fn any(schema: &Schema, branches: &[NodeId], walk: &mut Walk) -> BTreeSet<Type> {
    let mut types = BTreeSet::new();
    for branch in branches {
        if !walk.types.contains_key(branch) {
            let mut summary = BranchSummary::anything();
            walk.types.insert(*branch, summary.types.clone());
            let outer = std::mem::take(&mut walk.added);
            summary.narrow(schema, *branch, walk);
            walk.added = outer;
            walk.types.insert(*branch, summary.types);
        }
        types.extend(walk.types.get(branch).into_iter().flatten());
    }
    types
}

/// The number of references that are followed to a list of texts.
const DEEP: usize = 8;

/// The number of references that are followed to a list of texts.
fn texts(schema: &Schema, id: NodeId, depth: usize) -> Option<Vec<String>> {
    let node = schema.node(id);
    let text = |value: &Json| match &value.value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    if let Some(values) = node.constants() {
        return values.iter().map(text).collect();
    }
    let depth = depth.checked_sub(1)?;
    node.conjuncts().find_map(|id| texts(schema, id, depth))
}

/// The type that an instance has; an integer is a number.
pub(super) fn instance_type(type_: Type) -> Type {
    match type_ {
        Type::Integer => Type::Number,
        type_ => type_,
    }
}

/// The type of a value.
pub(crate) fn type_of(value: &Json) -> Type {
    match &value.value {
        Value::Null => Type::Null,
        Value::Bool(_) => Type::Boolean,
        Value::Number(_) => Type::Number,
        Value::String(_) => Type::String,
        Value::Array(_) => Type::Array,
        Value::Object(_) => Type::Object,
    }
}
