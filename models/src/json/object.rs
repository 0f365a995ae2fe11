//! An object that keeps the order of its properties.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Value;
use crate::runtime::{Key, Model, read_unknown};

/// A JSON object of any content. It keeps the order of its properties and
/// holds each name once.
///
/// Equality is that of JSON (JSON Schema Core §4.2.2): order does not count.
#[derive(Clone, Default)]
pub struct Object {
    entries: Vec<(String, Value)>,
    /// Only large objects have one; most are small, and searched faster without.
    index: Option<Box<Index>>,
}

/// From the hash of a name to its place. Two names with one hash are next to
/// impossible; the second is then found by searching.
#[derive(Clone, Default)]
struct Index {
    places: HashMap<u64, usize>,
    state: RandomState,
}

/// The number of properties up to which an object has no index.
const SMALL: usize = 16;

impl Object {
    /// An object without properties.
    pub const fn new() -> Self {
        Object {
            entries: Vec::new(),
            index: None,
        }
    }

    /// The number of properties.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no properties.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a property.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let place = self.place(name)?;
        Some(&self.entries[place].1)
    }

    /// The value of a property, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let place = self.place(name)?;
        Some(&mut self.entries[place].1)
    }

    /// Whether there is a property of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// Sets a property, at the end if it is new, and returns its former value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        match self.get_mut(&name) {
            Some(place) => Some(std::mem::replace(place, value)),
            None => {
                self.push_new(name, value);
                None
            }
        }
    }

    /// Removes a property and returns its value; the others keep their order.
    /// Takes time in proportion to the object: to remove many, use
    /// [`retain`](Self::retain).
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let place = self.place(name)?;
        let (_, value) = self.entries.remove(place);
        self.index = None;
        self.build_index();
        Some(value)
    }

    /// Removes the properties for which a function says no.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &Value) -> bool) {
        self.entries.retain(|(name, value)| keep(name, value));
        self.index = None;
        self.build_index();
    }

    /// The properties in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// Appends a property whose name is known to be new.
    pub(crate) fn push_new(&mut self, name: String, value: Value) {
        if let Some(index) = &mut self.index {
            let hash = index.state.hash_one(name.as_str());
            index.places.entry(hash).or_insert(self.entries.len());
        }
        self.entries.push((name, value));
        self.build_index();
    }

    fn place(&self, name: &str) -> Option<usize> {
        if let Some(index) = &self.index {
            let place = *index.places.get(&index.state.hash_one(name))?;
            if self.entries[place].0 == name {
                return Some(place);
            }
        }
        self.entries.iter().position(|(other, _)| other == name)
    }

    /// Gives a large object an index, if it has none.
    fn build_index(&mut self) {
        if self.entries.len() <= SMALL || self.index.is_some() {
            return;
        }
        let mut index = Box::<Index>::default();
        for (place, (name, _)) in self.entries.iter().enumerate() {
            let hash = index.state.hash_one(name.as_str());
            index.places.entry(hash).or_insert(place);
        }
        self.index = Some(index);
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(name, value)| other.get(name) == Some(value))
    }
}

impl Eq for Object {}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Object {
    /// Of several values for one name the last remains, as with any map.
    fn from_iter<I: IntoIterator<Item = (N, V)>>(properties: I) -> Self {
        let mut object = Object::new();
        for (name, value) in properties {
            object.insert(name, value);
        }
        object
    }
}

impl IntoIterator for Object {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

type Pair<'a> = fn(&'a (String, Value)) -> (&'a str, &'a Value);

impl<'a> IntoIterator for &'a Object {
    type Item = (&'a str, &'a Value);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (String, Value)>, Pair<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        let pair: Pair<'a> = |(name, value)| (name, value);
        self.entries.iter().map(pair)
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// The object as compact JSON.
impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl Model for Object {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Properties;

        impl<'de> Visitor<'de> for Properties {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut object = Object::new();
                while let Some(Key(name)) = map.next_key()? {
                    read_unknown(&mut object, name, &mut map)?;
                }
                Ok(object)
            }
        }

        deserializer.deserialize_map(Properties)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer)
    }
}
