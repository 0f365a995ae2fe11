//! `--format html`: a page for people.

use std::collections::BTreeMap;
use std::io::{self, Write};

use exactschema_page::{Filter, begin, end, excerpt, figures, filters, line_excerpt};
use maud::{Markup, html};
use models::diagnose::{Finding, SchemaPlace};

use super::words::{message, pointer, schema_location, severity};
use super::{FileEnd, Record, Report, Summary};
use crate::output::printable;

/// The larger files of schemas are not quoted.
const LARGEST: u64 = 64 << 20;

/// The findings by file, each with its lines of the document, if values are shown, and of the
/// schema. What is found decides what can be filtered, which comes first on the page: it is held
/// until the end.
pub(super) struct Html<'a> {
    out: Box<dyn Write + 'a>,
    schema: &'a str,
    values: bool,
    keywords: Numbers,
    files: Numbers,
    /// The files with findings before the current one.
    body: String,
    /// Of the current file.
    items: String,
    /// The texts of schemas that can be read.
    schemas: BTreeMap<String, Option<Vec<u8>>>,
}

/// Names, numbered as they come.
#[derive(Default)]
struct Numbers {
    numbers: BTreeMap<String, usize>,
    names: Vec<String>,
}

impl Numbers {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len();
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }
}

impl<'a> Html<'a> {
    pub(super) fn new(out: impl Write + 'a, schema: &'a str, values: bool) -> Self {
        Html {
            out: Box::new(out),
            schema,
            values,
            keywords: Numbers::default(),
            files: Numbers::default(),
            body: String::new(),
            items: String::new(),
            schemas: BTreeMap::new(),
        }
    }

    fn item(&mut self, record: &Record<'_>, finding: &Finding) -> Markup {
        let classes = self.classes(&finding.keyword, &record.source.to_string());
        let place = record.place(finding.span);
        let quoted = finding.schema.as_ref().and_then(|place| self.quoted(place));
        let range = finding.span.start.offset..finding.span.end.offset;
        html! {
            article class={ "item " (severity(finding)) " " (classes) } {
                p {
                    span.tag { (printable(&finding.keyword)) } " "
                    (message(finding))
                }
                p.faint {
                    "line " (place.line) ", column " (place.column) " "
                    code { (pointer(finding)) }
                    @if let Some(record) = record.record { " of document " (record) }
                }
                @if self.values { (excerpt(record.text, range, record.line)) }
                @if let Some(place) = &finding.schema {
                    p.faint {
                        "required by " (schema_location(place, self.schema)) " "
                        code { (printable(&place.pointer)) }
                    }
                    @if let Some(quoted) = quoted { (quoted) }
                }
            }
        }
    }

    fn classes(&mut self, keyword: &str, file: &str) -> String {
        let (keyword, file) = (self.keywords.number(keyword), self.files.number(file));
        format!("keyword{keyword} file{file}")
    }

    /// The lines of a keyword in its schema, if that is a file that can be read.
    fn quoted(&mut self, place: &SchemaPlace) -> Option<Markup> {
        let file = place.file.as_deref().unwrap_or(self.schema);
        let read = |file: &str| {
            let metadata = std::fs::metadata(file).ok()?;
            let is_text = metadata.is_file() && metadata.len() <= LARGEST;
            is_text.then(|| std::fs::read(file).ok()).flatten()
        };
        let text = self.schemas.entry(file.to_owned());
        let text = text.or_insert_with(|| read(file));
        text.as_deref().map(|text| line_excerpt(text, place.line))
    }

    fn head(&self, summary: &Summary) -> Markup {
        let mut numbers = vec![
            ("valid", summary.valid.to_string()),
            ("invalid", summary.invalid.to_string()),
            ("unreadable", summary.unreadable.to_string()),
            ("problems", summary.reported.problems.to_string()),
        ];
        if summary.reported.warnings > 0 {
            numbers.push(("warnings", summary.reported.warnings.to_string()));
        }
        if summary.skipped > 0 {
            numbers.push(("without a schema", summary.skipped.to_string()));
        }
        let choices = [("keyword", &self.keywords), ("file", &self.files)];
        let choices = choices.map(|(name, numbers)| Filter {
            name,
            values: numbers.names.clone(),
        });
        html! {
            header {
                h1 { "Validation report" }
                @if !self.schema.is_empty() { p.faint { "by " (printable(self.schema)) } }
            }
            (figures(numbers))
            @if summary.interrupted { p { "The validation was interrupted: this is a part of the report." } }
            @if let Some(sentence) = summary.not_shown() { p { (sentence) } }
            @if self.body.is_empty() && summary.valid > 0 { p { "All documents are valid." } }
            @if !self.body.is_empty() {
                @if !self.values {
                    p.faint { "Values of the documents are left out, for they may be secret; --show-values always shows their lines." }
                }
                (filters(&choices))
            }
        }
    }
}

impl Report for Html<'_> {
    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        for finding in &record.diagnosis.findings {
            let item = self.item(record, finding).into_string();
            self.items.push_str(&item);
        }
        Ok(())
    }

    fn file_end(&mut self, file: &FileEnd<'_>) -> io::Result<()> {
        let name = file.source.to_string();
        if let Some(problem) = file.problem {
            let classes = self.classes("unreadable", &name);
            let item = html! {
                article class={ "item error " (classes) } {
                    p { span.tag { "unreadable" } " " (printable(problem)) }
                }
            };
            self.items.push_str(&item.into_string());
        }
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            let group = html! {
                section.group {
                    h2 {
                        (name)
                        @if file.invalid > 1 { " " small { (file.invalid) " invalid documents" } }
                    }
                    (maud::PreEscaped(items))
                }
            };
            self.body.push_str(&group.into_string());
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        // An interrupted file has no end.
        self.body.push_str(&std::mem::take(&mut self.items));
        self.out
            .write_all(begin("Validation report").into_string().as_bytes())?;
        self.out
            .write_all(self.head(summary).into_string().as_bytes())?;
        self.out.write_all(self.body.as_bytes())?;
        self.out.write_all(end().into_string().as_bytes())?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{write_sample, written};
    use super::*;

    fn page(values: bool) -> String {
        written(|out| write_sample(&mut Html::new(out, "schema/a<b>.json", values)))
    }

    #[test]
    fn values_only_if_they_are_shown() {
        let (with, without) = (page(true), page(false));
        assert!(with.contains("<mark>null</mark>") && with.contains("&quot;s1&quot;"));
        for value in ["<mark>", "s1&quot;", "--show-values always shows"] {
            assert_eq!(without.contains(value), value.starts_with("--"), "{value}");
        }
    }

    #[test]
    fn what_is_found_can_be_filtered() {
        let page = page(false);
        let keywords = ["type", "duplicate-key", "unknown-property", "unreadable"];
        for (index, keyword) in keywords.iter().enumerate() {
            assert!(page.contains(&format!(
                "<option value=\"keyword{index}\">{keyword}</option>"
            )));
            let class = format!("keyword{index} file");
            assert!(page.matches(&class).count() >= 1, "{keyword}");
        }
        assert_eq!(page.matches("<article").count(), 7);
        assert!(page.contains("<option value=\"file2\">nowhere.json</option>"));
        assert!(page.contains("schema/a&lt;b&gt;.json:12"));
        assert!(!page.contains('\u{1b}'));
    }
}
