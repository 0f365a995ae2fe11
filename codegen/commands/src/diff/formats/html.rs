//! A page for people, in one file.

use exactschema_compare::diff::{Class, Direction, Verdict};
use exactschema_page::{Filter, begin, end, figures, filters, line_excerpt, visible};
use maud::{Markup, html};

use super::super::ignores::PATH;
use super::super::outcome::{DIRECTIONS, Outcome, Refused, Report, ReportedChange};
use super::elide::elided;
use super::{class_word, pointer, tally, verdicts, worst};
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
        let changes = report.outcomes.iter().flat_map(|outcome| &outcome.changes);
        let rules = changes.map(|reported| reported.change.rule.to_owned());
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
    let of_verdict = |verdict| {
        let changes = report.outcomes.iter().flat_map(|outcome| &outcome.changes);
        let changes = changes.filter(|reported| worst(reported, report.required) == verdict);
        changes.count().to_string()
    };
    let numbers = [
        ("breaking", of_verdict(Verdict::Breaking)),
        ("undecided", of_verdict(Verdict::Undecided)),
        ("compatible", of_verdict(Verdict::Compatible)),
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
            div.item.error { p { (PATH) ", line " (unused.line) ": " (visible(&unused.problem)) } }
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
    html! {
        section.group[!outcome.changes.is_empty()] {
            h2 { (visible(&outcome.path)) " " small { (verdicts(outcome)) } }
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
            @for reported in &outcome.changes { (change(outcome, reported, report, choices)) }
        }
    }
}

fn change(
    outcome: &Outcome,
    reported: &ReportedChange,
    report: &Report,
    choices: &Choices,
) -> Markup {
    let change = &reported.change;
    let severity = match worst(reported, report.required) {
        _ if reported.ignored.is_some() => "good",
        Verdict::Breaking => "error",
        Verdict::Undecided => "warning",
        Verdict::Compatible => "good",
    };
    let classes = choices.classes(change.rule, &outcome.path);
    let [old, new] = &outcome.texts;
    html! {
        article class={ "item " (severity) " " (classes) } {
            p { span.tag { (change.rule) } " " (visible(&change.message)) }
            p.faint { code { (pointer(&change.new.pointer)) } }
            @for (direction, name) in DIRECTIONS {
                (class(name, direction, change.class(direction)))
            }
            @if let Some(reason) = &reported.ignored { p { "ignored: " (visible(reason)) } }
            (version(&outcome.labels[0], old, change.old.line))
            (version(&outcome.labels[1], new, change.new.line))
        }
    }
}

/// The meaning of the change in a direction, with the document that shows it.
fn class(name: &str, direction: Direction, class: &Class) -> Markup {
    let [valid, invalid] = match direction {
        Direction::Backward => ["old", "new"],
        Direction::Forward => ["new", "old"],
    };
    html! {
        p {
            (name) " " strong { (class_word(class)) }
            @match class {
                Class::Compatible => {}
                Class::Undecided(why) => { ": " (visible(&why.to_string())) }
                Class::Breaking(witness) => {
                    ": a document that is valid under the " (valid) " schema is not under the " (invalid)
                    " one: " code { (pointer(&witness.pointer)) } " " (visible(&witness.reason))
                }
            }
        }
        @if let Class::Breaking(witness) = class {
            details {
                summary { "The document" }
                pre { (visible(elided(&witness.document).pretty().trim_end())) }
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
