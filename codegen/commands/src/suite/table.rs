//! A table for each dialect: how many groups of each part came to what.

use exactschema::schema::Draft;

use super::Verdict;
use super::read::Part;
use crate::report;

const HEAD: [&str; 5] = ["part", "groups", "exact", "refused", "wrong"];

/// Prints the table of a dialect; and in Markdown, which files have other groups than
/// exact ones.
pub(super) fn print(draft: Draft, rows: &[(Part, String, Verdict)], markdown: bool) {
    let line = |cells: [String; 5]| match markdown {
        true => report::line(format_args!("| {} |", cells.join(" | "))),
        false => {
            let [part, numbers @ ..] = cells;
            let numbers = numbers.map(|cell| format!("  {cell:>7}")).concat();
            report::line(format_args!("{part:<20}{numbers}"));
        }
    };
    report::line(format_args!(""));
    if markdown {
        report::line(format_args!("### {draft}\n"));
    }
    let mut head = HEAD.map(str::to_owned);
    if !markdown {
        head[0] = draft.to_string();
    }
    line(head);
    if markdown {
        report::line(format_args!("|---|---:|---:|---:|---:|"));
    }
    for (part, name) in [
        (Part::Required, "required"),
        (Part::Optional, "optional"),
        (Part::Format, "formats, asserted"),
    ] {
        let of_part = || rows.iter().filter(|(other, ..)| *other == part);
        let number = |is: fn(&Verdict) -> bool| {
            let counted = of_part().filter(|(.., verdict)| is(verdict));
            counted.count().to_string()
        };
        line([
            name.to_owned(),
            of_part().count().to_string(),
            number(|verdict| matches!(verdict, Verdict::Exact)),
            number(|verdict| matches!(verdict, Verdict::Refused(_))),
            number(|verdict| matches!(verdict, Verdict::Wrong(_))),
        ]);
    }
    let mut others = rows
        .iter()
        .filter(|(.., verdict)| !matches!(verdict, Verdict::Exact));
    if markdown && others.clone().next().is_some() {
        let mut names: Vec<&str> = { &mut others }.map(|(_, name, _)| name.as_str()).collect();
        names.dedup();
        report::line(format_args!("\nOther than exact: {}.", names.join(", ")));
    }
}
