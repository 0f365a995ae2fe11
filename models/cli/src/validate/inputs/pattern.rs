//! Patterns of names, such as `logs/**/*.{json,jsonl}`.

use std::path::{Path, PathBuf, is_separator};

use globset::{GlobBuilder, GlobMatcher};

/// Characters that make a name a pattern.
const SPECIAL: [char; 4] = ['*', '?', '[', '{'];

/// A pattern, taken apart.
pub(super) struct Pattern {
    /// The folder that all that matches is in, as it is named; empty for the current one.
    pub(super) base: PathBuf,
    /// The number of levels below it that are searched.
    pub(super) depth: usize,
    /// Whether it asks for hidden files.
    pub(super) hidden: bool,
    rest: GlobMatcher,
}

impl Pattern {
    /// Whether a path is a pattern, if there is no file of this name.
    pub(super) fn is_one(path: &Path) -> bool {
        path.to_string_lossy().contains(SPECIAL)
    }

    /// # Errors
    ///
    /// The reason why it is none.
    pub(super) fn new(path: &Path) -> Result<Self, String> {
        let text = path.to_str().ok_or("a pattern must be UTF-8")?;
        let special = text.find(SPECIAL).unwrap_or(text.len());
        let base = text[..special].rfind(is_separator).map_or(0, |at| at + 1);
        let (base, rest) = text.split_at(base);
        let parts = || rest.split(is_separator);
        let glob = GlobBuilder::new(rest)
            .literal_separator(true)
            // As `[*]` is enough.
            .backslash_escape(false)
            .build()
            .map_err(|error| error.kind().to_string())?;
        Ok(Pattern {
            base: base.into(),
            depth: match rest.contains("**") {
                true => usize::MAX,
                false => parts().count(),
            },
            hidden: parts().any(|part| part.starts_with('.')),
            rest: glob.compile_matcher(),
        })
    }

    /// Whether it matches a path below its base.
    pub(super) fn matches(&self, path: &Path) -> bool {
        self.rest.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_taken_apart() {
        for (text, base, depth, hidden) in [
            ("*.json", "", 1, false),
            ("./a*/b.json", "./", 2, false),
            ("/tmp/[1]/x", "/tmp/", 2, false),
            ("a}b/**/*", "a}b/", usize::MAX, false),
            (".a/*/.b", ".a/", 2, true),
        ] {
            let pattern = Pattern::new(Path::new(text)).unwrap();
            let Pattern { base: found, .. } = &pattern;
            assert_eq!((found.as_path(), pattern.depth), (Path::new(base), depth));
            assert_eq!(pattern.hidden, hidden, "{text}");
        }
    }

    #[test]
    fn names_are_matched_part_by_part() {
        for (text, path, expected) in [
            ("*.{json,jsonl}", "a.jsonl", true),
            ("*.json", "b/a.json", false),
            ("**/*.json", "a.json", true),
            ("**/*.json", "b/c/a.json", true),
            ("b/**", "b/c/a.json", true),
            ("b?/a", "b/a", false),
            ("[!b]*", "b", false),
            ("a\\*", "a*", false),
        ] {
            let pattern = Pattern::new(Path::new(text)).unwrap();
            let rest = Path::new(path).strip_prefix(&pattern.base);
            let is_match = rest.is_ok_and(|rest| pattern.matches(rest));
            assert_eq!(is_match, expected, "{text} {path}");
        }
    }

    #[test]
    fn an_invalid_pattern_has_a_reason() {
        for text in ["[", "{a", "a[z-a]"] {
            assert!(Pattern::new(Path::new(text)).is_err(), "{text}");
        }
    }
}
