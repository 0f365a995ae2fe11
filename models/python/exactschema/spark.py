"""Validates JSON Lines, and columns of JSON, on a Spark cluster.

>>> from exactschema import Validator, spark  # doctest: +SKIP
>>> with spark.validate_path(session, "s3a://logs/2026", Validator("log.schema.json")) as report:  # doctest: +SKIP
...     report.write("s3a://reports/2026")

The workers need this package, and no schema: the compiled one travels with the tasks. Spark reads
the files, so that any file system works that Spark knows.

A task cannot know the number of its first line, since files are split. It reports lines as they
are counted from the beginning of its block, and the number of lines in the block; the sums of
these, joined to the findings, make them true. The bytes are added up too: they must be those of
the file, so that no line is lost or read twice, but for a byte order mark, which Spark removes.
"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from typing import Any, Callable, Iterable, Iterator, List, Optional, Sequence, Tuple

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.errors import PySparkException
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql.types import StructType

from ._errors import SchemaError
from ._native import SCHEMAS, Validator

__all__ = ["Report", "main", "validate_column", "validate_path"]

Batches = Iterable[pa.RecordBatch]

_ARROW = {"long": pa.int64(), "string": pa.string(), "boolean": pa.bool_()}

_FINDING = {
    "line": "long", "column": "long", "pointer": "string", "keyword": "string", "message": "string",
    "schema_file": "string", "schema_pointer": "string", "schema_line": "long",
}
_COUNTS = {"lines": "long", "documents": "long", "invalid": "long", "unreadable": "long"}
# A block of a file begins at the byte `start`. With or without a `mark` at the beginning of the
# file, its first line has other findings and counts: rows of both readings are made, and the sum of
# `bytes` tells later which ones hold. Other rows hold in any case.
_BLOCK = {"path": "string", "start": "long", "size": "long", "bytes": "long", "mark": "boolean"}
_MARK = b"\xef\xbb\xbf"


class Report:
    """What is wrong with documents, as DataFrames.

    Spark computes them when the first of them is used, in one pass over the documents, and keeps
    them until the report is closed, as ``with`` does.
    """

    findings: DataFrame
    """A row for each finding: which document it is about, and ``line``, ``column``, ``pointer``,
    ``keyword``, ``message``, ``schema_file``, ``schema_pointer``, ``schema_line``. The latter are as
    in ``ValidationError``."""
    unreadable: DataFrame
    """A row for each file that cannot be read to its end, and each document on which there is no
    verdict since a limit was exceeded: where, and why (``message``)."""
    summary: DataFrame
    """One row with the numbers of ``documents``, ``valid``, ``invalid``, ``unreadable`` and
    ``findings``."""

    def __init__(self, kept: DataFrame, rows: DataFrame, by: Sequence[str]) -> None:
        self._kept = kept
        counts, found = rows.where("documents is not null"), rows.where("documents is null")
        self.findings = found.where("keyword is not null").select(*by, *_FINDING)
        self.unreadable = found.where("keyword is null").select(*by, "line", "message")
        sums = [F.coalesce(F.sum(name), F.lit(0)).alias(name) for name in _COUNTS]
        findings = self.findings.agg(F.count("*").alias("findings"))
        self.summary = counts.agg(*sums).crossJoin(findings).selectExpr(
            "documents", "documents - invalid as valid", "invalid", "unreadable", "findings"
        )

    def write(self, path: str, mode: str = "errorifexists") -> None:
        """Writes the three as Parquet, to folders of their names below ``path``; the summary comes
        last."""
        for name in ["findings", "unreadable", "summary"]:
            getattr(self, name).write.mode(mode).parquet(f"{path.rstrip('/')}/{name}")

    def close(self) -> None:
        """Lets Spark forget what it keeps of the report."""
        self._kept.unpersist()

    def __enter__(self) -> Report:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def validate_path(
    session: SparkSession, path: str, validator: Validator, *, max_errors: int = 100
) -> Report:
    """Validates JSON Lines: a file, those of a folder at any depth, or those that a pattern names.

    Files named ``.gz`` or ``.zst`` are decompressed, each by one task, in whose memory the compressed
    file has to fit (Spark allows 2 GB); others are split. Findings come with the ``path`` of their
    file, and count its lines. Of each document at most ``max_errors`` are reported.
    """
    name = F.lower("_metadata.file_name")
    is_packed = name.endswith(".gz") | name.endswith(".zst")
    read = session.read.option("recursiveFileLookup", True)
    # Otherwise Spark also ends lines at carriage returns.
    lines = read.option("lineSep", "\n").text(path).where(~is_packed).select(
        F.col("_metadata.file_path").alias("path"),
        F.col("_metadata.file_block_start").alias("start"),
        F.col("_metadata.file_size").alias("size"),
        F.col("value").cast("binary").alias("value"),
    )
    packed = read.format("binaryFile").load(path).where(is_packed).select(
        F.col("_metadata.file_path").alias("path"), "content"
    )
    schema = _struct({**_BLOCK, **_FINDING, **_COUNTS})
    kept = lines.mapInArrow(_judge_lines(validator, max_errors), schema).unionAll(
        packed.mapInArrow(_judge_files(validator, max_errors), schema)
    ).persist()
    rows = kept.withColumnRenamed("mark", "of_mark").join(F.broadcast(_blocks(kept)), ["path", "start"])
    rows = rows.where("of_mark is null or of_mark = mark")
    return Report(kept, rows.withColumn("line", F.expr("before + line")), ["path"])


def validate_column(
    frame: DataFrame,
    column: str,
    validator: Validator,
    *,
    by: Sequence[str] = (),
    max_errors: int = 100,
) -> Report:
    """Validates the documents in a column of strings or bytes; nulls are passed over.

    Findings come with the columns ``by`` of their rows, and count the lines of the document.
    """
    for name in by:
        if name in _FINDING or name in _COUNTS:
            raise ValueError(f"a finding has a column {name!r} of its own: rename that of the documents")
    keys = frame.select(*by)
    documents = frame.select(*by, F.col(column).cast("binary").alias("value"))
    schema = StructType([*keys.schema.fields, *_struct({**_FINDING, **_COUNTS}).fields])
    kept = documents.mapInArrow(_judge_documents(validator, max_errors), schema).persist()
    return Report(kept, kept, by)


def _struct(fields: dict[str, str]) -> StructType:
    struct = StructType()
    for name, type in fields.items():
        struct.add(name, type)
    return struct


def _blocks(kept: DataFrame) -> DataFrame:
    """The blocks of files: the lines ``before`` each, and whether its file begins with a mark."""
    file = Window.partitionBy("path")
    earlier = file.orderBy("start").rowsBetween(Window.unboundedPreceding, -1)
    # Spark's lines have no ends; of each one byte was counted, also of the last if it has none.
    missing = F.col("size") - F.sum("bytes").over(file)
    changed = F.concat("path", F.lit(": it has changed while it was read, or lines were lost: read it again"))
    mark = (
        F.when(missing.isNull() | missing.isin(0, -1), False)
        .when(missing.isin(3, 2), True)
        .otherwise(F.raise_error(changed))
    )
    before = F.coalesce(F.sum("lines").over(earlier), F.lit(0))
    blocks = kept.where("lines is not null")
    return blocks.select("path", "start", before.alias("before"), mark.alias("mark"))


# What runs on the workers.


def _judge_lines(validator: Validator, max_errors: int) -> Callable[[Batches], Batches]:
    """Judges lines with the columns ``path``, ``start``, ``size`` and ``value``."""

    def judge(batches: Batches) -> Batches:
        # The blocks, with the numbers of their lines and bytes so far.
        seen: dict[Tuple[str, int, int], List[int]] = {}
        for batch in batches:
            rows: List[tuple] = []
            for block, lines in _runs(batch):
                path, start, size = block
                is_new = block not in seen
                counts = seen.setdefault(block, [0, 0])
                parts: List[Tuple[Optional[bool], Any]] = [(None, lines)]
                if is_new and start == 0:
                    first = lines[:1]
                    marked = pa.array([_MARK + first[0].as_py()])
                    parts = [(True, marked), (False, first), (None, lines[1:])]
                for mark, part in parts:
                    found = validator._judge_lines(part, max_errors)
                    rows += _of_file(found, (path, start, None, None, mark), counts[0])
                    if mark is not True:
                        counts[0] += len(part)
                counts[1] += len(lines) + pc.sum(pc.binary_length(lines)).as_py()
            yield from _batch(rows)
        totals = [
            (path, start, size, bytes, None, *[None] * len(_FINDING), lines, 0, 0, 0)
            for (path, start, size), (lines, bytes) in seen.items()
        ]
        yield from _batch(totals)

    return judge


def _judge_files(validator: Validator, max_errors: int) -> Callable[[Batches], Batches]:
    """Judges files with the columns ``path`` and ``content``."""

    def judge(batches: Batches) -> Batches:
        for batch in batches:
            for path, content in zip(batch["path"], batch["content"]):
                path = path.as_py()
                found = validator._judge_file(path, content.as_py(), max_errors)
                rows = _of_file(found, (path, 0, None, None, None), 0)
                rows.append((path, 0, None, None, None, *[None] * len(_FINDING), found[0], 0, 0, 0))
                yield from _batch(rows)

    return judge


def _judge_documents(validator: Validator, max_errors: int) -> Callable[[Batches], Batches]:
    """Judges documents with the column ``value`` after those of their rows."""

    def judge(batches: Batches) -> Batches:
        for batch in batches:
            keys = batch.columns[:-1]
            names = [*batch.schema.names[:-1], *_FINDING, *_COUNTS]
            rows = _rows(validator._judge_documents(batch["value"], max_errors))
            indexes = pa.array([row[0] for row in rows], pa.int64())
            columns = _columns([row[1:] for row in rows], {**_FINDING, **_COUNTS})
            yield pa.RecordBatch.from_arrays([*(key.take(indexes) for key in keys), *columns], names)

    return judge


def _runs(batch: pa.RecordBatch) -> Iterator[Tuple[Tuple[str, int, int], Any]]:
    """The lines of each block in a batch, which are neighbours."""
    at = 0
    for block, run in groupby(zip(*(batch[name].to_pylist() for name in ["path", "start", "size"]))):
        length = sum(1 for _ in run)
        yield block, batch["value"].slice(at, length)
        at += length


def _rows(found: tuple) -> List[tuple]:
    """Rows of findings and counts, each after the index of its document; that of the counts is
    null."""
    _, documents, invalid, errors, unreadable = found
    nothing = (None,) * len(_COUNTS)
    rows = [(*error, *nothing) for error in errors]
    rows += [(index, 1, None, None, None, why, None, None, None, *nothing) for index, why in unreadable]
    counts = (None, documents, invalid, len(unreadable))
    return [*rows, (None, *(None,) * len(_FINDING), *counts)]


def _of_file(found: tuple, block: tuple, before: int) -> List[tuple]:
    """Rows of findings and counts in a block, after so many lines of it."""
    return [
        (*block, None if index is None else before + index + line, *rest)
        for index, line, *rest in _rows(found)
    ]


def _batch(rows: List[tuple]) -> Batches:
    """Rows of files in a batch, if there are any."""
    fields = {**_BLOCK, **_FINDING, **_COUNTS}
    if rows:
        yield pa.RecordBatch.from_arrays(_columns(rows, fields), list(fields))


def _columns(rows: List[tuple], fields: dict[str, str]) -> List[pa.Array]:
    types = [_ARROW[type] for type in fields.values()]
    return [pa.array(column, type) for column, type in zip(zip(*rows), types)]


# The program.


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """The program: ``python -m exactschema.spark``. Returns the exit code, as those of
    ``exactschema validate``."""
    parser = argparse.ArgumentParser(
        prog="python -m exactschema.spark",
        description="Validate JSON Lines on a Spark cluster, and write the findings as Parquet.",
        epilog="Exit codes: 0 all valid, 1 findings, 2 usage, 3 no verdict possible.",
    )
    parser.add_argument("input", help="a file, folder or pattern that Spark reads, such as s3a://logs/2026")
    parser.add_argument("output", help="a folder for findings, unreadable and summary, which must be new")
    parser.add_argument("--schema", required=True, help="a file, or the name of a built-in schema")
    parser.add_argument("--max-errors", type=int, default=100, help="of each document (100)")
    parser.add_argument("--master", help="the URL of the cluster, unless spark-submit names it")
    options = parser.parse_args(arguments)
    try:
        built_in = options.schema in SCHEMAS
        validator = Validator.built_in(options.schema) if built_in else Validator(options.schema)
        summary = _run(options, validator)
    except (OSError, SchemaError, PySparkException) as error:
        # Spark adds the plan, and the Java stack.
        reason = str(error).partition("\n\nJVM")[0].partition(";\n")[0]
        print(f"error: {reason}", file=sys.stderr)
        return 3
    print(
        f"{summary.valid} valid, {summary.invalid} invalid, {summary.unreadable} unreadable; "
        f"{summary.findings} problems",
        file=sys.stderr,
    )
    return 3 if summary.unreadable else 1 if summary.invalid else 0


def _run(options: argparse.Namespace, validator: Validator) -> Any:
    builder = SparkSession.builder.appName("exactschema")
    if options.master:
        builder = builder.master(options.master)
    session = builder.getOrCreate()
    with validate_path(session, options.input, validator, max_errors=options.max_errors) as report:
        report.write(options.output)
        return session.read.parquet(f"{options.output.rstrip('/')}/summary").first()


if __name__ == "__main__":
    sys.exit(main())
