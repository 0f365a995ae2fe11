//! Literals of texts.

use exactschema_frontend::text::is_invisible;

/// A text as a literal, raw if it has quotes.
pub(super) fn literal(text: &str) -> String {
    if text.contains(is_invisible) || !text.contains(['"', '\\']) {
        return format!("{text:?}");
    }
    // A raw string ends at the first quote with as many hashes as it began with.
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
