//! `--statistics`: findings by keyword and by file.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use models::diagnose::{Diagnosis, Severity};

use super::limit::Tally;
use crate::input::Source;

/// The files that are listed; the others are counted.
const FILES: usize = 10;

/// The numbers of findings.
#[derive(Default)]
pub(super) struct Statistics {
    keywords: BTreeMap<String, u64>,
    files: BTreeMap<String, u64>,
}

impl Statistics {
    /// Counts the findings of a document.
    pub(super) fn count(&mut self, source: &Source, diagnosis: &Diagnosis) {
        for finding in &diagnosis.findings {
            let keyword = match finding.severity {
                Severity::Error => finding.keyword.clone(),
                Severity::Warning => format!("{} (warning)", finding.keyword),
            };
            *self.keywords.entry(keyword).or_default() += 1;
        }
        let others = Tally::omitted(diagnosis).total();
        if others > 0 {
            *self.keywords.entry("(others)".to_owned()).or_default() += others;
        }
        let all = diagnosis.findings.len() as u64 + others;
        if all > 0 {
            *self.files.entry(source.to_string()).or_default() += all;
        }
    }

    /// Two tables, each with the greatest numbers first; nothing without findings.
    pub(super) fn tables(&self) -> String {
        let mut tables = table("keyword", &self.keywords, usize::MAX);
        tables.push_str(&table("file", &self.files, FILES));
        tables
    }
}

/// A table with its numbers at the right.
fn table(name: &str, counts: &BTreeMap<String, u64>, most: usize) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let mut rows: Vec<(&str, u64)> = counts
        .iter()
        .map(|(name, count)| (&**name, *count))
        .collect();
    rows.sort_by_key(|(_, count)| Reverse(*count));
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    let longest = rows.first().map_or(0, |(_, count)| count.to_string().len());
    let width = longest.max("findings".len());
    let mut table = format!("{:>width$}  {name}\n", "findings");
    for (name, count) in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(table, "{count:>width$}  {name}");
    }
    if more > 0 {
        let _ = writeln!(table, "{:>width$}  {more} more", "");
    }
    table.push('\n');
    table
}
