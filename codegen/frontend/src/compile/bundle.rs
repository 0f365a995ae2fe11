//! Bundles: a schema and all that it refers to as one document (2020-12 Core §9.3.1).

use std::collections::BTreeSet;
use std::path::Path;

use exactschema::schema::Draft;
use exactschema::{Object, Value};
use percent_encoding::utf8_percent_encode;

use super::files::{Error, Files, Mappings, NOT_IN_PATHS, Read, file_url, path_of, relative};
use super::{Options, compile, uri};

/// Makes one document of the schema in a file and of all files that it refers to, which become
/// definitions of it, each with its URI. References stay as they are.
///
/// # Errors
///
/// [`enum@Error`]: the schema has problems; or the document would not be that schema, such as
/// where a fragment is that of a URI other than the `$id` of its file.
pub fn bundle_file(
    path: &Path,
    mappings: &Mappings,
    dialect: Draft,
    read: &Read<'_>,
) -> Result<String, Error> {
    let files = Files::new(path, mappings, dialect, read)?;
    files.compile(&files.text)?;
    bundle(&files, &file_url(path)).map_err(|reason| Error::Bundle {
        path: files.shown.clone(),
        reason,
    })
}

/// # Errors
///
/// The reason why there is no such document.
fn bundle(files: &Files<'_>, own: &str) -> Result<String, String> {
    let mut root = object(&files.text)?;
    let loaded = files.loaded.lock().map_err(|error| error.to_string())?;
    if !loaded.is_empty() {
        let texts = loaded.iter();
        let texts = texts.map(|(url, text)| Ok((url.as_str(), object(text)?)));
        let texts = texts.collect::<Result<Vec<_>, String>>()?;
        let draft = dialect(&root).unwrap_or(files.dialect);
        let named = texts.iter().filter_map(|(_, text)| dialect(text));
        let drafts: BTreeSet<Draft> = named.chain([draft]).collect();
        let (base, identified) = identify(root, draft, own, None)?;
        root = identified;
        let mut definitions = Object::default();
        for (url, text) in texts {
            if drafts.len() > 1 && dialect(&text).is_none() {
                return Err(format!(
                    "{url} has no $schema, and not all files are of one dialect"
                ));
            }
            let draft = dialect(&text).unwrap_or(draft);
            let (id, identified) = identify(text, draft, url, Some(&base))?;
            if id != url {
                let mut alias = Object::default();
                alias.insert("$ref", from(&base, &id));
                let (_, alias) = identify(alias, draft, url, Some(&base))?;
                definitions.insert(from(&base, url), Value::Object(alias));
            }
            definitions.insert(from(&base, &id), Value::Object(identified));
        }
        let name = match draft < Draft::Draft201909 {
            true => "definitions",
            false => "$defs",
        };
        match root
            .entry(name)
            .or_insert_with(|| Value::Object(Object::default()))
        {
            Value::Object(all) => definitions.iter().for_each(|(name, schema)| {
                all.insert(name, schema.clone());
            }),
            _ => return Err(format!("its {name} are no object")),
        }
    }
    let bundle = exactschema::to_string_pretty(&Value::Object(root));
    let bundle = bundle.map_err(|error| error.to_string())?;
    check(&bundle, own, files.dialect)?;
    Ok(bundle)
}

/// The object of a schema, which may be a boolean.
fn object(text: &str) -> Result<Object, String> {
    let value: Value = exactschema::from_str(text).map_err(|error| error.to_string())?;
    match value {
        Value::Object(object) => Ok(object),
        value => {
            let mut object = Object::default();
            if value.as_bool() == Some(false) {
                object.insert("not", Value::Object(Object::default()));
            }
            Ok(object)
        }
    }
}

/// The dialect that a schema names.
fn dialect(schema: &Object) -> Option<Draft> {
    Draft::by_uri(schema.get("$schema")?.as_str()?.trim_end_matches('#'))
}

/// Gives a schema the URI that it has as its own or by its URL, as it is spelled from a base or
/// from itself, and returns that URI.
fn identify(
    mut schema: Object,
    draft: Draft,
    url: &str,
    base: Option<&str>,
) -> Result<(String, Object), String> {
    let keyword = match draft {
        Draft::Draft4 => "id",
        _ => "$id",
    };
    let own = schema.remove(keyword);
    let own = own.as_ref().and_then(Value::as_str);
    let id = own.map_or(Ok(url.to_owned()), |own| {
        uri::resolve(url, uri::split(own).0)
    })?;
    let mut identified = Object::default();
    if let Some(named) = schema.remove("$schema") {
        identified.insert("$schema", named);
    }
    identified.insert(keyword, from(base.unwrap_or(&id), &id));
    if draft < Draft::Draft201909 && schema.contains_key("$ref") {
        // What is beside a reference is ignored, also its URI: but for what others refer to.
        let reference = schema.remove("$ref").unwrap_or_default();
        schema.retain(|name, _| name == "definitions" || name == "$defs");
        let branch: Object = [("$ref".to_owned(), reference)].into_iter().collect();
        identified.insert("allOf", Value::Array(vec![Value::Object(branch)]));
    }
    for (name, value) in schema {
        identified.insert(name, value);
    }
    Ok((id, identified))
}

/// A URL as a reference from a base: a path between files, so that these may be moved together.
fn from(base: &str, url: &str) -> String {
    match (path_of(base), path_of(url)) {
        (Some(base), Some(path)) => {
            let path = relative(base.parent().unwrap_or(&base), &path);
            utf8_percent_encode(&path, NOT_IN_PATHS).to_string()
        }
        _ => url.to_owned(),
    }
}

/// Whether the document is a schema without other files.
fn check(bundle: &str, own: &str, dialect: Draft) -> Result<(), String> {
    let options = Options {
        uri: own,
        dialect,
        ..Options::default()
    };
    match compile(bundle, &options) {
        Ok(_) => Ok(()),
        Err(problems) => {
            let first = problems.into_iter().next();
            Err(first.map_or_else(String::new, |first| first.problem.to_string()))
        }
    }
}
