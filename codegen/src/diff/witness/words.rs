//! Scalars that matter to some schemas.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Value, json};

use super::super::view::reach;
use crate::decimal::Decimal;
use crate::documents::{Facts, declared_range, formats, integer, of_json, typical};
use crate::model::{Count, Keyword, Limit, Node, NodeId};

/// The longest text that is made to see whether a limit holds.
pub(super) const LONG: usize = 50_000;

/// The longest text that is made of other characters than one.
const SHORT: usize = 100;

/// How many texts stand for a pattern.
const SAMPLES: usize = 6;

/// Values of every type, then those that some keywords speak of: what is listed, what
/// is at a limit and beside it, texts that have a format or just not.
pub(super) fn words(facts: &Facts<'_>, ids: &[NodeId]) -> Vec<Value> {
    let mut words: Vec<Value> = [
        json!(0),
        json!(""),
        json!([]),
        json!({}),
        json!(null),
        json!(true),
        json!(false),
        json!(1),
        json!(-1),
        json!(0.5),
        json!("a"),
        json!("A"),
        json!("0"),
        json!(1e300),
    ]
    .into();
    let mut random = Rng::with_seed(0);
    for node in reach(facts.schema, ids).nodes {
        for entry in &node.keywords {
            add(facts, node, &entry.keyword, &mut words, &mut random);
        }
    }
    let mut seen = BTreeSet::new();
    words.retain(|word| seen.insert(word.to_string()));
    words
}

fn add(
    facts: &Facts<'_>,
    node: &Node,
    keyword: &Keyword,
    words: &mut Vec<Value>,
    random: &mut Rng,
) {
    match keyword {
        Keyword::Enum(values) | Keyword::Examples(values) => {
            words.extend(values.iter().filter_map(of_json));
        }
        Keyword::Const(value) => words.extend(of_json(value)),
        Keyword::Extensible(texts) => words.extend(texts.iter().map(|text| json!(text))),
        Keyword::Format(_) if declared_range(node).is_some() => {
            let (least, greatest) = declared_range(node).unwrap_or_default();
            let beside = [greatest + 1, least - 1, greatest, least];
            words.extend(beside.into_iter().filter_map(integer));
        }
        Keyword::Format(format) => {
            let typical = typical(format);
            let near = formats::near(format).iter().copied();
            words.extend(typical.into_iter().chain(near).map(|text| json!(text)));
            words.extend(
                (0..SAMPLES)
                    .filter_map(|_| formats::valid(format, random))
                    .map(Value::from),
            );
        }
        Keyword::Pattern(pattern) => {
            let texts = (0..SAMPLES).filter_map(|_| facts.patterns.text(pattern, random));
            words.extend(texts.map(Value::from));
        }
        Keyword::Count(Count::MinLength | Count::MaxLength, n) if *n <= LONG => {
            let lengths = [n.saturating_sub(1), *n, n + 1];
            words.extend(lengths.map(|length| json!("a".repeat(length))));
            if *n <= SHORT {
                words.extend(["0", "A", " "].map(|one| json!(one.repeat(*n))));
            }
        }
        Keyword::Limit(limit, number) => words.extend(around(*limit, number)),
        _ => {}
    }
}

/// Numbers at a limit and on either side.
fn around(limit: Limit, number: &str) -> Vec<Value> {
    let whole = Decimal::new(number).integer();
    let beside = [-1, 0, 1].map(|step| integer(whole?.checked_add(step)?));
    let mut found: Vec<Value> = beside.into_iter().flatten().collect();
    if let Ok(double) = number.parse::<f64>() {
        let near = [
            double,
            double - 0.5,
            double + 0.5,
            double.next_up(),
            double.next_down(),
        ];
        found.extend(near.map(Value::from));
        if limit == Limit::MultipleOf {
            found.extend([2.0, 3.0, 0.5, 1.5].map(|times| Value::from(double * times)));
            let times = whole
                .into_iter()
                .flat_map(|whole| (2..=6).filter_map(move |times| whole.checked_mul(times)));
            found.extend(times.filter_map(integer));
        }
    }
    // A double without a fraction is spelled as an integer.
    let spelled = found.into_iter().map(|value| match value.as_f64() {
        Some(double) if double.fract() == 0.0 && double.abs() < 1e15 => json!(double as i64),
        _ => value,
    });
    spelled.collect()
}
