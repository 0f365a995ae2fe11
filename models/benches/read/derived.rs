//! The structs as one would write them by hand, with the derive of serde.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "only read")]
pub(crate) struct ExportSession {
    id: String,
    title: String,
    #[serde(default, deserialize_with = "time")]
    created_at: Option<DateTime<FixedOffset>>,
    #[serde(default, deserialize_with = "time")]
    updated_at: Option<DateTime<FixedOffset>>,
    user_message_count: Option<i64>,
    assistant_message_count: Option<i64>,
    tool_call_count: Option<i64>,
    prompt_tokens: Option<i64>,
    completion_tokens: Option<i64>,
    cost: Option<f64>,
    messages: Vec<ExportMessage>,
    #[serde(flatten)]
    unknown: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "only read")]
pub(crate) struct ExportMessage {
    id: String,
    role: String,
    content: String,
    reasoning: Option<String>,
    reasoning_duration: Option<i64>,
    model: Option<String>,
    finish_reason: Option<String>,
    tool_calls: Option<Vec<ExportToolCall>>,
    #[serde(deserialize_with = "time")]
    created_at: Option<DateTime<FixedOffset>>,
    #[serde(deserialize_with = "time")]
    updated_at: Option<DateTime<FixedOffset>>,
    #[serde(flatten)]
    unknown: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "only read")]
pub(crate) struct ExportToolCall {
    id: String,
    name: String,
    #[serde(rename = "type")]
    type_: String,
    input: String,
    input_json: Option<BTreeMap<String, Value>>,
    finished: bool,
    result: Option<String>,
    screenshot_urls: Option<Vec<String>>,
    #[serde(flatten)]
    unknown: BTreeMap<String, Value>,
}

fn time<'de, D>(deserializer: D) -> Result<Option<DateTime<FixedOffset>>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}
