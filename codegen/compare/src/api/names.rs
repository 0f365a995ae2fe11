//! The names in Rust, and what each is the name of.

use std::collections::BTreeMap;

use codegen::api::{Meaning, Part, Type};

/// The meaning of the name of each field or variant of a type: a property, a value, or the
/// discriminator of a branch.
pub(super) struct Names<'a>(BTreeMap<&'a str, String>);

/// A name that is kept, with another meaning.
pub(super) struct Moved<'a> {
    pub(super) name: &'a str,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
}

impl<'a> Names<'a> {
    /// The names of the fields or variants of a type.
    pub(super) fn of(type_: &'a Type) -> Self {
        let named = |part: &'a Part| Some((part.name.as_str(), meaning(part)?));
        Names(type_.parts.iter().filter_map(named).collect())
    }

    /// The names that moved from one meaning to another: the former meaning has another name
    /// now, or the new one had one. Otherwise it was only respelled.
    pub(super) fn moved(&'a self, new: &'a Names<'_>) -> Vec<Moved<'a>> {
        let names = self.0.iter().filter_map(|(name, from)| {
            let to = new.0.get(name).filter(|to| *to != from)?;
            let are_unique = self.are_unique(from, to) && new.are_unique(from, to);
            (are_unique && (new.has(from) || self.has(to))).then_some(Moved { name, from, to })
        });
        names.collect()
    }

    fn has(&self, meaning: &str) -> bool {
        self.0.values().any(|other| other == meaning)
    }

    /// Whether no two names have one of these meanings, as branches of a union may.
    fn are_unique(&self, one: &str, other: &str) -> bool {
        let count = |wanted: &str| self.0.values().filter(|value| *value == wanted).count();
        count(one) < 2 && count(other) < 2
    }
}

/// The meaning of a name, in words.
fn meaning(part: &Part) -> Option<String> {
    match &part.meaning {
        Meaning::Property { name: text, .. } | Meaning::Value(text) => Some(format!("{text:?}")),
        Meaning::Branch(branch) => Some(branch.clone()),
        Meaning::MatchingProperties(_)
        | Meaning::OtherProperties
        | Meaning::OtherTexts
        | Meaning::Element(_)
        | Meaning::OtherElements => None,
    }
}
