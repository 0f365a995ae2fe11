//! The verdict of a schema on all values of a type, without a look at one.

use crate::equality::kind_of;
use crate::schema::{Argument, Keyword, NodeId, Step, Table};
use crate::text::lexer::Kind;

/// How many schemas are looked at.
const FEW: u32 = 256;

/// Whether all values of a type are valid against a schema, or none is; otherwise it depends on
/// the value.
pub(super) fn verdict(table: &Table, node: NodeId, kind: Kind) -> Option<bool> {
    within(table, node, kind, &mut { FEW })
}

fn within(table: &Table, node: NodeId, kind: Kind, left: &mut u32) -> Option<bool> {
    *left = left.checked_sub(1)?;
    let mut inner = |node: &NodeId| within(table, *node, kind, left);
    let mut verdict = Some(true);
    for step in table[node].steps(kind) {
        let Step::Entry(index) = step else {
            verdict = None;
            continue;
        };
        let entry = &table[node].entries[*index as usize];
        let nodes = entry.argument.nodes();
        let of_entry = match (entry.keyword, &entry.argument) {
            (Keyword::Boolean, Argument::Flag(truth)) => Some(*truth),
            (_, Argument::Types(types)) => {
                let is_open = kind == Kind::Number && types.includes_integers();
                (!is_open).then_some(false)
            }
            (_, Argument::Values(values)) => {
                let has_some = values.list().iter().any(|value| kind_of(value) == kind);
                (!has_some).then_some(false)
            }
            (Keyword::Ref | Keyword::DynamicRef | Keyword::AllOf, _) => {
                let mut all = Some(true);
                for verdict in nodes.iter().map(&mut inner) {
                    all = both(all, verdict);
                }
                all
            }
            (Keyword::AnyOf | Keyword::OneOf, _) => {
                let branches: Vec<_> = nodes.iter().map(&mut inner).collect();
                let none = branches.iter().all(|branch| *branch == Some(false));
                let is_any = match entry.keyword {
                    Keyword::AnyOf => branches.contains(&Some(true)),
                    _ => branches == [Some(true)],
                };
                (is_any || none).then_some(is_any)
            }
            (Keyword::Not, _) => nodes
                .iter()
                .map(&mut inner)
                .next()
                .flatten()
                .map(|truth| !truth),
            _ => None,
        };
        verdict = both(verdict, of_entry);
    }
    verdict
}

/// The verdict of two schemas that both apply.
fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
