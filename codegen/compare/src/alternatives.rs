//! Schemas that are alternatives: if one of these rejects more, the whole may accept more.

use std::collections::BTreeSet;

use exactschema_frontend::model::{Combinator, NodeId, Schema};

/// The nodes that a branch of `oneOf` reaches, through references too, for branches that
/// `matters` selects.
pub(crate) fn alternatives(
    schema: &Schema,
    mut matters: impl FnMut(&[NodeId]) -> bool,
) -> BTreeSet<NodeId> {
    let nodes = schema.ids().map(|id| schema.node(id));
    let branches = nodes.filter_map(|node| node.branches(Combinator::OneOf));
    let branches = branches.filter(|branches| matters(branches));
    let mut open: Vec<NodeId> = branches.flatten().copied().collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(schema.children(id));
            open.extend(schema.node(id).reference());
        }
    }
    reached
}
