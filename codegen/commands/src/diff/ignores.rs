//! The baseline: intended breaks, by default those in `schema/diff-ignores.json`.
//!
//! An array of objects, each with the rule, the name of the schema, the JSON Pointer of
//! the change in the old or the new version, its sentence, and the reason.
//! Without the sentence, an entry would cover whatever else the rule finds at the place.

use anyhow::{Context, Result, bail};
use exactschema_compare::diff::Change;
use exactschema_frontend::json::{Json, Value};

use crate::workspace::Workspace;

/// The path of the file, if no other is named.
pub(super) const PATH: &str = "schema/diff-ignores.json";

/// All that are ignored.
#[derive(Default)]
pub(super) struct Ignores(Vec<Ignore>);

/// An entry, with its place in the file.
struct Ignore {
    json: Json,
    rule: String,
    schema: String,
    pointer: String,
    change: String,
    reason: String,
    used: bool,
}

impl Ignores {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// If it cannot be read or is not of its form, with line and column.
    pub(super) fn read(workspace: &Workspace, path: &str) -> Result<Self> {
        let text = workspace.read(path)?;
        let json = Json::parse(&text)
            .map_err(|error| anyhow::anyhow!("{path}:{}:{}: {error}", error.line, error.column))?;
        let Value::Array(elements) = &json.value else {
            bail!("{path}:{}:{}: expected an array", json.line, json.column);
        };
        let command = workspace.layout.command;
        let ignores = elements.iter().map(|json| ignore(command, path, json));
        Ok(Ignores(ignores.collect::<Result<_>>()?))
    }

    /// The reason why a change is ignored.
    pub(super) fn reason(&mut self, schema: &str, change: &Change) -> Option<String> {
        let pointers = [&change.old.pointer, &change.new.pointer];
        let sentence = change.message.to_string();
        let ignore = self.0.iter_mut().find(|ignore| {
            ignore.rule == change.rule
                && ignore.schema == schema
                && pointers.contains(&&ignore.pointer)
                && ignore.change == sentence
        })?;
        ignore.used = true;
        Some(ignore.reason.clone())
    }

    /// The entries that something needs, and those of other schemas than were compared.
    pub(super) fn needed(&self, schemas: &[&str]) -> Vec<Json> {
        let is_needed =
            |ignore: &&Ignore| ignore.used || !schemas.contains(&ignore.schema.as_str());
        let needed = self.0.iter().filter(is_needed);
        needed.map(|ignore| ignore.json.clone()).collect()
    }

    /// Those of the schemas that were compared that nothing needed.
    pub(super) fn unused(&self, schemas: &[&str]) -> Vec<Unused> {
        let unused = self
            .0
            .iter()
            .filter(|ignore| !ignore.used && schemas.contains(&ignore.schema.as_str()));
        let unused = unused.map(|ignore| {
            let Ignore {
                rule,
                schema,
                pointer,
                change,
                ..
            } = ignore;
            Unused {
                line: ignore.json.line,
                column: ignore.json.column,
                problem: format!("{schema} has no {rule} at {pointer:?} that breaks: {change}"),
            }
        });
        unused.collect()
    }
}

/// An entry that nothing needs.
pub(super) struct Unused {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) problem: String,
}

fn ignore(command: &str, path: &str, json: &Json) -> Result<Ignore> {
    let place = || format!("{path}:{}:{}", json.line, json.column);
    let Value::Object(members) = &json.value else {
        bail!("{}: expected an object", place());
    };
    let known = ["rule", "schema", "pointer", "change", "reason"];
    if let Some((name, _)) = members
        .iter()
        .find(|(name, _)| !known.contains(&name.as_str()))
    {
        bail!("{}: {name:?} is not one of {}", place(), known.join(", "));
    }
    let text = |name: &str| match json.get(name).map(|json| &json.value) {
        Some(Value::String(text)) if !text.is_empty() || name == "pointer" => Ok(text.clone()),
        _ => Err(anyhow::anyhow!("expected a string {name:?}")).with_context(place),
    };
    let rule = text("rule")?;
    if !exactschema_compare::diff::rules().any(|known| known.id == rule) {
        bail!(
            "{}: there is no rule {rule:?}; see `{command} diff --rules`",
            place()
        );
    }
    Ok(Ignore {
        json: json.clone(),
        schema: text("schema")?,
        pointer: text("pointer")?,
        change: text("change")?,
        reason: text("reason")?,
        rule,
        used: false,
    })
}
