//! Patterns, their samples and their programs; what people ask of them is in the
//! tables.

mod tables;

use fastrand::Rng;

use super::{Inst, Pattern, property};
use tables::{REFUSED, VERDICTS};

#[test]
fn verdicts_are_those_of_ecma_262() {
    for (source, yes, no) in VERDICTS {
        let pattern = Pattern::parse(source).unwrap();
        assert!(yes.iter().all(|text| pattern.is_match(text)), "{source}");
        assert!(!no.iter().any(|text| pattern.is_match(text)), "{source}");
    }
}

#[test]
fn samples_match_and_reach_the_limits() {
    let mut random = Rng::with_seed(0);
    for (source, ..) in VERDICTS {
        let pattern = Pattern::parse(source).unwrap();
        for _ in 0..50 {
            let sample = pattern.sample(&mut random);
            assert!(pattern.is_match(&sample), "{source}: {sample:?}");
        }
    }
    let pattern = Pattern::parse("^(?:[b-y]{2,9}|!)$").unwrap();
    let samples: Vec<_> = (0..500).map(|_| pattern.sample(&mut random)).collect();
    let some = |wanted: &dyn Fn(&str) -> bool| samples.iter().any(|sample| wanted(sample));
    assert!(some(&|text| text == "!") && some(&|text| text.len() == 2));
    assert!(some(&|text| text.len() == 9) && some(&|text| text.contains('b')));
    assert!(some(&|text| text.contains('y')));
    let around = Pattern::parse("b").unwrap();
    assert!((0..50).any(|_| around.sample(&mut random) != "b"));
}

#[test]
fn what_is_not_honoured_exactly_is_refused() {
    for (source, reason) in REFUSED {
        let message = Pattern::parse(source).unwrap_err().message;
        assert!(message.contains(reason), "{source}: {message}");
    }
}

#[test]
fn no_input_takes_more_than_it_may() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Pattern::parse(&nested(50)).is_ok());
    assert!(Pattern::parse(&nested(51)).is_err());
    assert!(Pattern::parse(&nested(4_000)).is_err());
    assert!(Pattern::parse(&"(".repeat(1_000_000)).is_err());
    assert!(Pattern::parse("^.{1,4000}$").is_ok());
    for large in [
        "(a{1000}){1000}",
        "(?:(?:(?:a{99}b){99}c){99}d){99}",
        "a{4294967295}",
        "(?:ab){4294967295,}",
        "(?:a|b{4294967295}){4294967295}",
        "\\p{L}{4000}",
    ] {
        let message = Pattern::parse(large).unwrap_err().message;
        assert!(message.contains("too large"), "{large}: {message}");
    }
    // Loops in loops, of which each may be passed or not.
    let loops = format!("{}a{}", "(".repeat(50), ")*".repeat(50));
    let pattern = Pattern::parse(&loops).unwrap();
    assert!(pattern.sample(&mut Rng::with_seed(0)).len() < 100_000);
    let empty = format!("{}{}", "(".repeat(50), "){9}".repeat(50));
    assert_eq!(Pattern::parse(&empty).unwrap().program(), []);
}

#[test]
fn every_property_means_to_others_what_it_means_here() {
    let categories = property::CATEGORIES.split_whitespace();
    for name in categories {
        let asked = property::characters(&format!("gc={name}"));
        assert_eq!(property::characters(name), asked, "{name}");
    }
    let known = property::BINARY.split_whitespace();
    let unknown: Vec<_> = known
        .filter(|name| property::characters(name).is_none())
        .collect();
    assert_eq!(unknown, ["CWKCF", "Changes_When_NFKC_Casefolded"]);
}

#[test]
fn programs_are_as_short_as_their_patterns() {
    let chars = |first, last, min, max| Inst::Chars(vec![(first, last)], min, max);
    let text = |text: &str| Inst::Text(text.to_owned());
    let program = |source| Pattern::parse(source).unwrap().program().to_vec();
    assert_eq!(
        program("^v[a-z]{1,63}\\d*$"),
        [
            Inst::Start,
            text("v"),
            chars('a', 'z', 1, Some(63)),
            chars('0', '9', 0, None),
            Inst::End
        ]
    );
    assert_eq!(
        program("(?:ab)+|cd|e{2}"),
        [
            Inst::Goto(vec![1, 4, 6]),
            text("ab"),
            Inst::Goto(vec![1, 3]),
            Inst::Goto(vec![7]),
            text("cd"),
            Inst::Goto(vec![7]),
            chars('e', 'e', 2, Some(2)),
        ]
    );
    assert_eq!(
        program("(?:ab)*(?:cd){1,2}"),
        [
            Inst::Goto(vec![1, 3]),
            text("ab"),
            Inst::Goto(vec![0]),
            text("cd"),
            Inst::Goto(vec![5, 6]),
            text("cd"),
        ]
    );
}

#[test]
fn tokens_are_rust_to_read() {
    let tokens = |source| Pattern::parse(source).unwrap().tokens().to_string();
    assert_eq!(
        tokens("^a{2,}\\."),
        "runtime :: Pattern :: new (r\"^a{2,}\\.\" , & [runtime :: Inst :: Start , \
         runtime :: Inst :: Chars (& ['a' ..= 'a'] , 2 , None) , \
         runtime :: Inst :: Text (\".\")])"
    );
    let shared = tokens("^\\s+a\\s$");
    assert!(shared.starts_with("{ const CLASS_1 :"), "{shared}");
    assert_eq!(shared.matches("'\\u{feff}'").count(), 2, "{shared}");
}
