use snapbox::{assert_data_eq, str};

use super::super::fixture::{write_sample, written};
use super::window::Window;
use super::{Layout, Style, Text};

#[test]
fn lines() {
    let text = written(|out| {
        write_sample(&mut Text::new(
            out,
            "schema/export-session.schema.json",
            Style::plain(),
            Layout::Lines,
        ));
    });
    assert_data_eq!(
        text,
        str![[r#"
exports/a b,c:d.json:3:11: /title: expected a string, found null [type] at schema/export-session.schema.json:12
exports/a b,c:d.json:3:17: /id: found a duplicate key [duplicate-key]
exports/a b,c:d.json:1:1: warning: the document: 100% of, this: is unusual/u{1b}[2J [unknown-property]
exports/a b,c:d.json: 1 more problem and 1 more warning not shown (--max-problems 5)
archive.jsonl:22:11: /title: expected a string, found null [type] at schema/export-session.schema.json:12
archive.jsonl:22:17: /id: found a duplicate key [duplicate-key]
archive.jsonl:20:1: warning: the document: 100% of, this: is unusual/u{1b}[2J [unknown-property]
archive.jsonl: document 17: 1 more problem and 1 more warning not shown (--max-problems 5)

"#]]
    );
}

#[test]
fn snippets() {
    let layout = Layout::Snippets { width: 60 };
    let text = written(|out| {
        write_sample(&mut Text::new(
            out,
            "schema/export-session.schema.json",
            Style::plain(),
            layout,
        ));
    });
    assert_data_eq!(
        text,
        str![[r#"
error[type]: expected a string, found null
  --> exports/a b,c:d.json:3:11 at /title
   |
 3 |     "title": null, "id": 7
   |              ^^^^
   = schema/export-session.schema.json:12 /properties/title/type

error[duplicate-key]: found a duplicate key
  --> exports/a b,c:d.json:3:17 at /id
   |
 3 |     "title": null, "id": 7
   |                    ^^^^
  ::: exports/a b,c:d.json:2:3
   |
 2 |   "id": "s1",
   |   ---- the first one

warning[unknown-property]: 100% of, this: is unusual/u{1b}[2J
  --> exports/a b,c:d.json:1:1 at the document
   |
 1 | {
   | ^

exports/a b,c:d.json: 1 more problem and 1 more warning not shown (--max-problems 5)

error[type]: expected a string, found null
  --> archive.jsonl:22:11 at /title
   |
22 |     "title": null, "id": 7
   |              ^^^^
   = schema/export-session.schema.json:12 /properties/title/type

error[duplicate-key]: found a duplicate key
  --> archive.jsonl:22:17 at /id
   |
22 |     "title": null, "id": 7
   |                    ^^^^
  ::: archive.jsonl:21:3
   |
21 |   "id": "s1",
   |   ---- the first one

warning[unknown-property]: 100% of, this: is unusual/u{1b}[2J
  --> archive.jsonl:20:1 at the document
   |
20 | {
   | ^

archive.jsonl: document 17: 1 more problem and 1 more warning not shown (--max-problems 5)


"#]]
    );
}

/// The window on the first `value` of the text.
fn window(text: &str, value: &str, width: usize) -> Window {
    let start = text.find(value).unwrap();
    Window::new(text.as_bytes(), start..start + value.len(), width)
}

/// The line and the marks.
fn drawn(window: &Window) -> String {
    let Window {
        before,
        value,
        after,
    } = window;
    let (indent, marks) = (window.indent(), "^".repeat(window.marks()));
    format!("{before}{value}{after}\n{:indent$}{marks}\n", "")
}

#[test]
fn a_short_line_is_whole() {
    let window = window("{\r\n  \"a\": null, \"b\": 1\r\n}", "null", 40);
    assert_data_eq!(
        drawn(&window),
        str![[r#"
  "a": null, "b": 1
       ^^^^

"#]]
    );
}

#[test]
fn a_long_line_is_cut_around_the_value() {
    let text = format!(
        "{}, \"a\": null, {}",
        "x".repeat(1_000_000),
        "y".repeat(1_000_000)
    );
    assert_data_eq!(
        drawn(&window(&text, "null", 40)),
        str![[r#"
…xxxxxxxxxxxxxxxx, "a": null, yyyyyyyyy…
                        ^^^^

"#]]
    );
    assert_data_eq!(
        drawn(&window(&text, "xxx", 40)),
        str![[r#"
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
^^^

"#]]
    );
    let start = text.len() - 1;
    let end = Window::new(text.as_bytes(), start..start + 1, 40);
    assert_data_eq!(
        drawn(&end),
        str![[r#"
…yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
                                       ^

"#]]
    );
}

#[test]
fn a_long_value_is_cut() {
    let text = format!("[1, \"{}\", 2]", "x".repeat(1_000_000));
    let value = &text[4..text.len() - 4];
    assert_data_eq!(
        drawn(&window(&text, value, 40)),
        str![[r#"
[1, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

"#]]
    );
}

#[test]
fn of_a_value_with_several_lines_the_beginning_is_marked() {
    let window = window(
        "{\n  \"a\": {\n    \"b\": 1\n  }\n}",
        "{\n    \"b\": 1\n  }",
        40,
    );
    assert_data_eq!(
        drawn(&window),
        str![[r#"
  "a": {
       ^

"#]]
    );
}

#[test]
fn marks_stay_under_wide_characters_and_tabs() {
    let window = window("\t\t\"日本語 🦀 e\u{301}\": null", "null", 40);
    assert_data_eq!(
        drawn(&window),
        str![[r#"
        "日本語 🦀 é": null
                       ^^^^

"#]]
    );
}

#[test]
fn nothing_moves_the_cursor() {
    let text =
        "\"\u{1b}[2J\u{202e}\u{2028}\u{feff}\u{85}\u{7f}\u{8}\r\u{200f}\": null, \"\u{9b}1A\"";
    assert_data_eq!(
        drawn(&window(text, "null", 100)),
        str![[r#"
"/u{1b}[2J/u{202e}/u{2028}/u{feff}/u{85}/u{7f}/u{8}/u{d}/u{200f}": null, "/u{9b}1A"
                                                                   ^^^^

"#]]
    );
}

#[test]
fn what_is_missing_is_marked_where_it_is_missing() {
    let text = b"{\"a\": 1\n";
    assert_data_eq!(
        drawn(&Window::new(text, 7..7, 40)),
        str![[r#"
{"a": 1
       ^

"#]]
    );
    assert_data_eq!(
        drawn(&Window::new(text, 7..8, 40)),
        str![[r#"
{"a": 1
       ^

"#]]
    );
    assert_data_eq!(
        drawn(&Window::new(text, 8..8, 40)),
        str![[r#"

^

"#]]
    );
    assert_data_eq!(
        drawn(&Window::new(b"", 0..0, 40)),
        str![[r#"

^

"#]]
    );
}

#[test]
fn bytes_that_are_no_text_are_marked() {
    let window = Window::new(b"\"a\x80\", 1", 2..3, 40);
    assert_eq!(window.value, "\u{fffd}");
    assert_eq!(window.marks(), 1);
}

#[test]
fn any_place_in_any_bytes_has_a_window_that_fits() {
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..2_000 {
        let pieces = ["a", "\n", "\t", "日", "🦀", "\u{1b}", "\"", "e\u{301}"];
        let mut text: Vec<u8> = std::iter::repeat_with(|| random.choice(pieces))
            .take(200)
            .flatten()
            .flat_map(str::bytes)
            .collect();
        let broken = random.usize(..text.len());
        text[broken] = 0xff;
        let start = random.usize(..text.len() + 10);
        let end = random.usize(..text.len() + 10);
        let window = Window::new(&text, start..end, 30);
        let shown = drawn(&window);
        assert!(!shown.contains(['\u{1b}', '\t']), "{shown}");
        let line = shown.lines().next().unwrap_or_default();
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 30, "{line}");
    }
}
