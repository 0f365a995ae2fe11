//! Finds every construct that the pipeline would not honour exactly.

mod keyword;
mod together;
mod unsupported;

use crate::model::{NodeId, Place, Schema};
use crate::problem::Problem;

/// The dialect of the schemas (Core §8.1.1).
pub(crate) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// All problems of a schema, in the order of the source.
pub fn preflight(schema: &Schema) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for id in schema.ids() {
        problems.extend(node(schema, id));
    }
    problems.extend(undeclared_dialect(schema));
    problems
}

/// What is wrong with one schema, apart from those below it.
fn node(schema: &Schema, id: NodeId) -> Vec<Problem> {
    let node = schema.node(id);
    let keywords = node.keywords.iter();
    let mut problems: Vec<Problem> = keywords
        .flat_map(|entry| keyword::check(schema, id, entry))
        .collect();
    // What keywords are together is only of interest if each is known.
    if problems.is_empty() {
        problems = together::check(schema, id);
    }
    problems
}

fn undeclared_dialect(schema: &Schema) -> Option<Problem> {
    let root = schema.node(schema.root());
    let declared = root.keywords.iter().any(|entry| entry.name == "$schema");
    // A boolean has no place to say it.
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
