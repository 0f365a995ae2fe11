//! Documents that are not valid, beside the same that are.

use std::hint::black_box;

use models::ROOTS;
use models::diagnose::Options;

use super::documents;
use super::exports::export;
use super::ratio::Table;

pub(crate) fn measure(table: &mut Table) {
    let root = |name: &str| ROOTS.iter().find(|root| root.name() == name).unwrap();
    let diagnose = |name: &str, json: &Vec<u8>| {
        let diagnosis = root(name).diagnose(black_box(json), &Options::default());
        !diagnosis.is_refused
    };

    // A wrong type in each line.
    let valid = documents::events();
    let broken = |json: &Vec<u8>| {
        String::from_utf8_lossy(json)
            .replace(r#","at":""#, r#","at":"T"#)
            .into_bytes()
    };
    let wrong: Vec<_> = valid.iter().map(broken).collect();
    lines(table, "events", &valid, &wrong, &|json| {
        diagnose("session-events", json)
    });

    let valid: Vec<_> = (0..100).map(|index| export(10_000 + index)).collect();
    let broken = |json: &Vec<u8>| {
        String::from_utf8_lossy(json)
            .replacen(r#""role":"user""#, r#""role":1"#, 1)
            .into_bytes()
    };
    let wrong: Vec<_> = valid.iter().map(broken).collect();
    lines(table, "exports of 10 kB", &valid, &wrong, &|json| {
        diagnose("export-session", json)
    });

    // A single error at the end.
    let valid = export(10_000_000);
    let mut wrong = valid.clone();
    wrong.truncate(wrong.len() - 1);
    wrong.extend(br#","title":"twice"}"#);
    let (good, bad) = (
        || _ = black_box(diagnose("export-session", &valid)),
        || _ = black_box(diagnose("export-session", &wrong)),
    );
    table.compare(
        "wrong: one error at the end of 10 MB",
        wrong.len(),
        &bad,
        &[("valid", 0.66, &good)],
    );

    // The time of all findings grows in proportion to them.
    let problems = |count: usize| {
        format!(
            r#"{{"id":"i","title":"t","messages":[{}]}}"#,
            vec!["1"; count].join(",")
        )
        .into_bytes()
    };
    let (few, many) = (problems(10_000), problems(100_000));
    let all = |json: &[u8]| {
        let mut options = Options::default();
        options.max_findings = usize::MAX;
        root("export-session")
            .diagnose(black_box(json), &options)
            .findings
            .len()
    };
    let ten = || (0..10).for_each(|_| assert_eq!(all(&few), 10_000));
    let one = || assert_eq!(all(&many), 100_000);
    table.compare(
        "wrong: 100,000 findings",
        many.len(),
        &one,
        &[("ten times 10,000", 0.66, &ten)],
    );
}

fn lines(
    table: &mut Table,
    name: &str,
    valid: &[Vec<u8>],
    wrong: &[Vec<u8>],
    diagnose: &dyn Fn(&Vec<u8>) -> bool,
) {
    let good = || assert!(valid.iter().all(diagnose));
    let bad = || assert!(!wrong.iter().any(diagnose));
    let bytes = wrong.iter().map(Vec::len).sum();
    table.compare(
        &format!("wrong: all lines, {name}"),
        bytes,
        &bad,
        &[("valid", 0.33, &good)],
    );
}
