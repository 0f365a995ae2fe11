//! Changes to the branches of `anyOf` and `oneOf`.

use std::collections::BTreeMap;

use exactschema_frontend::model::Combinator;

use super::super::message::Words;
use super::super::part::Part;
use super::super::walk::choice;
use super::words::branches;
use super::{Draft, Look, Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("branch-added", "", added, "A union has another branch."),
    rule("branch-removed", "", removed, "A union lost a branch."),
    rule("union-added", "", union_added, "A value became a union."),
    rule("union-removed", "", union_removed, "A value is no longer a union."),
    rule("union-changed", "", changed, "`anyOf` became `oneOf`, or the reverse."),
];

fn added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    of(rule, look, 1, "may now be")
}

fn removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    of(rule, look, 0, "may no longer be")
}

/// Reports each branch that only one side has: the other side rejects values that are valid
/// by it alone, and `oneOf` rejects values that are valid by another as well.
fn of<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let sides = [choice(look.pair, 0), choice(look.pair, 1)];
    let [Some(_), Some(_)] = sides else {
        return Vec::new();
    };
    let all = sides[side].map_or(&[][..], |(_, ids, ..)| ids);
    let words = branches(look.walk.sides[side].schema, all);
    let words: BTreeMap<_, _> = all.iter().zip(words).collect();
    let drafts = look.pair.branches.alone[side].iter().map(|id| {
        let is = words.get(id).map_or("", String::as_str);
        let entries = sides.map(|choice| choice.map(|(_, _, node, entry)| (node, entry)));
        let mut draft = look.draft(rule, entries, Words::of(what).with(is));
        draft.places[side] = look.place(side, *id);
        let part = entries[1 - side].map(|(node, entry)| Part::Keyword(node, entry));
        draft.parts[1 - side] = part.into_iter().collect();
        if matches!(sides[side], Some((Combinator::OneOf, ..))) {
            draft.parts[side] = vec![Part::Alone(*id)];
        }
        draft.seeds[side] = vec![*id];
        draft
    });
    drafts.collect()
}

fn union_added<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    alone(rule, look, 1, "must now be one of")
}

fn union_removed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    alone(rule, look, 0, "need no longer be one of")
}

fn alone<'a>(rule: &Rule, look: &Look<'_, 'a>, side: usize, what: &str) -> Vec<Draft<'a>> {
    let (Some((_, ids, node, entry)), None) =
        (choice(look.pair, side), choice(look.pair, 1 - side))
    else {
        return Vec::new();
    };
    let branches = branches(look.walk.sides[side].schema, ids).join(", ");
    let message = Words::of(format!("{what}: {branches}"));
    let mut entries = [None, None];
    entries[side] = Some((node, entry));
    let mut draft = look.draft(rule, entries, message);
    draft.parts[side] = vec![Part::Keyword(node, entry)];
    draft.seeds[side] = ids.to_vec();
    vec![draft]
}

fn changed<'a>(rule: &Rule, look: &Look<'_, 'a>) -> Vec<Draft<'a>> {
    let (Some(old), Some(new)) = (choice(look.pair, 0), choice(look.pair, 1)) else {
        return Vec::new();
    };
    if old.0 == new.0 {
        return Vec::new();
    }
    let message = Words::of(format!(
        "must now satisfy `{}` (was `{}`)",
        new.3.name, old.3.name
    ));
    let entries = [(old.2, old.3), (new.2, new.3)];
    let mut draft = look.draft(rule, entries.map(Some), message);
    draft.parts = entries.map(|(node, entry)| vec![Part::Keyword(node, entry)]);
    draft.seeds = [old.1.to_vec(), new.1.to_vec()];
    vec![draft]
}
