//! The findings of a document are those of its verdict, each at its place.

use exactschema::diagnose;
use exactschema::document::{Document, Instance, Range};
use exactschema::evaluate::Validator;

/// Holds the findings of a document against its verdict: how many they are.
pub(super) fn check(validator: &Validator, text: &str, is_valid: bool) -> Result<usize, String> {
    let options = diagnose::Options::default();
    let diagnosis = validator.diagnose(text.as_bytes(), &options);
    let diagnosis = diagnosis.map_err(|why| why.to_string())?;
    let findings = &diagnosis.findings;
    if diagnosis.is_refused == is_valid || findings.is_empty() != is_valid {
        return Err(format!(
            "valid: {is_valid}, but the findings are {findings:?}"
        ));
    }
    let document = Document::parse(text.as_bytes(), 200).map_err(|failure| failure.message)?;
    for finding in findings {
        let span = (finding.span.start.offset, finding.span.end.offset);
        if !ranges(document.root(), &finding.pointer).contains(&span) {
            return Err(format!("this is elsewhere: {finding:?}"));
        }
        if finding.message.is_empty() || finding.schema.is_none() {
            return Err(format!("this tells nothing: {finding:?}"));
        }
    }
    Ok(findings.len())
}

/// Where the value at a pointer is, and the name of the property, if it is one.
fn ranges(root: Instance<'_>, pointer: &str) -> Vec<Range> {
    let mut value = root;
    let mut name = None;
    for segment in pointer.split('/').skip(1) {
        let plain = segment.replace("~1", "/").replace("~0", "~");
        let member = value.members().find(|member| member.name.is(&plain));
        let element = || value.elements().nth(plain.parse().ok()?);
        let Some(inner) = member.map(|member| member.value).or_else(element) else {
            return Vec::new();
        };
        name = member.map(|member| member.name.range());
        value = inner;
    }
    name.into_iter().chain([value.range()]).collect()
}
