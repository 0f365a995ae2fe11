//! The formats of integers, which no validator asserts, as limits, which all do.

use exactschema_frontend::formats::IntegerFormat;
use exactschema_frontend::lines::Lines;
use exactschema_frontend::model::{Node, Place, Schema, Type};

/// The least and the greatest integer.
type Range = (i128, i128);

/// The integers that a node allows by their format.
pub fn declared(node: &Node) -> Option<Range> {
    let format = node.format().filter(|_| is_integral(node))?;
    IntegerFormat::named(format).map(range)
}

fn range(format: &IntegerFormat) -> Range {
    (format.least, format.greatest)
}

/// The text of a schema where formats of integers are limits as well, with all else in the
/// line where it was.
pub fn asserted(schema: &Schema, text: &str) -> String {
    let lines = Lines::new(text);
    let nodes = schema.ids().map(|id| schema.node(id));
    let mut insertions: Vec<(usize, String)> = nodes
        .filter_map(|node| insertion(node, declared(node)?, text, &lines))
        .collect();
    insertions.sort();
    insertions.dedup();
    let mut asserted = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, limits) in insertions {
        asserted.push_str(&text[copied..at]);
        asserted.push_str(&limits);
        copied = at;
    }
    asserted.push_str(&text[copied..]);
    asserted
}

/// Where limits are inserted, and how.
fn insertion(
    node: &Node,
    (least, greatest): Range,
    text: &str,
    lines: &Lines<'_>,
) -> Option<(usize, String)> {
    let offset = |place: &Place| lines.offset(place.line, place.column);
    let limits = format!("{{\"minimum\":{least},\"maximum\":{greatest}}}");
    let conjuncts = node.keywords.iter().find(|entry| entry.name == "allOf");
    match conjuncts {
        // After the existing ones, whose pointers others refer to.
        Some(entry) => Some((end(text, offset(&entry.place)?)?, format!(",{limits}"))),
        None => Some((offset(&node.place)? + 1, format!("\"allOf\":[{limits}],"))),
    }
}

/// The offset of the bracket that ends the array at an offset.
fn end(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string && depth == 1 => return Some(at),
            b']' | b'}' if !in_string => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether all numbers of a node are integers.
fn is_integral(node: &Node) -> bool {
    let types = node.types().unwrap_or(Type::ALL);
    types.contains(&Type::Integer) && !types.contains(&Type::Number)
}

#[cfg(test)]
mod tests {
    use exactschema_frontend::json::Json;
    use exactschema_frontend::model::Schema;

    #[test]
    fn limits_are_inserted_beside_existing_keywords() {
        let text = "{ \"properties\": {\n  \"é\": { \"type\": \"integer\", \"format\": \"int8\" },\n  \
            \"b\": { \"type\": \"integer\", \"format\": \"uint8\", \"allOf\": [{ \"const\": \"]\" }] } } }";
        let schema = Json::parse(text).ok().map(|json| Schema::new(&json));
        let Some(Ok(schema)) = schema else {
            unreachable!()
        };
        let asserted = super::asserted(&schema, text);
        let expected = "{ \"properties\": {\n  \"é\": {\"allOf\":[{\"minimum\":-128,\"maximum\":127}], \
            \"type\": \"integer\", \"format\": \"int8\" },\n  \"b\": { \"type\": \"integer\", \
            \"format\": \"uint8\", \"allOf\": [{ \"const\": \"]\" },{\"minimum\":0,\"maximum\":255}] } } }";
        assert_eq!(asserted, expected);
    }
}
