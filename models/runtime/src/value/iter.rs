//! Iterators over the properties of an object, in their order.

use std::iter::FusedIterator;
use std::{slice, vec};

use super::object::Map;

/// The properties of an object: [`Map::iter`].
#[derive(Debug)]
pub struct Iter<'a, V>(slice::Iter<'a, (String, V)>);

/// The properties of an object, whose values can be changed: [`Map::iter_mut`].
#[derive(Debug)]
pub struct IterMut<'a, V>(slice::IterMut<'a, (String, V)>);

/// The properties of an object that is taken apart.
#[derive(Debug)]
pub struct IntoIter<V>(vec::IntoIter<(String, V)>);

/// The names of the properties of an object: [`Map::keys`].
#[derive(Debug)]
pub struct Keys<'a, V>(slice::Iter<'a, (String, V)>);

/// The values of an object: [`Map::values`].
#[derive(Debug)]
pub struct Values<'a, V>(slice::Iter<'a, (String, V)>);

/// The values of an object, to change them: [`Map::values_mut`].
#[derive(Debug)]
pub struct ValuesMut<'a, V>(slice::IterMut<'a, (String, V)>);

impl<V> Map<V> {
    /// The properties in order.
    pub fn iter(&self) -> Iter<'_, V> {
        Iter(self.entries.iter())
    }

    /// The properties in order, to change their values.
    ///
    /// ```
    /// let mut counts = exactschema::Map::<u64>::from([("a", 1_u64), ("b", 2)]);
    /// for (name, count) in &mut counts {
    ///     *count += u64::from(name == "b");
    /// }
    /// assert_eq!(counts.values().sum::<u64>(), 4);
    /// ```
    pub fn iter_mut(&mut self) -> IterMut<'_, V> {
        IterMut(self.entries.iter_mut())
    }

    /// The names of the properties in order.
    pub fn keys(&self) -> Keys<'_, V> {
        Keys(self.entries.iter())
    }

    /// The values in order.
    pub fn values(&self) -> Values<'_, V> {
        Values(self.entries.iter())
    }

    /// The values in order, to change them.
    pub fn values_mut(&mut self) -> ValuesMut<'_, V> {
        ValuesMut(self.entries.iter_mut())
    }
}

macro_rules! iterators {
    ($($type:ident<$($lifetime:lifetime,)? V> $item:ty, $entry:pat => $value:expr;)*) => {$(
        impl<$($lifetime,)? V> Iterator for $type<$($lifetime,)? V> {
            type Item = $item;

            fn next(&mut self) -> Option<Self::Item> {
                self.0.next().map(|$entry| $value)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl<$($lifetime,)? V> DoubleEndedIterator for $type<$($lifetime,)? V> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map(|$entry| $value)
            }
        }

        impl<$($lifetime,)? V> ExactSizeIterator for $type<$($lifetime,)? V> {}

        impl<$($lifetime,)? V> FusedIterator for $type<$($lifetime,)? V> {}
    )*};
}

iterators! {
    Iter<'a, V> (&'a str, &'a V), (name, value) => (name.as_str(), value);
    IterMut<'a, V> (&'a str, &'a mut V), (name, value) => (name.as_str(), value);
    IntoIter<V> (String, V), property => property;
    Keys<'a, V> &'a str, (name, _) => name.as_str();
    Values<'a, V> &'a V, (_, value) => value;
    ValuesMut<'a, V> &'a mut V, (_, value) => value;
}

macro_rules! clones {
    ($($type:ident),*) => {$(
        /// Of any values: they are not cloned.
        impl<V> Clone for $type<'_, V> {
            fn clone(&self) -> Self {
                $type(self.0.clone())
            }
        }
    )*};
}

clones!(Iter, Keys, Values);

impl<V> IntoIterator for Map<V> {
    type Item = (String, V);
    type IntoIter = IntoIter<V>;

    fn into_iter(self) -> IntoIter<V> {
        IntoIter(self.entries.into_iter())
    }
}

impl<'a, V> IntoIterator for &'a Map<V> {
    type Item = (&'a str, &'a V);
    type IntoIter = Iter<'a, V>;

    fn into_iter(self) -> Iter<'a, V> {
        self.iter()
    }
}

impl<'a, V> IntoIterator for &'a mut Map<V> {
    type Item = (&'a str, &'a mut V);
    type IntoIter = IterMut<'a, V>;

    fn into_iter(self) -> IterMut<'a, V> {
        self.iter_mut()
    }
}
