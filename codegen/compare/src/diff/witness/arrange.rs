//! Documents as people would write them.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::NodeId;
use exactschema_sample::{Facts, Instance, declared};

use super::super::view::{named, nth, reach};

/// The document with its properties in the order of the schema.
pub(super) fn arranged(facts: &Facts<'_>, document: &Instance) -> Json {
    value(facts, &[facts.schema.root()], document)
}

fn value(facts: &Facts<'_>, ids: &[NodeId], instance: &Instance) -> Json {
    let value = match instance {
        Instance::Null => Value::Null,
        Instance::Bool(truth) => Value::Bool(*truth),
        Instance::Number(number) => Value::Number(number.spelling().to_owned()),
        Instance::String(text) => Value::String(text.clone()),
        Instance::Array(elements) => {
            let elements = elements.iter().enumerate();
            let elements =
                elements.map(|(index, element)| value(facts, &nth(facts, ids, index), element));
            Value::Array(elements.collect())
        }
        Instance::Object(members) => {
            let order = declared(&reach(facts.schema, ids));
            let place = |name: &String| order.iter().position(|other| other == name);
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
            let members = members.into_iter();
            Value::Object(
                members
                    .map(|(name, member)| {
                        (name.clone(), value(facts, &named(facts, ids, name), member))
                    })
                    .collect(),
            )
        }
    };
    value.into()
}
