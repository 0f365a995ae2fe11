//! Tables as text: a line of JSON for each source, each resource and each node.
//!
//! Generators write it beside the types that they generate, and programs read it when
//! the table is first needed. The pointer of a keyword is that of its node and its name;
//! the programs of patterns are written, since compiling them takes tables of Unicode.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::keyword::FACTS;
use super::{
    Argument, Draft, Entry, Keyword, Members, Node, NodeId, Place, Representation, Resource,
    ResourceId, Source, Table, Types, Values,
};
use crate::document::{Document, Instance, segment};
use crate::formats::Format;
use crate::pattern::{OwnedInst, OwnedLook, Pattern, Program};
use crate::read::from_str;
use crate::text::lexer::Kind;
use crate::value::Value;

impl Table {
    /// The table as text.
    pub fn encode(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let mut line = |json: Json| {
            let _ = writeln!(text, "{json}");
        };
        for source in self.sources() {
            line(json!(["source", source.uri, source.path]));
        }
        for resource in self.resources() {
            let anchors = resource.dynamic_anchors.iter();
            let anchors: Vec<Json> = anchors
                .map(|(name, node)| json!([name, node.index()]))
                .collect();
            line(json!(["resource", resource.uri, anchors]));
        }
        for node in self.nodes() {
            let entries: Vec<Json> = node
                .entries
                .iter()
                .map(|entry| entry_json(node, entry))
                .collect();
            let Place {
                source,
                pointer,
                line: row,
                column,
            } = &node.place;
            let resource = node.resource.index();
            let (draft, holds) = (node.draft.as_str(), representation(node));
            let place = json!([source, pointer, row, column]);
            line(json!(["node", place, resource, draft, holds, entries]));
        }
        text
    }

    /// The table of a text that [`Table::encode`] wrote; `None` for any other text.
    pub fn decode(text: &str) -> Option<Table> {
        let (mut sources, mut resources, mut nodes) = (Vec::new(), Vec::new(), Vec::new());
        for line in text.lines() {
            let document = Document::parse(line.as_bytes(), usize::MAX).ok()?;
            let parts: Vec<Instance<'_>> = document.root().elements().collect();
            match (&*parts.first()?.text(), &parts[1..]) {
                ("source", [uri, path]) => sources.push(Source {
                    uri: string(*uri),
                    path: (path.kind() == Kind::String).then(|| string(*path)),
                }),
                ("resource", [uri, anchors]) => resources.push(Resource {
                    uri: string(*uri),
                    dynamic_anchors: anchors.elements().map(named_node).collect::<Option<_>>()?,
                }),
                ("node", parts) => nodes.push(node(parts)?),
                // The first line describes how the table was made.
                (_, []) => {}
                _ => return None,
            }
        }
        let is_known = |id: NodeId| id.index() < nodes.len();
        let mut entries = nodes.iter().flat_map(|node: &Node| &node.entries);
        let is_whole = entries.all(|entry| entry.argument.nodes().into_iter().all(is_known));
        (is_whole && !nodes.is_empty()).then(|| Table::new(sources, resources, nodes))
    }
}

fn entry_json(node: &Node, entry: &Entry) -> Json {
    let pointer = pointer(&node.place.pointer, &entry.name);
    let pointer = (pointer != entry.place.pointer).then_some(&entry.place.pointer);
    let keyword = format!("{:?}", entry.keyword);
    let (line, column) = (entry.place.line, entry.place.column);
    let argument = argument_json(&entry.argument);
    json!([entry.name, keyword, line, column, pointer, argument])
}

/// The pointer of a keyword; that of a boolean schema, which has no name, is the node's.
fn pointer(node: &str, name: &str) -> Box<str> {
    match name {
        "" => node.into(),
        name => format!("{node}{}", segment(name)).into(),
    }
}

fn argument_json(argument: &Argument) -> Json {
    let index = |node: &NodeId| node.index();
    let member = |(name, node): (&str, NodeId)| json!([name, node.index()]);
    match argument {
        Argument::Flag(truth) => json!(["flag", truth]),
        Argument::Count(count) => json!(["count", count.to_string()]),
        Argument::Number(number) => json!(["number", number]),
        Argument::Text(text) => json!(["text", text]),
        Argument::Format {
            name,
            format,
            is_asserted,
        } => {
            let format = format.map(|format| format!("{format:?}"));
            json!(["format", name, format, is_asserted])
        }
        Argument::Pattern(pattern) => json!(["pattern", pattern_json(pattern)]),
        Argument::Types(types) => json!(["types", types.names().collect::<Vec<_>>()]),
        Argument::Values(values) => {
            let values: Vec<String> = values.list().iter().map(Value::to_string).collect();
            json!(["values", values])
        }
        Argument::Names(names) => json!(["names", names]),
        Argument::Requirements(requirements) => json!(["requirements", requirements]),
        Argument::Schema(node) => json!(["schema", node.index()]),
        Argument::Schemas(nodes) => json!(["schemas", nodes.iter().map(index).collect::<Vec<_>>()]),
        Argument::Members(members) => {
            json!(["members", members.iter().map(member).collect::<Vec<_>>()])
        }
        Argument::Patterns(patterns) => {
            let patterns = patterns.iter();
            let patterns: Vec<Json> = patterns
                .map(|(pattern, node)| json!([pattern_json(pattern), node.index()]))
                .collect();
            json!(["patterns", patterns])
        }
        Argument::PropertyValues(properties) => {
            let properties = properties.iter();
            let properties: Vec<Json> = properties
                .map(|(name, values)| json!([name, values.iter().map(member).collect::<Vec<_>>()]))
                .collect();
            json!(["property values", properties])
        }
        Argument::Dynamic { anchor, initial } => json!(["dynamic", anchor, initial.index()]),
        Argument::Json(json) => json!(["json", json]),
    }
}

fn representation(node: &Node) -> Json {
    match &node.representation {
        None => Json::Null,
        Some(Representation::Double) => json!(["double"]),
        Some(Representation::Integer {
            name,
            low,
            high,
            or_double,
        }) => json!([name, low.to_string(), high.to_string(), or_double]),
    }
}

fn pattern_json(pattern: &Pattern) -> Json {
    let program = pattern.to_program();
    let insts = |insts: &[OwnedInst]| insts.iter().map(inst_json).collect::<Vec<_>>();
    let looks = program.looks.iter();
    let looks: Vec<Json> = looks
        .map(|look| json!([look.behind, insts(&look.insts)]))
        .collect();
    json!([pattern.source(), insts(&program.insts), looks])
}

fn inst_json(inst: &OwnedInst) -> Json {
    match inst {
        OwnedInst::Start => json!(["^"]),
        OwnedInst::End => json!(["$"]),
        OwnedInst::Boundary(is_one) => json!(["b", is_one]),
        OwnedInst::Text(text) => json!(["text", text]),
        OwnedInst::Chars(ranges, least, most) => {
            let ranges = ranges
                .iter()
                .flat_map(|range| [*range.start(), *range.end()]);
            let ranges: Vec<u32> = ranges.map(u32::from).collect();
            json!(["chars", ranges, least, most])
        }
        OwnedInst::Goto(places) => json!(["goto", places]),
        OwnedInst::Look(look, holds) => json!(["look", look, holds]),
    }
}

fn node(parts: &[Instance<'_>]) -> Option<Node> {
    let [place, resource, draft, holds, entries] = parts else {
        return None;
    };
    let place: Vec<Instance<'_>> = place.elements().collect();
    let [source, pointer, line, column] = place.as_slice() else {
        return None;
    };
    let place = Place {
        source: number(*source)?,
        pointer: string(*pointer),
        line: number(*line)?,
        column: number(*column)?,
    };
    let entries = entries.elements().map(|json| entry(&place, json));
    let entries = entries.collect::<Option<_>>()?;
    let draft = Draft::by_name(&draft.text())?;
    let resource = ResourceId::new(number(*resource)?);
    let mut node = Node::new(place, resource, draft, entries);
    node.representation = held(*holds)?;
    Some(node)
}

fn held(json: Instance<'_>) -> Option<Option<Representation>> {
    let parts: Vec<Instance<'_>> = json.elements().collect();
    Some(match parts.as_slice() {
        [] => None,
        [_] => Some(Representation::Double),
        [name, low, high, or_double] => Some(Representation::Integer {
            name: string(*name),
            low: low.text().parse().ok()?,
            high: high.text().parse().ok()?,
            or_double: or_double.is_true(),
        }),
        _ => return None,
    })
}

fn entry(node: &Place, json: Instance<'_>) -> Option<Entry> {
    let parts: Vec<Instance<'_>> = json.elements().collect();
    let [name, keyword, line, column, own, argument] = parts.as_slice() else {
        return None;
    };
    let name = name.text();
    let known = FACTS.iter().find(|facts| facts.name == name);
    let pointer = match own.kind() {
        Kind::String => string(*own),
        _ => pointer(&node.pointer, &name),
    };
    Some(Entry {
        keyword: Keyword::by_name(&keyword.text())?,
        name: match known {
            Some(facts) => Cow::Borrowed(facts.name),
            None => Cow::Owned(name.into_owned()),
        },
        place: Place {
            source: node.source,
            pointer,
            line: number(*line)?,
            column: number(*column)?,
        },
        argument: self::argument(*argument)?,
    })
}

fn argument(json: Instance<'_>) -> Option<Argument> {
    let parts: Vec<Instance<'_>> = json.elements().collect();
    Some(match (&*parts.first()?.text(), &parts[1..]) {
        ("flag", [truth]) => Argument::Flag(truth.is_true()),
        ("count", [count]) => Argument::Count(count.text().parse().ok()?),
        ("number", [number]) => Argument::Number(string(*number)),
        ("text", [text]) => Argument::Text(string(*text)),
        ("format", [name, format, is_asserted]) => {
            let mut formats = Format::ALL.iter();
            let variant = format.text();
            Argument::Format {
                name: string(*name),
                format: formats
                    .find(|format| format!("{format:?}") == variant)
                    .copied(),
                is_asserted: is_asserted.is_true(),
            }
        }
        ("pattern", [json]) => Argument::Pattern(pattern(*json)?),
        ("types", [names]) => {
            let mut types = Types::default();
            let mut names = names.elements();
            names
                .all(|name| types.insert(&name.text()))
                .then_some(Argument::Types(types))?
        }
        ("values", [values]) => {
            let values = values.elements().map(|value| from_str(&value.text()).ok());
            Argument::Values(Box::new(Values::new(values.collect::<Option<_>>()?)))
        }
        ("names", [names]) => Argument::Names(names.elements().map(string).collect()),
        ("requirements", [requirements]) => {
            let requirements = requirements.elements().map(|requirement| {
                let mut parts = requirement.elements();
                let (name, others) = (parts.next()?, parts.next()?);
                Some((string(name), others.elements().map(string).collect()))
            });
            Argument::Requirements(requirements.collect::<Option<_>>()?)
        }
        ("schema", [node]) => Argument::Schema(node_id(*node)?),
        ("schemas", [nodes]) => {
            Argument::Schemas(nodes.elements().map(node_id).collect::<Option<_>>()?)
        }
        ("members", [list]) => Argument::Members(members(*list)?),
        ("patterns", [list]) => {
            let list = list.elements().map(|member| {
                let mut parts = member.elements();
                Some((pattern(parts.next()?)?, node_id(parts.next()?)?))
            });
            Argument::Patterns(list.collect::<Option<_>>()?)
        }
        ("property values", [list]) => {
            let list = list.elements().map(|property| {
                let mut parts = property.elements();
                Some((string(parts.next()?), members(parts.next()?)?))
            });
            Argument::PropertyValues(list.collect::<Option<_>>()?)
        }
        ("dynamic", [anchor, initial]) => Argument::Dynamic {
            anchor: string(*anchor),
            initial: node_id(*initial)?,
        },
        ("json", [json]) => Argument::Json(string(*json)),
        _ => return None,
    })
}

fn members(json: Instance<'_>) -> Option<Members> {
    let members = json.elements().map(named_node).collect::<Option<_>>()?;
    Some(Members::new(members))
}

fn named_node(json: Instance<'_>) -> Option<(Box<str>, NodeId)> {
    let mut parts = json.elements();
    Some((string(parts.next()?), node_id(parts.next()?)?))
}

fn node_id(json: Instance<'_>) -> Option<NodeId> {
    number(json).map(NodeId::new)
}

fn string(json: Instance<'_>) -> Box<str> {
    json.text().into()
}

fn number<T: std::str::FromStr>(json: Instance<'_>) -> Option<T> {
    json.source().parse().ok()
}

fn pattern(json: Instance<'_>) -> Option<Pattern> {
    let parts: Vec<Instance<'_>> = json.elements().collect();
    let [source, insts, looks] = parts.as_slice() else {
        return None;
    };
    let read = |insts: Instance<'_>| insts.elements().map(inst).collect::<Option<Vec<_>>>();
    let looks = looks.elements().map(|look| {
        let mut parts = look.elements();
        Some(OwnedLook {
            behind: parts.next()?.is_true(),
            insts: read(parts.next()?)?,
        })
    });
    let program = Program {
        insts: read(*insts)?,
        looks: looks.collect::<Option<_>>()?,
    };
    Some(Pattern::Owned(source.text().into(), program.into()))
}

fn inst(json: Instance<'_>) -> Option<OwnedInst> {
    let parts: Vec<Instance<'_>> = json.elements().collect();
    Some(match (&*parts.first()?.text(), &parts[1..]) {
        ("^", []) => OwnedInst::Start,
        ("$", []) => OwnedInst::End,
        ("b", [is_one]) => OwnedInst::Boundary(is_one.is_true()),
        ("text", [text]) => OwnedInst::Text(text.text().into_owned()),
        ("chars", [ranges, least, most]) => {
            let ends = ranges.elements().map(|end| char::from_u32(number(end)?));
            let ends: Vec<char> = ends.collect::<Option<_>>()?;
            let (pairs, _) = ends.as_chunks::<2>();
            let ranges = pairs.iter().map(|[from, to]| *from..=*to).collect();
            OwnedInst::Chars(ranges, number(*least)?, number(*most))
        }
        ("goto", [places]) => {
            OwnedInst::Goto(places.elements().map(number).collect::<Option<_>>()?)
        }
        ("look", [look, holds]) => OwnedInst::Look(number(*look)?, holds.is_true()),
        _ => return None,
    })
}
