//! Objects as a collection.

use exactschema::map::Entry;
use exactschema::{Map, Object, Value};

/// With more properties than are searched without an index.
fn large() -> Map<usize> {
    (0..100_usize).map(|i| (format!("p{i}"), i)).collect()
}

#[test]
fn iterators_go_both_ways_and_know_their_length() {
    let mut map = large();
    assert_eq!(map.iter().len(), 100);
    assert_eq!(map.keys().next_back(), Some("p99"));
    assert_eq!(map.values().rev().take(2).collect::<Vec<_>>(), [&99, &98]);
    assert_eq!(map.iter_mut().next_back(), Some(("p99", &mut 99)));
    map.values_mut().for_each(|value| *value += 1);
    for (_, value) in &mut map {
        *value += 1;
    }
    let mut sum = 0;
    for (name, value) in &map {
        assert_eq!(map.get(name), Some(value));
        sum += value;
    }
    assert_eq!(sum, (2..102).sum::<usize>());
    let (keys, again) = (map.keys(), map.keys().clone());
    assert!(keys.eq(again));
    let mut properties = map.into_iter();
    assert_eq!(properties.next(), Some(("p0".to_owned(), 2)));
    assert_eq!((properties.len(), properties.by_ref().count()), (99, 99));
    assert_eq!(properties.next(), None);
}

#[test]
fn entries_change_what_is_present_and_set_what_is_absent() {
    for mut map in [Map::new(), large()] {
        let before = map.len();
        assert_eq!(map.entry("new").key(), "new");
        assert_eq!(map.len(), before);
        assert_eq!(*map.entry("new").or_insert(7), 7);
        assert_eq!(
            *map.entry("new")
                .and_modify(|value| *value += 1)
                .or_default(),
            8
        );
        assert_eq!(map.len(), before + 1);
        let Entry::Occupied(mut entry) = map.entry("new") else {
            unreachable!("it was inserted");
        };
        assert_eq!((entry.insert(9), *entry.get()), (8, 9));
        assert_eq!(entry.remove(), 9);
        assert!(!map.contains_key("new"));
        let Entry::Vacant(entry) = map.entry("new") else {
            unreachable!("it was removed");
        };
        *entry.insert(1) += 1;
        assert_eq!(map["new"], 2);
        assert_eq!(map.keys().next_back(), Some("new"));
    }
}

#[test]
fn properties_are_removed_and_extended_in_order() {
    let mut map = large();
    assert_eq!(map.remove("p1"), Some(1));
    assert_eq!(map.remove("p1"), None);
    map.retain(|_, value| value % 2 == 1);
    assert_eq!(
        (map.len(), map.get("p2"), map.get("p99")),
        (49, None, Some(&99))
    );
    map.extend([("p99", 0_usize), ("last", 1)]);
    assert_eq!((map["p99"], map.keys().next_back()), (0, Some("last")));
    *map.get_mut("last").unwrap() = 2;
    assert_eq!(map["last"], 2);
    let of_array = Object::from([("a", 1), ("b", 2), ("a", 3)]);
    assert_eq!(of_array.to_string(), r#"{"a":3,"b":2}"#);
    assert!(Map::<Value>::with_capacity(9).is_empty());
}

#[test]
#[should_panic(expected = "property")]
fn the_index_of_an_absent_property_panics() {
    let _ = large()["absent"];
}
