//! A second validator: it judges the witnesses too, and where its verdict is another, the report
//! says so beside ours.

use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use exactschema_compare::diff::{Change, Class};
use exactschema_frontend::panics::caught;
use exactschema_frontend::stack;
use jsonschema::Validator;
use serde_json::Value;

use super::outcome::DIRECTIONS;

/// Its name.
const NAME: &str = "jsonschema 0.61";

/// The names of the sides.
const SIDES: [&str; 2] = ["old", "new"];

/// The indices of a change and of a direction, which is that of the side by which the witness is
/// valid, and the witness.
type Question = (usize, usize, String);

/// The same indices, and the sentence on the witness, if it disagrees.
type Answer = (usize, usize, Option<String>);

/// Where the second validator disagrees on the witnesses of changes, in either direction, as far
/// as the time suffices. It says nothing by a schema, or on a document, that it cannot read.
pub(super) fn disagreements(
    schemas: impl FnOnce() -> [String; 2],
    changes: &[Change],
    time: Duration,
) -> Vec<[Option<String>; 2]> {
    let mut sentences = vec![[None, None]; changes.len()];
    let questions: Vec<Question> = changes.iter().enumerate().flat_map(questions).collect();
    if questions.is_empty() || time.is_zero() {
        return sentences;
    }
    let (sender, receiver) = mpsc::channel();
    let schemas = schemas();
    let judge = move || judge(&schemas, &questions, &sender);
    // A single verdict is not stopped, so that the thread is left alone when the time is over.
    if thread::Builder::new()
        .stack_size(stack::LARGE)
        .spawn(judge)
        .is_err()
    {
        return sentences;
    }
    let end = Instant::now() + time;
    let left = || end.saturating_duration_since(Instant::now());
    while let Ok((change, direction, sentence)) = receiver.recv_timeout(left()) {
        sentences[change][direction] = sentence;
    }
    sentences
}

fn questions((index, change): (usize, &Change)) -> impl Iterator<Item = Question> {
    let directions = DIRECTIONS.iter().enumerate();
    directions.filter_map(
        move |(from, (direction, _))| match change.class(*direction) {
            Class::Breaking(witness) => Some((index, from, witness.document.compact())),
            Class::Compatible | Class::Undecided(_) => None,
        },
    )
}

/// Answers the questions, until nobody listens any more.
fn judge(schemas: &[String; 2], questions: &[Question], answer: &Sender<Answer>) {
    let validators = schemas
        .each_ref()
        .map(|schema| caught(|| validator(schema)).ok());
    for (change, from, witness) in questions {
        let Ok(document) = serde_json::from_str(witness) else {
            continue;
        };
        let verdicts = [0, 1].map(|side| {
            let validator = validators[side].as_ref()?;
            caught(|| Ok(validator.is_valid(&document))).ok()
        });
        if answer
            .send((*change, *from, sentence(*from, verdicts)))
            .is_err()
        {
            return;
        }
    }
}

fn validator(schema: &str) -> Result<Validator, String> {
    let schema: Value = serde_json::from_str(schema).map_err(|error| error.to_string())?;
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).map_err(|error| error.to_string())
}

/// The disagreement, if some verdict is not that of a witness which is valid by one side alone.
fn sentence(from: usize, verdicts: [Option<bool>; 2]) -> Option<String> {
    let others = [0, 1].into_iter().filter_map(|side| {
        let verb = match verdicts[side]? {
            _ if verdicts[side] == Some(side == from) => return None,
            true => "accepts",
            false => "refuses",
        };
        Some(format!("{verb} the witness by the {} schema", SIDES[side]))
    });
    let others: Vec<String> = others.collect();
    (!others.is_empty()).then(|| format!("the validator {NAME} {}", others.join(" and ")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn it_is_called_as_its_package() {
        let manifest = include_str!("../../../../Cargo.toml");
        let version = NAME.split(' ').next_back().unwrap();
        assert!(manifest.contains(&format!("\njsonschema = {{ version = \"{version}\"")));
    }

    #[test]
    fn a_disagreement_names_the_sides() {
        let of = |from, old, new| sentence(from, [old, new]).unwrap_or_default();
        assert_eq!(of(0, Some(true), Some(false)), "");
        assert_eq!(of(0, None, Some(false)), "");
        assert!(
            of(0, Some(true), Some(true)).ends_with("61 accepts the witness by the new schema")
        );
        assert!(of(1, None, Some(false)).ends_with("61 refuses the witness by the new schema"));
        assert!(of(0, Some(false), Some(true)).ends_with(
            "refuses the witness by the old schema and accepts the witness by the new schema"
        ));
    }

    #[test]
    fn what_it_cannot_read_has_no_verdict() {
        let (sender, receiver) = mpsc::channel();
        let schemas = ["{", r#"{ "$ref": "https://example.com/nowhere" }"#].map(str::to_owned);
        judge(&schemas, &[(0, 0, "1".to_owned())], &sender);
        assert_eq!(receiver.try_recv(), Ok((0, 0, None)));
    }
}
