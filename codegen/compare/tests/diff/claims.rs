//! Checks claims by validators that are independent of the comparison.

use exactschema_compare::diff::{
    Class, Comparison, ContentModel, Direction, Verdict, uses_declared_names,
};
use exactschema_sample::{Dictionary, Generator, Instance, mutate};
use fastrand::Rng;
use jsonschema::{Keyword, ValidationError, Validator};
use serde_json::Value;

use crate::text::{compared_by, parsed};

/// The number of documents for a claim, unless the variable `DOCUMENTS` is set.
const DOCUMENTS: u64 = 60;

/// The number of documents for a claim.
pub(crate) fn documents() -> u64 {
    set().unwrap_or(DOCUMENTS)
}

/// The number of documents that the variable sets.
fn set() -> Option<u64> {
    let count = std::env::var("DOCUMENTS").ok()?;
    Some(count.parse().unwrap())
}

/// Whether all claims are to be tried, with as many documents as are set.
pub(crate) fn is_full() -> bool {
    set().is_some()
}

fn validator(text: &str) -> Validator {
    second_judge(text).unwrap()
}

/// A validator that has nothing of ours; `None` if the schema is none to it.
pub(crate) fn second_judge(text: &str) -> Option<Validator> {
    let schema: Value = serde_json::from_str(text).ok()?;
    let options = jsonschema::options();
    let options = options.with_keyword("format", |_, format, _| Ok(Box::new(Format::of(format))));
    options.build(&schema).ok()
}

/// A format: the crate asserts those of texts, and none of integers.
enum Format {
    Integer(i128, i128),
    Text(Validator),
}

impl Format {
    fn of(format: &Value) -> Self {
        match format.as_str() {
            Some("int8") => Format::Integer(i8::MIN.into(), i8::MAX.into()),
            Some("int16") => Format::Integer(i16::MIN.into(), i16::MAX.into()),
            Some("int32") => Format::Integer(i32::MIN.into(), i32::MAX.into()),
            Some("int64") => Format::Integer(i64::MIN.into(), i64::MAX.into()),
            Some("uint8") => Format::Integer(0, u8::MAX.into()),
            Some("uint16") => Format::Integer(0, u16::MAX.into()),
            Some("uint32") => Format::Integer(0, u32::MAX.into()),
            Some("uint64") => Format::Integer(0, u64::MAX.into()),
            _ => {
                let options = jsonschema::draft202012::options().should_validate_formats(true);
                let format = serde_json::json!({ "format": format });
                Format::Text(options.build(&format).unwrap())
            }
        }
    }
}

impl<'i> Keyword<'i> for Format {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        match self.is_valid(instance) {
            true => Ok(()),
            false => Err(ValidationError::custom("format")),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        match (self, instance) {
            (Format::Integer(least, greatest), Value::Number(number)) => {
                let signed = number.as_i64().map(i128::from);
                let integer = signed.or(number.as_u64().map(i128::from));
                let double = number.as_f64().unwrap_or_default();
                match integer {
                    Some(integer) => (least..=greatest).contains(&&integer),
                    None => {
                        double.fract() != 0.0
                            || (*least as f64..=*greatest as f64).contains(&double)
                    }
                }
            }
            (Format::Integer(..), _) => true,
            (Format::Text(validator), instance) => validator.is_valid(instance),
        }
    }
}

/// Checks all claims about two texts; returns the claimed verdicts: two for each content
/// model.
pub(crate) fn tried(old: &str, new: &str) -> Result<[[Verdict; 2]; 2], String> {
    let mut verdicts: Vec<[Verdict; 2]> = Vec::new();
    let models = [ContentModel::Open, ContentModel::Lenient];
    let forward = compared_by(old, new, models);
    let reverse = compared_by(new, old, models);
    for ((forward, reverse), model) in forward.iter().zip(&reverse).zip(models) {
        same_from_both_ends(forward, reverse)?;
        for (index, (direction, from, to)) in [
            (Direction::Backward, old, new),
            (Direction::Forward, new, old),
        ]
        .into_iter()
        .enumerate()
        {
            for comparison in [forward, reverse] {
                let direction = match std::ptr::eq(comparison, forward) {
                    true => direction,
                    false => opposite(direction),
                };
                witnesses(comparison, direction, from, to)?;
            }
            // Documents with declared names are among all documents.
            let is_tried = verdicts
                .first()
                .is_some_and(|open| open[index] == Verdict::Compatible);
            if forward.verdict(direction) == Verdict::Compatible && !is_tried {
                survives(from, to, model)?;
            }
        }
        verdicts.push([forward.backward, forward.forward]);
    }
    Ok([verdicts[0], verdicts[1]])
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Backward => Direction::Forward,
        Direction::Forward => Direction::Backward,
    }
}

/// Checks that backward from one end is forward from the other.
fn same_from_both_ends(forward: &Comparison, reverse: &Comparison) -> Result<(), String> {
    let from_forward = (forward.backward, forward.forward);
    let from_reverse = (reverse.forward, reverse.backward);
    match from_forward == from_reverse {
        true => Ok(()),
        false => Err(format!(
            "{from_forward:?} forward, and {from_reverse:?} reverse"
        )),
    }
}

/// Whether every witness is one.
fn witnesses(
    comparison: &Comparison,
    direction: Direction,
    from: &str,
    to: &str,
) -> Result<(), String> {
    let (from_text, to_text) = (from, to);
    let (from, to) = (validator(from), validator(to));
    for change in &comparison.changes {
        let Class::Breaking(witness) = change.class(direction) else {
            continue;
        };
        let document = witness.document.compact();
        let Ok(instance) = serde_json::from_str::<Value>(&document) else {
            // A number is beyond all doubles.
            continue;
        };
        if !is_read_exactly([from_text, to_text], &document, &instance) {
            continue;
        }
        if !from.is_valid(&instance) || to.is_valid(&instance) {
            return Err(format!("{}: {document} is no witness", change.rule));
        }
    }
    Ok(())
}

/// Whether no number was rounded, as the validator would read it, or divide it.
pub(crate) fn is_read_exactly(schemas: [&str; 2], document: &str, instance: &Value) -> bool {
    let divides = schemas.iter().any(|schema| schema.contains("multipleOf"));
    let words = document.split(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c));
    let is_long = |word: &str| word.parse::<f64>().is_ok_and(|number| number.abs() >= 1e15);
    if divides && words.into_iter().any(is_long) {
        return false;
    }
    let [document, read] = [document, &instance.to_string()].map(|text| {
        let json = exactschema_frontend::json::Json::parse(text).unwrap();
        Instance::from(&json)
    });
    document == read
}

/// Whether documents that are valid under one text are valid under another.
fn survives(from: &str, to: &str, model: ContentModel) -> Result<(), String> {
    let schemas = [from, to].map(parsed);
    let words = schemas.each_ref().map(Dictionary::of);
    let generator = Generator::new(&schemas[0], from).unwrap();
    let (from_text, to_text) = (from, to);
    let (from, to) = (validator(from), validator(to));
    for seed in 0..documents() {
        let mut random = Rng::with_seed(seed);
        let Some(mut document) = generator.valid(&mut random) else {
            continue;
        };
        if seed % 2 == 1 {
            mutate(
                &words[usize::from(seed % 4 == 1)],
                &mut document,
                &mut random,
            );
        }
        let text = document.print();
        let Ok(instance) = serde_json::from_str::<Value>(&text) else {
            // The mutation made half a surrogate pair.
            continue;
        };
        if !is_read_exactly([from_text, to_text], &text, &instance) {
            continue;
        }
        // The spelling of numbers is beyond the validator: it takes 1.0 for 1, but not
        // every decimal for what it is.
        if !from.is_valid(&instance) || to.is_valid(&instance) {
            continue;
        }
        let plain = exactschema_sample::instance(&document).unwrap();
        if model == ContentModel::Lenient && !uses_declared_names(&schemas[0], &plain) {
            continue;
        }
        return Err(format!("claimed to stay valid: {instance}"));
    }
    Ok(())
}
