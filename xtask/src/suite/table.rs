//! How many groups of each file came to what.

use super::verdict::Verdict;
use crate::report;

/// What the columns are called.
const HEAD: [&str; COLUMNS] = ["exact", "refused", "held back", "wrong"];

const COLUMNS: usize = 4;

/// A line of the table.
struct Row<'a> {
    name: &'a str,
    counts: [usize; COLUMNS],
}

/// Prints the table of verdicts, each with its file; those of a file must stand
/// together.
pub(crate) fn print<'a>(verdicts: impl Iterator<Item = (&'a str, &'a Verdict)>, markdown: bool) {
    let rows = rows(verdicts);
    report::line(format_args!(""));
    if markdown {
        print_markdown(&rows);
    } else {
        print_text(&rows);
    }
}

/// A row for each file, and the total.
fn rows<'a>(verdicts: impl Iterator<Item = (&'a str, &'a Verdict)>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut total = [0; COLUMNS];
    for (name, verdict) in verdicts {
        let column = column(verdict);
        total[column] += 1;
        match rows.last_mut() {
            Some(row) if row.name == name => row.counts[column] += 1,
            _ => {
                let mut counts = [0; COLUMNS];
                counts[column] = 1;
                rows.push(Row { name, counts });
            }
        }
    }
    rows.push(Row {
        name: "total",
        counts: total,
    });
    rows
}

fn column(verdict: &Verdict) -> usize {
    match verdict {
        Verdict::Exact => 0,
        Verdict::Refused(_) => 1,
        Verdict::HeldBack(_) => 2,
        Verdict::Wrong(_) | Verdict::Failed(_) => 3,
    }
}

fn print_text(rows: &[Row<'_>]) {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let head = HEAD.map(|head| format!("  {head:>9}")).concat();
    report::line(format_args!("{:width$}{head}", "file"));
    for Row { name, counts } in rows {
        let cells = counts.map(|count| format!("  {count:>9}")).concat();
        report::line(format_args!("{name:width$}{cells}"));
    }
}

/// A line for each verdict, with the files and how many of their groups came to it:
/// a row for each file would be too long for a page.
fn print_markdown(rows: &[Row<'_>]) {
    report::line(format_args!("| verdict | groups | files |"));
    report::line(format_args!("|---|---:|---|"));
    let Some((total, files)) = rows.split_last() else {
        return;
    };
    for (column, verdict) in HEAD.iter().enumerate() {
        let files = files.iter().filter(|row| row.counts[column] > 0);
        let files: Vec<String> = files
            .map(|row| {
                let name = row.name.strip_suffix(".json").unwrap_or(row.name);
                format!("{name} {}", row.counts[column])
            })
            .collect();
        let groups = total.counts[column];
        let files = files.join(", ");
        report::line(format_args!("| {verdict} | {groups} | {files} |"));
    }
}
