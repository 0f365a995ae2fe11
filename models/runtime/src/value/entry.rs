//! A property of an object that may be absent.

use std::fmt;

use super::object::Map;

/// A property of an object, present or absent: [`Map::entry`].
#[derive(Debug)]
pub enum Entry<'a, V> {
    /// It is present.
    Occupied(OccupiedEntry<'a, V>),
    /// It is absent.
    Vacant(VacantEntry<'a, V>),
}

/// A property that is present.
pub struct OccupiedEntry<'a, V> {
    map: &'a mut Map<V>,
    place: usize,
}

/// A property that is absent.
pub struct VacantEntry<'a, V> {
    map: &'a mut Map<V>,
    name: String,
}

impl<V> Map<V> {
    /// The property of this name, to change it, or to set it if it is absent.
    ///
    /// ```
    /// let mut counts = exactschema::Map::<u64>::new();
    /// for word in ["a", "b", "a"] {
    ///     *counts.entry(word).or_default() += 1;
    /// }
    /// assert_eq!(counts.to_string(), r#"{"a":2,"b":1}"#);
    /// ```
    pub fn entry(&mut self, name: impl Into<String>) -> Entry<'_, V> {
        let name = name.into();
        match self.place(&name) {
            Some(place) => Entry::Occupied(OccupiedEntry { map: self, place }),
            None => Entry::Vacant(VacantEntry { map: self, name }),
        }
    }
}

impl<'a, V> Entry<'a, V> {
    /// The name of the property.
    pub fn key(&self) -> &str {
        match self {
            Entry::Occupied(entry) => entry.key(),
            Entry::Vacant(entry) => entry.key(),
        }
    }

    /// The value, which is set to this one if the property is absent.
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    /// The value, which is set to what a function returns if the property is absent.
    pub fn or_insert_with(self, value: impl FnOnce() -> V) -> &'a mut V {
        match self {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(value()),
        }
    }

    /// The value, which is set to the default of its type if the property is absent.
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// The entry, whose value is changed by a function if the property is present.
    pub fn and_modify(mut self, change: impl FnOnce(&mut V)) -> Self {
        if let Entry::Occupied(entry) = &mut self {
            change(entry.get_mut());
        }
        self
    }
}

impl<'a, V> OccupiedEntry<'a, V> {
    /// The name of the property.
    pub fn key(&self) -> &str {
        &self.map.entries[self.place].0
    }

    /// The value.
    pub fn get(&self) -> &V {
        &self.map.entries[self.place].1
    }

    /// The value, to change it.
    pub fn get_mut(&mut self) -> &mut V {
        &mut self.map.entries[self.place].1
    }

    /// The value, to change it for as long as the object is borrowed.
    pub fn into_mut(self) -> &'a mut V {
        &mut self.map.entries[self.place].1
    }

    /// Sets the value, and returns the former one.
    pub fn insert(&mut self, value: V) -> V {
        std::mem::replace(self.get_mut(), value)
    }

    /// Removes the property, as [`Map::remove`] does, and returns its value.
    pub fn remove(self) -> V {
        self.map.remove_at(self.place)
    }
}

impl<'a, V> VacantEntry<'a, V> {
    /// The name of the property.
    pub fn key(&self) -> &str {
        &self.name
    }

    /// Appends the property.
    pub fn insert(self, value: V) -> &'a mut V {
        let place = self.map.len();
        self.map.push_new(self.name, value);
        &mut self.map.entries[place].1
    }
}

impl<V: fmt::Debug> fmt::Debug for OccupiedEntry<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entry = f.debug_struct("OccupiedEntry");
        entry.field("key", &self.key()).field("value", self.get());
        entry.finish()
    }
}

impl<V> fmt::Debug for VacantEntry<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VacantEntry").field(&self.key()).finish()
    }
}
