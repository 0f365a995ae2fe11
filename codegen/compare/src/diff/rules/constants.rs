//! Changes to `enum` and `const`.

use exactschema_frontend::json::Json;
use exactschema_frontend::model::{Entry, Node};

use super::super::message::Words;
use super::super::part::Part;
use super::words::{must, value};
use super::{Draft, Look, Rule, rule};
use exactschema_sample::Instance;

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("enum-added", "enum", added, "A value became an enum."),
    rule("enum-removed", "enum", removed, "A value is no longer an enum."),
    rule("enum-value-added", "", value_added, "An enum has another value."),
    rule("enum-value-removed", "", value_removed, "An enum lost a value."),
    rule("const-added", "const", added, "A value became a constant."),
    rule("const-removed", "const", removed, "A value is no longer a constant."),
    rule("const-changed", "const", changed, "A constant changed."),
];

/// The keyword of either side that lists values, with all listed values.
struct Lists<'a> {
    entries: [Option<(&'a Node, &'a Entry)>; 2],
    values: [Option<Vec<&'a Json>>; 2],
}

impl<'a> Lists<'a> {
    fn of(look: &Look<'_, 'a>) -> Self {
        let [enums, constants] = [look.first("enum"), look.first("const")];
        Lists {
            entries: [0, 1].map(|side| enums[side].or(constants[side])),
            values: [0, 1].map(|side| look.pair.own[side].constants()),
        }
    }

    /// Whether both sides have one value alone.
    fn are_single(&self) -> bool {
        let mut entries = self.entries.iter().flatten();
        entries.all(|(_, entry)| entry.name == "const")
    }

    /// The values that one side lists, and the other does not.
    fn beyond(&self, side: usize) -> Vec<&'a Json> {
        let (Some(own), Some(other)) = (&self.values[side], &self.values[1 - side]) else {
            return Vec::new();
        };
        let other: Vec<Instance> = other.iter().map(|json| Instance::from(*json)).collect();
        let own = own.iter().copied();
        own.filter(|json| !other.contains(&Instance::from(*json)))
            .collect()
    }
}

fn added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    alone(rule, look, 1)
}

fn removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    alone(rule, look, 0)
}

/// Reports a list that only one side has.
fn alone<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize) -> Vec<Draft<'a>> {
    let lists = Lists::of(look);
    let (Some((node, entry)), None) = (lists.entries[side], lists.entries[1 - side]) else {
        return Vec::new();
    };
    if entry.name != rule.keyword {
        return Vec::new();
    }
    let [old, new] = [0, 1].map(|at| (at == side).then_some(&entry.json));
    let message = must(&entry.name, old, new);
    let mut draft = look.draft(rule, lists.entries, message);
    draft.parts[side] = vec![Part::Keyword(node, entry)];
    vec![draft]
}

fn value_added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    listed(rule, look, 1, "may now be")
}

fn value_removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    listed(rule, look, 0, "may no longer be")
}

/// Reports each value that only one side lists.
fn listed<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let lists = Lists::of(look);
    if lists.are_single() {
        return Vec::new();
    }
    let beyond = lists.beyond(side).into_iter();
    beyond
        .map(|json| {
            let message = Words::of(what).with(value(json));
            let mut draft = look.draft(rule, lists.entries, message);
            draft.parts[1 - side] = vec![Part::Unlisted(json)];
            draft
        })
        .collect()
}

fn changed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let lists = Lists::of(look);
    let (true, [Some(old), Some(new)]) = (lists.are_single(), lists.entries) else {
        return Vec::new();
    };
    if lists.beyond(0).is_empty() && lists.beyond(1).is_empty() {
        return Vec::new();
    }
    let message = must("const", Some(&old.1.json), Some(&new.1.json));
    let mut draft = look.draft(rule, lists.entries, message);
    draft.parts = [old, new].map(|(node, entry)| vec![Part::Keyword(node, entry)]);
    vec![draft]
}
