//! The standard output of a document (Core §12): its errors, or its annotations, each with the
//! way through the schema that leads to it.
//!
//! One walk judges and reports: a unit for each keyword, with those of the subschemas that it
//! applies. Of a valid instance those that are valid remain, of another those that are not.

use super::annotate::{contained, members, rest, value};
use super::environment::Environment;
use super::explain::Explainer;
use super::run::{RED_ZONE, STACK, Scene};
use super::{Exceeded, Validator, object, representation};
use crate::diagnose::{Diagnosis, Options};
use crate::document::{Instance, encoded, segment};
use crate::schema::{Argument, Entry, Keyword, Node, NodeId, Place, Table};
use crate::text::lexer::Kind;
use crate::value::{Object, Value};

/// An output unit (Core §12.3).
#[derive(Clone, Debug)]
pub struct Output {
    is_valid: bool,
    /// The way through the schema and its references, as JSON Pointer (Core §12.3.1).
    keyword_location: String,
    /// The URI of the keyword (Core §12.3.2): that of the text, with the location in it. None of
    /// a text that is no instance.
    absolute_keyword_location: Option<String>,
    /// JSON Pointer of the value in the document (Core §12.3.3).
    instance_location: String,
    content: Option<Content>,
    parts: Vec<Output>,
}

/// The result of a keyword itself.
#[derive(Clone, Debug)]
enum Content {
    Error(String),
    Annotation(Value),
}

/// The keywords that may be visited for a document, and the bytes that its locations may take:
/// in proportion to its length, with so much beside it.
const VISITS: usize = 1_000_000;
const ROOM: usize = 16 << 20;
const OF_A_BYTE: usize = 64;

/// The base of schemas without a URI.
const NO_BASE: &str = "schema:///";

impl Output {
    /// Whether the document is valid.
    pub fn is_valid(&self) -> bool {
        self.is_valid
    }

    /// The format `flag` (Core §12.4.1): the verdict alone.
    pub fn flag(&self) -> Object {
        let mut object = Object::new();
        object.insert("valid", Value::from(self.is_valid));
        object
    }

    /// The format `basic` (Core §12.4.2): a flat list of errors or of annotations.
    pub fn basic(&self) -> Object {
        let mut list = Vec::new();
        self.flatten(&mut list);
        let mut object = self.head();
        object.insert(self.name_of_parts(), Value::from(list));
        object
    }

    /// The format `detailed` (Core §12.4.3): errors or annotations in the hierarchy of the
    /// schema, without units that are not needed to connect them.
    pub fn detailed(&self) -> Object {
        let mut unit = self;
        // A unit with a single part is replaced by that.
        while let ([part], None) = (unit.parts.as_slice(), &unit.content) {
            unit = part;
        }
        let mut object = unit.head();
        unit.add_content(&mut object);
        if !unit.parts.is_empty() {
            let parts: Vec<Object> = unit.parts.iter().map(Output::detailed).collect();
            object.insert(unit.name_of_parts(), Value::from(parts));
        }
        object
    }

    fn head(&self) -> Object {
        let mut object = self.flag();
        object.insert("keywordLocation", Value::from(&*self.keyword_location));
        if let Some(location) = &self.absolute_keyword_location {
            object.insert("absoluteKeywordLocation", Value::from(&**location));
        }
        object.insert("instanceLocation", Value::from(&*self.instance_location));
        object
    }

    fn add_content(&self, object: &mut Object) {
        match &self.content {
            Some(Content::Error(message)) => object.insert("error", Value::from(&**message)),
            Some(Content::Annotation(value)) => object.insert("annotation", value.clone()),
            None => None,
        };
    }

    fn flatten(&self, list: &mut Vec<Object>) {
        if self.content.is_some() {
            let mut object = self.head();
            self.add_content(&mut object);
            list.push(object);
        }
        self.parts.iter().for_each(|part| part.flatten(list));
    }

    /// Whether it reports nothing but that it is valid.
    fn is_empty(&self) -> bool {
        self.is_valid && self.content.is_none() && self.parts.is_empty()
    }

    fn name_of_parts(&self) -> &'static str {
        match self.is_valid {
            true => "annotations",
            false => "errors",
        }
    }
}

/// The output of a document.
pub(super) fn output(validator: &Validator, text: &[u8]) -> Result<Output, Exceeded> {
    let (document, failure) = validator.parse_all(text);
    if failure.is_some() || !document.refused.is_empty() {
        // There is no instance to apply the schema to.
        let diagnosis = validator.diagnose(text, &Options::default())?;
        return Ok(no_instance(diagnosis));
    }
    let mut walk = Walk {
        explainer: Explainer::new(validator, &Options::default()),
        roots: roots(validator.table()),
        path: String::new(),
        visits: text.len().saturating_mul(OF_A_BYTE).saturating_add(VISITS),
        room: text.len().saturating_mul(OF_A_BYTE).saturating_add(ROOM),
    };
    walk.node(NodeId::ROOT, Environment::default(), document.root())
}

/// The output of a text that has no instance, or none that can be represented.
fn no_instance(diagnosis: Diagnosis) -> Output {
    let own = diagnosis
        .findings
        .into_iter()
        .filter(|finding| finding.schema.is_none());
    let parts = own.map(|finding| Output {
        is_valid: false,
        keyword_location: String::new(),
        absolute_keyword_location: None,
        instance_location: finding.pointer,
        content: Some(Content::Error(finding.message)),
        parts: Vec::new(),
    });
    Output {
        is_valid: false,
        keyword_location: String::new(),
        absolute_keyword_location: None,
        instance_location: String::new(),
        content: None,
        parts: parts.collect(),
    }
}

/// The URIs of the roots of all texts, by their numbers: that of its resource, or else the one
/// that the text was requested by.
fn roots(table: &Table) -> Vec<String> {
    let sources = table.sources().iter();
    let mut roots: Vec<String> = sources.map(|source| source.uri.to_string()).collect();
    let at_root = |node: &&Node| node.place.pointer.is_empty();
    for node in table.nodes().iter().filter(at_root) {
        if let Some(root) = roots.get_mut(node.place.source as usize) {
            *root = table.resource(node.resource).uri.to_string();
        }
    }
    for root in roots.iter_mut().filter(|root| !root.contains(':')) {
        root.insert_str(0, NO_BASE);
    }
    roots
}

struct Walk<'r> {
    explainer: Explainer<'r>,
    roots: Vec<String>,
    /// The way to the current keyword.
    path: String,
    visits: usize,
    room: usize,
}

/// A subschema that a keyword applies to an instance, and the rest of the way to it.
type Applied<'r> = (String, NodeId, Instance<'r>);

impl<'r> Walk<'r> {
    fn node(
        &mut self,
        id: NodeId,
        environment: Environment,
        instance: Instance<'r>,
    ) -> Result<Output, Exceeded> {
        self.explainer.run.enter()?;
        let scene = self.explainer.run.scene(id, environment, instance);
        let unit = stacker::maybe_grow(RED_ZONE, STACK, || self.scene(scene));
        self.explainer.run.leave();
        unit
    }

    fn scene(&mut self, scene: Scene<'r>) -> Result<Output, Exceeded> {
        let mut parts = Vec::new();
        let mut is_valid = true;
        for entry in &scene.node.entries {
            self.visits = self.visits.checked_sub(1).ok_or(Exceeded::Output)?;
            if !entry.keyword.is_about(scene.instance.kind()) {
                continue;
            }
            let outer = self.path.len();
            // A boolean schema has no keyword.
            if !entry.name.is_empty() {
                self.path.push_str(&segment(&entry.name));
            }
            if let Some(part) = self.entry(scene, entry)? {
                is_valid &= part.is_valid;
                parts.push(part);
            }
            self.path.truncate(outer);
        }
        if is_valid
            && scene.instance.kind() == Kind::Number
            && let Some((_, message)) = representation::refusal(scene.node, scene.instance)
        {
            is_valid = false;
            let content = Some(Content::Error(message));
            parts.push(self.unit(
                &scene.node.place,
                scene.instance,
                false,
                content,
                Vec::new(),
            )?);
        }
        parts.retain(|part| part.is_valid == is_valid);
        self.unit(&scene.node.place, scene.instance, is_valid, None, parts)
    }

    /// The unit of a keyword; none, if it has nothing to report.
    fn entry(&mut self, scene: Scene<'r>, entry: &'r Entry) -> Result<Option<Output>, Exceeded> {
        let applied = self.applied(scene, entry)?;
        let mut all_valid = true;
        let mut parts = Vec::new();
        let outer = self.path.len();
        for (way, schema, instance) in applied {
            self.path.push_str(&way);
            let part = self.node(schema, scene.environment, instance)?;
            self.path.truncate(outer);
            all_valid &= part.is_valid;
            parts.push(part);
        }
        // These decide by more than whether all their subschemas are satisfied.
        let is_valid = match entry.keyword {
            Keyword::AnyOf | Keyword::OneOf | Keyword::Contains | Keyword::Not => {
                self.explainer.run.holds(scene, entry, None)?
            }
            Keyword::If => true,
            _ if entry.argument.nodes().is_empty() => {
                self.explainer.run.holds(scene, entry, None)?
            }
            _ => all_valid,
        };
        parts.retain(|part| part.is_valid == is_valid && !part.is_empty());
        let content = match is_valid {
            true => self.annotation(scene, entry)?,
            false => self.error(scene, entry, parts.is_empty())?,
        };
        if content.is_none() && parts.is_empty() && is_valid {
            return Ok(None);
        }
        let unit = self.unit(&entry.place, scene.instance, is_valid, content, parts)?;
        Ok(Some(unit))
    }

    fn annotation(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
    ) -> Result<Option<Content>, Exceeded> {
        let value = value(&mut self.explainer.run, scene, entry)?;
        let value = value.and_then(|value| value.parse().ok());
        Ok(value.map(Content::Annotation))
    }

    /// The error of a keyword itself: none, if that of its subschemas is all.
    fn error(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
        is_alone: bool,
    ) -> Result<Option<Content>, Exceeded> {
        let count = entry.argument.schemas().len();
        let message = match entry.keyword {
            Keyword::AnyOf => format!("valid against none of {count} schemas"),
            Keyword::OneOf if is_alone => format!("valid against more than one of {count} schemas"),
            Keyword::OneOf => {
                format!("expected to be valid against exactly one of {count} schemas")
            }
            _ if !is_alone => return Ok(None),
            _ => self.explainer.message(scene, entry)?,
        };
        Ok(Some(Content::Error(message)))
    }

    /// All subschemas that a keyword applies, whether the instances are valid against them or
    /// not.
    fn applied(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
    ) -> Result<Vec<Applied<'r>>, Exceeded> {
        let run = &mut self.explainer.run;
        let (instance, schema) = (scene.instance, entry.argument.schema());
        let here = |way: String, schema| (way, schema, instance);
        Ok(match entry.keyword {
            Keyword::Ref | Keyword::DynamicRef => {
                let target = run.resolve(scene.environment, &entry.argument);
                target
                    .map(|target| here(String::new(), target))
                    .into_iter()
                    .collect()
            }
            Keyword::AllOf | Keyword::AnyOf | Keyword::OneOf => {
                let branches = entry.argument.schemas().iter().enumerate();
                branches
                    .map(|(place, branch)| here(format!("/{place}"), *branch))
                    .collect()
            }
            Keyword::If => schema
                .map(|schema| here(String::new(), schema))
                .into_iter()
                .collect(),
            Keyword::Then | Keyword::Else => {
                let Some(condition) = scene.node.schema(Keyword::If) else {
                    return Ok(Vec::new());
                };
                let is_true = run.judge(condition, scene.environment, instance, None)?;
                let applies = is_true == (entry.keyword == Keyword::Then);
                let schema = schema.filter(|_| applies);
                schema
                    .map(|schema| here(String::new(), schema))
                    .into_iter()
                    .collect()
            }
            Keyword::PropertyDependencies => {
                let dependents = object::dependents(run, entry, instance).into_iter();
                let way = |name| {
                    let value = instance.get(name).map(Instance::text);
                    format!("{}{}", segment(name), segment(&value.unwrap_or_default()))
                };
                dependents
                    .map(|(name, schema)| here(way(name), schema))
                    .collect()
            }
            _ if object::has_dependents(entry) => {
                let dependents = object::dependents(run, entry, instance).into_iter();
                dependents
                    .map(|(name, schema)| here(segment(name), schema))
                    .collect()
            }
            Keyword::PatternProperties => patterned(entry, instance),
            Keyword::Properties => {
                let members = members(run, scene, entry)?.into_iter();
                members
                    .map(|(name, value, schema)| (segment(&name.text()), schema, value))
                    .collect()
            }
            Keyword::AdditionalProperties | Keyword::UnevaluatedProperties => {
                let members = members(run, scene, entry)?.into_iter();
                members
                    .map(|(_, value, schema)| (String::new(), schema, value))
                    .collect()
            }
            Keyword::PropertyNames => {
                let names = instance.members().map(|member| member.name);
                names
                    .filter_map(|name| Some((String::new(), schema?, name)))
                    .collect()
            }
            Keyword::PrefixItems => {
                let schemas = entry.argument.schemas().iter().enumerate();
                let places = schemas.zip(instance.elements());
                places
                    .map(|((place, schema), element)| (format!("/{place}"), *schema, element))
                    .collect()
            }
            Keyword::Items | Keyword::UnevaluatedItems => {
                let rest = rest(run, scene, entry)?.into_iter();
                rest.filter_map(|element| Some((String::new(), schema?, element)))
                    .collect()
            }
            Keyword::Contains => {
                let matching = contained(run, scene, entry)?.into_iter();
                matching
                    .filter_map(|(_, element)| Some((String::new(), schema?, element)))
                    .collect()
            }
            _ => Vec::new(),
        })
    }

    /// A unit at the current way.
    fn unit(
        &mut self,
        place: &Place,
        instance: Instance<'r>,
        is_valid: bool,
        content: Option<Content>,
        parts: Vec<Output>,
    ) -> Result<Output, Exceeded> {
        let root = self.roots.get(place.source as usize);
        let absolute = root.map(|root| format!("{root}#{}", encoded(&place.pointer)));
        let instance = instance.document().pointer(instance.id());
        let taken = self.path.len() + absolute.as_ref().map_or(0, String::len) + instance.len();
        // What is dropped again takes none.
        if content.is_some() {
            self.room = self.room.checked_sub(taken).ok_or(Exceeded::Output)?;
        }
        Ok(Output {
            is_valid,
            keyword_location: self.path.clone(),
            absolute_keyword_location: absolute,
            instance_location: instance,
            content,
            parts,
        })
    }
}

/// The values of an object that patterns apply to.
fn patterned<'r>(entry: &'r Entry, object: Instance<'r>) -> Vec<Applied<'r>> {
    let Argument::Patterns(patterns) = &entry.argument else {
        return Vec::new();
    };
    let mut applied = Vec::new();
    for (pattern, schema) in patterns.iter() {
        let way = segment(pattern.source());
        let members = object.members();
        let matching = members.filter(|member| pattern.is_match(&member.name.text()));
        applied.extend(matching.map(|member| (way.clone(), *schema, member.value)));
    }
    applied
}
