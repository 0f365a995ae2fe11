//! Dialects: the keywords that a schema may use, and whether formats are asserted.

use std::collections::HashMap;
use std::sync::LazyLock;

use exactschema::schema::keyword::FACTS;
use exactschema::schema::{Draft, Facts, Vocabulary};

/// The facts of all keywords by name, one for each group of releases: a large schema asks
/// for them often.
static BY_NAME: LazyLock<HashMap<&str, Vec<&Facts>>> = LazyLock::new(|| {
    let mut by_name: HashMap<&str, Vec<&Facts>> = HashMap::new();
    for facts in FACTS {
        by_name.entry(facts.name).or_default().push(facts);
    }
    by_name
});

/// A release, reduced to the vocabularies that a meta-schema lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) draft: Draft,
    /// A bit for each vocabulary.
    vocabularies: u8,
    /// Whether formats assert.
    pub(super) asserts_formats: bool,
    /// Whether it has the formats of the OpenAPI registry.
    pub(super) has_registry: bool,
}

impl Dialect {
    /// The dialect of a release's own meta-schema.
    pub(super) fn of(draft: Draft) -> Self {
        Dialect {
            draft,
            vocabularies: u8::MAX,
            // The settings of the evaluator decide.
            asserts_formats: false,
            has_registry: false,
        }
    }

    /// The dialect of the schemas of OpenAPI 3.1 and later by its URI: 2020-12 with the
    /// formats of a registry (OpenAPI 3.1 §4.8.24).
    pub(super) fn of_openapi(uri: &str) -> Option<Self> {
        let rest = uri.strip_prefix("https://spec.openapis.org/oas/3.")?;
        let (_, name) = rest.split_once('/')?;
        name.starts_with("dialect/").then(|| Dialect {
            has_registry: true,
            ..Dialect::of(Draft::Draft202012)
        })
    }

    /// The dialect without vocabularies but Core, which none can be without.
    pub(super) fn bare(draft: Draft) -> Self {
        Dialect {
            draft,
            vocabularies: bit(Vocabulary::Core),
            asserts_formats: false,
            has_registry: false,
        }
    }

    /// Adds the vocabulary with a URI; whether it is known.
    pub(super) fn add(&mut self, uri: &str, is_required: bool) -> bool {
        let rest = uri.strip_prefix("https://json-schema.org/draft/");
        let Some((release, name)) = rest.and_then(|rest| rest.split_once("/vocab/")) else {
            return false;
        };
        let known: &[Vocabulary] = match (release, name) {
            (_, "core") => &[Vocabulary::Core],
            // 2019-09 has the unevaluated keywords among the applicators.
            ("2019-09", "applicator") => &[Vocabulary::Applicator, Vocabulary::Unevaluated],
            (_, "applicator") => &[Vocabulary::Applicator],
            ("2020-12", "unevaluated") => &[Vocabulary::Unevaluated],
            (_, "validation") => &[Vocabulary::Validation],
            (_, "meta-data") => &[Vocabulary::MetaData],
            (_, "content") => &[Vocabulary::Content],
            ("2019-09", "format") | ("2020-12", "format-annotation" | "format-assertion") => {
                &[Vocabulary::Format]
            }
            _ => return false,
        };
        for vocabulary in known {
            self.vocabularies |= bit(*vocabulary);
        }
        // 2019-09 asserts formats where the vocabulary is required (its Validation §7.2);
        // 2020-12 has a vocabulary for it.
        self.asserts_formats |= name == "format-assertion" || (name == "format" && is_required);
        true
    }

    /// The facts of a keyword; `None` where the dialect does not define it.
    pub(super) fn facts(self, name: &str) -> Option<&'static Facts> {
        let mut releases = BY_NAME.get(name)?.iter();
        let facts = releases.find(|facts| (facts.since..=facts.until).contains(&self.draft))?;
        (self.vocabularies & bit(facts.vocabulary) != 0).then_some(facts)
    }

    /// The name of the keyword that gives a schema its URI.
    pub(super) fn id(self) -> &'static str {
        match self.draft {
            Draft::Draft4 => "id",
            _ => "$id",
        }
    }

    /// Whether a reference hides all keywords beside it (until draft 7).
    pub(super) fn references_stand_alone(self) -> bool {
        self.draft <= Draft::Draft7
    }

    /// Whether a boolean is allowed at a keyword that takes a schema.
    pub(super) fn allows_boolean(self, keyword: &str) -> bool {
        self.draft > Draft::Draft4 || matches!(keyword, "additionalItems" | "additionalProperties")
    }
}

fn bit(vocabulary: Vocabulary) -> u8 {
    let index = match vocabulary {
        Vocabulary::Core => 0,
        Vocabulary::Applicator => 1,
        Vocabulary::Unevaluated => 2,
        Vocabulary::Validation => 3,
        Vocabulary::Format => 4,
        Vocabulary::Content => 5,
        Vocabulary::MetaData => 6,
    };
    1 << index
}
