use crate::pattern::{Inst, Look, OwnedInst, Pattern, Program};

/// Asserts that a pattern matches some texts, and others not.
fn assert_verdicts(pattern: &Pattern, yes: &[&str], no: &[&str]) {
    for text in yes {
        assert!(pattern.is_match(text), "{} {text:?}", pattern.source());
    }
    for text in no {
        assert!(!pattern.is_match(text), "{} {text:?}", pattern.source());
    }
}

#[test]
fn every_instruction_does_what_it_is_documented_to_do() {
    let end = Pattern::Constant("a$", &[Inst::Text("a"), Inst::End]);
    assert_verdicts(&end, &["ba"], &["a\n", ""]);
    let start = Pattern::Constant("^a", &[Inst::Start, Inst::Text("a")]);
    assert_verdicts(&start, &["ab"], &["ba"]);
    let nothing = Pattern::Constant("[]", &[Inst::Chars(&[], 1, Some(1))]);
    assert_verdicts(&nothing, &[], &["", "a"]);
    assert_verdicts(&Pattern::Constant("", &[]), &[""], &[]);
    let word = &[Inst::Boundary(true), Inst::Text("é_"), Inst::Boundary(true)];
    let word = Pattern::Constant("\\bé_\\b", word);
    assert_verdicts(&word, &["aé_", "aé_é"], &["é_", "aé_a"]);
    let inside = Pattern::Constant("\\Ba", &[Inst::Boundary(false), Inst::Text("a")]);
    assert_verdicts(&inside, &["aa", "_a"], &["a", "-a", "éa"]);
}

#[test]
fn counts_are_kept_apart() {
    const LETTERS: &[std::ops::RangeInclusive<char>] = &['a'..='c', 'é'..='é'];
    let insts = &[Inst::Start, Inst::Chars(LETTERS, 2, Some(3)), Inst::End];
    let most = Pattern::Constant("^[a-cé]{2,3}$", insts);
    assert_verdicts(&most, &["aé", "éca"], &["a", "abca", "ad"]);
    // The count begins at every place, so that the search follows many at once.
    let insts = &[Inst::Chars(LETTERS, 2, Some(3)), Inst::Text("d")];
    let some = Pattern::Constant("[a-cé]{2,3}d", insts);
    assert_verdicts(
        &some,
        &["aad", "aaaaad", "adaad", "aaadd"],
        &["ad", "dad", "aa", "aaéb"],
    );
    let insts = &[
        Inst::Chars(LETTERS, 3, None),
        Inst::Text("d"),
        Inst::Chars(LETTERS, 0, Some(2)),
        Inst::Text("!"),
    ];
    let least = Pattern::Constant("[a-cé]{3,}d[a-cé]{0,2}!", insts);
    assert_verdicts(
        &least,
        &["aaad!", "aaaaadbb!", "aadaaada!"],
        &["aad!", "aaadaaa!", "aaada"],
    );
    // `(?:[a-c]{2,3}x?)*`, in which a count may begin anew while it goes on.
    let insts = &[
        Inst::Goto(&[1]),
        Inst::Start,
        Inst::Goto(&[3, 7]),
        Inst::Chars(&['a'..='c'], 2, Some(3)),
        Inst::Goto(&[5, 6]),
        Inst::Text("x"),
        Inst::Goto(&[2]),
        Inst::End,
    ];
    let again = Pattern::Constant("(?:^)(?:[a-c]{2,3}x?)*$", insts);
    assert_verdicts(&again, &["aaaaa", "aaxaaaaxaa", ""], &["aaxa", "aaaxx"]);
}

#[test]
fn lookarounds_are_searched_from_both_sides() {
    // `^(?!abc|é)\w`, of which the body reads backward.
    let looks = &[Look {
        behind: false,
        insts: &[
            Inst::Goto(&[1, 3]),
            Inst::Text("cba"),
            Inst::Goto(&[4]),
            Inst::Text("é"),
        ],
    }];
    let insts = &[
        Inst::Start,
        Inst::Look(0, false),
        Inst::Chars(&['a'..='z', 'é'..='é'], 1, Some(1)),
    ];
    let ahead = Pattern::Looking("^(?!abc|é)[a-zé]", insts, looks);
    assert_verdicts(&ahead, &["ab", "aabc", "x"], &["abc", "abcd", "é", ""]);
    // `(?<=^a+(?=.d))b`, of which the inner one comes first.
    let looks = &[
        Look {
            behind: false,
            insts: &[Inst::Text("d"), Inst::Chars(&['a'..='z'], 1, Some(1))],
        },
        Look {
            behind: true,
            insts: &[
                Inst::Start,
                Inst::Chars(&['a'..='a'], 1, None),
                Inst::Look(0, true),
            ],
        },
    ];
    let insts = &[Inst::Look(1, true), Inst::Text("b")];
    let behind = Pattern::Looking("(?<=^a+(?=[a-z]d))b", insts, looks);
    assert_verdicts(&behind, &["abd", "aabd"], &["bd", "ab", "xabd", "abcd"]);
}

#[test]
fn ways_that_loop_and_meet_again_end() {
    let program = &[
        Inst::Start,
        Inst::Goto(&[2, 4]),
        Inst::Chars(&['a'..='a'], 0, None),
        Inst::Goto(&[1]),
        Inst::Goto(&[1, 5]),
        Inst::End,
    ];
    let pattern = Pattern::Constant("^(?:(?:a*)*)+$", program);
    let mut text = "a".repeat(50_000);
    assert!(pattern.is_match(&text));
    text.push('!');
    assert!(!pattern.is_match(&text));
    assert_eq!(pattern.source(), "^(?:(?:a*)*)+$");
}

#[test]
fn programs_may_be_owned() {
    fn is_shared<T: Clone + std::fmt::Debug + Send + Sync + 'static>(_: &T) {}
    let digits = OwnedInst::Chars(vec!['0'..='9'], 3, Some(4));
    let program = Program {
        insts: vec![OwnedInst::Start, digits, OwnedInst::End],
        looks: Vec::new(),
    };
    let pattern = Pattern::Owned("^\\d{3,4}$".into(), program.into());
    is_shared(&pattern);
    assert_verdicts(&pattern.clone(), &["123", "1234"], &["12", "12345", "123a"]);
}
