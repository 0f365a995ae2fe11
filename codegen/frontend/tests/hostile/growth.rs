//! Schemas whose cost could grow beyond all bounds: many definitions, long chains, wide
//! unions, and schemas to which so many ways lead that no one could follow them all.
//! Each ends in a verdict or in a named problem.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use exactschema::diagnose;
use exactschema::evaluate::{Exceeded, Validator};
use exactschema_frontend::compile::{Options, Problem, compile};

use super::limits::limited;

/// The number of ways: 2 to this power.
const LEVELS: usize = 60;

/// Less than that without optimization.
const SCALE: usize = if cfg!(debug_assertions) { 20 } else { 1 };

/// The time limit for anything.
const WATCH: Duration = Duration::from_secs(60);

/// Runs something, and fails if it does not end in time.
pub(super) fn within<T: Send + 'static>(name: &str, run: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(run()));
    let result = receiver.recv_timeout(WATCH);
    result.unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn compiled(schema: &str) -> Result<Validator, Vec<Problem>> {
    let compiled = compile(schema, &Options::default());
    compiled.map(|compiled| Validator::new(compiled.table))
}

pub(super) fn validator(schema: &str) -> Validator {
    compiled(schema).unwrap_or_else(|problems| panic!("{}", problems[0]))
}

/// The number of problems of a schema.
fn problems(name: &'static str, schema: String) -> usize {
    within(name, move || {
        compiled(&schema).map_or_else(|all| all.len(), |_| 0)
    })
}

/// Definitions by number, and a reference to the first.
pub(super) fn chain(length: usize, definition: impl Fn(usize) -> String, end: &str) -> String {
    let links = (0..length).map(|at| format!("\"{at}\": {}", definition(at + 1)));
    let links: Vec<String> = links.collect();
    let links = links.join(",");
    format!("{{\"$ref\": \"#/$defs/0\", \"$defs\": {{{links}, \"{length}\": {end}}}}}")
}

/// Holds the verdict on a document against what is expected, with its findings and its
/// annotations, of which there are few.
fn judged(name: &str, schema: String, document: String, expected: bool) {
    let shown = format!("{name}, {expected}");
    within(&shown, move || {
        let validator = validator(&schema);
        let document = document.as_bytes();
        assert_eq!(validator.is_valid(document), Ok(expected));
        let diagnosis = validator.diagnose(document, &diagnose::Options::default());
        let diagnosis = diagnosis.expect("no limit is exceeded");
        assert_eq!(diagnosis.is_refused, !expected);
        assert!(diagnosis.findings.len() + diagnosis.omitted <= 1_000);
        let length = diagnosis
            .findings
            .iter()
            .map(|finding| finding.message.len());
        assert!(length.sum::<usize>() < 100_000);
        let annotations = validator.annotations(document);
        let annotations = annotations.expect("no limit is exceeded");
        assert!(annotations.len() < 100_000, "{}", annotations.len());
        let mut options = diagnose::Options::default();
        options.warn_unknown = true;
        let warned = validator.diagnose(document, &options);
        assert_eq!(warned.map(|warned| warned.is_refused), Ok(!expected));
    });
}

#[test]
fn many_definitions() {
    const MANY: usize = 100_000 / SCALE;
    let definitions = (0..MANY).map(|at| format!(r#""{at}": {{"minimum": {at}}}"#));
    let definitions: Vec<String> = definitions.collect();
    let uses = (0..MANY).map(|at| format!(r##""{at}": {{"$ref": "#/$defs/{at}"}}"##));
    let uses: Vec<String> = uses.collect();
    let schema = format!(
        r#"{{"$defs": {{{}}}, "properties": {{{}}}}}"#,
        definitions.join(","),
        uses.join(",")
    );
    within("many definitions", move || {
        let validator = validator(&schema);
        assert_eq!(validator.table().nodes().len(), 1 + 2 * MANY);
        let document = |value: usize| format!("{{\"{}\": {value}}}", MANY - 1);
        assert_eq!(validator.is_valid(document(MANY - 1).as_bytes()), Ok(true));
        assert_eq!(validator.is_valid(document(MANY - 2).as_bytes()), Ok(false));
    });
}

#[test]
fn references_to_nowhere() {
    const MANY: usize = 4_000 / SCALE;
    let definitions = (0..MANY).map(|at| format!(r##""d{at}": {{"$ref": "#/$defs/{at}x"}}"##));
    let definitions: Vec<String> = definitions.collect();
    let schema = format!(
        r#"{{"$defs": {{{}}}, "properties": {{{}}}}}"#,
        definitions.join(","),
        (0..MANY)
            .map(|at| format!(r##""{at}": {{"$ref": "#/$defs/d{at}"}}"##))
            .collect::<Vec<_>>()
            .join(",")
    );
    assert_eq!(problems("references to nowhere", schema), MANY);
}

#[test]
fn long_chains() {
    let link = |next: usize| format!(r##"{{"$ref": "#/$defs/{next}"}}"##);
    let schema = chain(100_000 / SCALE, link, r#"{"type": "null"}"#);
    judged("a chain", schema.clone(), "null".to_owned(), true);
    judged("a chain", schema, "1".to_owned(), false);
    // What is more than a reference is entered.
    let link = |next: usize| format!(r##"{{"$ref": "#/$defs/{next}", "minimum": 0}}"##);
    let schema = chain(10_000 / SCALE, link, r#"{"type": "integer"}"#);
    judged("a chain of schemas", schema.clone(), "1".to_owned(), true);
    judged("a chain of schemas", schema, "1.5".to_owned(), false);
    let schema = chain(100_000 / SCALE, link, "true");
    within("a chain beyond the limit", move || {
        let validator = match SCALE {
            1 => validator(&schema),
            _ => limited(&schema, |limits| limits.depth = 100_000 / SCALE),
        };
        assert_eq!(validator.is_valid(b"1"), Err(Exceeded::Depth));
        let options = diagnose::Options::default();
        assert_eq!(validator.diagnose(b"1", &options), Err(Exceeded::Depth));
        assert_eq!(validator.annotations(b"1"), Err(Exceeded::Depth));
    });
}

#[test]
fn circles() {
    let link = |next: usize| format!(r##"{{"$ref": "#/$defs/{next}"}}"##);
    let schema = chain(100_000 / SCALE, link, r##"{"$ref": "#/$defs/0"}"##);
    assert_eq!(problems("a circle", schema), 1);
    let link = |next: usize| {
        format!(r##"{{"allOf": [{{"$ref": "#/$defs/{next}"}}, {{"$ref": "#/$defs/0"}}]}}"##)
    };
    const BACK: usize = 4_000 / SCALE;
    let schema = chain(BACK, link, r##"{"$ref": "#/$defs/0"}"##);
    assert_eq!(problems("circles through one schema", schema), BACK + 1);
    let selves =
        (0..10_000 / SCALE).map(|at| format!(r##"{{"items": {{"$ref": "#/anyOf/{at}"}}}}"##));
    let selves: Vec<String> = selves.collect();
    let schema = format!(r#"{{"anyOf": [{}]}}"#, selves.join(","));
    judged("schemas of themselves", schema, "[[[1]]]".to_owned(), true);
}

#[test]
fn deep_texts() {
    const DEEP: usize = 10_000;
    let schema = "{\"not\":".repeat(DEEP) + "true" + &"}".repeat(DEEP);
    assert_eq!(problems("a deep schema", schema), 1);
    let document = "[".repeat(DEEP) + &"]".repeat(DEEP);
    let schema = r##"{"items": {"$ref": "#"}, "type": "array"}"##;
    judged("a deep document", schema.to_owned(), document, false);
}

#[test]
fn long_lists() {
    let texts = (0..100_000 / SCALE).map(|at| format!("\"{at}\""));
    let schema = format!(
        r#"{{"items": {{"enum": [{}]}}}}"#,
        texts.clone().collect::<Vec<_>>().join(",")
    );
    let document = format!(
        "[{}]",
        texts.take(10_000 / SCALE).collect::<Vec<_>>().join(",")
    );
    judged("texts", schema.clone(), document, true);
    judged("texts", schema, "[\"-1\"]".to_owned(), false);
    let numbers = (0..100_000 / SCALE).map(|at| format!("{at}.5"));
    let numbers = numbers.collect::<Vec<_>>().join(",");
    let schema = format!(
        r#"{{"uniqueItems": true, "items": {{"type": "number"}}, "not": {{"const": [{numbers}]}}}}"#
    );
    judged("numbers", schema, format!("[{numbers}]"), false);
    let schema = format!(r#"{{"enum": [{numbers}]}}"#);
    judged(
        "one of many numbers",
        schema.clone(),
        "4999.5".to_owned(),
        true,
    );
    judged("one of many numbers", schema, "1".to_owned(), false);
}

#[test]
fn many_branches() {
    for keyword in ["anyOf", "oneOf"] {
        const MANY: usize = 10_000 / SCALE;
        let branches = (0..MANY).map(|at| {
            format!(
                r#"{{"properties": {{"tag": {{"const": "{at}"}}, "value": {{"minimum": {at}}}}}, "required": ["tag"]}}"#
            )
        });
        let branches: Vec<String> = branches.collect();
        let schema = format!(r#"{{"{keyword}": [{}]}}"#, branches.join(","));
        let document = |tag: &str| format!(r#"{{"tag": "{tag}", "value": {MANY}}}"#);
        judged(
            keyword,
            schema.clone(),
            document(&(MANY - 1).to_string()),
            true,
        );
        judged(keyword, schema.clone(), document("none"), false);
        judged(
            keyword,
            schema,
            format!(r#"{{"tag": "{}", "value": 1}}"#, MANY - 1),
            false,
        );
    }
}

/// Each level leads to the next one twice.
#[test]
fn ways_that_double_at_one_instance() {
    const DOUBLES: &[&str] = &[
        r#"{"allOf": [NEXT, NEXT]}"#,
        r#"{"anyOf": [NEXT, NEXT]}"#,
        r#"{"not": {"not": NEXT}, "allOf": [NEXT]}"#,
        r#"{"if": NEXT, "then": NEXT, "else": NEXT}"#,
        r#"{"dependentSchemas": {"a": NEXT, "b": NEXT}}"#,
        r##"{"$ref": "#/$defs/AT", "anyOf": [NEXT, true]}"##,
        r#"{"allOf": [NEXT, NEXT], "unevaluatedProperties": true}"#,
        r#"{"anyOf": [NEXT, NEXT], "unevaluatedProperties": false}"#,
        r#"{"allOf": [{"anyOf": [NEXT, NEXT]}, {"anyOf": [NEXT, NEXT]}], "title": "t"}"#,
    ];
    for double in DOUBLES {
        let link = |next: usize| {
            let next = next.to_string();
            let reference = format!(r##"{{"$ref": "#/$defs/{next}"}}"##);
            double.replace("NEXT", &reference).replace("AT", &next)
        };
        let schema = chain(
            LEVELS,
            link,
            r#"{"properties": {"a": {"type": "null"}, "b": true}}"#,
        );
        let document = r#"{"a": null, "b": 1}"#;
        judged(double, schema.clone(), document.to_owned(), true);
        let document = r#"{"a": 1, "b": 1}"#;
        judged(double, schema, document.to_owned(), false);
    }
}

/// Each value leads to the value in it twice.
/// Each level tries several branches, of which each reads what is around a long array.
#[test]
fn branches_around_a_long_array() {
    const LONG: usize = 100_000 / SCALE;
    let schema = r##"{"anyOf": [{"type": "integer"}, BRANCH, BRANCH]}"##;
    let branch = r##"{"type": "array", "items": {"$ref": "#"}, "allOf": [
        {"if": {"items": false}, "then": true, "else": false},
        {"if": {"items": {"type": "null"}}, "then": true, "else": false}]}"##;
    let schema = schema.replace("BRANCH", branch);
    let document = "[".repeat(23) + &vec!["1"; LONG].join(",") + &"]".repeat(23);
    judged("branches around a long array", schema, document, false);
    let nested = "[".repeat(120) + &vec!["1"; LONG].join(",") + &"]".repeat(120);
    let schema = r##"{"uniqueItems": true, "items": {"$ref": "#"}}"##;
    judged(
        "unique arrays in each other",
        schema.to_owned(),
        nested,
        LONG == 1,
    );
}

/// A union at each link of a chain, beside other properties: a plan for all of them would be the
/// product of both.
#[test]
fn unions_along_a_chain() {
    const MANY: usize = 1_000 / SCALE;
    let branches = (0..MANY).map(|at| {
        format!(
            r#"{{"properties": {{"tag": {{"const": "t{at}"}}, "v": {{"minimum": {at}}}}}, "required": ["tag"], "additionalProperties": true}}"#
        )
    });
    let branches: Vec<String> = branches.collect();
    let link = |next: usize| {
        format!(
            r##"{{"allOf": [{{"$ref": "#/$defs/v"}}], "properties": {{"p": {{"$ref": "#/$defs/{next}"}}}}}}"##
        )
    };
    let links = (0..MANY).map(|at| format!(r#""{at}": {}"#, link(at + 1)));
    let links: Vec<String> = links.collect();
    let schema = format!(
        r##"{{"$ref": "#/$defs/0", "$defs": {{"v": {{"oneOf": [{}]}}, {}, "{MANY}": {{}}}}}}"##,
        branches.join(","),
        links.join(",")
    );
    let document = r#"{"tag": "t1", "v": 1, "p": {"v": 9, "tag": "t2"}}"#;
    judged(
        "unions along a chain",
        schema.clone(),
        document.to_owned(),
        true,
    );
    let document = r#"{"tag": "t1", "v": 1, "p": {"v": 1, "tag": "t2"}}"#;
    judged("unions along a chain", schema, document.to_owned(), false);
}

#[test]
fn ways_that_double_at_each_value() {
    const DOUBLES: &[&str] = &[
        r##"{"anyOf": [{"properties": {"a": SELF}}, {"properties": {"a": SELF}, "required": ["a"]}]}"##,
        r##"{"oneOf": [{"properties": {"a": SELF}, "type": "object"}, {"properties": {"a": SELF}, "type": "null"}]}"##,
        r##"{"allOf": [{"properties": {"a": SELF}}, {"additionalProperties": SELF}]}"##,
        r##"{"properties": {"a": SELF}, "patternProperties": {"a": SELF}}"##,
        r##"{"patternProperties": {"a": SELF, "^": SELF}}"##,
        r##"{"patternProperties": {"a": {"allOf": [SELF]}, "^": {"allOf": [SELF]}}}"##,
        r##"{"additionalProperties": SELF, "unevaluatedProperties": false, "dependentSchemas": {"a": {"properties": {"a": SELF}}}}"##,
        r##"{"if": {"properties": {"a": SELF}}, "then": {"properties": {"a": SELF}}, "else": false}"##,
        r##"{"not": {"not": {"properties": {"a": SELF}}}, "allOf": [{"properties": {"a": SELF}}]}"##,
        r##"{"anyOf": [{"properties": {"a": SELF}}, {"properties": {"a": SELF}}], "unevaluatedProperties": SELF}"##,
        r##"{"$defs": {"b": {"properties": {"a": SELF}}}, "$ref": "#/$defs/b", "anyOf": [{"$ref": "#/$defs/b"}]}"##,
    ];
    const DEEP: usize = 120;
    for double in DOUBLES {
        for reference in [r##"{"$ref": "#"}"##, r##"{"$dynamicRef": "#n"}"##] {
            let schema = double.replace("SELF", reference);
            let schema = format!(
                r#"{{"$dynamicAnchor": "n", "type": ["object", "null"], {}"#,
                &schema[1..]
            );
            let document = |leaf: &str| "{\"a\":".repeat(DEEP) + leaf + &"}".repeat(DEEP);
            let is_valid = !double.contains("\"null\"");
            judged(
                &schema,
                schema.clone(),
                document("{}"),
                is_valid || double.contains("oneOf"),
            );
            judged(&schema, schema.clone(), document("1"), false);
        }
    }
    for double in [
        r##"{"items": {"$ref": "#"}, "contains": {"$ref": "#"}}"##,
        r##"{"prefixItems": [{"$ref": "#"}], "unevaluatedItems": {"$ref": "#"}, "contains": {"$ref": "#"}}"##,
        r##"{"anyOf": [{"items": {"$ref": "#"}}, {"items": {"$ref": "#"}, "minItems": 1}], "type": "array"}"##,
    ] {
        let document = |leaf: &str| "[".repeat(DEEP) + leaf + &"]".repeat(DEEP);
        judged(
            double,
            double.to_owned(),
            document("[]"),
            !double.contains("contains"),
        );
        let schema = format!(r#"{{"not": {{"const": 1}}, {}"#, &double[1..]);
        judged(double, schema, document("1"), false);
    }
}

/// Each level asks what those below evaluate.
#[test]
fn nested_unevaluated() {
    let link = |next: usize| {
        format!(
            r##"{{"properties": {{"{next}": true}}, "allOf": [{{"$ref": "#/$defs/{next}"}}], "unevaluatedProperties": {{"type": "null"}}}}"##
        )
    };
    let schema = chain(1_000 / SCALE, link, r#"{"unevaluatedItems": false}"#);
    let members = (0..1_000 / SCALE).map(|at| format!("\"{at}\": null"));
    let members: Vec<String> = members.collect();
    let document = format!("{{{}}}", members.join(","));
    judged("nested unevaluated", schema.clone(), document, true);
    judged("nested unevaluated", schema, "{\"x\": 1}".to_owned(), false);
}

/// Any way through these resources is another dynamic scope, and all mean the same.
#[test]
fn dynamic_scopes() {
    let definitions = (0..LEVELS).map(|at| {
        let (next, after) = (at + 1, at + 2);
        format!(
            r##""{at}": {{"$id": "http://x.example/{at}", "$dynamicAnchor": "n",
              "allOf": [{{"$ref": "{next}"}}, {{"$ref": "{after}"}}], "type": "object"}}"##
        )
    });
    let ends = (LEVELS..LEVELS + 2).map(|at| {
        format!(
            r##""{at}": {{"$id": "http://x.example/{at}", "$dynamicAnchor": "n", "properties": {{"a": {{"$dynamicRef": "#n"}}}}}}"##
        )
    });
    let definitions: Vec<String> = definitions.chain(ends).collect();
    let schema = format!(
        r#"{{"$ref": "http://x.example/0", "$defs": {{{}}}}}"#,
        definitions.join(",")
    );
    judged(
        "scopes",
        schema.clone(),
        r#"{"a": {"a": {}}}"#.to_owned(),
        true,
    );
    judged("scopes", schema, r#"{"a": {"a": 1}}"#.to_owned(), false);
}

#[test]
fn patterns() {
    let text = "a".repeat(3_000);
    for (pattern, is_match) in [
        ("((((a*)*)*)*)*$", Some(true)),
        ("^((((a*)*)*)*)*b$", Some(false)),
        ("^(a|a)*b$", Some(false)),
        ("^(a|aa)+$", Some(true)),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", Some(false)),
        ("^(?=(a+)+$)(?!(a|aa)*b)", Some(true)),
        ("^(a?){30}a{30}$", Some(false)),
        ("(?=(?=(?=(?=a*)*)*)*)b", None),
        ("((a{1,999}){1,999}){1,999}", None),
        ("^(((((a{9}){9}){9}){9}){9}){9}$", None),
        ("(?:a{0,65535}){0,65535}", None),
        ("^[\\p{L}\\p{N}]{2,9999}$", None),
    ] {
        let schema = format!("{{\"pattern\": {}}}", serde_json::Value::from(pattern));
        let document = format!("\"{text}\"");
        within(pattern, move || match compiled(&schema) {
            Ok(validator) => {
                let verdict = validator.is_valid(document.as_bytes());
                let verdict = verdict.expect("no limit is exceeded");
                assert!(
                    is_match.is_none_or(|is_match| is_match == verdict),
                    "{pattern}"
                );
            }
            Err(problems) => {
                assert!(is_match.is_none(), "{pattern}: {}", problems[0]);
                let message = &problems[0].problem.message;
                assert!(message.contains("is unsupported"), "{message}");
            }
        });
    }
    let deep = format!(
        "{{\"pattern\": \"{}{}\"}}",
        "(".repeat(10_000),
        ")".repeat(10_000)
    );
    assert!(problems("groups in groups", deep) <= 1);
}
