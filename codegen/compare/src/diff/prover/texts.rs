//! Proofs of assertions on texts, by the automata of their patterns.

use std::borrow::Cow;

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Count, Entry, Keyword, Node, Type};
use exactschema_frontend::pattern::{Inclusion, Pattern, Texts, inclusion};
use exactschema_sample::Patterns;

use super::{Case, Prover, formats};

/// The number of constants that become a pattern.
const CONSTANTS: usize = 200;

/// Whether a keyword asserts something of texts that patterns can express.
pub(super) fn is_about(keyword: &Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Pattern(_)
            | Keyword::Format(_)
            | Keyword::Const(_)
            | Keyword::Enum(_)
            | Keyword::Count(Count::MinLength | Count::MaxLength, _)
    )
}

/// Patterns and lengths, which together some texts have.
#[derive(Default)]
struct Kind<'a> {
    patterns: Vec<Cow<'a, Pattern>>,
    least: usize,
    most: Option<usize>,
}

impl Kind<'_> {
    fn texts(&self) -> Texts<'_> {
        Texts {
            patterns: self.patterns.iter().map(AsRef::as_ref).collect(),
            least: self.least,
            most: self.most,
        }
    }
}

impl<'a> Kind<'a> {
    /// Adds a keyword; `None` if what it asserts is not among what patterns express. Of formats
    /// that are given, no more is known than that their texts match a pattern.
    fn add(&mut self, patterns: &'a Patterns<'a>, keyword: &Keyword, is_given: bool) -> Option<()> {
        match keyword {
            Keyword::Pattern(pattern) => {
                self.patterns.push(Cow::Borrowed(patterns.get(pattern)?));
            }
            Keyword::Count(Count::MinLength, n) => self.least = self.least.max(*n),
            Keyword::Count(Count::MaxLength, n) => {
                self.most = Some(self.most.map_or(*n, |most| most.min(*n)));
            }
            Keyword::Format(format) => {
                let known = formats::known(format)?;
                let pattern = match is_given {
                    true => &known.outer,
                    false => &known.inner,
                };
                self.patterns.push(Cow::Borrowed(pattern.as_ref()?));
            }
            Keyword::Const(value) => {
                self.patterns
                    .push(Cow::Owned(listed(std::slice::from_ref(value))?));
            }
            Keyword::Enum(values) => self.patterns.push(Cow::Owned(listed(values)?)),
            _ => return None,
        }
        Some(())
    }
}

/// The pattern of the texts of a list, if there are any, and not too many.
fn listed(values: &[Json]) -> Option<Pattern> {
    let texts = values.iter().filter_map(|value| match &value.value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    });
    any_of(texts)
}

pub(super) fn any_of<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Pattern> {
    let texts: Vec<String> = texts.take(CONSTANTS + 1).map(literal).collect();
    let is_few = (1..=CONSTANTS).contains(&texts.len());
    is_few.then(|| Pattern::parse(&format!("^({})$", texts.join("|"))).ok())?
}

/// The pattern of one text (ECMA-262 §22.2.1, `SyntaxCharacter`).
fn literal(text: &str) -> String {
    let is_syntax = |c: char| "^$\\.*+?()[]{}|/".contains(c);
    let escaped = text
        .chars()
        .flat_map(|c| [is_syntax(c).then_some('\\'), Some(c)]);
    escaped.flatten().collect()
}

/// Whether all texts that match a pattern are listed.
pub(super) fn is_among(pattern: &Pattern, texts: &[String]) -> bool {
    let Some(listed) = any_of(texts.iter().map(String::as_str)) else {
        return false;
    };
    pattern.is_within(&listed)
}

impl<'a> Prover<'a> {
    /// Whether a text has the format of a wanted node. Releases can define one in two ways.
    pub(super) fn has_format(&self, case: &Case<'a, '_>, node: &Node, format: &str) -> bool {
        let wanted = node.asserted_format();
        let mut given = case.view.nodes.iter().filter_map(|node| {
            let asserted = node.asserted_format()?;
            Some((Some(asserted), node.format()?))
        });
        let known = formats::known(format).and_then(|known| known.inner.as_ref());
        given.any(|(asserted, given)| asserted == wanted || formats::implies(given, format))
            || known.is_some_and(|inner| {
                let kind = Texts {
                    patterns: vec![inner],
                    ..Texts::default()
                };
                self.are_among(case, &[kind])
            })
    }

    /// Whether every text of a case satisfies all keywords of one of several lists.
    pub(super) fn texts(&self, case: &Case<'a, '_>, wanted: &[Vec<&Entry>]) -> bool {
        let lists = wanted.iter().filter_map(|entries| self.kind(entries));
        let kinds: Vec<Kind<'a>> = lists.collect();
        let kinds: Vec<Texts<'_>> = kinds.iter().map(Kind::texts).collect();
        let is_about_others = wanted.iter().flatten().any(|entry| {
            matches!(entry.keyword, Keyword::Const(_) | Keyword::Enum(_)) || wanted.len() > 1
        });
        !kinds.is_empty()
            && (!is_about_others || case.is_only(Type::String))
            && self.are_among(case, &kinds)
    }

    /// Whether no text satisfies all that is given.
    pub(super) fn has_no_text(&self, case: &Case<'a, '_>) -> bool {
        let mut keywords = case.view.nodes.iter().flat_map(|node| &node.keywords);
        let restricts =
            |keyword: &Keyword| matches!(keyword, Keyword::Pattern(_) | Keyword::Format(_));
        let is_restricted =
            !case.claim.matching.is_empty() || keywords.any(|entry| restricts(&entry.keyword));
        is_restricted && self.are_among(case, &[])
    }

    fn kind(&self, entries: &[&Entry]) -> Option<Kind<'a>> {
        let mut kind = Kind::default();
        for entry in entries {
            kind.add(&self.both.facts.patterns, &entry.keyword, false)?;
        }
        Some(kind)
    }

    /// Whether every text of a case is of one of some kinds.
    pub(super) fn are_among(&self, case: &Case<'a, '_>, wanted: &[Texts<'_>]) -> bool {
        let patterns = &self.both.facts.patterns;
        let mut given = given(patterns, &case.view.nodes);
        let matching = case.claim.matching.iter();
        let matching = matching.filter_map(|pattern| patterns.get(pattern));
        given.patterns.extend(matching.map(Cow::Borrowed));
        let mut texts = given.texts();
        // To count characters takes as many states as there may be: often that is not needed.
        let all = Texts {
            patterns: std::mem::take(&mut texts.patterns),
            ..Texts::default()
        };
        inclusion(&all, wanted) == Inclusion::Holds || {
            texts.patterns = all.patterns;
            inclusion(&texts, wanted) == Inclusion::Holds
        }
    }
}

/// The texts that some schemas accept together, or more.
fn given<'a>(patterns: &'a Patterns<'a>, nodes: &[&Node]) -> Kind<'a> {
    let mut kind = Kind::default();
    for node in nodes {
        for entry in &node.keywords {
            let is_format = matches!(entry.keyword, Keyword::Format(_));
            if !is_format || node.asserted_format().is_some() {
                // What cannot be expressed is left out.
                let _ = kind.add(patterns, &entry.keyword, true);
            }
        }
    }
    kind
}
