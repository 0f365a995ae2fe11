//! Lowering: a node per subschema that the root reaches, with the keywords of 2020-12.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use exactschema::Kind;
use exactschema::schema::{
    Argument, Draft, Entry, Facts, Keyword, Members, Node, NodeId, Place, Resource, ResourceId,
    Role, Shape, Values,
};

use super::dialect::Dialect;
use super::location::{Key, Location};
use super::registry::{Registry, text};
use super::{Options, argument, children, format, unused};

/// The nodes of a table.
pub(super) struct Lowered<'a> {
    pub(super) nodes: Vec<Node>,
    pub(super) resources: Vec<Resource>,
    /// Where each node is.
    pub(super) origins: Vec<Location<'a>>,
    /// The number of nodes that the root and the schemas that others refer to reach, which come
    /// first.
    pub(super) reached: usize,
}

/// Lowers a schema, the schemas in its text that others refer to, and all that these reach; and
/// the definitions that they do not reach, if the table is to have all.
pub(super) fn lower<'a>(
    registry: &mut Registry<'a>,
    root: Location<'a>,
    options: &Options<'_>,
) -> Lowered<'a> {
    let referred = options.referred.iter();
    let referred: Vec<_> = referred
        .filter_map(|pointer| registry.pointer(root.resource, pointer))
        .collect();
    let mut lowering = Lowering {
        registry,
        ids: HashMap::new(),
        origins: Vec::new(),
        nothing: BTreeSet::new(),
        dynamic: Vec::new(),
    };
    lowering.intern(root.clone());
    for schema in referred {
        lowering.intern(schema);
    }
    let mut nodes = Vec::new();
    lowering.nodes(&mut nodes);
    let reached = nodes.len();
    if options.has_all_definitions {
        for (_, definition) in unused::definitions(lowering.registry, root) {
            lowering.intern(definition);
        }
        lowering.nodes(&mut nodes);
    }
    lowering.refuse_unknown_anchors();
    Lowered {
        nodes,
        resources: lowering.resources(),
        origins: lowering.origins,
        reached,
    }
}
/// Makes nodes, and remembers which.
struct Lowering<'r, 'a> {
    registry: &'r mut Registry<'a>,
    ids: HashMap<Key, NodeId>,
    origins: Vec<Location<'a>>,
    /// The nodes that represent a schema that does not exist.
    nothing: BTreeSet<usize>,
    /// The anchors that references name, and their locations.
    dynamic: Vec<(Box<str>, Location<'a>)>,
}

/// The keywords that a keyword is lowered to.
type Lower = Vec<(Keyword, Argument)>;

impl<'a> Lowering<'_, 'a> {
    /// Makes all nodes that have been requested, and those that they request.
    fn nodes(&mut self, nodes: &mut Vec<Node>) {
        loop {
            while let Some(origin) = self.origins.get(nodes.len()).cloned() {
                nodes.push(match self.nothing.contains(&nodes.len()) {
                    true => self.nothing_at(&origin),
                    false => self.node(&origin),
                });
            }
            self.intern_anchors();
            if self.origins.len() == nodes.len() {
                break;
            }
        }
    }

    /// The node of a schema, which is made later.
    fn intern(&mut self, mut schema: Location<'a>) -> NodeId {
        let key = schema.key();
        if let Some(known) = self.ids.get(&key) {
            return *known;
        }
        if let Some(resource) = self.registry.schemas.get(&key) {
            schema.resource = *resource;
        }
        let id = NodeId::new(self.origins.len());
        self.ids.insert(key, id);
        self.origins.push(schema);
        id
    }

    /// Makes the nodes that dynamic references may lead to, in all resources that have
    /// nodes.
    fn intern_anchors(&mut self) {
        let asked: BTreeSet<&str> = self.dynamic.iter().map(|(anchor, _)| &**anchor).collect();
        let reached: BTreeSet<usize> = self.origins.iter().map(|at| at.resource).collect();
        let mut found = Vec::new();
        for resource in reached {
            let anchors = &self.registry.resources[resource].dynamic_anchors;
            let asked = anchors
                .iter()
                .filter(|(name, _)| asked.contains(name.as_str()));
            found.extend(asked.map(|(_, schema)| schema.clone()));
        }
        for schema in found {
            self.intern(schema);
        }
    }

    /// Rejects references to anchors that no resource has.
    fn refuse_unknown_anchors(&mut self) {
        let resources = &self.registry.resources;
        let has_node = |schema: &Location<'_>| self.ids.contains_key(&schema.key());
        let is_known = |anchor: &str| {
            let mut resources = resources.iter();
            resources.any(|resource| {
                let schema = resource.dynamic_anchors.get(anchor);
                schema.is_some_and(has_node)
            })
        };
        let unknown = self.dynamic.iter().filter(|(anchor, _)| !is_known(anchor));
        let unknown: Vec<_> = unknown.cloned().collect();
        for (anchor, at) in unknown {
            let message = format!("no schema has the dynamic anchor {anchor:?}");
            self.registry
                .problem_at(&at, message, "declare it by $dynamicAnchor");
        }
    }

    fn resources(&self) -> Vec<Resource> {
        let asked: BTreeSet<&str> = self.dynamic.iter().map(|(anchor, _)| &**anchor).collect();
        let resources = self.registry.resources.iter();
        let resources = resources.map(|resource| {
            let anchors = resource.dynamic_anchors.iter();
            let anchors = anchors.filter(|(anchor, _)| asked.contains(anchor.as_str()));
            let anchors = anchors.filter_map(|(anchor, schema)| {
                Some((anchor.as_str().into(), *self.ids.get(&schema.key())?))
            });
            Resource {
                uri: super::uri::shown(&resource.uri).into(),
                dynamic_anchors: anchors.collect(),
            }
        });
        resources.collect()
    }

    fn node(&mut self, at: &Location<'a>) -> Node {
        let dialect = self.registry.resources[at.resource].dialect;
        let entries = match at.value.kind() {
            Kind::Boolean => vec![self.boolean(at, at.value.is_true())],
            _ => self.entries(at, dialect),
        };
        let resource = ResourceId::new(at.resource);
        Node::new(self.place(at), resource, dialect.draft, entries)
    }

    /// The node of a dynamic reference that has nothing to fall back to.
    fn nothing_at(&mut self, at: &Location<'a>) -> Node {
        let draft = self.registry.resources[at.resource].dialect.draft;
        let entries = vec![self.boolean(at, false)];
        Node::new(self.place(at), ResourceId::new(at.resource), draft, entries)
    }

    fn boolean(&self, at: &Location<'a>, truth: bool) -> Entry {
        Entry {
            keyword: Keyword::Boolean,
            name: Cow::Borrowed(""),
            place: self.place(at),
            argument: Argument::Flag(truth),
        }
    }

    fn place(&self, at: &Location<'a>) -> Place {
        let lines = &self.registry.sources[at.source].lines;
        let (line, column) = lines.position(at.value.range().0);
        Place {
            source: at.source as u32,
            pointer: at.pointer.as_str().into(),
            line: line as u32,
            column: column as u32,
        }
    }

    fn entries(&mut self, schema: &Location<'a>, dialect: Dialect) -> Vec<Entry> {
        let stands_alone = dialect.references_stand_alone() && text(schema, "$ref").is_some();
        let mut entries = Vec::new();
        for member in schema.value.members() {
            let name = member.name.text();
            if stands_alone && name != "$ref" {
                continue;
            }
            let value = schema.child(&name, member.value);
            let facts = dialect.facts(&name);
            let lowered = match facts {
                Some(facts) => self.keyword(schema, &value, facts, dialect),
                None => vec![(Keyword::Annotation, argument::json(value.value))],
            };
            for (keyword, argument) in lowered {
                entries.push(Entry {
                    keyword,
                    name: facts.map_or_else(
                        || Cow::Owned(name.to_string()),
                        |facts| Cow::Borrowed(facts.name),
                    ),
                    place: self.place(&value),
                    argument,
                });
            }
        }
        entries
    }

    /// Lowers a keyword that the dialect defines. What is malformed has been reported.
    fn keyword(
        &mut self,
        schema: &Location<'a>,
        value: &Location<'a>,
        facts: &Facts,
        dialect: Dialect,
    ) -> Lower {
        let is_old_items = dialect.draft < Draft::Draft202012;
        match (facts.role, facts.name) {
            (Role::Identifier, _) | (_, "$comment") => Vec::new(),
            (_, "$ref") => self.reference(value),
            (_, "$dynamicRef") => self.dynamic_reference(value, dialect),
            (_, "$recursiveRef") => self.recursive_reference(value),
            (_, "additionalItems") if is_old_items && !has_item_list(schema) => Vec::new(),
            (_, "minimum" | "maximum") if dialect.draft == Draft::Draft4 => {
                bound(schema, value, facts)
            }
            (_, "exclusiveMinimum" | "exclusiveMaximum") if dialect.draft == Draft::Draft4 => {
                Vec::new()
            }
            (_, "format") => one(facts.keyword, format_argument(value, dialect)),
            // As a schema, for what it refers to; as a value, for annotations.
            (_, "contentSchema") => {
                let mut lowered = self.by_shape(value, facts);
                lowered.push((facts.keyword, argument::json(value.value)));
                lowered
            }
            _ if facts.keyword == Keyword::Annotation => {
                one(facts.keyword, Some(argument::json(value.value)))
            }
            _ => self.by_shape(value, facts),
        }
    }

    fn by_shape(&mut self, at: &Location<'a>, facts: &Facts) -> Lower {
        let (keyword, value) = (facts.keyword, at.value);
        let text = || (value.kind() == Kind::String).then(|| value.text());
        let argument = match facts.shape {
            Shape::Schema => self.schema(at).map(Argument::Schema),
            Shape::Schemas => Some(self.schemas(at)),
            Shape::SchemaOrSchemas => match value.kind() {
                Kind::Array => return vec![(Keyword::PrefixItems, self.schemas(at))],
                _ => self.schema(at).map(Argument::Schema),
            },
            Shape::Members => Some(Argument::Members(self.members(at))),
            Shape::Patterns => Some(self.patterns(at)),
            Shape::Dependencies => return self.dependencies(at),
            Shape::PropertyDependencies => Some(self.property_values(at)),
            Shape::Count => argument::count(value).map(Argument::Count),
            Shape::Number | Shape::PositiveNumber => number(at),
            Shape::Flag => (value.kind() == Kind::Boolean).then(|| Argument::Flag(value.is_true())),
            Shape::Types => argument::types(value).map(Argument::Types),
            Shape::Values => Some(Argument::Values(Box::new(argument::values(value)))),
            Shape::Value => {
                let value = argument::one(value);
                value.map(|value| Argument::Values(Box::new(Values::new(vec![value]))))
            }
            Shape::Names => Some(Argument::Names(argument::names(value))),
            Shape::Requirements => Some(Argument::Requirements(requirements(at))),
            Shape::Pattern => text().and_then(|source| {
                let pattern = self.registry.pattern(&source);
                pattern.ok().map(Argument::Pattern)
            }),
            Shape::Text => text().map(|text| Argument::Text(text.into())),
            // These were lowered before.
            Shape::Reference | Shape::Identifier => None,
        };
        one(keyword, argument)
    }

    fn schema(&mut self, at: &Location<'a>) -> Option<NodeId> {
        children::is_schema(at).then(|| self.intern(at.clone()))
    }

    fn schemas(&mut self, at: &Location<'a>) -> Argument {
        let elements = at.elements();
        Argument::Schemas(
            elements
                .filter_map(|element| self.schema(&element))
                .collect(),
        )
    }

    fn members(&mut self, at: &Location<'a>) -> Members {
        let members = at.members();
        let members = members.filter_map(|(name, value)| Some((name.into(), self.schema(&value)?)));
        Members::new(members.collect())
    }

    fn patterns(&mut self, at: &Location<'a>) -> Argument {
        let members = at.members();
        let patterns = members.filter_map(|(source, value)| {
            let pattern = self.registry.pattern(&source).ok()?;
            Some((pattern, self.schema(&value)?))
        });
        Argument::Patterns(patterns.collect())
    }

    /// `dependencies`, as the two keywords that followed it.
    fn dependencies(&mut self, at: &Location<'a>) -> Lower {
        let required = requirements(at);
        let schemas = self.members(at);
        let mut lowered = Vec::new();
        if !schemas.is_empty() || required.is_empty() {
            lowered.push((Keyword::DependentSchemas, Argument::Members(schemas)));
        }
        if !required.is_empty() {
            lowered.push((Keyword::DependentRequired, Argument::Requirements(required)));
        }
        lowered
    }

    fn property_values(&mut self, at: &Location<'a>) -> Argument {
        let members = at.members();
        let values = members.map(|(name, values)| (name.into(), self.members(&values)));
        Argument::PropertyValues(values.collect())
    }

    fn reference(&mut self, at: &Location<'a>) -> Lower {
        let found = self.resolve(at).map(|found| self.intern(found));
        one(Keyword::Ref, found.map(Argument::Schema))
    }

    /// The schema that a reference names; a problem if there is none.
    fn resolve(&mut self, at: &Location<'a>) -> Option<Location<'a>> {
        if at.value.kind() != Kind::String {
            return None;
        }
        match self.registry.resolve(at.resource, &at.value.text()) {
            Ok(found) => Some(found),
            Err(failure) => {
                self.registry.problem_at(at, failure.message, failure.fix);
                None
            }
        }
    }

    fn dynamic_reference(&mut self, at: &Location<'a>, dialect: Dialect) -> Lower {
        if dialect.draft == Draft::V1 {
            return self.named_reference(at);
        }
        let Some(found) = self.resolve(at) else {
            return Vec::new();
        };
        let reference = at.value.text();
        let anchor = super::uri::split(&reference).1.map(super::uri::decode);
        let anchors = &self.registry.resources[found.resource].dynamic_anchors;
        let anchor = anchor.filter(|anchor| {
            let schema = anchors.get(anchor.as_str());
            !anchor.is_empty() && schema.is_some_and(|schema| schema.key() == found.key())
        });
        match anchor {
            Some(anchor) => self.dynamic(at, &anchor, found),
            None => one(Keyword::Ref, Some(Argument::Schema(self.intern(found)))),
        }
    }

    /// `$dynamicRef` of v1: a name that only the dynamic scope resolves.
    fn named_reference(&mut self, at: &Location<'a>) -> Lower {
        if at.value.kind() != Kind::String {
            return Vec::new();
        }
        let reference = at.value.text();
        let anchor = reference.strip_prefix('#').unwrap_or(&reference);
        let anchors = &self.registry.resources[at.resource].dynamic_anchors;
        if let Some(initial) = anchors.get(anchor).cloned() {
            return self.dynamic(at, anchor, initial);
        }
        let id = self.origins.len();
        if self.intern(at.clone()) == NodeId::new(id) {
            self.nothing.insert(id);
        }
        self.dynamic(at, anchor, at.clone())
    }

    fn recursive_reference(&mut self, at: &Location<'a>) -> Lower {
        let Some(found) = self.resolve(at) else {
            return Vec::new();
        };
        let resource = &self.registry.resources[found.resource];
        match resource.dynamic_anchors.contains_key("") {
            true => self.dynamic(at, "", found),
            false => one(Keyword::Ref, Some(Argument::Schema(self.intern(found)))),
        }
    }

    fn dynamic(&mut self, at: &Location<'a>, anchor: &str, initial: Location<'a>) -> Lower {
        self.dynamic.push((anchor.into(), at.clone()));
        let argument = Argument::Dynamic {
            anchor: anchor.into(),
            initial: self.intern(initial),
        };
        vec![(Keyword::DynamicRef, argument)]
    }
}

fn one(keyword: Keyword, argument: Option<Argument>) -> Lower {
    argument
        .into_iter()
        .map(|argument| (keyword, argument))
        .collect()
}

/// Whether `items` is a list, which is what `additionalItems` goes on from.
pub(super) fn has_item_list(schema: &Location<'_>) -> bool {
    let items = schema.value.get("items");
    items.is_some_and(|items| items.kind() == Kind::Array)
}

/// A bound of draft 4, which another keyword makes exclusive.
fn bound(schema: &Location<'_>, value: &Location<'_>, facts: &Facts) -> Lower {
    let (flag, exclusive) = match facts.keyword {
        Keyword::Minimum => ("exclusiveMinimum", Keyword::ExclusiveMinimum),
        _ => ("exclusiveMaximum", Keyword::ExclusiveMaximum),
    };
    let is_exclusive = schema.value.get(flag).is_some_and(|flag| flag.is_true());
    let keyword = if is_exclusive {
        exclusive
    } else {
        facts.keyword
    };
    one(keyword, number(value))
}

fn number(at: &Location<'_>) -> Option<Argument> {
    (at.value.kind() == Kind::Number).then(|| Argument::Number(at.value.source().into()))
}

fn format_argument(at: &Location<'_>, dialect: Dialect) -> Option<Argument> {
    let name = (at.value.kind() == Kind::String).then(|| at.value.text())?;
    Some(Argument::Format {
        format: format::format(&name, dialect),
        name: name.into(),
        is_asserted: dialect.asserts_formats,
    })
}

fn requirements(at: &Location<'_>) -> Vec<(Box<str>, Vec<Box<str>>)> {
    let lists = at
        .members()
        .filter(|(_, list)| list.value.kind() == Kind::Array);
    lists
        .map(|(name, list)| (name.into(), argument::names(list.value)))
        .collect()
}
