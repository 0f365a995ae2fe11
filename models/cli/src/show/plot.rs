//! Small plots of a session: when messages were written, tokens, reasoning and tool calls.

use chrono::DateTime;
use exactschema::document::Instance;
use maud::{Markup, html};

use super::message::text;

/// The most bars of a plot; more messages share one.
const BARS: usize = 100;

/// The size of a plot, in its own units.
const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 40.0;

/// All plots for which there are data.
pub(super) fn plots(session: Instance<'_>) -> Markup {
    let messages = || {
        session
            .get("messages")
            .into_iter()
            .flat_map(Instance::elements)
    };
    let reasoning: Vec<f64> = messages()
        .map(|message| number(message, "reasoningDuration"))
        .collect();
    let calls: Vec<f64> = messages()
        .map(|message| {
            message
                .get("toolCalls")
                .map_or(0.0, |calls| calls.elements().count() as f64)
        })
        .collect();
    let content: Vec<f64> = messages()
        .map(|message| {
            message
                .get("content")
                .map_or(0.0, |content| content.source().len() as f64)
        })
        .collect();
    html! {
        div.plots {
            (times(messages()))
            (tokens(number(session, "promptTokens"), number(session, "completionTokens")))
            (bars("Reasoning by message, ms", &reasoning))
            (bars("Tool calls by message", &calls))
            (bars("Length of messages, bytes", &content))
        }
    }
}

/// A number of an object; zero if it has none, or none that a plot could show.
fn number(object: Instance<'_>, name: &str) -> f64 {
    let number = object
        .get(name)
        .and_then(|value| value.source().parse().ok());
    number
        .filter(|number: &f64| number.is_finite() && *number > 0.0)
        .unwrap_or(0.0)
}

/// A point for each message at its time, in a row for its role.
fn times<'d>(messages: impl Iterator<Item = Instance<'d>>) -> Markup {
    let points: Vec<(f64, usize)> = messages.filter_map(point).collect();
    let seconds = || points.iter().map(|(seconds, _)| *seconds);
    let (first, last) = (
        seconds().fold(f64::INFINITY, f64::min),
        seconds().fold(0.0, f64::max),
    );
    if points.len() < 2 || last <= first {
        return html! {};
    }
    // Points at one place are one.
    let mut places: Vec<(usize, usize)> = points
        .iter()
        .map(|(at, row)| {
            (
                ((at - first) / (last - first) * WIDTH).round() as usize,
                *row,
            )
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    let rows = points.iter().map(|(_, row)| row + 1).max().unwrap_or(0);
    let caption = format!(
        "Messages over {}: {}",
        duration(last - first),
        ["user", "assistant", "others"][..rows].join(", ")
    );
    plot(
        &caption,
        html! {
            @for row in 0..rows {
                line x1="0" x2=(WIDTH) y1=(8 + 12 * row) y2=(8 + 12 * row) {}
            }
            @for (x, row) in places {
                @let class = ["first", "second", "third"][row];
                rect class=(class) x=((x as f64 - 0.7).clamp(0.0, WIDTH - 1.4)) y=(4 + 12 * row) width="1.4" height="8" {}
            }
        },
    )
}

/// The time of a message in seconds, and the row of its role.
fn point(message: Instance<'_>) -> Option<(f64, usize)> {
    let time = text(message.get("createdAt")?);
    let time = DateTime::parse_from_rfc3339(&time).ok()?;
    let row = match message.get("role").map(text).as_deref() {
        Some("user") => 0,
        Some("assistant") => 1,
        _ => 2,
    };
    let seconds = time.timestamp() as f64;
    // The zero time of the server is none.
    (seconds > 0.0).then_some((seconds, row))
}

/// `2 h 5 min`.
fn duration(seconds: f64) -> String {
    let seconds = seconds as u64;
    match (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

/// A bar of two parts.
fn tokens(prompt: f64, completion: f64) -> Markup {
    let all = prompt + completion;
    if all <= 0.0 {
        return html! {};
    }
    let caption = format!("Tokens: {prompt} of prompts, {completion} of completions");
    let width = prompt / all * WIDTH;
    plot(
        &caption,
        html! {
            rect x="0" y="14" width=(width) height="12" {}
            rect.second x=(width) y="14" width=(WIDTH - width) height="12" {}
        },
    )
}

/// A bar for each value, or for the greatest of several.
fn bars(caption: &str, values: &[f64]) -> Markup {
    let most = values.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return html! {};
    }
    let each = values.len().div_ceil(BARS).max(1);
    let bars = values
        .chunks(each)
        .map(|chunk| chunk.iter().copied().fold(0.0, f64::max));
    let width = WIDTH / bars.len() as f64;
    let caption = format!("{caption}, up to {most}");
    plot(
        &caption,
        html! {
            line x1="0" x2=(WIDTH) y1=(HEIGHT) y2=(HEIGHT) {}
            @for (index, value) in bars.enumerate().filter(|(_, value)| *value > 0.0) {
                @let height = (value / most * HEIGHT).max(0.5);
                rect x=(format!("{:.2}", index as f64 * width)) y=(format!("{:.2}", HEIGHT - height))
                    width=(format!("{:.2}", (width * 0.8).min(8.0))) height=(format!("{height:.2}")) {}
            }
        },
    )
}

fn plot(caption: &str, content: Markup) -> Markup {
    html! {
        figure {
            figcaption { (caption) }
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) preserveAspectRatio="none" role="img" aria-label=(caption) {
                (content)
            }
        }
    }
}
