//! Schemas in the words of older dialects.

use serde_json::{Map, Value, json};

use super::exact;
use crate::draft::Draft;
use crate::schema::{Facts, Shape};

/// Rewrites a schema of 2020-12 into one of an older dialect that means the same.
pub(super) fn rewrite(schema: &mut Value, draft: Draft) {
    match schema {
        // Draft 4 has no boolean schemas.
        Value::Bool(truth) if draft == Draft::Draft4 => {
            *schema = match truth {
                true => json!({}),
                false => json!({ "not": {} }),
            };
        }
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                inner(name, value, draft);
            }
            rename(members, draft);
        }
        _ => {}
    }
}

/// Rewrites the schemas in the value of a keyword.
fn inner(name: &str, value: &mut Value, draft: Draft) {
    let shape = Facts::of(name, Draft::Draft202012).map(|facts| facts.shape);
    let allows_booleans = matches!(name, "additionalProperties" | "items");
    match (shape, value) {
        (Some(Shape::Schema), Value::Bool(_)) if allows_booleans => {}
        (Some(Shape::Schema), value) => rewrite(value, draft),
        (Some(Shape::Schemas), Value::Array(schemas)) => {
            schemas.iter_mut().for_each(|schema| rewrite(schema, draft));
        }
        (Some(Shape::Members | Shape::Patterns), Value::Object(members)) => {
            members
                .values_mut()
                .for_each(|schema| rewrite(schema, draft));
        }
        _ => {}
    }
}

fn rename(members: &mut Map<String, Value>, draft: Draft) {
    if draft >= Draft::Draft202012 {
        return;
    }
    if let Some(places) = members.remove("prefixItems") {
        let others = members.insert("items".to_owned(), places);
        members.extend(others.map(|others| ("additionalItems".to_owned(), others)));
    } else if let Some(items) = members.get_mut("items") {
        // Unlike `additionalItems`, it is never a boolean in draft 4.
        if items.is_boolean() {
            rewrite(items, draft);
        }
    }
    if let Some(reference) = members.remove("$dynamicRef") {
        members.insert("$recursiveRef".to_owned(), reference);
    }
    if draft >= Draft::Draft201909 {
        return;
    }
    for name in ["dependentRequired", "dependentSchemas"] {
        if let Some(Value::Object(more)) = members.remove(name) {
            let all = members
                .entry("dependencies")
                .or_insert_with(|| json!({}))
                .as_object_mut();
            all.into_iter().for_each(|all| all.extend(more.clone()));
        }
    }
    if draft > Draft::Draft4 {
        return;
    }
    if let Some(value) = members.remove("const") {
        members.insert("enum".to_owned(), json!([value]));
        exact::rename(members, "const", "enum", |text| format!("[{text}]"));
    }
    for (exclusive, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if let Some(number @ Value::Number(_)) = members.get_mut(exclusive) {
            let number = std::mem::replace(number, Value::Bool(true));
            members.insert(bound.to_owned(), number);
            exact::rename(members, exclusive, bound, str::to_owned);
        }
    }
}
