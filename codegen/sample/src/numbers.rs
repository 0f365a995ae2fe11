//! Numbers within limits.

use exactschema_frontend::decimal::{Decimal, lcm};
use exactschema_frontend::formats::IntegerFormat;
use exactschema_frontend::model::Limit;
use fastrand::Rng;

use crate::arbitrary::NUMBERS;
use crate::conjoined_schema::ConjoinedSchema;
use crate::style::Style;

/// A random integer, most often at a limit.
pub(crate) fn integer(
    parts: &ConjoinedSchema<'_>,
    style: Style,
    random: &mut Rng,
) -> Option<String> {
    let (least, greatest) = range(parts);
    let mut candidates = integers(parts);
    if least < greatest {
        candidates.extend(inside(parts, random.i128(least..=greatest)));
    }
    let mut spelling = random.choice(candidates)?.to_string();
    if style == Style::Adversarial {
        respell(&mut spelling, random);
    }
    Some(spelling)
}

/// The integers that matter: small ones first, then those at the limits.
pub(crate) fn integers(parts: &ConjoinedSchema<'_>) -> Vec<i128> {
    let (least, greatest) = range(parts);
    let step = step(parts).unwrap_or(1);
    let wanted = [
        1,
        0,
        -1,
        42,
        100,
        least,
        least + step,
        greatest - step,
        greatest,
    ];
    wanted
        .into_iter()
        .filter_map(|integer| inside(parts, integer))
        .collect()
}

/// A random number, most often at a limit.
pub(crate) fn number(
    parts: &ConjoinedSchema<'_>,
    style: Style,
    random: &mut Rng,
) -> Option<String> {
    let mut candidates = numbers(parts, random);
    candidates.extend(NUMBERS.iter().map(ToString::to_string));
    candidates.retain(|spelling| holds(parts, spelling));
    let mut spelling = random.choice(candidates)?;
    match style {
        Style::Canonical => spelling = canonical(&spelling)?,
        Style::Adversarial if random.u8(0..4) == 0 => respell(&mut spelling, random),
        Style::Adversarial => {}
    }
    Some(spelling)
}

/// The numbers that matter: a half, those at the limits and one step beside,
/// multiples, and one in between.
pub(crate) fn numbers(parts: &ConjoinedSchema<'_>, random: &mut Rng) -> Vec<String> {
    let limits = LIMITS.iter().flat_map(|limit| parts.limits(*limit));
    let limits: Vec<f64> = limits.filter_map(|limit| limit.parse().ok()).collect();
    let mut found = vec![0.5, 1.0, 0.0];
    for limit in &limits {
        let steps = [0.0, 0.5, -0.5, 1.0, -1.0].iter().map(|step| limit + step);
        found.extend(steps.chain([limit.next_up(), limit.next_down()]));
    }
    if let [first, second, ..] = limits[..] {
        found.push(first + (second - first) * random.f64());
    }
    found.push(random.f64() * 1e3);
    let mut spelled: Vec<String> = found.iter().filter_map(|number| spell(*number)).collect();
    for divisor in parts.limits(Limit::MultipleOf) {
        spelled.extend(multiples(divisor, &found, random));
    }
    spelled.retain(|spelling| holds(parts, spelling));
    spelled
}

/// The number as a double is written.
pub(crate) fn canonical(spelling: &str) -> Option<String> {
    let canonical = spell(spelling.parse().ok()?)?;
    let same = Decimal::new(spelling) == Decimal::new(&canonical);
    same.then_some(canonical)
}

/// Another spelling of the same number, if it is not so large that it might be
/// taken for a rounded one.
pub(crate) fn respell(word: &mut String, random: &mut Rng) {
    let plain = word
        .bytes()
        .all(|byte| byte == b'-' || byte.is_ascii_digit());
    if !plain || word.len() > 15 {
        return;
    }
    let spelled = match random.u8(0..8) {
        0 => format!("{word}.0"),
        1 => format!("{word}e0"),
        2 if word == "0" => "-0".to_owned(),
        3 => match word.strip_suffix("00") {
            Some(hundreds) => format!("{hundreds}e2"),
            // A zero is never followed by another digit.
            None if word.trim_start_matches('-') == "0" => format!("{word}E-1"),
            None => format!("{word}0E-1"),
        },
        _ => return,
    };
    *word = spelled;
}

/// The bounds of numbers.
pub(crate) const LIMITS: &[Limit] = &[
    Limit::Minimum,
    Limit::ExclusiveMinimum,
    Limit::Maximum,
    Limit::ExclusiveMaximum,
];

fn spell(number: f64) -> Option<String> {
    serde_json::to_string(&number)
        .ok()
        .filter(|spelling| spelling != "null")
}

/// The least and the greatest integer. Without limits those of 64 bits with a
/// sign; a limit beyond them asks for an integer without.
fn range(parts: &ConjoinedSchema<'_>) -> (i128, i128) {
    let bounds = |limit, bound: fn(Decimal) -> i128| {
        parts
            .limits(limit)
            .map(move |limit| bound(Decimal::new(limit)))
    };
    let least = bounds(Limit::Minimum, |limit| limit.ceil());
    let least = least.chain(bounds(Limit::ExclusiveMinimum, |limit| limit.floor() + 1));
    let greatest = bounds(Limit::Maximum, |limit| limit.floor());
    let greatest = greatest.chain(bounds(Limit::ExclusiveMaximum, |limit| limit.ceil() - 1));
    let (least, greatest) = (least.max(), greatest.min());
    let declared: Vec<_> = parts.formats().filter_map(IntegerFormat::named).collect();
    let widest = match (least, greatest) {
        _ if !declared.is_empty() => (i128::MIN, i128::MAX),
        (Some(0..), Some(_)) => (0, u64::MAX.into()),
        (Some(least), None) if least > i64::MAX.into() => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    let start = (
        least.map_or(widest.0, |least| least.max(widest.0)),
        greatest.map_or(widest.1, |greatest| greatest.min(widest.1)),
    );
    declared.iter().fold(start, |(least, greatest), format| {
        (least.max(format.least), greatest.min(format.greatest))
    })
}

/// The least positive integer that is a multiple of all divisors.
fn step(parts: &ConjoinedSchema<'_>) -> Option<i128> {
    let mut divisors = parts.limits(Limit::MultipleOf);
    divisors.try_fold(1, |step, divisor| lcm(step, Decimal::new(divisor).step()?))
}

/// The next multiple of the step that is in range.
fn inside(parts: &ConjoinedSchema<'_>, integer: i128) -> Option<i128> {
    let (least, greatest) = range(parts);
    let step = step(parts)?;
    let below = integer - integer.rem_euclid(step);
    let candidates = [below, below.checked_add(step)?];
    candidates
        .into_iter()
        .find(|integer| (least..=greatest).contains(integer))
}

/// Multiples of a divisor near some numbers.
fn multiples(divisor: &str, near: &[f64], random: &mut Rng) -> Vec<String> {
    let Ok(size) = divisor.parse::<f64>() else {
        return Vec::new();
    };
    let factors = near.iter().map(|number| (number / size) as i128);
    let factors = factors.filter(|factor| factor.abs() < 1 << 50);
    let factors = factors.flat_map(|factor| [factor, factor + 1, factor - 1]);
    let decimal = Decimal::new(divisor);
    let factors = factors.chain([1, random.i128(-1000..1000)]);
    factors.filter_map(|factor| decimal.times(factor)).collect()
}

/// Whether a number is within all limits, both as it is spelled and as the
/// double that it is taken for.
fn holds(parts: &ConjoinedSchema<'_>, spelling: &str) -> bool {
    let rounded = spelling.parse().ok().and_then(spell).unwrap_or_default();
    [spelling, &rounded].iter().all(|number| {
        let number = Decimal::new(number);
        LIMITS.iter().all(|limit| {
            parts.limits(*limit).all(|other| {
                let order = number.cmp(&Decimal::new(other));
                match limit {
                    Limit::Minimum => order.is_ge(),
                    Limit::ExclusiveMinimum => order.is_gt(),
                    Limit::Maximum => order.is_le(),
                    Limit::ExclusiveMaximum => order.is_lt(),
                    Limit::MultipleOf => true,
                }
            })
        })
    })
}
