//! The verdict on a group: what the suite says against what the types say.

use codegen::json::{Json, Value};

use super::program::Answer;
use super::read::Test;
use crate::report::Exit;

/// What a group comes to.
#[derive(Debug, PartialEq)]
pub(crate) enum Verdict {
    /// Every document got the verdict of the suite, and was written as it was.
    Exact,
    /// codegen refused the schema, first of all for this.
    Refused(String),
    /// The types refused documents by name; the others are as they should be.
    HeldBack(Vec<String>),
    /// Documents got another verdict, or were altered.
    Wrong(Vec<String>),
    /// A defect that left nothing to judge.
    Failed(String),
}

impl Verdict {
    /// Whether types judged the documents.
    pub(crate) fn is_judged(&self) -> bool {
        match self {
            Verdict::Exact | Verdict::HeldBack(_) | Verdict::Wrong(_) => true,
            Verdict::Refused(_) | Verdict::Failed(_) => false,
        }
    }

    /// How a command ends that comes to this.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Verdict::Exact | Verdict::Refused(_) | Verdict::HeldBack(_) => Exit::GOOD,
            Verdict::Wrong(_) | Verdict::Failed(_) => Exit::FINDINGS,
        }
    }
}

/// The verdict on a group by the answers to its documents.
pub(crate) fn verdict(tests: &[Test], answers: &[Answer]) -> Verdict {
    let (mut wrong, mut held_back) = (Vec::new(), Vec::new());
    for (test, answer) in tests.iter().zip(answers) {
        let suite = if test.valid { "valid" } else { "invalid" };
        let finding = |types: &str| {
            let description = &test.description;
            format!("{description}: the suite says {suite}, the types {types}")
        };
        match answer {
            Answer::HeldBack(reason) => held_back.push(finding(&format!("hold it back: {reason}"))),
            Answer::Invalid(_) if !test.valid => {}
            Answer::Invalid(reason) => wrong.push(finding(&format!("say invalid: {reason}"))),
            Answer::Valid(_) if !test.valid => wrong.push(finding("say valid")),
            Answer::Valid(written) => {
                let same = Json::parse(written).is_ok_and(|json| same(&test.data, &json));
                if !same {
                    wrong.push(finding(&format!("write it as {written}")));
                }
            }
            Answer::Unwritable(reason) => {
                wrong.push(finding(&format!("cannot write it: {reason}")))
            }
            Answer::Panicked => wrong.push(finding("panicked")),
        }
    }
    match (wrong.is_empty(), held_back.is_empty()) {
        (false, _) => Verdict::Wrong(wrong),
        (true, false) => Verdict::HeldBack(held_back),
        (true, true) => Verdict::Exact,
    }
}

/// Whether two documents are the same, the order of properties aside.
fn same(left: &Json, right: &Json) -> bool {
    match (&left.value, &right.value) {
        (Value::Object(left), Value::Object(properties)) => {
            left.len() == properties.len()
                && left.iter().all(|(name, value)| {
                    let other = right.get(name);
                    other.is_some_and(|other| same(value, other))
                })
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| same(l, r))
        }
        (Value::Number(left), Value::Number(right)) => same_number(left, right),
        (left, right) => left == right,
    }
}

/// Whether two spellings are the same number: exactly, or, as fractions are held
/// as doubles, to the last bit of a double.
fn same_number(left: &str, right: &str) -> bool {
    let (left_decimal, right_decimal) = (Decimal::new(left), Decimal::new(right));
    let fractions = left_decimal.exponent < 0 && right_decimal.exponent < 0;
    left_decimal == right_decimal
        || fractions
            && left.parse::<f64>().ok().map(f64::to_bits)
                == right.parse::<f64>().ok().map(f64::to_bits)
}

/// A number as its digits, without zeros at either end, and a power of ten.
#[derive(PartialEq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn new(spelling: &str) -> Self {
        let negative = spelling.starts_with('-');
        let spelling = spelling.trim_start_matches('-');
        let (mantissa, exponent) = spelling.split_once(['e', 'E']).unwrap_or((spelling, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        // Beyond this no number of digits that fits into memory tells two apart.
        let far = if exponent.starts_with('-') {
            -(1 << 40)
        } else {
            1 << 40
        };
        let exponent = exponent.parse::<i64>().unwrap_or(far);
        let shift = digits.len() as i64 - significant.len() as i64 - fraction.len() as i64;
        let significant = significant.trim_start_matches('0');
        if significant.is_empty() {
            // Zero has no sign and no power.
            return Decimal {
                negative: false,
                digits: String::new(),
                exponent: 0,
            };
        }
        Decimal {
            negative,
            digits: significant.to_owned(),
            exponent: exponent.saturating_add(shift),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_by_value() {
        for (left, right) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("-0.0", "0"),
            ("0.10000000000000001", "0.1"),
            (
                "12345678910111213141516171819202122232425262728293031",
                "12345678910111213141516171819202122232425262728293031.0",
            ),
        ] {
            assert!(same_number(left, right), "{left} {right}");
        }
        for (left, right) in [
            ("1", "-1"),
            ("9007199254740993", "9007199254740992"),
            ("0.1", "0.2"),
            ("1", "10"),
        ] {
            assert!(!same_number(left, right), "{left} {right}");
        }
    }
}
