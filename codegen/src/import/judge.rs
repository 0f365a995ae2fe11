//! What is refused of a schema that was made of a document.

use super::overlay::{Laid, Touched};
use super::places::Places;
use super::shape::{is_within, object_around};
use super::{File, Refusal, layout};
use crate::json::Json;
use crate::model::Place;
use crate::problem::Problem;

/// Finds out whether a schema is honoured, after what the translation has refused.
///
/// # Errors
///
/// All that is refused, in the order of the files.
pub(super) fn judge(
    document: &Json,
    laid: &Laid,
    translated: &[Refusal],
) -> Result<(), Vec<Refusal>> {
    let mut refusals = laid.refusals.clone();
    refusals.extend(
        translated
            .iter()
            .filter(|r| !is_answered(r, &laid.touched))
            .cloned(),
    );
    let problems = crate::honoured(&laid.schema, "root")
        .err()
        .unwrap_or_default();
    let problems = problems.into_iter().filter(|p| !is_known(p, &refusals));
    let places = Places::new(document);
    let judged: Vec<Refusal> = problems.map(|p| placed(p, laid, &places)).collect();
    refusals.extend(judged);
    if refusals.is_empty() {
        refusals.extend(unreadable(laid));
    }
    for target in refusals
        .iter_mut()
        .filter_map(|refusal| refusal.target.as_mut())
    {
        *target = object_around(&laid.schema, target);
    }
    refusals.sort_by_key(|r| (r.file, r.problem.place.line, r.problem.place.column));
    match refusals.is_empty() {
        true => Ok(()),
        false => Err(refusals),
    }
}

/// Whether the overlay has replaced what is refused.
fn is_answered(refusal: &Refusal, touched: &Touched) -> bool {
    let target = refusal.target.as_ref();
    target.is_some_and(|target| touched.covers(target))
}

/// Whether it is about something that is refused already.
fn is_known(problem: &Problem, refusals: &[Refusal]) -> bool {
    let mut targets = refusals
        .iter()
        .filter_map(|refusal| refusal.target.as_ref());
    targets.any(|target| is_within(&problem.place.pointer, target))
}

/// A problem of the schema where it comes from.
fn placed(problem: Problem, laid: &Laid, places: &Places) -> Refusal {
    if laid.touched.covers(&problem.place.pointer) {
        return Refusal {
            file: File::Overlay,
            problem,
            target: None,
        };
    }
    Refusal {
        file: File::Document,
        target: Some(problem.place.pointer.clone()),
        problem: Problem {
            place: places.original(&problem.place),
            ..problem
        },
    }
}

/// What two files that can be read may become together: too deep to be read.
fn unreadable(laid: &Laid) -> Option<Refusal> {
    let error = Json::parse(&layout::text(&laid.schema)).err()?;
    Some(Refusal {
        file: File::Overlay,
        problem: Problem {
            place: Place {
                pointer: String::new(),
                line: 1,
                column: 1,
            },
            message: format!("the schema that it makes cannot be read: {error}"),
            fix: "nest less".to_owned(),
        },
        target: None,
    })
}
