//! Lines of a text around something in it.

use std::borrow::Cow;
use std::ops::Range;

use maud::{Markup, html};

/// The number of bytes of a line that are shown on each side of what is marked.
const AROUND: usize = 120;

/// The number of bytes that are marked at most.
const MARKED: usize = 400;

/// A text whose control characters can be seen, but for tabs and line ends, also those that turn
/// text around. The colours of terminals (ECMA-48 §8.3.117) are left out.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = match colour(rest) {
            Some(length) => &rest[length..],
            None => {
                match is_invisible(c) {
                    true => shown.push_str(&picture(c)),
                    false => shown.push(c),
                }
                &rest[c.len_utf8()..]
            }
        };
    }
    Cow::Owned(shown)
}

/// Whether a character is seen by what it does alone.
fn is_invisible(c: char) -> bool {
    let turns = matches!(
        c,
        '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    );
    turns || c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

/// Unicode has a picture of each control character of ASCII (U+2400 to U+2421).
fn picture(c: char) -> String {
    match u32::from(c) {
        0x7f => '\u{2421}'.to_string(),
        code @ ..0x20 => char::from_u32(0x2400 + code).unwrap_or(c).to_string(),
        code => format!("\\u{{{code:x}}}"),
    }
}

/// The length of the sequence for a colour that a text begins with.
fn colour(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let rest = parameters.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    Some(text.len() - rest.strip_prefix('m')?.len())
}

/// The line in which a range of a text begins, with its number and the range marked, between the
/// lines before and after; what is long is cut. `first` is the number of the text's first line.
pub fn excerpt(text: &[u8], range: Range<usize>, first: usize) -> Markup {
    let start = range.start.min(text.len());
    let line = line_at(text, start);
    let number = first + text[..start].iter().filter(|byte| **byte == b'\n').count();
    let end = range.end.clamp(start, line.end);
    let (marked_end, is_cut) = match end - start > MARKED {
        true => (start + MARKED, true),
        false => (end, false),
    };
    let before = line.start.max(start.saturating_sub(AROUND));
    let after = line.end.min(end.saturating_add(AROUND)).max(end);
    let previous = line.start.checked_sub(1).map(|at| line_at(text, at));
    let next = (line.end < text.len()).then(|| line_at(text, line.end + 1));
    let next = next.filter(|next| !next.is_empty());
    html! {
        pre.excerpt {
            @if let Some(previous) = previous {
                (whole(text, previous, number - 1))
            }
            span.number { (number) }
            @if before > line.start { "…" }
            (lossy(&text[before..start]))
            mark { (lossy(&text[start..marked_end])) @if is_cut { "…" } }
            @if !is_cut { (lossy(&text[end..after])) @if after < line.end { "…" } }
            "\n"
            @if let Some(next) = next {
                (whole(text, next, number + 1))
            }
        }
    }
}

/// As [`excerpt`], of the line with a number, counted from 1.
pub fn line_excerpt(text: &[u8], number: usize) -> Markup {
    let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let mut starts = ends.map(|(at, _)| at + 1);
    let start = match number {
        0 | 1 => Some(0),
        _ => starts.nth(number - 2),
    };
    let line = line_at(text, start.unwrap_or(text.len()));
    let indent = text[line.clone()].iter();
    let indent = indent.take_while(|byte| byte.is_ascii_whitespace()).count();
    excerpt(text, line.start + indent..line.end, 1)
}

/// A line without a mark.
fn whole(text: &[u8], line: Range<usize>, number: usize) -> Markup {
    let end = line.end.min(line.start + AROUND);
    html! {
        span.number { (number) }
        (lossy(&text[line.start..end]))
        @if end < line.end { "…" }
        "\n"
    }
}

/// The line that a place is in, without its end.
fn line_at(text: &[u8], at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let is_end = |byte: &u8| *byte == b'\n';
    let start = text[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
    let length = text[at..].iter().position(is_end);
    start..length.map_or(text.len(), |length| at + length)
}

fn lossy(bytes: &[u8]) -> String {
    visible(&String::from_utf8_lossy(bytes)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, range: Range<usize>) -> String {
        let markup = excerpt(text.as_bytes(), range, 1).into_string();
        let markup = markup
            .replace("<span class=\"number\">", "")
            .replace("</span>", "|");
        markup
            .replace("<pre class=\"excerpt\">", "")
            .replace("</pre>", "")
    }

    #[test]
    fn the_line_is_between_its_neighbours() {
        assert_eq!(
            shown("{\n  \"a\": 1\n}", 9..10),
            "1|{\n2|  &quot;a&quot;: <mark>1</mark>\n3|}\n"
        );
        assert_eq!(shown("<b>", 0..3), "1|<mark>&lt;b&gt;</mark>\n");
        assert_eq!(shown("", 0..0), "1|<mark></mark>\n");
        assert_eq!(shown("[\n", 2..2), "1|[\n2|<mark></mark>\n");
        assert_eq!(shown("{\n}\n", 0..3), "1|<mark>{</mark>\n2|}\n");
    }

    #[test]
    fn colours_are_left_out() {
        assert_eq!(
            visible("\u{1b}[31;1mred\u{1b}[0m\u{1b}[2J\u{1b}[\0\tx\r\n"),
            "red␛[2J␛[␀\tx\r\n"
        );
        assert_eq!(
            visible("a\u{85}b\u{202e}c\u{2067}d\u{7f}é"),
            r"a\u{85}b\u{202e}c\u{2067}d␡é"
        );
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("{}x{}", "a".repeat(10_000), "b".repeat(10_000));
        let line = shown(&text, 10_000..10_001);
        assert!(
            line.len() < 300 && line.contains("a<mark>x</mark>b"),
            "{line}"
        );
        assert!(shown(&text, 0..text.len()).len() < 500);
    }
}
