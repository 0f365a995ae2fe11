//! The texts of schemas, with the schema resources and the anchors in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use exactschema::document::{Document, Instance, Refusal};
use exactschema::schema::{Draft, Source as TableSource};
use exactschema::{ErrorKind, Kind, Pattern};
use typed_arena::Arena;

use super::dialect::Dialect;
use super::location::{Key, Location};
use super::report::{Problem, Report};
use super::uri::{self, NO_BASE};
use super::{Options, check, children, lint, pattern};
use crate::lines::Lines;
use crate::{place, problem};

/// How deep schemas may be nested: the pointers of all places in a schema take memory
/// that grows with the square of it.
const MAX_DEPTH: usize = 2_500;

/// All texts and what is in them.
pub(super) struct Registry<'a> {
    texts: &'a Arena<String>,
    documents: &'a Arena<Document<'a>>,
    pub(super) options: &'a Options<'a>,
    pub(super) report: Report,
    pub(super) sources: Vec<Source<'a>>,
    pub(super) resources: Vec<Resource<'a>>,
    /// The resources, by URI.
    pub(super) by_uri: BTreeMap<String, usize>,
    /// The resource of each schema that is known to be one.
    pub(super) schemas: HashMap<Key, usize>,
    /// The dialects of other meta-schemas, by URI.
    pub(super) dialects: BTreeMap<String, Dialect>,
    /// The URIs of texts that are no JSON.
    pub(super) broken: BTreeSet<String>,
    /// The properties of large objects, by name, for JSON Pointers.
    pub(super) members: HashMap<Key, HashMap<String, Instance<'a>>>,
    patterns: HashMap<String, Result<Pattern, String>>,
}

/// A text that is to be added.
pub(super) struct Text<'t> {
    pub(super) text: String,
    /// The URI that it was requested by.
    pub(super) uri: &'t str,
    pub(super) path: Option<&'t str>,
    /// The dialect where it names none.
    pub(super) default: Draft,
    /// Whether it is a meta-schema of ours: these are not checked.
    pub(super) is_ours: bool,
}

/// A text.
pub(super) struct Source<'a> {
    pub(super) uri: String,
    pub(super) path: Option<String>,
    pub(super) lines: Lines<'a>,
    pub(super) is_ours: bool,
}

/// A schema resource.
pub(super) struct Resource<'a> {
    /// Its URI, or [`NO_BASE`].
    pub(super) uri: String,
    pub(super) root: Location<'a>,
    pub(super) dialect: Dialect,
    /// The schemas that fragments name.
    pub(super) anchors: BTreeMap<String, Location<'a>>,
    /// The schemas that `$dynamicRef` looks for; that of `$recursiveAnchor` has no name.
    pub(super) dynamic_anchors: BTreeMap<String, Location<'a>>,
}

impl<'a> Registry<'a> {
    pub(super) fn new(
        texts: &'a Arena<String>,
        documents: &'a Arena<Document<'a>>,
        options: &'a Options<'a>,
    ) -> Self {
        Registry {
            texts,
            documents,
            options,
            report: Report::default(),
            sources: Vec::new(),
            resources: Vec::new(),
            by_uri: BTreeMap::new(),
            schemas: HashMap::new(),
            dialects: BTreeMap::new(),
            broken: BTreeSet::new(),
            members: HashMap::new(),
            patterns: HashMap::new(),
        }
    }

    /// Adds a text; its root, unless it is no JSON.
    pub(super) fn add(&mut self, added: Text<'_>) -> Option<Location<'a>> {
        let text: &'a str = self.texts.alloc(added.text);
        let source = self.sources.len();
        self.sources.push(Source {
            uri: added.uri.to_owned(),
            path: added.path.map(str::to_owned),
            lines: Lines::new(text),
            is_ours: added.is_ours,
        });
        let document: &'a Document<'a> = match Document::parse(text.as_bytes(), MAX_DEPTH) {
            Ok(document) => self.documents.alloc(document),
            Err(refusal) => {
                self.refuse(source, &refusal);
                return None;
            }
        };
        for refusal in document.refusals() {
            self.refuse(source, &refusal);
        }
        let base = match uri::resolve(NO_BASE, uri::split(added.uri).0) {
            Ok(base) => base,
            Err(why) => {
                let message = format!("the URI of this text is of no use: {why}");
                self.problem(source, 0, "", message, "give it an absolute URI".to_owned());
                NO_BASE.to_owned()
            }
        };
        let root = Location {
            source,
            value: document.root(),
            pointer: String::new(),
            resource: self.resources.len(),
        };
        self.by_uri.entry(base.clone()).or_insert(root.resource);
        self.resources.push(Resource {
            uri: base,
            root: root.clone(),
            dialect: Dialect::of(added.default),
            anchors: BTreeMap::new(),
            dynamic_anchors: BTreeMap::new(),
        });
        self.index(root.clone(), true);
        Some(root)
    }

    /// Finds the resources and anchors of a schema and of its subschemas, and checks
    /// them. Those of a schema at an unknown keyword are not registered: it is none but
    /// by a reference.
    pub(super) fn index(&mut self, root: Location<'a>, registers: bool) {
        let dialect = self.resources[root.resource].dialect;
        if !children::is_schema(&root) {
            self.refuse_schema(&root);
            return;
        }
        if root.value.kind() == Kind::Boolean && !dialect.allows_boolean("") {
            self.refuse_schema(&root);
        }
        let mut open = vec![root];
        while let Some(mut schema) = open.pop() {
            if self.schemas.contains_key(&schema.key()) {
                continue;
            }
            if schema.value.kind() == Kind::Object {
                self.identify(&mut schema, registers);
            }
            self.schemas.insert(schema.key(), schema.resource);
            let dialect = self.resources[schema.resource].dialect;
            if !self.sources[schema.source].is_ours {
                check::check(self, &schema, dialect);
                lint::lint(self, &schema, dialect);
            }
            open.extend(children::of(&schema, dialect).into_iter().rev());
        }
    }

    /// The regular expression with this source, compiled once.
    pub(super) fn pattern(&mut self, source: &str) -> Result<Pattern, String> {
        if let Some(known) = self.patterns.get(source) {
            return known.clone();
        }
        let compiled = pattern::runtime_pattern(source);
        self.patterns.insert(source.to_owned(), compiled.clone());
        compiled
    }

    /// The texts, as the table has them.
    pub(super) fn table_sources(&self) -> Vec<TableSource> {
        let sources = self.sources.iter();
        let sources = sources.map(|source| TableSource {
            uri: source.uri.as_str().into(),
            path: source.path.as_deref().map(Box::from),
        });
        sources.collect()
    }

    /// A place, in words.
    pub(super) fn describe(&self, location: &Location<'_>) -> String {
        let pointer = match location.pointer.as_str() {
            "" => "the root",
            pointer => pointer,
        };
        match self.file(location.source) {
            Some(file) => format!("{pointer} of {file}"),
            None => pointer.to_owned(),
        }
    }

    fn file(&self, source: usize) -> Option<String> {
        let source = &self.sources[source];
        let uri = Some(source.uri.clone()).filter(|uri| !uri.is_empty());
        source.path.clone().or(uri)
    }
}

/// Reports of problems.
impl<'a> Registry<'a> {
    /// Adds a problem of a value.
    pub(super) fn problem_at(
        &mut self,
        at: &Location<'a>,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) {
        let offset = at.value.range().0;
        self.problem(at.source, offset, &at.pointer, message.into(), fix.into());
    }

    /// Adds a warning about a value.
    pub(super) fn warn_at(
        &mut self,
        at: &Location<'a>,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) {
        let offset = at.value.range().0;
        let problem = self.make(at.source, offset, &at.pointer, message.into(), fix.into());
        self.report.warning(at.source, offset, problem);
    }

    /// Adds a problem of the value of a property.
    pub(super) fn problem_property(
        &mut self,
        schema: &Location<'a>,
        name: &str,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) {
        let at = schema.property(name).unwrap_or_else(|| schema.clone());
        self.problem_at(&at, message, fix);
    }

    /// Adds a warning about the value of a property.
    pub(super) fn warn_property(
        &mut self,
        schema: &Location<'a>,
        name: &str,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) {
        let at = schema.property(name).unwrap_or_else(|| schema.clone());
        self.warn_at(&at, message, fix);
    }

    /// Adds the problem that a value is no schema.
    pub(super) fn refuse_schema(&mut self, at: &Location<'a>) {
        let dialect = self.resources[at.resource].dialect;
        let is_list = at.value.kind() == Kind::Array && at.pointer.ends_with("/items");
        let (message, fix) = match dialect.draft {
            Draft::Draft202012 | Draft::V1 if is_list => (
                "items must be a schema: a list of schemas is that of dialects before 2020-12",
                "name it prefixItems, or name an older dialect by $schema",
            ),
            Draft::Draft4 => ("a schema must be an object in draft 4", "write an object"),
            _ => (
                "a schema must be an object or a boolean",
                "write an object, true or false",
            ),
        };
        self.problem_at(at, message, fix);
    }

    fn refuse(&mut self, source: usize, refusal: &Refusal) {
        let fix = match refusal.kind {
            ErrorKind::DuplicateKey => "keep one of the two".to_owned(),
            ErrorKind::Depth => format!("nest no deeper than {MAX_DEPTH} levels"),
            ErrorKind::LoneSurrogate => "escape both halves of the pair".to_owned(),
            ErrorKind::Encoding => "write UTF-8 without a byte order mark".to_owned(),
            _ => "write JSON (RFC 8259)".to_owned(),
        };
        let offset = refusal.range.0;
        self.problem(
            source,
            offset,
            &refusal.pointer,
            refusal.message.clone(),
            fix,
        );
    }

    fn problem(
        &mut self,
        source: usize,
        offset: usize,
        pointer: &str,
        message: String,
        fix: String,
    ) {
        let problem = self.make(source, offset, pointer, message, fix);
        self.report.problem(source, offset, problem);
    }

    fn make(
        &self,
        source: usize,
        offset: usize,
        pointer: &str,
        message: String,
        fix: String,
    ) -> Problem {
        let (line, column) = self.sources[source].lines.position(offset);
        Problem {
            file: self.file(source),
            problem: problem::Problem {
                place: place::Place {
                    pointer: pointer.to_owned(),
                    line,
                    column,
                },
                message,
                fix,
            },
        }
    }
}

/// The text of a property, if it is one.
pub(super) fn text<'a>(schema: &Location<'a>, name: &str) -> Option<std::borrow::Cow<'a, str>> {
    let value = schema.value.get(name)?;
    (value.kind() == Kind::String).then(|| value.text())
}
