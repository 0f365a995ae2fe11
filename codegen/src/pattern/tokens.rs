//! A program as Rust.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::Inst;
use crate::text::is_invisible;

/// Classes of more ranges than this are written once, and named, if used again.
const MANY: usize = 4;

/// Characters as ranges.
type Ranges = Vec<(char, char)>;

/// `runtime::Pattern::new(..)`, in a block with the classes that it names.
pub(super) fn pattern(source: &str, program: &[Inst]) -> TokenStream {
    let names = names(program);
    let insts = program.iter().map(|inst| instruction(inst, &names));
    let source = text(source);
    let pattern = quote!(runtime::Pattern::new(#source, &[#(#insts),*]));
    if names.is_empty() {
        return pattern;
    }
    let classes = names.iter().map(|(ranges, name)| {
        let ranges = class(ranges);
        quote!(const #name: &[std::ops::RangeInclusive<char>] = #ranges;)
    });
    quote!({ #(#classes)* #pattern })
}

/// A name for each long class that is used more than once.
fn names(program: &[Inst]) -> BTreeMap<&Ranges, Ident> {
    let mut uses: BTreeMap<&Ranges, usize> = BTreeMap::new();
    for inst in program {
        if let Inst::Chars(ranges, ..) = inst
            && ranges.len() > MANY
        {
            *uses.entry(ranges).or_default() += 1;
        }
    }
    let shared = uses.into_iter().filter(|(_, uses)| *uses > 1);
    let numbered = (1..).zip(shared);
    let named = numbered.map(|(number, (ranges, _))| {
        let name = Ident::new(&format!("CLASS_{number}"), Span::call_site());
        (ranges, name)
    });
    named.collect()
}

fn instruction(inst: &Inst, names: &BTreeMap<&Ranges, Ident>) -> TokenStream {
    match inst {
        Inst::Start => quote!(runtime::Inst::Start),
        Inst::End => quote!(runtime::Inst::End),
        Inst::Text(literal) => {
            let literal = text(literal);
            quote!(runtime::Inst::Text(#literal))
        }
        Inst::Chars(ranges, min, max) => {
            let class = match names.get(ranges) {
                Some(name) => quote!(#name),
                None => class(ranges),
            };
            let min = Literal::u32_unsuffixed(*min);
            let max = match max.map(Literal::u32_unsuffixed) {
                Some(max) => quote!(Some(#max)),
                None => quote!(None),
            };
            quote!(runtime::Inst::Chars(#class, #min, #max))
        }
        Inst::Goto(places) => {
            let places = places.iter().map(|place| Literal::usize_unsuffixed(*place));
            quote!(runtime::Inst::Goto(&[#(#places),*]))
        }
    }
}

fn class(ranges: &Ranges) -> TokenStream {
    let ranges = ranges.iter().map(|(first, last)| {
        let (first, last) = (Literal::character(*first), Literal::character(*last));
        quote!(#first..=#last)
    });
    quote!(&[#(#ranges),*])
}

/// A string, raw where that is easier to read.
fn text(text: &str) -> Literal {
    let raw = text.contains('\\') && !text.contains('"') && !text.contains(is_invisible);
    let literal = raw.then(|| format!("r\"{text}\"").parse().ok()).flatten();
    literal.unwrap_or_else(|| Literal::string(text))
}
