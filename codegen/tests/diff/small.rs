//! Small pairs of schemas where a wrong verdict is near, with the verdicts that are
//! right.

use codegen::diff::Verdict::{self, Breaking, Compatible};
use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::claims::tried;
use crate::told::word;

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
    ]
}

pub(crate) fn trials() -> Vec<Trial> {
    let trials = rows().into_iter().map(|(name, old, new, verdicts)| {
        Trial::test(format!("small/{name}"), move || judged(old, new, verdicts))
    });
    trials.collect()
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
