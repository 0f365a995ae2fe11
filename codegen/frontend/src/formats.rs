//! The formats that are asserted: of strings, and of integers.

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

    /// The format of the integers of a node: the one that it declares, or the one that
    /// fits its bounds.
    #[must_use]
    pub fn of(node: &Node) -> &'static Self {
        let declared = node.format().and_then(IntegerFormat::named);
        declared.unwrap_or_else(|| IntegerFormat::fitting(node))
    }

    /// The narrowest format of all integers within the bounds of a node, or the widest one:
    /// integers beyond it are unrepresentable.
    fn fitting(node: &Node) -> &'static Self {
        let bound = |limits: [Limit; 2], step: i128| {
            let bounds = limits.into_iter().zip([0, step]);
            bounds.filter_map(|(limit, step)| Some(whole(node.limit(limit)?, step)? + step))
        };
        let low = bound([Limit::Minimum, Limit::ExclusiveMinimum], 1).max();
        let high = bound([Limit::Maximum, Limit::ExclusiveMaximum], -1).min();
        let widest = match low {
            Some(low) if low >= 0 => &UINT64,
            _ => &INT64,
        };
        match (low, high) {
            (Some(low), Some(high)) => {
                let mut formats = INTEGERS.iter();
                let fitting = formats.find(|format| format.least <= low && high <= format.greatest);
                fitting.unwrap_or(widest)
            }
            _ => widest,
        }
    }
}

/// A bound as an integer: towards the values that it allows if it is inclusive,
/// away from them if the step towards them follows.
fn whole(spelling: &str, step: i128) -> Option<i128> {
    let bound: f64 = spelling.parse().ok()?;
    // Too large for a type to be chosen by it.
    if bound.abs() > 1e30 {
        return None;
    }
    if let Ok(integer) = spelling.parse() {
        return Some(integer);
    }
    Some(match step {
        1 => bound.floor() as i128,
        -1 => bound.ceil() as i128,
        _ => bound.trunc() as i128,
    })
}
