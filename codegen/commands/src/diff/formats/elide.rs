//! Witnesses that people can take in: without the middle of what is long.

use exactschema_frontend::json::{Json, Value, quoted};
use exactschema_frontend::pointer::unescape;
use exactschema_frontend::text::printable_json;

/// The length to which a text is printed.
const LONG: usize = 80;

/// The number of elements or properties that are printed.
const MANY: usize = 20;

/// The length of either end of something longer.
const END: usize = 8;

/// The part of a document that matters: the value at a JSON Pointer, with the way to it. For the rest
/// stands `…`, so that it is no JSON.
pub(super) fn around(document: &Json, pointer: &str) -> String {
    let names: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    printable_json(&on_the_way(document, &names))
}

fn on_the_way(json: &Json, names: &[String]) -> String {
    let Some((name, rest)) = names.split_first() else {
        return elided(json).compact();
    };
    let more = |count: usize| if count > 1 { "…, " } else { "" };
    let found = match &json.value {
        Value::Object(members) => json.get(name).map(|inner| {
            let (more, name) = (more(members.len()), quoted(&shortened(name)));
            format!("{{{more}{name}: {}}}", on_the_way(inner, rest))
        }),
        Value::Array(elements) => {
            let inner = name
                .parse()
                .ok()
                .and_then(|index: usize| elements.get(index));
            let more = more(elements.len());
            inner.map(|inner| format!("[{more}{}]", on_the_way(inner, rest)))
        }
        _ => None,
    };
    found.unwrap_or_else(|| elided(json).compact())
}

/// A document without the middle of long texts and of long arrays and objects, each with
/// how much is left out.
pub(super) fn elided(json: &Json) -> Json {
    let value = match &json.value {
        Value::String(text) => Value::String(shortened(text)),
        Value::Array(elements) => {
            let (first, left, last) = ends(elements);
            let left = left.map(|left| Value::String(format!("… {left} elements …")).into());
            let first = first.iter().map(elided);
            let last = last.iter().map(elided);
            Value::Array(first.chain(left).chain(last).collect())
        }
        Value::Object(members) => {
            let (first, left, last) = ends(members);
            let left = left.map(|left| {
                let note = Value::String(format!("… {left} properties …"));
                ("…".to_owned(), note.into())
            });
            let member = |(name, json): &(String, Json)| (shortened(name), elided(json));
            let (first, last) = (first.iter().map(member), last.iter().map(member));
            Value::Object(first.chain(left).chain(last).collect())
        }
        value => value.clone(),
    };
    value.into()
}

/// A text without its middle.
fn shortened(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= LONG {
        return text.to_owned();
    }
    let first: String = characters[..END].iter().collect();
    let last: String = characters[characters.len() - END..].iter().collect();
    let left = characters.len() - 2 * END;
    format!("{first}… {left} characters …{last}")
}

/// The first and the last of many, and how many are in between.
fn ends<T>(all: &[T]) -> (&[T], Option<usize>, &[T]) {
    match all.len() {
        0..=MANY => (all, None, &[]),
        count => (&all[..END], Some(count - 2 * END), &all[count - END..]),
    }
}

#[cfg(test)]
mod tests {
    use exactschema_frontend::json::Json;

    use super::{around, elided};

    #[test]
    fn the_way_to_a_value_is_shown() {
        let document = r#"{"id":"","a/b":[{"x":1},{"":[2]}]}"#;
        let shown = |pointer: &str| Json::parse(document).map(|json| around(&json, pointer));
        let expected = r#"{…, "a/b": […, {"": [2]}]}"#;
        assert_eq!(shown("/a~1b/1//0").as_deref(), Ok(expected));
        assert_eq!(shown("").as_deref(), Ok(document));
        assert_eq!(shown("/none/0").as_deref(), Ok(document));
    }

    #[test]
    fn what_turns_text_around_is_escaped() {
        let document = Json::parse(r#"{"a\u202eb":["\u200f\u009b"]}"#);
        let shown = document.map(|json| around(&json, ""));
        let expected = r#"{"a\u202eb":["\u200f\u009b"]}"#;
        assert_eq!(shown.as_deref(), Ok(expected));
    }

    #[test]
    fn what_is_long_loses_its_middle() {
        let elide = |text: &str| Json::parse(text).map(|json| elided(&json).compact());
        let short = r#"{"a":["b",1,null]}"#;
        assert_eq!(elide(short).as_deref(), Ok(short));
        let text = format!(r#"["{}"]"#, "ab".repeat(1_000));
        let expected = r#"["abababab… 1984 characters …abababab"]"#;
        assert_eq!(elide(&text).as_deref(), Ok(expected));
        let array = format!("[{}0]", "0,".repeat(99));
        let expected = r#"[0,0,0,0,0,0,0,0,"… 84 elements …",0,0,0,0,0,0,0,0]"#;
        assert_eq!(elide(&array).as_deref(), Ok(expected));
    }
}
