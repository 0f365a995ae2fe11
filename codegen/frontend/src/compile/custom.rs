//! Dialects by the URIs of their meta-schemas: those of the releases, and others that
//! list vocabularies (Core §8.1).

use exactschema::Kind;
use exactschema::document::{Document, Instance};
use exactschema::schema::Draft;

use super::Loaded;
use super::dialect::Dialect;
use super::location::Location;
use super::registry::Registry;
use super::resolve::Failure;

impl<'a> Registry<'a> {
    /// The dialect that `$schema` names.
    pub(super) fn dialect(&mut self, schema: &Location<'a>, uri: &str) -> Dialect {
        if let Some(draft) = Draft::by_uri(uri) {
            return Dialect::of(draft);
        }
        let uri = uri.trim_end_matches('#');
        if let Some(dialect) = Dialect::of_openapi(uri) {
            return dialect;
        }
        if let Some(known) = self.dialects.get(uri) {
            return *known;
        }
        let default = self.resources[schema.resource].dialect;
        let dialect = match custom(uri, self.options.load, default.draft) {
            Ok(Some(dialect)) => dialect,
            Ok(None) => {
                let message = format!(
                    "the meta-schema {uri} is unknown: the schema is read as {}",
                    default.draft
                );
                let fix = format!(
                    "name a known dialect, or map it to a file, by --map {uri}=PATH or in the \
                     configuration or the build script"
                );
                self.warn_property(schema, "$schema", message, fix);
                default
            }
            Err(failure) => {
                self.problem_property(schema, "$schema", failure.message, failure.fix);
                default
            }
        };
        self.dialects.insert(uri.to_owned(), dialect);
        dialect
    }
}

/// The dialect of another meta-schema, if it can be loaded: of the vocabularies that it
/// lists, in the release that it is written in, or that its own meta-schema is.
fn custom(
    uri: &str,
    load: &dyn Fn(&str) -> Option<Loaded>,
    default: Draft,
) -> Result<Option<Dialect>, Failure> {
    let Some(first) = read(uri, load)? else {
        return Ok(None);
    };
    let mut seen = vec![uri.to_owned()];
    let mut next = first.schema;
    while let Some(uri) = next {
        if let Some(draft) = Draft::by_uri(&uri) {
            return from_vocabularies(draft, &first.vocabularies).map(Some);
        }
        // It describes itself.
        if seen.contains(&uri) {
            break;
        }
        next = read(&uri, load)?.and_then(|meta_schema| meta_schema.schema);
        seen.push(uri);
    }
    from_vocabularies(default, &first.vocabularies).map(Some)
}

/// A meta-schema, as far as it declares a dialect.
struct MetaSchema {
    /// Its own meta-schema.
    schema: Option<String>,
    /// The vocabularies that it lists, and whether they are required.
    vocabularies: Vec<(String, bool)>,
}

fn read(uri: &str, load: &dyn Fn(&str) -> Option<Loaded>) -> Result<Option<MetaSchema>, Failure> {
    let Some(loaded) = load(uri) else {
        return Ok(None);
    };
    let Ok(document) = Document::parse(loaded.text.as_bytes(), exactschema::MAX_DEPTH) else {
        let message = format!("the meta-schema {uri} is no JSON");
        return Err(Failure::new(message, "mend the text of the meta-schema"));
    };
    let root = document.root();
    let schema = root.get("$schema").filter(|uri| uri.kind() == Kind::String);
    let listed = root
        .get("$vocabulary")
        .into_iter()
        .flat_map(Instance::members);
    Ok(Some(MetaSchema {
        schema: schema.map(|uri| uri.text().trim_end_matches('#').to_owned()),
        vocabularies: listed
            .map(|member| (member.name.text().into_owned(), member.value.is_true()))
            .collect(),
    }))
}

fn from_vocabularies(draft: Draft, listed: &[(String, bool)]) -> Result<Dialect, Failure> {
    if listed.is_empty() || !(Draft::Draft201909..=Draft::Draft202012).contains(&draft) {
        return Ok(Dialect::of(draft));
    }
    let mut dialect = Dialect::bare(draft);
    for (uri, is_required) in listed {
        if !dialect.add(uri, *is_required) && *is_required {
            return Err(Failure::new(
                format!("the meta-schema requires the vocabulary {uri}, which is unknown"),
                "use a dialect of known vocabularies",
            ));
        }
    }
    Ok(dialect)
}
