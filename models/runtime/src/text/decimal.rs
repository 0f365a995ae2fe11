//! The digits of a JSON number (RFC 8259 §6), exactly, read where they are written.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::short_number::eight;

/// The value of a number: `±0.d₁d₂d₃… × 10^exponent` with no zero at either
/// end of the digits. Zero has no digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal<'a> {
    pub(super) negative: bool,
    /// The digits before the point, and those after it.
    whole: &'a [u8],
    fraction: &'a [u8],
    pub(super) exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Takes a number that follows the grammar of RFC 8259.
    #[inline]
    pub(super) fn new(spelling: &'a str) -> Self {
        let bytes = spelling.as_bytes();
        let (negative, bytes) = match bytes {
            [b'-', rest @ ..] => (true, rest),
            _ => (false, bytes),
        };
        let end = |bytes: &[u8], is_end: fn(u8) -> bool| {
            let end = bytes.iter().position(|byte| is_end(*byte));
            end.unwrap_or(bytes.len())
        };
        let (mut whole, rest) = bytes.split_at(end(bytes, |byte| !byte.is_ascii_digit()));
        let (mut fraction, rest) = match rest {
            [b'.', rest @ ..] => rest.split_at(end(rest, |byte| !byte.is_ascii_digit())),
            _ => (&[] as &[u8], rest),
        };
        let mut exponent = match rest {
            [_, rest @ ..] => clamped(rest),
            [] => 0,
        };
        // A zero is never followed by another digit.
        if whole == b"0" {
            whole = &[];
            let zeros = end(fraction, |byte| byte != b'0');
            fraction = &fraction[zeros..];
            exponent -= zeros as i64;
        }
        exponent += whole.len() as i64;
        fraction = without_zeros(fraction);
        if fraction.is_empty() {
            whole = without_zeros(whole);
        }
        let is_zero = whole.is_empty() && fraction.is_empty();
        Decimal {
            negative: negative && !is_zero,
            whole,
            fraction,
            exponent: if is_zero { 0 } else { exponent },
        }
    }

    /// The number of digits.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.whole.len() + self.fraction.len()
    }

    pub(super) fn is_zero(&self) -> bool {
        self.len() == 0
    }

    /// The digits, as ASCII.
    pub(super) fn digits(&self) -> impl Iterator<Item = u8> + use<'a> {
        self.whole.iter().chain(self.fraction).copied()
    }

    /// The digits as an integer, if it has few enough for 64 bits.
    #[inline]
    pub(super) fn mantissa(&self) -> Option<u64> {
        // 10¹⁹ is less than 2⁶⁴.
        (self.len() <= 19).then(|| value(value(0, self.whole), self.fraction))
    }

    /// The number, without its sign, as an integer and the power of ten that divides it; if
    /// both are small.
    #[inline]
    pub(super) fn scaled(&self) -> Option<(u64, usize)> {
        let mantissa = self.mantissa()?;
        match self.power() {
            power @ ..=0 => Some((mantissa, usize::try_from(-power).ok()?)),
            _ if self.exponent > 19 => None,
            power => Some((mantissa * 10_u64.pow(power as u32), 0)),
        }
    }

    /// The power of ten by which the integer of its digits is multiplied.
    pub(super) fn power(&self) -> i64 {
        self.exponent - self.len() as i64
    }
}

/// The digits, as they follow others.
#[inline]
fn value(before: u64, digits: &[u8]) -> u64 {
    let (eights, rest) = digits.as_chunks::<8>();
    let value = eights.iter().fold(before, |value, digits| {
        let digits = u64::from_le_bytes(*digits) - 0x3030_3030_3030_3030;
        value * 100_000_000 + eight(digits)
    });
    rest.iter()
        .fold(value, |value, digit| value * 10 + u64::from(digit - b'0'))
}

/// The digits up to the last that is no zero.
#[inline]
fn without_zeros(digits: &[u8]) -> &[u8] {
    let end = digits.iter().rposition(|digit| *digit != b'0');
    &digits[..end.map_or(0, |last| last + 1)]
}

/// An exponent that may have any number of digits. Beyond ±2⁴⁰ no number of
/// digits that fits into memory could bring the value back into any range.
#[cold]
fn clamped(exponent: &[u8]) -> i64 {
    const FAR: i64 = 1 << 40;
    let (negative, digits) = match exponent {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, exponent),
    };
    let value = digits.iter().fold(0, |value: i64, digit| {
        (value * 10 + i64::from(digit - b'0')).min(FAR)
    });
    if negative { -value } else { value }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.negative, self.exponent, self.len()) == (other.negative, other.exponent, other.len())
            && self.digits().eq(other.digits())
    }
}

impl Eq for Decimal<'_> {}

/// By value.
impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        // Zero is below every positive number.
        let sign = |decimal: &Self| match (decimal.negative, decimal.is_zero()) {
            (true, _) => -1,
            (false, true) => 0,
            (false, false) => 1,
        };
        let magnitude = || {
            let exponents = self.exponent.cmp(&other.exponent);
            exponents.then_with(|| self.digits().cmp(other.digits()))
        };
        match sign(self).cmp(&sign(other)) {
            Ordering::Equal if self.negative => magnitude().reverse(),
            Ordering::Equal => magnitude(),
            order => order,
        }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Decimal<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.negative, self.exponent).hash(state);
        match self.mantissa() {
            Some(mantissa) => mantissa.hash(state),
            None => self.digits().for_each(|digit| digit.hash(state)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_in_any_number() {
        let digits = "12345678901234567891";
        for length in 1..=19 {
            for point in 1..=length {
                let spelling = format!("{}.{}0", &digits[..point], &digits[point..length]);
                let expected = digits[..length].parse::<u64>();
                let expected = expected.unwrap();
                let zeros =
                    expected.to_string().len() - expected.to_string().trim_end_matches('0').len();
                let decimal = Decimal::new(&spelling);
                let mantissa = expected / 10_u64.pow(zeros as u32);
                assert_eq!(decimal.mantissa(), Some(mantissa), "{spelling}");
                assert_eq!(decimal.exponent, point as i64, "{spelling}");
            }
        }
        assert_eq!(Decimal::new(digits).mantissa(), None);
    }
}
