//! Finds every construct that the pipeline would not honour exactly.

mod definitions;
mod keyword;
mod shape;

use crate::model::{Keyword, NodeId, Place, Schema};
use crate::problem::Problem;

/// The dialect of the schemas (Core §8.1.1).
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Where a schema stands decides what it may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Root,
    Definition,
    Property,
    /// The elements of an array, which have no place for annotations in Rust.
    Items,
    AdditionalProperties,
}

/// All problems of a schema, in the order of the source.
pub fn preflight(schema: &Schema) -> Vec<Problem> {
    let mut problems = Vec::new();
    visit(schema, schema.root(), Role::Root, &mut problems);
    problems.extend(undeclared_dialect(schema));
    problems.extend(definitions::check(schema));
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    problems
}

fn visit(schema: &Schema, id: NodeId, role: Role, problems: &mut Vec<Problem>) {
    let node = schema.node(id);
    let before = problems.len();
    for entry in &node.keywords {
        problems.extend(keyword::check(schema, node, entry, role));
        let children: Vec<(NodeId, Role)> = match &entry.keyword {
            Keyword::Definitions(members) if role == Role::Root => members
                .iter()
                .map(|(_, id)| (*id, Role::Definition))
                .collect(),
            Keyword::Properties(members) => members
                .iter()
                .map(|(_, id)| (*id, Role::Property))
                .collect(),
            Keyword::Items(id) => vec![(*id, Role::Items)],
            Keyword::AdditionalProperties(id) => vec![(*id, Role::AdditionalProperties)],
            _ => Vec::new(),
        };
        for (child, role) in children {
            visit(schema, child, role, problems);
        }
    }
    // What a schema is as a whole is only of interest if its parts are known.
    if problems.len() == before && role != Role::AdditionalProperties {
        problems.extend(shape::check(schema, id, role));
    }
}

fn undeclared_dialect(schema: &Schema) -> Option<Problem> {
    let root = schema.node(schema.root());
    let declared = root.keywords.iter().any(|entry| entry.name == "$schema");
    let is_object = !root.keywords.iter().any(|entry| entry.name.is_empty());
    (is_object && !declared).then(|| {
        let fix = format!("write \"$schema\": \"{DIALECT}\"");
        let message = "the schema does not say which dialect it is written in".to_owned();
        problem(&root.place, message, &fix)
    })
}

fn problem(place: &Place, message: String, fix: &str) -> Problem {
    Problem {
        place: place.clone(),
        message,
        fix: fix.to_owned(),
    }
}
