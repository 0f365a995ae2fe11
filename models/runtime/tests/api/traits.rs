//! Equality, order and hash.

use std::cmp::Ordering;
use std::fmt::Debug;
use std::hash::{BuildHasher, Hash, RandomState};

use exactschema::{
    Date, Email, Error, ErrorKind, Format, Hostname, Ipv4, Ipv6, Kind, Map, Never, Number, Object,
    Time, Timestamp, Uri, Uuid, Value,
};

/// The traits that a program can expect of any small type.
fn is_common<T: Clone + Debug + Eq + Ord + Hash + Send + Sync + 'static>() {}

#[test]
fn types_have_the_common_traits() {
    is_common::<Date>();
    is_common::<Email>();
    is_common::<ErrorKind>();
    is_common::<Format>();
    is_common::<Hostname>();
    is_common::<Ipv4>();
    is_common::<Ipv6>();
    is_common::<Kind>();
    is_common::<Map<u8>>();
    is_common::<Never>();
    is_common::<Number>();
    is_common::<Object>();
    is_common::<Time>();
    is_common::<Timestamp>();
    is_common::<Uri>();
    is_common::<Uuid>();
    is_common::<Value>();
    fn is_an_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_an_error::<Error>();
    assert_eq!(Value::default(), Value::Null);
    assert_eq!(Object::default(), Object::new());
}

/// Equality, order and hash of all pairs, of values in classes that ascend.
fn agree<T: Debug + Ord + Hash>(classes: &[&[T]]) {
    let state = RandomState::new();
    let class = classes.iter().enumerate();
    let all: Vec<(usize, &T)> = class
        .flat_map(|(class, values)| values.iter().map(move |value| (class, value)))
        .collect();
    for (left_class, left) in &all {
        for (right_class, right) in &all {
            let order = left_class.cmp(right_class);
            assert_eq!(left.cmp(right), order, "{left:?} {right:?}");
            assert_eq!(left.partial_cmp(right), Some(order), "{left:?} {right:?}");
            assert_eq!(
                left == right,
                order == Ordering::Equal,
                "{left:?} {right:?}"
            );
            if left == right {
                assert_eq!(
                    state.hash_one(left),
                    state.hash_one(right),
                    "{left:?} {right:?}"
                );
            }
        }
    }
}

fn parsed<T: std::str::FromStr<Err = Error>>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn numbers_by_value() {
    let classes: Vec<Vec<Number>> = [
        &["-1e400", "-10e399"][..],
        &["-9223372036854775809", "-9.223372036854775809e18"],
        &["-9223372036854775808", "-9223372036854775808.0"],
        &["-1", "-1.0", "-10e-1"],
        &["-1e-400"],
        &["0", "-0", "0.0", "-0e9", "0e999999999999"],
        &["0.1", "1e-1", "0.10"],
        &["0.10000000000000000000000001"],
        &["1", "1.0", "1e0"],
        &["9007199254740992", "9007199254740992.0"],
        &["9007199254740993", "9007199254740993.0"],
        &["18446744073709551615", "18446744073709551615.0"],
        &["1e400", "10e399"],
    ]
    .iter()
    .map(|class| parsed(class))
    .collect();
    agree(&classes.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

#[test]
fn values_by_type_and_content() {
    let classes: Vec<Vec<Value>> = [
        &["null"][..],
        &["false"],
        &["true"],
        &["-1", "-1.0"],
        &["2", "2.0", "20e-1"],
        &[r#""""#],
        &[r#""1""#, r#""\u0031""#],
        &["[]"],
        &["[1]", "[1.0]"],
        &["[1,null]"],
        &["{}"],
        &[r#"{"a":1,"b":2}"#, r#"{"b":2.0,"a":1e0}"#],
        &[r#"{"a":1,"c":0}"#],
        &[r#"{"a":2}"#],
        &[r#"{"b":0}"#],
    ]
    .iter()
    .map(|class| parsed(class))
    .collect();
    agree(&classes.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

#[test]
fn timestamps_by_instant_and_then_by_text() {
    let classes: Vec<Vec<Timestamp>> = [
        "2025-10-03T16:51:00+05:30",
        "2025-10-03T11:20:59.999999999999-00:00",
        "2025-10-03T11:21:00+00:00",
        "2025-10-03T11:21:00-00:00",
        "2025-10-03T11:21:00.0Z",
        "2025-10-03T11:21:00.00Z",
        "2025-10-03T11:21:00Z",
        "2025-10-03T16:51:00+05:30",
        "2025-10-03t11:21:00Z",
        "2016-12-31T23:59:60Z",
    ]
    .iter()
    .map(|text| parsed(&[text, text]))
    .collect();
    let mut classes: Vec<&[Timestamp]> = classes.iter().map(Vec::as_slice).collect();
    classes.sort();
    classes.dedup();
    assert_eq!(classes.len(), 9);
    agree(&classes);
    let texts: Vec<String> = classes.iter().map(|class| class[0].to_string()).collect();
    assert_eq!(texts[0], "2016-12-31T23:59:60Z");
    assert_eq!(texts[1], "2025-10-03T11:20:59.999999999999-00:00");
    assert!(texts[2..].is_sorted());
    let same = |class: &&&[Timestamp]| class[0].is_same_instant(&classes[2][0]);
    assert_eq!(classes.iter().filter(same).count(), 7);
}

#[test]
fn texts_by_text() {
    let dates: Vec<Date> = parsed(&["2024-02-29", "2024-03-01", "2025-01-01"]);
    agree(&[&dates[..1], &dates[1..2], &dates[2..]]);
}
