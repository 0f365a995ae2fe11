//! Numbers as most are: without an exponent, and of so few digits that 64 bits hold them.

use std::cmp::Ordering;

use super::number::nearest;

/// A number of at most 19 digits: `±mantissa × 10^-decimals`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShortNumber {
    negative: bool,
    mantissa: u64,
    /// At most 18.
    decimals: usize,
}

impl ShortNumber {
    /// The number that begins at an offset, and the offset after it; `None` if there is no
    /// number, or none of this form.
    // A call would pass all of it through memory.
    #[inline(always)]
    pub(crate) fn read(bytes: &[u8], start: usize) -> Option<(Self, usize)> {
        let negative = bytes.get(start) == Some(&b'-');
        let first = start + usize::from(negative);
        let (mut mantissa, mut end) = digits(bytes, first, 0);
        let whole = end - first;
        if whole == 0 || whole > 1 && bytes[first] == b'0' {
            return None;
        }
        let mut decimals = 0;
        if bytes.get(end) == Some(&b'.') {
            let point = end + 1;
            (mantissa, end) = digits(bytes, point, mantissa);
            decimals = end - point;
            if decimals == 0 {
                return None;
            }
        }
        // 10¹⁹ is less than 2⁶⁴.
        if whole + decimals > 19 || matches!(bytes.get(end), Some(b'e' | b'E')) {
            return None;
        }
        let number = ShortNumber {
            negative,
            mantissa,
            decimals,
        };
        Some((number, end))
    }

    /// The number that is spelled like this.
    pub(crate) fn of(spelling: &str) -> Option<Self> {
        let (number, end) = ShortNumber::read(spelling.as_bytes(), 0)?;
        (end == spelling.len()).then_some(number)
    }

    /// The integer, if it is spelled as one and has 64 bits.
    #[inline]
    pub(crate) fn to_integer(self) -> Option<i64> {
        let integer = i64::try_from(self.mantissa).ok()?;
        let integer = if self.negative { -integer } else { integer };
        (self.decimals == 0).then_some(integer)
    }

    /// Whether the double that is nearest to it is it for certain: where doubles are closer to each
    /// other than numbers of so many decimals. So it is with all of at most 15 digits.
    #[inline]
    pub(crate) fn is_exact(self) -> bool {
        self.mantissa < EXACT[self.decimals]
    }

    /// The double that the number is; see [`number::double`](super::number::double). `None`
    /// leaves it open.
    #[inline]
    pub(crate) fn to_double(self) -> Option<f64> {
        let mut number = self;
        // Zeros at the end are no digits of it.
        while !number.is_exact() && number.mantissa.is_multiple_of(10) {
            number.decimals = number.decimals.checked_sub(1)?;
            number.mantissa /= 10;
        }
        let value = if number.is_exact() {
            // Both are doubles, so that the nearest is their quotient.
            number.mantissa as f64 / TENS[number.decimals] as f64
        } else {
            let nearest = nearest(number.mantissa, number.decimals)?;
            nearest.survives.then_some(nearest.value)?
        };
        Some(if self.negative { -value } else { value })
    }

    /// The order by value.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        let scaled = |number: Self, decimals: usize| {
            let value = i128::from(number.mantissa) * i128::from(TENS[decimals]);
            if number.negative { -value } else { value }
        };
        scaled(self, other.decimals).cmp(&scaled(other, self.decimals))
    }
}

/// The powers of ten up to 10¹⁸.
const TENS: [u64; 19] = {
    let mut powers = [1; 19];
    let mut index = 1;
    while index < powers.len() {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

/// For each number of decimals, the limit of the mantissas of numbers below which doubles are closer
/// to each other than `10^-decimals`.
///
/// Doubles from `2^e` to `2^(e+1)` are `2^(e-52)` apart. That is less than `10^-d` while `10^d` is
/// less than `2^(52-e)`: up to the number `2^(e+1)` where that is the next power of two, which is
/// `10^d` with 53 bits before the point, as a mantissa. All of these are less than 2⁵³.
const EXACT: [u64; 19] = {
    let mut limits = TENS;
    let mut index = 0;
    while index < limits.len() {
        let bits = u64::BITS - TENS[index].leading_zeros();
        limits[index] = match bits.checked_sub(f64::MANTISSA_DIGITS) {
            Some(more) => TENS[index] >> more,
            None => TENS[index] << (f64::MANTISSA_DIGITS - bits),
        };
        index += 1;
    }
    limits
};

/// The digits that begin at an offset, as they follow those of a value, and the offset after
/// them. The value of more than 19 digits is unspecified.
#[inline]
fn digits(bytes: &[u8], mut at: usize, mut value: u64) -> (u64, usize) {
    const EACH: u64 = u64::MAX / 255;
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let word = u64::from_le_bytes(*word) ^ (EACH * 0x30);
        // The high bit of the first byte that is above 9; bytes after it may be marked, too.
        let others = (word.wrapping_add(EACH * 0x76) | word) & (EACH << 7);
        let count = others.trailing_zeros() as usize / 8;
        if count == 0 {
            return (value, at);
        }
        // Zeros in front instead of what follows.
        let digits = eight(word << (64 - 8 * count));
        value = value.wrapping_mul(TENS[count]).wrapping_add(digits);
        at += count;
        if count < 8 {
            return (value, at);
        }
    }
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        at += 1;
    }
    (value, at)
}

/// The value of eight digits, each from 0 to 9 and the first in the lowest byte: of pairs first,
/// then of fours, then of all, side by side in one word.
#[inline]
pub(super) fn eight(digits: u64) -> u64 {
    let pairs = (digits * 10 + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    (fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use fastrand::Rng;

    use super::super::decimal::Decimal;
    use super::super::number;
    use super::*;

    /// A number, or something like one.
    fn spelling(random: &mut Rng) -> String {
        let digits = |random: &mut Rng, most: usize| -> String {
            let count = random.usize(..=most);
            (0..count).map(|_| random.digit(10)).collect()
        };
        let sign = if random.bool() { "-" } else { "" };
        let whole = digits(random, 12);
        match random.u8(..8) {
            0..3 => format!("{sign}{whole}"),
            3..7 => format!("{sign}{whole}.{}", digits(random, 18)),
            _ => format!("{sign}{whole}e{}", digits(random, 2)),
        }
    }

    #[test]
    fn numbers_are_read_as_their_digits_tell() {
        let mut random = Rng::with_seed(19);
        let mut short = 0;
        for _ in 0..100_000 {
            let spelling = spelling(&mut random);
            let after = ["", ",", "]", " ,\"12345678\"]", "}"][random.usize(..5)];
            let text = format!("[{spelling}{after}");
            let Some((number, end)) = ShortNumber::read(text.as_bytes(), 1) else {
                let digits = spelling.bytes().filter(u8::is_ascii_digit).count();
                let is_number = number::end(spelling.as_bytes(), 0) == Ok(spelling.len());
                assert!(
                    !is_number || digits > 19 || spelling.contains('e'),
                    "{text}"
                );
                continue;
            };
            short += 1;
            assert_eq!(number::end(text.as_bytes(), 1), Ok(end), "{text}");
            assert_eq!(&text[1..end], spelling, "{text}");
            let mantissa: String = spelling
                .bytes()
                .filter(u8::is_ascii_digit)
                .map(char::from)
                .collect();
            assert_eq!(number.mantissa, mantissa.parse::<u64>().unwrap(), "{text}");
            assert_eq!(number.to_integer(), spelling.parse().ok(), "{text}");
            if let Some(double) = number.to_double() {
                let nearest: f64 = spelling.parse().unwrap();
                assert_eq!(double.to_bits(), nearest.to_bits(), "{text}");
            }
        }
        assert!(short > 50_000);
    }

    /// Numbers on both sides of each limit, and beside powers of two.
    #[test]
    fn doubles_are_exact_below_their_limits() {
        for (decimals, limit) in EXACT.into_iter().enumerate() {
            let powers = (0..u64::BITS).map(|power| {
                let number = 2_f64.powi(power as i32 - 40) * 10_f64.powi(decimals as i32);
                number.min(limit as f64) as u64
            });
            let near = powers.chain([limit, limit / 10, limit / 10 * 9]);
            for mantissa in near.flat_map(|near| near.saturating_sub(40)..near + 40) {
                let digits = format!("{mantissa:0>19}");
                let (whole, fraction) = digits.split_at(19 - decimals);
                let whole = whole.trim_start_matches('0');
                let whole = if whole.is_empty() { "0" } else { whole };
                let point = if decimals == 0 { "" } else { "." };
                let spelling = format!("{whole}{point}{fraction}");
                let Some(number) = ShortNumber::of(&spelling) else {
                    continue;
                };
                assert_eq!(number.is_exact(), mantissa < limit, "{spelling}");
                if number.is_exact() {
                    let nearest: f64 = spelling.parse().unwrap();
                    assert_eq!(number.to_double(), Some(nearest), "{spelling}");
                    let printed = format!("{nearest:.decimals$}");
                    assert_eq!(printed, spelling);
                    let shortest = Decimal::new(&spelling) == Decimal::new(&nearest.to_string());
                    assert!(shortest, "{spelling}");
                }
            }
        }
    }

    #[test]
    fn order_is_that_of_all_digits() {
        let mut random = Rng::with_seed(38);
        let mut last = (ShortNumber::of("0").unwrap(), "0".to_owned());
        for _ in 0..100_000 {
            let mut spelling = spelling(&mut random);
            if random.bool() {
                // The same number, or one near it.
                let zero = if last.1.contains('.') { "0" } else { ".0" };
                spelling = format!("{}{zero}", last.1);
            }
            let Some(number) = ShortNumber::of(&spelling) else {
                continue;
            };
            let expected = Decimal::new(&spelling).cmp(&Decimal::new(&last.1));
            assert_eq!(number.compare(last.0), expected, "{spelling} {}", last.1);
            last = (number, spelling);
        }
    }
}
