//! Patterns as Rust.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use exactschema_frontend::pattern::{OwnedInst, OwnedLook, Pattern, Program};
use exactschema_frontend::text::is_invisible;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// Classes of more ranges than this are written once, and named, if used again.
const MANY: usize = 4;

/// Characters as ranges.
type Ranges = Vec<(char, char)>;

/// A constant expression of the type `runtime::Pattern`: `runtime::Pattern::Constant(..)`, in
/// a block with the classes that it names.
pub(crate) fn tokens(pattern: &Pattern) -> TokenStream {
    let program = pattern.code();
    let names = names(program);
    let insts = instructions(&program.insts, &names);
    let source = text(pattern.source());
    let pattern = match program.looks.as_slice() {
        [] => quote!(runtime::Pattern::Constant(#source, #insts)),
        looks => {
            let looks = looks.iter().map(|look| lookaround(look, &names));
            quote!(runtime::Pattern::Looking(#source, #insts, &[#(#looks),*]))
        }
    };
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
fn names(program: &Program) -> BTreeMap<Ranges, Ident> {
    let mut uses: BTreeMap<Ranges, usize> = BTreeMap::new();
    let inside = program.looks.iter().flat_map(|look| &look.insts);
    for inst in program.insts.iter().chain(inside) {
        if let OwnedInst::Chars(ranges, ..) = inst
            && ranges.len() > MANY
        {
            *uses.entry(pairs(ranges)).or_default() += 1;
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

fn pairs(ranges: &[RangeInclusive<char>]) -> Ranges {
    let ranges = ranges.iter();
    ranges.map(|range| (*range.start(), *range.end())).collect()
}

fn instructions(insts: &[OwnedInst], names: &BTreeMap<Ranges, Ident>) -> TokenStream {
    let insts = insts.iter().map(|inst| instruction(inst, names));
    quote!(&[#(#insts),*])
}

fn lookaround(look: &OwnedLook, names: &BTreeMap<Ranges, Ident>) -> TokenStream {
    let behind = look.behind;
    let insts = instructions(&look.insts, names);
    quote!(runtime::Look { behind: #behind, insts: #insts })
}

fn instruction(inst: &OwnedInst, names: &BTreeMap<Ranges, Ident>) -> TokenStream {
    match inst {
        OwnedInst::Start => quote!(runtime::Inst::Start),
        OwnedInst::End => quote!(runtime::Inst::End),
        OwnedInst::Boundary(is_one) => quote!(runtime::Inst::Boundary(#is_one)),
        OwnedInst::Look(look, holds) => {
            let look = Literal::usize_unsuffixed(*look);
            quote!(runtime::Inst::Look(#look, #holds))
        }
        OwnedInst::Text(literal) => {
            let literal = text(literal);
            quote!(runtime::Inst::Text(#literal))
        }
        OwnedInst::Chars(ranges, min, max) => {
            let ranges = pairs(ranges);
            let class = match names.get(&ranges) {
                Some(name) => quote!(#name),
                None => class(&ranges),
            };
            let min = Literal::u32_unsuffixed(*min);
            let max = match max.map(Literal::u32_unsuffixed) {
                Some(max) => quote!(Some(#max)),
                None => quote!(None),
            };
            quote!(runtime::Inst::Chars(#class, #min, #max))
        }
        OwnedInst::Goto(places) => {
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

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn tokens_are_rust_to_read() {
        let tokens = |source| super::tokens(&Pattern::parse(source).unwrap()).to_string();
        assert_eq!(
            tokens("^a{2,}\\."),
            "runtime :: Pattern :: Constant (r\"^a{2,}\\.\" , & [runtime :: Inst :: Start , \
             runtime :: Inst :: Chars (& ['a' ..= 'a'] , 2 , None) , \
             runtime :: Inst :: Text (\".\")])"
        );
        assert_eq!(
            tokens("(?<!a)b\\b"),
            "runtime :: Pattern :: Looking (r\"(?<!a)b\\b\" , & [runtime :: Inst :: Look (0 , \
             false) , runtime :: Inst :: Text (\"b\") , runtime :: Inst :: Boundary (true)] , \
             & [runtime :: Look { behind : true , insts : & [runtime :: Inst :: Text (\"a\")] }])"
        );
        let shared = tokens("^\\s+a\\s$");
        assert!(shared.starts_with("{ const CLASS_1 :"), "{shared}");
        assert_eq!(shared.matches("'\\u{feff}'").count(), 2, "{shared}");
    }
}
