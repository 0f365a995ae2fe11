//! Patterns, their samples and their programs; what people ask of them is in the
//! tables.

mod regress;
mod suite;
mod tables;

use std::collections::BTreeSet;

use exactschema::runtime::pattern::{BINARY, CATEGORIES, OwnedInst, SCRIPTS, is_pattern};
use fastrand::Rng;
use regex_syntax::hir::ClassUnicode;

use super::{Pattern, sets};
use tables::{REFUSED, VERDICTS};

#[test]
fn verdicts_are_those_of_ecma_262() {
    for (source, yes, no) in VERDICTS {
        let pattern = Pattern::parse(source).unwrap();
        for text in yes {
            assert!(pattern.is_match(text), "{source}: {text:?}");
        }
        for text in no {
            assert!(!pattern.is_match(text), "{source}: {text:?}");
        }
    }
}

#[test]
fn samples_match_and_reach_the_limits() {
    let mut random = Rng::with_seed(0);
    for (source, yes, _) in VERDICTS {
        let pattern = Pattern::parse(source).unwrap();
        for _ in 0..if yes.is_empty() { 1 } else { 50 } {
            let Some(sample) = pattern.sample(&mut random) else {
                assert!(yes.is_empty(), "{source}");
                continue;
            };
            assert!(pattern.is_match(&sample), "{source}: {sample:?}");
        }
    }
    let pattern = Pattern::parse("^(?:[b-y]{2,9}|!)$").unwrap();
    let samples: Vec<_> = (0..500)
        .map(|_| pattern.sample(&mut random).unwrap())
        .collect();
    let some = |wanted: &dyn Fn(&str) -> bool| samples.iter().any(|sample| wanted(sample));
    assert!(some(&|text| text == "!") && some(&|text| text.len() == 2));
    assert!(some(&|text| text.len() == 9) && some(&|text| text.contains('b')));
    assert!(some(&|text| text.contains('y')));
    let around = Pattern::parse("b").unwrap();
    assert!((0..50).any(|_| around.sample(&mut random).unwrap() != "b"));
}

#[test]
fn unsupported_patterns_are_rejected() {
    for (source, reason) in REFUSED {
        let message = Pattern::parse(source).unwrap_err().message;
        assert!(message.contains(reason), "{source}: {message}");
    }
}

#[test]
fn no_input_takes_more_than_it_may() {
    let nested = |begin: &str, end: &str, depth: usize| {
        format!("{}a{}", begin.repeat(depth), end.repeat(depth))
    };
    assert!(Pattern::parse(&nested("(", ")", 10_000)).is_ok());
    assert!(Pattern::parse(&nested("(", ")*", 250)).is_ok());
    assert!(Pattern::parse(&nested("(?<=b(?=", "c))", 60)).is_ok());
    assert!(Pattern::parse(&nested("(?:b|c", ")*", 80)).is_ok());
    for deep in [
        nested("(", ")*", 10_000),
        nested("(?=", ")", 10_000),
        nested("(?<=b(?=", "c))", 5_000),
        nested("(?:b|", ")", 10_000),
    ] {
        let message = Pattern::parse(&deep).unwrap_err().message;
        assert!(message.contains("nested too deep"), "{message}");
    }
    assert!(Pattern::parse(&"(".repeat(1_000_000)).is_err());
    assert!(Pattern::parse("^.{1,500000}$").is_ok());
    assert!(Pattern::parse("^\\p{L}{4000}$").is_ok());
    for large in [
        "(a{1000}b){100000}",
        "(?:(?:(?:a{99}b){99}c){99}d){99}",
        "a{4294967295}",
        "(?:ab){4294967295,}",
        "(?:a|b{4294967295}){4294967295}",
        "(?:\\p{L}a){4000}",
        &"(?=a)".repeat(257),
        &"\\p{L}".repeat(1_000),
        &"a".repeat(100_000),
    ] {
        let message = Pattern::parse(large).unwrap_err().message;
        assert!(message.contains("too large"), "{large}: {message}");
    }
    // Loops in loops, of which each may be passed or not.
    let pattern = Pattern::parse(&nested("(", ")*", 50)).unwrap();
    assert!(pattern.sample(&mut Rng::with_seed(0)).unwrap().len() < 100_000);
    let empty = format!("{}{}", "(".repeat(50), "){9}".repeat(50));
    assert_eq!(Pattern::parse(&empty).unwrap().code().insts, []);
    let repeated = Pattern::parse("(?:(?=a|(?<=b)c)a){1000}").unwrap();
    assert_eq!(repeated.code().looks.len(), 2);
}

#[test]
fn no_text_takes_more_than_linear_time() {
    let chain = format!("{}a{}", "(?<=a(?=".repeat(40), "a))".repeat(40));
    for source in [
        "^(?:(?:a*)*)*$",
        "^(?:(?:(?:a|a)*)*)*$",
        "^(a+)+$",
        "(.*a){12}$",
        "^(?:a?){40}a*$",
        "a{100,5000}$",
        "(?:a{2,3}){2,30}$",
        "^(?:a*(?!b)(?<=a*)){3}$",
        "^(?=.*a)(?!.*!)a*$",
        "\\b(?:a|aa)+\\b$",
        chain.as_str(),
    ] {
        let pattern = Pattern::parse(source).unwrap();
        let mut text = "a".repeat(10_000);
        assert!(pattern.is_match(&text), "{source}");
        text.push('!');
        assert_eq!(pattern.is_match(&text), source == chain, "{source}");
    }
}

#[test]
fn every_property_means_to_others_what_it_means_here() {
    for name in CATEGORIES.split_whitespace() {
        let asked = sets::characters(&format!("gc={name}"));
        assert_eq!(sets::characters(name), asked, "{name}");
    }
    let unknown = |names: &'static str, of: &str| -> Vec<_> {
        let names = names.split_whitespace();
        let is_unknown = |name: &&str| sets::characters(&format!("{of}{name}")).is_none();
        names.filter(is_unknown).collect()
    };
    assert_eq!(
        unknown(BINARY, ""),
        ["CWKCF", "Changes_When_NFKC_Casefolded"]
    );
    assert_eq!(unknown(CATEGORIES, "gc="), ["Cs", "Surrogate"]);
    let none = ["Katakana_Or_Hiragana", "Hrkt", "Unknown", "Zzzz"];
    assert_eq!(unknown(SCRIPTS, "sc="), none);
    assert_eq!(unknown(SCRIPTS, "scx="), none);
}

#[test]
fn names_of_groups_are_identifiers() {
    let [start, goes_on] = ["ID_Start", "ID_Continue"].map(|name| sets::characters(name).unwrap());
    let assigned = sets::characters("Assigned").unwrap();
    let has = |class: &ClassUnicode, c: char| {
        let ranges = class.ranges();
        let at = ranges.partition_point(|range| range.end() < c);
        ranges.get(at).is_some_and(|range| range.start() <= c)
    };
    // Where the ranges begin and end.
    let ranges = start.ranges().iter().chain(goes_on.ranges());
    let near = ranges.flat_map(|range| {
        let (first, last) = (u32::from(range.start()), u32::from(range.end()));
        [first.saturating_sub(1), first, last, last + 1]
    });
    let near: BTreeSet<char> = near.filter_map(char::from_u32).collect();
    for c in near
        .into_iter()
        .filter(|c| !c.is_ascii() && has(&assigned, *c))
    {
        assert_eq!(is_pattern(&format!("(?<{c}>a)")), has(&start, c), "{c:?}");
        assert_eq!(
            is_pattern(&format!("(?<a{c}>a)")),
            has(&goes_on, c),
            "{c:?}"
        );
    }
}

#[test]
fn programs_are_as_short_as_their_patterns() {
    let chars = |first, last, min, max| OwnedInst::Chars(vec![first..=last], min, max);
    let text = |text: &str| OwnedInst::Text(text.to_owned());
    let program = |source| Pattern::parse(source).unwrap().code().insts.clone();
    assert_eq!(
        program("^v[a-z]{1,63}\\d*$"),
        [
            OwnedInst::Start,
            text("v"),
            chars('a', 'z', 1, Some(63)),
            chars('0', '9', 0, None),
            OwnedInst::End
        ]
    );
    assert_eq!(
        program("(?:ab)+|cd|e{2}"),
        [
            OwnedInst::Goto(vec![1, 4, 6]),
            text("ab"),
            OwnedInst::Goto(vec![1, 3]),
            OwnedInst::Goto(vec![7]),
            text("cd"),
            OwnedInst::Goto(vec![7]),
            chars('e', 'e', 2, Some(2)),
        ]
    );
    assert_eq!(
        program("(?:ab)*(?:cd){1,2}"),
        [
            OwnedInst::Goto(vec![1, 3]),
            text("ab"),
            OwnedInst::Goto(vec![0]),
            text("cd"),
            OwnedInst::Goto(vec![5, 6]),
            text("cd"),
        ]
    );
}
