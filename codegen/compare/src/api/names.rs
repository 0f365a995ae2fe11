//! The names in Rust, and what each is the name of.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use super::rows::{inside, split};
use super::spelled::spelled;

/// What each field or variant of a type is the name of: a property, a value, or how a
/// branch is told from others.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names(BTreeMap<String, String>);

/// A name that is kept, and is the name of something else now.
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

    /// The names that moved from one thing to another: what one was the name of has
    /// another name now, or what it is the name of had one. Else it was but respelled.
    pub(super) fn moved<'a>(&'a self, new: &'a Names) -> Vec<Moved<'a>> {
        let names = self.0.iter().filter_map(|(name, from)| {
            let to = new.0.get(name).filter(|to| *to != from)?;
            let is_told = [self, new].iter().all(|names| names.tells(from, to));
            (is_told && (new.has(from) || self.has(to))).then_some(Moved { name, from, to })
        });
        names.collect()
    }

    fn has(&self, meaning: &str) -> bool {
        self.0.values().any(|other| other == meaning)
    }

    /// Whether no two names have one of these meanings, as branches of a union may.
    fn tells(&self, one: &str, other: &str) -> bool {
        let count = |wanted: &str| self.0.values().filter(|value| *value == wanted).count();
        count(one) < 2 && count(other) < 2
    }
}

/// The name of a row, and what it is the name of.
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
            Some((ident.to_string(), told(&name.to_token_stream())))
        }
        // ToDo = "to-do"
        [TokenTree::Ident(ident), equals, TokenTree::Literal(value)] if is(equals, '=') => {
            Some((ident.to_string(), told(&value.to_token_stream())))
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

/// A literal as it is told, however it is spelled.
fn told(literal: &TokenStream) -> String {
    match syn::parse2::<syn::LitStr>(literal.clone()) {
        Ok(text) => format!("{:?}", text.value()),
        Err(_) => literal.to_string(),
    }
}
