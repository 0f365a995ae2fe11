//! Small pairs of schemas where a wrong verdict is near, with the verdicts that are
//! right.

use exactschema_compare::diff::Verdict::{self, Breaking, Compatible};
use exactschema_compare::diff::{Class, ContentModel, Source, TIME, Undecided, diff};
use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::claims::tried;
use crate::text::{compared, parsed, word};

/// A name, the old schema, the new one, and the verdicts: backward and forward, the same
/// with either content model.
type Row = (&'static str, Value, Value, [Verdict; 2]);

fn rows() -> Vec<Row> {
    vec![
        (
            "limits-of-integers-beyond-128-bits",
            json!({ "type": "integer", "minimum": 1e38, "maximum": 1e40 }),
            json!({ "type": "integer", "minimum": 1e39, "maximum": 1e40 }),
            [Breaking, Compatible],
        ),
        (
            "limits-of-negative-integers-beyond-128-bits",
            json!({ "type": "integer", "minimum": -1e40, "maximum": -1e38 }),
            json!({ "type": "integer", "minimum": -1e40, "maximum": -1e39 }),
            [Breaking, Compatible],
        ),
        (
            // What only the second branch took is now an integer of the first as well.
            "branch-without-a-value-that-gets-integers",
            json!({ "oneOf": [
                { "type": "object", "required": ["a"], "oneOf": [{ "type": "integer", "maximum": -1 }] },
                { "type": ["integer", "boolean"] },
            ] }),
            json!({ "oneOf": [
                { "oneOf": [{ "type": "integer", "maximum": -1 }] },
                { "type": ["integer", "boolean"] },
            ] }),
            [Breaking, Compatible],
        ),
        (
            "multiples-of-a-decimal",
            json!({ "type": "integer", "multipleOf": 3 }),
            json!({ "type": "integer", "multipleOf": 1.5 }),
            [Compatible, Compatible],
        ),
        (
            "multiples-of-a-multiple-of-a-decimal",
            json!({ "type": "number", "multipleOf": 6 }),
            json!({ "type": "number", "multipleOf": 1.5 }),
            [Compatible, Breaking],
        ),
        (
            "multiples-of-a-decimal-that-no-double-is",
            json!({ "multipleOf": 3 }),
            json!({ "multipleOf": 0.3 }),
            [Compatible, Breaking],
        ),
        (
            "multiples-of-a-decimal-that-divides-no-longer",
            json!({ "multipleOf": 0.3 }),
            json!({ "multipleOf": 0.2 }),
            [Breaking, Breaking],
        ),
        (
            "integers-are-the-multiples-of-one",
            json!({ "type": "integer" }),
            json!({ "type": "number", "multipleOf": 1 }),
            [Compatible, Compatible],
        ),
        (
            "integers-are-the-multiples-of-one-in-a-choice",
            json!({ "oneOf": [{ "type": "number" }, { "type": "integer" }] }),
            json!({ "oneOf": [{ "type": "number" }, { "type": "number", "multipleOf": 1 }] }),
            [Compatible, Compatible],
        ),
        (
            "a-limit-that-no-double-is",
            json!({ "maximum": 9_007_199_254_740_993_u64 }),
            json!({ "maximum": 9_007_199_254_740_992_u64 }),
            [Breaking, Compatible],
        ),
        (
            "a-constant-that-no-double-is",
            json!({ "enum": [9_007_199_254_740_993_u64, 1] }),
            json!({ "enum": [9_007_199_254_740_992_u64, 1] }),
            [Breaking, Breaking],
        ),
        (
            "an-integer-beyond-64-bits",
            json!({ "type": "integer" }),
            json!({ "type": "integer", "maximum": u64::MAX }),
            [Breaking, Compatible],
        ),
    ]
}

pub(crate) fn trials() -> Vec<Trial> {
    let trials = rows().into_iter().map(|(name, old, new, verdicts)| {
        Trial::test(format!("small/{name}"), move || judged(old, new, verdicts))
    });
    let ends = Trial::test("small/ends", || ends().map_err(Failed::from));
    let large = Trial::test("small/too-large", || too_large().map_err(Failed::from));
    trials.chain([ends, large]).collect()
}

/// What a schema asks for beside a change may be more than is made, and is named.
fn too_large() -> Result<(), String> {
    let old = json!({ "type": "string", "minLength": 1_000_000 }).to_string();
    let new = json!({ "type": "string", "minLength": 1_000_000, "pattern": "a" }).to_string();
    let comparison = compared(&old, &new, ContentModel::Open);
    match &comparison.changes[0].backward {
        Class::Undecided(Undecided::TooLarge(_, "characters")) => Ok(()),
        class => Err(format!("{class:?}")),
    }
}

/// However large the values of a schema are, a comparison ends.
fn ends() -> Result<(), String> {
    let long =
        |items: Value| json!({ "type": "array", "minItems": 150, "maxItems": 150, "items": items });
    let [old, new] = [
        json!({ "type": "string" }),
        json!({ "type": "string", "maxLength": 5 }),
    ]
    .map(|items| long(long(items)).to_string());
    let began = std::time::Instant::now();
    let [left, right] = [&old, &new].map(|text| parsed(text));
    let source = |schema, text| Source { schema, text };
    let (left, right) = (source(&left, &old), source(&right, &new));
    let comparison =
        diff(&left, &right, ContentModel::Open, TIME).map_err(|error| error.to_string())?;
    let verdicts = [comparison.backward, comparison.forward];
    println!("{verdicts:?} in {:?}", began.elapsed());
    match (began.elapsed() < 3 * TIME, verdicts) {
        (true, [Breaking | Verdict::Undecided, Compatible]) => Ok(()),
        _ => Err(format!("{verdicts:?} in {:?}", began.elapsed())),
    }
}

fn judged(old: Value, new: Value, right: [Verdict; 2]) -> Result<(), Failed> {
    let [old, new] = [old, new].map(|mut schema| {
        schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        schema.to_string()
    });
    let verdicts = tried(&old, &new)?;
    match verdicts == [right; 2] {
        true => Ok(()),
        false => Err(format!("{:?}", verdicts.map(|each| each.map(word))).into()),
    }
}
