//! Numbers as they are spelled, to the last digit.

use std::cmp::Ordering;
use std::fmt;

/// A number as digits without zeros at either end, times a power of ten. Zero
/// has no digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    digits: String,
    power: i64,
}

/// Beyond this no power of ten affects a comparison.
const FAR: i64 = 1 << 40;

/// The bound that represents integers beyond 128 bits.
const HUGE: i128 = 10_i128.pow(37);

impl Decimal {
    /// Takes a number of JSON.
    pub fn new(spelling: &str) -> Self {
        let lower = spelling.to_ascii_lowercase();
        let (mantissa, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole.trim_start_matches('-'), fraction].concat();
        let significant = all.trim_end_matches('0');
        let zeros = (all.len() - significant.len()) as i64;
        let digits = significant.trim_start_matches('0').to_owned();
        let far = if exponent.starts_with('-') { -FAR } else { FAR };
        let power = exponent.parse().unwrap_or(far).clamp(-FAR, FAR);
        let zero = digits.is_empty();
        Decimal {
            negative: spelling.starts_with('-') && !zero,
            digits,
            power: if zero {
                0
            } else {
                power - fraction.len() as i64 + zeros
            },
        }
    }

    /// Whether it has no fraction.
    pub fn is_integer(&self) -> bool {
        self.power >= 0
    }

    /// The integer that it is, if that has no more than 37 digits.
    pub fn integer(&self) -> Option<i128> {
        (self.is_integer() && !self.is_huge()).then(|| self.floor())
    }

    /// The greatest integer that is not above it; beyond 37 digits just a huge
    /// one.
    pub fn floor(&self) -> i128 {
        let below = self.negative && !self.is_integer();
        self.truncated() - i128::from(below)
    }

    /// The least integer that is not below it.
    pub fn ceil(&self) -> i128 {
        self.floor() + i128::from(!self.is_integer())
    }

    /// The least positive integer that is a multiple of it.
    pub fn step(&self) -> Option<i128> {
        let digits: i128 = self.digits.parse().ok()?;
        let scale = 10_i128.checked_pow(u32::try_from(self.power.abs()).ok()?)?;
        match self.is_integer() {
            true => digits.checked_mul(scale),
            false => Some(digits / gcd(digits, scale)),
        }
    }

    /// This many times the number, in plain digits.
    pub fn times(&self, factor: i128) -> Option<String> {
        let digits: i128 = self.digits.parse().ok()?;
        let product = digits.checked_mul(factor)?;
        let power = usize::try_from(self.power.abs()).ok().filter(|p| *p < 40)?;
        let sign = if product < 0 { "-" } else { "" };
        if self.is_integer() {
            let zeros = if product == 0 { 0 } else { power };
            return Some(format!("{product}{}", "0".repeat(zeros)));
        }
        let all = format!("{:0>1$}", product.unsigned_abs(), power + 1);
        let (whole, fraction) = all.split_at(all.len() - power);
        Some(format!("{sign}{whole}.{fraction}"))
    }

    /// Its one spelling in JSON: plain digits, unless there would be many zeros.
    pub fn spelled(&self) -> String {
        const ZEROS: i64 = 21;
        let sign = if self.negative { "-" } else { "" };
        let (digits, power) = (&self.digits, self.power);
        let length = self.length();
        if digits.is_empty() {
            return "0".to_owned();
        }
        if (0..=ZEROS).contains(&power) {
            return format!("{sign}{digits}{}", "0".repeat(power as usize));
        }
        if power < 0 && length > 0 {
            let (whole, fraction) = digits.split_at(length as usize);
            return format!("{sign}{whole}.{fraction}");
        }
        if power < 0 && length > -ZEROS {
            return format!("{sign}0.{}{digits}", "0".repeat(-length as usize));
        }
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        format!("{sign}{first}{point}{rest}e{}", length - 1)
    }

    /// The sum, if it has no more digits than 128 bits.
    pub fn plus(&self, other: &Decimal) -> Option<Decimal> {
        let (left, right, power) = self.scaled(other)?;
        Some(Decimal::of(left.checked_add(right)?, power))
    }

    /// Whether it is a multiple of a number above 0; `None` if that takes more than 128
    /// bits.
    pub fn is_multiple_of(&self, divisor: &Decimal) -> Option<bool> {
        if self.digits.is_empty() || self == divisor {
            return Some(true);
        }
        let (number, divisor, _) = self.scaled(divisor)?;
        Some(number.checked_rem(divisor)? == 0)
    }

    /// The least number above 0 that is a multiple of this and of another one, both above
    /// 0, if it has no more digits than 128 bits.
    pub fn common_multiple(&self, other: &Decimal) -> Option<Decimal> {
        let (left, right, power) = self.scaled(other)?;
        Some(Decimal::of(lcm(left, right)?, power))
    }

    /// Both as integers, times one power of ten.
    fn scaled(&self, other: &Decimal) -> Option<(i128, i128, i64)> {
        let power = self.power.min(other.power);
        let scaled = |decimal: &Decimal| {
            if decimal.digits.is_empty() {
                return Some(0);
            }
            let scale = u32::try_from(decimal.power - power).ok()?;
            let digits: i128 = decimal.digits.parse().ok()?;
            let scaled = digits.checked_mul(10_i128.checked_pow(scale)?)?;
            Some(if decimal.negative { -scaled } else { scaled })
        };
        Some((scaled(self)?, scaled(other)?, power))
    }

    fn of(integer: i128, power: i64) -> Self {
        Decimal::new(&format!("{integer}e{power}"))
    }

    /// Whether it has more than 37 digits before its point, so that the integers around it
    /// are not known.
    pub fn is_huge(&self) -> bool {
        self.length() > 37
    }

    /// The number of digits before its point.
    fn length(&self) -> i64 {
        self.digits.len() as i64 + self.power
    }

    fn truncated(&self) -> i128 {
        let sign = if self.negative { -1 } else { 1 };
        let Ok(length @ ..=37) = usize::try_from(self.length()) else {
            return if self.length() < 0 { 0 } else { sign * HUGE };
        };
        let digits = self.digits.get(..length).unwrap_or(&self.digits);
        let digits = format!("0{digits:0<length$}");
        sign * digits.parse().unwrap_or(HUGE)
    }
}

/// One spelling for all spellings of a number.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        write!(f, "{sign}0{}e{}", self.digits, self.power)
    }
}

/// By value.
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |decimal: &Decimal| match (decimal.negative, decimal.digits.is_empty()) {
            (true, _) => -1,
            (false, true) => 0,
            (false, false) => 1,
        };
        let magnitude = || (self.length(), &self.digits).cmp(&(other.length(), &other.digits));
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

/// The least common multiple of two positive integers.
pub fn lcm(left: i128, right: i128) -> Option<i128> {
    (left / gcd(left, right)).checked_mul(right)
}

fn gcd(left: i128, right: i128) -> i128 {
    match right {
        0 => left.max(1),
        right => gcd(right, left % right),
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn integers_around_a_number() {
        for (spelling, floor, ceil) in [
            ("1.5", 1, 2),
            ("-1.5", -2, -1),
            ("1e2", 100, 100),
            ("-0.0", 0, 0),
            ("0.001", 0, 1),
            (
                "18446744073709551615.0",
                18446744073709551615,
                18446744073709551615,
            ),
        ] {
            let number = Decimal::new(spelling);
            assert_eq!((number.floor(), number.ceil()), (floor, ceil), "{spelling}");
        }
    }

    #[test]
    fn multiples_are_exact() {
        for (number, divisor, expected) in [
            ("3", "1.5", Some(true)),
            ("6", "1.5", Some(true)),
            ("3", "0.3", Some(true)),
            ("0.3", "3", Some(false)),
            ("1e20", "1e-10", Some(true)),
            ("0.7", "0.2", Some(false)),
            ("0", "7", Some(true)),
            ("1e300", "1e-300", None),
        ] {
            let [number, divisor] = [number, divisor].map(Decimal::new);
            assert_eq!(
                number.is_multiple_of(&divisor),
                expected,
                "{number} {divisor}"
            );
        }
    }

    #[test]
    fn common_multiples_are_exact() {
        for (left, right, least) in [("1", "1.5", "3"), ("0.2", "0.3", "0.6"), ("4", "6", "12")] {
            let [left, right] = [left, right].map(Decimal::new);
            assert_eq!(left.common_multiple(&right), Some(Decimal::new(least)));
        }
    }

    #[test]
    fn sums_are_exact() {
        for (left, right, sum) in [
            ("0.1", "0.2", "0.3"),
            ("9007199254740993", "-0.5", "9007199254740992.5"),
            ("-1", "1", "0"),
        ] {
            let sum_of = Decimal::new(left).plus(&Decimal::new(right));
            assert_eq!(sum_of, Some(Decimal::new(sum)), "{left} {right}");
        }
    }

    #[test]
    fn multiples() {
        assert_eq!(Decimal::new("0.05").times(-3).as_deref(), Some("-0.15"));
        assert_eq!(Decimal::new("20").times(3).as_deref(), Some("60"));
        assert_eq!(Decimal::new("2.5").step(), Some(5));
        assert_eq!(Decimal::new("0.5").step(), Some(1));
        assert_eq!(Decimal::new("30").step(), Some(30));
    }
}
