//! Compares two APIs, item by item.

use std::collections::{BTreeMap, BTreeSet};

use codegen::api::{Function, Type};

use super::changes::{Change, Changed};
use super::item::{Is, Item, items};
use super::reading::{emits_as, is_ordered_as, reads_as};
use super::step::Step;
use super::{Api, moved};

/// Items by their paths.
pub(super) type Items<'a> = BTreeMap<&'a str, &'a Item<'a>>;

/// All changes from one API to another: of the items of the old in its order, then
/// what is new, then what leaves every program as it is.
pub fn changes(old: &Api, new: &Api) -> Vec<Change> {
    let (old, new) = (&old.types, &new.types);
    let old_items: Vec<Item<'_>> = old.iter().flat_map(items).collect();
    let new_items: Vec<Item<'_>> = new.iter().flat_map(items).collect();
    let (before, after) = (by_path(&old_items), by_path(&new_items));
    let mut changes = Vec::new();
    for item in &old_items {
        let now = after.get(item.path.as_str()).copied();
        changes.extend(kept_or_removed(item, now, &before, &after));
    }
    let added = new_items
        .iter()
        .filter(|item| !before.contains_key(item.path.as_str()));
    changes.extend(added.filter_map(|item| self::added(item, &before, &after)));
    changes.extend(moved::changes(old, new, &after));
    let touched = touched(old_items.iter().chain(&new_items), &changes);
    changes.extend(unseen(old, new, &after, &touched));
    changes
}

fn by_path<'a>(items: &'a [Item<'a>]) -> Items<'a> {
    items
        .iter()
        .map(|item| (item.path.as_str(), item))
        .collect()
}

/// The type of a name.
pub(super) fn type_named<'a>(types: &'a [Type], name: &str) -> Option<&'a Type> {
    types.iter().find(|type_| type_.name == name)
}

fn change(item: &Item<'_>, changed: Changed) -> Change {
    Change {
        path: item.path.clone(),
        changed,
    }
}

/// The changes of an item that existed before.
fn kept_or_removed(
    old: &Item<'_>,
    new: Option<&Item<'_>>,
    before: &Items<'_>,
    after: &Items<'_>,
) -> Vec<Change> {
    if !old.is_type() && !is_same_kind(old.type_, before, after) {
        // The change of the type includes it.
        return Vec::new();
    }
    let Some(new) = new else {
        return vec![change(old, removed(&old.is))];
    };
    let mut changes: Vec<Change> = altered(&old.is, &new.is)
        .into_iter()
        .map(|changed| change(old, changed))
        .collect();
    match (old.is_deprecated, new.is_deprecated) {
        (false, true) => changes.push(change(old, Changed::Deprecated)),
        (true, false) => changes.push(change(old, Changed::DeprecatedNoMore)),
        _ => {}
    }
    changes
}

/// Whether a type exists on both sides, and its items can be compared.
fn is_same_kind(type_: &str, before: &Items<'_>, after: &Items<'_>) -> bool {
    let kinds = before.get(type_).zip(after.get(type_));
    kinds.is_some_and(|(old, new)| kind(&old.is) == kind(&new.is))
}

/// The kind of a type, in words.
fn kind(is: &Is<'_>) -> String {
    match is {
        Is::Struct => "a struct".to_owned(),
        Is::Newtype(inner) => format!("a newtype of {inner}"),
        Is::Alias(of) => format!("another name of {of}"),
        Is::Arguments => "a struct of arguments".to_owned(),
        Is::Tuple => "a tuple struct".to_owned(),
        Is::Enum(_) => "an enum".to_owned(),
        _ => String::new(),
    }
}

fn removed(is: &Is<'_>) -> Changed {
    match is {
        Is::Field(type_) => Changed::FieldRemoved((*type_).to_owned()),
        Is::Variant(_) => Changed::VariantRemoved,
        Is::Function(_) => Changed::FunctionRemoved,
        Is::Impl => Changed::ImplRemoved,
        _ => Changed::TypeRemoved,
    }
}

/// The change for an added item. The items of a new type come with it.
fn added(item: &Item<'_>, before: &Items<'_>, after: &Items<'_>) -> Option<Change> {
    if !item.is_type() && !is_same_kind(item.type_, before, after) {
        return None;
    }
    let owner = before.get(item.type_).map(|owner| &owner.is);
    let changed = match &item.is {
        Is::Field(type_) => {
            let type_ = (*type_).to_owned();
            match owner {
                Some(Is::Arguments | Is::Tuple) => Changed::FieldAddedToExhaustive(type_),
                _ if item.is_optional() => Changed::OptionalFieldAdded(type_),
                _ => Changed::FieldAdded(type_),
            }
        }
        Is::Variant(_) => Changed::VariantAdded,
        Is::Function(_) => Changed::FunctionAdded,
        Is::Impl => Changed::ImplAdded,
        _ => Changed::TypeAdded,
    };
    Some(change(item, changed))
}

/// The change of an item that exists on both sides.
fn altered(old: &Is<'_>, new: &Is<'_>) -> Option<Changed> {
    match (old, new) {
        (old, new) if old == new => None,
        (Is::Field(from), Is::Field(to)) => Some(Changed::FieldType {
            from: (*from).to_owned(),
            to: (*to).to_owned(),
        }),
        (Is::Variant(from), Is::Variant(to)) => Some(Changed::VariantType {
            from: from.unwrap_or("nothing").to_owned(),
            to: to.unwrap_or("nothing").to_owned(),
        }),
        (Is::Function(from), Is::Function(to)) => Some(Changed::Signature {
            from: signature(from),
            to: signature(to),
        }),
        (Is::Enum(from), Is::Enum(to)) => reordered(from, to).then_some(Changed::VariantsReordered),
        _ => Some(Changed::KindChanged {
            from: kind(old),
            to: kind(new),
        }),
    }
}

/// Whether names that are in both lists have another order.
fn reordered(old: &[&str], new: &[&str]) -> bool {
    let kept = old.iter().filter(|name| new.contains(name));
    kept.ne(new.iter().filter(|name| old.contains(name)))
}

fn signature(function: &Function) -> String {
    let parameters = function.parameters.iter();
    let parameters = parameters.map(|parameter| format!("{}: {}", parameter.name, parameter.type_));
    let parameters: Vec<String> = parameters.collect();
    format!("fn({}) -> {}", parameters.join(", "), function.result)
}

/// The types of which a program sees that they have changed.
fn touched<'a>(items: impl Iterator<Item = &'a Item<'a>>, changes: &[Change]) -> BTreeSet<&'a str> {
    let changes = changes.iter().filter(|change| change.step() > Step::Patch);
    let paths: BTreeSet<&str> = changes.map(|change| change.path.as_str()).collect();
    items
        .filter(|item| paths.contains(item.path.as_str()))
        .map(|item| item.type_)
        .collect()
}

/// The changes of types whose API is the same.
fn unseen(old: &[Type], new: &[Type], after: &Items<'_>, touched: &BTreeSet<&str>) -> Vec<Change> {
    let mut changes = Vec::new();
    let untouched = old
        .iter()
        .filter(|type_| !touched.contains(type_.name.as_str()));
    for type_ in untouched {
        let Some(now) = type_named(new, &type_.name) else {
            // A hidden type: those that use it are changed too.
            continue;
        };
        let documentation = documented(type_, after);
        let changed = match () {
            () if !reads_as(type_, now) => Some(Changed::Meaning),
            () if !is_ordered_as(type_, now) => Some(Changed::Order),
            () if documentation.is_empty() && !emits_as(type_, now) => Some(Changed::Annotations),
            () => None,
        };
        changes.extend(changed.map(|changed| Change {
            path: type_.name.clone(),
            changed,
        }));
        changes.extend(documentation);
    }
    changes
}

/// The items of a type that are described otherwise.
fn documented(type_: &Type, after: &Items<'_>) -> Vec<Change> {
    let items = items(type_).into_iter();
    let differs = |item: &Item<'_>| {
        let now = after.get(item.path.as_str());
        now.is_some_and(|now| now.docs != item.docs)
    };
    items
        .filter(differs)
        .map(|item| change(&item, Changed::Documentation))
        .collect()
}
