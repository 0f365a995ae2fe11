//! What the types accept before the first problem is not explained again. What they accept only
//! for the time being is.

use exactschema::runtime::{CompiledSchema, diagnose_by};
use models::Model;
use models::diagnose::Options;

/// The golden cases that the tests are about.
macro_rules! case {
    ($module:ident $directory:literal) => {
        #[allow(dead_code, missing_docs, unreachable_pub, reason = "made to be public")]
        mod $module {
            include!(concat!(
                "../../../codegen/tests/cases/",
                $directory,
                "/expected.rs"
            ));

            pub(super) const SCHEMA: &str = include_str!(concat!(
                "../../../codegen/tests/cases/",
                $directory,
                "/schema.json"
            ));
        }
    };
}

case!(all_of_other_schemas "all-of-other-schemas");
case!(properties_by_pattern "properties-by-pattern");

/// The findings of a document: pointer, keyword and message.
fn findings<T: Model>(schema: &str, document: &str) -> Vec<String> {
    let table = codegen::table(schema, "schema.json", &codegen::Settings::default()).unwrap();
    let schema = CompiledSchema::new(table.leak());
    let found = |options: &Options| -> Vec<String> {
        let diagnosis = diagnose_by::<T>(&schema, document.as_bytes(), options);
        let findings = diagnosis.findings.into_iter();
        let findings = findings.filter(|finding| finding.keyword != "unknown-property");
        findings
            .map(|finding| {
                format!(
                    "{} {}: {}",
                    finding.pointer, finding.keyword, finding.message
                )
            })
            .collect()
    };
    // With warnings the document is read whole.
    let mut options = Options::default();
    let findings = found(&options);
    options.warn_unknown = true;
    assert_eq!(found(&options), findings);
    findings
}

/// The first of two schemas accepts a value before it ends at a duplicate name; the second has
/// not judged it then.
#[test]
fn values_that_only_one_of_several_schemas_has_judged() {
    use all_of_other_schemas::{Case, SCHEMA};

    let document = r#"{"one":"","closed":{"a":"x","b":{},"a":"yy"},"number":4}"#;
    assert_eq!(
        findings::<Case>(SCHEMA, document),
        [
            "/one minLength: expected at least 1 character, found 0",
            "/closed/a minLength: expected at least 2 characters, found 1",
            "/closed/a duplicate-key: expected a new property name, found a duplicate key",
            "/number multipleOf: expected a multiple of 3",
        ]
    );
    let document = r#"{"one":"o","closed":{"a":"x","b":{},"a":"yy"},"number":[{}]}"#;
    assert_eq!(
        findings::<Case>(SCHEMA, document),
        [
            "/closed/a minLength: expected at least 2 characters, found 1",
            "/closed/a duplicate-key: expected a new property name, found a duplicate key",
            "/number type: expected an integer, found an array",
        ]
    );
}

/// A name is judged after its value was accepted.
#[test]
fn names_that_are_judged_in_the_end() {
    use properties_by_pattern::{Case, SCHEMA};

    assert_eq!(
        findings::<Case>(SCHEMA, r#"{"typed":{"longer":true}}"#),
        ["/typed/longer propertyNames: expected at most 4 characters as a name, found 6"]
    );
}

/// Two branches that types tell apart by `t`, and messages by `u`, which no text of theirs shares.
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "written as if generated"
)]
mod overlapping_tags {
    use exactschema::{Object, runtime};

    pub(super) const SCHEMA: &str = r#"{"oneOf":[
        {"title":"A","type":"object","required":["t","u"],
         "properties":{"t":{"enum":["a","c"]},"u":{"const":"x"}}},
        {"title":"B","type":"object","required":["t","u"],
         "properties":{"t":{"enum":["b","c"]},"u":{"const":"y"}}}]}"#;

    #[derive(Clone, Debug, PartialEq)]
    pub enum Case {
        A(A),
        B(B),
    }

    runtime::union! {
        one_of Case at "" {
            A(A): [Object] tags [("t", &["a", "c"]), ("u", &["x"])] required ["t", "u"],
            B(B): [Object] tags [("t", &["b", "c"]), ("u", &["y"])] required ["t", "u"],
        }
    }

    macro_rules! branch {
        ($branch:ident $t:ident [$first:literal] $u:ident $text:literal) => {
            #[derive(Clone, Debug, PartialEq)]
            pub struct $branch {
                pub t: $t,
                pub u: $u,
                pub unknown_properties: Object,
            }

            runtime::object! {
                $branch {
                    "t" => t: required,
                    "u" => u: required,
                    ..unknown_properties
                }
            }

            #[derive(Clone, Copy, Debug, PartialEq)]
            pub enum $t {
                First,
                Shared,
            }

            runtime::text_constants! {
                $t "enum" {
                    First = $first,
                    Shared = "c",
                }
            }

            #[derive(Clone, Copy, Debug, PartialEq)]
            pub enum $u {
                Only,
            }

            runtime::text_constants! {
                $u "const" {
                    Only = $text,
                }
            }
        };
    }

    branch!(A At ["a"] Au "x");
    branch!(B Bt ["b"] Bu "y");
}

/// The type takes a branch by one tag, and accepts its text; messages are about another.
#[test]
fn values_that_another_branch_has_accepted() {
    use overlapping_tags::{Case, SCHEMA};

    let branch = "(as B, the branch that fits best)";
    assert_eq!(
        findings::<Case>(SCHEMA, r#"{"t":"a","u":"y"}"#),
        [format!(
            r#"/t enum: expected one of "b", "c", found another value {branch}"#
        )]
    );
    assert_eq!(
        findings::<Case>(SCHEMA, r#"{"u":"y","t":"a"}"#),
        [format!(
            r#"/t enum: expected one of "b", "c", found another value {branch}"#
        )]
    );
}
