//! References between files: each schema that several files refer to has one type, in the
//! module of its own file.

use std::collections::{BTreeMap, BTreeSet};

use exactschema::schema::{Draft, Table};
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{NodeId, Schema, Type};

use crate::types::BranchSummary;

/// A schema in another file, which a schema refers to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The URI of the other text.
    pub uri: String,
    /// Its path, as [`Loaded`](exactschema_frontend::compile::Loaded) has it.
    pub path: Option<String>,
    /// The JSON Pointer of the schema in it.
    pub pointer: String,
    /// The dialect by which it is read.
    pub draft: Draft,
}

/// A type that other modules can use.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// Its name.
    pub name: String,
    /// Whether its values have to be evaluated.
    pub(crate) is_evaluated: bool,
    /// Whether it may contain a double, which has no total order and no hash.
    pub(crate) has_double: bool,
    /// A schema that stands for its own where others refer to it: it has the name of the type, the
    /// title and the description, and asserts what discriminates the branches of a union.
    pub(crate) stand_in: Json,
}

/// The type in another module that a reference leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The module.
    pub module: String,
    /// The type.
    pub type_: Exported,
    /// Whether it may lead back to this module, so that a value of it has to be boxed.
    pub is_circular: bool,
}

impl Link {
    /// The type, as the modules beside its own name it.
    pub(crate) fn path(&self) -> String {
        let path = format!("super::{}::{}", self.module, self.type_.name);
        match self.is_circular {
            true => format!("Box<{path}>"),
            false => path,
        }
    }
}

/// The function that finds the types in other modules.
pub type Find<'a> = dyn Fn(&Reference) -> Option<Link> + Sync + 'a;

/// The links of a schema.
#[derive(Default)]
pub(crate) struct Links {
    /// The types of other modules, by the schemas that stand for theirs.
    of: BTreeMap<NodeId, Link>,
    /// JSON Pointers of the schemas that other files refer to.
    referred: BTreeSet<String>,
}

impl Links {
    /// Has the references of a schema with this table lead to schemas that stand for those in
    /// other files, if these have types. They are the same from everywhere, but for dynamic
    /// scopes.
    pub(crate) fn add(
        schema: &mut Schema,
        table: &Table,
        referred: &[String],
        find: &Find<'_>,
    ) -> Self {
        let mut links = Links {
            of: BTreeMap::new(),
            referred: referred.iter().cloned().collect(),
        };
        if schema.is_dynamic() {
            return links;
        }
        let references: Vec<_> = references(schema, table).collect();
        let mut stand_ins = BTreeMap::new();
        for (id, reference) in references {
            let Some(link) = find(&reference) else {
                continue;
            };
            let identity = identity(&link.module, &reference.pointer);
            let stand_in = stand_ins.entry(identity.clone());
            let stand_in =
                *stand_in.or_insert_with(|| schema.add_subschema(identity, &link.type_.stand_in));
            schema.refer(id, stand_in);
            links.of.insert(stand_in, link);
        }
        links
    }

    /// The type of another module whose schema this one stands for.
    pub(crate) fn of(&self, id: NodeId) -> Option<&Link> {
        self.of.get(&id)
    }

    /// Whether other files refer to this one.
    pub(crate) fn is_shared(&self) -> bool {
        !self.referred.is_empty()
    }

    /// Whether other files refer to a schema.
    pub(crate) fn is_referred(&self, pointer: &str) -> bool {
        self.referred.contains(pointer)
    }
}

/// Whether a schema stands for one in another file.
pub(crate) fn is_stand_in(schema: &Schema, id: NodeId) -> bool {
    let pointer = &schema.node(id).place.pointer;
    !pointer.is_empty() && !pointer.starts_with('/')
}

/// The schema that stands for another, whose type has this name, in other files.
pub(crate) fn stand_in(schema: &Schema, id: NodeId, name: &str) -> Json {
    let text = |text: &str| Json::from(Value::String(text.to_owned()));
    let list = |texts: &[String]| Value::Array(texts.iter().map(|one| text(one)).collect()).into();
    let node = schema.node(id);
    let summary = BranchSummary::of(schema, id);
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut add =
        |name: &str, value: Option<Json>| members.extend(value.map(|v| (name.to_owned(), v)));
    add("x-rust-name", Some(text(name)));
    add("title", node.title().map(text));
    add("description", node.description().map(text));
    if summary.types.len() < Type::ALL.len() {
        let types: Vec<String> = summary
            .types
            .iter()
            .map(|type_| type_.name().to_owned())
            .collect();
        add("type", (!types.is_empty()).then(|| list(&types)));
    }
    let tags = summary.tags.iter().map(|(name, texts)| {
        (
            name.clone(),
            Value::Object(vec![("enum".to_owned(), list(texts))]).into(),
        )
    });
    let tags: Vec<(String, Json)> = tags.collect();
    add(
        "properties",
        (!tags.is_empty()).then(|| Value::Object(tags).into()),
    );
    let required = &summary.required;
    add("required", (!required.is_empty()).then(|| list(required)));
    Value::Object(members).into()
}

/// The references of a schema to other files.
pub(crate) fn references(
    schema: &Schema,
    table: &Table,
) -> impl Iterator<Item = (NodeId, Reference)> {
    let out = schema.references_out(table).into_iter();
    out.filter_map(|(id, target)| {
        let source = table.source(&target.place)?;
        let reference = Reference {
            uri: source.uri.to_string(),
            path: source.path.as_deref().map(str::to_owned),
            pointer: target.place.pointer.to_string(),
            draft: target.draft,
        };
        Some((id, reference))
    })
}

/// The identity of a schema among the modules, by which its type is emitted.
pub(crate) fn identity(module: &str, pointer: &str) -> String {
    format!("{module}#{pointer}")
}
