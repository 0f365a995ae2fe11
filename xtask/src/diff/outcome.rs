//! What a comparison comes to: the changes, those that are ignored, and sections of
//! what follows from them.

use codegen::diff::{Change, Class, Comparison, ContentModel, Direction, Verdict};

use super::ignores::{Ignores, Unused};
use super::versions::Pair;
use crate::report::Exit;

/// The directions, with their names.
pub(super) const DIRECTIONS: [(Direction, &str); 2] = [
    (Direction::Backward, "backward"),
    (Direction::Forward, "forward"),
];

/// All that is reported.
pub(super) struct Report {
    pub(super) outcomes: Vec<Outcome>,
    /// What is ignored in vain.
    pub(super) unused: Vec<Unused>,
    /// The directions that must be compatible.
    pub(super) required: &'static [Direction],
}

impl Report {
    /// How the command ends.
    pub(super) fn exit(&self) -> Exit {
        let exits = self
            .outcomes
            .iter()
            .map(|outcome| outcome.exit(self.required));
        match self.unused.is_empty() {
            true => exits.max().unwrap_or(Exit::GOOD),
            false => Exit::FINDINGS,
        }
    }
}

/// What became of a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was there before and is there now.
    Kept,
    /// It is new: nobody has documents of it.
    Added,
    /// It is gone: nobody can read its documents.
    Removed,
}

/// What a pair of versions comes to.
pub(super) struct Outcome {
    /// The path of the schema.
    pub(super) path: String,
    /// What the versions are called.
    pub(super) labels: [String; 2],
    pub(super) fate: Fate,
    pub(super) changes: Vec<Told>,
    /// Whether both versions take the same documents, whatever these are.
    pub(super) is_equivalent: bool,
    /// The directions that are compatible by what is assumed of documents alone.
    pub(super) assumed: Vec<Direction>,
    /// What follows from the changes, beside the verdicts.
    pub(super) sections: Vec<Section>,
}

/// A change, and why it is ignored, if it is.
pub(super) struct Told {
    pub(super) change: Change,
    pub(super) ignored: Option<String>,
}

/// A part of the report: every format prints all of them, in this order.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) lines: Vec<String>,
}

impl Section {
    /// Whether it is our sentence, and no list of names of others.
    pub(super) fn is_prose(&self) -> bool {
        !matches!(self.title, "API" | "Replay")
    }
}

impl Outcome {
    /// That of a schema of which there is one version.
    pub(super) fn alone(pair: &Pair) -> Self {
        let label = |version: &Option<super::versions::Version>| {
            version
                .as_ref()
                .map_or_else(String::new, |version| version.label.clone())
        };
        Outcome {
            path: pair.path.clone(),
            labels: [label(&pair.old), label(&pair.new)],
            fate: match (&pair.old, &pair.new) {
                (Some(_), Some(_)) => Fate::Kept,
                (None, _) => Fate::Added,
                (_, None) => Fate::Removed,
            },
            changes: Vec::new(),
            is_equivalent: false,
            assumed: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// That of two versions.
    pub(super) fn compared(
        pair: &Pair,
        model: ContentModel,
        comparison: Comparison,
        other: &Comparison,
        ignores: &mut Ignores,
    ) -> Self {
        let open = match model {
            ContentModel::Open => &comparison,
            ContentModel::Lenient => other,
        };
        let is_equivalent = open.is_equivalent();
        let reading = reading(model, &comparison, other);
        let directions = DIRECTIONS.iter().map(|(direction, _)| *direction);
        let assumed = directions.filter(|direction| {
            model == ContentModel::Lenient
                && comparison.verdict(*direction) == Verdict::Compatible
                && other.verdict(*direction) != Verdict::Compatible
        });
        let assumed = assumed.collect();
        let changes = comparison.changes.into_iter().map(|change| {
            let breaks = |(direction, _): &(Direction, &str)| {
                !matches!(change.class(*direction), Class::Compatible)
            };
            let reason = match DIRECTIONS.iter().any(breaks) {
                true => ignores.reason(&pair.name, &change),
                false => None,
            };
            Told {
                ignored: reason,
                change,
            }
        });
        Outcome {
            changes: changes.collect(),
            is_equivalent,
            assumed,
            sections: reading.into_iter().collect(),
            ..Outcome::alone(pair)
        }
    }

    /// What is said of an assumption if documents become invalid in some directions.
    pub(super) fn refuted(&self, breaks: &[Direction]) -> Option<Section> {
        let refuted = DIRECTIONS.iter().filter(|(direction, _)| {
            self.assumed.contains(direction) && breaks.contains(direction)
        });
        let names: Vec<&str> = refuted.map(|(_, name)| *name).collect();
        (!names.is_empty()).then(|| Section {
            title: "Refuted",
            lines: vec![format!(
                "The archive refutes the assumption {}: it has documents that use such names and \
                 change their verdict, as listed below.",
                names.join(" and ")
            )],
        })
    }

    /// The verdict in a direction, apart from what is ignored.
    pub(super) fn verdict(&self, direction: Direction) -> Verdict {
        let told = self.changes.iter().filter(|told| told.ignored.is_none());
        let mut verdict = match self.fate {
            Fate::Removed => Verdict::Breaking,
            Fate::Kept | Fate::Added => Verdict::Compatible,
        };
        for told in told {
            verdict = match (verdict, told.change.class(direction)) {
                (Verdict::Breaking, _) | (_, Class::Breaking(_)) => Verdict::Breaking,
                (_, Class::Undecided(_)) => Verdict::Undecided,
                (verdict, Class::Compatible) => verdict,
            };
        }
        verdict
    }

    /// How a command ends that requires some directions.
    pub(super) fn exit(&self, required: &[Direction]) -> Exit {
        let mut required = required.iter();
        let compatible = required.all(|direction| self.verdict(*direction) == Verdict::Compatible);
        match compatible {
            true => Exit::GOOD,
            false => Exit::FINDINGS,
        }
    }
}

/// Which reading decided, where it did.
fn reading(model: ContentModel, comparison: &Comparison, other: &Comparison) -> Option<Section> {
    let differing = DIRECTIONS
        .iter()
        .filter(|(direction, _)| comparison.verdict(*direction) != other.verdict(*direction));
    let names: Vec<&str> = differing.map(|(_, name)| *name).collect();
    let directions = names.join(" and ");
    let verdicts = DIRECTIONS.map(|(direction, _)| other.verdict(direction));
    let becomes = match verdicts.contains(&Verdict::Compatible) {
        true => "compatible",
        false => "undecided",
    };
    let sentence = match (names.is_empty(), model) {
        (true, _) => return None,
        (_, ContentModel::Open) => format!(
            "The plain meaning of JSON Schema decided {directions}: an open object may hold any \
             name that its schema does not declare, with any value, and the witness is such a \
             document; whoever knows that none exists says so with `--content-model lenient`, \
             and the verdict is {becomes}."
        ),
        (_, ContentModel::Lenient) => format!(
            "An assumption decided {directions}: that no document uses a name that its schema \
             does not declare; JSON Schema itself allows such documents, and \
             `--content-model open` shows one that breaks."
        ),
    };
    Some(Section {
        title: "Reading",
        lines: vec![sentence],
    })
}
