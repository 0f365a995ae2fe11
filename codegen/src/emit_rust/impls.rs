//! Reading, writing and emission: a table for a macro of the runtime in `models`.

use super::literal::literal;
use crate::api::{Access, Branch, Conjunct, Kind, Meaning, Part, Presence, Type};
use crate::links::identity;

/// The invocation of the macro for a type; `None` of arguments, which are not read. It is text because prettyplease does
/// not lay out the input of macros.
pub(super) fn invocation(type_: &Type) -> Option<String> {
    let head = type_.name.clone() + &pointers(type_);
    let rows = type_.parts.iter().enumerate().map(row);
    let (macro_, table) = match &type_.kind {
        Kind::Struct {
            requires, branches, ..
        } => ("object", head + &object(rows, requires, branches)),
        Kind::Alias(_) | Kind::Arguments => return None,
        Kind::Newtype { access, of } => ("newtype", newtype(type_, *access, of)),
        Kind::Tuple => ("tuple", head + &block(rows)),
        Kind::Listed {
            are_texts,
            keyword,
            branches,
        } => {
            let macro_ = if *are_texts {
                "text_constants"
            } else {
                "constants"
            };
            let branches: Vec<String> = branches
                .iter()
                .map(|branch| format!("{branch:?}"))
                .collect();
            let branches = list("branches", &branches);
            (
                macro_,
                format!("{head} {keyword:?}{}{branches}", block(rows)),
            )
        }
        Kind::Union(form) => {
            let (form, rows, from) = (form.name(), block(rows), conversions(type_));
            ("union", format!("{form} {head}{rows}{from}"))
        }
        Kind::Intersection { of, also } => ("intersection", intersection(type_, of, also)),
    };
    let constraints = list("constraints", &type_.constraints);
    let annotations = list("annotations", &type_.annotations);
    Some(format!(
        "runtime::{macro_}! {{\n    {table}{constraints}{annotations}\n}}\n"
    ))
}

fn pointers(type_: &Type) -> String {
    let pointer = |word: &str, pointer: &Option<String>| {
        let pointer = pointer.as_deref().map(literal);
        pointer.map_or_else(String::new, |pointer| format!(" {word} {pointer}"))
    };
    let definition = match (&type_.definition, &type_.shared) {
        (Some(pointer), Some(module)) => Some(identity(module, pointer)),
        (definition, _) => definition.clone(),
    };
    pointer("at", &definition) + &pointer("evaluated", &type_.evaluated)
}

/// The row of a field or variant.
fn row((index, part): (usize, &Part)) -> String {
    let (name, value) = (&part.name, part.type_.as_deref().unwrap_or_default());
    match &part.meaning {
        Meaning::Property {
            name: key,
            presence,
        } => {
            format!("{} => {name}: {},", literal(key), self::presence(*presence))
        }
        Meaning::MatchingProperties(patterns) => {
            let patterns = patterns.iter().map(|pattern| {
                let pattern = pattern.replace('\n', "\n            ");
                format!("            {pattern},\n")
            });
            format!("~{name} [\n{}        ]", patterns.collect::<String>())
        }
        Meaning::OtherProperties => format!("..{name}"),
        Meaning::Element(presence) => format!("e{index} {index}: {},", self::presence(*presence)),
        Meaning::OtherElements => format!("..rest {name}"),
        Meaning::Value(value) => format!("{name} = {},", literal(value)),
        Meaning::OtherTexts => format!("_ => {name}"),
        Meaning::Branch(branch) => format!("{name}({value}): {branch},"),
    }
}

/// The rows of an object: its own, those of its branches, and that of other properties.
fn object(rows: impl Iterator<Item = String>, requires: &[String], branches: &[Branch]) -> String {
    let (others, fields): (Vec<_>, Vec<_>) = rows.partition(|row| row.starts_with(['~', '.']));
    let of_branches: usize = branches.iter().map(|branch| branch.fields).sum();
    let own = fields.len() - of_branches;
    let mut fields = fields.into_iter();
    let own = fields.by_ref().take(own).chain(self::requires(requires));
    let table = block(own.chain(others));
    let branches = branches.iter().map(|branch| {
        let rows = fields.by_ref().take(branch.fields);
        let rows = rows.chain(self::requires(&branch.requires));
        let rows: String = rows.map(|row| format!("            {row}\n")).collect();
        format!("        {} {{\n{rows}        }}\n", branch.base)
    });
    match branches.collect::<String>().as_str() {
        "" => table,
        branches => format!("{table}\n    all_of {{\n{branches}    }}"),
    }
}

/// Properties that are required here, and declared elsewhere.
fn requires(names: &[String]) -> impl Iterator<Item = String> {
    names.iter().map(|name| format!("+ {},", literal(name)))
}

fn newtype(type_: &Type, access: Access, of: &str) -> String {
    let access = match access {
        Access::Text => "text",
        Access::Number => "number",
        Access::Value => "value",
    };
    format!("{access} {}({of}){}", type_.name, pointers(type_))
}

fn intersection(type_: &Type, of: &Conjunct, also: &[Conjunct]) -> String {
    let place = |conjunct: &Conjunct| match conjunct.in_all_of {
        true => format!("{}: all_of", conjunct.type_),
        false => format!("{}: own", conjunct.type_),
    };
    let also = block(also.iter().map(|conjunct| place(conjunct) + ","));
    let (name, of) = (&type_.name, place(of));
    format!("{name}({of}){}{also}", pointers(type_))
}

/// The variants that a value belongs to by its type in Rust alone.
fn conversions(type_: &Type) -> String {
    let rows = type_.conversions().map(|part| {
        let value = part.type_.as_deref().unwrap_or_default();
        format!("{}({value}),", part.name)
    });
    let mut rows = rows.peekable();
    match rows.peek() {
        None => String::new(),
        Some(_) => format!("\n    from{}", block(rows)),
    }
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Undeclared => "undeclared",
        Presence::Demanded => "demanded",
        Presence::ConditionallyRequired => "conditionally_required",
        Presence::Conditional => "conditional",
    }
}

/// Rows in braces, one a line.
fn block(rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.map(|row| format!("        {row}\n")).collect();
    format!(" {{\n{rows}    }}")
}

/// A list of the table, one entry a line.
fn list(word: &str, entries: &[String]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let entries = entries.iter().map(|entry| {
        let entry = entry.replace('\n', "\n        ");
        format!("        {entry},\n")
    });
    format!("\n    {word} [\n{}    ]", entries.collect::<String>())
}
