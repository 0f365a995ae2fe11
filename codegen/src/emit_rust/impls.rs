//! Reading, writing and emission: a table for a macro of the runtime in `models`.

use exactschema_frontend::text::is_invisible;
use proc_macro2::TokenStream;

use super::constraints::expressions;
use super::{Context, Draft};
use crate::render::print;
use crate::types::{
    Addition, Field, Form, Kind, Listed, Part, Presence, Rust, Struct, Tuple, Union, Variant,
};

/// The invocation of the macro for a type. It is text because prettyplease does
/// not lay out the input of macros.
pub(super) fn invocation(context: &Context<'_>, draft: &Draft<'_>) -> String {
    let (macro_, table) = match &draft.named.kind {
        Kind::Struct(object) => ("object", self::object(context, draft, object)),
        Kind::Newtype(base) => ("newtype", newtype(draft, base)),
        Kind::Tuple(tuple) => ("tuple", self::tuple(draft, tuple)),
        Kind::Listed(listed) if listed.are_texts => ("text_constants", self::listed(draft, listed)),
        Kind::Listed(listed) => ("constants", self::listed(draft, listed)),
        Kind::Union(union) => ("union", self::union(draft, union)),
        Kind::Intersection { base, also } => {
            ("intersection", intersection(context, draft, base, also))
        }
    };
    let constraints = expressions(context.types, &draft.named.constraints);
    let constraints = list("constraints", constraints.iter().map(expression).collect());
    let annotations = list("annotations", annotations(context, draft));
    format!("runtime::{macro_}! {{\n    {table}{constraints}{annotations}\n}}\n")
}

fn object(context: &Context<'_>, draft: &Draft<'_>, object: &Struct) -> String {
    let mut idents = draft.parts.iter().map(|(ident, _)| ident.to_string());
    let own: Vec<String> = idents.by_ref().take(object.fields.len()).collect();
    let mut table = format!("{} {{\n{}", head(draft), rows(&object.fields, &own, 8));
    table += &requires(&object.requires, 8);
    if let Some(others) = &draft.others {
        table += &format!("        ..{others}\n");
    }
    table += "    }";
    let branches = object.branches.iter().map(|branch| {
        let idents: Vec<String> = idents.by_ref().take(branch.fields.len()).collect();
        let base = branch.refers.map(|id| context.types.get(id).name.clone());
        let base = match (base, branch.in_all_of) {
            (None, _) => "_".to_owned(),
            (Some(base), true) => base,
            (Some(base), false) => format!("({base})"),
        };
        let rows = rows(&branch.fields, &idents, 12) + &requires(&branch.requires, 12);
        format!("        {base} {{\n{rows}        }}\n")
    });
    let branches: String = branches.collect();
    match branches.as_str() {
        "" => table,
        branches => format!("{table}\n    all_of {{\n{branches}    }}"),
    }
}

fn newtype(draft: &Draft<'_>, base: &Rust) -> String {
    let flavour = match base {
        Rust::String => "text",
        Rust::Integer(_) | Rust::Double => "number",
        _ => "value",
    };
    format!(
        "{flavour} {}({}){}",
        draft.named.name,
        draft.spelled(0),
        pointer(draft)
    )
}

fn tuple(draft: &Draft<'_>, tuple: &Tuple) -> String {
    let rows = tuple.elements.iter().enumerate().map(|(index, element)| {
        let presence = if element.required {
            "required"
        } else {
            "optional"
        };
        format!("        e{index} {index}: {presence},\n")
    });
    let rows: String = rows.collect();
    let place = tuple.elements.len();
    let rest = tuple
        .rest
        .as_ref()
        .map(|_| format!("        ..rest {place}\n"));
    format!(
        "{} {{\n{rows}{}    }}",
        head(draft),
        rest.unwrap_or_default()
    )
}

fn listed(draft: &Draft<'_>, listed: &Listed) -> String {
    let rows = listed.values.iter().map(|constant| {
        let (name, value) = (&constant.name, literal(&constant.value));
        format!("        {name} = {value},\n")
    });
    let rows: String = rows.collect();
    let other = listed.other.map(|other| format!("        _ => {other}\n"));
    let other = other.unwrap_or_default();
    let branches = listed.branches.iter();
    let branches = list(
        "branches",
        branches.map(|branch| format!("{branch:?}")).collect(),
    );
    let (head, keyword) = (head(draft), &listed.keyword);
    format!("{head} {keyword:?} {{\n{rows}{other}    }}{branches}")
}

fn intersection(context: &Context<'_>, draft: &Draft<'_>, base: &Part, also: &[Part]) -> String {
    let name = &draft.named.name;
    let base = format!(
        "{name}({}: {}){}",
        draft.spelled(0),
        place(base),
        pointer(draft)
    );
    let also = also.iter().map(|part| {
        let type_ = super::spelled(&context.types.spell(&part.value));
        format!("        {type_}: {},\n", place(part))
    });
    format!("{base} {{\n{}    }}", also.collect::<String>())
}

/// The name of the type, and the pointer of its definition.
fn head(draft: &Draft<'_>) -> String {
    draft.named.name.clone() + &pointer(draft)
}

fn pointer(draft: &Draft<'_>) -> String {
    let pointer = draft.named.definition_pointer.as_ref();
    let pointer = pointer.map(|pointer| format!(" at {}", literal(pointer)));
    let evaluated = draft.evaluated.as_ref();
    let evaluated = evaluated.map(|pointer| format!(" evaluated {}", literal(pointer)));
    pointer.unwrap_or_default() + &evaluated.unwrap_or_default()
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

fn form(union: &Union) -> &'static str {
    match union.form {
        Form::Types => "types",
        Form::AnyOf => "any_of",
        Form::OneOf => "one_of",
        Form::ExactlyOne => "exactly_one",
    }
}

fn union(draft: &Draft<'_>, union: &Union) -> String {
    let rows = union.variants.iter().enumerate().map(|(index, variant)| {
        let (name, type_) = (&variant.name, draft.spelled(index));
        let kinds: Vec<String> = variant
            .summary
            .types
            .iter()
            .map(|type_| format!("{type_:?}"))
            .collect();
        let kinds = kinds.join(", ");
        let signs = signs(union, variant);
        format!("        {name}({type_}): [{kinds}]{signs},\n")
    });
    let (form, head) = (form(union), head(draft));
    let rows: String = rows.collect();
    format!(
        "{form} {head} {{\n{rows}    }}{}",
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

/// The properties that discriminate a variant from others.
fn signs(union: &Union, variant: &Variant) -> String {
    let others = || {
        union
            .variants
            .iter()
            .filter(|other| !std::ptr::eq(*other, variant))
    };
    let object = exactschema_frontend::model::Type::Object;
    if !others().any(|other| {
        other.summary.types.contains(&object) && variant.summary.types.contains(&object)
    }) {
        return String::new();
    }
    let tags = variant.summary.tags.iter().filter(|(name, _)| {
        others().any(|other| other.summary.tags.iter().any(|(tag, _)| tag == name))
    });
    let tags: Vec<String> = tags
        .map(|(name, texts)| {
            let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
            format!("({}, &[{}])", literal(name), texts.join(", "))
        })
        .collect();
    let is_disjoint = others().all(|other| variant.summary.is_disjoint(&other.summary));
    let required = variant.summary.required.iter().filter(|name| {
        !is_disjoint && !others().all(|other| other.summary.required.contains(name))
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

/// Additions to the schema of a type; at the root, also the definitions that are not
/// reachable.
fn annotations(context: &Context<'_>, draft: &Draft<'_>) -> Vec<String> {
    let additions = draft.named.additions.iter();
    let mut entries: Vec<String> = additions
        .map(|(at, addition)| match addition {
            Addition::Json(json) => format!("({}, {})", literal(at), literal(&json.compact())),
            Addition::Residual { pointer, keywords } => {
                let keywords: Vec<String> = keywords.iter().map(|name| literal(name)).collect();
                let (at, pointer, keywords) = (literal(at), literal(pointer), keywords.join(", "));
                format!("({at}, residual {pointer} [{keywords}])")
            }
        })
        .collect();
    if std::ptr::eq(draft.named, context.types.root()) {
        let unreachable = context.types.unreachable();
        let unreachable: Vec<&str> = unreachable.map(|named| named.name.as_str()).collect();
        if !unreachable.is_empty() {
            entries.push(format!("(\"\", definitions [{}])", unreachable.join(", ")));
        }
    }
    entries
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
