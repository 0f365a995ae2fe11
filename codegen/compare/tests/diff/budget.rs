//! Comparisons without time.

use std::time::Duration;

use exactschema_compare::diff::{Class, ContentModel, Source, Undecided, Verdict, diff};
use libtest_mimic::{Failed, Trial};

use crate::text::parsed;

pub(crate) fn trials() -> Vec<Trial> {
    let name = "budget/without-time-nothing-is-decided".to_owned();
    vec![Trial::test(name, undecided)]
}

fn undecided() -> Result<(), Failed> {
    let texts = [r#"{"type":"string"}"#, r#"{"type":"integer"}"#];
    let schemas = texts.map(parsed);
    let [old, new] = [0, 1].map(|side| Source {
        schema: &schemas[side],
        text: texts[side],
    });
    let comparison = diff(&old, &new, ContentModel::Open, Duration::ZERO)?;
    let verdicts = [comparison.backward, comparison.forward];
    let classes = comparison
        .changes
        .iter()
        .flat_map(|change| [&change.backward, &change.forward]);
    let ran_out = |class: &Class| matches!(class, Class::Undecided(Undecided::TimeRanOut));
    match verdicts == [Verdict::Undecided; 2] && classes.into_iter().all(ran_out) {
        true => Ok(()),
        false => Err(format!("{comparison:?}").into()),
    }
}
