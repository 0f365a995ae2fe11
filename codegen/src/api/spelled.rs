//! Syntax as it is told to a person.

use quote::ToTokens;

/// Tokens on one line, with spaces only where Rust needs them or rustfmt puts them.
pub(super) fn spelled(tokens: &impl ToTokens) -> String {
    let mut text = String::new();
    for token in tokens.to_token_stream().to_string().split_whitespace() {
        text += token;
        if token.ends_with(',') || matches!(token, "impl" | "dyn" | "mut" | "->" | "=") {
            text.push(' ');
        }
    }
    text
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

/// Whether an attribute is there, such as `deprecated` or `doc(hidden)`.
pub(super) fn has(attributes: &[syn::Attribute], wanted: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| spelled(&attribute.meta) == wanted)
}
