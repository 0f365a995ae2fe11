//! Where the references of a schema document lead, and what only its table knows of it.

use std::collections::BTreeMap;

use exactschema::schema::{self, Argument, Table};
use percent_encoding::percent_decode_str;

use super::{Keyword, Node, NodeId, Schema, Type};
use crate::json::Value;

impl Schema {
    /// Points every `$ref` to its node.
    pub(super) fn resolve(&mut self) {
        let mut places = BTreeMap::new();
        for (index, node) in self.nodes.iter().enumerate() {
            places.insert(format!("#{}", node.place.pointer), NodeId(index));
            for entry in &node.keywords {
                if let Keyword::Anchor(name) = &entry.keyword {
                    places.entry(format!("#{name}")).or_insert(NodeId(index));
                }
            }
        }
        let root = self
            .nodes
            .first()
            .into_iter()
            .flat_map(|node| &node.keywords);
        let name =
            root.filter(|entry| entry.name == "$id")
                .find_map(|entry| match &entry.json.value {
                    Value::String(name) => Some(name.trim_end_matches('#').to_owned()),
                    _ => None,
                });
        for entry in self.nodes.iter_mut().flat_map(|node| &mut node.keywords) {
            if let (Keyword::Reference(target), Value::String(reference)) =
                (&mut entry.keyword, &entry.json.value)
            {
                // By its whole name, the document refers to itself too.
                let own = name
                    .as_ref()
                    .and_then(|name| reference.strip_prefix(name.as_str()));
                let own = own.filter(|fragment| fragment.starts_with('#'));
                let reference = own.unwrap_or(reference);
                // A pointer in a fragment is percent-encoded (RFC 6901 §6).
                let reference = percent_decode_str(reference).decode_utf8_lossy();
                *target = places.get(&*reference).copied();
            }
        }
    }

    /// Points every `$ref` to its node, by the table of the document.
    pub fn resolve_all(&mut self, table: &Table) {
        self.resolve();
        self.resolve_by(table);
    }

    /// Points what was not resolved to the node of the same place in the table; and all,
    /// if a schema below the root has a URI of its own, which references are relative to.
    pub(super) fn resolve_by(&mut self, table: &Table) {
        let entries = || table.nodes().iter().flat_map(|node| &node.entries);
        self.tracks = entries().any(|entry| {
            matches!(
                entry.keyword,
                schema::Keyword::UnevaluatedItems | schema::Keyword::UnevaluatedProperties
            )
        });
        let dynamic = entries().any(|entry| matches!(entry.argument, Argument::Dynamic { .. }));
        self.is_dynamic = dynamic && table.resources().len() > 1;
        let mut ids = self.nodes.iter().enumerate();
        self.has_resources = ids.any(|(index, node)| {
            let mut entries = node.keywords.iter();
            index > 0 && entries.any(|entry| matches!(&*entry.name, "$id" | "id"))
        });
        let nodes = nodes_of_text(table);
        for node in &mut self.nodes {
            let compiled = nodes.get(&*node.place.pointer);
            if let Some(compiled) = compiled {
                follow_dialect(node, compiled);
            }
            let target = compiled.and_then(|node| node.schema(schema::Keyword::Ref));
            let target = target.map(|target| &table[target].place);
            let target = target.filter(|place| place.source == 0);
            let target = target.and_then(|place| self.by_pointer.get(&*place.pointer));
            for entry in &mut node.keywords {
                if let Keyword::Reference(known) = &mut entry.keyword
                    && (self.has_resources || known.is_none())
                {
                    *known = target.copied();
                }
            }
        }
    }

    /// The references out of the document, each with what it leads to in the table.
    pub fn references_out<'t>(&self, table: &'t Table) -> Vec<(NodeId, &'t schema::Node)> {
        let nodes = nodes_of_text(table);
        let out = self.ids().filter_map(|id| {
            let node = self.node(id);
            let mut entries = node.keywords.iter();
            let is_out = entries.any(|entry| matches!(entry.keyword, Keyword::Reference(None)));
            let compiled = nodes.get(&*node.place.pointer).filter(|_| is_out)?;
            let target = &table[compiled.schema(schema::Keyword::Ref)?];
            (target.place.source > 0).then_some((id, target))
        });
        out.collect()
    }

    /// Points a `$ref` of a node that leads out of the document to a node that stands for what
    /// it leads to.
    pub fn refer(&mut self, id: NodeId, target: NodeId) {
        for entry in &mut self.nodes[id.0].keywords {
            if let Keyword::Reference(reference @ None) = &mut entry.keyword {
                *reference = Some(target);
            }
        }
    }

    /// Spells references out of the document by what they lead to, so that two ways to name
    /// a schema are one.
    pub fn name_references(&mut self, table: &Table) {
        for (id, target) in self.references_out(table) {
            let uri = table.source(&target.place).map_or("", |source| &source.uri);
            let name = format!("{uri}#{}", target.place.pointer);
            for entry in &mut self.nodes[id.0].keywords {
                if let Keyword::Reference(None) = entry.keyword {
                    entry.json.value = Value::String(name.clone());
                }
            }
        }
    }
}

/// The nodes of a table that are of the document itself, by JSON Pointer.
fn nodes_of_text(table: &Table) -> BTreeMap<&str, &schema::Node> {
    let own = table.nodes().iter().filter(|node| node.place.source == 0);
    own.map(|node| (&*node.place.pointer, node)).collect()
}

/// Reads the keywords of a node as a dialect of its own does: it may not know some, and may
/// assert a format that its release does not.
fn follow_dialect(node: &mut Node, compiled: &schema::Node) {
    let entries = compiled.entries.iter();
    let unknown = entries.filter(|entry| entry.keyword == schema::Keyword::Annotation);
    for entry in unknown {
        let mut entries = node.keywords.iter_mut();
        let entry = entries.find(|other| other.name == *entry.name);
        let asserts = |keyword: &Keyword| {
            !keyword.is_annotation() && !matches!(keyword, Keyword::Definitions(_))
        };
        if let Some(entry) = entry.filter(|entry| asserts(&entry.keyword)) {
            entry.keyword = Keyword::Unasserted;
        }
    }
    if asserts_more(node, compiled) {
        node.set_aside("format", &Keyword::Unsupported);
    }
}

/// Whether a dialect of its own asserts a format that its release does not. An integer has
/// a type for it.
fn asserts_more(node: &Node, compiled: &schema::Node) -> bool {
    let entry = compiled.entry(schema::Keyword::Format);
    let format = entry.and_then(|entry| match entry.argument {
        Argument::Format { format, .. } => format,
        _ => None,
    });
    let is_integer = node.types() == Some(&[Type::Integer]);
    format.is_some_and(|format| {
        node.asserted_format().is_none() && !(format.is_about_numbers() && is_integer)
    })
}
