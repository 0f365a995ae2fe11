//! An object that keeps the order of its properties.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Invalid};
use crate::typed::model::{Model, Write};
use crate::typed::reader::Reader;

/// A JSON object whose properties are of one type, in their order and without duplicate
/// names.
///
/// Equality is that of JSON (JSON Schema Core §4.2.2): order does not count. Order and
/// hash agree with it, and are those of the properties sorted by name.
///
/// ```
/// use exactschema::{Map, Object, Value};
///
/// let mut object = Object::from([("name", Value::from("Ada")), ("born", 1815.into())]);
/// object.insert("fellow", false);
/// assert_eq!(object["born"], 1815.into());
/// assert_eq!(object.keys().collect::<Vec<_>>(), ["name", "born", "fellow"]);
///
/// let lengths: Map<u64> = object.keys().map(|name| (name, name.len() as u64)).collect();
/// assert_eq!(lengths.to_string(), r#"{"name":4,"born":4,"fellow":6}"#);
/// ```
#[derive(Clone)]
pub struct Map<V> {
    pub(super) entries: Vec<(String, V)>,
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

    /// An object without properties, with room for as many as this.
    pub fn with_capacity(capacity: usize) -> Self {
        Map {
            entries: Vec::with_capacity(capacity),
            index: None,
        }
    }

    /// The number of properties.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the object has no properties.
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

    /// Whether the object has a property of this name.
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
        Some(self.remove_at(place))
    }

    pub(super) fn remove_at(&mut self, place: usize) -> V {
        let (_, value) = self.entries.remove(place);
        self.index = None;
        self.build_index();
        value
    }

    /// Removes the properties for which a function returns false.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &V) -> bool) {
        self.entries.retain(|(name, value)| keep(name, value));
        self.index = None;
        self.build_index();
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

    pub(super) fn place(&self, name: &str) -> Option<usize> {
        if let Some(index) = &self.index {
            let place = *index.places.get(&index.state.hash_one(name))?;
            if self.entries[place].0 == name {
                return Some(place);
            }
        }
        self.entries.iter().position(|(other, _)| other == name)
    }

    /// The properties by name.
    fn sorted(&self) -> Vec<(&str, &V)> {
        let mut properties: Vec<_> = self.iter().collect();
        properties.sort_unstable_by_key(|(name, _)| *name);
        properties
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

impl<V: PartialOrd> PartialOrd for Map<V> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.sorted().partial_cmp(&other.sorted())
    }
}

impl<V: Ord> Ord for Map<V> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sorted().cmp(&other.sorted())
    }
}

impl<V: Hash> Hash for Map<V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sorted().hash(state);
    }
}

/// Panics if there is no such property, as any map: [`get`](Map::get) does not.
impl<V> std::ops::Index<&str> for Map<V> {
    type Output = V;

    #[allow(clippy::expect_used, reason = "indexing panics, as that of any map")]
    fn index(&self, name: &str) -> &V {
        self.get(name).expect("the object has such a property")
    }
}

impl<N: Into<String>, T: Into<V>, V> Extend<(N, T)> for Map<V> {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, properties: I) {
        for (name, value) in properties {
            self.insert(name, value);
        }
    }
}

impl<N: Into<String>, T: Into<V>, V, const COUNT: usize> From<[(N, T); COUNT]> for Map<V> {
    fn from(properties: [(N, T); COUNT]) -> Self {
        properties.into_iter().collect()
    }
}

impl<N: Into<String>, T: Into<V>, V> FromIterator<(N, T)> for Map<V> {
    /// Of several values for one name the last remains, as with any map.
    fn from_iter<I: IntoIterator<Item = (N, T)>>(properties: I) -> Self {
        let mut object = Map::new();
        object.extend(properties);
        object
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
    #[cfg(feature = "validate")]
    const IS_EVALUATED: bool = V::IS_EVALUATED;

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let mut object = Map::new();
        reader.object(|reader, name| read_other(&mut object, name, reader))?;
        Ok(object)
    }

    fn check(checker: &mut Checker<'_>) -> Result<(), Invalid> {
        checker.object(Checker::model::<V>)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            map.serialize_entry(name, &Write(value))?;
        }
        map.end()
    }
}

/// Reads a property that the schema does not name, which must not have been read before.
pub fn read_other<V: Model>(
    object: &mut Map<V>,
    name: Cow<'_, str>,
    reader: &mut Reader<'_>,
) -> Result<(), ReadError> {
    if object.contains_key(&name) {
        return Err(ReadError::duplicate());
    }
    let value = reader.model()?;
    object.push_new(name.into_owned(), value);
    Ok(())
}

impl<V: Model> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::write::serialize(self, serializer)
    }
}
