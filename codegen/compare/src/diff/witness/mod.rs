//! Finds the smallest document that shows that a change breaks something.
//!
//! Small values are tried at the location of the change: those that one schema accepts and
//! the changed part of the other rejects. One is then put into the smallest document around
//! it. If none of these documents shows the change, others are made at random. A document
//! that shows it, by the verdict on the whole document, is then shrunk.

use std::cell::OnceCell;

use exactschema_sample::{Instance, Judge};

use super::change::{ContentModel, Witness};
use super::rules::Draft;
use super::side::Side;
use super::view::is_declared;
use super::walk::Walk;
use refusals::Refusals;

mod arrange;
mod branches;
mod embed;
mod locate;
mod random;
mod refusals;
mod shrink;
mod values;
mod words;

/// The number of values that are put into documents to find one that shows a change.
const TRIES: usize = 60;

/// Of how many that were found the smallest is taken.
const ENOUGH: usize = 2;

/// Looks for witnesses.
pub(super) struct Search<'w, 'a> {
    walk: &'w Walk<'a>,
    drafts: &'w [Numbered<'a>],
    /// On the parts of all drafts, by side.
    parts: [Judge; 2],
    /// Values that one side accepts and the other rejects.
    refusals: Refusals<'a>,
    /// Random documents that are valid under a side.
    documents: [OnceCell<Vec<Instance>>; 2],
}

/// A draft, and where its parts are among those of all.
#[derive(Clone)]
pub(super) struct Numbered<'a> {
    pub(super) draft: Draft<'a>,
    first: [usize; 2],
}

/// The properties of a witness.
struct Question<'q, 'a> {
    drafted: Option<&'q Numbered<'a>>,
    /// The side under which it is valid; it is invalid under the other.
    from: usize,
    /// The side whose part rejects the value where the change is: the other, unless
    /// it rejects the document because the value is valid by several branches.
    refusing: usize,
    /// The documents that count.
    model: ContentModel,
}

/// Numbers the parts of drafts.
pub(super) fn numbered(drafts: Vec<Draft<'_>>) -> Vec<Numbered<'_>> {
    let mut next = [0, 0];
    let numbered = drafts.into_iter().map(|draft| {
        let first = next;
        next = [0, 1].map(|side| first[side] + draft.parts[side].len());
        Numbered { draft, first }
    });
    numbered.collect()
}

impl<'w, 'a> Search<'w, 'a> {
    /// A search for the witnesses of drafts; `None` if their parts are no schemas.
    pub(super) fn new(walk: &'w Walk<'a>, drafts: &'w [Numbered<'a>]) -> Option<Self> {
        let judge = |side: usize| {
            let Side { schema, text, .. } = walk.sides[side];
            let parts = drafts
                .iter()
                .flat_map(|numbered| &numbered.draft.parts[side]);
            let parts: Vec<String> = parts.map(|part| part.json(schema)).collect();
            Judge::beside(schema, text, &parts)
        };
        Some(Search {
            walk,
            drafts,
            parts: [judge(0)?, judge(1)?],
            refusals: Refusals::new(walk.sides),
            documents: [OnceCell::new(), OnceCell::new()],
        })
    }

    /// A document that is valid under the side `from`, and becomes invalid by a change.
    /// `alternatives` is whether rejecting more can also mean accepting more.
    pub(super) fn find(
        &self,
        drafted: &Numbered<'a>,
        from: usize,
        model: ContentModel,
        alternatives: bool,
    ) -> Option<Witness> {
        let refusing = [1 - from, from].into_iter();
        let refusing = refusing.take(if alternatives { 2 } else { 1 });
        let questions = refusing.map(|refusing| Question {
            drafted: Some(drafted),
            from,
            refusing,
            model,
        });
        let mut questions = questions.filter(|q| !drafted.draft.parts[q.refusing].is_empty());
        questions.find_map(|question| self.answer(&question))
    }

    /// A document that is valid under one side and invalid under the other, for
    /// whatever reason.
    pub(super) fn any(&self, from: usize, model: ContentModel) -> Option<Instance> {
        let question = Question {
            drafted: None,
            from,
            refusing: 1 - from,
            model,
        };
        let shows = |document: &Instance| self.shows(&question, document);
        let roots = self.walk.pairs[0].ids;
        let refused = self
            .refusals
            .between(from, &roots[from..=from], roots[1 - from]);
        let chosen = refused.into_iter().find(&shows).or_else(|| {
            (0..self.walk.pairs.len()).find_map(|pair| {
                let values = self.of_no_branch(pair, from).into_iter();
                let mut documents = values
                    .take(TRIES)
                    .filter_map(|value| self.embedded(pair, [from, from], value, &shows));
                documents.next()
            })
        });
        match chosen {
            Some(document) => Some(shrink::shrunk(document, &shows)),
            None => self.smallest(&question, &[], &[from], &shows),
        }
    }

    /// A document that was found as a witness, of a change or of all.
    pub(super) fn shown(
        &self,
        drafted: Option<&Numbered<'a>>,
        from: usize,
        model: ContentModel,
        document: &Instance,
    ) -> Witness {
        let question = Question {
            drafted,
            from,
            refusing: 1 - from,
            model,
        };
        self.witness(&question, document)
    }

    fn answer(&self, question: &Question<'_, 'a>) -> Option<Witness> {
        let from = question.from;
        let values = self.values(question, question.drafted?);
        let any = self.smallest(question, &values, &[from], &|document| {
            self.shows(question, document)
        })?;
        if self.is_alone(question, &any) {
            return Some(self.witness(question, &any));
        }
        // What other changes ask for is beside it in what the other side takes.
        let alone = self.smallest(question, &values, &[from, 1 - from], &|document| {
            self.shows(question, document) && self.is_alone(question, document)
        });
        Some(self.witness(question, &alone.unwrap_or(any)))
    }

    /// The smallest document that shows something: one of the values, with what is around
    /// it `by` one of some sides, or a random one.
    fn smallest(
        &self,
        question: &Question<'_, 'a>,
        values: &[Instance],
        by: &[usize],
        shows: &dyn Fn(&Instance) -> bool,
    ) -> Option<Instance> {
        let mut found: Vec<Instance> = Vec::new();
        if let Some(drafted) = question.drafted {
            let pair = drafted.draft.pair;
            let accepting = 1 - question.refusing;
            let shown = |values: &[Instance]| -> Vec<Instance> {
                let documents = by.iter().flat_map(|by| {
                    let values = values.iter().take(TRIES).cloned();
                    values.filter_map(|value| self.embedded(pair, [accepting, *by], value, shows))
                });
                documents.take(ENOUGH).collect()
            };
            found = shown(values);
            if found.is_empty() {
                found = shown(&self.refused(question, drafted));
            }
        }
        if found.is_empty() {
            let documents = self.documents(question.from);
            found.extend(documents.iter().find(|document| shows(document)).cloned());
        }
        let smallest = found
            .into_iter()
            .map(|document| shrink::shrunk(document, shows));
        smallest.min_by_key(shrink::measure)
    }

    /// Values that one side accepts where a change is, and a changed part of the other rejects.
    fn refused(&self, question: &Question<'_, 'a>, drafted: &Numbered<'a>) -> Vec<Instance> {
        let ids = self.walk.pairs[drafted.draft.pair].ids;
        let accepting = 1 - question.refusing;
        let given = &ids[accepting..=accepting];
        let mut values = self
            .refusals
            .between(accepting, given, ids[question.refusing]);
        values.retain(|value| self.is_refused(drafted, question.refusing, &value.to_string()));
        values
    }

    /// Whether no other change has a part in it.
    fn is_alone(&self, question: &Question<'_, 'a>, document: &Instance) -> bool {
        let Some(drafted) = question.drafted else {
            return true;
        };
        let side = 1 - question.from;
        let mut others = self
            .drafts
            .iter()
            .filter(|other| !other.draft.parts[side].is_empty() && !std::ptr::eq(*other, drafted));
        !others.any(|other| self.is_due(other, side, document))
    }

    /// Whether a document is an answer.
    fn shows(&self, question: &Question<'_, 'a>, document: &Instance) -> bool {
        let [from, to] = [question.from, 1 - question.from].map(|side| self.walk.sides[side]);
        if from.budget.is_over() {
            return false;
        }
        let text = document.to_string();
        from.verdict(&text) == Some(true)
            && to.verdict(&text) == Some(false)
            && (question.model == ContentModel::Open
                || is_declared(&from.facts, &[from.schema.root()], document))
            && question
                .drafted
                .is_none_or(|drafted| self.is_due(drafted, question.refusing, document))
    }

    /// Whether a value at a location of the change is rejected by the changed part of a side.
    pub(super) fn is_due(&self, drafted: &Numbered<'a>, side: usize, document: &Instance) -> bool {
        let reached = self.reached(drafted.draft.pair, document);
        let mut reached = reached.iter();
        reached.any(|(_, value)| self.is_refused(drafted, side, &value.to_string()))
    }

    /// The reasons why the changed parts of a side reject a value, each with its place in it.
    fn reasons(
        &self,
        drafted: &Numbered<'a>,
        side: usize,
        value: &Instance,
    ) -> Vec<(String, String)> {
        let count = drafted.draft.parts[side].len();
        let indices = (0..count).map(|index| drafted.first[side] + index);
        indices
            .flat_map(|index| self.parts[side].reasons_nth(index, &value.to_string()))
            .collect()
    }

    /// Whether a side rejects a value, as JSON, because of the change.
    fn is_refused(&self, drafted: &Numbered<'a>, side: usize, value: &str) -> bool {
        let count = drafted.draft.parts[side].len();
        let mut indices = (0..count).map(|index| drafted.first[side] + index);
        indices.any(|index| self.parts[side].fits_nth(index, value) == Some(false))
    }
}
