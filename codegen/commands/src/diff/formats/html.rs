//! A page for people, in one file.

use exactschema_compare::diff::{Class, Direction, Verdict};
use exactschema_page::{Filter, begin, end, figures, filters, line_excerpt, visible};
use maud::{Markup, html};

use super::super::group::Group;
use super::super::outcome::{DIRECTIONS, Outcome, Refused, Report, ReportedChange};
use super::elide::{around, elided};
use super::{folded, place, pointer, readers, tally, verdicts};
use crate::report::line;

pub(super) fn print(report: &Report) {
    line(format_args!("{}", page(report).into_string()));
}

/// The choices: what may be filtered is known from the report.
struct Choices {
    rules: Vec<String>,
    files: Vec<String>,
}

impl Choices {
    fn of(report: &Report) -> Self {
        let groups = report.outcomes.iter().flat_map(|outcome| &outcome.groups);
        let shown = groups.filter(|group| !group.is_silent());
        let rules = shown.map(|group| group.rule().to_owned());
        let files = report.outcomes.iter().map(|outcome| outcome.path.clone());
        let mut choices = Choices {
            rules: rules.collect(),
            files: files.collect(),
        };
        for names in [&mut choices.rules, &mut choices.files] {
            names.sort();
            names.dedup();
        }
        choices
    }

    /// The classes of a change.
    fn classes(&self, rule: &str, file: &str) -> String {
        let index = |names: &[String], name: &str| names.iter().position(|other| other == name);
        let rule = index(&self.rules, rule).map(|index| format!("rule{index}"));
        let file = index(&self.files, file).map(|index| format!("file{index}"));
        let classes: Vec<String> = rule.into_iter().chain(file).collect();
        classes.join(" ")
    }
}

fn page(report: &Report) -> Markup {
    let choices = Choices::of(report);
    let groups = || report.outcomes.iter().flat_map(|outcome| &outcome.groups);
    let breaks = |direction| {
        let is_break = |group: &&Group| group.class(direction).verdict() == Verdict::Breaking;
        groups().filter(is_break).count().to_string()
    };
    let both = DIRECTIONS.map(|(direction, _)| direction);
    let rest = |verdict| {
        groups()
            .filter(|group| group.verdict(&both) == verdict)
            .count()
            .to_string()
    };
    let numbers = [
        (
            "break readers of old documents",
            breaks(Direction::Backward),
        ),
        (
            "break old readers of new documents",
            breaks(Direction::Forward),
        ),
        ("undecided", rest(Verdict::Undecided)),
        ("compatible", rest(Verdict::Compatible)),
    ];
    html! {
        (begin("Changes of schemas"))
        header {
            h1 { "Changes of schemas" }
            p.faint { (tally(report)) }
        }
        (figures(numbers))
        @if !choices.rules.is_empty() {
            (filters(&[
                Filter { name: "rule", values: choices.rules.clone() },
                Filter { name: "file", values: choices.files.clone() },
            ]))
        }
        @for refused in &report.refused { (self::refused(refused)) }
        @for outcome in &report.outcomes { (self::outcome(outcome, report, &choices)) }
        @for unused in &report.unused {
            div.item.error { p { (visible(&report.baseline)) ", line " (unused.line) ": " (visible(&unused.problem)) } }
        }
        (end())
    }
}

/// A version that is no schema.
fn refused(refused: &Refused) -> Markup {
    html! {
        section {
            h2 { (visible(&refused.label)) ": refused" }
            @for problem in refused.problems() {
                div.item.error {
                    p {
                        @if let Some((line, column)) = problem.position { (line) ":" (column) ": " }
                        @if let Some(at) = problem.pointer { code { (pointer(at)) } ": " }
                        (visible(&problem.message))
                    }
                    p.faint { "fix: " (visible(problem.fix)) }
                }
            }
        }
    }
}

fn outcome(outcome: &Outcome, report: &Report, choices: &Choices) -> Markup {
    let (shown, silent) = outcome.shown_and_silent();
    html! {
        section.group[!shown.is_empty()] {
            h2 { (visible(&outcome.path)) " " small { (verdicts(outcome)) } }
            @for group in shown { (change(outcome, group, report, choices)) }
            @if let Some(folded) = folded(&silent) {
                details {
                    summary { (folded) }
                    ul { @for group in silent { li { (visible(&group.sentence())) } } }
                }
            }
            @for section in &outcome.sections {
                @if let ([sentence], true) = (section.lines.as_slice(), section.is_prose()) {
                    p { strong { (section.title) ". " } (visible(sentence)) }
                } @else {
                    details {
                        summary { b { (section.title) } ", " (section.lines.len()) " lines" }
                        pre { (visible(&section.lines.join("\n"))) }
                    }
                }
            }
        }
    }
}

fn change(outcome: &Outcome, group: &Group, report: &Report, choices: &Choices) -> Markup {
    let severity = match group.verdict(report.required) {
        _ if group.ignored().is_some() => "good",
        Verdict::Breaking => "error",
        Verdict::Undecided => "warning",
        Verdict::Compatible => "good",
    };
    let classes = choices.classes(group.rule(), &outcome.path);
    let ReportedChange { change, files, .. } = &group.members[0];
    let [old, new] = &outcome.texts;
    html! {
        article class={ "item " (severity) " " (classes) } {
            p { (visible(&group.sentence())) " " span.tag { (group.rule()) } }
            @for (direction, _) in DIRECTIONS { (class(direction, group)) }
            @if let Some(reason) = group.ignored() { p { "ignored: " (visible(reason)) } }
            details {
                summary.faint { (visible(&place(group))) }
                @for (file, label, text, place) in [
                    (&files[0], &outcome.labels[0], old, &change.old),
                    (&files[1], &outcome.labels[1], new, &change.new),
                ] {
                    // The text of another file that a document refers to is not at hand.
                    @if file == label { (version(label, text, place.line)) }
                }
            }
        }
    }
}

/// The readers that break by a change in a direction, with the document that shows it.
fn class(direction: Direction, group: &Group) -> Markup {
    let readers = readers(direction);
    html! {
        @match group.class(direction) {
            Class::Compatible => {}
            Class::Undecided(why) => {
                p { "undecided for " (readers) ": " (visible(&why.to_string())) }
            }
            Class::Breaking(witness) => {
                p { "breaks " strong { (readers) } ": " (visible(&witness.reason)) }
                details {
                    summary { code { (visible(&around(&witness.document, &witness.pointer))) } }
                    pre { (visible(elided(&witness.document).pretty().trim_end())) }
                }
                @if let Some(sentence) = group.disagreement(direction) {
                    p.faint { "disagrees: " (sentence) }
                }
            }
        }
    }
}

/// The lines of a version that changed.
fn version(label: &str, text: &str, line: usize) -> Markup {
    html! {
        p.faint { (visible(label)) ", line " (line) }
        (line_excerpt(text.as_bytes(), line))
    }
}
