//! Names that are kept, and are those of something else: a program still compiles, and
//! mistakes the one for the other.

use codegen::api::Type;

use super::changes::{Change, Changed};
use super::compare::{Items, type_named};
use super::item::{Is, Item, items};
use super::names::{Moved, Names};
use super::reading::reads_as;

/// The names that moved, of the types that both APIs have.
pub(super) fn changes(old: &[Type], new: &[Type], after: &Items<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for type_ in old {
        let Some(now) = type_named(new, &type_.name) else {
            continue;
        };
        changes.extend(renamed(type_, now, old, new));
        for moved in Names::of(type_).moved(&Names::of(now)) {
            let items = items(type_).into_iter();
            let named = items.filter(|item| is_named(item, after, moved.name));
            changes.extend(named.map(|item| change(&path(&item, moved.name), &moved)));
        }
    }
    changes
}

/// Whether an item that is kept is a field or variant of a name, or a function that takes
/// an argument of this name.
fn is_named(item: &Item<'_>, after: &Items<'_>, name: &str) -> bool {
    let Some(now) = after.get(item.path.as_str()) else {
        return false;
    };
    match &item.is {
        Is::Function(function) => {
            let mut parameters = function.parameters.iter();
            now.is == item.is && parameters.any(|parameter| parameter.name == name)
        }
        _ => item.part.is_some_and(|part| part.name == name),
    }
}

/// The path of an item; of a function, with the argument.
fn path(item: &Item<'_>, name: &str) -> String {
    match &item.is {
        Is::Function(_) => format!("{}({name})", item.path),
        _ => item.path.clone(),
    }
}

fn change(path: &str, moved: &Moved<'_>) -> Change {
    Change {
        path: path.to_owned(),
        changed: Changed::Moved {
            from: moved.from.to_owned(),
            to: moved.to.to_owned(),
        },
    }
}

/// The change of a type whose name is that of another definition now, or of another branch:
/// two types took each other's names.
fn renamed(type_: &Type, now: &Type, old: &[Type], new: &[Type]) -> Option<Change> {
    let by_definition = || {
        let (from, to) = (definition(type_)?, definition(now)?);
        let has = |types: &[Type], wanted| types.iter().any(|type_| definition(type_) == wanted);
        let is_moved = from != to && (has(new, Some(from)) || has(old, Some(to)));
        is_moved.then(|| (format!("{from:?}"), format!("{to:?}")))
    };
    let traded = || {
        if reads_as(type_, now) {
            return None;
        }
        let other = new.iter().find(|other| {
            let before = type_named(old, &other.name);
            reads_as(other, type_) && before.is_some_and(|before| reads_as(before, now))
        })?;
        let other = &other.name;
        Some((format!("what {other} is"), format!("what {other} was")))
    };
    let (from, to) = by_definition().or_else(traded)?;
    let (name, from, to) = (type_.name.as_str(), from.as_str(), to.as_str());
    Some(change(name, &Moved { name, from, to }))
}

/// The JSON Pointer of a type that is one of the definitions.
fn definition(type_: &Type) -> Option<&str> {
    let pointer = type_.definition.as_deref()?;
    let mut folders = ["/$defs/", "/definitions/"].into_iter();
    let name = folders.find_map(|folder| pointer.strip_prefix(folder))?;
    (!name.contains('/')).then_some(pointer)
}
