//! Scalars that matter to some schemas.

use std::collections::BTreeSet;

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::model::{Count, Keyword, Limit, Node, NodeId};
use exactschema_sample::{
    Facts, Instance, Members, declared_range, formats, hidden_members, typical,
};
use fastrand::Rng;

use super::super::view::reach;

/// The longest text that is made to satisfy a limit.
pub(super) const LONG: usize = 50_000;

/// The longest text that is made of other characters than one.
const SHORT: usize = 100;

/// The number of schemas that are looked at that keywords such as `not` are set to.
const HIDDEN: usize = 50;

/// The number of samples of a pattern.
const SAMPLES: usize = 6;

/// Values of every type, then those of some keywords: listed values, values at and beside a
/// limit, texts that have a format or almost.
pub(super) fn words(facts: &Facts<'_>, ids: &[NodeId]) -> Vec<Instance> {
    let mut words: Vec<Instance> = [
        Instance::from(0),
        Instance::from(""),
        Instance::Array(Vec::new()),
        Instance::Object(Members::new()),
        Instance::Null,
        Instance::from(true),
        Instance::from(false),
        Instance::from(1),
        Instance::from(-1),
        Instance::number("0.5"),
        Instance::from("a"),
        Instance::from("A"),
        Instance::from("0"),
        Instance::number("1e300"),
    ]
    .into();
    let mut random = Rng::with_seed(0);
    let mut waiting = ids.to_vec();
    let mut looked_at = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if looked_at.len() >= HIDDEN || !looked_at.insert(id) {
            continue;
        }
        for node in reach(facts.schema, &[id]).nodes {
            for entry in &node.keywords {
                add(facts, node, &entry.keyword, &mut words, &mut random);
                let hidden = hidden_members(facts.schema, entry).into_iter();
                waiting.extend(hidden.map(|(_, id)| id));
            }
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
    words: &mut Vec<Instance>,
    random: &mut Rng,
) {
    match keyword {
        Keyword::Enum(values) | Keyword::Examples(values) => {
            words.extend(values.iter().map(Instance::from));
        }
        Keyword::Const(value) => words.push(Instance::from(value)),
        Keyword::Extensible(texts) => {
            words.extend(texts.iter().map(|text| Instance::from(&**text)))
        }
        Keyword::Format(_) if declared_range(node).is_some() => {
            let (least, greatest) = declared_range(node).unwrap_or_default();
            let beside = [greatest + 1, least - 1, greatest, least];
            words.extend(beside.map(Instance::from));
        }
        Keyword::Format(format) => {
            let typical = typical(format);
            let near = formats::edge_cases(format).iter().copied();
            words.extend(typical.into_iter().chain(near).map(Instance::from));
            words.extend(
                (0..SAMPLES)
                    .filter_map(|_| formats::valid(format, random))
                    .map(Instance::from),
            );
        }
        Keyword::Pattern(pattern) => {
            let texts = (0..SAMPLES).filter_map(|_| facts.patterns.text(pattern, random));
            words.extend(texts.map(Instance::from));
        }
        Keyword::Count(Count::MinLength | Count::MaxLength, n) if *n <= LONG => {
            let lengths = [n.saturating_sub(1), *n, n + 1];
            words.extend(lengths.map(|length| Instance::from("a".repeat(length))));
            if *n <= SHORT {
                words.extend(["0", "A", " "].map(|one| Instance::from(one.repeat(*n))));
            }
        }
        Keyword::Limit(limit, number) => words.extend(around(*limit, number)),
        _ => {}
    }
}

/// Numbers at a limit and on either side.
fn around(limit: Limit, spelling: &str) -> Vec<Instance> {
    let number = Decimal::new(spelling);
    let steps = ["-1", "-0.5", "0.5", "1"].map(Decimal::new);
    let beside = steps.iter().filter_map(|step| number.plus(step));
    let mut found: Vec<String> = beside.map(|number| number.spelled()).collect();
    found.push(number.spelled());
    if let Ok(double) = spelling.parse::<f64>() {
        let near = [double.next_up(), double.next_down()];
        let near = near.into_iter().filter(|double| double.is_finite());
        found.extend(near.map(|double| double.to_string()));
    }
    if limit == Limit::MultipleOf {
        found.extend((2..=6).filter_map(|times| number.times(times)));
        // A half of it, and one and a half.
        let tenths = [5, 15].into_iter().filter_map(|times| number.times(times));
        found.extend(tenths.map(|tenths| format!("{tenths}e-1")));
    }
    found
        .iter()
        .map(|number| Instance::number(number))
        .collect()
}
