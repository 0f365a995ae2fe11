//! Reading and writing: a table of the properties for the macro `object!` of
//! the runtime in `models`.

use super::Struct;

/// The invocation of `object!`, one property a line. It is text because
/// prettyplease does not lay out the input of macros.
pub(super) fn object(definition: &Struct<'_>) -> String {
    let rows = definition.fields.iter().map(|field| {
        let presence = if field.required {
            "required"
        } else {
            "optional"
        };
        format!("        {:?} => {}: {presence},\n", field.name, field.ident)
    });
    let rows: String = rows.collect();
    let name = definition.name;
    format!("runtime::object! {{\n    {name} {{\n{rows}    }}\n}}\n")
}
