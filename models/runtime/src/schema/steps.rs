//! The order in which the keywords of a subschema are evaluated, and which subschemas are
//! worth remembering.

use super::{Argument, Entry, Keyword, Node};
use crate::text::lexer::Kind;

/// A step of evaluating an instance by a node; they are taken in order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// Judges an instance by the entry with this index.
    Entry(u32),
    /// Judges the properties of an object by `properties`, `patternProperties` and
    /// `additionalProperties`.
    Members,
    /// Judges the elements of an array, each by the schema of its place.
    Elements,
}

pub(crate) const KINDS: [Kind; 6] = [
    Kind::Null,
    Kind::Boolean,
    Kind::Number,
    Kind::String,
    Kind::Array,
    Kind::Object,
];

/// The steps for an instance of a type: cheap ones first, those that depend on all others
/// last.
pub(super) fn steps(entries: &[Entry], kind: Kind) -> Box<[Step]> {
    let mut steps = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let keyword = entry.keyword;
        if !keyword.is_about(kind) || !is_format_about(entry, kind) || keyword.is_idle() {
            continue;
        }
        // Holds for all values of the type.
        if matches!(entry.argument, Argument::Types(types) if types.includes(kind)) {
            continue;
        }
        let step = Step::Entry(index as u32);
        let (rank, step) = match keyword {
            Keyword::Properties | Keyword::PatternProperties | Keyword::AdditionalProperties => {
                (2, Step::Members)
            }
            Keyword::PrefixItems | Keyword::Items => (2, Step::Elements),
            Keyword::UnevaluatedItems | Keyword::UnevaluatedProperties => (9, step),
            Keyword::Type | Keyword::Boolean => (0, step),
            _ if entry.argument.nodes().is_empty() => (1, step),
            _ => (3, step),
        };
        let is_listed = |(_, other): &(u8, Step)| {
            matches!(
                (other, step),
                (Step::Members, Step::Members) | (Step::Elements, Step::Elements)
            )
        };
        if !steps.iter().any(is_listed) {
            steps.push((rank, step));
        }
    }
    steps.sort_by_key(|(rank, _)| *rank);
    steps.into_iter().map(|(_, step)| step).collect()
}

/// Whether a format asserts something of a type, if the entry is one.
fn is_format_about(entry: &Entry, kind: Kind) -> bool {
    match &entry.argument {
        Argument::Format { format, .. } => {
            format.is_some_and(|format| format.is_about_numbers() == (kind == Kind::Number))
        }
        _ => true,
    }
}

pub(super) fn is_unevaluated(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::UnevaluatedItems | Keyword::UnevaluatedProperties
    )
}

/// Nodes that are reachable in several ways for one instance: those that several keywords
/// refer to, below a node that judges an instance, or one in it, in two ways at least.
pub(super) fn shared(nodes: &[Node]) -> Vec<bool> {
    let mut references = vec![0_u32; nodes.len()];
    let mut open = Vec::new();
    let mut is_below = vec![false; nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        let (mut in_place, mut others) = (0, 0);
        for entry in &node.entries {
            let inner = entry.argument.nodes();
            match entry.keyword {
                keyword if keyword.is_in_place() => in_place += inner.len(),
                // One name may match several patterns.
                Keyword::PatternProperties => others += inner.len(),
                _ => others += usize::from(!inner.is_empty()),
            }
            for inner in inner {
                references[inner.index()] += 1;
            }
        }
        if in_place > 1 || in_place + others > 1 {
            is_below[index] = true;
            open.push(index);
        }
    }
    while let Some(index) = open.pop() {
        for entry in &nodes[index].entries {
            for inner in entry.argument.nodes() {
                if !std::mem::replace(&mut is_below[inner.index()], true) {
                    open.push(inner.index());
                }
            }
        }
    }
    let shared = nodes.iter().enumerate().map(|(index, node)| {
        let applies = |entry: &Entry| !entry.argument.nodes().is_empty();
        references[index] > 1 && is_below[index] && node.entries.iter().any(applies)
    });
    shared.collect()
}
