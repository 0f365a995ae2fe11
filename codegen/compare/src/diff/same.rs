//! Whether two schemas are the same, whatever their keywords: by their tables, to which all
//! dialects are lowered, with references followed.
//!
//! This is what is known of keywords without a rule of their own.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use exactschema::schema::{Argument, Draft, Entry, Keyword, Node, NodeId, Table, Types};
use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::Json;
use exactschema_sample::Instance;

use super::dynamic::{behind_anchors, only_target};
use super::side::Side;

/// Two tables, and what was found of their nodes.
pub(super) struct Same<'a> {
    sides: [&'a Side<'a>; 2],
    known: RefCell<BTreeMap<([usize; 2], Pair), bool>>,
    /// The nodes of each side whose meaning may depend on the way to them.
    behind_anchors: [OnceCell<BTreeSet<NodeId>>; 2],
}

/// A node of a side.
type Of = (usize, exactschema_frontend::model::NodeId);

type Pair = [NodeId; 2];

impl<'a> Same<'a> {
    pub(super) fn new(sides: [&'a Side<'a>; 2]) -> Self {
        Same {
            sides,
            known: RefCell::default(),
            behind_anchors: [OnceCell::new(), OnceCell::new()],
        }
    }

    fn tables(&self, sides: [usize; 2]) -> Option<[&'a Table; 2]> {
        let [first, second] = sides.map(|side| self.sides[side].facts.judge.as_ref());
        Some([first?.table(), second?.table()])
    }

    /// Whether two nodes assert the same.
    pub(super) fn are(&self, ids: [Of; 2]) -> bool {
        let is_root = |(side, id): Of| id == self.sides[side].schema.root();
        let nodes = self.nodes(ids);
        let sides = ids.map(|(side, _)| side);
        nodes.is_some_and(|nodes| {
            let is_free = ids.into_iter().all(is_root) || self.are_free(sides, nodes);
            self.pair(sides, nodes, is_free)
        })
    }

    /// Whether no way to either node leads through a resource with dynamic anchors.
    fn are_free(&self, sides: [usize; 2], pair: Pair) -> bool {
        let is_free = |(side, node): (usize, NodeId)| {
            let judge = self.sides[side].facts.judge.as_ref()?;
            let table = judge.table();
            let behind = self.behind_anchors[side].get_or_init(|| behind_anchors(table));
            let target = itself(table, node);
            // One that only refers to another is not there itself.
            Some(match judge.is_own(target) {
                true => !behind.contains(&target),
                false => !behind.iter().any(|node| judge.is_own(*node)),
            })
        };
        let mut nodes = sides.into_iter().zip(pair);
        nodes.all(|node| is_free(node) == Some(true))
    }

    fn nodes(&self, ids: [Of; 2]) -> Option<Pair> {
        let [first, second] = ids.map(|(side, id)| {
            let judge = self.sides[side].facts.judge.as_ref();
            judge?.node(id)
        });
        Some([first?, second?])
    }

    fn pair(&self, sides: [usize; 2], pair: Pair, is_free: bool) -> bool {
        if let Some(known) = self.known.borrow().get(&(sides, pair)) {
            return *known;
        }
        let seen = self.reached(sides, vec![pair], is_free);
        let mut known = self.known.borrow_mut();
        match &seen {
            // What depends on the way to it is known of these alone.
            Some(seen) if !is_free => known.extend(seen.iter().map(|pair| ((sides, *pair), true))),
            _ => drop(known.insert((sides, pair), seen.is_some())),
        }
        seen.is_some()
    }

    /// All pairs that some lead to, if each is the same as far as it goes itself.
    fn reached(
        &self,
        sides: [usize; 2],
        mut waiting: Vec<Pair>,
        is_free: bool,
    ) -> Option<BTreeSet<Pair>> {
        let tables = self.tables(sides)?;
        let mut seen = BTreeSet::new();
        let mut has_anchors = false;
        while let Some(pair) = waiting.pop() {
            let pair = [0, 1].map(|side| target(tables[side], pair[side]));
            if !seen.insert(pair) {
                continue;
            }
            let nodes = [0, 1].map(|side| &tables[side][pair[side]]);
            let is_strict = nodes.map(|node| node.draft == Draft::Draft4);
            if is_strict[0] != is_strict[1] {
                return None;
            }
            let keywords = nodes.map(|node| asserting(&node.entries));
            if keywords[0] != keywords[1] {
                return None;
            }
            if keywords[0].contains(&Keyword::Contains) && !have_one_contains(nodes) {
                return None;
            }
            for keyword in &keywords[0] {
                for [first, second] in arguments(nodes, *keyword)? {
                    let only = [(0, first), (1, second)]
                        .map(|(side, argument)| only_target(tables[side], argument));
                    if let [Some(first), Some(second)] = only {
                        waiting.push([first, second]);
                        continue;
                    }
                    if let Argument::Dynamic { .. } = first {
                        if !is_free {
                            return None;
                        }
                        if !has_anchors {
                            waiting.extend(anchors(tables)?);
                            has_anchors = true;
                        }
                    }
                    waiting.extend(inside(first, second)?);
                }
            }
            if has_anchors && resource(tables[0], pair[0]) != resource(tables[1], pair[1]) {
                return None;
            }
        }
        Some(seen)
    }

    /// Whether some keywords of two nodes are the same.
    pub(super) fn are_in(&self, ids: [Of; 2], keywords: &[Keyword]) -> bool {
        let sides = ids.map(|(side, _)| side);
        let (Some(tables), Some(pair)) = (self.tables(sides), self.nodes(ids)) else {
            return false;
        };
        let nodes = [0, 1].map(|side| &tables[side][itself(tables[side], pair[side])]);
        if keywords.contains(&Keyword::UnevaluatedItems) && !have_one_contains(nodes) {
            return false;
        }
        keywords.iter().all(|keyword| {
            let Some(arguments) = arguments(nodes, *keyword) else {
                return false;
            };
            // What it leads to depends on the way, and where it does not, it is lowered to `$ref`.
            *keyword != Keyword::DynamicRef
                && arguments.into_iter().all(|[first, second]| {
                    let pairs = inside(first, second);
                    pairs.is_some_and(|pairs| {
                        let mut pairs = pairs.into_iter();
                        pairs.all(|pair| self.pair(sides, pair, false))
                    })
                })
        })
    }
}

/// Whether `contains` is the same to `unevaluatedItems` beside it: since 2020-12 it evaluates
/// elements (Core §10.3.1.3).
fn have_one_contains(nodes: [&Node; 2]) -> bool {
    let [first, second] = nodes.map(|node| node.draft > Draft::Draft201909);
    first == second
}

/// The arguments of a keyword in two nodes, in pairs, if these have it as often: the former and
/// the present name of one are the same to the table.
fn arguments(nodes: [&Node; 2], keyword: Keyword) -> Option<Vec<[&Argument; 2]>> {
    let [first, second] = nodes.map(|node| {
        let entries = node.entries.iter();
        let entries = entries.filter(|entry| entry.keyword == keyword);
        entries.map(|entry| &entry.argument).collect::<Vec<_>>()
    });
    let pairs = first
        .iter()
        .zip(&second)
        .map(|(first, second)| [*first, *second]);
    (first.len() == second.len()).then(|| pairs.collect())
}

/// The node that a reference from the judge leads to.
fn itself(table: &Table, id: NodeId) -> NodeId {
    table[id].schema(Keyword::Ref).unwrap_or(id)
}

/// The node that one is, if it only refers to that.
fn target(table: &Table, mut id: NodeId) -> NodeId {
    // Chains that lead back to themselves are no schemas.
    while let ([Keyword::Ref], Some(next)) = (
        asserting(&table[id].entries)
            .into_iter()
            .collect::<Vec<_>>()
            .as_slice(),
        table[id].schema(Keyword::Ref),
    ) {
        id = next;
    }
    id
}

/// The keywords that can make a difference.
fn asserting(entries: &[Entry]) -> BTreeSet<Keyword> {
    let keywords = entries.iter().filter(|entry| match &entry.argument {
        Argument::Format { format, .. } => format.is_some(),
        Argument::Flag(truth) => entry.keyword != Keyword::UniqueItems || *truth,
        _ => true,
    });
    let keywords = keywords.map(|entry| entry.keyword);
    keywords
        .filter(|keyword| {
            !matches!(
                keyword,
                Keyword::Annotation
                    | Keyword::ContentEncoding
                    | Keyword::ContentMediaType
                    | Keyword::ContentSchema
            )
        })
        .collect()
}

/// The pairs of nodes that two arguments lead to, if they are the same apart from these.
fn inside(first: &Argument, second: &Argument) -> Option<Vec<Pair>> {
    let zipped = |first: &[NodeId], second: &[NodeId]| {
        let pairs = first
            .iter()
            .zip(second)
            .map(|(first, second)| [*first, *second]);
        (first.len() == second.len()).then(|| pairs.collect())
    };
    let none = |is_same: bool| is_same.then(Vec::new);
    match (first, second) {
        (Argument::Flag(first), Argument::Flag(second)) => none(first == second),
        (Argument::Count(first), Argument::Count(second)) => none(first == second),
        (Argument::Number(first), Argument::Number(second)) => {
            none(Decimal::new(first) == Decimal::new(second))
        }
        (Argument::Text(first), Argument::Text(second)) => none(first == second),
        (Argument::Json(first), Argument::Json(second)) => none(first == second),
        (Argument::Format { format: first, .. }, Argument::Format { format: second, .. }) => {
            none(first == second)
        }
        (Argument::Pattern(first), Argument::Pattern(second)) => {
            none(first.source() == second.source())
        }
        (Argument::Types(first), Argument::Types(second)) => none(types(*first) == types(*second)),
        (Argument::Values(first), Argument::Values(second)) => {
            let [first, second] = [first, second].map(|values| {
                let values = values.list().iter().map(|value| plain(&value.to_string()));
                values.collect::<Option<BTreeSet<Instance>>>()
            });
            none(first? == second?)
        }
        (Argument::Names(first), Argument::Names(second)) => {
            let [first, second] = [first, second].map(|names| {
                let names = names.iter().map(|name| &**name);
                names.collect::<BTreeSet<&str>>()
            });
            none(first == second)
        }
        (Argument::Requirements(first), Argument::Requirements(second)) => {
            let [first, second] = [first, second].map(|names| {
                let names = names.iter().map(|(name, others)| {
                    let others: BTreeSet<&str> = others.iter().map(|other| &**other).collect();
                    (&**name, others)
                });
                names.collect::<BTreeMap<&str, _>>()
            });
            none(first == second)
        }
        (Argument::Schema(first), Argument::Schema(second)) => Some(vec![[*first, *second]]),
        (Argument::Schemas(first), Argument::Schemas(second)) => zipped(first, second),
        (Argument::Members(first), Argument::Members(second)) => {
            let pairs = first
                .iter()
                .map(|(name, node)| Some([node, second.get(name)?]));
            (first.iter().count() == second.iter().count()).then_some(())?;
            pairs.collect()
        }
        (Argument::Patterns(first), Argument::Patterns(second)) => {
            let of = |list: &[(exactschema::Pattern, NodeId)]| {
                let list = list.iter();
                let list = list.map(|(pattern, node)| (pattern.source().to_owned(), *node));
                list.collect::<BTreeMap<String, NodeId>>()
            };
            let (first, second) = (of(first), of(second));
            let pairs = first
                .iter()
                .map(|(name, node)| Some([*node, *second.get(name)?]));
            (first.len() == second.len()).then_some(())?;
            pairs.collect()
        }
        (
            Argument::Dynamic { anchor, initial },
            Argument::Dynamic {
                anchor: other,
                initial: second,
            },
        ) => (anchor == other).then(|| vec![[*initial, *second]]),
        (Argument::PropertyValues(first), Argument::PropertyValues(second)) => {
            let [first, second] = [first, second].map(|names| {
                let values = names.iter().flat_map(|(name, values)| {
                    let values = values.iter();
                    values.map(move |(value, node)| ((&**name, value.to_owned()), node))
                });
                values.collect::<BTreeMap<_, NodeId>>()
            });
            let pairs = first
                .iter()
                .map(|(name, node)| Some([*node, *second.get(name)?]));
            (first.len() == second.len()).then_some(())?;
            pairs.collect()
        }
        _ => None,
    }
}

fn types(types: Types) -> BTreeSet<&'static str> {
    let mut names: BTreeSet<&str> = types.names().collect();
    if names.contains("number") {
        names.remove("integer");
    }
    names
}

fn plain(text: &str) -> Option<Instance> {
    Json::parse(text).ok().map(|json| Instance::from(&json))
}

/// The pairs of the schemas with dynamic anchors, if both sides have the same.
fn anchors(tables: [&Table; 2]) -> Option<Vec<Pair>> {
    let [first, second] = tables.map(|table| {
        let resources = table.resources().iter();
        let anchors = resources.map(|resource| &resource.dynamic_anchors);
        anchors
            .filter(|anchors| !anchors.is_empty())
            .collect::<Vec<_>>()
    });
    let pairs = first.iter().zip(&second).flat_map(|(first, second)| {
        let is_longer = first.len() != second.len();
        let pairs = first.iter().zip(second.iter());
        let pairs = pairs
            .map(|((name, node), (other, second))| (name == other).then_some([*node, *second]));
        pairs.chain(is_longer.then_some(None)).collect::<Vec<_>>()
    });
    (first.len() == second.len()).then_some(())?;
    pairs.collect()
}

/// The number of the resource of a node among those with dynamic anchors.
fn resource(table: &Table, id: NodeId) -> Option<usize> {
    let own = table.resource(table[id].resource);
    let mut all = table.resources().iter();
    let mut with_anchors = all
        .by_ref()
        .filter(|resource| !resource.dynamic_anchors.is_empty());
    with_anchors.position(|resource| std::ptr::eq(resource, own))
}
