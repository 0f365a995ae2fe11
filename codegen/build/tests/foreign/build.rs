//! Generates types twice: as simply as possible, and with all settings.

fn main() -> Result<(), exactschema_build::Error> {
    exactschema_build::Builder::new()
        .schemas("schema")
        .map("https://example.com/money", "schema/shared/money.json")
        .generate()?;
    exactschema_build::Builder::new()
        .schemas("schema/pet.schema.json")
        .map("https://example.com/money", "schema/shared/money.json")
        .folder("loose")
        .module_path("animal_shelter::loose")
        .runtime("crate::json")
        .facade("animal_shelter::json")
        .format_assertion(false)
        .derive_for("pet", "Pet", "Eq")
        .derive_for("person", "Person", "Eq")
        .derive_for("money", "Money", "Eq")
        .name("pet", "/properties/chip", "Microchip")
        .generate()
}
