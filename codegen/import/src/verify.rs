//! Verifies a schema that was made of a document.

use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::json::Json;
use exactschema_frontend::model::Place;
use exactschema_frontend::problem::Problem;

use crate::format;
use crate::overlay::{Laid, Touched};
use crate::places::Places;
use crate::refusal::{File, Refusal};
use crate::shape::{is_within, object_around};

/// Checks whether a schema has problems, beyond the refusals of the translation.
///
/// # Errors
///
/// All refusals, in the order of the files.
pub(super) fn verify(
    places: &Places,
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
    let problems = problems(&laid.schema).into_iter();
    let problems = problems.filter(|p| !is_known(p, &refusals));
    let judged: Vec<Refusal> = problems.map(|p| placed(p, laid, places)).collect();
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
    refusals.sort_by_key(|r| (r.file.clone(), r.problem.place.line, r.problem.place.column));
    match refusals.is_empty() {
        true => Ok(()),
        false => Err(refusals),
    }
}

/// The problems of the text of a schema, at their places in the document.
fn problems(schema: &Json) -> Vec<Problem> {
    let compiled = compile(&format::text(schema), &Options::default());
    let problems = compiled.err().unwrap_or_default().into_iter();
    let mut problems: Vec<Problem> = problems.map(|problem| problem.problem).collect();
    for problem in &mut problems {
        if let Some(value) = schema.at(&problem.place.pointer) {
            (problem.place.line, problem.place.column) = (value.line, value.column);
        }
    }
    problems
}

/// Whether the overlay has replaced the rejected keyword.
fn is_answered(refusal: &Refusal, touched: &Touched) -> bool {
    let target = refusal.target.as_ref();
    target.is_some_and(|target| touched.covers(target))
}

/// Whether a refusal is about the same location.
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

/// The problem of a schema that is too deep to be read, though both files can be read.
fn unreadable(laid: &Laid) -> Option<Refusal> {
    let error = Json::parse(&format::text(&laid.schema)).err()?;
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
