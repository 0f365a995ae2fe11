//! The files of an import: the document, and those that it refers to.
//!
//! Lines are counted through all of them, one after the other, so that the place of a value
//! tells its file.

use std::collections::{BTreeMap, VecDeque};

use exactschema_convert::laid_out;
use exactschema_frontend::json::{Json, SyntaxError, Value};
use percent_encoding::percent_decode_str;

use crate::refusal::{Error, File};
use crate::{Request, Syntax};

/// The files, the document first.
pub(super) struct Sources {
    files: Vec<Source>,
    /// The reasons why other files cannot be read, by path.
    unread: BTreeMap<String, String>,
}

struct Source {
    /// The path as seen from the folder of the document, or a URL.
    path: String,
    /// The number of lines in the files before it.
    before: usize,
    json: Json,
}

impl Sources {
    /// Reads the document, and what anything in it refers to.
    ///
    /// # Errors
    ///
    /// [`Error::Syntax`] of the first text that cannot be read. A file that is not there counts
    /// only once something that is imported refers to it.
    pub(super) fn read(request: &Request<'_>) -> Result<Self, Error> {
        let syntax = |error| Error::Syntax(File::Document, error);
        let json = parse(request.document, request.syntax).map_err(syntax)?;
        let mut sources = Sources {
            files: Vec::new(),
            unread: BTreeMap::new(),
        };
        let mut waiting = VecDeque::new();
        let mut lines = 0;
        sources.add(
            request.path,
            &mut lines,
            request.document,
            json,
            &mut waiting,
        );
        while let Some(path) = waiting.pop_front() {
            if sources.index(&path).is_some() || sources.unread.contains_key(&path) {
                continue;
            }
            match (request.load)(&path) {
                Ok(text) => {
                    let parsed = parse(&text, Syntax::of(&path, &text));
                    let json =
                        parsed.map_err(|error| Error::Syntax(File::Other(path.clone()), error))?;
                    sources.add(&path, &mut lines, &text, json, &mut waiting);
                }
                Err(reason) => {
                    sources.unread.insert(path, reason);
                }
            }
        }
        Ok(sources)
    }

    fn add(
        &mut self,
        path: &str,
        lines: &mut usize,
        text: &str,
        mut json: Json,
        waiting: &mut VecDeque<String>,
    ) {
        let before = *lines;
        relocate(&mut json, &|(line, column)| (line + before, column));
        *lines += text.lines().count() + 1;
        let mut references = Vec::new();
        find(&json, &mut references);
        waiting.extend(
            references
                .iter()
                .filter_map(|reference| file(path, reference)),
        );
        self.files.push(Source {
            path: path.to_owned(),
            before,
            json,
        });
    }

    /// The contents of a file.
    pub(super) fn json(&self, file: usize) -> &Json {
        &self.files[file].json
    }

    /// The contents of all files.
    pub(super) fn all(&self) -> impl Iterator<Item = &Json> {
        self.files.iter().map(|source| &source.json)
    }

    /// The file that a reference in a file leads to, and the fragment.
    ///
    /// # Errors
    ///
    /// The path of a file that was not read, with the reason.
    pub(super) fn target<'r>(
        &self,
        from: usize,
        reference: &'r str,
    ) -> Result<(usize, &'r str), (String, String)> {
        let fragment = reference
            .split_once('#')
            .map_or("", |(_, fragment)| fragment);
        let Some(path) = file(&self.files[from].path, reference) else {
            return Ok((from, fragment));
        };
        match self.index(&path) {
            Some(index) => Ok((index, fragment)),
            None => {
                let reason = self.unread.get(&path).cloned().unwrap_or_default();
                Err((path, reason))
            }
        }
    }

    /// The stem of the name of a file.
    pub(super) fn stem(&self, file: usize) -> &str {
        let path = &self.files[file].path;
        let name = path.rsplit('/').next().unwrap_or(path);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The file of a line of all, and the line in it.
    pub(super) fn locate(&self, line: usize) -> (File, usize) {
        let after = self.files.partition_point(|source| source.before < line);
        let index = after.saturating_sub(1);
        let source = &self.files[index];
        let file = match index {
            0 => File::Document,
            _ => File::Other(source.path.clone()),
        };
        (file, line - source.before)
    }

    fn index(&self, path: &str) -> Option<usize> {
        self.files.iter().position(|source| source.path == path)
    }
}

pub(super) fn parse(text: &str, syntax: Syntax) -> Result<Json, SyntaxError> {
    match syntax {
        Syntax::Json => Json::parse(text),
        Syntax::Yaml => {
            let (json, laid_out) = laid_out(exactschema_convert::Syntax::Yaml, text)?;
            let place = |error: SyntaxError| {
                let (line, column) = laid_out.source((error.line, error.column));
                SyntaxError {
                    line,
                    column,
                    ..error
                }
            };
            let mut json = Json::parse(&json).map_err(place)?;
            relocate(&mut json, &|place| laid_out.source(place));
            Ok(json)
        }
    }
}

/// Moves a value and all in it, each from its line and column.
fn relocate(json: &mut Json, to: &dyn Fn((usize, usize)) -> (usize, usize)) {
    (json.line, json.column) = to((json.line, json.column));
    match &mut json.value {
        Value::Array(elements) => elements.iter_mut().for_each(|json| relocate(json, to)),
        Value::Object(members) => members.iter_mut().for_each(|(_, json)| relocate(json, to)),
        _ => {}
    }
}

/// All references in a value, wherever they are: what is imported is known later.
fn find<'a>(json: &'a Json, references: &mut Vec<&'a str>) {
    match &json.value {
        Value::Array(elements) => elements.iter().for_each(|json| find(json, references)),
        Value::Object(members) => {
            for (name, json) in members {
                match &json.value {
                    Value::String(reference) if name == "$ref" => references.push(reference),
                    _ => find(json, references),
                }
            }
        }
        _ => {}
    }
}

/// The file that a reference leads to, if it names one: its path as seen from the folder of the
/// document, or a URL.
fn file(base: &str, reference: &str) -> Option<String> {
    let (path, _) = reference.split_once('#').unwrap_or((reference, ""));
    if path.is_empty() {
        return None;
    }
    if path.contains(':') {
        return Some(path.to_owned());
    }
    let path = percent_decode_str(path).decode_utf8_lossy();
    let (folder, _) = base.rsplit_once('/').unwrap_or_default();
    let parts = folder.split('/').chain(path.split('/'));
    let mut joined: Vec<&str> = Vec::new();
    for part in parts.filter(|part| !matches!(*part, "" | ".")) {
        match (part, joined.last()) {
            ("..", Some(last)) if *last != ".." => drop(joined.pop()),
            _ => joined.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    Some(format!("{root}{}", joined.join("/")))
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn references_lead_to_files() {
        let file = |base: &str, reference: &str| file(base, reference).unwrap_or_default();
        assert_eq!(file("api.yaml", "#/components"), "");
        assert_eq!(
            file("api.yaml", "./pets/a%20cat.yaml#/Cat"),
            "pets/a cat.yaml"
        );
        assert_eq!(file("pets/cat.yaml", "../api.yaml#/Cat"), "api.yaml");
        assert_eq!(file("pets/cat.yaml", "../../x/./y.yaml"), "../x/y.yaml");
        assert_eq!(
            file("pets/cat.yaml", "https://a.b/c.json#/d"),
            "https://a.b/c.json"
        );
    }
}
