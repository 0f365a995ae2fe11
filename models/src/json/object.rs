//! An object that keeps the order of its properties.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Value;
use crate::runtime::{Checker, Failure, Model, Reader, Refused, Write, embed};

/// A JSON object of any content.
pub type Object = Map<Value>;

/// A JSON object whose properties are of one type. It keeps their order and
/// holds each name once.
///
/// Equality is that of JSON (JSON Schema Core §4.2.2): order does not count.
#[derive(Clone)]
pub struct Map<V> {
    entries: Vec<(String, V)>,
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

impl<V> Default for Map<V> {
    fn default() -> Self {
        Map::new()
    }
}

impl<V> Map<V> {
    /// An object without properties.
    pub const fn new() -> Self {
        Map {
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
    pub fn get(&self, name: &str) -> Option<&V> {
        let place = self.place(name)?;
        Some(&self.entries[place].1)
    }

    /// The value of a property, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        let place = self.place(name)?;
        Some(&mut self.entries[place].1)
    }

    /// Whether there is a property of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// Sets a property, at the end if it is new, and returns its former value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<V>) -> Option<V> {
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
    pub fn remove(&mut self, name: &str) -> Option<V> {
        let place = self.place(name)?;
        let (_, value) = self.entries.remove(place);
        self.index = None;
        self.build_index();
        Some(value)
    }

    /// Removes the properties for which a function says no.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &V) -> bool) {
        self.entries.retain(|(name, value)| keep(name, value));
        self.index = None;
        self.build_index();
    }

    /// The properties in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// Appends a property whose name is known to be new.
    pub(crate) fn push_new(&mut self, name: String, value: V) {
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

impl<V: PartialEq> PartialEq for Map<V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<V: Eq> Eq for Map<V> {}

impl<N: Into<String>, T: Into<V>, V> FromIterator<(N, T)> for Map<V> {
    /// Of several values for one name the last remains, as with any map.
    fn from_iter<I: IntoIterator<Item = (N, T)>>(properties: I) -> Self {
        let mut object = Map::new();
        for (name, value) in properties {
            object.insert(name, value);
        }
        object
    }
}

impl<V> IntoIterator for Map<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

type Pair<'a, V> = fn(&'a (String, V)) -> (&'a str, &'a V);

impl<'a, V> IntoIterator for &'a Map<V> {
    type Item = (&'a str, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (String, V)>, Pair<'a, V>>;

    fn into_iter(self) -> Self::IntoIter {
        let pair: Pair<'a, V> = |(name, value)| (name, value);
        self.entries.iter().map(pair)
    }
}

impl<V: fmt::Debug> fmt::Debug for Map<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// The object as compact JSON.
impl<V: Model> fmt::Display for Map<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(&Write(self)).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl<V: Model> Model for Map<V> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        let mut object = Map::new();
        reader.object(|reader, name| read_other(&mut object, name, reader))?;
        Ok(object)
    }

    fn check(checker: &mut Checker<'_>) -> Result<(), Refused> {
        checker.object(V::check)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            map.serialize_entry(name, &Write(value))?;
        }
        map.end()
    }
}

/// Reads a property that the schema does not name, which must not have been
/// there before.
pub fn read_other<V: Model>(
    object: &mut Map<V>,
    name: Cow<'_, str>,
    reader: &mut Reader<'_>,
) -> Result<(), Failure> {
    if object.contains_key(&name) {
        return Err(Failure::duplicate());
    }
    let value = V::read(reader)?;
    object.push_new(name.into_owned(), value);
    Ok(())
}

impl<'de, V: Model> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        embed::deserialize(deserializer)
    }
}

impl<V: Model> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer)
    }
}
