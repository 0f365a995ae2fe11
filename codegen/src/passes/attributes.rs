//! The derives, and what schemars has to be told to emit the schema again.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, parse_quote};

use super::docs::{described, is_plain};
use super::{Field, Struct, spelled};
use crate::json::{Json, Value};
use crate::model::{Keyword, Node, Schema};

/// Puts the attributes on a struct and its fields.
pub(super) fn derive(schema: &Schema, definition: &mut Struct<'_>) {
    // serde's rule for names stumbles over what is not ASCII.
    let fields = &definition.fields;
    let camel_case = fields.iter().any(|field| field.ident != field.name)
        && fields
            .iter()
            .all(|field| field.ident.to_string().is_ascii());
    let mut emit = Vec::new();
    if camel_case {
        emit.push(quote!(rename_all = "camelCase"));
    }
    let node = schema.node(definition.id);
    // schemars titles the root itself, by the name of its type.
    let title = node.title().filter(|_| definition.id != schema.root());
    emit.extend(title.map(|title| quote!(title = #title)));
    // The documentation of a struct goes on after its description.
    let description = node.description().unwrap_or_default();
    emit.push(quote!(description = #description));
    emit.extend(extensions(node));
    definition.attributes.extend([
        match definition.fields.iter().any(|field| field.required) {
            true => parse_quote!(#[derive(Clone, Debug, PartialEq)]),
            false => parse_quote!(#[derive(Clone, Debug, Default, PartialEq)]),
        },
        parse_quote!(#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]),
    ]);
    definition.attributes.extend(schemars(emit));
    definition.attributes.push(parse_quote!(#[non_exhaustive]));
    let described = |field: &Field<'_>| described(schema, field.id).is_some();
    if !definition.fields.iter().all(described) {
        let reason = "the schema does not describe all properties";
        let attribute = parse_quote!(#[allow(missing_docs, reason = #reason)]);
        definition.attributes.push(attribute);
    }
    for field in &mut definition.fields {
        let emit = field_emission(schema.node(field.id), field, camel_case);
        field.attributes.extend(schemars(emit));
    }
}

fn field_emission(node: &Node, field: &Field<'_>, camel_case: bool) -> Vec<TokenStream> {
    let name = field.name;
    let mut emit = Vec::new();
    let emitted = match camel_case {
        true => camel(&field.ident.to_string()),
        false => field.ident.to_string(),
    };
    if emitted != name {
        emit.push(quote!(rename = #name));
    }
    if !field.required {
        // Absent, but never null.
        let value = spelled(&field.value);
        emit.push(quote!(default, skip_serializing_if = "Option::is_none", with = #value));
    }
    emit.extend(node.title().map(|title| quote!(title = #title)));
    // Where the documentation is the description, schemars finds it there.
    let description = node.description().filter(|text| !is_plain(text));
    emit.extend(description.map(|text| quote!(description = #text)));
    emit.extend(extensions(node));
    emit
}

/// Annotations that schemars has no attribute for.
fn extensions(node: &Node) -> Vec<TokenStream> {
    let entries = node.keywords.iter().filter(|entry| match entry.keyword {
        Keyword::Comment | Keyword::Annotation | Keyword::Extension | Keyword::Examples(_) => true,
        Keyword::Dialect(_)
        | Keyword::Definitions(_)
        | Keyword::Reference(_)
        | Keyword::Title(_)
        | Keyword::Description(_)
        | Keyword::Type(_)
        | Keyword::Format(_)
        | Keyword::Properties(_)
        | Keyword::Required(_)
        | Keyword::AdditionalProperties(_)
        | Keyword::Items(_)
        | Keyword::Boolean(_)
        | Keyword::Unsupported
        | Keyword::Unknown
        | Keyword::Malformed(_) => false,
    });
    entries
        .map(|entry| {
            let name = &entry.name;
            let value = match is_short(&entry.json) {
                true => tokens(&entry.json),
                false => {
                    let text = entry.json.compact();
                    quote!(runtime::json(#text))
                }
            };
            quote!(extend(#name = #value))
        })
        .collect()
}

fn schemars(emit: Vec<TokenStream>) -> Option<Attribute> {
    (!emit.is_empty())
        .then(|| parse_quote!(#[cfg_attr(feature = "schemars", schemars(#(#emit),*))]))
}

/// What `rename_all = "camelCase"` makes of the name of a field.
fn camel(ident: &str) -> String {
    let mut words = ident.split('_').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        name + &initial.to_ascii_uppercase() + rest
    })
}

/// Whether the macro `json!`, which recurses over what it is given, gets along
/// with a value.
fn is_short(json: &Json) -> bool {
    let text = json.compact();
    text.len() <= 400 && text.matches(['[', '{']).count() <= 16
}

/// A value as the macro `json!` takes it.
fn tokens(json: &Json) -> TokenStream {
    match &json.value {
        Value::Null => quote!(null),
        Value::Bool(truth) => quote!(#truth),
        Value::Number(spelling) => number(spelling),
        Value::String(text) => quote!(#text),
        Value::Array(elements) => {
            let elements = elements.iter().map(tokens);
            quote!([#(#elements),*])
        }
        Value::Object(properties) => {
            let properties = properties.iter().map(|(name, value)| {
                let value = tokens(value);
                quote!(#name: #value)
            });
            quote!({ #(#properties),* })
        }
    }
}

fn number(spelling: &str) -> TokenStream {
    // "-0" is a double.
    if let (Ok(integer), false) = (spelling.parse::<i64>(), spelling == "-0") {
        return Literal::i64_suffixed(integer).into_token_stream();
    }
    if let Ok(integer) = spelling.parse::<u64>() {
        return Literal::u64_suffixed(integer).into_token_stream();
    }
    match spelling.parse::<f64>() {
        Ok(double) => Literal::f64_unsuffixed(double).into_token_stream(),
        Err(_) => quote!(null),
    }
}
