//! Definitions that nothing refers to.

use exactschema::Kind;

use super::children;
use super::location::Location;
use super::lower::Lowered;
use super::registry::Registry;

/// Warns of the definitions in the first text that the root does not reach.
pub(super) fn check<'a>(registry: &mut Registry<'a>, lowered: &Lowered<'a>) {
    let reached = lowered.origins[..lowered.reached].iter();
    let mut used: Vec<usize> = reached
        .filter(|at| at.source == 0)
        .map(|at| at.value.range().0)
        .collect();
    used.sort_unstable();
    let Some(root) = lowered.origins.first().cloned() else {
        return;
    };
    for (name, definition) in definitions(registry, root) {
        let (start, end) = definition.value.range();
        let first = used.partition_point(|at| *at < start);
        if used.get(first).is_none_or(|at| *at >= end) {
            let message = format!("nothing refers to the definition {name:?}");
            registry.warn_at(&definition, message, "remove it, or refer to it");
        }
    }
}

/// All definitions of a schema and of those in it.
pub(super) fn definitions<'a>(
    registry: &Registry<'a>,
    root: Location<'a>,
) -> Vec<(String, Location<'a>)> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(mut schema) = open.pop() {
        if let Some(resource) = registry.schemas.get(&schema.key()) {
            schema.resource = *resource;
        }
        let dialect = registry.resources[schema.resource].dialect;
        for keyword in ["$defs", "definitions"] {
            let members = dialect
                .facts(keyword)
                .and_then(|_| schema.property(keyword));
            let members = members.filter(|members| members.value.kind() == Kind::Object);
            let members = members.iter().flat_map(Location::members);
            found.extend(members.filter(|(_, definition)| children::is_schema(definition)));
        }
        open.extend(children::of(&schema, dialect));
    }
    found
}
