//! Compares two APIs, item by item.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Change, Changed};
use super::item::{Is, Item};
use super::items::Api;
use super::moved;
use super::step::Step;

/// All changes from one API to another: of the items of the old in its order, then
/// what is new, then what leaves every program as it is.
pub fn changes(old: &Api, new: &Api) -> Vec<Change> {
    let before = by_path(old);
    let after = by_path(new);
    let mut changes = Vec::new();
    for item in &old.items {
        let now = after.get(item.path.as_str()).copied();
        changes.extend(kept_or_removed(item, now, &before, &after));
    }
    let added = new
        .items
        .iter()
        .filter(|item| !before.contains_key(item.path.as_str()));
    changes.extend(added.filter_map(|item| self::added(item, new, &before, &after)));
    changes.extend(moved::changes(old, new, &after));
    let touched = touched(old, new, &changes);
    changes.extend(unseen(old, new, &after, &touched));
    changes
}

pub(super) type Items<'a> = BTreeMap<&'a str, &'a Item>;

fn by_path(api: &Api) -> Items<'_> {
    api.items
        .iter()
        .map(|item| (item.path.as_str(), item))
        .collect()
}

fn change(item: &Item, changed: Changed) -> Change {
    Change {
        path: item.path.clone(),
        changed,
    }
}

/// The changes of an item that existed before.
fn kept_or_removed(old: &Item, new: Option<&Item>, before: &Items, after: &Items) -> Vec<Change> {
    if !old.is_type() && !is_same_kind(&old.type_, before, after) {
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
fn is_same_kind(type_: &str, before: &Items, after: &Items) -> bool {
    let kinds = before.get(type_).zip(after.get(type_));
    kinds.is_some_and(|(old, new)| kind(&old.is) == kind(&new.is))
}

/// The kind of a type, in words.
fn kind(is: &Is) -> String {
    match is {
        Is::Struct { .. } => "a struct".to_owned(),
        Is::Newtype(inner) => format!("a newtype of {inner}"),
        Is::Tuple => "a tuple struct".to_owned(),
        Is::Enum { .. } => "an enum".to_owned(),
        _ => String::new(),
    }
}

fn removed(is: &Is) -> Changed {
    match is {
        Is::Field(type_) => Changed::FieldRemoved(type_.clone()),
        Is::Variant(_) => Changed::VariantRemoved,
        Is::Function { .. } => Changed::FunctionRemoved,
        Is::Impl => Changed::ImplRemoved,
        _ => Changed::TypeRemoved,
    }
}

/// The change for an added item. The items of a new type come with it.
fn added(item: &Item, new: &Api, before: &Items, after: &Items) -> Option<Change> {
    if !item.is_type() && !is_same_kind(&item.type_, before, after) {
        return None;
    }
    // Programs must expect new items if the type was open before.
    let owner = before.get(item.type_.as_str()).map(|owner| &owner.is);
    let expected = matches!(
        owner,
        Some(Is::Struct { is_open: true } | Is::Enum { is_open: true, .. })
    );
    let changed = match (&item.is, expected) {
        (Is::Field(type_), true) if is_optional(item, new) => {
            Changed::OptionalFieldAdded(type_.clone())
        }
        (Is::Field(type_), true) => Changed::FieldAdded(type_.clone()),
        (Is::Field(type_), false) => Changed::FieldAddedToExhaustive(type_.clone()),
        (Is::Variant(_), true) => Changed::VariantAdded,
        (Is::Variant(_), false) => Changed::VariantAddedToExhaustive,
        (Is::Function { .. }, _) => Changed::FunctionAdded,
        (Is::Impl, _) => Changed::ImplAdded,
        _ => Changed::TypeAdded,
    };
    Some(change(item, changed))
}

/// Whether a field is that of a property which may be absent. One that may be null
/// is an option too.
fn is_optional(field: &Item, api: &Api) -> bool {
    let mut tables = api.tables.iter();
    let table = tables.find(|table| table.type_ == field.type_);
    let name = field.path.rsplit('.').next().unwrap_or_default();
    table.is_some_and(|table| table.is_optional(name))
}

/// The change of an item that exists on both sides.
fn altered(old: &Is, new: &Is) -> Option<Changed> {
    match (old, new) {
        (old, new) if old == new => None,
        (Is::Field(from), Is::Field(to)) => Some(Changed::FieldType {
            from: from.clone(),
            to: to.clone(),
        }),
        (Is::Variant(from), Is::Variant(to)) => {
            let held = |held: &Option<String>| held.clone().unwrap_or_else(|| "nothing".to_owned());
            let (from, to) = (held(from), held(to));
            Some(Changed::VariantType { from, to })
        }
        (Is::Function { .. }, Is::Function { .. }) => Some(Changed::Signature {
            from: signature(old),
            to: signature(new),
        }),
        (Is::Struct { is_open: old }, Is::Struct { is_open: new }) => opened(*old, *new),
        (
            Is::Enum {
                is_open: old_open,
                numbered: from,
            },
            Is::Enum {
                is_open: new_open,
                numbered: to,
            },
        ) => opened(*old_open, *new_open)
            .or_else(|| reordered(from, to).then_some(Changed::VariantsReordered)),
        _ => Some(Changed::KindChanged {
            from: kind(old),
            to: kind(new),
        }),
    }
}

fn opened(old: bool, new: bool) -> Option<Changed> {
    match (old, new) {
        (false, true) => Some(Changed::Opened),
        (true, false) => Some(Changed::Closed),
        _ => None,
    }
}

/// Whether names that are in both lists have another order.
fn reordered(old: &[String], new: &[String]) -> bool {
    let kept = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter()
            .filter(|name| other.contains(name))
            .cloned()
            .collect()
    };
    kept(old, new) != kept(new, old)
}

fn signature(is: &Is) -> String {
    let Is::Function { parameters, result } = is else {
        return String::new();
    };
    let parameters: Vec<String> = parameters
        .iter()
        .map(|(name, type_)| format!("{name}: {type_}"))
        .collect();
    format!("fn({}) -> {result}", parameters.join(", "))
}

/// The types of which a program sees that they have changed.
fn touched(old: &Api, new: &Api, changes: &[Change]) -> BTreeSet<String> {
    let paths: BTreeSet<&str> = changes
        .iter()
        .filter(|change| change.step() > Step::Patch)
        .map(|change| change.path.as_str())
        .collect();
    let items = old.items.iter().chain(&new.items);
    items
        .filter(|item| paths.contains(item.path.as_str()))
        .map(|item| item.type_.clone())
        .collect()
}

/// The changes of types whose API is the same.
fn unseen(old: &Api, new: &Api, after: &Items, touched: &BTreeSet<String>) -> Vec<Change> {
    let mut changes = Vec::new();
    for table in old
        .tables
        .iter()
        .filter(|table| !touched.contains(&table.type_))
    {
        let Some(now) = new.tables.iter().find(|now| now.type_ == table.type_) else {
            // A hidden type: those that use it are changed too.
            continue;
        };
        let documentation = documented(old, after, &table.type_);
        let changed = match () {
            () if !table.reads_as(now) => Changed::Meaning,
            () if !table.is_ordered_as(now) => Changed::Order,
            () if documentation.is_empty() && !table.is_annotated_as(now) => Changed::Annotations,
            () => {
                changes.extend(documentation);
                continue;
            }
        };
        changes.push(Change {
            path: table.type_.clone(),
            changed,
        });
        changes.extend(documentation);
    }
    changes
}

/// The items of a type that are described otherwise.
fn documented(old: &Api, after: &Items, type_: &str) -> Vec<Change> {
    let items = old.items.iter().filter(|item| item.type_ == type_);
    let differs = |item: &&Item| {
        let now = after.get(item.path.as_str());
        now.is_some_and(|now| now.docs != item.docs)
    };
    items
        .filter(differs)
        .map(|item| change(item, Changed::Documentation))
        .collect()
}
