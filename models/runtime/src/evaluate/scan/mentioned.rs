//! The properties that the keywords of an object mention.

use std::collections::HashMap;

use super::plan::{About, Formula, Places, Quota};
use crate::schema::{Members, NodeId, Table};

/// The properties that an object rule names, in the order of their first mention.
#[derive(Default)]
pub(super) struct Mentioned<'t> {
    pub(super) list: Vec<&'t str>,
    places: HashMap<&'t str, usize>,
    /// Those whose values conditions are about.
    pub(super) watched: Places,
}

impl<'t> Mentioned<'t> {
    /// The names that schemas declare.
    pub(super) fn of(table: &'t Table, schemas: &[NodeId]) -> Self {
        let mut names = Mentioned::default();
        let declared = schemas.iter().filter_map(|node| table[*node].properties());
        for (name, _) in declared.flat_map(Members::iter) {
            names.place(name);
        }
        names
    }

    /// The place of a name, which is added if it is new.
    pub(super) fn place(&mut self, name: &'t str) -> usize {
        *self.places.entry(name).or_insert_with(|| {
            self.list.push(name);
            self.list.len() - 1
        })
    }

    /// The condition that a property is present.
    pub(super) fn present(&mut self, name: &'t str) -> Formula<About> {
        Formula::Condition(About::Presence(self.place(name)))
    }

    /// The condition that a property is absent, or others are present.
    pub(super) fn dependent(&mut self, (name, others): &(&'t str, Vec<&'t str>)) -> Formula<About> {
        let others = others.iter().map(|name| self.present(name)).collect();
        let is_absent = Formula::Some(Quota::None, [self.present(name)].into());
        Formula::Some(Quota::Any, [is_absent, Formula::all(others)].into())
    }
}
