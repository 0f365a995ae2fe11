//! Constraints as the runtime of `models` takes them.

use exactschema_frontend::pattern::Pattern;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::pattern_tokens::tokens;
use crate::render::print;
use crate::types::{Constraint, Types};

/// The expressions of constraints, as prettyplease prints them.
pub(super) fn expressions(types: &Types, constraints: &[Constraint]) -> Vec<String> {
    let expressions = constraints.iter();
    expressions
        .map(|constraint| printed(&expression(types, constraint)))
        .collect()
}

/// The expressions of patterns.
pub(super) fn patterns(patterns: &[Pattern]) -> Vec<String> {
    let expressions = patterns.iter().map(tokens);
    expressions
        .map(|pattern| printed(&quote!(&#pattern)))
        .collect()
}

fn printed(expression: &TokenStream) -> String {
    let printed = print(syn::parse_quote!(const _: () = #expression;));
    let printed = printed.trim().strip_prefix("const _: () = ");
    printed.unwrap_or_default().trim_end_matches(';').to_owned()
}

fn expression(types: &Types, constraint: &Constraint) -> TokenStream {
    match constraint {
        Constraint::Count(name, count) => {
            let name = format_ident!("{name}");
            let count = proc_macro2::Literal::usize_unsuffixed(*count);
            quote!(runtime::Constraint::#name(#count))
        }
        Constraint::Limit(name, number) => {
            let name = format_ident!("{name}");
            quote!(runtime::Constraint::#name(#number))
        }
        Constraint::Pattern(pattern) => {
            let pattern = tokens(pattern);
            quote!(runtime::Constraint::Pattern(&#pattern))
        }
        Constraint::Format(name) => {
            let name = format_ident!("{name}");
            quote!(runtime::Constraint::Format(runtime::Format::#name))
        }
        Constraint::UniqueItems => quote!(runtime::Constraint::UniqueItems),
        Constraint::DependentRequired(dependencies) => {
            let dependencies = dependencies
                .iter()
                .map(|(name, others)| quote!((#name, &[#(#others),*])));
            quote!(runtime::Constraint::DependentRequired(&[#(#dependencies),*]))
        }
        Constraint::PropertyNames(names) => {
            let names = types.spell(names);
            quote!(runtime::Constraint::PropertyNames(runtime::Member::of::<#names>()))
        }
        Constraint::PatternProperties(patterns) => {
            let patterns = patterns.iter().map(|(pattern, value)| {
                let (pattern, value) = (tokens(pattern), types.spell(value));
                quote!((&#pattern, runtime::Member::of::<#value>()))
            });
            quote!(runtime::Constraint::PatternProperties(&[#(#patterns),*]))
        }
        Constraint::NoOthers(patterns) => {
            let patterns = patterns.iter().map(tokens);
            quote!(runtime::Constraint::NoOthers(&[#(&#patterns),*]))
        }
    }
}
