//! The table of a schema, as text, by which the runtime judges documents and explains
//! findings. It is made of the schema alone, so that there can be one for a schema without
//! types, and contains for each number the ones that its type represents.

use std::collections::HashMap;

use exactschema::schema::{Place, Representation, Table};
use exactschema_frontend::Schema;
use exactschema_frontend::formats::{IntegerFormat, is_beyond_doubles};
use exactschema_frontend::model::{Node, Type};

/// The table of a schema, of which the types express a part.
pub(crate) fn text(shape: &Schema, mut table: Table, header: &str) -> String {
    let nodes = shape.ids().map(|id| shape.node(id));
    let nodes: HashMap<&str, &Node> = nodes.map(|node| (&*node.place.pointer, node)).collect();
    table.represent(|place: &Place| representation(nodes.get(&*place.pointer)?));
    format!("[{}]\n{}", quoted(header), table.encode())
}

fn quoted(text: &str) -> String {
    exactschema_frontend::json::quoted(text)
}

/// The numbers that the type of a schema represents, if not all. A listed value is kept as it
/// is, and so is a number that may be of any type.
fn representation(node: &Node) -> Option<Representation> {
    if node.constants().is_some() {
        return None;
    }
    let types = node.types().unwrap_or_default();
    let or_double =
        types.contains(&Type::Number) || node.types().is_none() && node.format() == Some("double");
    if !types.contains(&Type::Integer) {
        let is_double = or_double && !is_beyond_doubles(node);
        return is_double.then_some(Representation::Double);
    }
    let format = IntegerFormat::of(node)?;
    Some(Representation::Integer {
        name: format.type_.into(),
        low: format.least,
        high: format.greatest,
        or_double,
    })
}
