//! Keywords that apply schemas to the instance itself (Core §8.2.3, §10.2).

use super::evaluated::Evaluated;
use super::run::{Run, Scene, Verdict};
use crate::schema::{Choice, Entry, Keyword, NodeId};

/// Whether an instance satisfies a keyword. Only schemas against which it is valid
/// evaluate anything.
pub(super) fn holds<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
    evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let schemas = entry.argument.schemas();
    match entry.keyword {
        Keyword::AllOf => all(run, scene, schemas, evaluated),
        Keyword::AnyOf => match choice(scene, entry) {
            Some(choice) => any(run, scene, choice.candidates(scene.instance), evaluated),
            None => any(run, scene, schemas.iter().copied(), evaluated),
        },
        Keyword::OneOf => match choice(scene, entry) {
            Some(choice) => one(run, scene, choice.candidates(scene.instance), evaluated),
            None => one(run, scene, schemas.iter().copied(), evaluated),
        },
        Keyword::Not => match entry.argument.schema() {
            Some(schema) => {
                let valid = run.judge(schema, scene.environment, scene.instance, None)?;
                Ok(!valid)
            }
            None => Ok(true),
        },
        Keyword::If => condition(run, scene, entry, evaluated),
        _ => match run.resolve(scene.environment, &entry.argument) {
            Some(schema) => run.judge(schema, scene.environment, scene.instance, evaluated),
            None => Ok(true),
        },
    }
}

fn all<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    schemas: &[NodeId],
    mut evaluated: Option<&mut Evaluated>,
) -> Verdict {
    for schema in schemas {
        let evaluated = evaluated.as_deref_mut();
        if !run.judge(*schema, scene.environment, scene.instance, evaluated)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The choice between the branches of a union. In a document that has a name twice, a branch
/// could be found twice, too.
pub(super) fn choice<'r>(scene: Scene<'r>, entry: &Entry) -> Option<&'r Choice> {
    let is_regular = scene.instance.document().refused.is_empty();
    is_regular.then(|| scene.node.choice(entry.keyword))?
}

fn any<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    branches: impl Iterator<Item = NodeId>,
    mut evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let mut is_valid = false;
    for branch in branches {
        is_valid |= alone(run, scene, branch, evaluated.as_deref_mut())?;
        // All branches evaluate something, so where that counts none is left out.
        if is_valid && evaluated.is_none() {
            return Ok(true);
        }
    }
    Ok(is_valid)
}

fn one<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    branches: impl Iterator<Item = NodeId>,
    mut evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let mut valid = 0;
    for branch in branches {
        valid += u32::from(alone(run, scene, branch, evaluated.as_deref_mut())?);
        if valid > 1 {
            return Ok(false);
        }
    }
    Ok(valid == 1)
}

/// `if`, with `then` and `else`.
fn condition<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
    mut evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let Some(schema) = entry.argument.schema() else {
        return Ok(true);
    };
    let is_true = alone(run, scene, schema, evaluated.as_deref_mut())?;
    let keyword = if is_true {
        Keyword::Then
    } else {
        Keyword::Else
    };
    match scene.node.schema(keyword) {
        Some(schema) => run.judge(schema, scene.environment, scene.instance, evaluated),
        None => Ok(true),
    }
}

/// The verdict of a schema whose failure does not decide: what it evaluated is dropped
/// then.
fn alone<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    schema: NodeId,
    evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let mut inner = evaluated.is_some().then(Evaluated::default);
    let verdict = run.judge(schema, scene.environment, scene.instance, inner.as_mut())?;
    if let (true, Some(evaluated), Some(inner)) = (verdict, evaluated, inner) {
        evaluated.merge(&inner);
    }
    Ok(verdict)
}
