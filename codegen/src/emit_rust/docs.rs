//! Documentation: descriptions, and for each type an example that is run as a
//! test.

use exactschema_frontend::model::{Keyword, NodeId, Schema};

use super::{Context, Draft};
use crate::markdown::{code, prose};
use crate::reference_page::constraints;
use crate::types::{Constant, Field, Form, Kind, Listed, Named, Rust, Variant};

/// The documentation of a type.
pub(super) fn documentation(context: &Context<'_>, draft: &Draft<'_>) -> Vec<String> {
    let named = draft.named;
    let mut docs = doc(&introduction(context.schema, named.node));
    docs.extend(doc(&limits(context.schema, named)));
    if let Some(condition) = condition(context.schema, named) {
        docs.extend(doc(&format!("\n{condition}")));
    }
    if !draft.is_finite {
        docs.extend(doc(
            "\nNo value is valid: it requires what has none, or itself without end.",
        ));
    }
    let asserted = assertions(context.schema, named.node);
    docs.extend(doc(asserted.strip_prefix('\n').unwrap_or_default()));
    // The examples of a type without a definition are those of the types around it.
    if draft.is_reachable
        && named.definition_pointer.is_some()
        && let Some(example) = context.examples.of(named.node)
    {
        docs.extend(doc(&self::example(context, &example.pretty(), &named.name)));
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
    let Some(node) = field.node else {
        return Vec::new();
    };
    let default = default(schema, node);
    let Some(description) = described(schema, node).map(prose) else {
        return doc(&default.unwrap_or_default());
    };
    let mut text = description + &assertions(schema, node);
    if let (Rust::Option(_), true) = (&field.value, field.presence.is_optional()) {
        text += "\n\nAbsent, null, or a value.";
    }
    if let Some(default) = default {
        text += &format!("\n\n{default}");
    }
    doc(&text)
}

/// The value that the schema says to assume where a property is absent, unless it is long. It
/// is an annotation (Validation §9.2): no reader fills it in.
fn default(schema: &Schema, id: NodeId) -> Option<String> {
    const LONG: usize = 60;
    let mut keywords = schema.node(id).keywords.iter();
    let default = keywords.find(|entry| entry.name == "default")?;
    let json = default.json.compact();
    (json.len() <= LONG).then(|| format!("By default {}.", code(&json)))
}

/// The limits of a type that a program can neither see in it nor in its name.
fn limits(schema: &Schema, named: &Named) -> String {
    const LONG: usize = 200;
    let mut limits = match named.kind {
        Kind::Newtype(_) if !named.constraints.is_empty() => {
            constraints(schema.node(named.node), false)
        }
        _ => Vec::new(),
    };
    // The order of keywords means nothing.
    limits.sort();
    let limits = limits.join(", ");
    match limits.is_empty() || limits.len() > LONG {
        true => String::new(),
        false => format!("\nConstraints: {limits}."),
    }
}

/// The values that a case of an object has, in words.
fn condition(schema: &Schema, named: &Named) -> Option<String> {
    let Kind::Struct(object) = &named.kind else {
        return None;
    };
    let case = object.case.as_ref()?;
    let Some(tag) = &case.tag else {
        return Some("All values of no other case.".to_owned());
    };
    let constants = schema.node(tag.schema).constants().unwrap_or_default();
    let constants: Vec<String> = constants.iter().map(|json| code(&json.compact())).collect();
    let property = code(&tag.property);
    Some(format!("Where {property} is {}.", constants.join(" or ")))
}

/// The documentation of a variant: that of its branch, or of what it refers to.
pub(super) fn variant_docs(context: &Context<'_>, form: Form, variant: &Variant) -> Vec<String> {
    if form == Form::Types {
        let type_ = variant.name.to_lowercase();
        return doc(&format!("A value of the type `{type_}`."));
    }
    let schema = context.schema;
    let is_case = matches!(form, Form::Conditional | Form::Tagged);
    if is_case && let Some(case) = variant.value.named() {
        let case = context.types.get(case);
        let node = schema.node(variant.node);
        let own = described(schema, variant.node).or(node.title());
        let own = own.filter(|_| variant.node != case.node).map(prose);
        let own = own.map_or_else(String::new, |own| own + "\n\n");
        return doc(&(own + &condition(schema, case).unwrap_or_default()));
    }
    let referred = schema.node(variant.node).reference();
    let own = described(schema, variant.node).map(|_| variant.node);
    doc(&introduction(
        schema,
        own.or(referred).unwrap_or(variant.node),
    ))
}

/// The description of a schema, or its title, or else where it is.
pub(super) fn introduction(schema: &Schema, id: NodeId) -> String {
    let node = schema.node(id);
    let title = node.title().filter(|title| !title.trim().is_empty());
    match (described(schema, id).or(title), node.place.pointer.as_str()) {
        (Some(text), _) => prose(text),
        (None, "") => "The root of the schema.".to_owned(),
        (None, pointer) => safe(&format!("The schema at `{pointer}`.")),
    }
}

/// The documentation of a value that the schema lists: what it is, and the description of the
/// branch that lists it alone.
pub(super) fn constant_docs(schema: &Schema, listed: &Listed, constant: &Constant) -> Vec<String> {
    let value = &constant.value;
    let line = match (listed.are_texts, value.contains('`')) {
        (false, _) => format!("The value `{value}`."),
        (true, false) => format!("The text `{value}`."),
        (true, true) => format!("The text {value:?}."),
    };
    let own = |id| described(schema, id).or_else(|| schema.node(id).title());
    let description = constant.node.and_then(own);
    let description = description.map(|text| format!("\n\n{}", prose(text)));
    doc(&(safe(&line) + &description.unwrap_or_default()))
}

/// A line of documentation that shows a text of the schema.
fn safe(line: &str) -> String {
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

/// An example: as a test, if it is known how users of the crate name the type.
fn example(context: &Context<'_>, json: &str, name: &str) -> String {
    let Some(parent) = &context.settings.parent else {
        return format!("\n# Example\n\n```json\n{json}\n```");
    };
    // A raw string ends at the first quote with as many hashes as it began with.
    let mut hashes = "#".to_owned();
    while json.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let (module, facade) = (context.module, &context.settings.facade);
    format!(
        "\n# Example\n\n```\n\
         use {parent}::{module}::{name};\n\
         \n\
         let json = r{hashes}\"{json}\"{hashes};\n\
         let value: {name} = {facade}::from_str(json)?;\n\
         assert_eq!({facade}::to_string_pretty(&value)?, json);\n\
         # Ok::<(), {facade}::Error>(())\n\
         ```"
    )
}
