//! The page: what the session is, plots, and its messages.

use std::collections::BTreeMap;
use std::io::{self, Write};

use exactschema::document::{Document, Instance};
use exactschema_page::{begin, end, excerpt, figures, visible};
use maud::{Markup, html};
use models::diagnose::{Diagnosis, Finding};

use super::message::{finding, message, text, unknown};
use super::plot::plots;

/// The properties of a session that the page shows in a place of their own.
const KNOWN: [&str; 11] = [
    "assistantMessageCount",
    "completionTokens",
    "cost",
    "createdAt",
    "id",
    "messages",
    "promptTokens",
    "title",
    "toolCallCount",
    "updatedAt",
    "userMessageCount",
];

/// A session export and what is wrong with it.
pub(super) struct Page<'a> {
    file: String,
    text: &'a [u8],
    root: Instance<'a>,
    omitted: usize,
    /// Those about no message.
    own: Vec<&'a Finding>,
    /// Those about a message, by its index.
    of_messages: BTreeMap<usize, Vec<&'a Finding>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        file: String,
        text: &'a [u8],
        document: &'a Document<'a>,
        diagnosis: &'a Diagnosis,
    ) -> Self {
        let mut page = Page {
            file,
            text,
            root: document.root(),
            omitted: diagnosis.omitted,
            own: Vec::new(),
            of_messages: BTreeMap::new(),
        };
        for finding in &diagnosis.findings {
            match index_below("/messages/", &finding.pointer) {
                Some(index) => page.of_messages.entry(index).or_default().push(finding),
                None => page.own.push(finding),
            }
        }
        page
    }

    /// Writes the page, message by message.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let title = self.root.get("title").map_or(self.file.clone(), text);
        out.write_all(begin(&title).into_string().as_bytes())?;
        out.write_all(self.head(&title).into_string().as_bytes())?;
        for (index, instance) in self.messages().enumerate() {
            let findings = self.of_messages.get(&index).map_or(&[][..], Vec::as_slice);
            let message = message(index, instance, findings);
            out.write_all(message.into_string().as_bytes())?;
        }
        out.write_all(end().into_string().as_bytes())
    }

    fn messages(&self) -> impl Iterator<Item = Instance<'a>> {
        let messages = self.root.get("messages");
        messages.into_iter().flat_map(Instance::elements)
    }

    fn head(&self, title: &str) -> Markup {
        let get = |name| self.root.get(name).map(text);
        let names = [
            ("cost", "cost"),
            ("promptTokens", "prompt tokens"),
            ("completionTokens", "completion tokens"),
            ("userMessageCount", "user messages"),
            ("assistantMessageCount", "assistant messages"),
            ("toolCallCount", "tool calls"),
        ];
        let numbers = names.map(|(name, words)| get(name).map(|value| (words, rounded(value))));
        html! {
            header {
                h1 { (visible(title)) }
                p.faint {
                    @if let Some(id) = get("id") { code { (visible(&id)) } " " }
                    @if let Some(time) = get("createdAt") { (visible(&time)) }
                    @if let Some(time) = get("updatedAt") { " – " (visible(&time)) }
                }
            }
            (figures(numbers.into_iter().flatten()))
            (plots(self.root))
            (self.problems())
            @for member in self.root.members().filter(|member| !KNOWN.iter().any(|name| member.name.is(name))) {
                (unknown(member))
            }
        }
    }

    /// The findings: those about the session with their lines, links to the others.
    fn problems(&self) -> Markup {
        let count: usize = self.of_messages.values().map(Vec::len).sum::<usize>() + self.own.len();
        if count == 0 {
            return html! {};
        }
        html! {
            section aria-label="Problems" {
                h2 { (count + self.omitted) @if count + self.omitted == 1 { " problem" } @else { " problems" } }
                @for problem in &self.own {
                    div.item.error {
                        (finding(problem))
                        (excerpt(self.text, problem.span.start.offset..problem.span.end.offset, 1))
                    }
                }
                @if !self.of_messages.is_empty() {
                    p {
                        "In messages: "
                        @for (place, index) in self.of_messages.keys().enumerate() {
                            @if place > 0 { ", " }
                            a href=(format!("#m{}", index + 1)) { (index + 1) }
                        }
                    }
                }
                @if self.omitted > 0 { p.faint { (self.omitted) " of them are not shown" } }
            }
        }
    }
}

/// A sum of doubles without the digits that nobody reads.
fn rounded(number: String) -> String {
    match number.parse::<f64>() {
        Ok(value) if number.len() > 8 && value.abs() < 1e6 && number.contains('.') => {
            format!("{value:.4}")
        }
        _ => number,
    }
}

/// The index that follows a prefix of a pointer.
pub(super) fn index_below(prefix: &str, pointer: &str) -> Option<usize> {
    let rest = pointer.strip_prefix(prefix)?;
    rest.split('/').next()?.parse().ok()
}
