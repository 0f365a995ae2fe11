//! Values that cannot be built invalid, and those that are rejected when they are written.
#![allow(clippy::unwrap_used, reason = "a test")]

use models::agent_settings::{
    Labels, LabelsValue, NetworkSettings, ProcessServerCommand, Shortcut, ShortcutItem1,
    ShortcutItem2, ToolName, ToolNames, ToolSettingsEnabled,
};
use models::session_events::{
    Failure, MessageStarted, MessageStartedRole, SessionEvent, ToolCallProgressPercent, ToolFailed,
    ToolOutcome, ToolSucceeded,
};
use models::{Date, Email, ErrorKind, Ipv4, Time, Timestamp, Uuid, Value};

#[test]
fn types_are_keys_unless_they_may_contain_a_double() {
    fn is_key<T: Clone + Eq + Ord + std::hash::Hash>() {}
    fn is_copied<T: Copy + Eq + Ord + std::hash::Hash>() {}
    is_key::<Shortcut>();
    is_key::<ToolNames>();
    is_key::<MessageStartedRole>();
    is_copied::<ToolCallProgressPercent>();
    let names = ["Write", "Read", "Write"].map(|name| name.parse::<ToolName>().unwrap());
    let names = std::collections::BTreeSet::from(names);
    assert!(names.iter().map(ToolName::as_str).eq(["Read", "Write"]));
}

#[test]
fn values_become_types_and_types_values() {
    let value: Value = r#"["ctrl+k","Read",true]"#.parse().unwrap();
    let shortcut: Shortcut = models::from_value(&value).unwrap();
    assert_eq!(models::to_value(&shortcut).unwrap(), value);
    let value: Value = r#"["ctrl+k",7,true]"#.parse().unwrap();
    let error = models::from_value::<Shortcut>(&value).unwrap_err();
    assert_eq!((error.pointer(), error.line()), ("/1", None));
}

#[test]
fn a_bounded_number() {
    let percent = ToolCallProgressPercent::try_from(100).unwrap();
    assert_eq!((percent.get(), percent.to_string().as_str()), (100, "100"));
    let error = ToolCallProgressPercent::try_from(101).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Constraint);
    assert_eq!(
        error.message(),
        "expected a number of 100 or less (maximum)"
    );
    let read = models::from_str::<ToolCallProgressPercent>("101").unwrap_err();
    assert_eq!(read.message(), error.message());
}

#[test]
fn a_patterned_text() {
    let name: ToolName = "Read".parse().unwrap();
    assert_eq!((name.as_str(), name.as_ref().len()), ("Read", 4));
    let error = "no name".parse::<ToolName>().unwrap_err();
    assert!(error.message().ends_with("(pattern)"), "{error}");
}

#[test]
fn a_text_with_a_format() {
    let date: Date = "2024-02-29".parse().unwrap();
    assert_eq!(date.date().to_string(), "2024-02-29");
    let time: Time = "23:59:60Z".parse().unwrap();
    assert_eq!(time.time().0.to_string(), "23:59:60");
    let address: Ipv4 = "192.0.2.1".parse().unwrap();
    assert_eq!(address.address().octets(), [192, 0, 2, 1]);
    assert!(Email::try_from("nobody".to_owned()).is_err());
}

#[test]
fn an_array_with_limits() {
    let names = |count| {
        let names = ('A'..)
            .take(count)
            .map(|letter| format!("Tool{letter}").parse().unwrap());
        ToolNames::try_from(names.collect::<Vec<ToolName>>())
    };
    assert_eq!(names(2).unwrap().as_inner().len(), 2);
    // A reference may narrow what it refers to.
    assert!(ToolSettingsEnabled::try_from(names(8).unwrap()).is_ok());
    assert!(ToolSettingsEnabled::try_from(names(9).unwrap()).is_err());
}

#[test]
fn an_open_enum() {
    let role: MessageStartedRole = models::from_str("\"critic\"").unwrap();
    assert_eq!(role, MessageStartedRole::Unknown("critic".to_owned()));
    assert_eq!(
        "user".parse::<MessageStartedRole>().unwrap(),
        MessageStartedRole::User
    );
    assert_eq!(models::to_string(&role).unwrap(), "\"critic\"");
    assert_eq!(MessageStartedRole::from("critic"), role);
    assert_eq!(MessageStartedRole::from("user"), MessageStartedRole::User);
}

#[test]
fn a_list_that_is_changed() {
    let mut command = ProcessServerCommand::try_from(vec!["serve".to_owned()]).unwrap();
    command
        .update(|words| words.push("--all".to_owned()))
        .unwrap();
    assert_eq!(command.as_inner().len(), 2);
    let error = command.update(Vec::clear).unwrap_err();
    assert!(error.message().contains("minItems"), "{error}");
    assert_eq!(command.as_inner().len(), 2);
}

#[test]
fn a_text_of_a_part_of_another() {
    assert!(ToolName::try_from("Read").is_ok());
    assert!(ToolName::try_from("").is_err());
}

#[test]
fn a_constant_need_not_be_given() {
    let now: Timestamp = "2025-10-03T16:51:00Z".parse().unwrap();
    let id: Uuid = "0f1a7c52-93be-4a55-8f0d-2f8c7b1d4e60".parse().unwrap();
    let role = MessageStartedRole::Assistant;
    let started = MessageStarted::new(role, None, id, "evt-1".parse().unwrap(), 7, now);
    let text = models::to_string(&SessionEvent::from(started.clone())).unwrap();
    assert!(text.starts_with(r#"{"type":"message_started","role":"assistant","model":null,"#));
    let read: SessionEvent = models::from_str(&text).unwrap();
    assert_eq!(read, SessionEvent::MessageStarted(started));
}

#[test]
fn a_tuple() {
    let shortcut: Shortcut = models::from_str(r#"["ctrl+k","Read",true]"#).unwrap();
    let again = Shortcut(
        ShortcutItem1::try_from("ctrl+k".to_owned()).unwrap(),
        ShortcutItem2::try_from("Read".to_owned()).unwrap(),
        true,
    );
    assert_eq!(shortcut, again);
}

#[test]
fn properties_that_depend_on_others() {
    let mut network = NetworkSettings::new();
    network.proxy_user = Some("ada".to_owned());
    let error = models::to_string(&network).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unwritable);
    assert!(error.message().contains("dependentRequired"), "{error}");
}

#[test]
fn other_properties_of_one_type() {
    let mut labels = Labels::new();
    labels
        .additional_properties
        .insert("cost-centre", LabelsValue::from("x42".to_owned()));
    assert_eq!(
        models::to_string(&labels).unwrap(),
        r#"{"cost-centre":"x42"}"#
    );
    labels.team = Some("shop".to_owned());
    labels
        .additional_properties
        .insert("team", LabelsValue::from("twice".to_owned()));
    assert!(models::to_string(&labels).is_err());
}

#[test]
fn a_value_of_two_branches() {
    let mut outcome = ToolSucceeded::new(Value::Null);
    assert!(models::to_string(&ToolOutcome::from(outcome.clone())).is_ok());
    // With a property of the other branch it would belong to both.
    let failure = models::to_string(&Failure::new("no")).unwrap();
    let failure: Value = models::from_str(&failure).unwrap();
    outcome.unknown_properties.insert("failure", failure);
    let error = models::to_string(&ToolOutcome::from(outcome)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unwritable);
    let failed = ToolOutcome::from(ToolFailed::new(Failure::new("no")));
    assert!(models::to_string(&failed).is_ok());
}
