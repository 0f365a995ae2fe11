//! The reference page of a schema: each type with its properties, for readers of
//! documents and of Rust alike.

use exactschema::schema::Facts;
use exactschema_frontend::model::{Combinator, Keyword, Node, NodeId, Type};

use crate::emit_rust::{Context, Draft, field_type};
use crate::markdown::{cell, code, prose, row};
use crate::types::{Field, Kind};

/// The page, as Markdown.
pub(crate) fn page(context: &Context<'_>, header: &str, drafts: &[Draft<'_>]) -> String {
    let title = context.module.replace('_', "-");
    let mut page = format!("<!-- {header} -->\n\n# {title}\n");
    for draft in drafts.iter().filter(|draft| draft.is_reachable) {
        page += &section(context, draft);
    }
    page
}

fn section(context: &Context<'_>, draft: &Draft<'_>) -> String {
    let named = draft.named;
    let node = context.schema.node(named.node);
    let mut section = format!("\n## {}\n", named.name);
    if let Some(description) = node.description() {
        section += &format!("\n{}\n", prose(description));
    }
    section += &match &named.kind {
        Kind::Struct(object) => properties(context, draft, object.all_fields()),
        kind => summary(context, draft, kind),
    };
    section += &assertions(node);
    if let Some(example) = named
        .definition_pointer
        .as_ref()
        .and_then(|_| context.examples.of(named.node))
    {
        section += &format!("\n```json\n{}\n```\n", example.pretty());
    }
    section
}

/// The assertions of a schema that the type does not express, as Markdown.
fn assertions(node: &Node) -> String {
    let residual = node.keywords.iter();
    let residual = residual.filter(|entry| matches!(entry.keyword, Keyword::Residual));
    let lines = residual.filter_map(|entry| {
        let facts = Facts::of(&entry.name, node.draft)?;
        let (name, help) = (code(&entry.name), facts.help);
        Some(format!(
            "- {name}: {help} {}\n",
            code(&entry.json.compact())
        ))
    });
    match lines.collect::<String>().as_str() {
        "" => String::new(),
        lines => format!("\nAsserted beyond the type:\n\n{lines}"),
    }
}

/// A table of the properties of an object.
fn properties<'a>(
    context: &Context<'_>,
    draft: &Draft<'_>,
    fields: impl Iterator<Item = &'a Field>,
) -> String {
    let mut table =
        "\n| property | JSON type | Rust type | required | constraints | description |\n\
        |---|---|---|---|---|---|\n"
            .to_owned();
    for (index, field) in fields.enumerate() {
        let node = field.node.map(|id| context.schema.node(id));
        let cells = [
            code(&field.name),
            field
                .node
                .map_or_else(|| "any".to_owned(), |id| json_type(context, id)),
            format!("`{}`", field_type(draft, index, field.presence)),
            match field.presence.is_optional() {
                true => String::new(),
                false => "yes".to_owned(),
            },
            node.map(|node| constraints(node, true).join(", "))
                .unwrap_or_default(),
            cell(node.and_then(Node::description).unwrap_or_default()),
        ];
        table += &format!("{}\n", row(&cells));
    }
    let node = context.schema.node(draft.named.node);
    let whole = constraints(node, false).join(", ");
    if !whole.is_empty() {
        table += &format!("\nThe object as a whole: {whole}.\n");
    }
    table
}

/// The description of a type without properties.
fn summary(context: &Context<'_>, draft: &Draft<'_>, kind: &Kind) -> String {
    let node = context.schema.node(draft.named.node);
    let what = match kind {
        Kind::Listed(listed) => {
            let open = listed.other.map_or("", |_| ", or any other text");
            let values = listed.values.iter().map(|constant| code(&constant.value));
            let values: Vec<String> = values.collect();
            return format!("\nOne of {}{open}.\n", values.join(", "));
        }
        Kind::Union(union) => {
            let variants = union.variants.iter().map(|variant| match variant.node {
                own if own == draft.named.node => code(&variant.name),
                branch => format!("{} ({})", code(&variant.name), json_type(context, branch)),
            });
            let variants: Vec<String> = variants.collect();
            format!("One of {}", variants.join(", "))
        }
        _ => {
            let parts =
                (0..draft.named.parts().len()).map(|part| format!("`{}`", draft.spelled(part)));
            let parts: Vec<String> = parts.collect();
            format!("Holds {}", parts.join(", "))
        }
    };
    match constraints(node, false).join(", ").as_str() {
        "" => format!("\n{what}.\n"),
        constraints => format!("\n{what}; {constraints}.\n"),
    }
}

/// The type of a value, with links to the sections of the types.
fn json_type(context: &Context<'_>, id: NodeId) -> String {
    let schema = context.schema;
    let node = schema.node(id);
    if let Some(link) = node.reference().and_then(|target| context.links.of(target)) {
        let (name, page) = (&link.type_.name, link.module.replace('_', "-"));
        return format!("[{name}]({page}.md#{})", name.to_ascii_lowercase());
    }
    if let Some(named) = node.reference().and_then(|target| context.types.at(target)) {
        return format!("[{0}](#{1})", named.name, named.name.to_ascii_lowercase());
    }
    if let (Some([Type::Array]), None, Some(items)) =
        (node.types(), node.prefix_items(), node.items())
    {
        return format!("array of {}", json_type(context, items));
    }
    match node.types() {
        Some(types) => {
            let names: Vec<&str> = types.iter().map(|type_| type_.name()).collect();
            names.join(" or ")
        }
        None => branches(context, node).unwrap_or_else(|| "any".to_owned()),
    }
}

fn branches(context: &Context<'_>, node: &Node) -> Option<String> {
    if let Some(values) = node.constants() {
        return Some(
            if values.len() == 1 {
                "a constant"
            } else {
                "an enumeration"
            }
            .to_owned(),
        );
    }
    let (word, ids) = node
        .keywords
        .iter()
        .find_map(|entry| match &entry.keyword {
            Keyword::Branches(Combinator::AllOf, ids) => Some((" and ", ids)),
            Keyword::Branches(_, ids) => Some((" or ", ids)),
            _ => None,
        })?;
    let branches: Vec<String> = ids.iter().map(|id| json_type(context, *id)).collect();
    Some(branches.join(word))
}

/// The constraints on a value beyond its type; with the residual ones, unless they are listed
/// by themselves.
pub(crate) fn constraints(node: &Node, has_residual: bool) -> Vec<String> {
    let entries = node.keywords.iter().filter(|entry| match &entry.keyword {
        Keyword::Enum(_)
        | Keyword::Const(_)
        | Keyword::Extensible(_)
        | Keyword::Format(_)
        | Keyword::Count(..)
        | Keyword::Limit(..)
        | Keyword::Pattern(_)
        | Keyword::UniqueItems(_)
        | Keyword::DependentRequired(_) => true,
        Keyword::Residual => has_residual,
        Keyword::Deprecated(truth) => *truth,
        Keyword::Annotation => entry.json.compact() != "false" && entry.name != "$id",
        Keyword::PatternProperties(_) | Keyword::PropertyNames(_) => true,
        Keyword::AdditionalProperties(_) => entry.json.compact() != "true",
        _ => false,
    });
    entries
        .map(|entry| match &entry.keyword {
            Keyword::Format(format) => code(format),
            Keyword::Deprecated(_) => "deprecated".to_owned(),
            _ => format!("`{}` {}", entry.name, code(&entry.json.compact())),
        })
        .collect()
}
