//! What can be known of the instances of a schema before they are read: what tells
//! the branches of a union apart.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Combinator, NodeId, Schema, Type};

/// What is true of every instance of a schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    /// The types that it may have.
    pub(crate) types: BTreeSet<Type>,
    /// Properties that it has if it is an object, with the only texts that they
    /// can be.
    pub(crate) tags: Vec<(String, Vec<String>)>,
    /// Properties that it has if it is an object.
    pub(crate) required: Vec<String>,
}

impl Facts {
    /// What is true of the instances of a node.
    pub(crate) fn of(schema: &Schema, id: NodeId) -> Self {
        let mut facts = Facts::anything();
        facts.narrow(schema, id, &mut Walk::default());
        // One schema may say what a property is, and another that it is there.
        let Facts { tags, required, .. } = &mut facts;
        tags.retain(|(name, _)| required.contains(name));
        facts
    }

    /// Nothing is known.
    fn anything() -> Self {
        Facts {
            types: Type::ALL.iter().copied().collect(),
            tags: Vec::new(),
            required: Vec::new(),
        }
    }

    /// Whether no instance can be one of both.
    pub(crate) fn apart(&self, other: &Facts) -> bool {
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

    /// Adds what a node says, unless it has been added.
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

/// The nodes that have been looked at: schemas may share others, and hold each other.
#[derive(Default)]
struct Walk {
    /// Those whose facts have been added.
    added: BTreeSet<NodeId>,
    /// The types of branches; of one that is being looked at, nothing is known.
    types: BTreeMap<NodeId, BTreeSet<Type>>,
}

/// The types that an instance of any of the branches may have.
fn any(schema: &Schema, branches: &[NodeId], walk: &mut Walk) -> BTreeSet<Type> {
    let mut types = BTreeSet::new();
    for branch in branches {
        if !walk.types.contains_key(branch) {
            let mut facts = Facts::anything();
            walk.types.insert(*branch, facts.types.clone());
            let outer = std::mem::take(&mut walk.added);
            facts.narrow(schema, *branch, walk);
            walk.added = outer;
            walk.types.insert(*branch, facts.types);
        }
        types.extend(walk.types.get(branch).into_iter().flatten());
    }
    types
}

/// How many references are followed to a list of texts.
const DEEP: usize = 8;

/// The texts that a schema lists, or one that it refers to, if nothing else is valid.
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
fn instance_type(type_: Type) -> Type {
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
