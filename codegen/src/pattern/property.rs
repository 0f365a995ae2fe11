//! Unicode properties (ECMA-262 §22.2.1, `UnicodePropertyValueExpression`).
//!
//! `regex-syntax` knows their characters, but takes names in any spelling, so the
//! legal ones are listed here. A legal one that it does not know is refused.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

use super::Unsupported;
use super::parse::Parser;

/// Values of `General_Category`, in both spellings.
pub(super) const CATEGORIES: &str = "
    C Other Cc Control cntrl Cf Format Cn Unassigned Co Private_Use Cs Surrogate
    L Letter LC Cased_Letter Ll Lowercase_Letter Lm Modifier_Letter Lo Other_Letter
    Lt Titlecase_Letter Lu Uppercase_Letter M Mark Combining_Mark Mc Spacing_Mark
    Me Enclosing_Mark Mn Nonspacing_Mark N Number Nd Decimal_Number digit
    Nl Letter_Number No Other_Number P Punctuation punct Pc Connector_Punctuation
    Pd Dash_Punctuation Pe Close_Punctuation Pf Final_Punctuation
    Pi Initial_Punctuation Po Other_Punctuation Ps Open_Punctuation S Symbol
    Sc Currency_Symbol Sk Modifier_Symbol Sm Math_Symbol So Other_Symbol
    Z Separator Zl Line_Separator Zp Paragraph_Separator Zs Space_Separator";

/// Properties without a value (table 69), in both spellings.
pub(super) const BINARY: &str = "
    ASCII AHex ASCII_Hex_Digit Alpha Alphabetic Any Assigned Bidi_C Bidi_Control
    Bidi_M Bidi_Mirrored CI Case_Ignorable Cased CWCF Changes_When_Casefolded
    CWCM Changes_When_Casemapped CWKCF Changes_When_NFKC_Casefolded CWL
    Changes_When_Lowercased CWT Changes_When_Titlecased CWU Changes_When_Uppercased
    Dash DI Default_Ignorable_Code_Point Dep Deprecated Dia Diacritic Emoji EComp
    Emoji_Component EMod Emoji_Modifier EBase Emoji_Modifier_Base EPres
    Emoji_Presentation ExtPict Extended_Pictographic Ext Extender Gr_Base
    Grapheme_Base Gr_Ext Grapheme_Extend Hex Hex_Digit IDSB IDS_Binary_Operator
    IDST IDS_Trinary_Operator IDC ID_Continue IDS ID_Start Ideo Ideographic Join_C
    Join_Control LOE Logical_Order_Exception Lower Lowercase Math NChar
    Noncharacter_Code_Point Pat_Syn Pattern_Syntax Pat_WS Pattern_White_Space QMark
    Quotation_Mark Radical RI Regional_Indicator STerm Sentence_Terminal SD
    Soft_Dotted Term Terminal_Punctuation UIdeo Unified_Ideograph Upper Uppercase VS
    Variation_Selector space White_Space XIDC XID_Continue XIDS XID_Start";

/// Long names of scripts; the short ones have four letters.
const SCRIPTS: &str = "
    Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum
    Bassa_Vah Batak Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid
    Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian
    Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari
    Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Garay
    Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi
    Gurung_Khema Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana
    Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese
    Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khmer
    Khojki Khudawadi Kirat_Rai Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian
    Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi
    Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs
    Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari
    New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Ol_Onal
    Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian
    Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong
    Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan
    Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng
    Soyombo Sundanese Sunuwar Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham
    Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta
    Todhri Toto Tulu_Tigalari Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi
    Zanabazar_Square";

/// The property in braces that comes next.
pub(super) fn named(parser: &mut Parser<'_>) -> Result<ClassUnicode, Unsupported> {
    let braced = parser.take("{").then(|| parser.take_until('}')).flatten();
    let Some(name) = braced else {
        return Err(parser.invalid("no property in braces follows `\\p`"));
    };
    let query = match name.split_once('=') {
        None if lists(BINARY, name) => name.to_owned(),
        // Some names mean a property to `regex-syntax` unless they are asked for so.
        None if lists(CATEGORIES, name) => format!("gc={name}"),
        Some(("General_Category" | "gc", value)) if lists(CATEGORIES, value) => name.to_owned(),
        Some(("Script" | "sc" | "Script_Extensions" | "scx", value)) if is_script(value) => {
            name.to_owned()
        }
        _ => return Err(parser.invalid(&format!("`{name}` is no property"))),
    };
    characters(&query)
        .ok_or_else(|| Unsupported::new(format!("the characters of `{name}` are not known")))
}

/// The characters with a property that `regex-syntax` may know.
pub(super) fn characters(query: &str) -> Option<ClassUnicode> {
    let tree = regex_syntax::parse(&format!("\\p{{{query}}}")).ok()?;
    match tree.kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class.clone()),
        // A class of one character is simplified to that character.
        HirKind::Literal(literal) => {
            let c = str::from_utf8(&literal.0).ok()?.chars().next()?;
            Some(ClassUnicode::new([ClassUnicodeRange::new(c, c)]))
        }
        _ => None,
    }
}

fn lists(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|listed| listed == name)
}

/// Whether `regex-syntax` is right to take this for a script, should it do so. It
/// also takes `Is` before any name.
fn is_script(name: &str) -> bool {
    let short = name.len() == 4
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().skip(1).all(|c| c.is_ascii_lowercase())
        && !name.starts_with("Is");
    short || lists(SCRIPTS, name)
}
