//! References that lead back to themselves without consuming any of the instance, and
//! chains of references.

use std::collections::BTreeSet;

use exactschema::schema::{Argument, Entry, Keyword, Node, NodeId};

use super::lower::Lowered;
use super::registry::Registry;

/// Rejects cycles of keywords that apply schemas to the instance itself: no evaluation
/// of them ends (Core §9.4.1).
pub(super) fn check<'a>(registry: &mut Registry<'a>, lowered: &Lowered<'a>) {
    let mut state = vec![State::New; lowered.nodes.len()];
    for root in 0..lowered.nodes.len() {
        if state[root] == State::New {
            walk(root, &mut state, registry, lowered);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// A node that is open, and the schemas that it applies to the instance itself.
struct Step {
    node: usize,
    /// The index of the entry, and the schema.
    targets: Vec<(usize, usize)>,
    next: usize,
}

/// Follows all ways from a node, without recursion.
fn walk<'a>(root: usize, state: &mut [State], registry: &mut Registry<'a>, lowered: &Lowered<'a>) {
    let step = |node: usize| Step {
        node,
        targets: targets(lowered, node),
        next: 0,
    };
    let mut open = vec![step(root)];
    state[root] = State::Open;
    while let Some(last) = open.last_mut() {
        let Some(&(_, target)) = last.targets.get(last.next) else {
            state[last.node] = State::Done;
            open.pop();
            continue;
        };
        last.next += 1;
        match state[target] {
            State::New => {
                state[target] = State::Open;
                open.push(step(target));
            }
            State::Open => refuse(registry, lowered, &open, target),
            State::Done => {}
        }
    }
}

/// Rejects the cycle that the last of the open nodes closes.
fn refuse<'a>(registry: &mut Registry<'a>, lowered: &Lowered<'a>, open: &[Step], target: usize) {
    let begin = open.iter().rposition(|step| step.node == target);
    let cycle = &open[begin.unwrap_or_default()..];
    let entry = |step: &Step| {
        let (entry, _) = step.targets[step.next - 1];
        &lowered.nodes[step.node].entries[entry]
    };
    let entries: Vec<&Entry> = cycle.iter().map(entry).collect();
    let is_reference = |entry: &Entry| matches!(entry.keyword, Keyword::Ref | Keyword::DynamicRef);
    // A cycle has a reference: subschemas are in their schemas.
    let at = entries
        .iter()
        .rposition(|entry| is_reference(entry))
        .unwrap_or_default();
    let pointers = |entries: &[&Entry]| -> Vec<String> {
        let pointers = entries.iter().map(|entry| entry.place.pointer.to_string());
        pointers.collect()
    };
    let way = match entries.as_slice() {
        // A long cycle is abbreviated to its ends.
        [first @ .., last1, last2] if first.len() > 4 => [
            pointers(&first[..3]),
            vec!["…".to_owned()],
            pointers(&[last1, last2]),
        ]
        .concat(),
        all => pointers(all),
    };
    let message = format!(
        "the reference leads back to itself without going into the value, by {}",
        way.join(", ")
    );
    let step = &cycle[at];
    let schema = &lowered.origins[step.node];
    registry.problem_property(schema, &entries[at].name, message, "break the cycle");
}

/// The schemas that a node applies to the instance itself, with their entries.
fn targets(lowered: &Lowered<'_>, node: usize) -> Vec<(usize, usize)> {
    let mut targets = Vec::new();
    let has_if = lowered.nodes[node].entry(Keyword::If).is_some();
    for (index, entry) in lowered.nodes[node].entries.iter().enumerate() {
        let is_applied = match entry.keyword {
            Keyword::Then | Keyword::Else => has_if,
            Keyword::DynamicRef => {
                targets.extend(dynamic_target(lowered, &entry.argument).map(|to| (index, to)));
                false
            }
            keyword => keyword.is_in_place(),
        };
        if is_applied {
            targets.extend(entry.argument.nodes().iter().map(|to| (index, to.index())));
        }
    }
    targets
}

/// The schema that a dynamic reference leads to, where it can be only one: that of the
/// root's resource, which is the outermost, or the only one.
fn dynamic_target(lowered: &Lowered<'_>, argument: &Argument) -> Option<usize> {
    let Argument::Dynamic { anchor, .. } = argument else {
        return None;
    };
    let named = |resource: &exactschema::schema::Resource| {
        let mut anchors = resource.dynamic_anchors.iter();
        let found = anchors.find(|(name, _)| name == anchor);
        found.map(|(_, node)| node.index())
    };
    let outermost = lowered.nodes.first()?.resource.index();
    if let Some(target) = named(&lowered.resources[outermost]) {
        return Some(target);
    }
    let all: BTreeSet<usize> = lowered.resources.iter().filter_map(named).collect();
    (all.len() == 1).then(|| all.first().copied())?
}

/// Leads references past schemas that are nothing but a reference themselves, so that
/// long chains are followed once.
pub(super) fn shorten(lowered: &mut Lowered<'_>) {
    let next: Vec<Option<NodeId>> = lowered
        .nodes
        .iter()
        .map(|node| only(node, lowered))
        .collect();
    let mut last: Vec<Option<NodeId>> = vec![None; next.len()];
    for start in 0..next.len() {
        let mut way = Vec::new();
        let mut at = start;
        let end = loop {
            if let Some(known) = last[at] {
                break known;
            }
            match next[at] {
                Some(to) => way.push(std::mem::replace(&mut at, to.index())),
                None => break NodeId::new(at),
            }
        };
        way.into_iter().for_each(|node| last[node] = Some(end));
    }
    for node in &mut lowered.nodes {
        let [entry] = node.entries.as_mut_slice() else {
            continue;
        };
        if let (Keyword::Ref, Argument::Schema(target)) = (entry.keyword, &mut entry.argument)
            && let Some(end) = last[target.index()]
        {
            *target = end;
        }
    }
}

/// The schema that a node refers to, if it is nothing but a reference, and has no part
/// in dynamic references.
fn only(node: &Node, lowered: &Lowered<'_>) -> Option<NodeId> {
    let [entry] = node.entries.as_slice() else {
        return None;
    };
    let resource = &lowered.resources[node.resource.index()];
    let is_plain = entry.keyword == Keyword::Ref && resource.dynamic_anchors.is_empty();
    is_plain.then(|| entry.argument.schema())?
}
