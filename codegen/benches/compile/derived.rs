//! The declarations of a generated module with serde's derive, as people write them.

use std::collections::HashMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, Item, parse_quote};

/// The names in JSON of the fields of a struct, and whether they are required.
type Names = HashMap<String, (String, bool)>;

/// The declarations of a module, without documentation.
pub(crate) fn derived(module: &str) -> String {
    let file = syn::parse_file(module).unwrap();
    let mut objects: HashMap<String, Names> = HashMap::new();
    let mut unions: HashMap<String, Option<String>> = HashMap::new();
    for item in &file.items {
        let Item::Macro(item) = item else { continue };
        let kind = item.mac.path.segments.last().unwrap().ident.to_string();
        let idents = idents(&item.mac.tokens);
        match &*kind {
            "object" => {
                let names = objects.entry(idents[0].clone()).or_default();
                collect(item.mac.tokens.clone(), names);
            }
            "union" => {
                unions.insert(idents[1].clone(), tag(item.mac.tokens.clone()));
            }
            _ => {}
        }
    }
    let mut text = String::new();
    for item in file.items {
        let item = match item {
            Item::Struct(mut item) => {
                let names = objects.get(&item.ident.to_string());
                // The arguments of `new`.
                if names.is_none() && matches!(item.fields, Fields::Named(_)) {
                    continue;
                }
                derive(&mut item.attrs);
                if let (Fields::Named(fields), Some(names)) = (&mut item.fields, names) {
                    let all = std::mem::take(&mut fields.named).into_iter();
                    fields.named = all.filter_map(|field| renamed(field, names)).collect();
                } else {
                    for field in &mut item.fields {
                        field.attrs.clear();
                    }
                }
                item.into_token_stream()
            }
            Item::Enum(mut item) => {
                derive(&mut item.attrs);
                match unions.get(&item.ident.to_string()) {
                    Some(Some(tag)) => item.attrs.push(parse_quote!(#[serde(tag = #tag)])),
                    Some(None) => item.attrs.push(parse_quote!(#[serde(untagged)])),
                    None => {}
                }
                for variant in &mut item.variants {
                    variant.attrs.clear();
                    for field in &mut variant.fields {
                        field.attrs.clear();
                    }
                }
                item.into_token_stream()
            }
            Item::Type(item) => item.into_token_stream(),
            _ => continue,
        };
        text.push_str(&item.to_string());
        text.push('\n');
    }
    text
}

/// Derives what most people derive, and nothing else.
fn derive(attributes: &mut Vec<Attribute>) {
    *attributes = vec![
        parse_quote!(#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]),
    ];
}

/// A field with its name in JSON; none for the one that keeps unknown properties.
fn renamed(mut field: syn::Field, names: &Names) -> Option<syn::Field> {
    let (name, is_required) = names.get(&field.ident.as_ref()?.to_string())?;
    let is_option = field.ty.to_token_stream().to_string().starts_with("Option");
    let presence = match (is_required, is_option) {
        (true, _) => quote!(),
        (false, true) => quote!(, default, skip_serializing_if = "Option::is_none"),
        (false, false) => quote!(, default),
    };
    field.attrs = vec![parse_quote!(#[serde(rename = #name #presence)])];
    Some(field)
}

/// The identifiers outside of brackets.
fn idents(tokens: &TokenStream) -> Vec<String> {
    let idents = tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    });
    idents.collect()
}

/// The rows `"name" => field: presence` of `object!`, at any depth.
fn collect(tokens: TokenStream, names: &mut Names) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for row in tokens.windows(6) {
        if let [
            TokenTree::Literal(name),
            _,
            TokenTree::Punct(arrow),
            TokenTree::Ident(field),
            _,
            TokenTree::Ident(presence),
        ] = row
            && arrow.as_char() == '>'
        {
            let name: syn::LitStr = syn::parse2(name.to_token_stream()).unwrap();
            let is_required = *presence == "required";
            names.insert(field.to_string(), (name.value(), is_required));
        }
    }
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                collect(group.stream(), names);
            }
            _ => {}
        }
    }
}

/// The name of the property whose constant tells the branches of `union!` apart: the first
/// text after `tags`.
fn tag(tokens: TokenStream) -> Option<String> {
    let text = tokens.to_string();
    let after = text.split_once("tags")?.1;
    after.split('"').nth(1).map(str::to_owned)
}
