//! Texts of schemas as Markdown (GitHub Flavored Markdown), in which none of them is markup.

use exactschema_frontend::text::is_invisible;

/// A row of a table. A bar in a cell is no end of it.
#[must_use]
pub fn row(cells: &[String]) -> String {
    let mut row = "|".to_owned();
    for cell in cells {
        row.push(' ');
        let mut before = ' ';
        for c in cell.chars() {
            if c == '|' && before != '\\' {
                row.push('\\');
            }
            row.push(if c == '\n' { ' ' } else { c });
            before = c;
        }
        row.push_str(" |");
    }
    row
}

/// A text as code, in a paragraph or in a [`row`]. What is not seen is shown by its code
/// point.
#[must_use]
pub fn code(text: &str) -> String {
    if text.is_empty() {
        return "\"\"".to_owned();
    }
    let text = visible(text);
    // A span ends at as many backticks as it began with.
    let fence = "`".repeat(1 + longest_run(&text));
    match fence.len() {
        // In a row a backslash before a bar is never shown, and spaces at both ends would
        // be stripped.
        _ if text.contains("\\|") || text.trim() != text => {
            format!("<code>{}</code>", entities(&text))
        }
        1 => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// The greatest number of successive backticks.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// A sentence that quotes names or values: it is code where a renderer could take
/// anything in it for markup, a link, or the mention of a person, an issue or a commit.
#[must_use]
pub fn sentence(text: &str) -> String {
    let is_harmless = |c: char| c.is_alphabetic() || c.is_ascii_digit() || " \"(),;/=".contains(c);
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let is_commit = |word: &str| word.len() >= 7 && word.bytes().all(|b| b.is_ascii_hexdigit());
    match text.chars().all(is_harmless) && !words.any(is_commit) {
        true => text.to_owned(),
        false => code(text),
    }
}

/// A description. Backticks may mark code; whatever else Markdown, HTML or rustdoc would
/// take for markup is escaped.
pub(crate) fn prose(description: &str) -> String {
    let lines = description.lines();
    let lines = lines.map(|line| escaped(line, &|code| format!("`{code}`")));
    lines.collect::<Vec<_>>().join("\n")
}

/// A description in the cell of a table.
pub(crate) fn cell(description: &str) -> String {
    let lines = description.lines().map(|line| escaped(line, &code));
    let lines = lines.collect::<Vec<_>>().join(" ");
    match lines.trim().is_empty() {
        true => String::new(),
        false => lines,
    }
}

fn escaped(line: &str, code: &dyn Fn(&str) -> String) -> String {
    let line = line.trim_start();
    let line: String = line
        .chars()
        .map(|c| if is_invisible(c) { ' ' } else { c })
        .collect();
    let is_paired = line.matches('`').count().is_multiple_of(2) && !line.contains("``");
    if !is_paired {
        return plain(&line, true);
    }
    let pieces = line.split('`').enumerate();
    let pieces = pieces.map(|(index, piece)| match index % 2 {
        0 => plain(piece, index == 0),
        _ => code(piece),
    });
    pieces.collect()
}

/// A piece of a line in which nothing is markup.
fn plain(piece: &str, begins_line: bool) -> String {
    let mut text = String::new();
    let mut linked = 0;
    for (index, c) in piece.char_indices() {
        let before = &piece[..index];
        if let Some(url) = url(before, &piece[index..]).filter(|_| index >= linked) {
            text += &format!("<{url}>");
            linked = index + url.len();
        }
        if index < linked {
            continue;
        }
        let is_numbered = || begins_line && index > 0 && before.bytes().all(|b| b.is_ascii_digit());
        let is_markup = match c {
            '#' | '+' | '-' | '=' | '~' => begins_line && index == 0,
            '`' | '\\' | '<' | '>' | '[' | ']' | '*' | '_' | '|' | '&' => true,
            '.' | ')' => is_numbered(),
            ':' => piece[index..].starts_with("://"),
            _ => false,
        };
        if is_markup {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// The address of a page that a text begins with, if no word goes on with it.
fn url<'a>(before: &str, text: &'a str) -> Option<&'a str> {
    let schemes = ["https://", "http://"];
    let scheme = schemes.iter().find(|scheme| text.starts_with(**scheme))?;
    let is_of_url = |c: char| c.is_ascii_graphic() && !"<>\"'`|()[]{}\\^*".contains(c);
    let end = text.find(|c| !is_of_url(c)).unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let is_word = before.ends_with(char::is_alphanumeric) || url.len() == scheme.len();
    (!is_word).then_some(url)
}

fn visible(text: &str) -> String {
    let mut visible = String::new();
    for c in text.chars() {
        match is_invisible(c) || c.is_control() {
            true => visible.extend(c.escape_default()),
            false => visible.push(c),
        }
    }
    visible
}

/// A text in HTML of which Markdown sees no punctuation.
fn entities(text: &str) -> String {
    let mut escaped = String::new();
    for (index, c) in text.char_indices() {
        let is_outer = index == 0 || index + c.len_utf8() == text.len();
        match c {
            c if c.is_ascii_punctuation() && !",;=%?/-\"'".contains(c) => {
                escaped += &format!("&#{};", u32::from(c))
            }
            ' ' if is_outer => escaped += "&#32;",
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{cell, code, prose, row, sentence};

    #[test]
    fn code_is_what_it_shows() {
        for (text, expected) in [
            ("__init__", "`__init__`"),
            ("<none>", "`<none>`"),
            ("@someone", "`@someone`"),
            (r"a\b\", r"`a\b\`"),
            (r"^a\|b$", "<code>&#94;a&#92;&#124;b&#36;</code>"),
            ("a`b", "`` a`b ``"),
            ("a|b", "`a|b`"),
            (" a", "<code>&#32;a</code>"),
            ("", "\"\""),
            ("a\nb\u{202e}", r"`a\nb\u{202e}`"),
        ] {
            assert_eq!(code(text), expected);
        }
    }

    #[test]
    fn sentences_are_words_or_code() {
        let plain = "the property \"a\" (array of string) is declared, and was not";
        assert_eq!(sentence(plain), plain);
        for text in [
            "a @someone",
            "a #12",
            "GH-12",
            "www.example.org",
            "http://example.org",
            "*a*",
            "a_b_c",
            "[a](b)",
            "<b>",
            "at 0123abcd",
            "&amp;",
        ] {
            assert_eq!(sentence(text), format!("`{text}`"));
        }
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(
            prose("plain, (text); it's 5% `a[0]`."),
            "plain, (text); it's 5% `a[0]`."
        );
        assert_eq!(prose("a[0] <b> ``` x_y"), r"a\[0\] \<b\> \`\`\` x\_y");
        assert_eq!(prose("    # title\n\n- item"), "\\# title\n\n\\- item");
        assert_eq!(
            prose("see https://example.com"),
            "see <https://example.com>"
        );
        assert_eq!(
            row(&[cell("one | two\n`a|b` `a\\|b`"), code("a|b")]),
            r"| one \| two `a\|b` <code>a&#92;&#124;b</code> | `a\|b` |"
        );
    }
}
