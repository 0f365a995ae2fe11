//! Keywords about arrays (Core §10.3.1 and §11.2).

use super::evaluated::Evaluated;
use super::run::{Run, Scene, Verdict};
use crate::constraint::counted;
use crate::schema::{Draft, Entry, Keyword, Node, NodeId};

/// The schema of the element at a place (Core §10.3.1).
pub(super) fn schema_at(node: &Node, place: usize) -> Option<NodeId> {
    let prefix = node.prefix().get(place).copied();
    prefix.or_else(|| node.rest())
}

/// The keywords that apply a schema to each place.
pub(super) fn elements<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    mut evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let (prefix, rest) = (scene.node.prefix(), scene.node.rest());
    for (place, element) in scene.instance.elements().enumerate() {
        let Some(schema) = prefix.get(place).copied().or(rest) else {
            break;
        };
        if !run.judge(schema, scene.environment, element, None)? {
            return Ok(false);
        }
        if let Some(evaluated) = evaluated.as_deref_mut() {
            evaluated.insert(place);
        }
    }
    Ok(true)
}

/// The number of elements that `contains` requires: at least, and at most.
pub(super) fn bounds(node: &Node) -> (u64, Option<u64>) {
    let least = node.count(Keyword::MinContains).unwrap_or(1);
    (least, node.count(Keyword::MaxContains))
}

/// `contains`, with `minContains` and `maxContains`.
pub(super) fn contains<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    mut evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let Some(schema) = scene.node.schema(Keyword::Contains) else {
        return Ok(true);
    };
    // In 2019-09 it evaluates none.
    let tracks = scene.node.draft > Draft::Draft201909;
    let (least, most) = bounds(scene.node);
    let mut found = 0;
    for (place, element) in scene.instance.elements().enumerate() {
        if most.is_none() && found >= least && (evaluated.is_none() || !tracks) {
            break;
        }
        if run.judge(schema, scene.environment, element, None)? {
            found += 1;
            if let Some(evaluated) = evaluated.as_deref_mut().filter(|_| tracks) {
                evaluated.insert(place);
            }
        }
    }
    Ok(found >= least && most.is_none_or(|most| found <= most))
}

/// `unevaluatedItems`.
pub(super) fn unevaluated<'r>(
    run: &mut Run<'r>,
    scene: Scene<'r>,
    entry: &'r Entry,
    evaluated: Option<&mut Evaluated>,
) -> Verdict {
    let (Some(schema), Some(evaluated)) = (entry.argument.schema(), evaluated) else {
        return Ok(true);
    };
    for (place, element) in scene.instance.elements().enumerate() {
        if !evaluated.contains(place) {
            if !run.judge(schema, scene.environment, element, None)? {
                return Ok(false);
            }
            evaluated.insert(place);
        }
    }
    Ok(true)
}

/// The array that `contains` expects, in words.
pub(super) fn expected(node: &Node) -> String {
    let (least, most) = bounds(node);
    let elements = |number| counted(number, "element", "elements");
    match most {
        Some(most) if most < least => "no array: maxContains is below minContains".into(),
        Some(most) if most == least => {
            format!("exactly {} valid against contains", elements(most))
        }
        Some(most) => format!("{least} to {} valid against contains", elements(most)),
        None => format!("at least {} valid against contains", elements(least)),
    }
}
