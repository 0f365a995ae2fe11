//! Makes a document as small as it can be.

use std::ops::Range;

use exactschema_frontend::decimal::Decimal;
use exactschema_sample::{Instance, Members};

/// The number of values that are judged, with all documents around them, to make one
/// smaller.
const PATIENCE: usize = 40_000;

/// The number of elements or properties that are left out one by one.
const FEW: usize = 64;

/// The size of a document: the number of its values, then of its numbers whose spelling hides
/// their size, then its length, then the number of its characters other than `a`, and of its
/// numbers other than zero.
pub(super) fn measure(document: &Instance) -> (usize, usize, usize, [usize; 2]) {
    let [exponents, characters, numbers] = odd(document);
    let length = document.to_string().len();
    (size(document), exponents, length, [characters, numbers])
}

/// Counts numbers with an exponent, characters of texts that are no `a`, and numbers that
/// are not zero.
fn odd(value: &Instance) -> [usize; 3] {
    let sum = |odds: [usize; 3], value| {
        let more = odd(value);
        [0, 1, 2].map(|index| odds[index] + more[index])
    };
    match value {
        Instance::Number(number) => {
            let has_exponent = number.spelling().contains('e');
            let is_zero = number.spelling() == "0";
            [usize::from(has_exponent), 0, usize::from(!is_zero)]
        }
        Instance::String(text) => [0, text.chars().filter(|c| *c != 'a').count(), 0],
        Instance::Array(elements) => elements.iter().fold([0; 3], sum),
        Instance::Object(members) => members.values().fold([0; 3], sum),
        _ => [0; 3],
    }
}

fn size(value: &Instance) -> usize {
    1 + match value {
        Instance::Array(elements) => elements.iter().map(size).sum(),
        Instance::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// The smallest document that still shows what this one does, as far as it is found by
/// leaving out and simplifying one thing after another.
pub(super) fn shrunk(mut document: Instance, shows: &dyn Fn(&Instance) -> bool) -> Instance {
    let mut patience = PATIENCE;
    loop {
        let before = document.clone();
        let mut place = 0;
        while place < size(&document) && patience > 0 {
            match smaller(&document, place, &mut patience, shows) {
                // There may be more to leave out in the same place.
                Some(smaller) => document = smaller,
                None => place += 1,
            }
        }
        if document == before || patience == 0 {
            return document;
        }
    }
}

/// The document with something smaller in one place, if that still shows it.
fn smaller(
    document: &Instance,
    place: usize,
    patience: &mut usize,
    shows: &dyn Fn(&Instance) -> bool,
) -> Option<Instance> {
    let effort = 10 + size(document);
    let mut changed = document.clone();
    let target = nth(&mut changed, place)?.clone();
    let now = measure(&target);
    let others = fewer(&target).chain(simpler(&target));
    for other in others.filter(|other| measure(other) < now) {
        // What is large is not made smaller at all: each attempt takes long.
        *patience = patience.saturating_sub(effort);
        if *patience == 0 {
            return None;
        }
        *nth(&mut changed, place)? = other;
        if shows(&changed) {
            return Some(changed);
        }
    }
    None
}

/// The value of this number, counted from the outside in.
fn nth(value: &mut Instance, mut number: usize) -> Option<&mut Instance> {
    counted(value, &mut number)
}

/// Counts down to the value that is looked for: to ask each child for its size would
/// take the square of the time where values are deep.
fn counted<'v>(value: &'v mut Instance, left: &mut usize) -> Option<&'v mut Instance> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Instance::Array(elements) => elements.iter_mut().find_map(|child| counted(child, left)),
        Instance::Object(members) => members.values_mut().find_map(|child| counted(child, left)),
        _ => None,
    }
}

/// The value with fewer elements or properties, or what is in it.
fn fewer(value: &Instance) -> Box<dyn Iterator<Item = Instance> + '_> {
    match value {
        Instance::Array(elements) => {
            let parts = parts(elements.len()).map(|part| Instance::Array(elements[part].to_vec()));
            let one_less = one_by_one(elements.len()).map(|index| {
                let mut fewer = elements.clone();
                fewer.remove(index);
                Instance::Array(fewer)
            });
            let inner = elements.iter().take(FEW).cloned();
            Box::new(inner.chain(parts).chain(one_less))
        }
        Instance::Object(members) => {
            let one_less = members.keys().map(|name| {
                let mut fewer = members.clone();
                fewer.remove(name);
                Instance::Object(fewer)
            });
            Box::new(members.values().cloned().chain(one_less))
        }
        _ => Box::new(std::iter::empty()),
    }
}

/// The indices that are left out one by one: of many, only the first.
fn one_by_one(count: usize) -> Range<usize> {
    0..if count > FEW { 1 } else { count }
}

/// The rest of many without the first or the last half of them, quarter, and so on.
fn parts(count: usize) -> impl Iterator<Item = Range<usize>> {
    let halves = std::iter::successors(Some(count / 2), |part| Some(part / 2));
    let halves = halves.take_while(move |part| *part > 0 && count > FEW);
    halves.flat_map(move |part| [part..count, 0..count - part])
}

/// Simpler replacements of a value.
fn simpler(value: &Instance) -> Vec<Instance> {
    let mut found = vec![
        Instance::from(0),
        Instance::from(""),
        Instance::from(1),
        Instance::Array(Vec::new()),
        Instance::Object(Members::new()),
        Instance::Null,
    ];
    match value {
        Instance::String(text) => {
            let characters: Vec<char> = text.chars().collect();
            let half = characters.len() / 2;
            let part = |characters: &[char]| Instance::String(characters.iter().collect());
            found.extend([part(&characters[..half]), part(&characters[half..])]);
            found.extend(parts(characters.len()).map(|range| part(&characters[range])));
            if let [_, rest @ ..] = characters.as_slice() {
                found.extend([part(rest), part(&characters[..characters.len() - 1])]);
            }
            found.push("a".repeat(characters.len()).into());
        }
        Instance::Number(number) => {
            let number = Decimal::new(number.spelling());
            if !number.is_huge() {
                let whole = if number < Decimal::new("0") {
                    number.ceil()
                } else {
                    number.floor()
                };
                found.push(Instance::from(whole));
            }
        }
        _ => {}
    }
    found
}
