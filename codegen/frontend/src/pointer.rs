//! JSON Pointers (RFC 6901).

/// A name as a segment of a pointer (§3), without its slash.
#[must_use]
pub fn escape(name: &str) -> String {
    if !name.contains(['~', '/']) {
        return name.to_owned();
    }
    name.replace('~', "~0").replace('/', "~1")
}

/// A name as a segment of a pointer (§3), with its slash.
#[must_use]
pub fn segment(name: &str) -> String {
    format!("/{}", escape(name))
}

/// A segment of a pointer, without its slash, as a name (§4).
#[must_use]
pub fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::{segment, unescape};

    #[test]
    fn names_survive() {
        for name in ["", "a", "a/b", "a~b", "~1", "~0/~01"] {
            assert_eq!(unescape(&segment(name)[1..]), name);
        }
    }
}
