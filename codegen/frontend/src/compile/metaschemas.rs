//! The meta-schemas of all releases, as text: the specification's own files.

/// A meta-schema, by its URI without a fragment.
macro_rules! files {
    ($($uri:literal $file:literal)*) => {
        &[$(($uri, include_str!(concat!("metaschemas/", $file)))),*]
    };
}

#[rustfmt::skip]
const FILES: &[(&str, &str)] = files! {
    "http://json-schema.org/draft-04/schema" "draft-04.json"
    "http://json-schema.org/draft-06/schema" "draft-06.json"
    "http://json-schema.org/draft-07/schema" "draft-07.json"
    "https://json-schema.org/draft/2019-09/schema" "2019-09/schema.json"
    "https://json-schema.org/draft/2019-09/meta/core" "2019-09/core.json"
    "https://json-schema.org/draft/2019-09/meta/applicator" "2019-09/applicator.json"
    "https://json-schema.org/draft/2019-09/meta/validation" "2019-09/validation.json"
    "https://json-schema.org/draft/2019-09/meta/meta-data" "2019-09/meta-data.json"
    "https://json-schema.org/draft/2019-09/meta/format" "2019-09/format.json"
    "https://json-schema.org/draft/2019-09/meta/content" "2019-09/content.json"
    "https://json-schema.org/draft/2020-12/schema" "2020-12/schema.json"
    "https://json-schema.org/draft/2020-12/meta/core" "2020-12/core.json"
    "https://json-schema.org/draft/2020-12/meta/applicator" "2020-12/applicator.json"
    "https://json-schema.org/draft/2020-12/meta/unevaluated" "2020-12/unevaluated.json"
    "https://json-schema.org/draft/2020-12/meta/validation" "2020-12/validation.json"
    "https://json-schema.org/draft/2020-12/meta/meta-data" "2020-12/meta-data.json"
    "https://json-schema.org/draft/2020-12/meta/format-annotation" "2020-12/format-annotation.json"
    "https://json-schema.org/draft/2020-12/meta/format-assertion" "2020-12/format-assertion.json"
    "https://json-schema.org/draft/2020-12/meta/content" "2020-12/content.json"
    "https://json-schema.org/v1" "v1.json"
    "https://json-schema.org/v1/2026" "v1.json"
};

/// The text of a meta-schema, by its URI without a fragment.
pub(super) fn text(uri: &str) -> Option<&'static str> {
    let mut files = FILES.iter();
    let file = files.find(|(known, _)| *known == uri);
    file.map(|(_, text)| *text)
}
