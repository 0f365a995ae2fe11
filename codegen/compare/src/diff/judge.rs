//! Decides the meaning of changes, one by one and together.

use std::collections::BTreeSet;

use exactschema_frontend::model::{Count, Keyword, NodeId, Place, Schema};

use super::both::Both;
use super::change::{Change, Class, Comparison, ContentModel, Undecided, Verdict};
use super::error::Error;
use super::message::Words;
use super::part::Part;
use super::prover::Prover;
use super::rules::{self, Draft};

use super::walk::Walk;
use super::witness::{Numbered, Search, numbered};
use crate::alternatives::alternatives;

/// Of the time of a question, a proof gets one of so many parts.
const PROOF: u32 = 4;

/// Compares two schemas by each of some content models, for which the changes are the same.
pub(super) fn compare<const N: usize>(
    both: &Both<'_>,
    models: [ContentModel; N],
) -> Result<[Comparison; N], Error> {
    let mut prover = Prover::new(both);
    let budget = both.sides[0].budget;
    let walk = budget.part(PROOF, || Walk::new(both, &mut prover));
    let pairs = (0..walk.pairs.len()).take_while(|_| !budget.is_spent());
    let drafts = pairs.flat_map(|index| rules::drafts(&walk, index));
    let drafts = numbered(drafts.collect());
    if budget.is_spent() {
        let judged = || Judged::unknown(&drafts);
        return Ok(models.map(|_| comparison(&walk, drafts.clone(), [judged(), judged()])));
    }
    let search = Search::new(&walk, &drafts).ok_or(Error::NoJudge("new"))?;
    // Of each direction: whether it is compatible as a whole, each change, and the rest.
    let mut questions = u32::try_from(2 * N * (drafts.len() + 2)).unwrap_or(u32::MAX);
    let mut begin = || {
        budget.begin(questions);
        questions = questions.saturating_sub(1);
    };
    let mut judged = models.map(|model| {
        // What is proven takes little time, and no search leaves too little for it.
        let directions = [0, 1].map(|from| Directed::new(&walk, model, from, &mut prover));
        let proven = directions.each_ref().map(|direction| {
            begin();
            budget.part(PROOF, || direction.proves_all(&mut prover))
        });
        let mut proven = proven.into_iter();
        directions.map(|direction| {
            let judged = match proven.next() {
                Some(true) => Judged {
                    classes: drafts.iter().map(|_| Class::Compatible).collect(),
                    rest: None,
                },
                _ => judge(&direction, &mut prover, &search, &drafts, &mut begin),
            };
            (direction, judged)
        })
    });
    let directions = || judged.iter().flatten();
    let open: usize = directions()
        .map(|(_, judged)| judged.ran_out().count())
        .sum();
    let mut open = u32::try_from(open).unwrap_or(u32::MAX);
    for (direction, judged) in judged.iter_mut().flatten() {
        retry(
            direction,
            judged,
            &mut prover,
            &search,
            &drafts,
            &mut || {
                budget.begin(open);
                open = open.saturating_sub(1);
            },
        );
    }
    Ok(judged.map(|directions| {
        let judged = directions.map(|(_, judged)| judged);
        comparison(&walk, drafts.clone(), judged)
    }))
}

/// The meaning of the changes for documents of one side.
struct Judged {
    classes: Vec<Class>,
    /// The meaning that no change explains.
    rest: Option<Class>,
}

impl Judged {
    /// The changes, by their numbers, for which the time ran out.
    fn ran_out(&self) -> impl Iterator<Item = usize> + '_ {
        let classes = self.classes.iter().enumerate();
        let open =
            classes.filter(|(_, class)| matches!(class, Class::Undecided(Undecided::TimeRanOut)));
        open.map(|(number, _)| number)
    }

    /// Nothing was found out, not even whether these are all changes.
    fn unknown(drafts: &[Numbered<'_>]) -> Self {
        let unknown = Class::Undecided(Undecided::TimeRanOut);
        Judged {
            classes: vec![unknown.clone(); drafts.len()],
            rest: Some(unknown),
        }
    }
}

/// The comparison of two schemas of which nothing was found out.
pub(super) fn unknown(schemas: [&Schema; 2]) -> Comparison {
    let rests = [const { Some(Class::Undecided(Undecided::TimeRanOut)) }; 2];
    Comparison {
        changes: vec![unexplained(schemas, rests)],
        backward: Verdict::Undecided,
        forward: Verdict::Undecided,
    }
}

/// The meaning of the changes one by one, where not all documents are proven to stay valid.
fn judge<'a>(
    direction: &Directed<'_, 'a>,
    prover: &mut Prover<'a>,
    search: &Search<'_, 'a>,
    drafts: &[Numbered<'a>],
    begin: &mut dyn FnMut(),
) -> Judged {
    let (walk, from) = (direction.walk, direction.from);
    let classes = drafts.iter().map(|drafted| {
        begin();
        direction.class(prover, search, drafted)
    });
    let mut classes: Vec<Class> = classes.collect();
    let is_breaking = |class: &Class| matches!(class, Class::Breaking(_));
    if classes.iter().any(is_breaking) {
        return Judged {
            classes,
            rest: None,
        };
    }
    let is_undecided = |class: &Class| matches!(class, Class::Undecided(_));
    let undecided = classes.iter().any(is_undecided);
    // The last question of a direction gets half of the time.
    walk.sides[0].budget.begin(2);
    let is_over = || walk.sides[0].budget.is_over();
    let found = match is_over() {
        true => None,
        false => search.any(from, direction.model),
    };
    let rest = match found {
        Some(document) => {
            // A change that was undecided may be what it shows.
            let explains = |class: &Class, drafted: &Numbered<'a>| {
                is_undecided(class) && search.is_due(drafted, 1 - from, &document)
            };
            let mut open = classes.iter_mut().zip(drafts);
            let explained = open.find(|(class, drafted)| explains(class, drafted));
            let witness =
                |drafted| Class::Breaking(search.shown(drafted, from, direction.model, &document));
            match explained {
                Some((class, drafted)) => {
                    *class = witness(Some(drafted));
                    None
                }
                None => Some(witness(None)),
            }
        }
        None if undecided => None,
        None if is_over() => Some(Class::Undecided(Undecided::TimeRanOut)),
        None => Some(Class::Undecided(Undecided::NotFound)),
    };
    Judged { classes, rest }
}

/// Asks once more for what the share of the time did not suffice, if others have left some.
fn retry<'a>(
    direction: &Directed<'_, 'a>,
    judged: &mut Judged,
    prover: &mut Prover<'a>,
    search: &Search<'_, 'a>,
    drafts: &[Numbered<'a>],
    begin: &mut dyn FnMut(),
) {
    let budget = direction.walk.sides[0].budget;
    let open: Vec<usize> = judged.ran_out().collect();
    for number in open {
        if budget.is_spent() {
            return;
        }
        begin();
        judged.classes[number] = direction.class(prover, search, &drafts[number]);
    }
}

/// One direction.
struct Directed<'w, 'a> {
    walk: &'w Walk<'a>,
    model: ContentModel,
    from: usize,
    /// For each pair, the nodes that declare its names.
    names: Vec<Vec<NodeId>>,
    /// The nodes where rejecting more can mean accepting more, by side.
    alternatives: [BTreeSet<NodeId>; 2],
}

impl<'w, 'a> Directed<'w, 'a> {
    fn new(walk: &'w Walk<'a>, model: ContentModel, from: usize, prover: &mut Prover<'a>) -> Self {
        let wanted = walk.sides[1 - from];
        let overlapping =
            alternatives(wanted.schema, |branches| prover.overlap(1 - from, branches));
        let mut alternatives = [BTreeSet::new(), BTreeSet::new()];
        alternatives[1 - from] = overlapping;
        Directed {
            walk,
            model,
            from,
            names: match model {
                ContentModel::Open => vec![Vec::new(); walk.pairs.len()],
                ContentModel::Lenient => walk.names(from),
            },
            alternatives,
        }
    }

    /// Whether no document at all becomes invalid.
    fn proves_all(&self, prover: &mut Prover<'a>) -> bool {
        prover.proves(self.from, self.walk.pairs[0].ids, &self.names[0])
    }

    /// The meaning of a change.
    fn class(
        &self,
        prover: &mut Prover<'a>,
        search: &Search<'_, 'a>,
        drafted: &Numbered<'a>,
    ) -> Class {
        if self.walk.sides[0].budget.is_over() {
            return Class::Undecided(Undecided::TimeRanOut);
        }
        let draft = &drafted.draft;
        let ids = self.walk.pairs[draft.pair].ids;
        let is_alternative = [0, 1]
            .into_iter()
            .any(|side| self.alternatives[side].contains(&ids[side]));
        let is_proven = self.walk.sides[0].budget.part(PROOF, || {
            self.refuses_nothing(prover, draft, self.from)
                && (!is_alternative || self.refuses_nothing(prover, draft, 1 - self.from))
        });
        if is_proven {
            return Class::Compatible;
        }
        match search.find(drafted, self.from, self.model, is_alternative) {
            Some(witness) => Class::Breaking(witness),
            None if self.walk.sides[0].budget.is_over() => Class::Undecided(Undecided::TimeRanOut),
            None => Class::Undecided(self.why(draft)),
        }
    }

    /// Whether it is proven that the changed parts reject nothing that the schema of the
    /// other side accepts.
    fn refuses_nothing(&self, prover: &mut Prover<'a>, draft: &Draft<'a>, from: usize) -> bool {
        let given = self.walk.pairs[draft.pair].ids[from];
        let names = match from == self.from {
            true => self.names[draft.pair].as_slice(),
            false => &[],
        };
        let mut parts = draft.parts[1 - from].iter();
        parts.all(|part| prover.allows(from, given, part, names))
    }

    /// The reason why no witness was found: there may have to be too much in it, by the change
    /// or by what else the schema asks for there.
    fn why(&self, draft: &Draft<'a>) -> Undecided {
        let nodes = self.walk.pairs[draft.pair].own[self.from].nodes.iter();
        let entries = nodes.flat_map(|node| node.keywords.iter().map(|entry| (*node, entry)));
        let least = entries.filter(|(_, entry)| {
            let Keyword::Count(count, _) = entry.keyword else {
                return false;
            };
            matches!(
                count,
                Count::MinLength | Count::MinItems | Count::MinProperties
            )
        });
        let around = least.map(|(node, entry)| Part::Keyword(node, entry));
        let parts = draft.parts.iter().flatten().copied().chain(around);
        let bounds = parts.filter_map(|part| part.bound());
        match bounds.max() {
            Some((most, what)) => Undecided::TooLarge(most, what),
            None => Undecided::NotFound,
        }
    }
}

/// The changes with their meanings, in the order of the new schema.
fn comparison(walk: &Walk<'_>, drafts: Vec<Numbered<'_>>, judged: [Judged; 2]) -> Comparison {
    let [backward, forward] = judged;
    let rests = [backward.rest, forward.rest];
    let classes = backward.classes.into_iter().zip(forward.classes);
    let changes = drafts.into_iter().zip(classes);
    let mut changes: Vec<Change> = changes
        .map(|(drafted, (backward, forward))| change(walk, drafted.draft, backward, forward))
        .collect();
    let order = |place: &Place| (place.line, place.column);
    changes.sort_by(|one, other| {
        let key = |change: &Change| (order(&change.new), order(&change.old), change.rule);
        key(one).cmp(&key(other))
    });
    if rests.iter().any(Option::is_some) {
        let schemas = walk.sides.map(|side| side.schema);
        changes.insert(0, unexplained(schemas, rests));
    }
    let verdict = |class: fn(&Change) -> &Class| {
        let classes = || changes.iter().map(class);
        if classes().any(|class| matches!(class, Class::Breaking(_))) {
            Verdict::Breaking
        } else if classes().any(|class| matches!(class, Class::Undecided(_))) {
            Verdict::Undecided
        } else {
            Verdict::Compatible
        }
    };
    Comparison {
        backward: verdict(|change| &change.backward),
        forward: verdict(|change| &change.forward),
        changes,
    }
}

fn change(walk: &Walk<'_>, draft: Draft<'_>, backward: Class, forward: Class) -> Change {
    let pair = &walk.pairs[draft.pair];
    let chain = draft.owner.map(|owner| walk.chain(pair, owner));
    let [old, new] = draft.places;
    Change {
        rule: draft.rule,
        old,
        new,
        chain: chain.unwrap_or_default(),
        message: draft.message.at(&walk.steps(draft.pair)),
        backward,
        forward,
    }
}

/// The change that no rule covers: keywords of several schemas together have another meaning.
fn unexplained(schemas: [&Schema; 2], rests: [Option<Class>; 2]) -> Change {
    let [old, new] = schemas.map(|schema| schema.node(schema.root()).place.clone());
    let is_shown = |rest: &Option<Class>| matches!(rest, Some(Class::Breaking(_)));
    let words = match rests.iter().any(is_shown) {
        true => "means something else as a whole",
        false => "may mean something else as a whole",
    };
    let [backward, forward] = rests.map(|rest| rest.unwrap_or(Class::Compatible));
    Change {
        rule: rules::MEANING,
        old,
        new,
        chain: Vec::new(),
        message: Words::of(words).at(&[]),
        backward,
        forward,
    }
}
