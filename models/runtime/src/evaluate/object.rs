//! Keywords about objects (Core §10.2.2.4, §10.3.2 and §11.3, Validation §6.5).

use super::evaluated::Evaluated;
use super::run::{Run, Scene, Verdict};
use crate::constraint::missing_dependencies;
use crate::document::{Instance, Member};
use crate::schema::{Argument, Entry, Keyword, Node, NodeId};
use crate::text::lexer::Kind;

/// Whether an object has the properties that it must have.
pub(super) fn holds<'r>(run: &mut Run<'r>, entry: &'r Entry, object: Instance<'r>) -> bool {
    match &entry.argument {
        Argument::Names(names) => names.iter().all(|name| run.has(object, name)),
        _ => missing_for(run, entry, object).is_empty(),
    }
}

/// The properties that others require and an object does not have, each with the one that
/// requires it.
pub(super) fn missing_for<'r>(
    run: &mut Run<'r>,
    entry: &'r Entry,
    object: Instance<'r>,
) -> Vec<(&'r str, &'r str)> {
    let Argument::Requirements(requirements) = &entry.argument else {
        return Vec::new();
    };
    let requirements = requirements.iter();
    let requirements =
        requirements.map(|(name, others)| (&**name, others.iter().map(|other| &**other)));
    missing_dependencies(requirements, |name| run.has(object, name))
}

/// The schemas of a property by `properties` and `patternProperties`, or else by
/// `additionalProperties`.
pub(super) fn schemas_of<'r>(node: &'r Node, name: &str) -> Vec<(&'r Entry, NodeId)> {
    let mut schemas = Vec::new();
    for entry in &node.entries {
        match (entry.keyword, &entry.argument) {
            (Keyword::Properties, Argument::Members(members)) => {
                schemas.extend(members.get(name).map(|schema| (entry, schema)));
            }
            (_, Argument::Patterns(patterns)) => {
                let matching = patterns
                    .iter()
                    .filter(|(pattern, _)| pattern.is_match(name));
                schemas.extend(matching.map(|(_, schema)| (entry, *schema)));
            }
            _ => {}
        }
    }
    if schemas.is_empty()
        && let Some(entry) = node.entry(Keyword::AdditionalProperties)
    {
        schemas.extend(entry.argument.schema().map(|schema| (entry, schema)));
    }
    schemas
}

/// The schemas of a property by `properties` and `patternProperties`.
pub(super) fn declared<'r>(node: &'r Node, name: Instance<'r>) -> impl Iterator<Item = NodeId> {
    let named = node.properties().and_then(|members| members.of(name));
    let patterns = node.patterns().iter();
    let matching = patterns.filter(move |(pattern, _)| pattern.is_match(&name.text()));
    { named.into_iter() }.chain(matching.map(|(_, schema)| *schema))
}

/// `properties`, `patternProperties` and `additionalProperties`.
pub(super) fn members<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    mut evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let additional = scene.node.additional();
    for (place, Member { name, value }) in scene.instance.members().enumerate() {
        let mut is_known = false;
        for schema in declared(scene.node, name) {
            is_known = true;
            if !run.judge(schema, scene.environment, value, None)? {
                return Ok(false);
            }
        }
        if !is_known && let Some(schema) = additional {
            is_known = true;
            if !run.judge(schema, scene.environment, value, None)? {
                return Ok(false);
            }
        }
        if let Some(evaluated) = evaluated.as_deref_mut().filter(|_| is_known) {
            evaluated.insert(place);
        }
    }
    Ok(true)
}

/// `propertyNames`.
pub(super) fn names<'r>(run: &mut Run<'r>, scene: Scene<'r>, entry: &'r Entry) -> Verdict {
    let Some(schema) = entry.argument.schema() else {
        return Ok(true);
    };
    for member in scene.instance.members() {
        if !run.judge(schema, scene.environment, member.name, None)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a keyword applies schemas to an object for properties that are present in it.
pub(super) fn has_dependents(entry: &Entry) -> bool {
    let are_by_name = matches!(
        entry.argument,
        Argument::Members(_) | Argument::PropertyValues(_)
    );
    entry.keyword.is_in_place() && are_by_name
}

/// The schemas that apply to an object for the properties that it has, by
/// `dependentSchemas` or `propertyDependencies`.
pub(super) fn dependents<'r>(
    run: &mut Run<'r>,
    entry: &'r Entry,
    object: Instance<'r>,
) -> Vec<(&'r str, NodeId)> {
    match &entry.argument {
        Argument::Members(members) => {
            let present = members.iter().filter(|(name, _)| run.has(object, name));
            present.collect()
        }
        Argument::PropertyValues(properties) => {
            let chosen = properties.iter().filter_map(|(name, values)| {
                let value = object.get(name)?;
                let value = (value.kind() == Kind::String).then(|| value.text())?;
                Some((&**name, values.get(&value)?))
            });
            chosen.collect()
        }
        _ => Vec::new(),
    }
}

/// `dependentSchemas` and `propertyDependencies`.
pub(super) fn dependent<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
    mut evaluated: Option<&mut Evaluated>,
) -> Verdict {
    for (_, schema) in dependents(run, entry, scene.instance) {
        let evaluated = evaluated.as_deref_mut();
        if !run.judge(schema, scene.environment, scene.instance, evaluated)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `unevaluatedProperties`.
pub(super) fn unevaluated<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
    evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let (Some(schema), Some(evaluated)) = (entry.argument.schema(), evaluated) else {
        return Ok(true);
    };
    for (place, member) in scene.instance.members().enumerate() {
        if !evaluated.contains(place) {
            if !run.judge(schema, scene.environment, member.value, None)? {
                return Ok(false);
            }
            evaluated.insert(place);
        }
    }
    Ok(true)
}
