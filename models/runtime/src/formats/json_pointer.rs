//! `json-pointer` and `relative-json-pointer`.

/// Whether the text is a JSON Pointer in its string representation (RFC 6901 §3 and
/// §5), as in `/a/0`. The one for URI fragments (§6), with its `#`, is none.
pub(super) fn is_json_pointer(text: &str) -> bool {
    text.is_empty() || (text.starts_with('/') && are_escaped(text))
}

/// `escaped`: `0` or `1` follows each tilde.
fn are_escaped(text: &str) -> bool {
    let mut after_tildes = text.split('~').skip(1);
    after_tildes.all(|rest| rest.starts_with(['0', '1']))
}

/// Whether the text is a relative JSON Pointer, as in `1/a` or `0#`:
/// draft-handrews-relative-json-pointer-01 §3. The draft after it, which no release
/// refers to, adds steps to a neighbour, as in `0+1`.
pub(super) fn is_relative_json_pointer(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    is_non_negative_integer(number) && (rest == "#" || is_json_pointer(rest))
}

/// `non-negative-integer`, of digits: none but zero begins with a zero.
fn is_non_negative_integer(digits: &str) -> bool {
    digits == "0" || !digits.is_empty() && !digits.starts_with('0')
}
