//! Every rule has a directory that shows it, and every directory shows a rule. Beside
//! them are pairs in which several things meet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use exactschema_compare::diff::ContentModel;
use libtest_mimic::{Failed, Trial};
use snapbox::{Assert, Data};

use crate::claims::tried;
use crate::text::{compared, described};

fn directory(kind: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    tests.join(kind)
}

pub(crate) fn trials() -> Vec<Trial> {
    let tested = names("rules");
    let each = ["rules", "pairs"].into_iter().flat_map(|kind| {
        let names = names(kind).into_iter();
        names.map(move |name| Trial::test(format!("{kind}/{name}"), move || shows(kind, &name)))
    });
    let all = Trial::test("rules/all", move || {
        let rules: BTreeSet<String> = exactschema_compare::diff::rules()
            .map(|rule| rule.id.into())
            .collect();
        match rules == tested {
            true => Ok(()),
            false => Err(format!("{:?}", &rules ^ &tested).into()),
        }
    });
    each.chain([all]).collect()
}

fn names(kind: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(directory(kind)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

fn shows(kind: &str, name: &str) -> Result<(), Failed> {
    let directory = directory(kind).join(name);
    let file = |name: &str| std::fs::read_to_string(directory.join(name));
    let (old, new) = (file("previous.json")?, file("current.json")?);
    let changes = compared(&old, &new, ContentModel::Open).changes;
    if kind == "rules" && !changes.iter().any(|change| change.rule == name) {
        return Err(format!("it does not show the rule: {}", described(&old, &new)).into());
    }
    tried(&old, &new)?;
    let path = directory.join("expected.txt");
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    assert
        .try_eq(
            None,
            Data::text(described(&old, &new)).raw(),
            Data::read_from(&path, None).raw(),
        )
        .map_err(Failed::from)
}
