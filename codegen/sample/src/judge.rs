//! Whether a value is valid against a schema anywhere in the document.

use std::collections::BTreeSet;

use exactschema::MAX_DEPTH;
use exactschema::diagnose::Options as DiagnoseOptions;
use exactschema::document::Document;
use exactschema::evaluate::Validator;
use exactschema::schema::{NodeId as TableId, Table};
use exactschema_frontend::compile::{Loaded, Options, compile};
use exactschema_frontend::json::quoted;
use exactschema_frontend::model::{NodeId, Schema};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::integer_formats::asserted;

/// The evaluator on schemas of a document, by index. It asserts formats, of texts and of
/// integers.
///
/// All are compiled into one table, since they share most of what they refer to: that of
/// an object that has a property for each.
#[derive(Debug)]
pub struct Judge {
    validator: Validator,
    /// `None` for what is no schema, such as one that refers to nowhere.
    nodes: Vec<Option<TableId>>,
}

/// The document, for the one that refers to its schemas. Its own URI may be relative to this.
const SOURCE: &str = "source:/document";

/// The characters of a JSON Pointer that are not encoded in the fragment of a URI.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'$').remove(b'-');

/// The number of findings that are looked for.
const FINDINGS: usize = 100;

impl Judge {
    /// A judge on the schemas that `text` is the source of; `None` if its root is none.
    pub fn new(schema: &Schema, text: &str) -> Option<Self> {
        let source = asserted(schema, text);
        let pointers = schema.ids().map(|id| &*schema.node(id).place.pointer);
        let judge = Judge::on(&source, &pointers.collect::<Vec<_>>())?;
        judge.nodes.first()?.is_some().then_some(judge)
    }

    /// A judge on schemas of one's own, by index, whose references are those of the
    /// document that `text` is.
    pub fn beside(schema: &Schema, text: &str, schemas: &[String]) -> Option<Self> {
        let name = free_name(schema);
        let list = schemas.join(",");
        let source = asserted(schema, text);
        let keywords = source
            .trim()
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        let comma = if keywords.unwrap_or_default().trim().is_empty() {
            ""
        } else {
            ","
        };
        // A boolean schema has no keywords, and no schema in it.
        let keywords = keywords.unwrap_or_default();
        let source = format!("{{{keywords}{comma}\"{name}\":[{list}]}}");
        let pointers = (0..schemas.len()).map(|index| format!("/{name}/{index}"));
        let pointers: Vec<String> = pointers.collect();
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        Judge::on(&source, &pointers)
    }

    /// A judge on the schemas at some places of a text. One that is none hides no other.
    fn on(source: &str, pointers: &[&str]) -> Option<Self> {
        let all: Vec<usize> = (0..pointers.len()).collect();
        let validator = match compiled(source, pointers, &all) {
            Ok(validator) => validator,
            Err(none) => {
                let rest: Vec<usize> = all.into_iter().filter(|i| !none.contains(i)).collect();
                compiled(source, pointers, &schemas(source, pointers, &rest)).ok()?
            }
        };
        let table = validator.table();
        let node = |index: usize| table[TableId::ROOT].property(&index.to_string());
        let nodes = (0..pointers.len()).map(node).collect();
        Some(Judge { validator, nodes })
    }

    /// The table that it judges by.
    pub fn table(&self) -> &Table {
        self.validator.table()
    }

    /// A node in the table.
    pub fn node(&self, id: NodeId) -> Option<TableId> {
        *self.nodes.get(id.index())?
    }

    /// Whether a node of the table is of the document itself.
    pub fn is_own(&self, node: TableId) -> bool {
        let table = self.table();
        let source = table.source(&table[node].place);
        source.is_some_and(|source| &*source.uri == SOURCE)
    }

    /// Whether a value, as JSON, is valid against a node.
    pub fn fits(&self, id: NodeId, instance: &str) -> bool {
        self.fits_nth(id.index(), instance) == Some(true)
    }

    /// Whether a value, as JSON, is valid against the schema of an index; `None` if there
    /// is no verdict.
    pub fn fits_nth(&self, index: usize, instance: &str) -> Option<bool> {
        let node = *self.nodes.get(index)?.as_ref()?;
        let Ok(document) = Document::parse(instance.as_bytes(), MAX_DEPTH) else {
            return Some(false);
        };
        match document.refusals().is_empty() {
            true => self.validator.is_valid_at(&document, node).ok(),
            false => Some(false),
        }
    }

    /// The reason why a value, as JSON, is not valid against the schema of an index: JSON Pointers
    /// with what was expected.
    pub fn reasons_nth(&self, index: usize, instance: &str) -> Vec<(String, String)> {
        let around = format!("{{\"{index}\":{instance}}}");
        let inside = format!("/{index}");
        let reasons = reasons(&self.validator, &around).into_iter();
        reasons
            .filter_map(|(pointer, reason)| {
                let inside = pointer.strip_prefix(inside.as_str())?;
                Some((inside.to_owned(), reason))
            })
            .collect()
    }

    /// The reason why a document is not valid against the root.
    pub fn reasons(&self, document: &str) -> Vec<(String, String)> {
        self.reasons_nth(0, document)
    }
}

/// The reason why a document is not valid: JSON Pointers with what was expected.
fn reasons(validator: &Validator, document: &str) -> Vec<(String, String)> {
    let mut options = DiagnoseOptions::default();
    options.max_findings = FINDINGS;
    let diagnosis = validator.diagnose(document.as_bytes(), &options);
    let findings = diagnosis.map(|diagnosis| diagnosis.findings);
    let findings = findings.unwrap_or_default().into_iter();
    findings
        .map(|finding| (finding.pointer, finding.message))
        .collect()
}

/// The indices of those places that have a schema.
fn schemas(source: &str, pointers: &[&str], some: &[usize]) -> Vec<usize> {
    if compiled(source, pointers, some).is_ok() {
        return some.to_vec();
    }
    let (left, right) = some.split_at(some.len() / 2);
    match left.is_empty() {
        true => Vec::new(),
        false => [left, right]
            .map(|half| schemas(source, pointers, half))
            .concat(),
    }
}

/// The table of an object with a property for each of some schemas; otherwise the indices of
/// those that are none, as far as the problems tell.
fn compiled(source: &str, pointers: &[&str], some: &[usize]) -> Result<Validator, BTreeSet<usize>> {
    let properties = some.iter().map(|index| {
        let reference = format!("{SOURCE}{}", fragment(pointers[*index]));
        format!("\"{index}\":{{\"$ref\":{}}}", quoted(&reference))
    });
    let properties: Vec<String> = properties.collect();
    let text = format!("{{\"properties\":{{{}}}}}", properties.join(","));
    let load = |uri: &str| {
        let text = (uri == SOURCE).then(|| source.to_owned());
        text.map(|text| Loaded { text, path: None })
    };
    let options = Options {
        load: &load,
        ..Options::default()
    };
    let compiled = compile(&text, &options).map_err(|problems| {
        let own = problems.iter().filter(|problem| problem.file.is_none());
        let indices = own.filter_map(|problem| {
            let place = problem.problem.place.pointer.strip_prefix("/properties/")?;
            place.strip_suffix("/$ref")?.parse().ok()
        });
        indices.collect::<BTreeSet<usize>>()
    })?;
    Ok(Validator::new(compiled.table))
}

/// The spelling of a JSON Pointer in the fragment of a reference.
pub fn fragment(pointer: &str) -> String {
    format!("#{}", utf8_percent_encode(pointer, PLAIN))
}

/// A name that is no keyword of the root.
fn free_name(schema: &Schema) -> String {
    let root = schema.node(schema.root());
    let mut name = "parts".to_owned();
    while root.keywords.iter().any(|entry| entry.name == name) {
        name.push('_');
    }
    name
}
