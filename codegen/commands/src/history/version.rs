//! Versions of a schema, as its vendor counts them: `2026-02` or `1.4.0`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A version: numbers with hyphens or dots between them, compared as numbers, so
/// that 1.10 comes after 1.9.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    text: String,
    numbers: Vec<u64>,
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let number = |part: &str| is_number(part).then(|| part.parse().ok()).flatten();
        let numbers: Option<Vec<u64>> = text.split(['-', '.']).map(number).collect();
        let numbers = numbers.ok_or("a version is numbers with - or . between, such as 2026-02")?;
        Ok(Version {
            text: text.to_owned(),
            numbers,
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numbers.cmp(&other.numbers)
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `1.4` and `1-4` are one version, spelled in two ways.
impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.numbers == other.numbers
    }
}

impl Eq for Version {}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_numbers() {
        let ordered = [
            "0.9",
            "1.9.9",
            "1.10",
            "2025-09",
            "2025-10",
            "2025-10-03",
            "2026-02",
        ];
        let parsed: Vec<Version> = ordered.iter().map(|text| text.parse().unwrap()).collect();
        assert!(parsed.is_sorted_by(|left, right| left < right));
        assert_eq!("2026-02".parse::<Version>(), "2026.2".parse());
        for text in [
            "", "-", "2026-", "v1", "1.0-rc", "1..2", "../x", "2026-02 ", "+1",
        ] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
        assert!("99999999999999999999".parse::<Version>().is_err());
    }
}
