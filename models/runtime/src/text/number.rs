//! The value of a JSON number (RFC 8259 §6), exactly.

use std::cmp::Ordering;
use std::fmt::{self, Write as _};

/// The value of a number: `±0.d₁d₂d₃… × 10^exponent` with no zero at either
/// end of the digits. Zero has no digits.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Takes a number that follows the grammar of RFC 8259.
    fn new(spelling: &str) -> Self {
        let (negative, rest) = match spelling.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, spelling),
        };
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole, fraction].concat();
        let significant = all.trim_start_matches('0');
        let leading_zeros = all.len() - significant.len();
        let digits = significant.trim_end_matches('0');
        if digits.is_empty() {
            return Decimal {
                negative: false,
                digits: String::new(),
                exponent: 0,
            };
        }
        let shift = whole.len() as i64 - leading_zeros as i64;
        Decimal {
            negative,
            digits: digits.to_owned(),
            exponent: clamped(exponent).saturating_add(shift),
        }
    }
}

/// An exponent that may have any number of digits. Beyond ±2⁴⁰ no number of
/// digits that fits into memory could bring the value back into any range.
fn clamped(exponent: &str) -> i64 {
    const FAR: i64 = 1 << 40;
    match exponent.parse::<i64>() {
        Ok(value) => value.clamp(-FAR, FAR),
        Err(_) if exponent.starts_with('-') => -FAR,
        Err(_) => FAR,
    }
}

/// By value.
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        // Zero has no digits, and is below every positive number.
        let sign = |decimal: &Decimal| match (decimal.negative, decimal.digits.is_empty()) {
            (true, _) => -1,
            (false, true) => 0,
            (false, false) => 1,
        };
        let magnitude = || (self.exponent, &self.digits).cmp(&(other.exponent, &other.digits));
        match sign(self).cmp(&sign(other)) {
            Ordering::Equal if self.negative => magnitude().reverse(),
            Ordering::Equal => magnitude(),
            order => order,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order of two numbers, however they are spelled.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    // The usual spelling: digits alone, and too few to overflow.
    if let (Ok(left), Ok(right)) = (left.parse::<i64>(), right.parse::<i64>()) {
        return left.cmp(&right);
    }
    Decimal::new(left).cmp(&Decimal::new(right))
}

/// Whether a number is a multiple of another.
pub(crate) fn is_multiple(number: &str, divisor: &str) -> bool {
    let (number, divisor) = (Decimal::new(number), Decimal::new(divisor));
    let power = |decimal: &Decimal| decimal.exponent - decimal.digits.len() as i64;
    // Products of two of these fit into 128 bits.
    let Ok(modulus) = divisor.digits.parse::<u64>().map(u128::from) else {
        return is_large_multiple(&number, &divisor, power(&number) - power(&divisor));
    };
    // Of `digits × 10^shift`; without a zero at the end of its digits, a number
    // is no multiple of what has a higher power of ten.
    let shift = power(&number) - power(&divisor);
    if number.digits.is_empty() {
        return true;
    }
    if shift < 0 || modulus == 0 {
        return false;
    }
    let digits = number.digits.bytes();
    let rest = digits.fold(0, |rest, digit| {
        (rest * 10 + u128::from(digit - b'0')) % modulus
    });
    let mut factor = 10 % modulus;
    let mut shift = shift as u64;
    let mut rest = rest;
    // By squaring: an exponent may be huge.
    while shift > 0 {
        if shift % 2 == 1 {
            rest = rest * factor % modulus;
        }
        factor = factor * factor % modulus;
        shift /= 2;
    }
    rest == 0
}

/// Whether a number is a multiple of another that has very many digits.
#[cfg(feature = "validate")]
fn is_large_multiple(number: &Decimal, divisor: &Decimal, shift: i64) -> bool {
    use num_bigint::BigUint;

    let integer = |digits: &str| BigUint::parse_bytes(digits.as_bytes(), 10).unwrap_or_default();
    let modulus = integer(&divisor.digits);
    if number.digits.is_empty() {
        return true;
    }
    // Of `digits × 10^shift`, as above.
    let Ok(shift) = u64::try_from(shift) else {
        return false;
    };
    let factor = BigUint::from(10_u8).modpow(&BigUint::from(shift), &modulus);
    (integer(&number.digits) * factor % modulus).bits() == 0
}

/// Types are generated for divisors of at most 18 digits.
#[cfg(not(feature = "validate"))]
fn is_large_multiple(_: &Decimal, _: &Decimal, _: i64) -> bool {
    false
}

/// Hashes a number, all spellings of it alike.
#[cfg(feature = "validate")]
pub(crate) fn hash(spelling: &str, hasher: &mut impl std::hash::Hasher) {
    use std::hash::Hash;

    let Decimal {
        negative,
        digits,
        exponent,
    } = Decimal::new(spelling);
    (negative, digits, exponent).hash(hasher);
}

/// The reason why a number has no value of an integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoInteger {
    /// It has a fraction: JSON Schema does not call it an integer.
    Fraction,
    /// It is an integer beyond 128 bits.
    Range,
}

/// The integer that a number is: `1`, `1.0` and `1e2` are integers
/// (JSON Schema Validation §6.1.1), `1.5` is none.
pub(crate) fn integer(spelling: &str) -> Result<i128, NoInteger> {
    // The usual spelling: digits alone, and too few to overflow.
    if spelling.len() <= 18
        && let Ok(value) = spelling.parse::<i64>()
    {
        return Ok(i128::from(value));
    }
    let Decimal {
        negative,
        digits,
        exponent,
    } = Decimal::new(spelling);
    if exponent < digits.len() as i64 {
        return Err(NoInteger::Fraction);
    }
    // 2¹²⁷ has 39 digits.
    if exponent > 39 {
        return Err(NoInteger::Range);
    }
    let zeros = "0".repeat(exponent as usize - digits.len());
    let magnitude = [digits, zeros].concat();
    let value = match magnitude.as_str() {
        "" => Ok(0),
        magnitude if negative => format!("-{magnitude}").parse(),
        magnitude => magnitude.parse(),
    };
    value.map_err(|_| NoInteger::Range)
}

/// Whether another integer may have been rounded to this one: 2⁵³ or beyond, in
/// the spelling of a double.
pub(crate) fn is_rounded(spelling: &str, integer: i128) -> bool {
    integer.unsigned_abs() >= 1 << 53 && spelling.contains(['.', 'e', 'E'])
}

/// The double that a number is, or `None` if a double cannot represent it: if the nearest
/// double, printed with as many significant digits, is another number.
///
/// So `0.1`, `0.10000000000000001` and the full expansion of the double 0.1
/// are that double, and `0.10000000000000000000000001`, `1e400` and
/// `9007199254740993` are none.
pub(crate) fn double(spelling: &str) -> Option<f64> {
    // Every decimal of 15 digits survives a double of normal range.
    const SAFE_LENGTH: usize = 15;
    // The longest expansion of a double has 767 significant digits.
    const MAX_DIGITS: usize = 767;
    let value: f64 = spelling.parse().ok()?;
    if spelling.len() <= SAFE_LENGTH && value.is_normal() {
        return Some(value);
    }
    if is_shortest(spelling, value) {
        return Some(value);
    }
    let decimal = Decimal::new(spelling);
    if decimal.digits.is_empty() {
        return Some(value);
    }
    if decimal.digits.len() > MAX_DIGITS {
        return None;
    }
    // The parser of std gives up on zeros and exponents that outweigh each other.
    let Decimal {
        negative,
        digits,
        exponent,
    } = &decimal;
    let sign = if *negative { "-" } else { "" };
    let value: f64 = format!("{sign}0.{digits}e{exponent}").parse().ok()?;
    if !value.is_finite() {
        return None;
    }
    let printed = format!("{value:.*e}", decimal.digits.len() - 1);
    (Decimal::new(&printed) == decimal).then_some(value)
}

/// Whether a number is spelled as most programs print this double: in the fewest digits that
/// distinguish it from its neighbours, and of those the nearest. Printed with as many digits,
/// it is this spelling again.
fn is_shortest(spelling: &str, value: f64) -> bool {
    /// The rest of a text that is compared with the text being written.
    struct Rest<'a>(&'a str);

    impl fmt::Write for Rest<'_> {
        fn write_str(&mut self, written: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(written).ok_or(fmt::Error)?;
            Ok(())
        }
    }

    // A minus, a zero, a point, a few zeros more and 17 digits; without this limit,
    // up to a thousand digits would be printed.
    const LONGEST: usize = 24;
    let mut rest = Rest(spelling);
    spelling.len() <= LONGEST
        && value.is_finite()
        && write!(rest, "{value}").is_ok()
        && rest.0.is_empty()
}

/// One spelling for all spellings of a number.
pub(crate) fn canonical(spelling: &str) -> String {
    let Decimal {
        negative,
        digits,
        exponent,
    } = Decimal::new(spelling);
    let sign = if negative { "-" } else { "" };
    format!("{sign}0.{digits}0e{exponent}")
}

/// Whether two numbers are the same number, however they are spelled
/// (JSON Schema Core §4.2.2).
pub(crate) fn equal(left: &str, right: &str) -> bool {
    left == right || Decimal::new(left) == Decimal::new(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_decided_by_value() {
        for (spelling, value) in [
            ("0", 0),
            ("-0", 0),
            ("-0.0e-7", 0),
            ("1.0", 1),
            ("1e2", 100),
            ("100e-2", 1),
            ("1200000000000000000000e-20", 12),
            ("9223372036854775807", i128::from(i64::MAX)),
            ("-9223372036854775808.000", i128::from(i64::MIN)),
            ("0e999999999999999999999", 0),
            ("1e38", 10_i128.pow(38)),
        ] {
            assert_eq!(integer(spelling), Ok(value), "{spelling}");
        }
        for spelling in [
            "1.5",
            "1e-1",
            "9007199254740993.4",
            "1e-99999999999999999999",
        ] {
            assert_eq!(integer(spelling), Err(NoInteger::Fraction), "{spelling}");
        }
        for spelling in ["1e39", "1.5e400", "-1e999999999999999999999"] {
            assert_eq!(integer(spelling), Err(NoInteger::Range), "{spelling}");
        }
    }

    #[test]
    fn doubles_are_held_to_the_digit() {
        for spelling in [
            "0",
            "-0",
            "0e400",
            "0.21313500000000002",
            "0.10000000000000001",
            "0.1000000000000000055511151231257827021181583404541015625",
            "1e-07",
            "1.7976931348623157e308",
            "5e-324",
            "4.9e-324",
            "9007199254740992",
            "1e22",
            "100000000000000000000000",
        ] {
            let value = double(spelling).map(f64::to_bits);
            let expected = spelling.parse().ok().map(f64::to_bits);
            assert_eq!(value, expected, "{spelling}");
        }
        let far = format!("0.{}1e100001", "0".repeat(100_000));
        assert_eq!(double(&far), Some(1.0));
        for spelling in [
            "0.10000000000000000000000001",
            "1e400",
            "-1e400",
            "1e-400",
            "3e-324",
            "9007199254740993",
            "12345678901234567890123",
        ] {
            assert_eq!(double(spelling), None, "{spelling}");
        }
        let long = format!("0.1{}1", "0".repeat(100_000));
        assert_eq!(double(&long), None);
    }

    #[test]
    fn equality_is_mathematical() {
        assert!(equal("1", "1.0"));
        assert!(equal("100", "1e2"));
        assert!(equal("-0", "0.0"));
        assert!(!equal("1", "-1"));
        assert!(!equal("9007199254740993", "9007199254740992"));
    }
}
