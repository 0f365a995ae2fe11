use snapbox::{assert_data_eq, str};

use models::diagnose::Options;

use super::super::fixture::{write_sample, written};
use super::super::{Record, Report, Summary};
use super::{Sarif, rules};
use crate::input::Source;
use crate::validate::limit::Limit;

#[test]
fn a_log() {
    let text = written(|out| {
        write_sample(&mut Sarif::new(
            out,
            "schema/export-session.schema.json",
            false,
        ))
    });
    assert_data_eq!(
        text,
        str![[r#"
{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[
{"ruleId":"type","ruleIndex":0,"level":"error","message":{"text":"/title: expected a string, found null"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"exports/a%20b%2Cc%3Ad.json"},"region":{"startLine":3,"startColumn":11,"endLine":3,"endColumn":15}},"logicalLocations":[{"fullyQualifiedName":"/title","kind":"value"}]}],"partialFingerprints":{"location/v1":"e214fa3234e887fc"},"properties":{"keywordLocation":"/properties/title/type","schemaLine":12}},
{"ruleId":"duplicate-key","ruleIndex":1,"level":"error","message":{"text":"/id: found a duplicate key"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"exports/a%20b%2Cc%3Ad.json"},"region":{"startLine":3,"startColumn":17,"endLine":3,"endColumn":21}},"logicalLocations":[{"fullyQualifiedName":"/id","kind":"value"}]}],"relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"exports/a%20b%2Cc%3Ad.json"},"region":{"startLine":2,"startColumn":3,"endLine":2,"endColumn":7}},"message":{"text":"the first one"}}],"partialFingerprints":{"location/v1":"69dfc595ed0fc288"}},
{"ruleId":"unknown-property","ruleIndex":2,"level":"warning","message":{"text":"the document: 100% of, this: is unusual//u{1b}[2J"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"exports/a%20b%2Cc%3Ad.json"},"region":{"startLine":1,"startColumn":1,"endLine":4,"endColumn":2}}}],"partialFingerprints":{"location/v1":"9ff9e49fd95aefc9"}},
{"ruleId":"type","ruleIndex":0,"level":"error","message":{"text":"/title: expected a string, found null"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"archive.jsonl"},"region":{"startLine":22,"startColumn":11,"endLine":22,"endColumn":15}},"logicalLocations":[{"fullyQualifiedName":"/title","kind":"value"}]}],"partialFingerprints":{"location/v1":"aa27554ec5e11e5f"},"properties":{"record":17,"keywordLocation":"/properties/title/type","schemaLine":12}},
{"ruleId":"duplicate-key","ruleIndex":1,"level":"error","message":{"text":"/id: found a duplicate key"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"archive.jsonl"},"region":{"startLine":22,"startColumn":17,"endLine":22,"endColumn":21}},"logicalLocations":[{"fullyQualifiedName":"/id","kind":"value"}]}],"relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"archive.jsonl"},"region":{"startLine":21,"startColumn":3,"endLine":21,"endColumn":7}},"message":{"text":"the first one"}}],"partialFingerprints":{"location/v1":"463b00ac8fd4dc63"},"properties":{"record":17}},
{"ruleId":"unknown-property","ruleIndex":2,"level":"warning","message":{"text":"the document: 100% of, this: is unusual//u{1b}[2J"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"archive.jsonl"},"region":{"startLine":20,"startColumn":1,"endLine":23,"endColumn":2}}}],"partialFingerprints":{"location/v1":"fec2cab726b0f3ff"},"properties":{"record":17}}
],"tool":{"driver":{"name":"export-session","version":"0.1.0","rules":[{"id":"type","shortDescription":{"text":"The value must be of this type."},"help":{"text":"The keyword type: JSON Schema Validation §6.1.1."}},{"id":"duplicate-key","shortDescription":{"text":"An object names a property twice."},"help":{"text":"Remove one of the two: programs differ in which one they read."}},{"id":"unknown-property","shortDescription":{"text":"The schema does not declare this property."},"help":{"text":"It is allowed. Check whether its name is misspelt."}}]}},
"invocations":[{"executionSuccessful":false,"toolExecutionNotifications":[{"level":"error","message":{"text":"nowhere.json: No such file or directory"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"nowhere.json"}}}]},{"level":"note","message":{"text":"2 more problems and 2 more warnings not shown (--max-problems 5)"}}]}],
"properties":{"schema":"schema/export-session.schema.json"}}]}

"#]]
    );
}

#[test]
fn values_if_they_are_shown() {
    let shown = |values| {
        let text = written(|out| {
            write_sample(&mut Sarif::new(
                out,
                "schema/export-session.schema.json",
                values,
            ))
        });
        let log: serde_json::Value = serde_json::from_str(&text).unwrap();
        let place = "/runs/0/results/0/locations/0/physicalLocation/region/snippet/text";
        log.pointer(place).cloned()
    };
    assert_eq!(shown(true), Some("null".into()));
    assert_eq!(shown(false), None);
}

#[test]
fn a_log_of_nothing() {
    let summary = Summary::default();
    let text = written(|out| {
        Sarif::new(out, "schema/export-session.schema.json", false)
            .finish(&summary)
            .unwrap();
    });
    assert_data_eq!(
        text,
        str![[r#"
{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[
],"tool":{"driver":{"name":"export-session","version":"0.1.0","rules":[]}},
"invocations":[{"executionSuccessful":true,"toolExecutionNotifications":[]}],
"properties":{"schema":"schema/export-session.schema.json"}}]}

"#]]
    );
}

#[test]
fn a_keyword_that_has_no_entry_has_a_rule_all_the_same() {
    assert_eq!(rules::rule("x-size").id, "x-size");
}

#[test]
fn a_finding_is_known_again_when_lines_come_before_it() {
    let prints = |document: &str| {
        let text = written(|out| {
            let mut roots = models::ROOTS.iter();
            let root = roots.find(|root| root.name() == "export-session").unwrap();
            let diagnosis = root.diagnose(document.as_bytes(), &Options::default());
            let mut log = Sarif::new(out, "schema.json", false);
            log.record(&Record {
                source: &Source::File("a.json".into()),
                record: None,
                line: 1,
                text: document.as_bytes(),
                diagnosis: &diagnosis,
                output: None,
                limit: Limit::parse("9").unwrap(),
            })
            .unwrap();
            log.finish(&Summary::default()).unwrap();
        });
        let log: serde_json::Value = serde_json::from_str(&text).unwrap();
        let results = log.pointer("/runs/0/results").unwrap().as_array().unwrap();
        let prints = results
            .iter()
            .map(|result| result["partialFingerprints"].clone());
        prints.collect::<Vec<_>>()
    };
    let (short, long) = (r#"{"id":1,"title":null}"#, "{\n\n\"id\":2,\"title\":false}");
    assert_eq!(prints(short), prints(long));
    assert_eq!(prints(short).len(), 3);
    let distinct: std::collections::BTreeSet<String> =
        prints(short).iter().map(ToString::to_string).collect();
    assert_eq!(distinct.len(), 3);
}
