//! Numbers in their spellings: UUIDs (RFC 4122 §3) and addresses.

use fastrand::Rng;

use super::any_case;

/// A UUID of any version and variant, in either case or in both.
pub(super) fn uuid(random: &mut Rng) -> String {
    let bits = match random.u8(0..8) {
        0 => 0,
        1 => u128::MAX,
        _ => random.u128(..),
    };
    let digits = format!("{bits:032x}");
    let digits = match random.u8(0..3) {
        0 => digits,
        1 => digits.to_uppercase(),
        _ => any_case(&digits, random),
    };
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if matches!(place, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}

/// An IPv4 address: RFC 2673 §3.2.
pub(super) fn ipv4(random: &mut Rng) -> String {
    let octets: Vec<String> = (0..4).map(|_| octet(random).to_string()).collect();
    octets.join(".")
}

fn octet(random: &mut Rng) -> u8 {
    match random.bool() {
        true => random.u8(..),
        // Where the number of digits changes.
        false => random
            .choice([0, 9, 10, 99, 100, 199, 200, 249, 250, 255])
            .unwrap_or(0),
    }
}

/// An IPv6 address: RFC 4291 §2.2, in full, compressed, and with an IPv4
/// address at its end.
pub(super) fn ipv6(random: &mut Rng) -> String {
    let embeds = random.u8(0..3) == 0;
    let groups = if embeds { 6 } else { 8 };
    let mut before: Vec<String> = (0..groups).map(|_| group(random)).collect();
    let mut after = Vec::new();
    let compresses = random.u8(0..4) > 0;
    if compresses {
        let start = random.usize(0..groups);
        after = before.split_off(random.usize(start + 1..=groups));
        before.truncate(start);
    }
    let rest = if compresses { &mut after } else { &mut before };
    if embeds {
        rest.push(ipv4(random));
    }
    match compresses {
        true => format!("{}::{}", before.join(":"), after.join(":")),
        false => before.join(":"),
    }
}

fn group(random: &mut Rng) -> String {
    let value = match random.u8(0..4) {
        0 => 0,
        1 => random.u16(..16),
        _ => random.u16(..),
    };
    let width = random.usize(1..=4);
    any_case(&format!("{value:0width$x}"), random)
}
