//! A message: its text, and folded, its reasoning and tool calls.

use exactschema::Kind;
use exactschema::document::{Instance, Member};
use exactschema_page::visible;
use maud::{Markup, html};
use models::diagnose::Finding;

use super::page::index_below;

/// The properties of a message that are shown in places of their own.
const MESSAGE: [&str; 10] = [
    "content",
    "createdAt",
    "finishReason",
    "id",
    "model",
    "reasoning",
    "reasoningDuration",
    "role",
    "toolCalls",
    "updatedAt",
];

/// Those of a tool call.
const TOOL_CALL: [&str; 8] = [
    "finished",
    "id",
    "input",
    "inputJson",
    "name",
    "result",
    "screenshotUrls",
    "type",
];

/// The text of a string; of anything else, its JSON.
pub(super) fn text(instance: Instance<'_>) -> String {
    match instance.kind() {
        Kind::String => instance.text().into_owned(),
        _ => instance.source().to_owned(),
    }
}

/// The message at an index, with what is wrong with it.
pub(super) fn message(index: usize, message: Instance<'_>, findings: &[&Finding]) -> Markup {
    let get = |name| message.get(name).map(text);
    let role = get("role").unwrap_or_else(|| "no role".to_owned());
    let is_user = role == "user";
    let calls = format!("/messages/{index}/toolCalls/");
    let own = findings
        .iter()
        .filter(|finding| index_below(&calls, &finding.pointer).is_none());
    html! {
        article.message.user[is_user] id=(format!("m{}", index + 1)) {
            header {
                strong { (visible(&role)) }
                a href=(format!("#m{}", index + 1)) { (index + 1) }
                @for name in ["model", "createdAt", "finishReason"] {
                    @if let Some(value) = get(name) { span { (visible(&value)) } }
                }
            }
            @for problem in own { (finding(problem)) }
            @if let Some(reasoning) = get("reasoning") {
                @let duration = get("reasoningDuration").map(|duration| format!(", {duration} ms"));
                (folded(&format!("Reasoning{}", duration.unwrap_or_default()), &reasoning))
            } @else if let Some(duration) = get("reasoningDuration") {
                p.faint { "Reasoning: " (visible(&duration)) " ms" }
            }
            @if let Some(content) = get("content").filter(|content| !content.is_empty()) {
                div.text { (visible(&content)) }
            }
            @for (number, call) in message.get("toolCalls").into_iter().flat_map(Instance::elements).enumerate() {
                @let of_call = findings.iter().filter(|f| index_below(&calls, &f.pointer) == Some(number));
                (tool_call(call, &of_call.copied().collect::<Vec<_>>()))
            }
            @if message.kind() != Kind::Object { pre { (visible(&text(message))) } }
            @for member in others(message, &MESSAGE) { (unknown(member)) }
        }
    }
}

/// A tool call. One with problems is open.
fn tool_call(call: Instance<'_>, findings: &[&Finding]) -> Markup {
    let get = |name| call.get(name).map(text);
    let input = call.get("inputJson").map(pretty).or_else(|| get("input"));
    let first = get("input").unwrap_or_default();
    html! {
        details open[!findings.is_empty()] {
            summary {
                "Tool call " b { (visible(&get("name").unwrap_or_default())) }
                " " (visible(&start(&first)))
                @if call.get("finished").is_some_and(|finished| finished.source() == "false") { " (not finished)" }
            }
            @for problem in findings { (finding(problem)) }
            @if let Some(input) = input { pre { (visible(&input)) } }
            @if let Some(result) = get("result") {
                p.faint { "Result" }
                pre { (visible(&result)) }
            }
            @for url in call.get("screenshotUrls").into_iter().flat_map(Instance::elements) {
                // No link: whoever follows one tells the server in it.
                p { span.faint { "Screenshot " } code { (visible(&text(url))) } }
            }
            @for member in others(call, &TOOL_CALL) { (unknown(member)) }
            @if call.kind() != Kind::Object { pre { (visible(&text(call))) } }
        }
    }
}

/// A problem, at the value that has it.
pub(super) fn finding(finding: &Finding) -> Markup {
    html! {
        p.finding {
            span.tag { (finding.keyword) } " " (visible(&finding.message))
            " " span.faint { "line " (finding.span.start.line) " " code { (visible(&finding.pointer)) } }
        }
    }
}

/// A property that the schema does not declare.
pub(super) fn unknown(member: Member<'_>) -> Markup {
    html! {
        details.unknown {
            summary { "Unknown property " b { (visible(&member.name.text())) } }
            pre { (visible(&pretty(member.value))) }
        }
    }
}

fn others<'d>(object: Instance<'d>, known: &[&str]) -> impl Iterator<Item = Member<'d>> {
    let members = object.members();
    members.filter(|member| !known.iter().any(|name| member.name.is(name)))
}

fn folded(title: &str, content: &str) -> Markup {
    html! {
        details {
            summary { (visible(title)) }
            div.text { (visible(content)) }
        }
    }
}

/// The JSON of a value, a property or element a line, with numbers as they are spelled.
fn pretty(instance: Instance<'_>) -> String {
    let json = instance.source();
    let value: Result<models::Value, _> = models::from_str(json);
    let pretty = value
        .ok()
        .and_then(|value| models::to_string_pretty(&value).ok());
    pretty.unwrap_or_else(|| json.to_owned())
}

/// The beginning of a text, as a hint.
fn start(text: &str) -> String {
    const MOST: usize = 80;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
