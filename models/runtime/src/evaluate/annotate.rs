//! The annotations of a document (Core §7.7.1).

use std::collections::HashSet;

use super::environment::Environment;
use super::evaluated::Evaluated;
use super::run::{RED_ZONE, Run, STACK, Scene};
use super::{Exceeded, Validator, object};
use crate::document::{Document, Instance};
use crate::schema::{Argument, Draft, Entry, Keyword, NodeId, Place};
use crate::text::lexer::Kind;

/// An annotation of a value by a keyword.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation<'v> {
    /// The name of the keyword.
    pub keyword: &'v str,
    /// JSON Pointer (RFC 6901) of the value in the document.
    pub instance: String,
    /// Where the keyword is in the schema.
    pub schema: &'v Place,
    /// The value of the annotation, as JSON.
    pub value: String,
}

/// The annotations of a document that is valid.
pub(super) fn annotations<'v>(
    validator: &'v Validator,
    document: &Document<'_>,
) -> Result<Vec<Annotation<'v>>, Exceeded> {
    let mut annotator = Annotator {
        run: Run::new(&validator.table, &validator.settings),
        annotations: Vec::new(),
        known: HashSet::new(),
    };
    annotator.node(NodeId::ROOT, Environment::default(), document.root())?;
    let annotations = annotator.annotations.into_iter().map(|(entry, at, value)| {
        let entry = find(validator, entry);
        Annotation {
            keyword: &entry.name,
            instance: document.pointer(at),
            schema: &entry.place,
            value,
        }
    });
    Ok(annotations.collect())
}

/// The entry of a node by its index.
fn find(validator: &Validator, (node, index): (NodeId, usize)) -> &Entry {
    &validator.table[node].entries[index]
}

/// An entry, by its node and its index in it; a value, by its number; and the annotation.
type Raw = ((NodeId, usize), usize, String);

struct Annotator<'r> {
    run: Run<'r>,
    annotations: Vec<Raw>,
    /// The nodes that several ways lead to, with their scopes and instances, once the
    /// first way has.
    known: HashSet<(NodeId, Environment, usize)>,
}

impl<'r> Annotator<'r> {
    /// Collects the annotations of an instance that is valid against a node.
    fn node(
        &mut self,
        id: NodeId,
        environment: Environment,
        instance: Instance<'r>,
    ) -> Result<(), Exceeded> {
        self.run.enter()?;
        let scene = self.run.scene(id, environment, instance);
        let key = (id, scene.environment, instance.id());
        if scene.node.is_shared() && !self.known.insert(key) {
            self.run.leave();
            return Ok(());
        }
        let result = stacker::maybe_grow(RED_ZONE, STACK, || self.scene(id, scene));
        self.run.leave();
        result
    }

    fn scene(&mut self, id: NodeId, scene: Scene<'r>) -> Result<(), Exceeded> {
        for (index, entry) in scene.node.entries.iter().enumerate() {
            if let Some(value) = value(&mut self.run, scene, entry)? {
                let at = scene.instance.id();
                self.annotations.push(((id, index), at, value));
            }
            for (schema, instance) in self.inner(scene, entry)? {
                self.node(schema, scene.environment, instance)?;
            }
        }
        Ok(())
    }

    /// The schemas that a keyword applies, and against which the instance, or its parts,
    /// are valid.
    fn inner(
        &mut self,
        scene: Scene<'r>,
        entry: &'r Entry,
    ) -> Result<Vec<(NodeId, Instance<'r>)>, Exceeded> {
        let instance = scene.instance;
        if !entry.keyword.is_about(instance.kind()) {
            return Ok(Vec::new());
        }
        let here = |schema: NodeId| (schema, instance);
        Ok(match entry.keyword {
            Keyword::Ref | Keyword::DynamicRef => {
                let target = self.run.resolve(scene.environment, &entry.argument);
                target.map(here).into_iter().collect()
            }
            Keyword::AllOf => entry.argument.schemas().iter().copied().map(here).collect(),
            Keyword::AnyOf | Keyword::OneOf | Keyword::If => {
                let mut inner = Vec::new();
                for schema in entry.argument.nodes() {
                    if self.run.judge(schema, scene.environment, instance, None)? {
                        inner.push(here(schema));
                    }
                }
                inner
            }
            Keyword::Then | Keyword::Else => {
                let condition = scene.node.schema(Keyword::If);
                let is_true = match condition {
                    Some(condition) => {
                        self.run
                            .judge(condition, scene.environment, instance, None)?
                    }
                    None => return Ok(Vec::new()),
                };
                let applies = is_true == (entry.keyword == Keyword::Then);
                let schema = entry.argument.schema().filter(|_| applies);
                schema.map(here).into_iter().collect()
            }
            _ if object::has_dependents(entry) => {
                let dependents = object::dependents(&mut self.run, entry, instance);
                dependents
                    .into_iter()
                    .map(|(_, schema)| here(schema))
                    .collect()
            }
            Keyword::Properties
            | Keyword::PatternProperties
            | Keyword::AdditionalProperties
            | Keyword::UnevaluatedProperties => {
                let members = members(&mut self.run, scene, entry)?.into_iter();
                members.map(|(_, value, schema)| (schema, value)).collect()
            }
            Keyword::PrefixItems => {
                let schemas = entry.argument.schemas().iter().copied();
                schemas.zip(instance.elements()).collect()
            }
            Keyword::Items | Keyword::UnevaluatedItems => {
                let schema = entry.argument.schema();
                let rest = rest(&mut self.run, scene, entry)?.into_iter();
                rest.filter_map(|element| Some((schema?, element)))
                    .collect()
            }
            Keyword::Contains => {
                let schema = entry.argument.schema();
                let matching = contained(&mut self.run, scene, entry)?.into_iter();
                matching
                    .filter_map(|(_, element)| Some((schema?, element)))
                    .collect()
            }
            _ => Vec::new(),
        })
    }
}

/// The annotation of an instance by a keyword itself.
pub(super) fn value<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
) -> Result<Option<String>, Exceeded> {
    let kind = scene.instance.kind();
    if !entry.keyword.is_about(kind) {
        return Ok(None);
    }
    let is_named = |name: &str| scene.node.entries.iter().any(|entry| entry.name == name);
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    Ok(match (entry.keyword, &entry.argument) {
        (Keyword::Annotation, Argument::Json(json)) => Some(json.to_string()),
        (Keyword::Format, Argument::Format { name, .. }) => Some(quoted(name)),
        (Keyword::ContentSchema, Argument::Json(json)) if is_named("contentMediaType") => {
            Some(json.to_string())
        }
        (Keyword::ContentEncoding | Keyword::ContentMediaType, Argument::Text(text)) => {
            Some(quoted(text))
        }
        (
            Keyword::Properties
            | Keyword::PatternProperties
            | Keyword::AdditionalProperties
            | Keyword::UnevaluatedProperties,
            _,
        ) => {
            let members = members(run, scene, entry)?;
            let names: Vec<String> = members
                .iter()
                .map(|(name, ..)| quoted(&name.text()))
                .collect();
            let is_rest = matches!(
                entry.keyword,
                Keyword::AdditionalProperties | Keyword::UnevaluatedProperties
            );
            (!is_rest || !names.is_empty()).then(|| format!("[{}]", names.join(",")))
        }
        (Keyword::PrefixItems, Argument::Schemas(schemas)) if !scene.instance.is_empty() => {
            Some(match scene.instance.len() <= schemas.len() {
                true => "true".to_owned(),
                false => (schemas.len() - 1).to_string(),
            })
        }
        (Keyword::Items | Keyword::UnevaluatedItems, _) => {
            let applies = !rest(run, scene, entry)?.is_empty();
            applies.then(|| "true".to_owned())
        }
        (Keyword::Contains, _) if scene.node.draft > Draft::Draft201909 => {
            let matching = contained(run, scene, entry)?;
            let places: Vec<String> = matching
                .iter()
                .map(|(place, _)| place.to_string())
                .collect();
            Some(match places.len() == scene.instance.len() {
                true => "true".to_owned(),
                false => format!("[{}]", places.join(",")),
            })
        }
        _ => None,
    })
}

/// The elements that are valid against `contains`, with their places.
pub(super) fn contained<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
) -> Result<Vec<(usize, Instance<'r>)>, Exceeded> {
    let mut matching = Vec::new();
    if scene.instance.kind() == Kind::Array
        && let Some(schema) = entry.argument.schema()
    {
        for (place, element) in scene.instance.elements().enumerate() {
            if run.judge(schema, scene.environment, element, None)? {
                matching.push((place, element));
            }
        }
    }
    Ok(matching)
}

/// The elements that `items` or `unevaluatedItems` applies its schema to.
pub(super) fn rest<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
) -> Result<Vec<Instance<'r>>, Exceeded> {
    if entry.keyword == Keyword::Items {
        let prefix = scene.node.schemas(Keyword::PrefixItems).len();
        return Ok(scene.instance.elements().skip(prefix).collect());
    }
    let evaluated = evaluated(run, scene)?;
    let elements = scene.instance.elements().enumerate();
    let rest = elements.filter(|(place, _)| !evaluated.contains(*place));
    Ok(rest.map(|(_, element)| element).collect())
}

/// The properties that a keyword applies schemas to: name, value, schema.
pub(super) fn members<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
) -> Result<Vec<(Instance<'r>, Instance<'r>, NodeId)>, Exceeded> {
    let mut members = Vec::new();
    let evaluated = match entry.keyword {
        Keyword::UnevaluatedProperties => Some(evaluated(run, scene)?),
        _ => None,
    };
    for (place, member) in scene.instance.members().enumerate() {
        if let Some(evaluated) = &evaluated {
            if let Some(schema) = entry.argument.schema()
                && !evaluated.contains(place)
            {
                members.push((member.name, member.value, schema));
            }
            continue;
        }
        for (other, schema) in object::schemas_of(scene.node, &member.name.text()) {
            if other.keyword == entry.keyword {
                members.push((member.name, member.value, schema));
            }
        }
    }
    Ok(members)
}

/// The items that the keywords of a node evaluate, except `unevaluated*`.
pub(super) fn evaluated<'r>(run: &mut Run<'r>, scene: Scene<'r>) -> Result<Evaluated, Exceeded> {
    let mut evaluated = Evaluated::default();
    for entry in &scene.node.entries {
        let is_last = matches!(
            entry.keyword,
            Keyword::UnevaluatedItems | Keyword::UnevaluatedProperties
        );
        if !is_last && entry.keyword.is_about(scene.instance.kind()) {
            run.holds(scene, entry, Some(&mut evaluated))?;
        }
    }
    Ok(evaluated)
}
