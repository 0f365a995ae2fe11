//! Limits of the cost of a document, one by one.

use std::time::{Duration, Instant};

use exactschema::diagnose;
use exactschema::evaluate::{Exceeded, Limits, Settings, Validator};
use exactschema_frontend::compile::{Options, compile};

use super::growth::{chain, within};

pub(super) fn limited(schema: &str, change: impl Fn(&mut Limits)) -> Validator {
    let mut settings = Settings::default();
    change(&mut settings.limits);
    let compiled = compile(schema, &Options::default()).expect("no problems");
    Validator::with_settings(compiled.table, settings)
}

/// A schema to whose end 2 to the power of `levels` ways lead.
fn doubling(levels: usize) -> String {
    let link = |next: usize| {
        format!(r##"{{"allOf": [{{"$ref": "#/$defs/{next}"}}, {{"$ref": "#/$defs/{next}"}}]}}"##)
    };
    chain(levels, link, r#"{"allOf": [{"type": "integer"}]}"#)
}

#[test]
fn nesting_is_limited() {
    let schema = r##"{"items": {"$ref": "#"}, "type": "array"}"##;
    let validator = limited(schema, |limits| limits.nesting = 3);
    assert_eq!(validator.is_valid(b"[[[]]]"), Ok(true));
    assert_eq!(validator.is_valid(b"[[[[]]]]"), Ok(false));
    let diagnosis = validator.diagnose(b"[[[[]]]]", &diagnose::Options::default());
    let findings = diagnosis.expect("no limit is exceeded").findings;
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (&*findings[0].keyword, &*findings[0].pointer),
        ("depth", "/0/0/0")
    );
    // The text is read, and the schema is entered, without recursion on one stack.
    let validator = limited(schema, |limits| limits.nesting = 2_000);
    let document = "[".repeat(2_000) + &"]".repeat(2_000);
    assert_eq!(
        within("nesting", move || validator.is_valid(document.as_bytes())),
        Ok(true)
    );
}

#[test]
fn depth_is_limited() {
    let schema = r##"{"items": {"$ref": "#"}}"##;
    // Each array enters the reference and its target.
    let validator = limited(schema, |limits| limits.depth = 5);
    assert_eq!(validator.is_valid(b"[[[]]]"), Ok(true));
    assert_eq!(validator.is_valid(b"[[[[]]]]"), Err(Exceeded::Depth));
    assert_eq!(validator.annotations(b"[[[[]]]]"), Err(Exceeded::Depth));
    let diagnosis = validator.diagnose(b"[[[[]]]]", &diagnose::Options::default());
    assert_eq!(diagnosis, Err(Exceeded::Depth));
    // A dynamic reference may lead back to itself where no compiler can know.
    let schema = r##"{"$id": "http://x.example/a", "$ref": "b",
      "$defs": {"b": {"$id": "b", "$dynamicAnchor": "n", "allOf": [{"$ref": "c"}]},
                "c": {"$id": "c", "$dynamicAnchor": "n", "$dynamicRef": "#n"}}}"##;
    let validator = limited(schema, |limits| limits.depth = 1_000);
    assert_eq!(validator.is_valid(b"1"), Err(Exceeded::Depth));
}

#[test]
fn memory_is_limited() {
    let schema = doubling(12);
    for memo in [0, 1, 5, 1_000] {
        let validator = limited(&schema, |limits| limits.memo = memo);
        assert_eq!(validator.is_valid(b"1"), Ok(true), "{memo}");
        assert_eq!(validator.is_valid(b"1.5"), Ok(false), "{memo}");
    }
}

#[test]
fn time_is_limited() {
    // Where nothing is remembered, this takes longer than anyone waits.
    let validator = limited(&doubling(60), |limits| {
        limits.memo = 0;
        limits.time = Some(Duration::from_millis(50));
    });
    let begin = Instant::now();
    within("time", move || {
        assert_eq!(validator.is_valid(b"1"), Err(Exceeded::Time));
        let diagnosis = validator.diagnose(b"1", &diagnose::Options::default());
        assert_eq!(diagnosis, Err(Exceeded::Time));
        assert_eq!(validator.annotations(b"1"), Err(Exceeded::Time));
    });
    assert!(begin.elapsed() < Duration::from_secs(30));
}

#[test]
fn validators_are_shared_between_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Validator>();
    let validator = limited(&doubling(10), |_| {});
    std::thread::scope(|scope| {
        let threads = (0..4).map(|_| scope.spawn(|| validator.is_valid(b"1")));
        let threads: Vec<_> = threads.collect();
        for thread in threads {
            assert_eq!(thread.join().expect("it ends"), Ok(true));
        }
    });
}
