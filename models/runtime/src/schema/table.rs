//! The table: a node per subschema, with its keywords in the order of the schema.

use std::borrow::Cow;
use std::ops::Index;

use super::argument::{Argument, Members};
use super::choice::Choice;
use super::keyword::Keyword;
use super::representation::Representation;
use super::steps::{KINDS, Step, is_unevaluated, shared, steps};
use crate::constraint::Constraint;
use crate::draft::Draft;
use crate::pattern::Pattern;
use crate::text::lexer::Kind;
use crate::value::Value;

/// A compiled schema: all subschemas that its root reaches. The root is the first node.
#[derive(Debug)]
pub struct Table {
    sources: Vec<Source>,
    resources: Vec<Resource>,
    nodes: Vec<Node>,
    is_dynamic: bool,
    looks_within: bool,
}

/// The index of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// The node of a keyword, and its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntryId(pub(crate) NodeId, pub(crate) u32);

/// The index of a schema resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(u32);

/// A file that subschemas come from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The URI that it was requested by.
    pub uri: Box<str>,
    /// Its path, where it is a file that was named or mapped.
    pub path: Option<Box<str>>,
}

/// A schema resource: a schema with a URI of its own (Core §4.3.5).
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// Its URI, without a fragment.
    pub uri: Box<str>,
    /// The anchors that `$dynamicRef` looks for, with their schemas; the anchor of
    /// `$recursiveAnchor` has no name.
    pub dynamic_anchors: Vec<(Box<str>, NodeId)>,
}

/// A place in a schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The index of the source.
    pub source: u32,
    /// JSON Pointer (RFC 6901) from the root of the source.
    pub pointer: Box<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode code points, from 1.
    pub column: u32,
}

/// A subschema.
#[derive(Debug)]
pub struct Node {
    /// Where it is.
    pub place: Place,
    /// The resource that it belongs to.
    pub resource: ResourceId,
    /// The release by which its keywords are read.
    pub draft: Draft,
    /// Its keywords, in the order of the schema.
    pub entries: Vec<Entry>,
    /// The numbers that the Rust type of the schema represents, if not all.
    pub representation: Option<Representation>,
    steps: [Box<[Step]>; 6],
    places: Places,
    choices: Vec<(Keyword, Choice)>,
    is_shared: bool,
    tracks: bool,
}

/// The places of the entries that judge each property or each element.
#[derive(Debug, Default)]
struct Places {
    properties: Option<u32>,
    patterns: Option<u32>,
    additional: Option<u32>,
    prefix: Option<u32>,
    items: Option<u32>,
}

impl Places {
    fn new(entries: &[Entry]) -> Self {
        let place = |keyword| {
            let place = entries.iter().position(|entry| entry.keyword == keyword);
            place.map(|place| place as u32)
        };
        Places {
            properties: place(Keyword::Properties),
            patterns: place(Keyword::PatternProperties),
            additional: place(Keyword::AdditionalProperties),
            prefix: place(Keyword::PrefixItems),
            items: place(Keyword::Items),
        }
    }
}

/// A keyword of a subschema.
#[derive(Debug)]
pub struct Entry {
    /// The keyword.
    pub keyword: Keyword,
    /// The name that the author wrote.
    pub name: Cow<'static, str>,
    /// Where its value is.
    pub place: Place,
    /// The value of the keyword.
    pub argument: Argument,
}

impl Entry {
    /// The constraint that it is; `None` if it applies subschemas, lists values or names, or
    /// asserts nothing.
    pub(crate) fn constraint(&self) -> Option<Constraint<'_>> {
        Some(match (self.keyword, &self.argument) {
            (Keyword::MinLength, Argument::Count(count)) => Constraint::MinLength(*count),
            (Keyword::MaxLength, Argument::Count(count)) => Constraint::MaxLength(*count),
            (Keyword::MinItems, Argument::Count(count)) => Constraint::MinItems(*count),
            (Keyword::MaxItems, Argument::Count(count)) => Constraint::MaxItems(*count),
            (Keyword::MinProperties, Argument::Count(count)) => Constraint::MinProperties(*count),
            (Keyword::MaxProperties, Argument::Count(count)) => Constraint::MaxProperties(*count),
            (Keyword::Minimum, Argument::Number(limit)) => Constraint::Minimum(limit),
            (Keyword::Maximum, Argument::Number(limit)) => Constraint::Maximum(limit),
            (Keyword::ExclusiveMinimum, Argument::Number(limit)) => {
                Constraint::ExclusiveMinimum(limit)
            }
            (Keyword::ExclusiveMaximum, Argument::Number(limit)) => {
                Constraint::ExclusiveMaximum(limit)
            }
            (Keyword::MultipleOf, Argument::Number(divisor)) => Constraint::MultipleOf(divisor),
            (Keyword::Pattern, Argument::Pattern(pattern)) => Constraint::Pattern(pattern),
            (Keyword::Format, Argument::Format { format, .. }) => Constraint::Format((*format)?),
            (Keyword::UniqueItems, Argument::Flag(true)) => Constraint::UniqueItems,
            _ => return None,
        })
    }
}

impl Entry {
    /// Whether it has to look into an element or a property again that is known to be valid by
    /// the schemas that are about it: to compare it, or to judge it by one of several schemas.
    fn looks_within(&self) -> bool {
        let is_container = |value: &Value| matches!(value, Value::Array(_) | Value::Object(_));
        match (self.keyword, &self.argument) {
            (_, Argument::Values(values)) => values.list().iter().any(is_container),
            (Keyword::UniqueItems | Keyword::Contains | Keyword::DynamicRef, _) => true,
            (Keyword::Ref | Keyword::AllOf, _) => false,
            (keyword, argument) => {
                is_unevaluated(keyword) || keyword.is_in_place() && !argument.nodes().is_empty()
            }
        }
    }
}

impl NodeId {
    /// The root of a table.
    pub const ROOT: NodeId = NodeId(0);

    /// The node with this index.
    pub fn new(index: usize) -> Self {
        NodeId(index as u32)
    }

    /// The index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl EntryId {
    /// The keyword.
    pub(crate) fn of(self, table: &Table) -> &Entry {
        &table[self.0].entries[self.1 as usize]
    }
}

impl ResourceId {
    /// The resource with this index.
    pub fn new(index: usize) -> Self {
        ResourceId(index as u32)
    }

    /// The index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Table {
    /// The table of these nodes, of which the first is the root.
    pub fn new(sources: Vec<Source>, resources: Vec<Resource>, mut nodes: Vec<Node>) -> Self {
        let entries = nodes.iter().flat_map(|node| &node.entries);
        let is_dynamic = { entries.into_iter() }.any(|entry| is_dynamic(entry, &resources));
        let mut entries = nodes.iter().flat_map(|node| &node.entries);
        let looks_within = entries.any(|entry| entry.looks_within());
        let mut shared = shared(&nodes);
        let anchors = resources
            .iter()
            .flat_map(|resource| &resource.dynamic_anchors);
        anchors.for_each(|(_, node)| shared[node.index()] |= is_dynamic);
        for (node, is_shared) in nodes.iter_mut().zip(shared) {
            node.is_shared = is_shared;
        }
        for index in 0..nodes.len() {
            let entries = nodes[index].entries.iter();
            let unions = entries.filter_map(|entry| match entry.keyword {
                keyword @ (Keyword::AnyOf | Keyword::OneOf) => {
                    Some((keyword, Choice::new(&nodes, entry.argument.schemas())))
                }
                _ => None,
            });
            nodes[index].choices = unions.collect();
        }
        Table {
            sources,
            resources,
            nodes,
            is_dynamic,
            looks_within,
        }
    }

    /// The table of the schema `true`.
    pub(crate) fn of_anything() -> Self {
        let node = Node::new(
            Place::default(),
            ResourceId::new(0),
            Draft::Draft202012,
            Vec::new(),
        );
        Table::new(Vec::new(), vec![Resource::default()], vec![node])
    }

    /// All nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The file that a place is in.
    pub fn source(&self, place: &Place) -> Option<&Source> {
        self.sources.get(place.source as usize)
    }

    /// All files.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// A resource.
    pub fn resource(&self, id: ResourceId) -> &Resource {
        &self.resources[id.index()]
    }

    /// All resources.
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// Records for each node the numbers that its Rust type represents.
    pub fn represent(&mut self, of: impl Fn(&Place) -> Option<Representation>) {
        for node in &mut self.nodes {
            node.representation = of(&node.place);
        }
    }

    /// Makes annotations of formats, in all dialects but those that require them to be
    /// assertions.
    pub fn annotate_formats(&mut self) {
        let nodes = self.nodes.iter_mut();
        for entry in nodes.flat_map(|node| &mut node.entries) {
            if let Argument::Format {
                format,
                is_asserted: false,
                ..
            } = &mut entry.argument
            {
                *format = None;
            }
        }
    }

    /// Whether any keyword has to look into an element or a property again that is known to be
    /// valid by the schemas that are about it.
    pub(crate) fn looks_within(&self) -> bool {
        self.looks_within
    }

    /// Whether any reference depends on the way by which it was reached.
    pub(crate) fn is_dynamic(&self) -> bool {
        self.is_dynamic
    }
}

/// Whether it is a reference that may lead to another schema than at first sight.
fn is_dynamic(entry: &Entry, resources: &[Resource]) -> bool {
    let Argument::Dynamic { anchor, initial } = &entry.argument else {
        return false;
    };
    let anchors = { resources.iter() }.flat_map(|resource| &resource.dynamic_anchors);
    { anchors }.any(|(name, node)| name == anchor && node != initial)
}

impl Index<NodeId> for Table {
    type Output = Node;

    fn index(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }
}

impl Node {
    /// A subschema with these keywords.
    pub fn new(place: Place, resource: ResourceId, draft: Draft, entries: Vec<Entry>) -> Self {
        let steps = KINDS.map(|kind| steps(&entries, kind));
        let tracks = entries.iter().any(|entry| is_unevaluated(entry.keyword));
        let places = Places::new(&entries);
        Node {
            place,
            resource,
            draft,
            entries,
            representation: None,
            steps,
            places,
            choices: Vec::new(),
            is_shared: false,
            tracks,
        }
    }

    /// The entry of a keyword.
    pub fn entry(&self, keyword: Keyword) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.keyword == keyword)
    }

    /// The schema that a keyword is set to.
    pub fn schema(&self, keyword: Keyword) -> Option<NodeId> {
        self.entry(keyword)?.argument.schema()
    }

    /// The schemas that a keyword is set to a list of.
    pub fn schemas(&self, keyword: Keyword) -> &[NodeId] {
        self.entry(keyword)
            .map_or(&[], |entry| entry.argument.schemas())
    }

    /// The argument of an entry.
    fn argument_at(&self, place: Option<u32>) -> Option<&Argument> {
        Some(&self.entries.get(place? as usize)?.argument)
    }

    /// The schemas of properties by their names, in `properties`.
    pub(crate) fn properties(&self) -> Option<&Members> {
        match self.argument_at(self.places.properties) {
            Some(Argument::Members(members)) => Some(members),
            _ => None,
        }
    }

    /// The schema of a property by its name, in `properties`.
    pub fn property(&self, name: &str) -> Option<NodeId> {
        self.properties()?.get(name)
    }

    /// The schemas of properties by their names, in `patternProperties`.
    pub fn patterns(&self) -> &[(Pattern, NodeId)] {
        match self.argument_at(self.places.patterns) {
            Some(Argument::Patterns(patterns)) => patterns,
            _ => &[],
        }
    }

    /// The schema of all other properties, in `additionalProperties`.
    pub(crate) fn additional(&self) -> Option<NodeId> {
        self.argument_at(self.places.additional)?.schema()
    }

    /// The schemas of the first elements, in `prefixItems`.
    pub(crate) fn prefix(&self) -> &[NodeId] {
        let prefix = self.argument_at(self.places.prefix);
        prefix.map_or(&[], Argument::schemas)
    }

    /// The schema of all other elements, in `items`.
    pub(crate) fn rest(&self) -> Option<NodeId> {
        self.argument_at(self.places.items)?.schema()
    }

    /// The choice between the branches of `anyOf` or `oneOf`.
    pub(crate) fn choice(&self, keyword: Keyword) -> Option<&Choice> {
        let choice = self.choices.iter().find(|(other, _)| *other == keyword);
        choice.map(|(_, choice)| choice)
    }

    /// A number of things that a keyword is set to.
    pub fn count(&self, keyword: Keyword) -> Option<u64> {
        match self.entry(keyword)?.argument {
            Argument::Count(count) => Some(count),
            _ => None,
        }
    }

    /// The steps of evaluating an instance of a type.
    pub(crate) fn steps(&self, kind: Kind) -> &[Step] {
        &self.steps[kind as usize]
    }

    /// Whether several ways may lead to it for one instance, so that its verdict is
    /// worth remembering.
    pub(crate) fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// Whether it asks which elements or properties others have evaluated.
    pub(crate) fn tracks(&self) -> bool {
        self.tracks
    }
}
