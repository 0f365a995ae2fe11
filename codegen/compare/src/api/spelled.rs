//! Syntax spelled for the reader.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// Tokens on one line, with spaces only where Rust needs them or rustfmt puts them; those
/// in texts are kept.
pub(super) fn spelled(tokens: &impl ToTokens) -> String {
    let mut text = String::new();
    write(tokens.to_token_stream(), &mut text);
    text
}

fn write(tokens: TokenStream, text: &mut String) {
    let mut operator = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let [open, close] = match group.delimiter() {
                    Delimiter::Parenthesis => ["(", ")"],
                    Delimiter::Brace => ["{", "}"],
                    Delimiter::Bracket => ["[", "]"],
                    Delimiter::None => ["", ""],
                };
                text.push_str(open);
                write(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => {
                text.push(punct.as_char());
                operator.push(punct.as_char());
                if punct.spacing() == Spacing::Joint {
                    continue;
                }
                if operator.ends_with(',') || matches!(operator.as_str(), "->" | "=") {
                    text.push(' ');
                }
                operator.clear();
            }
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                text.push_str(&word);
                if matches!(word.as_str(), "impl" | "dyn" | "mut") {
                    text.push(' ');
                }
            }
            TokenTree::Literal(literal) => text.push_str(&literal.to_string()),
        }
    }
}

/// The text of the documentation of an item.
pub(super) fn documentation(attributes: &[syn::Attribute]) -> String {
    let docs = attributes.iter().filter(|a| a.path().is_ident("doc"));
    let lines: Vec<String> = docs
        .filter_map(
            |attribute| match &attribute.meta.require_name_value().ok()?.value {
                syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(text),
                    ..
                }) => Some(text.value()),
                _ => None,
            },
        )
        .collect();
    lines.join("\n")
}

/// Whether an attribute is present, such as `deprecated` or `doc(hidden)`.
pub(super) fn has(attributes: &[syn::Attribute], wanted: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| spelled(&attribute.meta) == wanted)
}
