//! Texts of a length, format or pattern.

use exactschema_frontend::json::Value;
use exactschema_frontend::model::Count;
use fastrand::Rng;

use crate::arbitrary::TEXTS;
use crate::conjoined_schema::ConjoinedSchema;
use crate::formats;
use crate::maker::Maker;
use crate::style::{LONGEST, Style};

/// The longest text that is made to satisfy a limit.
pub(crate) const LONG: usize = 2_000;

/// The number of texts that are made to find one of the right length.
const TRIES: usize = 20;

impl Maker<'_> {
    /// A text. That of a pattern or format may turn out not to satisfy another.
    pub(crate) fn text(&mut self, parts: &ConjoinedSchema<'_>) -> Option<String> {
        let known = parts.known();
        if !known.is_empty() && self.random.bool() {
            return self.random.choice(known).map(ToOwned::to_owned);
        }
        let least = Some(parts.least(Count::MinLength)).filter(|least| *least <= LONGEST)?;
        let most = parts.most(Count::MaxLength).unwrap_or(usize::MAX);
        let mut patterns = parts.nodes.iter().filter_map(|node| node.pattern());
        for format in parts.formats() {
            let text = |random: &mut Rng| formats::valid(format, random);
            if let Some(text) = fitting(least, most, self.random, text) {
                return Some(text);
            }
        }
        if let Some(pattern) = patterns.next() {
            let patterns = &self.facts.patterns;
            let text = |random: &mut Rng| patterns.text(pattern, random);
            let text = fitting(least, most, self.random, text);
            let text = text.or_else(|| self.random.choice(examples(parts)));
            if text.is_some() {
                return text;
            }
        }
        if self.style == Style::Adversarial && self.random.bool() {
            let texts = TEXTS.iter().filter(|text| is_within(text, least, most));
            let texts: Vec<&str> = texts.copied().collect();
            if let Some(text) = self.random.choice(texts) {
                return Some(text.to_owned());
            }
        }
        let length = self.length(least, most.min(LONG.max(least)));
        let characters = match self.style {
            Style::Adversarial => WILD,
            Style::Canonical => PLAIN,
        };
        length.map(|length| {
            (0..length)
                .filter_map(|_| self.random.choice(characters))
                .collect()
        })
    }

    /// The number: most often at one of the limits.
    pub(crate) fn length(&mut self, least: usize, most: usize) -> Option<usize> {
        let few = self.random.usize(0..4);
        let wanted = [
            least,
            least,
            least + 1,
            least + few,
            most.saturating_sub(1),
            most,
        ];
        let wanted = wanted
            .into_iter()
            .filter(|length| (least..=most).contains(length));
        self.random.choice(wanted.collect::<Vec<_>>())
    }
}

/// Whether a text is within limits of its length in code points.
pub(crate) fn is_within(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.chars().count())
}

/// The texts among the examples: a pattern whose texts cannot be made may have
/// some.
pub(crate) fn examples(parts: &ConjoinedSchema<'_>) -> Vec<String> {
    let examples = parts.nodes.iter().flat_map(|node| node.examples());
    let texts = examples.filter_map(|example| match &example.value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

fn fitting(
    least: usize,
    most: usize,
    random: &mut Rng,
    text: impl Fn(&mut Rng) -> Option<String>,
) -> Option<String> {
    let mut texts = (0..TRIES).map_while(|_| text(random));
    texts.find(|text| is_within(text, least, most))
}

/// Characters of one to four bytes, and such as are escaped.
const WILD: &[char] = &['a', 'Z', '0', 'é', '漢', '😀', '\n', '"', '\u{2028}'];

const PLAIN: &[char] = &['a', 'b', 'c', 'd', 'e'];
