//! The reference page of a schema: each type with its properties, for readers of
//! documents and of Rust alike.

use crate::documents;
use crate::model::{NodeId, Schema, Shape};
use crate::passes::{Struct, markdown};
use crate::render::stamp;
use crate::text::is_invisible;

/// The page, as Markdown.
pub(crate) fn page(schema: &Schema, title: &str, origin: &str, structs: &[Struct<'_>]) -> String {
    let mut page = format!("<!-- {} -->\n\n# {title}\n", stamp(origin));
    for definition in structs {
        page += &section(schema, definition);
    }
    page
}

fn section(schema: &Schema, definition: &Struct<'_>) -> String {
    let mut section = format!("\n## {}\n", definition.name());
    if let Some(description) = schema.node(definition.id()).description() {
        section += &format!("\n{}\n", markdown(description));
    }
    section += "\n| property | JSON type | Rust type | required | constraints | description |\n";
    section += "|---|---|---|---|---|---|\n";
    for field in definition.fields() {
        let node = schema.node(field.id());
        let cells = [
            code(field.name()),
            json_type(schema, field.id()),
            format!("`{}`", field.type_name()),
            if field.is_required() { "yes" } else { "" }.to_owned(),
            node.format()
                .map(|format| format!("`{format}`"))
                .unwrap_or_default(),
            markdown(node.description().unwrap_or_default()),
        ];
        let cells = cells.map(|cell| cell_text(&cell));
        section += &format!("| {} |\n", cells.join(" | "));
    }
    if let Some(example) = documents::example(schema, definition.id()) {
        section += &format!("\n```json\n{}\n```\n", example.pretty());
    }
    section
}

/// The type of a value, with links to the sections of the types.
fn json_type(schema: &Schema, id: NodeId) -> String {
    match schema.shape(id) {
        Some(Shape::Boolean) => "boolean".to_owned(),
        Some(Shape::Integer) => "integer".to_owned(),
        Some(Shape::Number) => "number".to_owned(),
        Some(Shape::String | Shape::DateTime) => "string".to_owned(),
        Some(Shape::Array(items)) => format!("array of {}", json_type(schema, items)),
        Some(Shape::Reference(target)) => {
            let name = schema.name(target).unwrap_or_default();
            format!("[{name}](#{})", name.to_ascii_lowercase())
        }
        Some(Shape::FreeForm | Shape::Struct) | None => "object".to_owned(),
    }
}

/// A name as code, unless it holds what code cannot.
fn code(name: &str) -> String {
    match name.contains('`') || name.is_empty() || name.contains(is_invisible) {
        true => markdown(&format!("{name:?}")),
        false => format!("`{name}`"),
    }
}

/// Text that neither ends its cell nor its row.
fn cell_text(text: &str) -> String {
    let one_line = text.lines().collect::<Vec<_>>().join(" ");
    one_line.replace("\\|", "|").replace('|', "\\|")
}
