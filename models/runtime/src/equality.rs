//! Equality of JSON (Core §4.2.2): numbers by value, objects without regard to order.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::{FixedState, RandomState};

use crate::document::Instance;
use crate::text::lexer::Kind;
use crate::text::number;
use crate::value::Value;

/// Whether an instance is a value.
pub(crate) fn equals_value(instance: Instance<'_>, value: &Value) -> bool {
    match (instance.kind(), value) {
        (Kind::Null, Value::Null) => true,
        (Kind::Boolean, Value::Bool(truth)) => instance.is_true() == *truth,
        (Kind::Number, Value::Number(number)) => {
            number::equal(instance.source(), &number.to_string())
        }
        (Kind::String, Value::String(text)) => instance.is(text),
        (Kind::Array, Value::Array(elements)) => {
            let pairs = instance.elements().zip(elements);
            instance.len() == elements.len() && { pairs }
                .all(|(instance, value)| equals_value(instance, value))
        }
        (Kind::Object, Value::Object(object)) => {
            instance.len() == object.len()
                && instance.members().all(|member| {
                    let value = object.get(&member.name.text());
                    value.is_some_and(|value| equals_value(member.value, value))
                })
        }
        _ => false,
    }
}

/// Whether two instances are equal.
fn equal(left: Instance<'_>, right: Instance<'_>) -> bool {
    if left.kind() != right.kind() || left.len() != right.len() {
        return false;
    }
    match left.kind() {
        Kind::Null => true,
        Kind::Boolean => left.is_true() == right.is_true(),
        Kind::Number => number::equal(left.source(), right.source()),
        Kind::String => left.source() == right.source() || left.text() == right.text(),
        Kind::Array => {
            let mut pairs = left.elements().zip(right.elements());
            pairs.all(|(left, right)| equal(left, right))
        }
        Kind::Object => {
            let others = right.members();
            let others = others.map(|member| (member.name.text(), member.value));
            let others: HashMap<_, _> = others.collect();
            left.members().all(|member| {
                let other = others.get(&member.name.text());
                other.is_some_and(|other| equal(member.value, *other))
            })
        }
    }
}

/// The places of the first two elements of an array that are equal.
pub(crate) fn first_equal(array: Instance<'_>) -> Option<(usize, usize)> {
    const FEW: usize = 8;
    if array.len() <= FEW {
        return array.elements().enumerate().find_map(|(second, element)| {
            let mut before = array.elements().take(second);
            let first = before.position(|other| equal(other, element))?;
            Some((first, second))
        });
    }
    let state = RandomState::default();
    let hashes = array.elements().enumerate();
    let hashes = hashes.map(|(place, element)| (hash(element, &state), place, element));
    let mut elements: Vec<_> = hashes.collect();
    elements.sort_unstable_by_key(|(hash, place, _)| (*hash, *place));
    let alike = elements.chunk_by(|(left, ..), (right, ..)| left == right);
    let pairs = alike.filter_map(|alike| {
        (1..alike.len()).find_map(|second| {
            let (_, second, element) = alike[second];
            let mut before = alike.iter().take_while(|(_, place, _)| *place < second);
            let first = before.find(|(.., other)| equal(*other, element))?;
            Some((first.1, second))
        })
    });
    pairs.min_by_key(|(_, second)| *second)
}

/// The same for all values and instances that are equal.
pub(crate) fn hash_value(value: &Value, state: &RandomState) -> u64 {
    let mut hasher = state.build_hasher();
    (kind_of(value) as u8).hash(&mut hasher);
    match value {
        Value::Null => {}
        Value::Bool(truth) => truth.hash(&mut hasher),
        Value::Number(number) => number::hash(&number.to_string(), &mut hasher),
        Value::String(text) => text.hash(&mut hasher),
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| hash_value(element, state).hash(&mut hasher)),
        Value::Object(object) => {
            let members = object.iter();
            let members =
                members.map(|(name, value)| state.hash_one((name, hash_value(value, state))));
            members.fold(0_u64, u64::wrapping_add).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// As [`hash_value`], for a number.
pub(crate) fn hash_number(spelling: &str, state: &RandomState) -> u64 {
    let mut hasher = state.build_hasher();
    (Kind::Number as u8).hash(&mut hasher);
    number::hash(spelling, &mut hasher);
    hasher.finish()
}

/// The same for all spellings of a number.
pub(crate) fn hash_of_number(spelling: &str) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    number::hash(spelling, &mut hasher);
    hasher.finish()
}

/// As [`hash_value`], for an instance.
pub(crate) fn hash(instance: Instance<'_>, state: &RandomState) -> u64 {
    let mut hasher = state.build_hasher();
    (instance.kind() as u8).hash(&mut hasher);
    match instance.kind() {
        Kind::Null => {}
        Kind::Boolean => instance.is_true().hash(&mut hasher),
        Kind::Number => number::hash(instance.source(), &mut hasher),
        Kind::String => instance.text().hash(&mut hasher),
        Kind::Array => instance
            .elements()
            .for_each(|element| hash(element, state).hash(&mut hasher)),
        Kind::Object => {
            // A sum does not depend on the order.
            let members = instance.members().map(|member| {
                let name = member.name.text();
                state.hash_one((&*name, hash(member.value, state)))
            });
            members.fold(0_u64, u64::wrapping_add).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The type of a value.
pub(crate) fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    }
}
