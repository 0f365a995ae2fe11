//! URIs: RFC 3986 §3.

use fastrand::Rng;

use super::addresses::{ipv4, ipv6};
use super::names::hostname;
use super::{any_case, characters};

/// The characters that are literal everywhere: `unreserved` (§2.3) and `sub-delims` (§2.2).
const PLAIN: &str = "abcxyzABC019-._~!$&'()*+,;=";

/// A URI of any shape, with each of its parts or without.
pub(super) fn uri(random: &mut Rng) -> String {
    let mut text = match random.u8(0..3) {
        0 => format!("a{}:", characters("bcZ09+-.", 0..6, random)),
        1 => any_case("http:", random),
        _ => "https:".to_owned(),
    };
    if random.u8(0..4) > 0 {
        text.push_str("//");
        text.push_str(&authority(random));
    } else {
        // A path that follows no authority has no slash of its own, or one.
        text.push_str(&characters("/", 0..2, random));
        text.push_str(&some(":@", 1..6, random));
    }
    for _ in 0..random.usize(0..4) {
        text.push('/');
        text.push_str(&some(":@", 0..6, random));
    }
    if random.u8(0..3) == 0 {
        text.push('?');
        text.push_str(&some(":@/?", 0..8, random));
    }
    if random.u8(0..3) == 0 {
        text.push('#');
        text.push_str(&some(":@/?", 0..8, random));
    }
    text
}

fn authority(random: &mut Rng) -> String {
    let userinfo = match random.u8(0..4) {
        0 => format!("{}@", some(":", 0..8, random)),
        _ => String::new(),
    };
    let host = match random.u8(0..8) {
        0 => ipv4(random),
        1 | 2 => format!("[{}]", ipv6(random)),
        3 => format!("[{}]", future_address(random)),
        4 => some("", 0..8, random),
        _ => hostname(random),
    };
    let port = match random.u8(0..4) {
        0 => format!(":{}", characters("0123456789", 0..8, random)),
        _ => String::new(),
    };
    format!("{userinfo}{host}{port}")
}

/// `IPvFuture` (§3.2.2).
fn future_address(random: &mut Rng) -> String {
    let version = characters("0179aF", 1..3, random);
    let address = characters(&format!("{PLAIN}:"), 1..6, random);
    format!("{}{version}.{address}", any_case("v", random))
}

/// Plain characters, these others, and percent-encoded ones.
fn some(others: &str, lengths: std::ops::Range<usize>, random: &mut Rng) -> String {
    let set = format!("{PLAIN}{others}");
    (0..random.usize(lengths))
        .map(|_| match random.u8(0..8) {
            0 => any_case(&format!("%{:02x}", random.u8(..)), random),
            _ => characters(&set, 1..2, random),
        })
        .collect()
}
