//! Texts of the string formats of JSON Schema (Validation 2020-12 §7.3), at
//! random and by hand.

use fastrand::Rng;

mod addresses;
mod edge_cases;
mod names;
mod punycode;
mod times;
mod uri;

pub use edge_cases::edge_cases;
pub use punycode::encode as punycode;

/// A random text that is valid in a format, which is given by its JSON Schema
/// name; `None` for a format that is not known here.
pub fn valid(format: &str, random: &mut Rng) -> Option<String> {
    Some(match format {
        "date" => times::date(random),
        "time" => times::time(random),
        "date-time" => times::date_time(random),
        "uuid" => addresses::uuid(random),
        "uri" => uri::uri(random),
        "email" => names::email(random),
        "ipv4" => addresses::ipv4(random),
        "ipv6" => addresses::ipv6(random),
        "hostname" => names::hostname(random),
        _ => return None,
    })
}

/// Characters of a set, as many as the range allows.
fn characters(set: &str, lengths: std::ops::Range<usize>, random: &mut Rng) -> String {
    let set: Vec<char> = set.chars().collect();
    let length = random.usize(lengths);
    (0..length).filter_map(|_| random.choice(&set)).collect()
}

/// The text with each letter in one case or the other.
fn any_case(text: &str, random: &mut Rng) -> String {
    let case = |c: char| match random.bool() {
        true => c.to_ascii_uppercase(),
        false => c.to_ascii_lowercase(),
    };
    text.chars().map(case).collect()
}
