//! The subschemas of a schema, by the shapes of its keywords.

use exactschema::Kind;
use exactschema::schema::Shape;

use super::dialect::Dialect;
use super::location::Location;

/// The subschemas of a schema, in the order of the text. What is no schema is left out.
pub(super) fn of<'a>(schema: &Location<'a>, dialect: Dialect) -> Vec<Location<'a>> {
    let mut children = Vec::new();
    for member in schema.value.members() {
        let name = member.name.text();
        if let Some(facts) = dialect.facts(&name) {
            extend(
                &mut children,
                facts.shape,
                schema.child(&name, member.value),
            );
        }
    }
    children.retain(|child| is_schema(child));
    children
}

/// Whether a value may be a schema, by its type.
pub(super) fn is_schema(value: &Location<'_>) -> bool {
    matches!(value.value.kind(), Kind::Object | Kind::Boolean)
}

fn extend<'a>(children: &mut Vec<Location<'a>>, shape: Shape, value: Location<'a>) {
    match shape {
        Shape::Schema => children.push(value),
        Shape::Schemas => children.extend(value.elements()),
        Shape::SchemaOrSchemas => match value.value.kind() {
            Kind::Array => children.extend(value.elements()),
            _ => children.push(value),
        },
        Shape::Members | Shape::Patterns | Shape::Dependencies => {
            children.extend(value.members().map(|(_, member)| member));
        }
        Shape::PropertyDependencies => {
            for (_, values) in value.members() {
                children.extend(values.members().map(|(_, member)| member));
            }
        }
        Shape::Count
        | Shape::Number
        | Shape::PositiveNumber
        | Shape::Flag
        | Shape::Types
        | Shape::Values
        | Shape::Value
        | Shape::Names
        | Shape::Requirements
        | Shape::Pattern
        | Shape::Text
        | Shape::Reference
        | Shape::Identifier => {}
    }
}
