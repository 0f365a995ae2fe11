//! The results of comparisons: the changes, those that are ignored, and sections on their
//! consequences.

use codegen::Error;
use exactschema_compare::api::Step;
use exactschema_compare::diff::{Change, Comparison, ContentModel, Direction, Verdict};
use exactschema_frontend::Place;

use super::group::{Group, groups};
use super::ignores::{Ignores, Unused};
use super::version::Version;
use super::versions::{Pair, in_tree};
use crate::report::Exit;

/// The directions, with their names.
pub(super) const DIRECTIONS: [(Direction, &str); 2] = [
    (Direction::Backward, "backward"),
    (Direction::Forward, "forward"),
];

/// All that is reported.
pub(super) struct Report {
    pub(super) outcomes: Vec<Outcome>,
    /// The versions that are no schemas, for which there is no verdict.
    pub(super) refused: Vec<Refused>,
    /// Entries that ignore nothing.
    pub(super) unused: Vec<Unused>,
    /// The path of the file that they are in.
    pub(super) baseline: String,
    /// The directions that must be compatible.
    pub(super) required: &'static [Direction],
}

impl Report {
    /// The exit code.
    pub(super) fn exit(&self) -> Exit {
        let exits = self
            .outcomes
            .iter()
            .map(|outcome| outcome.exit(self.required));
        match self.unused.is_empty() {
            _ if !self.refused.is_empty() => Exit::NO_VERDICT,
            true => exits.max().unwrap_or(Exit::GOOD),
            false => Exit::FINDINGS,
        }
    }
}

/// A version that is rejected.
pub(super) struct Refused {
    /// The name of the version.
    pub(super) label: String,
    pub(super) error: codegen::Error,
}

/// A problem of a version that is rejected.
pub(super) struct Problem<'a> {
    /// Where it is, unless it is about the whole.
    pub(super) position: Option<(usize, usize)>,
    /// JSON Pointer of the schema that it is about; `None` if there is none.
    pub(super) pointer: Option<&'a str>,
    pub(super) message: String,
    pub(super) fix: &'a str,
}

impl Refused {
    /// The path of its file.
    pub(super) fn path(&self) -> &str {
        in_tree(&self.label)
    }

    /// Its problems, at least one.
    pub(super) fn problems(&self) -> Vec<Problem<'_>> {
        let whole = |position, fix| Problem {
            position,
            pointer: None,
            message: self.error.to_string(),
            fix,
        };
        match &self.error {
            Error::NotJson(syntax) => {
                vec![whole(Some((syntax.line, syntax.column)), syntax.fix())]
            }
            Error::Refused(problems) => {
                let own = problems.iter().map(|problem| &problem.problem);
                own.map(Problem::from).collect()
            }
            Error::Typify { .. } | Error::Unexpected { .. } => {
                vec![whole(None, "report this defect")]
            }
        }
    }
}

impl<'a> From<&'a exactschema_frontend::Problem> for Problem<'a> {
    fn from(problem: &'a exactschema_frontend::Problem) -> Self {
        Problem {
            position: Some((problem.place.line, problem.place.column)),
            pointer: Some(&problem.place.pointer),
            message: problem.message.clone(),
            fix: &problem.fix,
        }
    }
}

/// The status of a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SchemaStatus {
    /// It exists in both versions.
    Kept,
    /// It is new: there are no documents of it yet.
    Added,
    /// It is removed: its documents have no schema.
    Removed,
}

/// The result of a pair of versions.
pub(super) struct Outcome {
    /// The name of the schema.
    pub(super) name: String,
    /// The path of the schema.
    pub(super) path: String,
    /// The labels of the versions.
    pub(super) labels: [String; 2],
    /// Their texts.
    pub(super) texts: [String; 2],
    pub(super) status: SchemaStatus,
    /// The changes, those first that matter most.
    pub(super) groups: Vec<Group>,
    /// Whether both versions take the same documents, whatever these are.
    pub(super) is_equivalent: bool,
    /// The directions that are compatible by what is assumed of documents alone.
    pub(super) assumed: Vec<Direction>,
    /// The version step that the crate of the types needs; `None` if it may stay as it is, or
    /// has none.
    pub(super) step: Option<Step>,
    /// The consequences of the changes, beside the verdicts.
    pub(super) sections: Vec<Section>,
}

/// A change, and the reason why it is ignored, if it is.
pub(super) struct ReportedChange {
    /// The change, at its places in files.
    pub(super) change: Change,
    /// The files of these places.
    pub(super) files: [String; 2],
    /// Its places in the schemas that were compared.
    pub(super) pointers: [String; 2],
    pub(super) ignored: Option<String>,
    /// The sentences on another validator that disagrees on its witnesses, by direction.
    pub(super) disagreements: [Option<String>; 2],
}

impl ReportedChange {
    /// Where it is: the side that has the keyword, by its index, and the place there.
    pub(super) fn place(&self) -> (usize, &Place) {
        match self.pointers[0].len() > self.pointers[1].len() {
            true => (0, &self.change.old),
            false => (1, &self.change.new),
        }
    }

    fn of(
        pair: &Pair,
        mut change: Change,
        disagreements: [Option<String>; 2],
        ignores: &mut Ignores,
    ) -> Self {
        let pointers = [&change.old, &change.new].map(|place| place.pointer.clone());
        let mut files = [String::new(), String::new()];
        let sides = [(&pair.old, &mut change.old), (&pair.new, &mut change.new)];
        for ((version, place), file) in sides.into_iter().zip(&mut files) {
            if let Some(version) = version {
                (*file, *place) = version.origin(place);
            }
        }
        let breaks = |(direction, _): &(Direction, &str)| {
            change.class(*direction).verdict() != Verdict::Compatible
        };
        let ignored = match DIRECTIONS.iter().any(breaks) {
            true => ignores.reason(&pair.name, &change),
            false => None,
        };
        ReportedChange {
            change,
            files,
            pointers,
            ignored,
            disagreements,
        }
    }
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
    /// The result of a schema with one version.
    pub(super) fn alone(pair: &Pair) -> Self {
        let versions = [&pair.old, &pair.new];
        Outcome {
            name: pair.name.clone(),
            path: pair.path.clone(),
            labels: versions.map(|version| {
                let label = version.as_ref().map(|version| version.label.clone());
                label.unwrap_or_default()
            }),
            texts: versions.map(|version| {
                let text = version.as_ref().map(|version| version.source.clone());
                text.unwrap_or_default()
            }),
            status: match (&pair.old, &pair.new) {
                (Some(_), Some(_)) => SchemaStatus::Kept,
                (None, _) => SchemaStatus::Added,
                (_, None) => SchemaStatus::Removed,
            },
            groups: Vec::new(),
            is_equivalent: false,
            assumed: Vec::new(),
            step: None,
            sections: Vec::new(),
        }
    }

    /// The result of two versions.
    pub(super) fn compared(
        pair: &Pair,
        model: ContentModel,
        disagreements: Vec<[Option<String>; 2]>,
        comparison: Comparison,
        other: &Comparison,
        ignores: &mut Ignores,
        required: &[Direction],
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
        let changes = comparison.changes.into_iter().zip(disagreements);
        let changes =
            changes.map(|(change, others)| ReportedChange::of(pair, change, others, ignores));
        let text = |version: &Option<Version>| {
            version
                .as_ref()
                .and_then(Version::text)
                .unwrap_or_default()
                .to_owned()
        };
        let texts = [text(&pair.old), text(&pair.new)];
        Outcome {
            groups: groups(
                changes.collect(),
                texts.each_ref().map(String::as_str),
                required,
            ),
            is_equivalent,
            assumed,
            sections: reading.into_iter().collect(),
            ..Outcome::alone(pair)
        }
    }

    /// A section on an assumption, if documents become invalid in some directions.
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

    /// The groups that are shown one by one, and those that no document depends on.
    pub(super) fn shown_and_silent(&self) -> (Vec<&Group>, Vec<&Group>) {
        self.groups.iter().partition(|group| !group.is_silent())
    }

    /// The sentences on another validator that disagrees on the witnesses.
    pub(super) fn disagreements(&self) -> impl Iterator<Item = &str> {
        let groups = self.groups.iter();
        groups.flat_map(|group| {
            DIRECTIONS
                .iter()
                .filter_map(|(direction, _)| group.disagreement(*direction))
        })
    }

    /// The verdict in a direction, apart from what is ignored.
    pub(super) fn verdict(&self, direction: Direction) -> Verdict {
        let counted = self.groups.iter().filter(|group| group.ignored().is_none());
        let verdicts = counted.map(|group| group.class(direction).verdict());
        match self.status {
            SchemaStatus::Removed => Verdict::Breaking,
            SchemaStatus::Kept | SchemaStatus::Added => {
                verdicts.max().unwrap_or(Verdict::Compatible)
            }
        }
    }

    /// The exit code of a command that requires some directions.
    pub(super) fn exit(&self, required: &[Direction]) -> Exit {
        let mut required = required.iter();
        let compatible = required.all(|direction| self.verdict(*direction) == Verdict::Compatible);
        match compatible {
            true => Exit::GOOD,
            false => Exit::FINDINGS,
        }
    }
}

/// The content model that decided, where one did.
fn reading(model: ContentModel, comparison: &Comparison, other: &Comparison) -> Option<Section> {
    // Without a witness on either side, no assumption decided.
    let differing = DIRECTIONS.iter().filter(|(direction, _)| {
        let verdicts = [comparison, other].map(|each| each.verdict(*direction));
        verdicts[0] != verdicts[1] && verdicts.contains(&Verdict::Breaking)
    });
    let differing: Vec<&(Direction, &str)> = differing.collect();
    let names: Vec<&str> = differing.iter().map(|(_, name)| *name).collect();
    let directions = names.join(" and ");
    let mut verdicts = differing.iter();
    let becomes =
        match verdicts.all(|(direction, _)| other.verdict(*direction) == Verdict::Compatible) {
            true => "compatible",
            false => "undecided",
        };
    let sentence = match (names.is_empty(), model) {
        (true, _) => return None,
        (_, ContentModel::Open) => format!(
            "The plain meaning of JSON Schema decided {directions}: an open object may hold any \
             name that its schema does not declare, with any value, and the witness is such a \
             document; if you know that none exists, use `--content-model lenient`, \
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
