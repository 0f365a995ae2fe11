//! Documentation: descriptions, and for each type an example that is run as a
//! test.

use exactschema_frontend::model::{Keyword, NodeId, Schema};

use super::{Context, Draft};
use crate::markdown::prose;
use crate::types::{Field, Form, Presence, Rust, Variant};

/// The documentation of a type.
pub(super) fn documentation(context: &Context<'_>, draft: &Draft<'_>) -> Vec<String> {
    let named = draft.named;
    let mut docs = doc(&match described(context.schema, named.node) {
        Some(description) => prose(description),
        None => format!("`{}`, which the schema does not describe.", named.name),
    });
    if !draft.is_finite {
        docs.extend(doc(
            "\nNo value is valid: it requires what has none, or itself without end.",
        ));
    }
    let asserted = assertions(context.schema, named.node);
    docs.extend(doc(asserted.strip_prefix('\n').unwrap_or_default()));
    // The examples of a type without a definition are those of the types around it.
    if named.definition_pointer.is_some()
        && let Some(example) = context.examples.of(named.node)
    {
        docs.extend(doc(&test(&example.pretty(), &named.name, context.module)));
    }
    docs
}

/// The assertions of a schema that its type does not express.
fn assertions(schema: &Schema, id: NodeId) -> String {
    let entries = schema.node(id).keywords.iter();
    let residual = entries.filter(|entry| matches!(entry.keyword, Keyword::Residual));
    let names: Vec<String> = residual.map(|entry| format!("`{}`", entry.name)).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(
            "\n\nThe schema asserts more, which reading and writing check: {}.",
            names.join(", ")
        ),
    }
}

/// The documentation of a field.
pub(super) fn field_docs(schema: &Schema, field: &Field) -> Vec<String> {
    let description = field.node.and_then(|id| described(schema, id));
    let Some(description) = description.map(prose) else {
        return Vec::new();
    };
    let asserted = field.node.map(|id| assertions(schema, id));
    let description = description + &asserted.unwrap_or_default();
    match (&field.value, field.presence) {
        (Rust::Option(_), Presence::Optional) => {
            doc(&format!("{description}\n\nAbsent, null, or a value."))
        }
        _ => doc(&description),
    }
}

/// The documentation of a variant: that of its branch, or of what it refers to.
pub(super) fn variant_docs(context: &Context<'_>, form: Form, variant: &Variant) -> Vec<String> {
    if form == Form::Types {
        let type_ = variant.name.to_lowercase();
        return doc(&format!("A value of the type `{type_}`."));
    }
    let node = context.schema.node(variant.node);
    let own = described(context.schema, variant.node);
    let referred = node
        .reference()
        .and_then(|target| described(context.schema, target));
    match own.or(referred) {
        Some(text) => doc(&prose(text)),
        None => doc(&format!(
            "`{}`, which the schema does not describe.",
            variant.name
        )),
    }
}

/// A line of documentation that shows a text of the schema.
pub(super) fn safe(line: &str) -> String {
    prose(
        &line
            .escape_debug()
            .to_string()
            .replace("\\\"", "\"")
            .replace("\\'", "'"),
    )
}

/// The description of a node, unless it is blank.
fn described(schema: &Schema, id: NodeId) -> Option<&str> {
    let description = schema.node(id).description();
    description.filter(|text| !text.trim().is_empty())
}

/// The lines of a doc comment.
pub(super) fn doc(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    });
    lines.collect()
}

/// An example that is run as a test.
fn test(json: &str, name: &str, module: &str) -> String {
    // A raw string ends at the first quote with as many hashes as it began with.
    let mut hashes = "#".to_owned();
    while json.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!(
        "\n# Example\n\n```\n\
         use models::{module}::{name};\n\
         \n\
         let json = r{hashes}\"{json}\"{hashes};\n\
         let value: {name} = models::from_str(json)?;\n\
         assert_eq!(models::to_string_pretty(&value)?, json);\n\
         # Ok::<(), models::Error>(())\n\
         ```"
    )
}
