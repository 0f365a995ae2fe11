//! Numbers as they are spelled, to the last digit.

use std::cmp::Ordering;
use std::fmt;

/// A number as digits without zeros at either end, times a power of ten. Zero
/// has no digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: String,
    power: i64,
}

/// Beyond this no power of ten matters to anything that is compared.
const FAR: i64 = 1 << 40;

/// What stands for integers beyond 128 bits.
const HUGE: i128 = 10_i128.pow(37);

impl Decimal {
    /// Takes a number of JSON.
    pub(crate) fn new(spelling: &str) -> Self {
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
    pub(crate) fn is_integer(&self) -> bool {
        self.power >= 0
    }

    /// The integer that it is, if that has no more than 37 digits.
    pub(crate) fn integer(&self) -> Option<i128> {
        (self.is_integer() && !self.is_huge()).then(|| self.floor())
    }

    /// The greatest integer that is not above it; beyond 37 digits just a huge
    /// one.
    pub(crate) fn floor(&self) -> i128 {
        let below = self.negative && !self.is_integer();
        self.truncated() - i128::from(below)
    }

    /// The least integer that is not below it.
    pub(crate) fn ceil(&self) -> i128 {
        self.floor() + i128::from(!self.is_integer())
    }

    /// The least positive integer that is a multiple of it.
    pub(crate) fn step(&self) -> Option<i128> {
        let digits: i128 = self.digits.parse().ok()?;
        let scale = 10_i128.checked_pow(u32::try_from(self.power.abs()).ok()?)?;
        match self.is_integer() {
            true => digits.checked_mul(scale),
            false => Some(digits / gcd(digits, scale)),
        }
    }

    /// This many times the number, in plain digits.
    pub(crate) fn times(&self, factor: i128) -> Option<String> {
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

    /// Whether more than 37 digits stand before its point, so that the integers around
    /// it are not known.
    pub(crate) fn is_huge(&self) -> bool {
        self.length() > 37
    }

    /// How many digits stand before its point.
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
pub(crate) fn lcm(left: i128, right: i128) -> Option<i128> {
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
    fn multiples() {
        assert_eq!(Decimal::new("0.05").times(-3).as_deref(), Some("-0.15"));
        assert_eq!(Decimal::new("20").times(3).as_deref(), Some("60"));
        assert_eq!(Decimal::new("2.5").step(), Some(5));
        assert_eq!(Decimal::new("0.5").step(), Some(1));
        assert_eq!(Decimal::new("30").step(), Some(30));
    }
}
