//! Constraints as the runtime of `models` takes them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::pattern_tokens::tokens;
use crate::types::{Rule, Types};

/// The expressions of constraints.
pub(super) fn expressions(types: &Types, rules: &[Rule]) -> Vec<TokenStream> {
    rules.iter().map(|rule| expression(types, rule)).collect()
}

fn expression(types: &Types, rule: &Rule) -> TokenStream {
    match rule {
        Rule::Count(name, count) => {
            let name = format_ident!("{name}");
            let count = proc_macro2::Literal::usize_unsuffixed(*count);
            quote!(runtime::Rule::#name(#count))
        }
        Rule::Limit(name, number) => {
            let name = format_ident!("{name}");
            quote!(runtime::Rule::#name(#number))
        }
        Rule::Pattern(pattern) => {
            let pattern = tokens(pattern);
            quote!(runtime::Rule::Pattern(&#pattern))
        }
        Rule::Format(name) => {
            let name = format_ident!("{name}");
            quote!(runtime::Rule::Format(runtime::Format::#name))
        }
        Rule::UniqueItems => quote!(runtime::Rule::UniqueItems),
        Rule::DependentRequired(dependencies) => {
            let dependencies = dependencies
                .iter()
                .map(|(name, others)| quote!((#name, &[#(#others),*])));
            quote!(runtime::Rule::DependentRequired(&[#(#dependencies),*]))
        }
        Rule::PropertyNames(names) => {
            let names = types.spell(names);
            quote!(runtime::Rule::PropertyNames(runtime::Member::of::<#names>()))
        }
        Rule::PatternProperties(patterns) => {
            let patterns = patterns.iter().map(|(pattern, value)| {
                let (pattern, value) = (tokens(pattern), types.spell(value));
                quote!((&#pattern, runtime::Member::of::<#value>()))
            });
            quote!(runtime::Rule::PatternProperties(&[#(#patterns),*]))
        }
        Rule::NoOthers(patterns) => {
            let patterns = patterns.iter().map(tokens);
            quote!(runtime::Rule::NoOthers(&[#(&#patterns),*]))
        }
    }
}
