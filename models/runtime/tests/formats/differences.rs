//! Where the verdict is not that of the `jsonschema` crate, and by which clause.

use exactschema::runtime::Format;
use unicode_normalization::UnicodeNormalization;

/// The clause by which the verdict on a text may differ.
pub(crate) fn difference(format: Format, text: &str, holds: bool) -> Option<&'static str> {
    match (format, holds) {
        (Format::Iri | Format::IriReference, false) if text.contains(is_bidi_formatting) => {
            Some("RFC 3987 §4.1: IRIs have no bidirectional formatting characters")
        }
        (Format::UriTemplate, false) if text.contains(is_no_literal) => {
            Some("RFC 6570 §2.1: beyond ASCII, literals are `ucschar` and `iprivate`")
        }
        (Format::Duration, true) if text.contains(|c: char| c.is_ascii_lowercase()) => {
            Some("RFC 5234 §2.3: a literal stands for either case")
        }
        (Format::IdnEmail, false) if has_quoted_pair(text) => {
            Some("RFC 6531 §3.3: `quoted-pairSMTP` is that of RFC 5321, ASCII")
        }
        (Format::Email | Format::IdnEmail, _) if mailbox(text, holds).is_some() => {
            mailbox(text, holds)
        }
        (Format::IdnEmail | Format::IdnHostname, false) if has_mapped_label(text) => {
            Some("RFC 5892 §2.2: what a mapping would change is no U-label (RFC 5891 §4.1)")
        }
        (Format::IdnEmail | Format::IdnHostname | Format::Hostname, _) => label(text),
        _ => None,
    }
}

/// Differences in what RFC 5321 §4.1.2 has before the @.
fn mailbox(text: &str, holds: bool) -> Option<&'static str> {
    let is_quoted = text.starts_with('"');
    match holds {
        false if text.contains(" <") => Some("§4.1.2: `Mailbox` has no name before it"),
        false if is_quoted && text.contains('\t') => Some("§4.1.2: `qtextSMTP` has no tab"),
        true if is_quoted && text.contains("\\ ") => Some("§4.1.2: `quoted-pairSMTP` has a space"),
        true if is_quoted && text.contains(" <") => Some("§4.1.2: `qtextSMTP` has a space and <"),
        _ => None,
    }
}

/// Differences in the code points that depend on others: RFC 5892 appendix A.
fn label(text: &str) -> Option<&'static str> {
    let rules = [
        (
            '\u{200C}',
            "RFC 5892 §A.1: a virama before it, or letters that join",
        ),
        (
            '\u{200D}',
            "RFC 5892 §A.2: any code point of the class Virama",
        ),
        ('\u{375}', "RFC 5892 §A.4: the script Greek, not the block"),
        (
            '\u{30FB}',
            "RFC 5892 §A.7: the scripts Hiragana, Katakana, Han, not blocks",
        ),
        ('\u{30A0}', "RFC 5892 §2.1: it is no letter"),
    ];
    let labels: String = labels(text).collect();
    let rule = rules.iter().find(|(c, _)| labels.contains(*c));
    rule.map(|(_, clause)| *clause)
}

/// The labels of a domain, decoded.
fn labels(text: &str) -> impl Iterator<Item = String> {
    let domain = text.rsplit('@').next().unwrap_or_default();
    let labels = domain.split(['.', '。', '．', '｡']);
    labels.map(|label| match label.split_at_checked(4) {
        Some(("xn--" | "XN--" | "Xn--" | "xN--", encoded)) if label.is_ascii() => {
            idna::punycode::decode_to_string(encoded).unwrap_or_default()
        }
        _ => label.to_owned(),
    })
}

fn is_bidi_formatting(c: char) -> bool {
    "\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}".contains(c)
}

/// Controls, noncharacters, specials, and the plane of tags.
fn is_no_literal(c: char) -> bool {
    let is_noncharacter = u32::from(c) & 0xFFFE == 0xFFFE;
    let is_excluded = matches!(
        c,
        '\u{80}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    );
    is_noncharacter || is_excluded
}

/// Whether a character beyond ASCII follows a backslash.
fn has_quoted_pair(text: &str) -> bool {
    let mut after = text.split('\\').skip(1);
    after.any(|rest| rest.starts_with(|c: char| !c.is_ascii()))
}

/// Whether UTS 46, by which the crate goes, changes a label with characters beyond
/// ASCII before it looks at it.
fn has_mapped_label(text: &str) -> bool {
    labels(text).any(|label| {
        let mapped = label
            .nfkc()
            .flat_map(char::to_uppercase)
            .flat_map(char::to_lowercase);
        let is_changed = mapped.nfkc().ne(label.chars());
        let is_dropped = |c: char| matches!(c, '\u{AD}' | '\u{34F}' | '\u{E0100}');
        let is_cherokee = |c: char| matches!(c, '\u{13A0}'..='\u{13FD}' | '\u{AB70}'..='\u{ABBF}');
        let is_jamo = |c: char| matches!(c, '\u{1100}'..='\u{11FF}');
        !label.is_ascii()
            && (is_changed || label.contains(|c| is_dropped(c) || is_cherokee(c) || is_jamo(c)))
    })
}

/// A difference that is none any more should be dropped.
#[test]
fn differences_are_differences() {
    let witnesses = [
        (Format::Iri, "a:\u{200E}", false),
        (Format::IriReference, "\u{202E}", false),
        (Format::UriTemplate, "\u{85}", false),
        (Format::UriTemplate, "\u{FDD0}", false),
        (Format::UriTemplate, "\u{E0001}", false),
        (Format::Duration, "p1dt2h", true),
        (Format::IdnEmail, "\"\\é\"@b", false),
        (Format::Email, "a <b@c>", false),
        (Format::Email, "\"a\tb\"@c", false),
        (Format::Email, "\"a\\ b\"@c", true),
        (Format::Email, "\"a <b\"@c", true),
        (Format::IdnHostname, "Bücher", false),
        (Format::IdnHostname, "cafe\u{301}", false),
        (Format::IdnHostname, "ａ", false),
        (Format::IdnHostname, "a\u{AD}b", false),
        (Format::IdnHostname, "Ꭰᄀ", false),
        (Format::IdnHostname, "々・", true),
        (Format::Hostname, "xn--u6j71a", true),
        (Format::Hostname, "xn--a-sgn", false),
    ];
    for (format, text, holds) in witnesses {
        assert_eq!(format.holds(text), holds, "{format:?} {text:?}");
        assert!(
            difference(format, text, holds).is_some(),
            "{format:?} {text:?}"
        );
        let judge = crate::differential::judge(format).unwrap();
        assert_eq!(judge.is_valid(&text.into()), !holds, "{format:?} {text:?}");
    }
}
