//! The code of every golden case of codegen: compiled here, and judged like the
//! types of `models`.

/// The type of the root of a case.
macro_rules! root {
    () => {
        Case
    };
    ($root:ident) => {
        $root
    };
}

/// A test for each directory of `codegen/tests/cases`.
macro_rules! cases {
    ($($module:ident $directory:literal $(of $root:ident)?),* $(,)?) => {
        $(
            #[allow(clippy::upper_case_acronyms, reason = "definitions keep their names")]
            #[allow(dead_code, deprecated, missing_docs, unreachable_pub, reason = "made to be public")]
            mod $module {
                include!(concat!("../../../codegen/tests/cases/", $directory, "/expected.rs"));

                #[test]
                fn agreement() {
                    let schema = include_str!(concat!(
                        "../../../codegen/tests/cases/", $directory, "/schema.json"
                    ));
                    let seen = crate::agree_with::<root!($($root)?)>(schema);
                    assert!(seen.len() > 1 || $directory.starts_with("root-that-takes"), "{seen:?}");
                    let unsure = seen.get("unsure").copied().unwrap_or_default();
                    assert!(unsure < crate::documents_a_case() / 4, "{seen:?}");
                }
            }
        )*

        const LISTED: &[&str] = &[$($directory),*];
    };
}

cases! {
    additional_properties "additional-properties",
    all_of_objects "all-of-objects",
    all_of_other_schemas "all-of-other-schemas",
    all_of_that_requires_more "all-of-that-requires-more",
    anchors "anchors",
    annotations "annotations",
    annotations_on_anything "annotations-on-anything",
    annotations_on_elements "annotations-on-elements",
    array_counts "array-counts",
    arrays_of_arrays "arrays-of-arrays",
    assertions_beyond_types "assertions-beyond-types",
    boolean_schemas "boolean-schemas",
    bounds "bounds",
    closed_objects "closed-objects",
    colliding_fields "colliding-fields",
    conditions "conditions",
    conditions_in_a_list "conditions-in-a-list",
    conditions_on_a_constant "conditions-on-a-constant",
    conditions_that_stay_a_struct "conditions-that-stay-a-struct",
    conditions_without_a_tag "conditions-without-a-tag",
    constants_in_branches "constants-in-branches",
    constants_of_any_type "constants-of-any-type",
    constants_that_repeat "constants-that-repeat",
    definition_that_requires_itself "definition-that-requires-itself",
    definitions_below_the_root "definitions-below-the-root",
    definitions_by_their_former_name "definitions-by-their-former-name",
    definitions_named_like_other_things "definitions-named-like-other-things",
    definitions_named_like_the_runtime "definitions-named-like-the-runtime",
    definitions_named_like_values "definitions-named-like-values",
    definitions_of_a_later_dialect "definitions-of-a-later-dialect",
    definitions_of_other_types "definitions-of-other-types",
    definitions_with_acronyms "definitions-with-acronyms",
    definitions_with_odd_names "definitions-with-odd-names",
    dependent_required "dependent-required",
    deprecated "deprecated",
    descriptions_with_markup "descriptions-with-markup",
    dialect_of_its_own "dialect-of-its-own",
    draft_04 "draft-04",
    draft_06 "draft-06",
    draft_07 "draft-07",
    draft_2019_09 "draft-2019-09",
    dynamic_references "dynamic-references",
    elements "elements",
    emails "emails",
    empty_keywords "empty-keywords",
    enums "enums",
    every_type "every-type",
    every_type_optional "every-type-optional",
    exact_numbers "exact-numbers",
    examples_of_another_spelling "examples-of-another-spelling",
    examples_too_long_to_show "examples-too-long-to-show",
    examples_with_raw_strings "examples-with-raw-strings",
    extensible_enums "extensible-enums",
    field_for_unknown_properties "field-for-unknown-properties",
    formats "formats",
    formats_without_types "formats-without-types",
    identifier "identifier",
    inline_objects "inline-objects",
    integer_widths "integer-widths",
    keywords_beside_constants "keywords-beside-constants",
    keywords_of_another_type "keywords-of-another-type",
    log_lines "log-lines" of LogLine,
    long_extensions "long-extensions",
    many_required "many-required",
    multiples "multiples",
    mutual_recursion "mutual-recursion",
    names "names",
    names_of_its_own "names-of-its-own",
    narrowed_integers "narrowed-integers",
    no_title "no-title",
    nullable "nullable",
    numbers "numbers",
    odd_annotations "odd-annotations",
    one_property "one-property",
    open_objects_said_aloud "open-objects-said-aloud",
    optional_texts "optional-texts" of Article,
    pattern_properties "pattern-properties",
    patterns "patterns",
    patterns_beside_properties "patterns-beside-properties",
    patterns_of_every_name "patterns-of-every-name",
    properties_by_pattern "properties-by-pattern",
    property_counts "property-counts",
    property_names "property-names",
    recursion "recursion",
    recursion_of_inline_schemas "recursion-of-inline-schemas",
    recursive_unions "recursive-unions",
    references_into_schemas "references-into-schemas",
    references_that_assert_nothing "references-that-assert-nothing",
    references_that_only_assert "references-that-only-assert",
    references_to_the_root "references-to-the-root",
    references_with_siblings "references-with-siblings",
    required_beside_closed "required-beside-closed",
    required_without_property "required-without-property",
    root_that_is_a_text "root-that-is-a-text",
    root_that_is_an_array "root-that-is-an-array",
    root_that_refers "root-that-refers" of CaseDocument,
    root_that_takes_anything "root-that-takes-anything",
    root_that_takes_nothing "root-that-takes-nothing",
    schemas_without_a_type "schemas-without-a-type",
    schemas_written_alike "schemas-written-alike",
    string_lengths "string-lengths",
    tagged_unions "tagged-unions",
    tags_in_a_base "tags-in-a-base",
    tuples "tuples",
    tuples_that_go_on "tuples-that-go-on",
    type_arrays "type-arrays",
    types_that_a_reference_narrows "types-that-a-reference-narrows",
    unions_beside_types "unions-beside-types",
    unions_by_required_property "unions-by-required-property",
    unions_by_type "unions-by-type",
    unions_of_overlapping_recursion "unions-of-overlapping-recursion",
    unions_that_hold_themselves "unions-that-hold-themselves",
    unions_that_overlap "unions-that-overlap",
    unions_with_two_tags "unions-with-two-tags",
    unknown_keywords "unknown-keywords",
    unused_definitions "unused-definitions",
    variants_named_like_their_union "variants-named-like-their-union",
}

/// The names of `exactschema` at the root of `models`, beside those of a schema, which are
/// taken in as `models` takes in those of its default schema.
mod root {
    pub(super) use super::definitions_named_like_the_runtime::*;
    pub(super) use exactschema::{Error, Map, Object, Value, from_str, to_string};
}

#[test]
fn definitions_do_not_shadow_the_runtime() {
    // Each has the type of the right-hand side, or this does not compile.
    let error: exactschema::Error = root::from_str::<root::Case>("0").unwrap_err();
    let _: root::Error = error;
    let json = r#"{"error":{"message":"m"},"result":"Ok","value":7,"map":{"a":"b"},"option":null,"vec":[null,"x"],"box":{"next":{}},"eq":2,"hash":true,"ord":null,"any":[1.50],"free":{"b":1e400},"counts":{"c":1}}"#;
    let case: root::Case = root::from_str(json).unwrap();
    assert_eq!(root::to_string(&case).unwrap(), json);
    let any: Option<root::Value> = case.any;
    let free: Option<root::Object> = case.free;
    let counts: Option<root::Map<i64>> = case.counts;
    assert!(any.is_some() && free.is_some() && counts.is_some());
    assert_eq!(case.result, Some(root::Result::Ok));
    // And in `models` itself.
    let error: exactschema::Error = models::from_str::<models::Value>("").unwrap_err();
    let _: models::Error = error;
    let _: (models::Map<u8>, models::Object) = (exactschema::Map::new(), exactschema::Map::new());
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
fn writing_takes_no_longer_at_every_level() {
    // Each level might be checked by those around it.
    let nested = |levels: usize| {
        let open = r#"{"next":"#.repeat(levels);
        format!(r#"{{"node":{open}{{}}{}}}"#, "}".repeat(levels))
    };
    let text = nested(models::MAX_DEPTH - 2);
    let value: unions_of_overlapping_recursion::Case = models::from_str(&text).unwrap();
    assert_eq!(models::to_string(&value).unwrap(), text);
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
