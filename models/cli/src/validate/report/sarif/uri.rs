//! The location of a file as a URI.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use super::log::{ArtifactLocation, Message};
use crate::input::Source;

/// All but the separator and what RFC 3986 does not reserve. A colon in a relative path
/// would end a scheme.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The location of a source: relative, as it was named, so that code scanning finds it
/// in the repository.
pub(super) fn artifact(source: &Source) -> ArtifactLocation {
    let Source::File(path) = source else {
        return ArtifactLocation::Description(Message::new("standard input"));
    };
    // A name that is no Unicode is encoded by its bytes.
    let mut path = path.as_os_str().as_encoded_bytes().to_vec();
    if cfg!(windows) {
        let separators = path.iter_mut().filter(|byte| **byte == b'\\');
        separators.for_each(|byte| *byte = b'/');
    }
    // Of files in the current folder, which `.` names.
    let path = path.strip_prefix(b"./").unwrap_or(&path);
    let encoded = percent_encode(path, ENCODED);
    ArtifactLocation::Uri(match path {
        [b'/', ..] => format!("file://{encoded}"),
        [_, b':', b'/', ..] if cfg!(windows) => format!("file:///{encoded}"),
        _ => encoded.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_become_uris() {
        for (source, expected) in [
            ("exports/a b.json", "exports/a%20b.json"),
            ("../x:y#z?.json", "../x%3Ay%23z%3F.json"),
            ("/tmp/100%.json", "file:///tmp/100%25.json"),
            ("日.json", "%E6%97%A5.json"),
        ] {
            let ArtifactLocation::Uri(uri) = artifact(&Source::File(source.into())) else {
                panic!("{source} is a file");
            };
            assert_eq!(uri, expected);
        }
    }
}
