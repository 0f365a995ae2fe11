use crate::pattern::{
    BINARY, CATEGORIES, Class, ClassItem, Feature, Mode, Node, SCRIPTS, is_pattern, parse,
};

/// Patterns with the flag `u`.
const UNICODE: [&str; 72] = [
    "",
    "a|b|",
    "(a)(?:b)(?<c>d)",
    "a*b+c?d{1}e{1,}f{1,2}g*?h{2}?",
    "^$\\b\\B.",
    "[]",
    "[^]",
    "[a-z\\d\\-\\]^]",
    "(?=a)(?!b)(?<=c)(?<!d)",
    "(?:(?=a))*",
    "\\d\\D\\w\\W\\s\\S",
    "\\t\\n\\v\\f\\r\\0\\cA\\cz\\x41\\u0041\\u{41}\\u{0000000041}",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00",
    "[\\ud83d\\ude00-\\ud83d\\ude02]",
    "[\\ud800-\\udfff]",
    "\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/",
    "[\\b]",
    "(a)\\1",
    "\\1(a)",
    "(?<n>a)\\k<n>",
    "\\k<n>(?<n>a)",
    "(?<n>a)|(?<n>b)",
    "(?:(?<n>a)|(?<n>b))\\k<n>",
    "(?<$_a1>a)",
    "(?<été>a)",
    "(?<\\u0061b>a)\\k<a\\u{62}>",
    "(?<a\\ud835\\udc00>a)",
    "(?i:a)",
    "(?ims:a)",
    "(?i-ms:a)",
    "(?-i:a)",
    "(?i-:a)",
    "\\p{L}",
    "\\P{Lu}",
    "\\p{gc=Lu}",
    "\\p{General_Category=Uppercase_Letter}",
    "\\p{Script=Greek}",
    "\\p{sc=Grek}",
    "\\p{scx=Zyyy}",
    "\\p{Script_Extensions=Qaac}",
    "\\p{Any}\\p{ASCII}",
    "[\\p{L}\\P{Nd}]",
    "a{0}",
    "a{00002,2}",
    "a{99999999999999999999999}",
    "a{99999999999999999999998,99999999999999999999999}",
    "[[]",
    "[(?<a>)](b)",
    "[&&--/~~]",
    "([abc])+\\s+$",
    "(?<=a+)b",
    "\\cA",
    "(?<name>x)",
    "(|a)",
    "()",
    "(?:)",
    "|",
    "||",
    "[\\cA-\\cC]",
    "[--a]",
    "[a-]",
    "[-a]",
    "a.{2,3}?$",
    "😀+",
    "[😀-😂]",
    "(?!(?!(?!a)))",
    "(?<=(?=(?<!a)))",
    "\\u{10ffff}",
    "\\p{Surrogate}",
    "a\\/b",
];

/// Patterns without the flag alone.
const ANNEX_B: [&str; 50] = [
    "\\-",
    "\\:",
    "\\_",
    "\\a",
    "\\z",
    "\\Z",
    "]",
    "}",
    "{",
    "a{",
    "a{,2}",
    "a{1",
    "a{1, 2}",
    "x{a}",
    "\\00",
    "\\07",
    "\\377",
    "\\400",
    "\\8",
    "\\1",
    "(a)\\2",
    "[\\1]",
    "[\\8]",
    "\\x4",
    "\\xg",
    "\\u41",
    "\\u",
    "\\c",
    "\\c1",
    "[\\c]",
    "[\\c1]",
    "[\\c_]",
    "[\\c*]",
    "[\\d-z]",
    "[a-\\d]",
    "[\\w--z]",
    "(?=a)*",
    "(?!a){2}",
    "(?=a)?",
    "\\k",
    "\\k<a>",
    "[\\k]",
    "[\\B]",
    "[\\-\\:]\\-",
    "[[a]]",
    "\\é",
    "\\p",
    "\\pL",
    "\\A\\Q",
    "\\ud83d\\-",
];

/// Texts that are no patterns, a word of the reason and the byte of the error.
const NEITHER: [(&str, &str, usize); 51] = [
    ("(", "not closed", 0),
    ("a(b", "not closed", 1),
    ("a)", "closes no group", 1),
    ("^(abc]", "lone", 5),
    ("[", "class is not closed", 0),
    ("é[a", "class is not closed", 2),
    ("[a\\", "nothing follows", 2),
    ("\\", "nothing follows", 0),
    ("*", "no atom", 0),
    ("a**", "no atom", 2),
    ("a++", "no atom", 2),
    ("a???", "no atom", 3),
    ("+a", "no atom", 0),
    ("a|*", "no atom", 2),
    ("(?:+)", "no atom", 3),
    ("{1}", "no atom", 0),
    ("a{1}{2}", "no atom", 4),
    ("^*", "no atom", 1),
    ("$+", "no atom", 1),
    ("\\b*", "no atom", 2),
    ("(?<=a)*", "no atom", 6),
    ("(?<!a){2}", "no atom", 6),
    ("a{2,1}", "wrong order", 1),
    ("a{99999999999999999999999,1}", "wrong order", 1),
    ("[b-a]", "wrong order", 1),
    ("[\\u{62}-a]", "wrong order", 1),
    ("(?", "`?`", 2),
    ("(?P<n>a)", "`?`", 3),
    ("(?#c)a", "`?`", 3),
    ("(?>a)", "`?`", 3),
    ("(?i)a", "`?`", 4),
    ("(?ii:a)", "`?`", 4),
    ("(?i-i:a)", "`?`", 5),
    ("(?-:a)", "`?`", 4),
    ("(?x:a)", "`?`", 3),
    ("(?<n>a)(?P=n)", "`?`", 10),
    ("(?<", "identifier", 3),
    ("(?<>a)", "identifier", 3),
    ("(?<1>a)", "identifier", 3),
    ("(?<a-b>a)", "identifier", 3),
    ("(?<n", "identifier", 3),
    ("(?<\\n>a)", "identifier", 3),
    ("(?<n>a)(?<n>b)", "two groups", 7),
    ("(?<n>a(?<n>b))", "two groups", 6),
    ("(?:(?<n>a)|b)(?<n>c)", "two groups", 13),
    ("(?<n>a)\\k<m>", "no group is named", 7),
    ("(?<n>a)\\k", "no name", 9),
    ("(?<n>a)[\\k]", "no escape", 8),
    ("(?<n>a)\\k<n", "identifier", 10),
    ("^\\S(|(.|\\n)*\\S)\\Z(", "no escape", 15),
    ("(?<n>a)\\-)", "no escape", 7),
];

#[test]
fn patterns_are_of_one_grammar_or_the_other() {
    for source in UNICODE {
        assert_eq!(
            parse(source).map(|syntax| syntax.mode),
            Ok(Mode::Unicode),
            "{source}"
        );
        assert!(is_pattern(source), "{source}");
    }
    for source in ANNEX_B {
        assert_eq!(
            parse(source).map(|syntax| syntax.mode),
            Ok(Mode::AnnexB),
            "{source}"
        );
        assert!(!is_pattern(source), "{source}");
    }
    assert!(!is_pattern("^\\S(|(.|\\n)*\\S)\\Z"));
}

#[test]
fn errors_name_the_place() {
    for (source, reason, at) in NEITHER {
        let error = parse(source).unwrap_err();
        assert!(error.message.contains(reason), "{source}: {error}");
        assert_eq!(error.at, at, "{source}: {error}");
        assert!(!is_pattern(source), "{source}");
    }
}

#[test]
fn trees_have_what_a_search_asks_for() {
    let tree = |source| parse(source).unwrap().tree;
    let char = |c: char| Node::Char(c.into());
    assert_eq!(tree("((a))"), char('a'));
    assert_eq!(
        tree("(?:ab|)"),
        Node::Alternatives(vec![
            Node::Sequence(vec![char('a'), char('b')]),
            Node::Empty
        ])
    );
    assert_eq!(tree("\\ud83d\\ude00"), char('😀'));
    assert_eq!(
        tree("\\-\\ud83d\\ude00"),
        Node::Sequence(vec![char('-'), char('😀')])
    );
    assert_eq!(tree("\\uD83D"), Node::Char(0xd83d));
    assert_eq!(
        tree("\\c*"),
        Node::Sequence(vec![
            char('\\'),
            Node::Repeat {
                body: Box::new(char('c')),
                min: 0,
                max: None,
            }
        ])
    );
    assert_eq!(tree("\\400"), Node::Sequence(vec![char(' '), char('0')]));
    let range = |first: char, last: char| ClassItem::Range(first.into(), last.into());
    for (source, items) in [
        ("[\\c1]", vec![range('\u{11}', '\u{11}')]),
        (
            "[\\c*]",
            vec![range('\\', '\\'), range('c', 'c'), range('*', '*')],
        ),
        ("[\\101]", vec![range('A', 'A')]),
        (
            "[a-c-e]",
            vec![range('a', 'c'), range('-', '-'), range('e', 'e')],
        ),
    ] {
        let class = Class {
            negated: false,
            items,
        };
        assert_eq!(tree(source), Node::Class(class), "{source}");
    }
}

#[test]
fn what_is_not_searched_has_its_place() {
    for (source, feature, at) in [
        ("(a)\\1", Feature::Backreference, 3),
        ("(?<n>a)\\k<n>", Feature::Backreference, 7),
        ("a(?i:b)", Feature::Modifiers, 1),
        ("\\-\\p{L}", Feature::UnicodeEscape, 2),
        ("\\-[\\u{41}]", Feature::UnicodeEscape, 3),
    ] {
        let Node::Sequence(nodes) = parse(source).unwrap().tree else {
            panic!("{source} has two parts");
        };
        assert_eq!(nodes[1], Node::Unsupported(feature, at), "{source}");
    }
}

#[test]
fn properties_are_spelled_exactly() {
    let names = |list: &'static str| list.split_whitespace();
    for name in names(CATEGORIES).chain(names(BINARY)) {
        assert!(is_pattern(&format!("\\p{{{name}}}\\P{{{name}}}")), "{name}");
    }
    for name in names(SCRIPTS) {
        assert!(
            is_pattern(&format!("[\\p{{sc={name}}}\\P{{scx={name}}}]")),
            "{name}"
        );
    }
    for name in [
        "",
        "letter",
        "Greek",
        "IsGreek",
        "sc",
        "sc=",
        "sc=greek",
        "gc=Greek",
        "L=L",
        "lu",
        "Script=IsGreek",
        " L",
        "L ",
        "Block=ASCII",
        "RGI_Emoji",
        "General_Category",
        "gc=Any",
    ] {
        let source = format!("\\p{{{name}}}");
        assert!(!is_pattern(&source), "{name}");
    }
    for source in ["\\p", "\\pL", "\\p{L", "\\p{}", "\\p{^L}"] {
        assert!(!is_pattern(source), "{source}");
    }
}

#[test]
fn no_source_is_too_deep_to_be_read() {
    let nested = |begin: &str, end: &str, depth: usize| {
        format!("{}a{}", begin.repeat(depth), end.repeat(depth))
    };
    for depth in [10_000, 50_000] {
        assert!(is_pattern(&nested("(", ")", depth)));
        assert!(is_pattern(&nested("(?:b|", ")*", depth)));
        assert!(is_pattern(&nested("(?=", ")", depth)));
        assert!(!is_pattern(&"(".repeat(depth)));
        assert!(!is_pattern(&nested("", ")", depth)));
        assert!(is_pattern(&"a{2}(b)".repeat(depth)));
        assert_eq!(
            parse(&nested("(", ")", depth)).unwrap().tree,
            Node::Char('a'.into())
        );
        assert!(parse(&nested("(", ")*", depth)).is_ok());
        assert!(parse(&nested("(?<=", "){2}", depth)).is_err());
        assert!(parse(&nested("(?=", "){2}", depth)).is_ok());
    }
    // Names that are handed from each group to the one around it.
    let names: String = (0..20_000).map(|index| format!("(?<a{index}>")).collect();
    assert!(is_pattern(&format!("{names}{}", ")".repeat(20_000))));
}
