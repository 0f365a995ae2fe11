//! Warns of properties that no schema mentions.

use super::group::Source;
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
        if self.groups[0].kept_warnings.len() >= self.options.max_warnings {
            return None;
        }
        let name = &*self.names[place].text;
        // A name of other length is no slip; it may have megabytes.
        let is_near = |known: &&&str| name.len().abs_diff(known.len()) <= 2;
        let absent = state.declared.iter().filter(is_near);
        let absent = absent.filter(|known| !self.has(state, members, known));
        let with_distance = absent.map(|known| (distance(name, known), *known));
        // A third of the letters may be wrong, but no more than two.
        let most = (name.chars().count() / 3).min(2);
        let near = with_distance.filter(|(distance, _)| *distance <= most);
        near.min().map(|(_, known)| known)
    }
}

/// How many letters differ; none, if only case and what stands between words do.
fn distance(name: &str, known: &str) -> usize {
    let plain = |name: &str| {
        let letters = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    match plain(name) == plain(known) {
        true => 0,
        false => strsim::damerau_levenshtein(name, known),
    }
}
