//! Warns of properties that no schema mentions.

use super::group::Source;
use super::near::nearest;
use super::path::Segment;
use super::reader::{Members, Reader};
use super::state::State;
use super::words::What;

impl Reader<'_> {
    /// Warns of the names in an object that no schema mentions to which it belongs.
    pub(super) fn warn(&mut self, state: &State, base: usize, members: &Members) {
        if members.doubtful.is_empty() {
            return;
        }
        let mut described = state.described.clone();
        self.spread(state, base, &mut described);
        for (place, step) in &members.doubtful {
            let mut mentioned = step.mentioned.clone();
            self.spread(state, base, &mut mentioned);
            let unknown = |slot: &usize| described[*slot] && !mentioned[*slot];
            let to: Vec<usize> = (0..state.inputs).filter(unknown).collect();
            if to.is_empty() {
                continue;
            }
            let meant = self.meant(state, members, *place);
            let span = self.names[*place].span;
            self.path.push(Segment::Key(*place));
            self.say((base, &to), Source::Unknown, What::Unknown(meant), span);
            self.path.pop();
        }
    }

    /// Has what is true of a branch to which the value belongs be true of those who
    /// refer to its union.
    fn spread(&self, state: &State, base: usize, truth: &mut [bool]) {
        for union in &state.unions {
            let groups = self.branches(union, base).zip(union.first..);
            let is_so = groups
                .filter(|(group, _)| self.groups[*group].is_valid())
                .any(|(_, slot)| truth[slot]);
            union.to.iter().for_each(|slot| truth[*slot] |= is_so);
        }
    }

    /// The name that was meant by one that is not known: the closest that is not there.
    fn meant(&self, state: &State, members: &Members, place: usize) -> Option<&'static str> {
        // Who keeps no more warnings needs no suggestions.
        let span = self.names[place].span;
        if !self.groups[0]
            .kept_warnings
            .has_room(span, self.options.max_warnings)
        {
            return None;
        }
        let absent = state.declared.iter().copied();
        let absent = absent.filter(|known| !self.has(state, members, known));
        nearest(&self.names[place].text, absent)
    }
}
