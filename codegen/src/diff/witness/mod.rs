//! Finds the smallest document that shows that a change breaks something.
//!
//! Small values are tried where the change is: such as the one schema takes and the
//! changed part of the other refuses. One is then put into the smallest document that
//! leads there. If none of these documents shows it, others are made at random. What
//! shows it, by the verdict on the whole document, is made as small as can be.

use std::cell::OnceCell;

use serde_json::Value;

use super::change::{ContentModel, Witness};
use super::rules::Draft;
use super::side::Side;
use super::view::is_declared;
use super::walk::Walk;
use crate::documents::Judge;

mod arrange;
mod embed;
mod locate;
mod random;
mod shrink;
mod values;
mod words;

/// How many values are put into documents to find one that shows a change.
const TRIES: usize = 60;

/// Of how many that were found the smallest is taken.
const ENOUGH: usize = 2;

/// Looks for witnesses.
pub(super) struct Search<'w, 'a> {
    walk: &'w Walk<'a>,
    model: ContentModel,
    /// On the parts of all drafts, by side.
    parts: [Judge; 2],
    /// Random documents that are valid under a side.
    documents: [OnceCell<Vec<Value>>; 2],
}

/// A draft, and where its parts are among those of all.
pub(super) struct Numbered<'a> {
    pub(super) draft: Draft<'a>,
    first: [usize; 2],
}

/// What a document has to show.
struct Question<'q, 'a> {
    drafted: Option<&'q Numbered<'a>>,
    /// The side under which it is valid; it is invalid under the other.
    from: usize,
    /// The side whose part refuses the value where the change is: the other, unless
    /// it refuses the document because the value is valid by several branches.
    refusing: usize,
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
    pub(super) fn new(
        walk: &'w Walk<'a>,
        drafts: &[Numbered<'a>],
        model: ContentModel,
    ) -> Option<Self> {
        let judge = |side: usize| {
            let Side { schema, text, .. } = walk.sides[side];
            let parts = drafts
                .iter()
                .flat_map(|numbered| &numbered.draft.parts[side]);
            Judge::beside(text, parts.map(|part| part.json(schema)).collect())
        };
        Some(Search {
            walk,
            model,
            parts: [judge(0)?, judge(1)?],
            documents: [OnceCell::new(), OnceCell::new()],
        })
    }

    /// A document that is valid under the side `from`, and becomes invalid by a change.
    /// `alternatives` says that refusing more can also be accepting more.
    pub(super) fn find(
        &self,
        drafted: &Numbered<'a>,
        from: usize,
        alternatives: bool,
    ) -> Option<Witness> {
        let refusing = [1 - from, from].into_iter();
        let refusing = refusing.take(if alternatives { 2 } else { 1 });
        let questions = refusing.map(|refusing| Question {
            drafted: Some(drafted),
            from,
            refusing,
        });
        let mut questions = questions.filter(|q| !drafted.draft.parts[q.refusing].is_empty());
        questions.find_map(|question| self.answer(&question))
    }

    /// A document that is valid under one side and invalid under the other, for
    /// whatever reason.
    pub(super) fn any(&self, from: usize) -> Option<Witness> {
        self.answer(&Question {
            drafted: None,
            from,
            refusing: 1 - from,
        })
    }

    fn answer(&self, question: &Question<'_, 'a>) -> Option<Witness> {
        let mut found: Vec<Value> = Vec::new();
        if let Some(drafted) = question.drafted {
            let values = self.values(question, drafted).into_iter().take(TRIES);
            let documents = values.filter_map(|value| {
                self.embedded(
                    drafted.draft.pair,
                    1 - question.refusing,
                    value,
                    &|document| self.shows(question, document),
                )
            });
            found.extend(documents.take(ENOUGH));
        }
        if found.is_empty() {
            let mut documents = self.documents(question.from).iter();
            found.extend(
                documents
                    .find(|document| self.shows(question, document))
                    .cloned(),
            );
        }
        let shows = |document: &Value| self.shows(question, document);
        let smallest = found
            .into_iter()
            .map(|document| shrink::shrunk(document, &shows));
        let smallest = smallest.min_by_key(shrink::measure)?;
        Some(self.witness(question, &smallest))
    }

    /// Whether a document is an answer.
    fn shows(&self, question: &Question<'_, 'a>, document: &Value) -> bool {
        let [from, to] = [question.from, 1 - question.from].map(|side| self.walk.sides[side]);
        from.whole.is_valid(document)
            && !to.whole.is_valid(document)
            && (self.model == ContentModel::Open
                || is_declared(&from.facts, &[from.schema.root()], document))
            && self.is_due(question, document)
    }

    /// Whether a value where the change is is refused by the changed part.
    fn is_due(&self, question: &Question<'_, 'a>, document: &Value) -> bool {
        let Some(drafted) = question.drafted else {
            return true;
        };
        let reached = self.reached(drafted.draft.pair, document);
        let mut reached = reached.iter();
        reached.any(|(_, value)| self.is_refused(drafted, question.refusing, value))
    }

    /// Whether a side refuses a value by what has changed.
    fn is_refused(&self, drafted: &Numbered<'a>, side: usize, value: &Value) -> bool {
        let count = drafted.draft.parts[side].len();
        let mut indices = (0..count).map(|index| drafted.first[side] + index);
        indices.any(|index| !self.parts[side].fits_nth(index, value))
    }
}
