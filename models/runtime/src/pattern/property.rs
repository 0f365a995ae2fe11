//! The names of Unicode properties (ECMA-262 §22.2.1, `UnicodePropertyValueExpression`,
//! tables 66 to 68), as of Unicode 16. Their spelling is exact; their characters are known to
//! the compiler of patterns.

use super::syntax::{Parser, SyntaxError};

/// Values of `General_Category`, in both spellings.
pub const CATEGORIES: &str = "
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
pub const BINARY: &str = "
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

/// Values of `Script` and `Script_Extensions`, in both spellings.
pub const SCRIPTS: &str = "
    Adlam Adlm Ahom Anatolian_Hieroglyphs Hluw Arabic Arab Armenian Armn Avestan Avst
    Balinese Bali Bamum Bamu Bassa_Vah Bass Batak Batk Bengali Beng Bhaiksuki Bhks
    Bopomofo Bopo Brahmi Brah Braille Brai Buginese Bugi Buhid Buhd
    Canadian_Aboriginal Cans Carian Cari Caucasian_Albanian Aghb Chakma Cakm Cham
    Cherokee Cher Chorasmian Chrs Common Zyyy Coptic Copt Qaac Cuneiform Xsux Cypriot
    Cprt Cypro_Minoan Cpmn Cyrillic Cyrl Deseret Dsrt Devanagari Deva Dives_Akuru Diak
    Dogra Dogr Duployan Dupl Egyptian_Hieroglyphs Egyp Elbasan Elba Elymaic Elym
    Ethiopic Ethi Garay Gara Georgian Geor Glagolitic Glag Gothic Goth Grantha Gran
    Greek Grek Gujarati Gujr Gunjala_Gondi Gong Gurmukhi Guru Gurung_Khema Gukh Han
    Hani Hangul Hang Hanifi_Rohingya Rohg Hanunoo Hano Hatran Hatr Hebrew Hebr
    Hiragana Hira Imperial_Aramaic Armi Inherited Qaai Zinh Inscriptional_Pahlavi Phli
    Inscriptional_Parthian Prti Javanese Java Kaithi Kthi Kannada Knda Katakana Kana
    Katakana_Or_Hiragana Hrkt Kawi Kayah_Li Kali Kharoshthi Khar Khitan_Small_Script
    Kits Khmer Khmr Khojki Khoj Khudawadi Sind Kirat_Rai Krai Lao Laoo Latin Latn
    Lepcha Lepc Limbu Limb Linear_A Lina Linear_B Linb Lisu Lycian Lyci Lydian Lydi
    Mahajani Mahj Makasar Maka Malayalam Mlym Mandaic Mand Manichaean Mani Marchen
    Marc Masaram_Gondi Gonm Medefaidrin Medf Meetei_Mayek Mtei Mende_Kikakui Mend
    Meroitic_Cursive Merc Meroitic_Hieroglyphs Mero Miao Plrd Modi Mongolian Mong Mro
    Mroo Multani Mult Myanmar Mymr Nabataean Nbat Nag_Mundari Nagm Nandinagari Nand
    New_Tai_Lue Talu Newa Nko Nkoo Nushu Nshu Nyiakeng_Puachue_Hmong Hmnp Ogham Ogam
    Ol_Chiki Olck Ol_Onal Onao Old_Hungarian Hung Old_Italic Ital Old_North_Arabian
    Narb Old_Permic Perm Old_Persian Xpeo Old_Sogdian Sogo Old_South_Arabian Sarb
    Old_Turkic Orkh Old_Uyghur Ougr Oriya Orya Osage Osge Osmanya Osma Pahawh_Hmong
    Hmng Palmyrene Palm Pau_Cin_Hau Pauc Phags_Pa Phag Phoenician Phnx Psalter_Pahlavi
    Phlp Rejang Rjng Runic Runr Samaritan Samr Saurashtra Saur Sharada Shrd Shavian
    Shaw Siddham Sidd SignWriting Sgnw Sinhala Sinh Sogdian Sogd Sora_Sompeng Sora
    Soyombo Soyo Sundanese Sund Sunuwar Sunu Syloti_Nagri Sylo Syriac Syrc Tagalog
    Tglg Tagbanwa Tagb Tai_Le Tale Tai_Tham Lana Tai_Viet Tavt Takri Takr Tamil Taml
    Tangsa Tnsa Tangut Tang Telugu Telu Thaana Thaa Thai Tibetan Tibt Tifinagh Tfng
    Tirhuta Tirh Todhri Todr Toto Tulu_Tigalari Tutg Ugaritic Ugar Unknown Zzzz Vai
    Vaii Vithkuqi Vith Wancho Wcho Warang_Citi Wara Yezidi Yezi Yi Yiii
    Zanabazar_Square Zanb";

/// A property of characters, which some have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// `\p{gc=Lu}`, `\p{Lu}`
    Category(&'static str),
    /// `\p{sc=Grek}`
    Script(&'static str),
    /// `\p{scx=Grek}`
    ScriptExtensions(&'static str),
    /// `\p{Alphabetic}`
    Binary(&'static str),
}

/// The property in braces that comes next.
pub(super) fn parse(parser: &mut Parser<'_>) -> Result<Property, SyntaxError> {
    let begin = parser.at();
    let rest = parser.rest();
    let braced = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let Some((name, _)) = braced else {
        return Err(parser.error("no property in braces follows `\\p`"));
    };
    let property = match name.split_once('=') {
        None => listed(BINARY, name)
            .map(Property::Binary)
            .or_else(|| listed(CATEGORIES, name).map(Property::Category)),
        Some(("General_Category" | "gc", value)) => {
            listed(CATEGORIES, value).map(Property::Category)
        }
        Some(("Script" | "sc", value)) => listed(SCRIPTS, value).map(Property::Script),
        Some(("Script_Extensions" | "scx", value)) => {
            listed(SCRIPTS, value).map(Property::ScriptExtensions)
        }
        Some(_) => None,
    };
    parser.back_to(begin + name.len() + 2);
    property.ok_or_else(|| parser.error_at(begin, &format!("`{name}` is no property")))
}

/// A name as a list has it.
fn listed(names: &'static str, name: &str) -> Option<&'static str> {
    names.split_whitespace().find(|listed| *listed == name)
}
