//! What a user is told of a value that should belong to a branch of a union of unions.

use models::diagnose::{Options, by_table};
use models::runtime::table::{Branch, Constant, Holds, Keyword, Node, Says, Table, Type};

use crate::said;

#[test]
fn the_tag_of_inner_unions_chooses_one_of_them() {
    let many = (0..40).map(|n| format!("b{n:02}")).collect();
    let table = table(vec![vec!["a0".to_owned(), "a1".to_owned()], many]);
    let said = |document: &str| said(&by_table(table, document.as_bytes(), &Options::default()));
    assert_eq!(
        said(r#"{"tag": "a1", "n": "", "m": 0}"#),
        [
            r#"1:1 : the required property "o" is missing (as a1, the branch that fits best) [required]"#
        ]
    );
    assert_eq!(
        said(r#"{"tag": "b-07"}"#),
        [
            r#"1:9 /tag: expected one of "b07", "b00", "b01", "b02", "b03", "b04", "b05", "b06" and 34 others, found another value: did you mean "b07"? [oneOf]"#
        ]
    );
    assert!(said("{}")[0].starts_with(
        r#"1:1 : the required property "tag" is missing: expected one of "a0", "a1", "b00","#
    ));
}

/// The table of a union of unions of objects with these tags.
fn table(unions: Vec<Vec<String>>) -> &'static Table {
    let mut nodes = vec![node(Vec::new())];
    let mut outer = Vec::new();
    for tags in unions {
        let branches: Vec<Branch> = tags
            .into_iter()
            .map(|tag| {
                let tag: &[&str] = vec![&*tag.leak()].leak();
                let listed = vec![Constant::Text(tag[0])].leak();
                nodes.push(node(vec![("const", Says::Enum(listed))]));
                let tagged = vec![("tag", nodes.len() - 1)].leak();
                nodes.push(node(vec![
                    ("properties", Says::Properties(tagged)),
                    ("required", Says::Required(&["tag", "o"])),
                ]));
                let tags = vec![("tag", tag)].leak();
                branch(nodes.len() - 1, Some(tag[0]), tags)
            })
            .collect();
        nodes.push(node(vec![("oneOf", Says::One(branches.leak()))]));
        outer.push(branch(nodes.len() - 1, None, &[]));
    }
    nodes[0] = node(vec![("oneOf", Says::One(outer.leak()))]);
    Box::leak(Box::new(Table {
        nodes: nodes.leak(),
    }))
}

fn node(keywords: Vec<(&'static str, Says)>) -> Node {
    let keywords = keywords.into_iter();
    let keywords = keywords.map(|(name, says)| Keyword::new(name, "", 1, says));
    Node {
        holds: Holds::Any,
        keywords: keywords.collect::<Vec<_>>().leak(),
    }
}

fn branch(
    node: usize,
    name: Option<&'static str>,
    tags: &'static [(&'static str, &'static [&'static str])],
) -> Branch {
    Branch {
        node,
        name,
        types: &[Type::Object],
        tags,
        required: &[],
    }
}
