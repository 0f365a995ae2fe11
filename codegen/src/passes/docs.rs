//! Documentation: descriptions, and for each struct an example that is run as
//! a test.

use syn::{Attribute, parse_quote};

use super::Struct;
use crate::documents;
use crate::model::{NodeId, Schema};
use crate::text::is_invisible;

/// Puts the documentation on a struct and its fields.
pub(super) fn describe(schema: &Schema, definition: &mut Struct<'_>, module: &str) {
    let text = match described(schema, definition.id) {
        Some(description) => markdown(description),
        // What comes first must not be the heading of the example: schemars
        // would make that the title.
        None => format!("`{}`, which the schema does not describe.", definition.name),
    };
    definition.attributes.extend(doc(&text));
    let example = documents::example(schema, definition.id);
    let example = example.map(|example| test(&example.pretty(), definition.name, module));
    definition
        .attributes
        .extend(doc(&example.unwrap_or_default()));
    for field in &mut definition.fields {
        if let Some(description) = described(schema, field.id) {
            field.attributes.extend(doc(&markdown(description)));
        }
    }
}

/// The description of a node, if it says anything.
pub(super) fn described(schema: &Schema, id: NodeId) -> Option<&str> {
    let description = schema.node(id).description();
    description.filter(|text| !text.trim().is_empty())
}

/// Text as a doc comment, one attribute a line.
fn doc(text: &str) -> Vec<Attribute> {
    let lines = text.lines().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    });
    lines.map(|line| parse_quote!(#[doc = #line])).collect()
}

/// Whether rustdoc shows a description just as it is written.
pub(super) fn is_plain(description: &str) -> bool {
    let trimmed = description.lines().all(|line| line.trim_end() == line);
    trimmed && markdown(description) == description && description.trim() == description
}

/// A description as Markdown. Backticks may mark code; whatever else Markdown,
/// HTML or rustdoc would take for markup is escaped.
pub(crate) fn markdown(description: &str) -> String {
    let lines = description.lines().map(|line| {
        let line = line.trim_start();
        let mut text = String::new();
        let mut code = false;
        let paired = line.matches('`').count() % 2 == 0 && !line.contains("``");
        for (index, c) in line.char_indices() {
            match c {
                '`' if paired => code = !code,
                '#' | '+' | '-' | '=' | '~' if index == 0 => text.push('\\'),
                '`' | '\\' | '<' | '>' | '[' | ']' | '*' | '_' | '|' | '&' if !code => {
                    text.push('\\');
                }
                '.' | ')' if index > 0 && line[..index].bytes().all(|b| b.is_ascii_digit()) => {
                    text.push('\\');
                }
                ':' if !code && line[index..].starts_with("://") => text.push('\\'),
                _ => {}
            }
            text.push(if is_invisible(c) { ' ' } else { c });
        }
        text
    });
    lines.collect::<Vec<_>>().join("\n")
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

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn markup_is_escaped() {
        assert_eq!(
            markdown("plain, (text); it's 5% `a[0]`."),
            "plain, (text); it's 5% `a[0]`."
        );
        assert_eq!(markdown("a[0] <b> ``` x_y"), r"a\[0\] \<b\> \`\`\` x\_y");
        assert_eq!(markdown("    # title\n\n- item"), "\\# title\n\n\\- item");
        assert_eq!(
            markdown("see https://example.com"),
            r"see https\://example.com"
        );
    }
}
