//! Names of types and variants.

use std::collections::BTreeSet;

use exactschema_frontend::formats::TEXTS;
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Combinator, Keyword, NodeId, Schema};
use unicode_normalization::UnicodeNormalization as _;

/// Names that the generated code uses for something else, beside those of texts.
const TAKEN: &[&str] = &[
    "Box", "Err", "Into", "Map", "Never", "None", "Number", "Object", "Ok", "Option", "Self",
    "Some", "String", "Value", "Vec",
];

/// A text as the name of a type: what is one already stays as it is.
pub(crate) fn type_name(text: &str) -> String {
    let is_name = text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric());
    let name = if is_name {
        text.to_owned()
    } else {
        camel(text)
    };
    let is_text = TEXTS.iter().any(|format| format.type_ == name);
    match is_text || TAKEN.contains(&name.as_str()) {
        true => name + "Type",
        false => name,
    }
}

/// A text as the name of a variant.
pub(crate) fn variant_name(text: &str) -> String {
    match camel(text) {
        name if name == "Self" => "SelfValue".to_owned(),
        name => name,
    }
}

/// Words in UpperCamelCase. What no Rust name can hold separates words; what is
/// left of none is spelled by its code points.
fn camel(text: &str) -> String {
    let mut name = String::new();
    let mut start = true;
    // Words in capitals alone are shouted, not spelled: `NOT_FOUND` is `NotFound`.
    let shouted = !text.contains(char::is_lowercase);
    for c in text.nfc() {
        match c {
            c if !unicode_ident(c) => start = true,
            c if start => {
                name.extend(c.to_uppercase());
                start = false;
            }
            c if shouted => name.extend(c.to_lowercase()),
            c => name.push(c),
        }
    }
    if name.is_empty() {
        let codes = text.chars().map(|c| format!("U{:X}", u32::from(c)));
        name = codes.collect();
    }
    match name.chars().next() {
        None => "Empty".to_owned(),
        Some(c) if c.is_alphabetic() => name,
        Some(_) => format!("N{name}"),
    }
}

fn unicode_ident(c: char) -> bool {
    // Marks and the like may continue a name, but are best left out of it.
    c.is_ascii_alphanumeric()
        || (c.is_alphanumeric() && syn::parse_str::<syn::Ident>(&format!("x{c}")).is_ok())
}

/// A name for each node, should it need a type: that of its definition, or that of its parent
/// and its role in it.
pub(super) fn hints(schema: &Schema, module: &str) -> Vec<String> {
    let mut hints = vec![String::new(); schema.ids().count()];
    let root = schema.root();
    let title = schema
        .node(root)
        .title()
        .map_or_else(|| camel(module), type_name);
    hint(schema, root, title, &mut hints);
    // What is only referred to where no type expresses what is around it.
    for id in schema
        .ids()
        .filter(|id| hints[id.index()].is_empty())
        .collect::<Vec<_>>()
    {
        let pointer = &schema.node(id).place.pointer;
        hints[id.index()] = type_name(pointer.rsplit('/').next().unwrap_or_default());
    }
    hints
}

fn hint(schema: &Schema, id: NodeId, name: String, hints: &mut Vec<String>) {
    let mut below = Vec::new();
    for entry in &schema.node(id).keywords {
        match &entry.keyword {
            Keyword::Definitions(members) => {
                below.extend(members.iter().map(|(key, id)| (*id, type_name(key))));
            }
            Keyword::Properties(members) => {
                below.extend(
                    members
                        .iter()
                        .map(|(key, id)| (*id, name.clone() + &camel(key))),
                );
            }
            Keyword::PatternProperties(members) => {
                let numbered = members.iter().enumerate();
                below.extend(numbered.map(|(i, (_, id))| (*id, name.clone() + &count("Value", i))));
            }
            Keyword::AdditionalProperties(id) => below.push((*id, format!("{name}Value"))),
            Keyword::PropertyNames(id) => below.push((*id, format!("{name}Name"))),
            Keyword::Items(id) => below.push((*id, format!("{name}Item"))),
            Keyword::PrefixItems(ids) => {
                let numbered = ids.iter().enumerate();
                below.extend(numbered.map(|(i, id)| (*id, format!("{name}Item{}", i + 1))));
            }
            // What `allOf` adds is part of the same object.
            Keyword::Branches(Combinator::AllOf, ids) => {
                below.extend(ids.iter().map(|id| (*id, name.clone())));
            }
            Keyword::Branches(_, ids) => {
                let numbered = ids.iter().enumerate();
                below.extend(numbered.map(|(i, id)| {
                    let own = branch_name(schema, *id);
                    (
                        *id,
                        name.clone() + &own.unwrap_or_else(|| count("Branch", i)),
                    )
                }));
            }
            _ => {}
        }
    }
    hints[id.index()] = name;
    for (id, name) in below {
        hint(schema, id, name, hints);
    }
}

/// `Value`, `Value2`, `Value3`.
fn count(word: &str, index: usize) -> String {
    match index {
        0 => word.to_owned(),
        _ => format!("{word}{}", index + 1),
    }
}

/// The name of a branch: its title, the text that a property of it always is, or its type.
pub(super) fn branch_name(schema: &Schema, id: NodeId) -> Option<String> {
    let node = schema.node(id);
    if let Some(title) = node.title() {
        return Some(variant_name(title));
    }
    let tag = node.properties().iter().find_map(|(name, property)| {
        match (node.requires(name), schema.node(*property).constants()) {
            (
                true,
                Some(
                    [
                        Json {
                            value: Value::String(text),
                            ..
                        },
                    ],
                ),
            ) => Some(variant_name(text)),
            _ => None,
        }
    });
    tag.or_else(|| match node.types() {
        Some([type_]) => Some(variant_name(type_.name())),
        _ => None,
    })
}

/// Names that are given once.
#[derive(Default)]
pub(super) struct Register {
    given: BTreeSet<String>,
}

impl Register {
    /// The name, or the first with a number after it that is free.
    pub(super) fn give(&mut self, name: &str) -> String {
        let free = (1..).map(|n| match n {
            1 => name.to_owned(),
            n => format!("{name}{n}"),
        });
        // There are more numbers than names.
        let free = free.into_iter().find(|name| !self.given.contains(name));
        let name = free.unwrap_or_default();
        self.given.insert(name.clone());
        name
    }
}

/// The variant of an open enum for texts that are not listed.
const UNKNOWN: &str = "Unknown";

/// The names of constants, in their order.
pub(super) fn constants(values: &[Json], is_open: bool) -> Vec<String> {
    let mut register = Register::default();
    if is_open {
        register.give(UNKNOWN);
    }
    let names = values.iter().map(|value| match &value.value {
        Value::String(text) => variant_name(text),
        Value::Number(number) => {
            variant_name(&number.replace('-', "Minus ").replace('.', " Point "))
        }
        _ => variant_name(&value.compact()),
    });
    names.map(|name| register.give(&name)).collect()
}
