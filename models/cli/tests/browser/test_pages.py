"""The pages in headless Chromium: rendered, filtered, without a script or an error.

PROGRAM names the program `export-session`; SCREENSHOTS a folder for pictures of the pages.
"""

import json
import os
import pathlib
import shutil
import subprocess

import pytest

NAMES = ["chromium", "chromium-browser", "google-chrome"]
BROWSER = next(filter(None, map(shutil.which, NAMES)), None)
if BROWSER is None or shutil.which("chromedriver") is None:
    pytest.skip("Chromium with its driver is not installed", allow_module_level=True)

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

ROOT = pathlib.Path(__file__).parents[4]
PROGRAM = os.environ.get("PROGRAM", str(ROOT / "target/debug/export-session"))
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-component-update "
    "--disable-background-networking --disable-sync --hide-scrollbars --window-size=900,1000"
).split()
HOSTILE = "</pre></style><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">&amp;'"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    options = webdriver.ChromeOptions()
    for argument in [*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = BROWSER
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    with webdriver.Chrome(options=options, service=service) as driver:
        yield driver


@pytest.fixture
def page(browser, tmp_path):
    """Runs the program, and opens the page that it writes."""

    def open(*arguments, code, cwd=ROOT):
        file = tmp_path / "page.html"
        run = subprocess.run([PROGRAM, *map(str, arguments)], cwd=cwd, capture_output=True, check=False)
        assert run.returncode == code, run.stderr
        file.write_bytes(run.stdout)
        browser.get(file.as_uri())
        return browser

    yield open
    media(browser)
    assert browser.get_log("browser") == []
    assert browser.execute_script("return document.scripts.length") == 0


def media(browser, **features):
    named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items() if name != "media"]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": features.get("media", ""), "features": named})


def picture(browser, name):
    if folder := os.environ.get("SCREENSHOTS"):
        browser.save_screenshot(f"{folder}/{name}.png")


def shown(browser, selector):
    return [element for element in browser.find_elements(By.CSS_SELECTOR, selector) if element.is_displayed()]


def hostile(value):
    """A document of the same shape, whose strings and names are HTML."""
    if isinstance(value, dict):
        return {**{name: hostile(inner) for name, inner in value.items()}, HOSTILE: HOSTILE}
    if isinstance(value, list):
        return [hostile(inner) for inner in value]
    return HOSTILE if isinstance(value, str) else value


def test_an_export_full_of_html_is_text(page, tmp_path):
    export = json.loads((ROOT / "schema/export-session.samples/accepted/all-properties.json").read_text())
    (tmp_path / "hostile.json").write_text(json.dumps(hostile(export)))
    browser = page("show", tmp_path / "hostile.json", code=1)
    assert browser.title == HOSTILE
    assert browser.find_elements(By.CSS_SELECTOR, "img, script, iframe, object, link") == []
    body = browser.execute_script("return document.body.textContent")
    assert body.count(HOSTILE) > 10
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps({"title": HOSTILE, "properties": {HOSTILE: {"pattern": "^$", "description": HOSTILE}}}))
    options = ["--format", "html", "--show-values", "always"]
    browser = page("validate", "--schema", schema, *options, tmp_path / "hostile.json", code=1)
    assert browser.find_elements(By.CSS_SELECTOR, "img, script, iframe, object, link") == []
    assert "onerror" in browser.find_element(By.CSS_SELECTOR, ".item").text


def session():
    """A conversation with all that a page shows."""
    message = {"id": "m", "role": "user", "updatedAt": "2026-10-03T16:51:00Z"}
    call = {"id": "t", "name": "bash", "type": "function", "input": '{"command": "npm test"}', "finished": True}
    reply = {
        **message, "role": "assistant", "model": "claude-sonnet-4", "reasoning": "The handler is attached to an old node.",
        "content": "The handler was bound to a form that is rendered anew. I bind it when the form appears.",
    }
    messages = []
    for index in range(12):
        time = f"2026-10-03T16:{10 + 3 * index + index % 5}:07Z"
        if index % 3 == 0:
            content = ["The login form does not submit since the release. Can you find out why?", "Please add a test."]
            messages.append({**message, "createdAt": time, "content": content[min(index // 3, 1)]})
            continue
        own = {**call, "inputJson": {"command": "npm test"}, "result": "\x1b[31m1 failed\x1b[0m, 12 passed"}
        if index == 2:
            own.update(inputJson=["npm test"], isError=True)
        calls = [own] + [{**call, "result": "ok"}] * (index % 4)
        duration = 700 + index * 977 % 5000
        messages.append({**reply, "createdAt": time, "reasoningDuration": duration, "toolCalls": calls})
    messages[1]["thinkingBlocks"] = ["…"]
    return {
        "id": "b7d9a6f0-52c1-4e0f-9d0e-6a1c9f3e2b41", "title": "Fix the login form", "cost": 0.21313500000000002,
        "createdAt": "2026-10-03T16:10:07Z", "promptTokens": 48210, "completionTokens": 6120,
        "userMessageCount": 4, "assistantMessageCount": 8, "toolCallCount": 20, "messages": messages,
    }


def test_a_transcript(page, tmp_path):
    (tmp_path / "session.json").write_text(json.dumps(session(), indent=1))
    browser = page("show", tmp_path / "session.json", code=1)
    picture(browser, "show")
    assert len(browser.find_elements(By.CSS_SELECTOR, "article.message")) == 12
    assert [svg.get_attribute("aria-label").split(":")[0] for svg in browser.find_elements(By.CSS_SELECTOR, "svg")] == [
        "Messages over 34 min", "Tokens", "Reasoning by message, ms, up to 5585",
        "Tool calls by message, up to 4", "Length of messages, bytes, up to 89",
    ]
    # Folded, but for what has a problem, which stands beside it.
    (problem, *_) = shown(browser, ".finding")
    assert problem.text.startswith("type expected an object, found an array")
    assert [e.text for e in shown(browser, ".unknown > summary")][:2] == ["Unknown property thinkingBlocks", "Unknown property isError"]
    assert shown(browser, "#m2 .text")[-1].text.startswith("The handler was bound")
    browser.execute_script("document.getElementById('m2').scrollIntoView()")
    reasoning = browser.find_element(By.CSS_SELECTOR, "#m2 details > .text")
    assert not reasoning.is_displayed()
    # By keyboard.
    summary = browser.find_element(By.CSS_SELECTOR, "#m2 summary")
    summary.send_keys(Keys.ENTER)
    assert reasoning.is_displayed()
    browser.find_element(By.CSS_SELECTOR, "#m2 header a").send_keys(Keys.TAB)
    assert browser.switch_to.active_element == summary
    # Printed, nothing is folded.
    media(browser, media="print")
    folded = "return [...document.querySelectorAll('details')].filter(d => !d.lastElementChild.checkVisibility()).length"
    assert browser.execute_script(folded) == 0
    picture(browser, "show-print")
    media(browser)
    assert browser.execute_script(folded) > 20
    colour = lambda: browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    light = colour()
    media(browser, prefers_color_scheme="dark")
    assert colour() != light
    picture(browser, "show-dark")
    media(browser)


def test_a_report_is_filtered(page, tmp_path):
    for name, text in [("a.jsonl", '{"placed": 1}\n{"id": 7}\n'), ("b.jsonl", '{"id": "DE-2", "placed": "2025-02-30"}\n')]:
        (tmp_path / name).write_text(text)
    schema = ROOT / "models/cli/examples/order.schema.json"
    options = ["--schema", schema, "--format", "html", "--show-values", "always"]
    browser = page("validate", *options, "a.jsonl", "b.jsonl", "none.jsonl", code=3, cwd=tmp_path)
    picture(browser, "report")
    everything = len(shown(browser, ".item"))
    assert everything == 6 and len(shown(browser, "h2")) == 3
    assert shown(browser, "mark")[0].text == '{"placed": 1}' and '"required": [' in shown(browser, ".item")[0].text
    keyword, file = (Select(element) for element in browser.find_elements(By.CSS_SELECTOR, "select"))
    keyword.select_by_visible_text("format")
    assert [item.text.split()[0] for item in shown(browser, ".item")] == ["format"]
    assert [title.text for title in shown(browser, "h2")] == ["b.jsonl"]
    file.select_by_visible_text("a.jsonl")
    assert shown(browser, ".item") == []
    browser.find_element(By.CSS_SELECTOR, "button").click()
    assert len(shown(browser, ".item")) == everything
    file.select_by_visible_text("none.jsonl")
    assert [item.text.split()[0] for item in shown(browser, ".item")] == ["unreadable"]
    media(browser, media="print")
    assert shown(browser, "form") == []
    media(browser)


def test_changes_are_filtered(page):
    versions = [f"schema/history/export-session@{version}.schema.json" for version in ["2025-09", "2026-02"]]
    browser = page("diff", *versions, "--format", "html", code=1)
    picture(browser, "diff")
    assert len(shown(browser, ".item")) == 3
    rule, _ = (Select(element) for element in browser.find_elements(By.CSS_SELECTOR, "select"))
    rule.select_by_visible_text("property-added")
    (change,) = shown(browser, ".item")
    assert "screenshotUrls" in change.text and "readers of old documents" in change.text


def test_pages_fit_on_a_phone(page, tmp_path):
    (tmp_path / "session.json").write_text(json.dumps(session()))
    schema = ROOT / "models/cli/examples/order.schema.json"
    report = ["validate", "--schema", schema, "--format", "html", "--show-values", "always"]
    for arguments in [["show", tmp_path / "session.json"], [*report, ROOT / "models/cli/examples/orders.jsonl"]]:
        browser = page(*arguments, code=1)
        metrics = {"width": 375, "height": 800, "deviceScaleFactor": 1, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        wide = "return [...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > 376).map(e => e.outerHTML.slice(0, 99))"
        assert browser.execute_script(wide) == []
        picture(browser, f"phone-{arguments[0]}")
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
