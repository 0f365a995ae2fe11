//! Conditions on a property that is one of some constants: an object whose properties depend on
//! such a condition is a tagged enum.

use std::collections::{BTreeMap, BTreeSet};

use exactschema::schema::Table;
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Combinator, Keyword, Node, NodeId, Schema, Type};
use exactschema_frontend::pointer::segment;

/// The objects that are tagged enums, with their cases. The last is that of all other values.
#[derive(Default)]
pub(crate) struct Conditions(BTreeMap<NodeId, Vec<Case>>);

/// A case of an object.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The property that is one of some constants, if the case is not that of all other values.
    pub(crate) tag: Option<Tag>,
    /// The schema that is then asserted.
    pub(crate) schema: Option<NodeId>,
}

/// A property that is one of some constants.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    /// Its name.
    pub(crate) property: String,
    /// The schema of the constants.
    pub(crate) schema: NodeId,
    /// Whether the condition requires that it is present.
    pub(crate) is_required: bool,
}

impl Conditions {
    /// Finds the conditions of a schema with this table. Their subschemas are added to the
    /// schema.
    pub(crate) fn add(schema: &mut Schema, table: &Table) -> Self {
        let ids: Vec<NodeId> = schema.ids().collect();
        let mut objects = BTreeMap::new();
        for id in ids {
            if let Some((conditions, otherwise)) = conditions_of(schema, id) {
                objects.insert(id, reveal(schema, conditions, otherwise));
            }
        }
        if !objects.is_empty() {
            schema.resolve_all(table);
        }
        objects.retain(|id, cases| differ(schema, *id, cases));
        Conditions(objects)
    }

    /// The cases of an object.
    pub(crate) fn of(&self, id: NodeId) -> Option<&[Case]> {
        self.0.get(&id).map(Vec::as_slice)
    }

    /// All cases, with the objects that have them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (NodeId, &[Case])> {
        self.0.iter().map(|(id, cases)| (*id, cases.as_slice()))
    }

    /// Has an object be a struct.
    pub(crate) fn forget(&mut self, id: NodeId) {
        self.0.remove(&id);
    }
}

/// The schemas that declare the properties of a case: its own, and the one that it refers to.
pub(crate) fn declares(schema: &Schema, id: NodeId) -> impl Iterator<Item = &Node> {
    let referred = schema.node(id).reference();
    [id].into_iter().chain(referred).map(|id| schema.node(id))
}

/// Whether a case declares a property that the object itself does not.
fn differ(schema: &Schema, id: NodeId, cases: &[Case]) -> bool {
    let declared: BTreeSet<&String> = names(schema.node(id)).collect();
    let mut schemas = cases.iter().filter_map(|case| case.schema);
    schemas.any(|case| {
        let mut names = declares(schema, case).flat_map(names);
        names.any(|name| !declared.contains(name))
    })
}

fn names(node: &Node) -> impl Iterator<Item = &String> {
    node.properties().iter().map(|(name, _)| name)
}

/// A condition as it is written.
struct Condition {
    property: String,
    constants: Subschema,
    is_required: bool,
    then: Option<Subschema>,
}

/// A subschema by its JSON Pointer.
type Subschema = (String, Json);

/// The conditions of an object, and what else applies; all of them are about one property,
/// and no two are true of one value.
fn conditions_of(schema: &Schema, id: NodeId) -> Option<(Vec<Condition>, Option<Subschema>)> {
    let node = schema.node(id);
    let closed = node
        .additional_properties()
        .map(|id| schema.node(id).truth());
    if node.types() != Some(&[Type::Object]) || closed == Some(Some(false)) {
        return None;
    }
    let all_of = node.branches(Combinator::AllOf).unwrap_or_default();
    let (conditions, otherwise) = match all_of {
        [] => (vec![condition(node)?], asserted(node, "else")),
        branches => {
            let alone = |id: &NodeId| {
                let node = schema.node(*id);
                let mut entries = node.keywords.iter();
                let is_alone = entries.all(|entry| {
                    matches!(&*entry.name, "if" | "then") || entry.keyword.is_annotation()
                });
                condition(node).filter(|_| is_alone)
            };
            (branches.iter().map(alone).collect::<Option<_>>()?, None)
        }
    };
    let mut constants = BTreeSet::new();
    let are_apart = conditions.iter().all(|condition: &Condition| {
        let mut values = listed(&condition.constants.1).into_iter().flatten();
        condition.property == conditions[0].property
            && values.all(|value| constants.insert(value.canonical()))
    });
    are_apart.then_some((conditions, otherwise))
}

/// The condition of a node: that a property is one of some constants.
fn condition(node: &Node) -> Option<Condition> {
    let (at, json) = &asserted(node, "if")?;
    let [(property, constants)] = members(json.get("properties")?)? else {
        return None;
    };
    listed(constants)?;
    let is_required = match json.get("required") {
        None => false,
        Some(required) => match &required.value {
            Value::Array(names) => match names.as_slice() {
                [] => false,
                [name] if matches!(&name.value, Value::String(name) if name == property) => true,
                _ => return None,
            },
            _ => return None,
        },
    };
    let mut keywords = members(json)?.iter().map(|(name, _)| name.as_str());
    let is_alone = keywords.all(|name| {
        matches!(
            name,
            "properties" | "required" | "title" | "description" | "$comment"
        ) || name == "type" && is_object(json)
    });
    is_alone.then(|| Condition {
        property: property.clone(),
        constants: (
            format!("{at}/properties{}", segment(property)),
            constants.clone(),
        ),
        is_required,
        then: asserted(node, "then"),
    })
}

/// The JSON Pointer and the value of a keyword that the dialect of a node asserts.
fn asserted(node: &Node, name: &str) -> Option<Subschema> {
    let mut entries = node.keywords.iter();
    let entry = entries.find(|entry| entry.name == name)?;
    let is_asserted = matches!(entry.keyword, Keyword::Unsupported);
    is_asserted.then(|| (entry.place.pointer.clone(), entry.json.clone()))
}

/// The constants that a schema lists and nothing else.
fn listed(json: &Json) -> Option<Vec<&Json>> {
    let mut found = None;
    for (name, value) in members(json)? {
        match (name.as_str(), &value.value) {
            ("const", _) => found = Some(vec![value]),
            ("enum", Value::Array(values)) => found = Some(values.iter().collect()),
            ("type" | "title" | "description" | "$comment", _) => {}
            _ => return None,
        }
    }
    let is_scalar = |json: &&Json| !matches!(json.value, Value::Array(_) | Value::Object(_));
    found.filter(|values| !values.is_empty() && values.iter().all(is_scalar))
}

fn members(json: &Json) -> Option<&[(String, Json)]> {
    match &json.value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

fn is_object(json: &Json) -> bool {
    let type_ = json.get("type").map(|json| &json.value);
    matches!(type_, Some(Value::String(name)) if name == "object")
}

/// Adds the subschemas of conditions to a schema.
fn reveal(
    schema: &mut Schema,
    conditions: Vec<Condition>,
    otherwise: Option<Subschema>,
) -> Vec<Case> {
    let mut add = |(pointer, json): Subschema| schema.add_subschema(pointer, &json);
    let mut cases = Vec::new();
    for condition in conditions {
        let tag = Tag {
            property: condition.property,
            schema: add(condition.constants),
            is_required: condition.is_required,
        };
        cases.push(Case {
            tag: Some(tag),
            schema: condition.then.map(&mut add),
        });
    }
    cases.push(Case {
        tag: None,
        schema: otherwise.map(add),
    });
    cases
}
