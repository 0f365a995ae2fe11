//! Limits on the number of reported findings.

use std::ops::AddAssign;

use models::diagnose::{Diagnosis, Severity};

/// Of one document no more problems and no more warnings are kept, whatever the limit:
/// one of many megabytes can have millions.
pub(crate) const OF_A_DOCUMENT: usize = 100_000;

/// The limit of `--max-problems`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit(Option<usize>);

impl Limit {
    /// For clap: a number, or all.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        match text {
            "all" => Ok(Limit(None)),
            _ => match text.parse() {
                Ok(most) => Ok(Limit(Some(most))),
                Err(_) => Err("expected a number, or all"),
            },
        }
    }

    /// The greatest number of reported problems, and of warnings.
    pub(super) fn most(self) -> usize {
        self.0.unwrap_or(usize::MAX)
    }

    /// The reason for an omission.
    fn why(self) -> String {
        let own = format!("{OF_A_DOCUMENT} of one document at most");
        match self.0 {
            None => own,
            Some(most) if most <= OF_A_DOCUMENT => format!("--max-problems {most}"),
            Some(most) => format!("--max-problems {most}, {own}"),
        }
    }
}

#[cfg(test)]
impl Default for Limit {
    fn default() -> Self {
        Limit(Some(5))
    }
}

/// A number of problems, and of warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) problems: u64,
    pub(crate) warnings: u64,
}

impl Tally {
    /// The findings that a diagnosis has.
    pub(crate) fn kept(diagnosis: &Diagnosis) -> Self {
        let findings = diagnosis.findings.iter();
        let problems = findings.filter(|finding| finding.severity == Severity::Error);
        let problems = problems.count();
        Tally {
            problems: problems as u64,
            warnings: (diagnosis.findings.len() - problems) as u64,
        }
    }

    /// The findings that it omits.
    pub(crate) fn omitted(diagnosis: &Diagnosis) -> Self {
        Tally {
            problems: diagnosis.omitted as u64,
            warnings: diagnosis.omitted_warnings as u64,
        }
    }

    pub(crate) fn total(self) -> u64 {
        self.problems + self.warnings
    }

    /// `2 problems, 1 warning`; `None` if there are none.
    pub(crate) fn words(self) -> Option<String> {
        let some = [
            (self.problems, count(self.problems, "problem")),
            (self.warnings, count(self.warnings, "warning")),
        ];
        let some = some.into_iter().filter(|(number, _)| *number > 0);
        let words: Vec<String> = some.map(|(_, words)| words).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// A sentence on the omitted findings, with the reason; `None` if there are none.
    pub(crate) fn not_shown(self, limit: Limit) -> Option<String> {
        let more = [
            (self.problems, count(self.problems, "more problem")),
            (self.warnings, count(self.warnings, "more warning")),
        ];
        let more = more.into_iter().filter(|(number, _)| *number > 0);
        let more: Vec<String> = more.map(|(_, words)| words).collect();
        let why = limit.why();
        (!more.is_empty()).then(|| format!("{} not shown ({why})", more.join(" and ")))
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.problems += more.problems;
        self.warnings += more.warnings;
    }
}

/// A number of things whose name takes an `s`.
pub(crate) fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn omitted_findings_are_reported_with_the_reason() {
        let of = |problems, warnings, limit| {
            let tally = Tally { problems, warnings };
            tally.not_shown(Limit::parse(limit).unwrap())
        };
        assert_eq!(of(0, 0, "1"), None);
        for (sentence, expected) in [
            (of(1, 0, "0"), "1 more problem not shown (--max-problems 0)"),
            (
                of(2, 1, "7"),
                "2 more problems and 1 more warning not shown (--max-problems 7)",
            ),
            (
                of(0, 2, "all"),
                "2 more warnings not shown (100000 of one document at most)",
            ),
            (
                of(3, 0, "200000"),
                "3 more problems not shown (--max-problems 200000, 100000 of one document at most)",
            ),
        ] {
            assert_eq!(sentence.as_deref(), Some(expected));
        }
    }
}
