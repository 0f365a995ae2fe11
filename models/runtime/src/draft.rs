//! The releases of JSON Schema.

use std::fmt;

/// A release of JSON Schema, in the order of their appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Draft {
    /// Draft 4 (2013).
    Draft4,
    /// Draft 6 (2017).
    Draft6,
    /// Draft 7 (2018).
    Draft7,
    /// 2019-09.
    Draft201909,
    /// 2020-12.
    Draft202012,
    /// The coming first stable release.
    V1,
}

impl Draft {
    /// All releases.
    pub const ALL: &[Draft] = &[
        Draft::Draft4,
        Draft::Draft6,
        Draft::Draft7,
        Draft::Draft201909,
        Draft::Draft202012,
        Draft::V1,
    ];

    /// The short name, as in command-line options.
    pub fn as_str(self) -> &'static str {
        match self {
            Draft::Draft4 => "draft4",
            Draft::Draft6 => "draft6",
            Draft::Draft7 => "draft7",
            Draft::Draft201909 => "2019-09",
            Draft::Draft202012 => "2020-12",
            Draft::V1 => "v1",
        }
    }

    /// The release with this short name; `draft-07` and `draft2020-12` are names as well.
    pub fn by_name(name: &str) -> Option<Draft> {
        let plain = |name: &str| {
            let name = name.strip_prefix("draft").unwrap_or(name);
            name.trim_start_matches(['-', '0']).to_owned()
        };
        let mut all = Draft::ALL.iter().copied();
        all.find(|draft| plain(draft.as_str()) == plain(name))
    }

    /// The URI of its meta-schema, without an empty fragment.
    pub fn uri(self) -> &'static str {
        match self {
            Draft::Draft4 => "http://json-schema.org/draft-04/schema",
            Draft::Draft6 => "http://json-schema.org/draft-06/schema",
            Draft::Draft7 => "http://json-schema.org/draft-07/schema",
            Draft::Draft201909 => "https://json-schema.org/draft/2019-09/schema",
            Draft::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
            Draft::V1 => "https://json-schema.org/v1",
        }
    }

    /// The release whose meta-schema this URI names; without a fragment, with either
    /// scheme.
    pub fn by_uri(uri: &str) -> Option<Draft> {
        let plain = |uri: &str| {
            let uri = uri.trim_end_matches('#');
            let uri = uri.split_once("://").map_or(uri, |(_, rest)| rest);
            uri.trim_end_matches('/').to_owned()
        };
        // The `$id` of the meta-schema of v1, which `$schema` names without the year.
        let uri = match plain(uri) {
            uri if uri == "json-schema.org/v1/2026" => plain(Draft::V1.uri()),
            uri => uri,
        };
        let mut all = Draft::ALL.iter().copied();
        all.find(|draft| plain(draft.uri()) == uri)
    }
}

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
