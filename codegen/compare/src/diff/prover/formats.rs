//! What formats and patterns imply of each other: for each format, a pattern that all of its
//! texts match, and one that only texts of it match.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use exactschema_frontend::pattern::Pattern;

/// What is known of a format.
pub(super) struct Known {
    /// All of its texts match it.
    pub(super) outer: Option<Pattern>,
    /// All texts that match it are of the format.
    pub(super) inner: Option<Pattern>,
    /// Formats that all of its texts have too.
    implied: &'static [&'static str],
}

const OCTET: &str = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const DATE: [&str; 2] = [
    "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
];
const TIME: [&str; 2] = [
    "[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})",
    "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])",
];
/// A label without two hyphens in a row, which could be an encoded one.
const LABEL: &str = "[A-Za-z0-9](-?[A-Za-z0-9]){0,29}";
const RELATIVE: &str = "([A-Za-z0-9._~-]+/)*[A-Za-z0-9._~-]*";
const NO_SPACE: &str = "[!-~]*";

/// The formats, each with the outer pattern, the inner one, and what it implies.
fn rows() -> Vec<(&'static str, String, String, &'static [&'static str])> {
    let ipv4 = format!("{OCTET}(\\.{OCTET}){{3}}");
    let uuid = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
    let hostname = format!("{LABEL}(\\.{LABEL}){{0,3}}");
    let uri = "https?://[a-z0-9]+(\\.[a-z0-9]+){0,3}(/[A-Za-z0-9._~-]*)*";
    let date_time = |index: usize, t: &str| format!("{}{t}{}", DATE[index], TIME[index]);
    vec![
        ("date", DATE[0].into(), DATE[1].into(), &[]),
        ("time", TIME[0].into(), TIME[1].into(), &[]),
        ("date-time", date_time(0, "[Tt]"), date_time(1, "T"), &[]),
        (
            "duration",
            "[Pp][0-9YMDTHSWymdthsw]+".into(),
            "P[0-9]{1,9}[YMWD]".into(),
            &[],
        ),
        ("ipv4", ipv4.clone(), ipv4, &[]),
        (
            "ipv6",
            "[0-9A-Fa-f:.]{2,45}".into(),
            "([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}".into(),
            &[],
        ),
        ("uuid", uuid.into(), uuid.into(), &[]),
        ("hostname", "[A-Za-z0-9.-]+".into(), hostname.clone(), &[]),
        ("idn-hostname", "[^ ]+".into(), hostname, &[]),
        (
            "email",
            "[\\s\\S]+@[\\s\\S]+".into(),
            "[a-z0-9]{1,30}@[a-z0-9]{1,30}\\.com".into(),
            &[],
        ),
        (
            "idn-email",
            "[\\s\\S]+@[\\s\\S]+".into(),
            "[a-z0-9]{1,30}@[a-z0-9]{1,30}\\.com".into(),
            &[],
        ),
        (
            "uri",
            format!("[A-Za-z][A-Za-z0-9+.-]*:{NO_SPACE}"),
            uri.into(),
            &["uri-reference", "iri", "iri-reference"],
        ),
        (
            "uri-reference",
            NO_SPACE.into(),
            format!("{uri}|{RELATIVE}"),
            &["iri-reference"],
        ),
        (
            "iri",
            "[A-Za-z][A-Za-z0-9+.-]*:[^ ]*".into(),
            uri.into(),
            &["iri-reference"],
        ),
        (
            "iri-reference",
            "[^ ]*".into(),
            format!("{uri}|{RELATIVE}"),
            &[],
        ),
        (
            "uri-template",
            "[^ ]*".into(),
            "[!#$&(-;=?-Z_a-z~]*".into(),
            &[],
        ),
        (
            "json-pointer",
            "(/[\\s\\S]*)?".into(),
            "(/[A-Za-z0-9]*)*".into(),
            &[],
        ),
        (
            "relative-json-pointer",
            "[0-9][\\s\\S]*".into(),
            "(0|[1-9][0-9]{0,8})(#|(/[A-Za-z0-9]*)*)".into(),
            &[],
        ),
        // A sign of repetition repeats what is before it.
        (
            "regex",
            "[\\s\\S]*".into(),
            "([A-Za-z0-9 .:,_~/@-]\\+?)*".into(),
            &[],
        ),
    ]
}

/// What is known of a format.
pub(super) fn known(format: &str) -> Option<&'static Known> {
    static KNOWN: OnceLock<BTreeMap<&'static str, Known>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let pattern = |source: &str| Pattern::parse(&format!("^({source})$")).ok();
        let rows = rows().into_iter().map(|(name, outer, inner, implied)| {
            let known = Known {
                outer: pattern(&outer),
                inner: pattern(&inner),
                implied,
            };
            (name, known)
        });
        rows.collect()
    });
    known.get(format)
}

/// Whether it is known that all texts of a format have another, in every release.
pub(super) fn implies(format: &str, other: &str) -> bool {
    known(format).is_some_and(|known| known.implied.contains(&other))
}

#[cfg(test)]
mod tests {
    use exactschema::Format;
    use exactschema::schema::Draft;
    use exactschema_sample::formats;
    use fastrand::Rng;

    use super::{known, rows};

    /// Whether a text is of a format in every release that defines it.
    fn holds(name: &str, text: &str) -> bool {
        let formats = Draft::ALL
            .iter()
            .filter_map(|draft| Format::defined_in(*draft, name));
        formats.into_iter().all(|format| format.holds(text))
    }

    /// Whether a text is of a format in some release.
    fn may_hold(name: &str, text: &str) -> bool {
        let mut formats = Draft::ALL
            .iter()
            .filter_map(|draft| Format::defined_in(*draft, name));
        formats.any(|format| format.holds(text))
    }

    #[test]
    fn texts_agree_with_the_patterns_of_their_formats() {
        let names: Vec<&str> = rows().iter().map(|(name, ..)| *name).collect();
        let mut random = Rng::with_seed(0);
        let mut texts: Vec<String> = Vec::new();
        for name in &names {
            texts.extend(
                formats::edge_cases(name)
                    .iter()
                    .map(|text| (*text).to_owned()),
            );
            texts.extend(exactschema_sample::typical(name).map(str::to_owned));
            texts.extend((0..300).filter_map(|_| formats::valid(name, &mut random)));
            let inner = known(name).and_then(|known| known.inner.as_ref()).unwrap();
            texts.extend((0..300).filter_map(|_| inner.sample(&mut random)));
        }
        for name in names {
            let known = known(name).unwrap();
            let [outer, inner] =
                [&known.outer, &known.inner].map(|pattern| pattern.as_ref().unwrap());
            for text in &texts {
                assert!(
                    !may_hold(name, text) || outer.is_match(text),
                    "{name}: {text:?}"
                );
                assert!(
                    !inner.is_match(text) || holds(name, text),
                    "{name}: {text:?}"
                );
                for other in known.implied {
                    assert!(
                        !may_hold(name, text) || holds(other, text),
                        "{name} {other}: {text:?}"
                    );
                }
            }
        }
    }
}
