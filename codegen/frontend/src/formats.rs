//! The formats that are asserted: of strings, and of integers.

use crate::decimal::Decimal;
use crate::json::Value;
use crate::model::{Limit, Node};

/// A format of strings that is asserted.
#[derive(Debug)]
pub struct TextFormat {
    /// Its name in JSON Schema.
    pub name: &'static str,
    /// Its name in the runtime of `models`.
    pub constraint: &'static str,
    /// The type of its texts in `models`.
    pub type_: &'static str,
}

/// The formats of strings that are asserted (Validation §7.3).
pub const TEXTS: &[TextFormat] = &[
    TextFormat::new("date", "Date", "Date"),
    TextFormat::new("time", "Time", "Time"),
    TextFormat::new("date-time", "DateTime", "Timestamp"),
    TextFormat::new("uuid", "Uuid", "Uuid"),
    TextFormat::new("uri", "Uri", "Uri"),
    TextFormat::new("email", "Email", "Email"),
    TextFormat::new("ipv4", "Ipv4", "Ipv4"),
    TextFormat::new("ipv6", "Ipv6", "Ipv6"),
    TextFormat::new("hostname", "Hostname", "Hostname"),
];

impl TextFormat {
    const fn new(name: &'static str, constraint: &'static str, type_: &'static str) -> Self {
        TextFormat {
            name,
            constraint,
            type_,
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TEXTS.iter().find(|format| format.name == name)
    }
}

/// A format of integers, which is a type of Rust.
#[derive(Debug)]
pub struct IntegerFormat {
    /// Its name in JSON Schema.
    pub name: &'static str,
    /// Its type in Rust.
    pub type_: &'static str,
    /// The least integer of it.
    pub least: i128,
    /// The greatest integer of it.
    pub greatest: i128,
}

/// The formats of integers, narrow ones first, unsigned before signed: an
/// unsigned type is preferred where the minimum is not negative.
pub const INTEGERS: &[IntegerFormat] = &[
    IntegerFormat::new("uint8", "u8", 0, u8::MAX as i128),
    IntegerFormat::new("int8", "i8", i8::MIN as i128, i8::MAX as i128),
    IntegerFormat::new("uint16", "u16", 0, u16::MAX as i128),
    IntegerFormat::new("int16", "i16", i16::MIN as i128, i16::MAX as i128),
    IntegerFormat::new("uint32", "u32", 0, u32::MAX as i128),
    IntegerFormat::new("int32", "i32", i32::MIN as i128, i32::MAX as i128),
    UINT64,
    INT64,
];

/// The widest format without a sign.
const UINT64: IntegerFormat = IntegerFormat::new("uint64", "u64", 0, u64::MAX as i128);

/// The widest format with a sign.
const INT64: IntegerFormat = IntegerFormat::new("int64", "i64", i64::MIN as i128, i64::MAX as i128);

impl IntegerFormat {
    const fn new(name: &'static str, type_: &'static str, least: i128, greatest: i128) -> Self {
        IntegerFormat {
            name,
            type_,
            least,
            greatest,
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        INTEGERS.iter().find(|format| format.name == name)
    }

    /// The format of the integers of a node: the one that it declares, or the narrowest of all
    /// integers within its bounds; without bounds the widest, beyond which integers are
    /// unrepresentable. `None` if a bound asks for integers beyond 64 bits.
    #[must_use]
    pub fn of(node: &Node) -> Option<&'static Self> {
        if let Some(declared) = node.format().and_then(IntegerFormat::named) {
            return Some(declared);
        }
        let bound = |inclusive, exclusive, whole: fn(&Decimal, bool) -> i128| {
            let limit = |limit, is_exclusive| {
                let number = node.limit(limit)?;
                Some(whole(&Decimal::new(number), is_exclusive))
            };
            [limit(inclusive, false), limit(exclusive, true)]
        };
        let low = bound(Limit::Minimum, Limit::ExclusiveMinimum, least);
        let high = bound(Limit::Maximum, Limit::ExclusiveMaximum, greatest);
        let low = low.into_iter().flatten().max();
        let high = high.into_iter().flatten().min();
        let holds = |format: &&IntegerFormat| {
            low.is_none_or(|low| (format.least..=format.greatest).contains(&low))
                && high.is_none_or(|high| (format.least..=format.greatest).contains(&high))
        };
        let widest = match low {
            Some(low) if low >= 0 => &UINT64,
            _ => &INT64,
        };
        match (low, high) {
            // No integer is within them.
            (Some(low), Some(high)) if low > high => Some(widest),
            (Some(_), Some(_)) => INTEGERS.iter().find(holds),
            _ => Some(widest).filter(holds),
        }
    }
}

/// The least integer that a bound from below allows.
fn least(bound: &Decimal, is_exclusive: bool) -> i128 {
    bound.ceil() + i128::from(is_exclusive && bound.is_integer())
}

/// The greatest integer that a bound from above allows.
fn greatest(bound: &Decimal, is_exclusive: bool) -> i128 {
    bound.floor() - i128::from(is_exclusive && bound.is_integer())
}

/// Whether a schema of numbers asks for more than doubles: by a format of decimals, or by a
/// limit that no double represents to the digit.
#[must_use]
pub fn is_beyond_doubles(node: &Node) -> bool {
    /// Formats of the OpenAPI registry, which an import may mark as not asserted.
    const DECIMALS: [&str; 2] = ["decimal", "decimal128"];
    const LIMITS: [Limit; 5] = [
        Limit::Minimum,
        Limit::Maximum,
        Limit::ExclusiveMinimum,
        Limit::ExclusiveMaximum,
        Limit::MultipleOf,
    ];
    // Formats of numbers assert nothing in most dialects.
    let mut keywords = node.keywords.iter();
    let format = keywords.find(|entry| entry.name == "format");
    match format.map(|entry| &entry.json.value) {
        Some(Value::String(format)) if format == "double" => false,
        Some(Value::String(format)) if DECIMALS.contains(&format.trim_start_matches("x-")) => true,
        _ => {
            let mut limits = LIMITS.iter().filter_map(|limit| node.limit(*limit));
            limits.any(|limit| exactschema::from_str::<f64>(limit).is_err())
        }
    }
}
