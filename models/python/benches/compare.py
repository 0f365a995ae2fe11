"""Verdicts on session exports: this package against others, interleaved, in one run.

Medians of CPU time, and how many times as fast this package is. What is not installed is left
out. The others parse with orjson, except pydantic, which parses itself.
"""

import json
import pathlib
import statistics
import sys
import time
from typing import Any, Dict, List, Optional

from exactschema import Validator

SCHEMA = pathlib.Path(__file__).parents[3] / "schema" / "export-session.schema.json"
TIMES = "2025-10-03T16:51:00+05:30"
RUNS = 15


def export(size):
    """An export of about a size in bytes: text of some kilobytes a message, as real ones have."""
    text = "The function reads the file, and \u201cquotes\u201d what it finds.\n\t" * 40
    call = {
        "id": "call", "name": "Read", "type": "function", "input": '{"path":"src/main.rs"}',
        "inputJson": {"path": "src/main.rs", "offset": 100}, "finished": True, "result": text,
    }
    messages = []
    length = 0
    while length < size:
        message = {
            "id": f"message-{len(messages)}", "role": "assistant", "content": text[: 2 + length % 1500],
            "createdAt": TIMES, "updatedAt": TIMES, "reasoningDuration": 1834, "toolCalls": [call],
        }
        messages.append(message)
        length += len(json.dumps(message))
    document = {
        "id": "s1", "title": "A session", "createdAt": TIMES, "cost": 0.21313500000000002,
        "promptTokens": 20413, "messages": messages,
    }
    return json.dumps(document, ensure_ascii=False).encode()


def contestants(schema):
    """The verdicts on bytes, by name; this package first."""
    exports = Validator.built_in("export-session")
    yield "exactschema", exports.is_valid
    yield "exactschema, schema file", Validator(SCHEMA).is_valid
    try:
        import orjson
    except ImportError:
        sys.exit("orjson is not installed, with which the others parse")
    yield "orjson alone", lambda document: orjson.loads(document) is not None
    try:
        import jsonschema_rs

        rust = jsonschema_rs.validator_for(schema, validate_formats=True)
        yield "orjson + jsonschema-rs", lambda document: rust.is_valid(orjson.loads(document))
    except ImportError:
        pass
    try:
        import fastjsonschema

        # It knows no dialect beyond draft 7; these keywords mean the same there.
        draft_7 = json.loads(json.dumps(schema).replace("$defs", "definitions"))
        draft_7["$schema"] = "http://json-schema.org/draft-07/schema#"
        fast = fastjsonschema.compile(draft_7)
        yield "orjson + fastjsonschema", lambda document: fast(orjson.loads(document)) is not None
    except ImportError:
        pass
    try:
        yield "pydantic", pydantic_model()
    except ImportError:
        pass
    try:
        import jsonschema

        slow = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        yield "orjson + jsonschema", lambda document: slow.is_valid(orjson.loads(document))
    except ImportError:
        pass


def pydantic_model():
    """Models as its users write them, which check less than the schema."""
    from datetime import datetime

    from pydantic import BaseModel

    class ToolCall(BaseModel):
        id: str
        name: str
        type: str
        input: str
        inputJson: Optional[Dict[str, Any]] = None
        finished: bool
        result: Optional[str] = None
        screenshotUrls: Optional[List[str]] = None

    class Message(BaseModel):
        id: str
        role: str
        content: str
        reasoning: Optional[str] = None
        reasoningDuration: Optional[int] = None
        model: Optional[str] = None
        finishReason: Optional[str] = None
        toolCalls: Optional[List[ToolCall]] = None
        createdAt: datetime
        updatedAt: datetime

    class Session(BaseModel):
        id: str
        title: str
        createdAt: Optional[datetime] = None
        updatedAt: Optional[datetime] = None
        userMessageCount: Optional[int] = None
        assistantMessageCount: Optional[int] = None
        toolCallCount: Optional[int] = None
        promptTokens: Optional[int] = None
        completionTokens: Optional[int] = None
        cost: Optional[float] = None
        messages: List[Message]

    return lambda document: Session.model_validate_json(document) is not None


def measure(judges, document):
    """The median CPU seconds of each; they take turns."""
    # Short documents come in archives: each turn is two megabytes of them.
    repeats = max(1, 2_000_000 // len(document))
    times = {name: [] for name, _ in judges}
    for _ in range(RUNS):
        for name, judge in judges:
            start = time.process_time()
            for _ in range(repeats):
                assert judge(document), name
            times[name].append((time.process_time() - start) / repeats)
    return {name: statistics.median(values) for name, values in times.items()}


def main():
    judges = list(contestants(json.loads(SCHEMA.read_text())))
    print("| | " + " | ".join(f"{label}, µs | times" for label in ("5 MB", "10 kB")) + " |")
    print("|---|" + "---:|" * 4)
    columns = [measure(judges, export(size)) for size in (5_000_000, 10_000)]
    for name, _ in judges:
        cells = []
        for column in columns:
            ratio = column[name] / column["exactschema"]
            cells += [f"{column[name] * 1e6:,.1f}", f"{ratio:.1f}"]
        print(f"| {name} | " + " | ".join(cells) + " |")


main()
