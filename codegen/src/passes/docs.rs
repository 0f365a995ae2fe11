//! Documentation: descriptions, and for each type an example that is run as a
//! test.

use syn::{Attribute, parse_quote};

use super::{Context, Draft};
use crate::model::{NodeId, Schema};
use crate::text::is_invisible;
use crate::types::{Field, Form, Presence, Rust, Variant};

/// The documentation of a type.
pub(super) fn documentation(context: &Context<'_>, draft: &Draft<'_>) -> Vec<Attribute> {
    let named = draft.named;
    let mut docs = doc(&match described(context.schema, named.node) {
        Some(description) => markdown(description),
        None => format!("`{}`, which the schema does not describe.", named.name),
    });
    // The examples of what has no home are those of the types around it.
    if named.home.is_some()
        && let Some(example) = context.examples.of(named.node)
    {
        docs.extend(doc(&test(&example.pretty(), &named.name, context.module)));
    }
    docs
}

/// The documentation of a field.
pub(super) fn field_docs(schema: &Schema, field: &Field) -> Vec<Attribute> {
    let description = field.node.and_then(|id| described(schema, id));
    let Some(description) = description.map(markdown) else {
        return Vec::new();
    };
    match (&field.value, field.presence) {
        (Rust::Option(_), Presence::Optional) => {
            doc(&format!("{description}\n\nAbsent, null, or a value."))
        }
        _ => doc(&description),
    }
}

/// The documentation of a variant: that of its branch, or of what it refers to.
pub(super) fn variant_docs(context: &Context<'_>, form: Form, variant: &Variant) -> Vec<Attribute> {
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
        Some(text) => doc(&markdown(text)),
        None => doc(&format!(
            "`{}`, which the schema does not describe.",
            variant.name
        )),
    }
}

/// A line of documentation that shows a text of the schema.
pub(super) fn safe(line: &str) -> String {
    markdown(
        &line
            .escape_debug()
            .to_string()
            .replace("\\\"", "\"")
            .replace("\\'", "'"),
    )
}

/// The description of a node, if it says anything.
pub(super) fn described(schema: &Schema, id: NodeId) -> Option<&str> {
    let description = schema.node(id).description();
    description.filter(|text| !text.trim().is_empty())
}

/// Text as a doc comment, one attribute a line.
pub(super) fn doc(text: &str) -> Vec<Attribute> {
    let lines = text.lines().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    });
    lines.map(|line| parse_quote!(#[doc = #line])).collect()
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
