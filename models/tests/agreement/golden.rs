//! The code of every golden case of codegen: compiled here, and judged like the
//! types of `models`.

/// A test for each directory of `codegen/tests/cases`.
macro_rules! cases {
    ($($module:ident $directory:literal),* $(,)?) => {
        $(
            #[allow(dead_code, missing_docs, unreachable_pub, reason = "made to be public")]
            mod $module {
                include!(concat!("../../../codegen/tests/cases/", $directory, "/expected.rs"));

                #[test]
                fn agreement() {
                    let schema = include_str!(concat!(
                        "../../../codegen/tests/cases/", $directory, "/schema.json"
                    ));
                    let seen = crate::agree::<Case>(schema, crate::DOCUMENTS_A_CASE);
                    assert!(seen.len() > 1, "{seen:?}");
                }
            }
        )*

        const LISTED: &[&str] = &[$($directory),*];
    };
}

cases! {
    annotations "annotations",
    arrays_of_arrays "arrays-of-arrays",
    definitions_named_like_other_things "definitions-named-like-other-things",
    definitions_with_acronyms "definitions-with-acronyms",
    descriptions_with_markup "descriptions-with-markup",
    empty_keywords "empty-keywords",
    every_type "every-type",
    every_type_optional "every-type-optional",
    examples_of_another_spelling "examples-of-another-spelling",
    examples_too_long_to_show "examples-too-long-to-show",
    examples_with_raw_strings "examples-with-raw-strings",
    long_extensions "long-extensions",
    many_required "many-required",
    names "names",
    odd_annotations "odd-annotations",
    one_property "one-property",
    open_objects_said_aloud "open-objects-said-aloud",
    recursion "recursion",
}

#[test]
fn types_nest_as_deep_as_values() {
    // On the stack of a test, in a debug build.
    let nested = |levels: usize| {
        let open = r#"{"value":1,"next":"#.repeat(levels);
        format!(r#"{{"left":{open}{{"value":1}}{}}}"#, "}".repeat(levels))
    };
    let deepest = nested(models::MAX_DEPTH - 2);
    let value: recursion::Case = models::from_str(&deepest).unwrap();
    assert_eq!(models::to_string(&value).unwrap(), deepest);
    let error = models::from_str::<recursion::Case>(&nested(models::MAX_DEPTH - 1)).unwrap_err();
    assert_eq!(error.kind(), models::ErrorKind::Depth);
}

#[test]
fn every_directory_is_listed() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/tests/cases");
    let mut found: Vec<String> = std::fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, LISTED);
}
