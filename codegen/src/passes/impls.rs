//! Reading, writing and emission: a table for a macro of the runtime in `models`.

use proc_macro2::TokenStream;

use super::rules::expressions;
use super::{Context, Draft};
use crate::render::print;
use crate::text::is_invisible;
use crate::types::{Field, Form, Kind, Part, Presence, Rust, Union, Variant};

/// The invocation of the macro for a type. It is text because prettyplease does
/// not lay out the input of macros.
pub(super) fn invocation(context: &Context<'_>, draft: &Draft<'_>) -> String {
    let head = head(draft);
    let (macro_, body) = match &draft.named.kind {
        Kind::Struct(object) => {
            let mut idents = draft.parts.iter().map(|(ident, _)| ident.to_string());
            let own: Vec<String> = idents.by_ref().take(object.fields.len()).collect();
            let mut body = format!("{head} {{\n{}", rows(&object.fields, &own, 8));
            body += &requires(&object.requires, 8);
            if let Some(others) = &draft.others {
                body += &format!("        ..{others}\n");
            }
            body += "    }";
            if !object.branches.is_empty() {
                body += "\n    all_of {\n";
                for branch in &object.branches {
                    let idents: Vec<String> = idents.by_ref().take(branch.fields.len()).collect();
                    let base = branch.refers.map(|id| context.types.get(id).name.clone());
                    let base = match (base, branch.in_all_of) {
                        (None, _) => "_".to_owned(),
                        (Some(base), true) => base,
                        (Some(base), false) => format!("({base})"),
                    };
                    let rows = rows(&branch.fields, &idents, 12) + &requires(&branch.requires, 12);
                    body += &format!("        {base} {{\n{rows}        }}\n");
                }
                body += "    }";
            }
            ("object", body)
        }
        Kind::Newtype(base) => {
            let flavour = match base {
                Rust::String => "text",
                Rust::Integer(_) | Rust::Double => "number",
                _ => "value",
            };
            let home = head.strip_prefix(&draft.named.name).unwrap_or_default();
            (
                "newtype",
                format!("{flavour} {}({}){home}", draft.named.name, draft.spelled(0)),
            )
        }
        Kind::Tuple(elements) => {
            let elements = elements.iter().enumerate().map(|(index, element)| {
                let presence = if element.required {
                    "required"
                } else {
                    "optional"
                };
                format!("        e{index} {index}: {presence},\n")
            });
            (
                "tuple",
                format!("{head} {{\n{}    }}", elements.collect::<String>()),
            )
        }
        Kind::Texts { keyword, values } => {
            let open = if keyword == "x-extensible-enum" {
                "        _ => Unknown\n"
            } else {
                ""
            };
            let rows = constants(values);
            (
                "text_constants",
                format!("{head} {keyword:?} {{\n{rows}{open}    }}"),
            )
        }
        Kind::Constants { keyword, values } => {
            let rows = constants(values);
            ("constants", format!("{head} {keyword:?} {{\n{rows}    }}"))
        }
        Kind::Union(union) => (
            "union",
            format!("{} {head} {}", form(union), variants(draft, union)),
        ),
        Kind::Intersection { base, also } => {
            let home = head.strip_prefix(&draft.named.name).unwrap_or_default();
            let also = also.iter().map(|part| {
                let type_ = super::spelled(&context.types.spell(&part.value));
                format!("        {type_}: {},\n", place(part))
            });
            let name = &draft.named.name;
            let also: String = also.collect();
            let base = format!("{name}({}: {}){home}", draft.spelled(0), place(base));
            ("intersection", format!("{base} {{\n{also}    }}"))
        }
    };
    let rules = expressions(context.types, &draft.named.rules);
    let rules = list("rules", rules.iter().map(expression).collect());
    let annotations = list("annotations", annotations(draft));
    format!("runtime::{macro_}! {{\n    {body}{rules}{annotations}\n}}\n")
}

/// The name of the type, and where its schema is at home.
fn head(draft: &Draft<'_>) -> String {
    match &draft.named.home {
        Some(home) => format!("{} at {}", draft.named.name, literal(home)),
        None => draft.named.name.clone(),
    }
}

fn rows(fields: &[Field], idents: &[String], indent: usize) -> String {
    let rows = fields.iter().zip(idents).map(|(field, ident)| {
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Undeclared => "undeclared",
            Presence::Demanded => "demanded",
        };
        let name = literal(&field.name);
        format!("{:indent$}{name} => {ident}: {presence},\n", "")
    });
    rows.collect()
}

/// Properties that are required here, and declared elsewhere.
fn requires(names: &[String], indent: usize) -> String {
    let rows = names
        .iter()
        .map(|name| format!("{:indent$}+ {},\n", "", literal(name)));
    rows.collect()
}

fn constants(values: &[(String, String)]) -> String {
    let rows = values
        .iter()
        .map(|(name, value)| format!("        {name} = {},\n", literal(value)));
    rows.collect()
}

fn form(union: &Union) -> &'static str {
    match union.form {
        Form::Types => "types",
        Form::AnyOf => "any_of",
        Form::OneOf => "one_of",
        Form::ExactlyOne => "exactly_one",
    }
}

fn variants(draft: &Draft<'_>, union: &Union) -> String {
    let rows = union.variants.iter().enumerate().map(|(index, variant)| {
        let (name, type_) = (&variant.name, draft.spelled(index));
        let kinds: Vec<String> = variant
            .facts
            .types
            .iter()
            .map(|type_| format!("{type_:?}"))
            .collect();
        let kinds = kinds.join(", ");
        let signs = signs(union, variant);
        format!("        {name}({type_}): [{kinds}]{signs},\n")
    });
    format!(
        "{{\n{}    }}{}",
        rows.collect::<String>(),
        conversions(draft, union)
    )
}

/// The variants that a value belongs to by its type in Rust alone.
fn conversions(draft: &Draft<'_>, union: &Union) -> String {
    let spelled: Vec<String> = (0..union.variants.len())
        .map(|i| draft.spelled(i))
        .collect();
    let only = |type_: &String| spelled.iter().filter(|other| *other == type_).count() == 1;
    let variants = union
        .variants
        .iter()
        .zip(&spelled)
        .filter(|(_, type_)| only(type_));
    let rows: String = variants
        .map(|(variant, type_)| format!("        {}({type_}),\n", variant.name))
        .collect();
    match rows.as_str() {
        "" => String::new(),
        rows => format!("\n    from {{\n{rows}    }}"),
    }
}

/// The properties that tell a variant apart from others.
fn signs(union: &Union, variant: &Variant) -> String {
    let others = || {
        union
            .variants
            .iter()
            .filter(|other| !std::ptr::eq(*other, variant))
    };
    let object = crate::model::Type::Object;
    if !others()
        .any(|other| other.facts.types.contains(&object) && variant.facts.types.contains(&object))
    {
        return String::new();
    }
    let tags = variant.facts.tags.iter().filter(|(name, _)| {
        others().any(|other| other.facts.tags.iter().any(|(tag, _)| tag == name))
    });
    let tags: Vec<String> = tags
        .map(|(name, texts)| {
            let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
            format!("({}, &[{}])", literal(name), texts.join(", "))
        })
        .collect();
    let told_apart = others().all(|other| variant.facts.apart(&other.facts));
    let required =
        variant.facts.required.iter().filter(|name| {
            !told_apart && !others().all(|other| other.facts.required.contains(name))
        });
    let required: Vec<String> = required.map(|name| literal(name)).collect();
    let sign = |word: &str, list: Vec<String>| match list.is_empty() {
        true => String::new(),
        false => format!(" {word} [{}]", list.join(", ")),
    };
    sign("tags", tags) + &sign("required", required)
}

fn place(part: &Part) -> &'static str {
    match part.in_all_of {
        true => "all_of",
        false => "own",
    }
}

/// A list of the table, one entry a line.
fn list(word: &str, entries: Vec<String>) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let entries = entries.iter().map(|entry| {
        let entry = entry.replace('\n', "\n        ");
        format!("        {entry},\n")
    });
    format!("\n    {word} [\n{}    ]", entries.collect::<String>())
}

fn annotations(draft: &Draft<'_>) -> Vec<String> {
    let patches = draft.named.patches.iter();
    let annotations =
        patches.map(|(at, json)| format!("({}, {})", literal(at), literal(&json.compact())));
    annotations.collect()
}

/// A text as a literal, raw if it has quotes.
fn literal(text: &str) -> String {
    if text.contains(is_invisible) || !text.contains(['"', '\\']) {
        return format!("{text:?}");
    }
    // A raw string ends at the first quote with as many hashes as it began with.
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// An expression as prettyplease prints it.
fn expression(tokens: &TokenStream) -> String {
    let item: syn::Item = syn::parse_quote!(const _: () = #tokens;);
    let printed = print(item);
    let printed = printed
        .trim()
        .strip_prefix("const _: () = ")
        .unwrap_or_default();
    printed.trim_end_matches(';').to_owned()
}
