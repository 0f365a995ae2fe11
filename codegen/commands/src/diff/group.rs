//! Changes that are one to a reviewer: values that an enum gained, the same change at many
//! places, a property that has another name.

use std::collections::BTreeMap;

use exactschema_compare::diff::{Class, Direction, Verdict, is_silent};
use exactschema_frontend::model::Place;

use super::outcome::{DIRECTIONS, ReportedChange};
use super::rename::renamed;

/// The number of subjects or objects that a sentence names.
const NAMED: usize = 5;

/// Changes that are told in one sentence.
pub(super) struct Group {
    /// The paths of the values that it is about; the root has an empty one.
    pub(super) subjects: Vec<String>,
    /// The rest of the sentence, for one subject.
    pub(super) rest: String,
    /// At least one.
    pub(super) members: Vec<ReportedChange>,
}

impl Group {
    /// The sentence.
    pub(super) fn sentence(&self) -> String {
        let named = self.named(&|subject| format!("`{subject}`"));
        format!("{named} {}", self.rest())
    }

    /// The rest of the sentence, as the number of subjects needs it.
    pub(super) fn rest(&self) -> String {
        let verbs = [
            ("is ", "are "),
            ("has ", "have "),
            ("now has ", "now have "),
            ("no longer has ", "no longer have "),
        ];
        let plural = verbs.iter().find_map(|(one, many)| {
            let rest = self.rest.strip_prefix(one)?;
            Some(format!("{many}{rest}"))
        });
        let plural = plural.filter(|_| self.subjects.len() > 1);
        plural.unwrap_or_else(|| self.rest.clone())
    }

    /// The subjects, as some format writes a path.
    pub(super) fn named(&self, path: &dyn Fn(&str) -> String) -> String {
        let named = |subject: &String| match subject.is_empty() {
            true => "the document".to_owned(),
            false => path(subject),
        };
        listed(self.subjects.iter().map(named).collect(), "and")
    }

    /// The rule that found the first of them.
    pub(super) fn rule(&self) -> &'static str {
        self.members[0].change.rule
    }

    /// The reason why they are ignored, if they are.
    pub(super) fn ignored(&self) -> Option<&str> {
        self.members[0].ignored.as_deref()
    }

    /// The worst that they mean in a direction.
    pub(super) fn class(&self, direction: Direction) -> &Class {
        self.worst(direction).change.class(direction)
    }

    /// The sentence on another validator, if it disagrees on the witness of a direction.
    pub(super) fn disagreement(&self, direction: Direction) -> Option<&str> {
        let [backward, forward] = &self.worst(direction).disagreements;
        let sentence = match direction {
            Direction::Backward => backward,
            Direction::Forward => forward,
        };
        sentence.as_deref()
    }

    /// The first of those that mean the worst in a direction.
    fn worst(&self, direction: Direction) -> &ReportedChange {
        let own = |verdict: Verdict| {
            let mut members = self.members.iter();
            members.find(|member| member.change.class(direction).verdict() == verdict)
        };
        let worst = own(Verdict::Breaking).or_else(|| own(Verdict::Undecided));
        worst.unwrap_or(&self.members[0])
    }

    /// The worst that they mean in some directions.
    pub(super) fn verdict(&self, directions: &[Direction]) -> Verdict {
        let verdicts = directions
            .iter()
            .map(|direction| self.class(*direction).verdict());
        verdicts.max().unwrap_or(Verdict::Compatible)
    }

    /// Whether they are about annotations and names alone, which no document depends on.
    pub(super) fn is_silent(&self) -> bool {
        let both = DIRECTIONS.map(|(direction, _)| direction);
        is_silent(self.rule()) && self.verdict(&both) == Verdict::Compatible
    }

    /// Where the first of them is: the side that has the keyword, and the place.
    pub(super) fn place(&self) -> (usize, &Place) {
        self.members[0].place()
    }
}

/// Some words with commas, and with another before the last; of many the first, and how many
/// there are.
fn listed(words: Vec<String>, last_by: &str) -> String {
    match words.as_slice() {
        [word] => word.clone(),
        [words @ .., last] if words.len() < NAMED => {
            format!("{} {last_by} {last}", words.join(", "))
        }
        _ => {
            let more = words.len() - NAMED;
            format!("{} and {more} more", words[..NAMED].join(", "))
        }
    }
}

/// The changes between two texts as groups: those first that break a required direction, then
/// those that break another, and those that no document depends on last.
pub(super) fn groups(
    changes: Vec<ReportedChange>,
    texts: [&str; 2],
    required: &[Direction],
) -> Vec<Group> {
    let groups = changes.into_iter().map(|reported| Group {
        subjects: vec![reported.change.message.subject.clone()],
        rest: String::new(),
        members: vec![reported],
    });
    let groups = renamed(groups.collect(), texts);
    let groups = merged(groups, &|group| {
        let message = &group.members[0].change.message;
        let has_object = !message.object.is_empty() && group.rest.is_empty();
        has_object.then(|| vec![message.subject.clone(), message.predicate.clone()])
    });
    let groups = groups.into_iter().map(worded).collect();
    let mut groups = merged(groups, &|group| Some(vec![group.rest.clone()]));
    let both = DIRECTIONS.map(|(direction, _)| direction);
    groups.sort_by_key(|group| {
        let [wanted, any] = [required, &both].map(|directions| group.verdict(directions));
        let is_open = group.ignored().is_none();
        std::cmp::Reverse((is_open.then_some(wanted), any, !group.is_silent()))
    });
    groups
}

/// The sentence of changes of one subject.
fn worded(group: Group) -> Group {
    if !group.rest.is_empty() {
        return group;
    }
    let objects = group
        .members
        .iter()
        .map(|member| &member.change.message.object);
    let predicate = &group.members[0].change.message.predicate;
    // A value is one of several.
    let last = match predicate.ends_with(" be") {
        true => "or",
        false => "and",
    };
    let objects = listed(objects.cloned().collect(), last);
    let rest = match objects.is_empty() {
        true => predicate.clone(),
        false => format!("{predicate} {objects}"),
    };
    Group { rest, ..group }
}

/// Joins groups of one rule and one meaning that have a key in common, where the first is.
fn merged(groups: Vec<Group>, key: &dyn Fn(&Group) -> Option<Vec<String>>) -> Vec<Group> {
    let mut found: BTreeMap<_, usize> = BTreeMap::new();
    let mut merged: Vec<Group> = Vec::new();
    for group in groups {
        let Some(key) = key(&group) else {
            merged.push(group);
            continue;
        };
        let meaning = DIRECTIONS.map(|(direction, _)| group.class(direction).verdict());
        let ignored = group.ignored().map(str::to_owned);
        let index = *found
            .entry((group.rule(), meaning, ignored, key))
            .or_insert(merged.len());
        match merged.get_mut(index) {
            None => merged.push(group),
            Some(first) => {
                let subjects = group.subjects.into_iter();
                let others = subjects.filter(|subject| !first.subjects.contains(subject));
                let others: Vec<String> = others.collect();
                first.subjects.extend(others);
                first.members.extend(group.members);
            }
        }
    }
    merged
}
