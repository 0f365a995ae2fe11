//! Names that are kept, and are those of something else: a program still compiles, and
//! mistakes the one for the other.

use super::changes::{Change, Changed};
use super::compare::Items;
use super::item::{Is, Item};
use super::items::Api;
use super::names::Moved;
use super::table::Table;

/// The names that moved, of the types that both APIs have.
pub(super) fn changes(old: &Api, new: &Api, after: &Items<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for table in &old.tables {
        let Some(now) = of_type(new, &table.type_) else {
            continue;
        };
        changes.extend(type_(table, now, old, new));
        for moved in table.names.moved(&now.names) {
            let items = old.items.iter().filter(|item| item.type_ == table.type_);
            let named = items.filter(|item| is_named(item, after, moved.name));
            changes.extend(named.map(|item| change(&path(item, moved.name), &moved)));
        }
    }
    changes
}

fn of_type<'a>(api: &'a Api, type_: &str) -> Option<&'a Table> {
    api.tables.iter().find(|table| table.type_ == type_)
}

/// Whether an item that is kept is a field or variant of a name, or a function that takes
/// an argument of this name.
fn is_named(item: &Item, after: &Items<'_>, name: &str) -> bool {
    let Some(now) = after.get(item.path.as_str()) else {
        return false;
    };
    match &item.is {
        Is::Field(_) => item.path.rsplit('.').next() == Some(name),
        Is::Variant(_) => item.path.rsplit("::").next() == Some(name),
        Is::Function { parameters, .. } => {
            now.is == item.is && parameters.iter().any(|(parameter, _)| parameter == name)
        }
        _ => false,
    }
}

/// The path of an item; of a function, with the argument.
fn path(item: &Item, name: &str) -> String {
    match &item.is {
        Is::Function { .. } => format!("{}({name})", item.path),
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

/// Whether the name of a type is that of another definition, or of another branch: two
/// types took each other's names.
fn type_(table: &Table, now: &Table, old: &Api, new: &Api) -> Option<Change> {
    let by_definition = match (&table.definition, &now.definition) {
        (Some(from), Some(to)) if from != to => {
            let has = |api: &Api, wanted: &String| {
                let mut definitions = api.tables.iter().filter_map(|t| t.definition.as_ref());
                definitions.any(|definition| definition == wanted)
            };
            (has(new, from) || has(old, to)).then(|| (from.clone(), to.clone()))
        }
        _ => None,
    };
    let traded = || {
        if table.reads_as(now) {
            return None;
        }
        let reads_as = |api: &Api, type_: &str, wanted: &Table| {
            of_type(api, type_).is_some_and(|table| table.reads_as(wanted))
        };
        let mut others = new.tables.iter().map(|table| &table.type_);
        let other =
            others.find(|other| reads_as(new, other, table) && reads_as(old, other, now))?;
        Some((format!("what {other} is"), format!("what {other} was")))
    };
    let (from, to) = by_definition.or_else(traded)?;
    let (name, from, to) = (table.type_.as_str(), from.as_str(), to.as_str());
    Some(change(name, &Moved { name, from, to }))
}
