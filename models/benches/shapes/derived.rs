//! The shapes as structs with serde's derive, which keep less and validate nothing.

use serde::{Deserialize, Serialize};

/// An event, by the tag in `type`.
#[derive(Deserialize, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Event {
    MessageStarted(MessageStarted),
    TextDelta(Delta),
    ReasoningDelta(Delta),
    Usage(Usage),
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MessageStarted {
    id: String,
    sequence: u64,
    at: String,
    message_id: String,
    role: String,
    model: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Delta {
    id: String,
    sequence: u64,
    at: String,
    message_id: String,
    block: Option<u32>,
    text: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Usage {
    id: String,
    sequence: u64,
    at: String,
    prompt_tokens: u64,
    completion_tokens: u64,
    cost: f64,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Debug,
    Info,
    Warn,
    Error,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct LogLine {
    time: String,
    level: Level,
    service: String,
    host: Option<String>,
    message: String,
    trace: Option<String>,
    status: Option<i64>,
    duration: Option<f64>,
    bytes: Option<i64>,
    tags: Option<Vec<String>>,
}

macro_rules! article {
    ($($name:ident),*) => {
        #[derive(Deserialize, Serialize)]
        pub(crate) struct Article {
            title: String,
            $(#[serde(skip_serializing_if = "Option::is_none")] $name: Option<String>,)*
            year: Option<i64>,
            pages: Option<i64>,
            keywords: Option<Vec<String>>,
        }
    };
}

article! {
    subtitle, summary, body, author, editor, language, source, url, licence, place, series,
    publisher, translator, edition, r#abstract
}
