"""Schemas and documents as Python has them."""

import json
import pathlib
import pickle
import subprocess
import sys
import threading

import pytest

from exactschema import SCHEMAS, LimitError, SchemaError, SchemaWarning, ValidationError, Validator

PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "tags": {"items": {"maxLength": 3}}},
    "required": ["name"],
}
GOOD = b'{"name": "Ada"}'
BAD = b'{"name": "Ada",\n "tags": ["new", "urgent"]}'


@pytest.fixture
def person():
    return Validator(PERSON)


def errors(validator, document):
    return list(validator.iter_errors(document))


def places(validator, document):
    return [(e.path, e.keyword) for e in validator.iter_errors(document)]


# Schemas


def test_a_schema_is_a_path_a_dict_or_a_text(tmp_path):
    file = tmp_path / "person.schema.json"
    file.write_text(json.dumps(PERSON))
    for schema in [PERSON, file, str(file), json.dumps(PERSON), json.dumps(PERSON).encode()]:
        validator = Validator(schema)
        assert validator.is_valid(GOOD) and not validator.is_valid(BAD)
    assert Validator(True).is_valid(b"1") and not Validator(False).is_valid(b"1")
    assert not Validator(" false ").is_valid(b"1")


def test_no_schema(tmp_path):
    with pytest.raises(FileNotFoundError, match="missing.json"):
        Validator(tmp_path / "missing.json")
    with pytest.raises(FileNotFoundError, match="missing.json"):
        Validator("missing.json")
    with pytest.raises(OSError):
        Validator(tmp_path)
    for schema in [7, None, ["a"]]:
        with pytest.raises(TypeError, match="expected a schema as a path, a dict"):
            Validator(schema)
    with pytest.raises(ValueError, match="not UTF-8"):
        Validator(b'{"title": "\xff"}')
    with pytest.raises(ValueError, match="draft-3.*not a dialect; those are.*2020-12"):
        Validator({}, dialect="draft-3")


def test_a_schema_without_a_meaning_says_where():
    with pytest.raises(SchemaError) as raised:
        Validator('{\n  "type": "strin",\n  "$ref": "#/nowhere"\n}')
    assert len(raised.value.problems) == 2
    assert raised.value.problems[0].startswith('2:11: /type: there is no type "strin"; fix: ')
    assert str(raised.value) == "\n".join(raised.value.problems)
    with pytest.raises(SchemaError, match="1:9"):
        Validator('{"type":')


def test_what_is_probably_a_mistake_is_a_warning():
    with pytest.warns(SchemaWarning, match="minLenght.*fix: .*minLength"):
        Validator({"minLenght": 3})


def test_references_lead_to_files_beside_it_and_to_resources(tmp_path):
    (tmp_path / "name.json").write_text('{"type": "string"}')
    root = tmp_path / "root.json"
    root.write_text('{"properties": {"name": {"$ref": "name.json"}}}')
    assert not Validator(root).is_valid(b'{"name": 1}')
    by_url = {"$ref": "https://example.com/schemas/name.json"}
    for resources in [
        {"https://example.com/schemas/name.json": tmp_path / "name.json"},
        {"https://example.com/schemas/": str(tmp_path)},
    ]:
        assert not Validator(by_url, resources=resources).is_valid(b"1")
    with pytest.raises(SchemaError, match="name.json"):
        Validator(by_url)
    (tmp_path / "name.json").write_bytes(b"\xff")
    with pytest.raises(SchemaError, match="name.json"):
        Validator(by_url, resources={"https://example.com/schemas/": tmp_path})


def test_dialects_and_assertions():
    assert Validator({"items": [{"type": "null"}]}, dialect="draft-07").is_valid(b"[null]")
    assert not Validator({"format": "date"}).is_valid(b'"x"')
    assert Validator({"format": "date"}, assert_format=False).is_valid(b'"x"')
    content = {"contentEncoding": "base64"}
    assert Validator(content).is_valid(b'"%"')
    assert not Validator(content, assert_content=True).is_valid(b'"%"')


def test_limits():
    for timeout in [-1, float("nan"), float("inf")]:
        with pytest.raises(ValueError, match="timeout"):
            Validator({}, timeout=timeout)
    integers = Validator({"items": {"anyOf": [{"type": "null"}, {"type": "integer"}]}}, timeout=0)
    for judge in [integers.is_valid, integers.iter_errors, lambda document: integers.validate_many([document])]:
        with pytest.raises(LimitError, match="limit of time"):
            judge(json.dumps(list(range(100_000))).encode())


def test_built_in_schemas():
    assert isinstance(SCHEMAS, tuple) and "export-session" in SCHEMAS
    for name in SCHEMAS:
        validator = Validator.built_in(name)
        assert name in repr(validator)
        assert not validator.is_valid(b"null")
    with pytest.raises(ValueError, match="'?\"?sessions.*those are.*export-session"):
        Validator.built_in("sessions")


# Documents


def test_the_parts_of_an_error(person):
    (error,) = errors(person, BAD)
    assert isinstance(error, ValidationError) and isinstance(error, ValueError)
    assert error.path == ("tags", 1) and error.pointer == "/tags/1"
    assert (error.line, error.column, error.offset) == (2, 18, BAD.index(b'"urgent"'))
    assert error.keyword == "maxLength"
    assert error.message == "expected at most 3 characters, found 6"
    assert error.schema_pointer == "/properties/tags/items/maxLength"
    assert error.schema_line == 1 and error.schema_file is None
    assert str(error) == "2:18: /tags/1: expected at most 3 characters, found 6 [maxLength]"
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is ValidationError and copy.__dict__ == error.__dict__


def test_texts_and_values(person):
    assert places(person, BAD) == places(person, BAD.decode()) == places(person, json.loads(BAD))
    assert places(person, bytearray(BAD)) == places(person, BAD)
    (error,) = errors(person, json.loads(BAD))
    assert error.line is error.column is error.offset is None
    assert str(error) == "/tags/1: expected at most 3 characters, found 6 [maxLength]"
    integers = Validator({"type": "integer", "maximum": 10**400})
    assert integers.is_valid(10**400) and not integers.is_valid(10**400 + 1)
    assert Validator({"maxLength": 1}).is_valid('"\U0001f600"'.encode())
    for value in [float("nan"), float("inf")]:
        with pytest.raises(ValueError):
            person.is_valid(value)
    with pytest.raises(TypeError):
        person.is_valid(object())


def test_a_number_in_a_path_is_an_index_of_an_array_only():
    validator = Validator({"additionalProperties": {"items": {"type": "string"}}})
    assert places(validator, b'{"0": ["", 1]}') == [(("0", 1), "type")]
    odd = Validator({"additionalProperties": {"type": "string"}})
    assert places(odd, b'{"~a/b\\u0031": 1}') == [(("~a/b1",), "type")]


def test_what_is_no_json(person):
    for document, rule, line in [
        (b"", "syntax", 1),
        (b'{"name":\n', "syntax", 2),
        (b'{"name": "\xff"}', "encoding", 1),
        (b'{"name": "a", "name": "b"}', "duplicate-key", 1),
    ]:
        error = errors(person, document)[0]
        assert (error.keyword, error.line) == (rule, line), document
        assert error.schema_pointer is None
        assert not person.is_valid(document)
    assert not person.is_valid(b"[" * 1_000_000)


def test_validate_raises_the_first_error(person):
    assert person.validate(GOOD) is None
    with pytest.raises(ValidationError, match='the required property "name" is missing'):
        person.validate(b"{}")


def test_the_number_of_errors():
    validator = Validator({"items": {"type": "string"}})
    document = json.dumps([1] * 5_000).encode()
    assert len(errors(validator, document)) == 5_000
    assert len(list(validator.iter_errors(document, max_errors=7))) == 7
    assert len(validator.validate_many([document])) == 100
    assert len(validator.validate_many([document], max_errors=None)) == 5_000


def test_a_pickled_validator_needs_no_files(tmp_path):
    (tmp_path / "root.json").write_text('{"$ref": "date.json"}')
    (tmp_path / "date.json").write_text('{"format": "date", "contentEncoding": "base64"}')
    options = [{}, {"assert_format": False}, {"assert_content": True}, {"timeout": 9.5}]
    pickled = [pickle.dumps(Validator(tmp_path / "root.json", **one)) for one in options]
    before = [errors(Validator(tmp_path / "root.json", **one), b'"%"') for one in options]
    (tmp_path / "date.json").unlink()
    for text, expected in zip(pickled, before):
        validator = pickle.loads(text)
        assert [error.__dict__ for error in errors(validator, b'"%"')] == [error.__dict__ for error in expected]
        assert "root.json" in repr(validator)
    for name in SCHEMAS:
        assert repr(pickle.loads(pickle.dumps(Validator.built_in(name)))) == repr(Validator.built_in(name))
    with pytest.raises(ValueError, match="another version"):
        pickle.loads(pickled[0].replace(b"0.1.0", b"0.0.0"))


# Many documents


def indexes(found):
    return [(index, error.keyword, error.line) for index, error in found]


def test_many_documents(person):
    expected = [(1, "maxLength", 2), (2, "required", 1)]
    assert indexes(person.validate_many([GOOD, BAD, b"{}"])) == expected
    assert indexes(person.validate_many(iter((GOOD, BAD.decode(), "{}")))) == expected
    assert person.validate_many([]) == []
    with pytest.raises(TypeError):
        person.validate_many(7)
    with pytest.raises(ZeroDivisionError):
        person.validate_many(1 / 0 for _ in range(3))


def test_arrow_arrays(person):
    pa = pytest.importorskip("pyarrow")
    expected = [(1, "maxLength", 2), (3, "required", 1)]
    documents = [GOOD, BAD, None, b"{}"]
    texts = [document and document.decode() for document in documents]
    binary = [pa.binary(), pa.large_binary(), pa.binary_view()]
    arrays = [pa.array(documents, type=type) for type in binary]
    arrays += [pa.array(texts, type=type) for type in [pa.string(), pa.large_string(), pa.string_view()]]
    for array in arrays:
        assert indexes(person.validate_many(array)) == expected, array.type
        # Taken twice, and sliced.
        assert indexes(person.validate_many(array[1:])) == [(0, "maxLength", 2), (2, "required", 1)]
        chunked = pa.chunked_array([array[:2], array[2:2], array[2:]])
        assert indexes(person.validate_many(chunked)) == expected, array.type

    class Stream:
        """As polars has it."""

        def __arrow_c_stream__(self, requested_schema=None):
            return pa.chunked_array([arrays[0]]).__arrow_c_stream__(requested_schema)

    assert indexes(person.validate_many(Stream())) == expected
    for other in [pa.array([1]), pa.array([[b""]]), pa.record_batch({"a": [b"{}"]})]:
        with pytest.raises(TypeError, match="expected an Arrow array of binary or string, found"):
            person.validate_many(other)


def test_other_threads_run_meanwhile(person):
    documents = [b'{"name": "' + b"a" * 1_000 + b'"}'] * 20_000
    begun, steps = threading.Event(), []
    thread = threading.Thread(target=lambda: (begun.set(), person.validate_many(documents)))
    thread.start()
    begun.wait()
    while thread.is_alive():
        steps.append(1)
    thread.join()
    # With the interpreter's lock held it would be a handful.
    assert len(steps) > 100


def test_a_validator_is_shared_between_threads(person):
    results = []
    threads = [
        threading.Thread(target=lambda: results.append(indexes(person.validate_many([GOOD, BAD] * 500))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8 and all(result == results[0] for result in results)
    assert len(results[0]) == 500


# The program


def program(*arguments, **options):
    command = [sys.executable, "-m", "exactschema", *arguments]
    return subprocess.run(command, capture_output=True, text=True, **options)


def test_the_program(tmp_path):
    (tmp_path / "person.schema.json").write_text(json.dumps(PERSON))
    (tmp_path / "good.json").write_bytes(GOOD)
    (tmp_path / "bad.json").write_bytes(BAD)
    validate = ["validate", "--schema", "person.schema.json"]
    good = program(*validate, "good.json", cwd=tmp_path)
    assert good.returncode == 0, good.stderr
    bad = program(*validate, "bad.json", cwd=tmp_path)
    assert bad.returncode == 1 and "bad.json:2:18" in bad.stdout
    assert program("validate", "--nonsense").returncode == 2
    missing = program(*validate, "missing.json", cwd=tmp_path)
    assert missing.returncode == 3 and "missing.json" in missing.stderr


def test_verdicts_are_those_of_the_samples():
    schemas = pathlib.Path(__file__).parents[3] / "schema"
    if not schemas.is_dir():
        pytest.skip("the samples are in the repository")
    count = 0
    for samples in sorted(schemas.glob("*.samples")):
        validator = Validator.built_in(samples.name.removesuffix(".samples"))
        by_file = Validator(schemas / f"{samples.stem}.schema.json")
        for sample in sorted(samples.glob("*/*.json")):
            document, is_accepted = sample.read_bytes(), sample.parent.name == "accepted"
            assert validator.is_valid(document) == is_accepted, sample
            assert (not errors(validator, document)) == is_accepted, sample
            if is_accepted:
                assert by_file.is_valid(document), sample
            count += 1
    assert count > 100
