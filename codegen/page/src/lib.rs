//! The frame and the style of HTML pages for people: one file each, which loads nothing and runs
//! no script.
//!
//! Text is escaped by [`maud`] wherever it is inserted. Beside that, a content security policy
//! forbids scripts, so that no document can run one even if an escape were missing.

use maud::{DOCTYPE, Markup, PreEscaped, html};

mod excerpt;
mod filter;

pub use excerpt::{excerpt, line_excerpt, visible};
pub use filter::{Filter, filters};

/// The beginning of a page, up to its content.
pub fn begin(title: &str) -> Markup {
    html! {
        (DOCTYPE)
        // The end tags of html and body are optional (HTML §13.1.2.4).
        (PreEscaped("<html lang=\"en\"><head>"))
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
        title { (visible(title)) }
        style { (PreEscaped(include_str!("style.css"))) }
        (PreEscaped("</head>\n<body>"))
    }
}

/// The end of a page.
pub fn end() -> Markup {
    html! { (PreEscaped("</body></html>\n")) }
}

/// Numbers with their names, the first things on a page.
pub fn figures<'a>(figures: impl IntoIterator<Item = (&'a str, String)>) -> Markup {
    html! {
        dl.figures {
            @for (name, value) in figures {
                div { dt { (name) } dd { (visible(&value)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        let hostile = "</title><script>alert(1)</script>\u{1b}[2J";
        let page = begin(hostile).into_string() + &end().into_string();
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;\u{241b}[2J"));
        assert!(page.contains("default-src 'none'"));
    }
}
