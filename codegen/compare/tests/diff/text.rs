//! A comparison as text.

use std::fmt::Write as _;

use exactschema_compare::diff::{
    Change, Class, Comparison, ContentModel, Source, TIME, Verdict, diff_by,
};
use exactschema_frontend::Schema;
use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::json::Json;

/// Compares two texts.
pub(crate) fn compared(old: &str, new: &str, model: ContentModel) -> Comparison {
    let [comparison] = compared_by(old, new, [model]);
    comparison
}

/// Compares two texts by each of some content models.
pub(crate) fn compared_by<const N: usize>(
    old: &str,
    new: &str,
    models: [ContentModel; N],
) -> [Comparison; N] {
    let [left, right] = [old, new].map(|text| {
        let compiled = compile(text, &Options::default());
        compiled.unwrap_or_else(|problems| panic!("{problems:#?}"));
        parsed(text)
    });
    let old = Source {
        schema: &left,
        text: old,
    };
    let new = Source {
        schema: &right,
        text: new,
    };
    // Tests are slow, and several run at once.
    diff_by(&old, &new, models, 20 * TIME).unwrap()
}

/// The model of a text.
pub(crate) fn parsed(text: &str) -> Schema {
    Schema::new(&Json::parse(text).unwrap()).unwrap()
}

/// The comparison of two texts, with either content model.
pub(crate) fn described(old: &str, new: &str) -> String {
    let [open, lenient] = compared_by(old, new, [ContentModel::Open, ContentModel::Lenient]);
    let mut text = String::new();
    for (change, other) in open.changes.iter().zip(&lenient.changes) {
        text += &heading(change);
        text += &class("backward", &change.backward, &other.backward);
        text += &class("forward", &change.forward, &other.forward);
    }
    for (name, comparison) in [("open", open), ("lenient", lenient)] {
        let (backward, forward) = (word(comparison.backward), word(comparison.forward));
        writeln!(text, "{name}: backward {backward}, forward {forward}").unwrap();
    }
    text
}

fn heading(change: &Change) -> String {
    let Change {
        rule,
        old,
        new,
        chain,
        message,
        ..
    } = change;
    let mut text = format!("{rule}: {message}\n");
    writeln!(text, "  old {}:{} {}", old.line, old.column, old.pointer).unwrap();
    writeln!(text, "  new {}:{} {}", new.line, new.column, new.pointer).unwrap();
    if !chain.is_empty() {
        writeln!(text, "  by {}", chain.join(" → ")).unwrap();
    }
    text
}

/// The meaning, and the different one with the lenient content model.
fn class(direction: &str, open: &Class, lenient: &Class) -> String {
    let (open, lenient) = (meaning(open), meaning(lenient));
    match open == lenient {
        true => format!("  {direction}: {open}\n"),
        false => format!("  {direction}: {open}\n  {direction}, lenient: {lenient}\n"),
    }
}

fn meaning(class: &Class) -> String {
    match class {
        Class::Compatible => "compatible".to_owned(),
        Class::Undecided(why) => format!("undecided: {why}"),
        Class::Breaking(witness) => format!(
            "breaking: {}\n    at {:?}: {}",
            witness.document.compact(),
            witness.pointer,
            witness.reason
        ),
    }
}

/// The word of a verdict.
pub(crate) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Compatible => "compatible",
        Verdict::Breaking => "breaking",
        Verdict::Undecided => "undecided",
    }
}
