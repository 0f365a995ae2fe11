//! Where dynamic references lead.
//!
//! One leads to the outermost resource on the way to it that has its anchor (Core §8.2.3.2). Often
//! there is but one that has it, so that the way does not matter.

use std::collections::BTreeSet;

use exactschema::schema::{Argument, Keyword as TableKeyword, NodeId, Table};
use exactschema_frontend::model::{Entry, Keyword, NodeId as ModelId, Schema};

/// The schema that a dynamic reference leads to, if it is the same on every way.
pub(super) fn only_target(table: &Table, argument: &Argument) -> Option<NodeId> {
    let Argument::Dynamic { anchor, initial } = argument else {
        return None;
    };
    let resources = table.resources().iter();
    let mut anchors = resources.flat_map(|resource| &resource.dynamic_anchors);
    let is_it = |(name, node): &(Box<str>, NodeId)| name != anchor || node == initial;
    anchors.all(is_it).then_some(*initial)
}

/// Replaces dynamic references that lead to one schema by references to that.
pub(super) fn resolve(schema: &mut Schema, table: &Table) {
    let dynamic = table.nodes().iter().filter(|node| node.place.source == 0);
    let dynamic = dynamic.filter_map(|node| {
        let target = match node.entry(TableKeyword::DynamicRef) {
            Some(entry) => only_target(table, &entry.argument)?,
            // Where no resource has the anchor it is lowered to `$ref`.
            None => node.schema(TableKeyword::Ref)?,
        };
        let target = &table[target].place;
        let from = schema.at(&node.place.pointer)?;
        let target = schema.at(&target.pointer).filter(|_| target.source == 0)?;
        let keywords = &schema.node(from).keywords;
        let is_alone = schema.node(from).reference().is_none();
        let entry = keywords
            .iter()
            .find(|entry| is_alone && is_dynamic(entry))?;
        Some((from, entry.name.clone(), target))
    });
    let dynamic: Vec<(ModelId, String, ModelId)> = dynamic.collect();
    for (from, name, target) in dynamic {
        schema.set_aside(from, &name, &Keyword::Reference(Some(target)));
    }
}

fn is_dynamic(entry: &Entry) -> bool {
    let is_named = matches!(&*entry.name, "$dynamicRef" | "$recursiveRef");
    is_named && matches!(entry.keyword, Keyword::Unsupported)
}

/// The schemas that a resource with dynamic anchors leads to: what dynamic references mean in
/// them depends on the way.
pub(super) fn behind_anchors(table: &Table) -> BTreeSet<NodeId> {
    let resources = table.resources().iter();
    let anchors: Vec<NodeId> = resources
        .flat_map(|resource| &resource.dynamic_anchors)
        .map(|(_, node)| *node)
        .collect();
    let all = (0..table.nodes().len()).map(NodeId::new);
    let mut waiting: Vec<NodeId> = all
        .filter(|id| {
            let resource = table.resource(table[*id].resource);
            !resource.dynamic_anchors.is_empty()
        })
        .collect();
    let mut behind = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if behind.insert(id) {
            for entry in &table[id].entries {
                match &entry.argument {
                    Argument::Dynamic { initial, .. } => {
                        waiting.push(*initial);
                        waiting.extend(&anchors);
                    }
                    argument => waiting.extend(argument.nodes()),
                }
            }
        }
    }
    behind
}
