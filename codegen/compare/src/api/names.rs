//! The names in Rust, and what each is the name of.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use super::rows::{inside, split};
use super::spelled::spelled;

/// The meaning of the name of each field or variant of a type: a property, a value, or the
/// discriminator of a branch.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names(BTreeMap<String, String>);

/// A name that is kept, with another meaning.
pub(super) struct Moved<'a> {
    pub(super) name: &'a str,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
}

impl Names {
    /// Adds those of the rows of a table.
    pub(super) fn add_rows(&mut self, rows: &[TokenStream]) {
        self.0.extend(rows.iter().filter_map(named));
    }

    /// Adds those of the rows of all branches of `allOf`.
    pub(super) fn add_branches(&mut self, branches: TokenStream) {
        for token in branches {
            if let Some(rows) = inside(&token, Delimiter::Brace) {
                self.add_rows(&split(rows));
            }
        }
    }

    /// The names that moved from one meaning to another: the former meaning has another name
    /// now, or the new one had one. Otherwise it was only respelled.
    pub(super) fn moved<'a>(&'a self, new: &'a Names) -> Vec<Moved<'a>> {
        let names = self.0.iter().filter_map(|(name, from)| {
            let to = new.0.get(name).filter(|to| *to != from)?;
            let are_unique = [self, new].iter().all(|names| names.are_unique(from, to));
            (are_unique && (new.has(from) || self.has(to))).then_some(Moved { name, from, to })
        });
        names.collect()
    }

    fn has(&self, meaning: &str) -> bool {
        self.0.values().any(|other| other == meaning)
    }

    /// Whether no two names have one of these meanings, as branches of a union may.
    fn are_unique(&self, one: &str, other: &str) -> bool {
        let count = |wanted: &str| self.0.values().filter(|value| *value == wanted).count();
        count(one) < 2 && count(other) < 2
    }
}

/// The name of a row, and its meaning.
fn named(row: &TokenStream) -> Option<(String, String)> {
    let tokens: Vec<TokenTree> = row.clone().into_iter().collect();
    let is = |token: &TokenTree, wanted: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted);
    match tokens.as_slice() {
        // "toolCalls" => tool_calls: optional
        [
            TokenTree::Literal(name),
            first,
            second,
            TokenTree::Ident(ident),
            ..,
        ] if is(first, '=') && is(second, '>') => {
            Some((ident.to_string(), canonical(&name.to_token_stream())))
        }
        // ToDo = "to-do"
        [TokenTree::Ident(ident), equals, TokenTree::Literal(value)] if is(equals, '=') => {
            Some((ident.to_string(), canonical(&value.to_token_stream())))
        }
        // Started(Started): [Object] tags [("type", &["started"])]
        [
            TokenTree::Ident(ident),
            TokenTree::Group(_),
            colon,
            rest @ ..,
        ] if is(colon, ':') => {
            let rest: TokenStream = rest.iter().cloned().collect();
            Some((ident.to_string(), spelled(&rest)))
        }
        _ => None,
    }
}

/// A literal in canonical spelling.
fn canonical(literal: &TokenStream) -> String {
    match syn::parse2::<syn::LitStr>(literal.clone()) {
        Ok(text) => format!("{:?}", text.value()),
        Err(_) => literal.to_string(),
    }
}
