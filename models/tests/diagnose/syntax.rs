//! Findings in a text that is no JSON.

use models::diagnose::Options;

use crate::{diagnose, finding_lines, root};

#[test]
fn what_was_found_before_stays() {
    let document = "{\"id\": 1,\n \"messages\": [{}, nul]}";
    assert_eq!(
        finding_lines(&diagnose("export-session", document)),
        [
            "1:8 /id: expected a string, found a number [type]",
            "2:15 /messages/0: the required property \"id\" is missing [required]",
            "2:15 /messages/0: the required property \"role\" is missing [required]",
            "2:15 /messages/0: the required property \"content\" is missing [required]",
            "2:15 /messages/0: the required property \"createdAt\" is missing [required]",
            "2:15 /messages/0: the required property \"updatedAt\" is missing [required]",
            "2:19 /messages/1: expected null, found another word [syntax]",
        ]
    );
}

#[test]
fn of_a_union_that_is_cut_off_the_branch_that_fits_best_so_far_is_explained() {
    let lines = |document| finding_lines(&diagnose("session-events", document));
    let syntax = "expected null, found another word [syntax]";
    assert_eq!(
        lines(r#"{"type": "message_started", "messageId": 7, "plan": nul}"#),
        [
            "1:42 /messageId: expected a string, found a number \
             (as MessageStarted, the branch that fits best) [type]",
            &format!("1:53 /plan: {syntax}"),
        ]
    );
    assert_eq!(
        lines(r#"{"type": "nothing", "id": nul}"#)[1],
        format!("1:27 /id: {syntax}")
    );
    // The rest could determine the branch.
    assert_eq!(
        lines(r#"{"messageId": 7, "id": nul}"#),
        [format!("1:24 /id: {syntax}")]
    );
}

#[test]
fn every_cut_and_every_wrong_byte_is_reported() {
    let document = include_bytes!(
        "../../../schema/session-events.samples/accepted/text-delta-with-escapes.json"
    );
    let root = root("session-events");
    let diagnose = |document: &[u8]| root.diagnose(document, &Options::default());
    for end in 0..document.trim_ascii_end().len() {
        let cut = &document[..end];
        let findings = diagnose(cut).findings;
        let error = root.check(cut).unwrap_err();
        let last = findings.last().unwrap();
        // Half of a surrogate pair comes first in the one, and the end of the text in the
        // other.
        if error.kind().is_refusal() {
            assert_eq!(last.keyword, "syntax");
            continue;
        }
        assert_eq!(last.keyword, error.kind().as_str(), "{end}: {findings:#?}");
        assert_eq!(last.message, error.message(), "{end}");
        assert_eq!(last.pointer, error.pointer(), "{end}");
        let start = last.span.start;
        assert_eq!(
            (Some(start.line), Some(start.column)),
            (error.line(), error.column()),
            "{end}"
        );
    }
    for place in 0..document.len() {
        for byte in [0xFF, 0, b'"', b'\\', b'{', b'x'] {
            let mut wrong = document.to_vec();
            wrong[place] = byte;
            let found = !diagnose(&wrong).findings.is_empty();
            assert_eq!(found, root.check(&wrong).is_err(), "{place}: {byte}");
        }
    }
}

#[test]
fn a_byte_order_mark_hides_nothing() {
    let lines = finding_lines(&diagnose("export-session", "\u{feff}[]"));
    let mark = "it begins with a byte order mark, which JSON does not allow: remove it";
    assert_eq!(
        lines,
        [
            format!("1:1 : {mark} [encoding]"),
            "1:2 : expected an object, found an array [type]".into()
        ]
    );
}
