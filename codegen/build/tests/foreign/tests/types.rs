//! Whatever a program does with types of its own schemas, without any glue.

use animal_shelter::{Mail, ROOTS, loose, money::Money, own, person::Person, pet::Pet};
use chrono::NaiveDate;
use exactschema::diagnose::Options;
use exactschema::{
    Date, Email, Error, HasSchema, TextOf, check_as, diagnose_as, from_str, schema_of, to_string,
};

const CAT: &str = r#"{"name":"Mia","kind":"cat","born":"2024-02-29","weight":4.50}"#;

#[test]
fn documents_are_read_checked_and_written() -> Result<(), Error> {
    let mut pet: Pet = from_str(CAT)?;
    assert_eq!(to_string(&pet)?, CAT);
    pet.chip = Some("276098106123456".parse()?);
    check_as::<Pet>(to_string(&pet)?.as_bytes())?;
    let error = from_str::<Pet>(r#"{"name":"Mia","kind":"cow"}"#).unwrap_err();
    assert_eq!(error.pointer(), "/kind");
    Ok(())
}

#[test]
fn references_lead_to_other_files() {
    let findings = |document: &str| {
        let diagnosis = diagnose_as::<Pet>(document.as_bytes(), &Options::default());
        let findings = diagnosis.findings.into_iter();
        findings.map(|finding| format!("{}: {}", finding.pointer, finding.message)).collect::<Vec<_>>()
    };
    assert_eq!(findings(CAT), [""; 0]);
    assert_eq!(
        findings(r#"{"name":"","kind":"cat","keeper":{"name":"Ada"},"fee":{"cents":-1}}"#),
        [
            "/name: expected at least 1 character, found 0",
            "/keeper: expected the properties of one branch, of \"mail\", \"phone\"",
            "/fee/cents: expected a number of 0 or more",
        ]
    );
}

#[test]
fn what_several_files_refer_to_has_one_type() -> Result<(), Error> {
    let document = r#"{"name":"Mia","kind":"cat","keeper":{"name":"Ada","phone":"1"},"fee":{"cents":5}}"#;
    let mut pet: Pet = from_str(document)?;
    let keeper: Option<Person> = pet.keeper.take();
    assert_eq!(keeper.and_then(|keeper| keeper.phone).as_deref(), Some("1"));
    pet.fee = Some(from_str::<Money>(r#"{"cents":7}"#)?);
    assert_eq!(to_string(&pet)?, r#"{"name":"Mia","kind":"cat","fee":{"cents":7}}"#);
    let emitted = schema_of::<Pet>();
    assert_eq!(emitted["properties"]["keeper"]["$ref"].as_str(), Some("person.schema.json"));
    assert_eq!(emitted["properties"]["fee"]["$ref"].as_str(), Some("https://example.com/money"));
    assert!(emitted["$defs"].is_null());
    Ok(())
}

#[test]
fn schemas_without_types_are_to_hand() {
    let validator = Pet::SCHEMA.validator();
    assert_eq!(validator.is_valid(CAT.as_bytes()), Ok(true));
    // Both are the schema of persons: its root only refers to the definition.
    assert_eq!(Person::SCHEMA.validator().is_valid(br#"{"name":"Ada"}"#), Ok(false));
}

#[test]
fn types_emit_their_schemas() {
    let emitted = schema_of::<Pet>();
    assert_eq!(emitted["required"].to_string(), r#"["name","kind"]"#);
    let emitted = ROOTS[0].schema();
    assert_eq!(emitted["$schema"].as_str(), Some("http://json-schema.org/draft-07/schema#"));
}

#[test]
fn all_schemas_are_listed() {
    let names: Vec<&str> = ROOTS.iter().map(|root| root.name()).collect();
    assert_eq!(names, ["person", "pet", "money"]);
    assert!(ROOTS[1].is_valid(CAT.as_bytes()));
}

#[test]
fn texts_of_a_format_mean_types() -> Result<(), Error> {
    // Nothing but the types changes.
    let document = r#"{"name":"Mia","kind":"cat","born":"2024-02-29","keeper":{"name":"Ada","mail":"Ada@EXAMPLE.com"}}"#;
    let mut pet: own::pet::Pet = from_str(document)?;
    assert_eq!(to_string(&pet)?, document);
    let error = from_str::<own::pet::Pet>(r#"{"name":"Mia","kind":"cat","born":"2024-02-30"}"#).unwrap_err();
    assert_eq!(error.pointer(), "/born");
    assert!(check_as::<own::pet::Pet>(br#"{"name":"Mia","kind":"cat","born":"in spring"}"#).is_err());
    assert_eq!(schema_of::<own::pet::Pet>(), schema_of::<Pet>());

    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let born: Option<TextOf<NaiveDate, Date>> = pet.born.take();
    assert_eq!(born.map(|born| born.value()), Some(Ok(day)));
    pet.born = Some(TextOf::of(&day.succ_opt().unwrap())?);
    assert!(to_string(&pet)?.contains(r#""born":"2024-03-01""#));

    let mail: TextOf<Mail, Email> = pet.keeper.unwrap().mail.unwrap();
    assert_eq!(mail.to_string(), "Ada@EXAMPLE.com");
    assert_eq!(mail.value().map(|mail| mail.host).as_deref(), Ok("example.com"));
    // A value whose text has not the format, and one that its own type reads otherwise.
    let none = Mail { user: "A d a".into(), host: "example.com".into() };
    assert!(TextOf::<Mail, Email>::of(&none).unwrap_err().to_string().contains("an email"));
    let other = Mail { user: "ada".into(), host: "EXAMPLE.com".into() };
    let error = TextOf::<Mail, Email>::of(&other).unwrap_err();
    assert!(error.to_string().contains("does not read the text that it displays"), "{error}");
    Ok(())
}

#[test]
fn settings_change_what_is_generated() -> Result<(), Error> {
    // A format that is an annotation, and a name.
    let pet: loose::pet::Pet = from_str(r#"{"name":"Rex","kind":"dog","born":"in spring"}"#)?;
    let born: Option<TextOf<NaiveDate>> = pet.born;
    assert_eq!(born.as_ref().map(TextOf::to_string).as_deref(), Some("in spring"));
    assert!(born.is_some_and(|born| born.value().is_err()));
    let chip: Result<loose::pet::Microchip, _> = "276098106123456".parse();
    assert!(chip.is_ok());
    // A trait more.
    fn is_eq<T: Eq>() {}
    is_eq::<loose::pet::Pet>();
    Ok(())
}
