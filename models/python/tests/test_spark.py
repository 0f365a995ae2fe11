"""The cluster finds what one machine finds, whatever is killed meanwhile."""

import collections
import functools
import gzip
import importlib.util
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import types
import urllib.parse

import pytest

HERE = pathlib.Path(__file__).parents[1]

if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
    pytest.skip("pyspark or Java is not installed", allow_module_level=True)

import pyarrow as pa
import pyspark
from pyspark import cloudpickle
from pyspark.sql import SparkSession

from exactschema import Validator, spark

# The workers cannot import this file.
cloudpickle.register_pickle_by_value(sys.modules[__name__])

SCHEMA = """{
  "type": "object",
  "required": ["id", "placed"],
  "properties": {
    "id": {"type": "string", "pattern": "^DE-"},
    "placed": {"format": "date"},
    "price": {"type": "number", "minimum": 0},
    "tags": {"items": {"$ref": "tag.json"}}
  }
}"""
TAG = '{"maxLength": 3}'
MARK = b"\xef\xbb\xbf"
LINES = 200_000


def line(number):
    """A line of an archive: most are valid, and all that can be wrong with one comes along."""
    good = b'{"id": "DE-%d", "placed": "2026-10-03", "price": 4.2, "tags": ["new"]}' % number
    odd = {
        3: b"",
        5: good + b"\r",
        7: b" \t\r",
        11: good.replace(b"DE", b"D\xff"),
        13: good.replace(b"4.2", b"-4.2").replace(b"new", b"urgent") + b"\r",
        17: good.replace(b"2026-10", b"2026-13"),
        19: good[:-9],
        23: b"{}\r",
        29: b'{"id": "\xe2\x82\xac", "placed": 7, "placed": 8}',
        31: MARK + good,
        37: b"\r{\r",
    }
    return odd.get(number % 1_000, good)


def archive(folder):
    """Files of many blocks, with and without an end of the last line, and a mark at the beginning."""
    (folder / "deep").mkdir(parents=True)
    lines = [line(number) for number in range(LINES)]
    for file in range(8):
        text = b"\n".join(lines[file * LINES // 10 : (file + 1) * LINES // 10])
        text = [b"", MARK, MARK + b"\n", MARK + b"{\n", b"\n\n", b"", MARK, b""][file] + text
        (folder / f"deep/a %41 {file}.jsonl").write_bytes(text + b"\n" * (file % 3))
    rest = b"\n".join(lines[8 * LINES // 10 :])
    middle = rest.index(b"\n", len(rest) // 2)
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(MARK + rest[:middle]))
    # Of two members.
    with open(folder / "c.ndjson.zst", "wb") as file:
        for part in [rest[middle + 1 : middle + 5_000], rest[middle + 5_000 :]]:
            file.write(pa.compress(part, codec="zstd", asbytes=True))
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(rest)[:9_000])
    (folder / "empty.jsonl").write_bytes(b"")


@functools.cache
def one_machine(schema, folder):
    """The findings, the unreadable files and the summary of the program."""
    command = [sys.executable, "-m", "exactschema", "validate", "--schema", schema]
    command += ["--format", "json", "--max-problems", "all", "--quiet", str(folder)]
    output = subprocess.run(command, capture_output=True, check=False).stdout
    by_type = collections.defaultdict(list)
    for report in map(json.loads, output.splitlines()):
        by_type[report["type"]].append(report)
    fields = "file line column instanceLocation keyword message schemaFile keywordLocation schemaLine"
    findings = sorted(tuple(map(str, map(one.get, fields.split()))) for one in by_type["finding"])
    unreadable = [(one["file"], one["message"]) for one in by_type["unreadable"]]
    (summary,) = by_type["summary"]
    return findings, unreadable, summary


def cluster_findings(frame):
    def plain(row):
        path = urllib.parse.unquote(row.path.removeprefix("file:"))
        return ("/" + path.lstrip("/"), *map(str, row[1:]))

    return sorted(map(plain, frame.collect()))


def assert_same(report, schema, folder):
    findings, unreadable, summary = one_machine(schema, folder)
    found = cluster_findings(report.findings)
    assert len(found) == len(findings) and found == findings
    assert [(pathlib.Path(row.path).name, row.message) for row in report.unreadable.collect()] == [
        (pathlib.Path(file).name, message) for file, message in unreadable
    ]
    total = report.summary.first().asDict()
    assert total.pop("findings") == summary["problems"] == len(found)
    assert total == {name: summary[name] for name in total}
    return total


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The URL of a cluster of a master and two workers, each with one core."""
    folder, port = tmp_path_factory.mktemp("cluster"), free_port()
    home = pathlib.Path(pyspark.__file__).parent
    environment = {
        **os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable
    }

    def start(*arguments):
        log = open(folder / f"{arguments[0].rpartition('.')[2]}-{len(processes)}.log", "w")
        command = [home / "bin/spark-class", *arguments]
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment)

    url, processes = f"spark://127.0.0.1:{port}", []
    master = "org.apache.spark.deploy.master.Master"
    worker = "org.apache.spark.deploy.worker.Worker"
    try:
        processes.append(start(master, "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"))
        for number in range(2):
            own = ["--work-dir", str(folder / f"worker-{number}"), "--webui-port", "0"]
            size = ["--cores", "1", "--memory", "1g"]
            processes.append(start(worker, "--host", "127.0.0.1", *size, *own, url))
        yield url
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    return tmp_path_factory.mktemp("events")


@pytest.fixture(scope="module")
def session(cluster, events):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(cluster).appName("test")
    for name, value in {
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.executor.memory": "512m",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.files.maxPartitionBytes": "400k",
        "spark.sql.files.openCostInBytes": "0",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": events.as_uri(),
        "spark.eventLog.rolling.enabled": "false",
        "spark.eventLog.compress": "false",
    }.items():
        builder = builder.config(name, value)
    with builder.getOrCreate() as session:
        yield session


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schema")
    (folder / "tag.json").write_text(TAG)
    (folder / "order.json").write_text(SCHEMA)
    return str(folder / "order.json")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive") / "a b"
    archive(folder)
    return folder


def test_findings_are_those_of_one_machine(session, schema, folder, tmp_path):
    with spark.validate_path(session, str(folder), Validator(schema), max_errors=100_000) as report:
        report.write(str(tmp_path))
    parts = {part: session.read.parquet(str(tmp_path / part)) for part in ["findings", "unreadable", "summary"]}
    total = assert_same(types.SimpleNamespace(**parts), schema, folder)
    assert total["unreadable"] == 1 and total["invalid"] > 1_500


class Gate:
    """A validator that tells who runs it, and waits until that was seen."""

    def __init__(self, validator, folder):
        self.validator, self.folder = validator, folder

    def _judge_lines(self, lines, max_errors):
        (self.folder / str(os.getpid())).touch()
        while not (self.folder / "open").exists():
            time.sleep(0.01)
        return self.validator._judge_lines(lines, max_errors)

    def _judge_file(self, *arguments):
        return self.validator._judge_file(*arguments)


def parent(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("PPid:")[2].split()[0])


@pytest.mark.skipif(not pathlib.Path("/proc/self/status").exists(), reason="finds processes in /proc")
def test_killed_processes_lose_and_double_nothing(session, schema, folder, events, tmp_path):
    gate = Gate(Validator(schema), tmp_path)
    with spark.validate_path(session, str(folder), gate, max_errors=100_000) as report:
        work = threading.Thread(target=report.summary.collect)
        work.start()
        # Both workers are in the middle of a task.
        deadline = time.monotonic() + 300
        while len(pids := [int(file.name) for file in tmp_path.iterdir()]) < 2:
            assert time.monotonic() < deadline and work.is_alive()
            time.sleep(0.05)
        # A process of Python, and an executor: the grandparent of the other.
        os.kill(pids[0], signal.SIGKILL)
        os.kill(parent(parent(pids[1])), signal.SIGKILL)
        (tmp_path / "open").touch()
        work.join()
        assert_same(report, schema, folder)
    (log,) = (file for file in events.iterdir() if file.is_file())
    ends = [json.loads(event) for event in log.read_text().splitlines()]
    ends = [event for event in ends if event["Event"] == "SparkListenerTaskEnd"]
    lost = [end for end in ends if end["Task End Reason"]["Reason"] != "Success"]
    reasons = {end["Task End Reason"]["Reason"] for end in lost}
    assert {"ExceptionFailure", "ExecutorLostFailure"} <= reasons, reasons
    # Each was run again, with success.
    for end in lost:
        task = (end["Stage ID"], end["Task Info"]["Index"])
        again = [e for e in ends if (e["Stage ID"], e["Task Info"]["Index"]) == task and e not in lost]
        assert again and all(e["Task Info"]["Attempt"] > end["Task Info"]["Attempt"] for e in again)


def test_a_column(session, schema):
    documents = ['{"id": "DE-1", "placed": "2026-10-03"}', None, '{\n "id": 7}', "", "\ufeff1"]
    frame = session.createDataFrame(list(enumerate(documents)), "number int, json string")
    for column in ["json", "bytes"]:
        documents = frame.selectExpr("number", "json", "cast(json as binary) as bytes")
        with spark.validate_column(documents, column, Validator(schema), by=["number", "json"]) as report:
            found = {(row.number, row.json, row.line, row.column, row.keyword) for row in report.findings.collect()}
            assert {(2, '{\n "id": 7}', 2, 8, "type"), (2, '{\n "id": 7}', 1, 1, "required")} <= found
            assert {(3, "", 1, 1, "syntax"), (4, "\ufeff1", 1, 1, "encoding")} <= found
            assert {number for number, *_ in found} == {2, 3, 4}
            total = report.summary.first()
            assert (total.documents, total.valid, total.invalid, total.unreadable) == (4, 1, 3, 0)
            assert total.findings == len(found)
    with pytest.raises(ValueError, match="'line'.*rename"):
        spark.validate_column(frame.withColumnRenamed("number", "line"), "json", Validator(schema), by=["line"])


def test_a_limit_is_no_failure(session):
    slow = Validator({"items": {"anyOf": [{"type": "null"}, {"type": "integer"}]}}, timeout=0)
    frame = session.createDataFrame([(json.dumps(list(range(100_000))),)], "json string")
    with spark.validate_column(frame, "json", slow) as report:
        assert report.summary.first().unreadable == 1
        assert "limit of time" in report.unreadable.first().message


def test_a_file_that_changes_meanwhile(session, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"{}\n" * 1_000)
    report = spark.validate_path(session, str(file), Validator({}))
    file.write_bytes(b"{}\n" * 700)
    with report, pytest.raises(Exception, match="(?i)changed|lost|not exist|eof"):
        report.summary.first()


def test_the_program(session, schema, tmp_path, capsys):
    bad, out = tmp_path / "bad.jsonl", tmp_path / "out"
    bad.write_bytes(b'{}\n{"id": "DE-1", "placed": "2026-10-03"}\n')

    def run(*arguments):
        code = spark.main([str(argument) for argument in arguments])
        return code, capsys.readouterr().err

    assert run("--schema", schema, bad, out) == (1, "1 valid, 1 invalid, 0 unreadable; 2 problems\n")
    assert session.read.parquet(str(out / "findings")).count() == 2
    for arguments, words in [
        (["--schema", schema, bad, out], "out/findings already exists"),
        (["--schema", schema, tmp_path / "none", tmp_path / "new"], "none"),
        (["--schema", tmp_path / "none.json", bad, tmp_path / "new"], "none.json"),
        (["--schema", "nonsense", bad, tmp_path / "new"], "nonsense"),
    ]:
        code, message = run(*arguments)
        assert code == 3 and message.startswith("error: ") and words in message, message
        assert message.count("\n") == 1, message
    with pytest.raises(SystemExit) as usage:
        run()
    assert usage.value.code == 2


def test_the_commands_of_the_page(tmp_path):
    """Those of its second block; the first installs what is tested here."""
    block = re.findall(r"```console\n(.*?)```", (HERE / "SPARK.md").read_text(), re.DOTALL)[1]
    examples = HERE.parent / "cli/examples"
    folder = shutil.copytree(examples, tmp_path / "models/cli/examples").parents[2]
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    expected = [line for line in block.splitlines() if not line.startswith("$ ")]
    environment = {**os.environ, "PATH": f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"}
    shown = subprocess.run(
        ["bash", "-c", "\n".join(commands)], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    # The words of Spark itself, which depend on the machine, come before.
    assert shown.stderr.splitlines()[-1:] + shown.stdout.splitlines() == expected


def test_the_python_of_the_page(session, tmp_path, monkeypatch):
    code = re.search(r"```python\n(.*?)```", (HERE / "SPARK.md").read_text(), re.DOTALL)[1]
    shutil.copytree(HERE.parent / "cli/examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    session.createDataFrame([(1, "{}")], "id int, body string").createOrReplaceTempView("events")
    code = code.replace('"orders.jsonl"', repr(str(tmp_path / "orders.jsonl"))).replace('"report"', repr(str(tmp_path / "out")))
    exec(code, {"session": session})
    assert session.read.parquet(str(tmp_path / "out/findings")).count() == 2
