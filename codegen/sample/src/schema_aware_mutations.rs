//! Mutations that know the schema.

use fastrand::Rng;

use crate::dictionary::Dictionary;
use crate::numbers::respell;
use crate::raw_json::RawJson;

/// The number of attempts to find a place that can be changed.
const TRIES: usize = 8;

/// Changes a document in one place by the dictionary of the schema; false if nothing could be
/// changed.
pub(crate) fn mutate(dictionary: &Dictionary, document: &mut RawJson, random: &mut Rng) -> bool {
    (0..TRIES).any(|_| {
        let place = random.usize(0..document.size());
        let Some(target) = document.nth(place) else {
            return false;
        };
        match random.u8(0..7) {
            0..=2 => replace(target, dictionary, random),
            3 => add_property(target, dictionary, random),
            4 => swap_tag(target, dictionary, random),
            5 => resize(target, dictionary, random),
            _ => repeat(target, random),
        }
    })
}

/// Puts a value of the schema here, most often one of the same kind.
fn replace(target: &mut RawJson, dictionary: &Dictionary, random: &mut Rng) -> bool {
    let alike = random.u8(0..8) > 0;
    let wanted = kind(target);
    let values = dictionary.values.iter();
    let values: Vec<&RawJson> = values
        .filter(|value| !alike || kind(value) == wanted)
        .collect();
    let Some(value) = random.choice(values) else {
        return false;
    };
    *target = value.clone();
    true
}

/// The kind of a value: a null, boolean, number, string, array or object.
fn kind(tree: &RawJson) -> char {
    match tree {
        RawJson::Word(word) if word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => '0',
        RawJson::Word(word) => word.chars().next().unwrap_or_default(),
        RawJson::String(_) => '"',
        RawJson::Array(_) => '[',
        RawJson::Object(_) => '{',
    }
}

/// Adds a property that the schema knows, here or elsewhere, or gives it another
/// value.
fn add_property(target: &mut RawJson, dictionary: &Dictionary, random: &mut Rng) -> bool {
    let (RawJson::Object(properties), Some((name, value))) =
        (target, random.choice(&dictionary.properties))
    else {
        return false;
    };
    properties.retain(|(other, _)| other != name);
    let place = random.usize(0..=properties.len());
    properties.insert(place, (name.clone(), value.clone()));
    true
}

/// Sets the discriminator of an object to that of another branch.
fn swap_tag(target: &mut RawJson, dictionary: &Dictionary, random: &mut Rng) -> bool {
    let RawJson::Object(properties) = target else {
        return false;
    };
    let mut tags = properties.iter_mut().filter_map(|(name, value)| {
        let others = dictionary.tags.get(name)?;
        Some((value, others))
    });
    let Some((value, others)) = tags.next() else {
        return false;
    };
    let others: Vec<&RawJson> = others.iter().filter(|other| *other != value).collect();
    let Some(other) = random.choice(others) else {
        return false;
    };
    *value = other.clone();
    true
}

/// Changes the length of an array or object to a limit, or one more or less.
fn resize(target: &mut RawJson, dictionary: &Dictionary, random: &mut Rng) -> bool {
    let Some(length) = random.choice(&dictionary.sizes).copied() else {
        return false;
    };
    match target {
        RawJson::Array(elements) if elements.len() != length => {
            let more = elements.clone().into_iter().cycle().skip(elements.len());
            elements.truncate(length);
            let missing = length - elements.len();
            elements.extend(more.take(missing));
            true
        }
        RawJson::Object(properties) if properties.len() != length => {
            properties.truncate(length);
            let missing = properties.len()..length;
            properties.extend(missing.map(|index| (format!("more{index}"), RawJson::word("1"))));
            true
        }
        _ => false,
    }
}

/// Repeats an element of an array, which may be spelled otherwise.
fn repeat(target: &mut RawJson, random: &mut Rng) -> bool {
    let RawJson::Array(elements) = target else {
        return false;
    };
    let Some(mut element) = random.choice(&*elements).cloned() else {
        return false;
    };
    match &mut element {
        RawJson::Word(word) => respell(word, random),
        RawJson::Object(properties) => random.shuffle(properties),
        RawJson::String(_) | RawJson::Array(_) => {}
    }
    elements.insert(random.usize(0..=elements.len()), element);
    true
}
