//! Generates types three times: as simply as possible, with types of its own, and with all other
//! settings.

fn main() -> Result<(), exactschema_build::Error> {
    exactschema_build::Builder::new()
        .schemas("schema")
        .map("https://example.com/money", "schema/shared/money.json")
        .generate()?;
    exactschema_build::Builder::new()
        .schemas("schema")
        .map("https://example.com/money", "schema/shared/money.json")
        .folder("own")
        .module_path("animal_shelter::own")
        .format_type("date", "chrono::NaiveDate")
        .format_type("email", "crate::Mail")
        .generate()?;
    exactschema_build::Builder::new()
        .schemas("schema/pet.schema.json")
        .map("https://example.com/money", "schema/shared/money.json")
        .folder("loose")
        .module_path("animal_shelter::loose")
        .runtime("crate::json")
        .facade("animal_shelter::json")
        .format_assertion(false)
        .format_type("date", "chrono::NaiveDate")
        .derive_for("pet", "Pet", "Eq")
        .derive_for("person", "Person", "Eq")
        .derive_for("money", "Money", "Eq")
        .name("pet", "/properties/chip", "Microchip")
        .generate()
}
