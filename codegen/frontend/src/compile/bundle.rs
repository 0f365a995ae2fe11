//! One document of a schema in several (Core §9.3): those that it refers to become
//! definitions in it, each with a URI of its own, and every reference names a place by that.

use std::collections::{BTreeMap, BTreeSet};

use exactschema::schema::{Argument, Draft, Keyword, Node, Table};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Compiled, Options, Problem, compile};
use crate::json::{Json, Value, quoted};
use crate::place::Place;
use crate::pointer::{escape, unescape};
use crate::problem;

/// The characters of a JSON Pointer that are not encoded in the fragment of a URI.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'$')
    .remove(b'-')
    .remove(b'_');

/// What the URIs of files begin with in a bundle, where they have no place.
const FILES: &str = "bundle:/";

/// A schema with all that it refers to, as one document.
#[derive(Debug)]
pub struct Bundle {
    /// The document.
    pub text: String,
    /// The definitions that are other texts: the pointer of each, and its file or URI.
    texts: Vec<(String, String, Json)>,
}

impl Bundle {
    /// The file or URI of the text that a place in a definition comes from, and the place there;
    /// none, if it is one of the schema itself.
    #[must_use]
    pub fn origin(&self, pointer: &str) -> Option<(&str, Place)> {
        let mut texts = self.texts.iter();
        let (rest, name, json) = texts.find_map(|(definition, name, json)| {
            let rest = pointer.strip_prefix(definition.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then_some((rest, name, json))
        })?;
        let found = json.at(rest)?;
        let place = Place {
            pointer: rest.to_owned(),
            line: found.line,
            column: found.column,
        };
        Some((name, place))
    }
}

/// Makes one document of a schema and all that it refers to; it is the text itself, if that
/// refers to no other. Lines stay where they are. Meta-schemas are known everywhere, and stay
/// outside.
///
/// # Errors
///
/// All problems of the schema, as [`compile`] finds them, or of the bundle.
pub fn bundle(text: &str, options: &Options<'_>) -> Result<Bundle, Vec<Problem>> {
    let all = Options {
        has_all_definitions: true,
        ..*options
    };
    // What is wrong in a definition that nothing refers to does no harm.
    let (options, compiled) = match compile(text, &all) {
        Ok(compiled) => (&all, compiled),
        Err(_) => (options, compile(text, options)?),
    };
    let Compiled { table, .. } = compiled;
    let root = Json::parse(text).map_err(|_| vec![unbundled(options)])?;
    let texts = texts(&table, options);
    let (uris, has_name) = uris(&table, &root, &texts);
    let name = root.get("$id").or(root.get("id"));
    let bundler = Bundler {
        uris,
        has_name,
        is_relative: name.is_some() && !has_name,
        table: &table,
        root: &root,
    };
    // It is not known by the URI that it was retrieved from.
    let alone = Options {
        uri: "",
        load: &|_| None,
        ..*options
    };
    let is_whole = texts.is_empty()
        && (bundler.references(0, &texts).is_empty() || compile(text, &alone).is_ok());
    if is_whole {
        return Ok(Bundle {
            text: text.to_owned(),
            texts: Vec::new(),
        });
    }
    let bundled = bundler
        .text(text, &texts)
        .ok_or_else(|| vec![unbundled(options)])?;
    // The texts may have definitions that lead nowhere, where nothing refers to those.
    let reached = Options {
        has_all_definitions: false,
        ..alone
    };
    compile(&bundled, &reached)?;
    let texts = texts.into_iter().map(|(index, json)| {
        let source = &table.sources()[index];
        let name = source.path.as_ref().unwrap_or(&source.uri);
        (bundler.pointer(index), name.to_string(), json)
    });
    Ok(Bundle {
        text: bundled,
        texts: texts.collect(),
    })
}

/// The problem of a schema whose references cannot be written in one document.
fn unbundled(options: &Options<'_>) -> Problem {
    Problem {
        file: options.path.map(str::to_owned),
        problem: problem::Problem {
            place: Place {
                pointer: String::new(),
                line: 1,
                column: 1,
            },
            message: "it refers to other files, and cannot be one document with them".to_owned(),
            fix: "make the root of each file an object".to_owned(),
        },
    }
}

/// The texts that are reached beside the first, by the index of their source.
fn texts(table: &Table, options: &Options<'_>) -> BTreeMap<usize, Json> {
    let sources = table.sources().iter().enumerate().skip(1);
    let texts = sources.filter_map(|(index, source)| {
        let loaded = (options.load)(&source.uri)?;
        Some((index, Json::parse(&loaded.text).ok()?))
    });
    texts.collect()
}

/// The URIs of the sources in the bundle, and whether the first gives itself one. A file has
/// the one that it gives itself, if no other has that.
fn uris(table: &Table, root: &Json, texts: &BTreeMap<usize, Json>) -> (Vec<String>, bool) {
    let sources = table.sources().iter().enumerate();
    let mut uris: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut has_name = false;
    for (index, source) in sources {
        let json = if index == 0 {
            Some(root)
        } else {
            texts.get(&index)
        };
        let own = json.and_then(|json| {
            let names = ["$id", "id"].iter();
            names
                .filter_map(|name| json.get(name))
                .find_map(|id| match &id.value {
                    Value::String(id) if id.contains(':') => {
                        Some(id.trim_end_matches('#').to_owned())
                    }
                    _ => None,
                })
        });
        let name = match source.uri.strip_prefix("file:") {
            Some(path) => {
                let name = path.rsplit('/').next().unwrap_or(path);
                format!("{FILES}{name}")
            }
            None => source.uri.to_string(),
        };
        has_name |= index == 0 && own.is_some();
        let base = own.unwrap_or(name);
        let mut uri = base.clone();
        if known.contains(&uri) {
            let number = numbers.entry(uri.clone()).or_insert(1);
            while known.contains(&uri) {
                *number += 1;
                uri = format!("{base}-{number}");
            }
        }
        known.insert(uri.clone());
        uris.push(uri);
    }
    (uris, has_name)
}

struct Bundler<'t> {
    /// By source.
    uris: Vec<String>,
    /// Whether the first source gives itself its URI.
    has_name: bool,
    /// Whether it gives itself one that is relative, to what has no place here.
    is_relative: bool,
    table: &'t Table,
    /// The first source.
    root: &'t Json,
}

impl Bundler<'_> {
    /// The text of the first source with the others in it; `None` if it cannot have them.
    fn text(&self, text: &str, texts: &BTreeMap<usize, Json>) -> Option<String> {
        let mut bundled = text.to_owned();
        let mut edits: Vec<(usize, usize, String)> = Vec::new();
        for (node, reference) in self.references(0, texts) {
            let json = self.root.at(&node.place.pointer)?.get("$ref")?;
            let Value::String(_) = json.value else {
                return None;
            };
            let begin = offset(text, json)?;
            let length = string_length(text.get(begin..)?)?;
            edits.push((begin, length, quoted(&reference)));
        }
        let mut definitions = Vec::new();
        for (index, json) in texts {
            let mut json = json.clone();
            for (node, reference) in self.references(*index, texts) {
                let json = at_mut(&mut json, &node.place.pointer)?;
                *member(json, "$ref")? = Json::from(Value::String(reference));
            }
            let uri = &self.uris[*index];
            let draft = self.draft(*index)?;
            let Value::Object(members) = &mut json.value else {
                return None;
            };
            members.retain(|(name, _)| name != id(draft));
            if Some(draft) != self.draft(0) && !members.iter().any(|(name, _)| name == "$schema") {
                let dialect = Value::String(draft.uri().to_owned());
                members.insert(0, ("$schema".to_owned(), Json::from(dialect)));
            }
            members.insert(
                0,
                (id(draft).to_owned(), Json::from(Value::String(uri.clone()))),
            );
            definitions.push(format!("{}:{}", quoted(uri), json.compact()));
        }
        if !definitions.is_empty() {
            edits.push(self.insertion(text, &definitions.join(","))?);
        }
        edits.extend(self.name(text, texts)?);
        edits.sort();
        for (begin, length, replacement) in edits.into_iter().rev() {
            bundled.replace_range(begin..begin + length, &replacement);
        }
        Some(bundled)
    }

    /// The edit that gives the first source its URI, if others refer to that.
    fn name(
        &self,
        text: &str,
        texts: &BTreeMap<usize, Json>,
    ) -> Option<Option<(usize, usize, String)>> {
        let keyword = id(self.draft(0)?);
        let uri = quoted(&self.uris[0]);
        if self.is_relative {
            let begin = offset(text, self.root.get(keyword)?)?;
            let length = string_length(text.get(begin..)?)?;
            return Some(Some((begin, length, uri)));
        }
        let sources = [0].into_iter().chain(texts.keys().copied());
        let mut references = sources.flat_map(|index| self.references(index, texts));
        let own = format!("{}#", self.uris[0]);
        let is_named = self.has_name || !references.any(|(_, other)| other.starts_with(&own));
        let begin = offset(text, self.root)? + 1;
        Some((!is_named).then(|| (begin, 0, format!("\"{keyword}\":{uri},"))))
    }

    /// JSON Pointer of the definition that a source becomes.
    fn pointer(&self, source: usize) -> String {
        let keyword = self.draft(0).map_or("$defs", definitions_keyword);
        format!("/{keyword}/{}", escape(&self.uris[source]))
    }

    /// Where the definitions go, which lie where they move no line.
    fn insertion(&self, text: &str, definitions: &str) -> Option<(usize, usize, String)> {
        let root = self.root;
        let keyword = definitions_keyword(self.draft(0)?);
        if let Some(known) = root.get(keyword) {
            let Value::Object(members) = &known.value else {
                return None;
            };
            let comma = if members.is_empty() { "" } else { "," };
            return Some((offset(text, known)? + 1, 0, format!("{definitions}{comma}")));
        }
        let Value::Object(members) = &root.value else {
            return None;
        };
        let comma = if members.is_empty() { "" } else { "," };
        let begin = offset(text, root)? + 1;
        Some((begin, 0, format!("\"{keyword}\":{{{definitions}}}{comma}")))
    }

    fn draft(&self, source: usize) -> Option<Draft> {
        let mut nodes = self.table.nodes().iter();
        let root =
            |node: &&Node| node.place.source as usize == source && node.place.pointer.is_empty();
        let any = |node: &&Node| node.place.source as usize == source;
        let node = nodes.clone().find(root).or_else(|| nodes.find(any));
        node.map(|node| node.draft)
    }

    /// The nodes of a source with references, each with the one that it is to have. Those
    /// within the first source stay, unless they are by a URI that it loses.
    fn references<'n>(
        &'n self,
        source: usize,
        texts: &BTreeMap<usize, Json>,
    ) -> Vec<(&'n Node, String)> {
        let nodes = self.table.nodes().iter();
        let own = nodes.filter(|node| node.place.source as usize == source);
        let found = own.filter_map(|node| {
            let Argument::Schema(target) = &node.entry(Keyword::Ref)?.argument else {
                return None;
            };
            let target = &self.table[*target].place;
            let to = target.source as usize;
            let stays = to == source && source == 0 && self.stays(node);
            // What is no text that was loaded is a meta-schema.
            let is_known = to == 0 || texts.contains_key(&to);
            if stays || !is_known {
                return None;
            }
            let fragment = utf8_percent_encode(&target.pointer, PLAIN);
            Some((node, format!("{}#{fragment}", self.uris[to])))
        });
        found.collect()
    }

    /// Whether a reference within the first source means the same wherever that is.
    fn stays(&self, node: &Node) -> bool {
        let schema = self.root.at(&node.place.pointer);
        let reference = schema.and_then(|schema| schema.get("$ref"));
        let is_fragment = reference.is_some_and(
            |json| matches!(&json.value, Value::String(text) if text.starts_with('#')),
        );
        self.has_name || is_fragment
    }
}

/// The keyword for definitions.
fn definitions_keyword(draft: Draft) -> &'static str {
    match draft < Draft::Draft201909 {
        true => "definitions",
        false => "$defs",
    }
}

/// The keyword that names a schema.
fn id(draft: Draft) -> &'static str {
    match draft {
        Draft::Draft4 => "id",
        _ => "$id",
    }
}

fn at_mut<'j>(json: &'j mut Json, pointer: &str) -> Option<&'j mut Json> {
    pointer.split('/').skip(1).try_fold(json, |json, segment| {
        let name = unescape(segment);
        match &mut json.value {
            Value::Array(elements) => elements.get_mut(name.parse::<usize>().ok()?),
            Value::Object(members) => find(members, &name),
            _ => None,
        }
    })
}

fn member<'j>(json: &'j mut Json, name: &str) -> Option<&'j mut Json> {
    match &mut json.value {
        Value::Object(members) => find(members, name),
        _ => None,
    }
}

fn find<'j>(members: &'j mut [(String, Json)], name: &str) -> Option<&'j mut Json> {
    let mut members = members.iter_mut();
    members
        .find(|(other, _)| other == name)
        .map(|(_, json)| json)
}

/// The offset of a value in its text.
fn offset(text: &str, json: &Json) -> Option<usize> {
    let lines = text.split_inclusive('\n').take(json.line.checked_sub(1)?);
    let line: usize = lines.map(str::len).sum();
    let mut characters = text.get(line..)?.char_indices();
    let (column, _) = characters.nth(json.column.checked_sub(1)?)?;
    Some(line + column)
}

/// The length of the string that a text begins with.
fn string_length(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.map(|end| end + 2)
}
