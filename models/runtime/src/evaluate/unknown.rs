//! Warnings of properties that the schema does not mention.

use std::collections::HashSet;

use super::Exceeded;
use super::environment::Environment;
use super::explain::Explainer;
use super::found::Found;
use super::run::{RED_ZONE, STACK, Scene};
use super::{array, object};
use crate::document::Instance;
use crate::schema::{Argument, Keyword, NodeId};
use crate::text::lexer::Kind;

/// A schema that applies to an instance, in a dynamic scope.
type Speaker = (NodeId, Environment);

/// Warns of the properties, at any depth, that no schema mentions though some schema
/// lists the properties of their object.
pub(super) fn warn<'r>(explainer: &mut Explainer<'r>, root: Instance<'r>) -> Result<(), Exceeded> {
    walk(
        explainer,
        vec![(NodeId::ROOT, Environment::default())],
        root,
    )
}

fn walk<'r>(
    explainer: &mut Explainer<'r>,
    speakers: Vec<Speaker>,
    instance: Instance<'r>,
) -> Result<(), Exceeded> {
    if instance.is_empty() || speakers.is_empty() {
        return Ok(());
    }
    stacker::maybe_grow(RED_ZONE, STACK, || {
        let scenes = spread(explainer, speakers, instance)?;
        match instance.kind() {
            Kind::Object => members(explainer, &scenes, instance),
            _ => elements(explainer, &scenes, instance),
        }
    })
}

/// The schemas that apply to an instance, with those that they apply to it. Of a union the
/// branches count to which the instance belongs.
fn spread<'r>(
    explainer: &mut Explainer<'r>,
    speakers: Vec<Speaker>,
    instance: Instance<'r>,
) -> Result<Vec<Scene<'r>>, Exceeded> {
    let mut open = speakers;
    let mut known = HashSet::new();
    let mut scenes = Vec::new();
    while let Some((schema, environment)) = open.pop() {
        let scene = explainer.run.scene(schema, environment, instance);
        if !known.insert((schema, scene.environment)) {
            continue;
        }
        for entry in &scene.node.entries {
            let inner = match entry.keyword {
                Keyword::Ref | Keyword::DynamicRef => {
                    let target = explainer.run.resolve(scene.environment, &entry.argument);
                    target.into_iter().collect()
                }
                Keyword::AllOf => entry.argument.nodes(),
                Keyword::AnyOf | Keyword::OneOf | Keyword::If | Keyword::Then | Keyword::Else => {
                    entry.argument.nodes()
                }
                _ if object::has_dependents(entry) && instance.kind() == Kind::Object => {
                    let present = object::dependents(&mut explainer.run, entry, instance);
                    present.into_iter().map(|(_, schema)| schema).collect()
                }
                _ => Vec::new(),
            };
            for schema in inner {
                let applies = entry.keyword == Keyword::AllOf
                    || explainer
                        .run
                        .judge(schema, scene.environment, instance, None)?;
                if applies {
                    open.push((schema, scene.environment));
                }
            }
        }
        scenes.push(scene);
    }
    Ok(scenes)
}

fn members<'r>(
    explainer: &mut Explainer<'r>,
    scenes: &[Scene<'r>],
    object: Instance<'r>,
) -> Result<(), Exceeded> {
    let declared = scenes.iter().filter_map(|scene| {
        let entry = scene.node.entry(Keyword::Properties)?;
        match &entry.argument {
            Argument::Members(members) if !members.is_empty() => Some(members),
            _ => None,
        }
    });
    let declared: Vec<_> = declared.collect();
    for member in object.members() {
        let name = member.name.text();
        let mut inner = Vec::new();
        for scene in scenes {
            let schemas = object::schemas_of(scene.node, &name);
            inner.extend(
                schemas
                    .into_iter()
                    .map(|(_, schema)| (schema, scene.environment)),
            );
        }
        if inner.is_empty() && !declared.is_empty() && !is_required(scenes, &name) {
            let names = declared.iter().flat_map(|members| members.iter());
            let near = explainer.suggest(&name, object, names.map(|(name, _)| name));
            explainer.kept.add(Found::unknown(member.name, near));
        }
        walk(explainer, inner, member.value)?;
    }
    Ok(())
}

/// Whether a schema that applies requires a property of this name, or asserts something where
/// it is present.
fn is_required(scenes: &[Scene<'_>], name: &str) -> bool {
    let has = |names: &[Box<str>]| names.iter().any(|other| **other == *name);
    let mut entries = scenes.iter().flat_map(|scene| &scene.node.entries);
    entries.any(|entry| match &entry.argument {
        Argument::Names(names) => has(names),
        Argument::Requirements(requirements) => requirements
            .iter()
            .any(|(other, names)| **other == *name || has(names)),
        Argument::Members(members) if object::has_dependents(entry) => members.get(name).is_some(),
        _ => false,
    })
}

fn elements<'r>(
    explainer: &mut Explainer<'r>,
    scenes: &[Scene<'r>],
    array: Instance<'r>,
) -> Result<(), Exceeded> {
    for (place, element) in array.elements().enumerate() {
        let inner = scenes.iter().filter_map(|scene| {
            let schema = array::schema_at(scene.node, place)?;
            Some((schema, scene.environment))
        });
        walk(explainer, inner.collect(), element)?;
    }
    Ok(())
}
