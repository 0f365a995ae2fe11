//! Compares two versions of a schema: what changed, and what it means for documents.
//!
//! 1. `walk` pairs the schemas of both documents that apply to the same values;
//! 2. `rules` drafts the changes of each pair;
//! 3. `prover` proves that a change rejects no document that was valid before, where
//!    it can;
//! 4. `witness` looks for a document that shows the contrary.
//!
//! A break is reported only with a document that is valid under one schema and invalid under
//! the other, because of the change: at a location of the change there is a value that the
//! changed part rejects. A change that is neither proven nor shown is undecided.
//!
//! Formats are asserted, of integers too: `int8` is a limit. Numbers have any size: the
//! representation in types does not affect the schemas.
//!
//! The verdict of the whole does not rest on those of the changes: it is compatible if
//! that was proven of the two documents as a whole.

use std::time::Duration;

use exactschema_frontend::model::Schema;
use exactschema_frontend::stack;

mod both;
mod budget;
mod change;
mod dynamic;
mod error;
mod judge;
mod message;
mod part;
mod prepare;
mod prover;
mod rules;
mod same;
mod side;
mod view;
mod walk;
mod witness;

pub use change::{Change, Class, Comparison, ContentModel, Direction, Undecided, Verdict, Witness};
pub use error::Error;
pub use message::Message;
pub use rules::{Rule, is_silent, rules};
pub use side::Source;

use both::Both;
use budget::Budget;
use prepare::prepared;
use side::Side;

/// Whether a document that is valid under a schema uses declared names alone, where any
/// are declared: this is what [`ContentModel::Lenient`] assumes.
#[must_use]
pub fn uses_declared_names(schema: &Schema, document: &exactschema_sample::Instance) -> bool {
    let facts = exactschema_sample::Facts::of(schema, None);
    view::is_declared(&facts, &[schema.root()], document)
}

/// Whether it was proven that two schemas take the same documents.
#[must_use]
pub fn are_equivalent(old: &Source<'_>, new: &Source<'_>) -> bool {
    let comparison = diff(old, new, ContentModel::Open, TIME);
    comparison.is_ok_and(|comparison| comparison.is_equivalent())
}

/// The default time limit of a comparison.
pub const TIME: Duration = Duration::from_secs(10);

/// All changes from an old schema to a new one. Their meaning is decided one by one, within
/// so much time; after it the rest is undecided, and if it did not even suffice to find the
/// changes, the whole is.
///
/// # Errors
///
/// [`Error::NoJudge`].
pub fn diff(
    old: &Source<'_>,
    new: &Source<'_>,
    model: ContentModel,
    time: Duration,
) -> Result<Comparison, Error> {
    diff_by(old, new, [model], time).map(|[comparison]| comparison)
}

/// The same as [`diff`], by each of some content models, which takes little more time.
///
/// # Errors
///
/// As [`diff`].
pub fn diff_by<const N: usize>(
    old: &Source<'_>,
    new: &Source<'_>,
    models: [ContentModel; N],
    time: Duration,
) -> Result<[Comparison; N], Error> {
    // Without `$schema` one text is two schemas, by two dialects.
    if old.text == new.text && old.schema.draft() == new.schema.draft() {
        return Ok(models.map(|_| Comparison::of_equals()));
    }
    stack::large(|| {
        let budget = Budget::new(time);
        let unknown = || models.map(|_| judge::unknown([old.schema, new.schema]));
        let schemas = [old, new].map(|source| (!budget.is_spent()).then(|| prepared(source)));
        let [Some(left), Some(right)] = &schemas else {
            return Ok(unknown());
        };
        let side = |schema, text, name| match budget.is_spent() {
            true => Ok(None),
            false => {
                let side = Side::new(&Source { schema, text }, &budget);
                side.map(Some).ok_or(Error::NoJudge(name))
            }
        };
        let sides = [side(left, old.text, "old")?, side(right, new.text, "new")?];
        let [Some(old), Some(new)] = &sides else {
            return Ok(unknown());
        };
        let joined = left.joined(right);
        judge::compare(&Both::new([old, new], &joined), models)
    })
}
