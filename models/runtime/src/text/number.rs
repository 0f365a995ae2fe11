//! The value of a JSON number (RFC 8259 §6), exactly.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::decimal::Decimal;
use super::short_number::ShortNumber;

/// The offset after the number that begins at an offset (RFC 8259 §6).
///
/// # Errors
///
/// The offset of what no number has there: a digit after the zero that it begins with, or
/// something else where there must be a digit.
#[inline]
pub(crate) fn end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let digits = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        let digits = rest.iter().position(|byte| !byte.is_ascii_digit());
        match digits.unwrap_or(rest.len()) {
            0 => Err(at),
            digits => Ok(at + digits),
        }
    };
    let first = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut at = digits(first)?;
    if bytes[first] == b'0' && at > first + 1 {
        return Err(first + 1);
    }
    if bytes.get(at) == Some(&b'.') {
        at = digits(at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at = digits(at + 1 + usize::from(sign))?;
    }
    Ok(at)
}

/// The order of two numbers, however they are spelled.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    if let (Some(left), Some(right)) = (ShortNumber::of(left), ShortNumber::of(right)) {
        return left.compare(right);
    }
    Decimal::new(left).cmp(&Decimal::new(right))
}

/// Whether a number is a multiple of another.
pub(crate) fn is_multiple(number: &str, divisor: &str) -> bool {
    let (number, divisor) = (Decimal::new(number), Decimal::new(divisor));
    if number.is_zero() {
        return true;
    }
    // Of `digits × 10^shift`; without a zero at the end of its digits, a number
    // is no multiple of what has a higher power of ten.
    let Ok(shift) = u64::try_from(number.power() - divisor.power()) else {
        return false;
    };
    let Some(modulus) = divisor.mantissa() else {
        return is_large_multiple(number, divisor, shift);
    };
    if modulus == 0 {
        return false;
    }
    let rest = match number.mantissa() {
        Some(digits) => digits % modulus,
        None => number.digits().fold(0, |rest, digit| {
            let rest = u128::from(rest) * 10 + u128::from(digit - b'0');
            (rest % u128::from(modulus)) as u64
        }),
    };
    rest == 0 || shift > 0 && scaled(rest, shift, modulus) == 0
}

/// The rest of `rest × 10^shift` by a modulus. By squaring: an exponent may be huge.
fn scaled(rest: u64, mut shift: u64, modulus: u64) -> u128 {
    // Products of two of these fit into 128 bits.
    let modulus = u128::from(modulus);
    let mut rest = u128::from(rest);
    let mut factor = 10 % modulus;
    while shift > 0 {
        if shift % 2 == 1 {
            rest = rest * factor % modulus;
        }
        factor = factor * factor % modulus;
        shift /= 2;
    }
    rest
}

/// Whether a number is a multiple of another that has very many digits, with `shift` as above.
#[cfg(feature = "validate")]
fn is_large_multiple(number: Decimal<'_>, divisor: Decimal<'_>, shift: u64) -> bool {
    use num_bigint::BigUint;

    let integer = |decimal: Decimal<'_>| {
        let digits: Vec<u8> = decimal.digits().collect();
        BigUint::parse_bytes(&digits, 10).unwrap_or_default()
    };
    let modulus = integer(divisor);
    let factor = BigUint::from(10_u8).modpow(&BigUint::from(shift), &modulus);
    (integer(number) * factor % modulus).bits() == 0
}

/// Types are generated for divisors of at most 18 digits.
#[cfg(not(feature = "validate"))]
fn is_large_multiple(_: Decimal<'_>, _: Decimal<'_>, _: u64) -> bool {
    false
}

/// Hashes a number, all spellings of it alike.
pub(crate) fn hash(spelling: &str, hasher: &mut impl Hasher) {
    Decimal::new(spelling).hash(hasher);
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
#[inline]
pub(crate) fn integer(spelling: &str) -> Result<i128, NoInteger> {
    if let Some(value) = ShortNumber::of(spelling).and_then(ShortNumber::to_integer) {
        return Ok(i128::from(value));
    }
    any_integer(Decimal::new(spelling))
}

fn any_integer(number: Decimal<'_>) -> Result<i128, NoInteger> {
    if number.power() < 0 {
        return Err(NoInteger::Fraction);
    }
    // 2¹²⁷ has 39 digits.
    if number.exponent > 39 {
        return Err(NoInteger::Range);
    }
    let zeros = std::iter::repeat_n(b'0', number.power() as usize);
    let mut digits = number.digits().chain(zeros);
    let value = digits.try_fold(0_i128, |value, digit| {
        let digit = i128::from(digit - b'0');
        let value = value.checked_mul(10)?;
        match number.negative {
            true => value.checked_sub(digit),
            false => value.checked_add(digit),
        }
    });
    value.ok_or(NoInteger::Range)
}

/// Whether another integer may have been rounded to this one: 2⁵³ or beyond, in
/// the spelling of a double.
pub(crate) fn is_rounded(spelling: &str, integer: i128) -> bool {
    integer.unsigned_abs() >= 1 << 53 && spelling.contains(['.', 'e', 'E'])
}

/// The double that a number is, or `None` if a double cannot represent it: if the nearest
/// double, printed with as many significant digits or with the fewest that distinguish it
/// from its neighbours, is another number. (At some powers of two the latter are not the digits
/// nearest to it.)
///
/// So `0.1`, `0.10000000000000001` and the full expansion of the double 0.1
/// are that double, and `0.10000000000000000000000001`, `1e400` and
/// `9007199254740993` are none.
#[inline]
pub(crate) fn double(spelling: &str) -> Option<f64> {
    if let Some(value) = ShortNumber::of(spelling).and_then(ShortNumber::to_double) {
        return Some(value);
    }
    let number = Decimal::new(spelling);
    if number.is_zero() {
        let is_negative = spelling.starts_with('-');
        return Some(if is_negative { -0.0 } else { 0.0 });
    }
    // Every decimal of 15 digits survives a double of normal range.
    let is_few = number.len() <= 15;
    // Whether others survive is judged by a unit: the last digit, unless ten divides them.
    let scaled = number.scaled().filter(|_| is_few || number.power() <= 0);
    let Some(nearest) = scaled.and_then(|(mantissa, decimals)| nearest(mantissa, decimals)) else {
        return printed_alike(number);
    };
    let survives = is_few || nearest.survives;
    let sign = if number.negative { -1.0 } else { 1.0 };
    survives.then_some(sign * nearest.value)
}

/// Whether a number is a double; see [`double`].
pub(crate) fn is_double(spelling: &str) -> bool {
    let number = Decimal::new(spelling);
    let is_few = number.len() <= 15 && number.exponent.unsigned_abs() <= 300;
    is_few || double(spelling).is_some()
}

/// The powers of five, each as the reciprocal `2^(127 + b) / 5^k`, rounded down, where `5^k`
/// has `b` bits. So they have 128 bits, but for the first, which has one more: the upper ones,
/// and the lower 64.
const RECIPROCALS: [(u128, u64); 28] = {
    let mut reciprocals = [(0, 0); 28];
    let mut power = 1_u128;
    let mut index = 0;
    while index < reciprocals.len() {
        let one = 1 << (63 + bits(index));
        reciprocals[index] = (one / power, (((one % power) << 64) / power) as u64);
        power *= 5;
        index += 1;
    }
    reciprocals
};

/// The number of bits of `5^k`, for `k` up to 27.
#[inline]
const fn bits(k: usize) -> u32 {
    u64::BITS - 5_u64.pow(k as u32).leading_zeros()
}

/// The double that is nearest to a number.
pub(super) struct Nearest {
    pub(super) value: f64,
    /// Whether it is the number when it is printed with as many digits.
    pub(super) survives: bool,
}

/// The double that is nearest to `mantissa × 10^-decimals`, which is not zero; `None` if more
/// than 128 bits are needed to find it, or to print it.
///
/// The number is multiplied by the reciprocal of a power of ten, and rounded to the 53 bits of
/// a double. It is printed again if that moves it by less than half a unit of its last digit.
#[inline]
pub(super) fn nearest(mantissa: u64, decimals: usize) -> Option<Nearest> {
    let (upper, lower) = *RECIPROCALS.get(decimals)?;
    let zeros = mantissa.leading_zeros();
    let shifted = u128::from(mantissa << zeros);
    // The upper 128 bits of the product.
    let product = shifted * upper + ((shifted * u128::from(lower)) >> 64);
    // Those that are too many for a double.
    let more = u128::BITS - product.leading_zeros() - f64::MANTISSA_DIGITS;
    let unit = 1_u128 << more;
    let (rest, half) = (product & (unit - 1), unit / 2);
    let rounded = (product >> more) + u128::from(rest > half);
    let moved = rest.min(unit - rest);
    let allowed = (upper << zeros) / 2;
    // What the bits that were left out may add.
    let error = 2 + (1 << zeros);
    let is_close = |left: u128, right: u128| left.abs_diff(right) <= error;
    // Below a power of two, doubles are closer to each other than above it.
    if is_close(rest, half) || is_close(moved, allowed) || rounded.is_power_of_two() {
        return None;
    }
    // The product is the number times two to the power of `zeros + 63 + b + decimals`.
    let power = more as i32 - (zeros + 63 + bits(decimals)) as i32 - decimals as i32;
    let value = rounded as f64 * f64::from_bits(((1023 + power) as u64) << 52);
    Some(Nearest {
        value,
        survives: moved < allowed,
    })
}

/// The double that is a number when it is printed, found by printing it.
#[cold]
fn printed_alike(number: Decimal<'_>) -> Option<f64> {
    // The longest expansion of a double has 767 significant digits.
    const MAX_DIGITS: usize = 767;
    if number.len() > MAX_DIGITS {
        return None;
    }
    let sign = if number.negative { "-" } else { "" };
    let digits: String = number.digits().map(char::from).collect();
    let value: f64 = format!("{sign}0.{digits}0e{}", number.exponent)
        .parse()
        .ok()?;
    if !value.is_finite() {
        return None;
    }
    let is_shortest = Decimal::new(&value.to_string()) == number;
    let printed = || format!("{value:.*e}", number.len().saturating_sub(1));
    (is_shortest || Decimal::new(&printed()) == number).then_some(value)
}

/// Whether two numbers are the same number, however they are spelled
/// (JSON Schema Core §4.2.2).
pub(crate) fn equal(left: &str, right: &str) -> bool {
    left == right || Decimal::new(left) == Decimal::new(right)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
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
            "5.960464477539063e-8",
            "-65.613616999999977",
            "43.420273000000009",
            "1234567890123456.8",
            "9007199254740992",
            "1e22",
            "100000000000000000000000",
            "-9007199254740993000",
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
            "5.960464477539067e-8",
            "-65.613616999999976",
            "1234567890123456.79",
        ] {
            assert_eq!(double(spelling), None, "{spelling}");
        }
        let long = format!("0.1{}1", "0".repeat(100_000));
        assert_eq!(double(&long), None);
    }

    /// Numbers near doubles, of 15 to 19 digits: those that printing would decide alike.
    #[test]
    fn doubles_are_printed_again() {
        let mut random = fastrand::Rng::with_seed(53);
        for _ in 0..200_000 {
            let value = random.f64() * 10_f64.powi(random.i32(-12..16));
            let digits = random.usize(14..19);
            let mut spelling = format!("{value:.digits$e}");
            if random.bool() {
                let exponent = spelling.find('e').unwrap();
                let last = format!("{}", random.u8(..10));
                spelling.replace_range(exponent - 1..exponent, &last);
            }
            let nearest: f64 = spelling.parse().unwrap();
            let number = Decimal::new(&spelling);
            let printed = format!("{nearest:.*e}", number.len().saturating_sub(1));
            let is_printed =
                Decimal::new(&printed) == number || Decimal::new(&format!("{nearest:e}")) == number;
            let expected = is_printed.then_some(nearest);
            assert_eq!(double(&spelling), expected, "{spelling}");
            assert_eq!(is_double(&spelling), is_printed, "{spelling}");
        }
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
