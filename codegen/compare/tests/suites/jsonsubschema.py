"""Prints what the tests of jsonsubschema claim: JSON lines with a file, the name of the claim, two
schemas, and whether the second accepts all that the first does.

The tests run without the library: what they ask of it is an object that remembers its schemas, and
the assertion about that is the claim. All other assertions fail, and claim nothing.
"""

import contextlib
import importlib
import json
import pathlib
import sys
import unittest
from unittest.mock import MagicMock


class Question:
    """Whether schemas are within others, or not."""

    def __init__(self, pairs, is_part=True):
        self.pairs = pairs
        self.is_part = is_part

    def __eq__(self, answer):
        return Question(self.pairs, self.is_part == answer)

    def __bool__(self):
        raise TypeError("the answer is not known")


class Claims(unittest.TestCase):
    """The assertions that are claims."""

    def assertTrue(self, question, message=None):
        self.claim(question, question.is_part)

    def assertFalse(self, question, message=None):
        self.claim(question, not question.is_part)

    def claim(self, question, is_part):
        if not is_part and len(question.pairs) > 1:
            raise TypeError("one of both is not, and it is not said which")
        for old, new in question.pairs:
            self.count = getattr(self, "count", 0) + 1
            _, file, case, test = self.id().split(".")
            name = f"{case}.{test} {self.count}"
            claim = {"file": file, "name": name, "old": old, "new": new, "is_part": is_part}
            print(json.dumps(claim, allow_nan=False), file=OUTPUT)


OUTPUT = sys.stdout
ROOT = pathlib.Path(sys.argv[1])

library = MagicMock()
library.isSubschema = lambda old, new: Question([(old, new)])
library.isEquivalent = lambda one, other: Question([(one, other), (other, one)])
parts = ["_canonicalization", "_checkers", "_utils", "exceptions"]
sys.modules.update({f"jsonsubschema.{part}": MagicMock() for part in parts})
sys.modules.update({"jsonsubschema": library, "jsonschema": MagicMock()})
sys.modules["jsonschema.exceptions"] = MagicMock()
unittest.TestCase = Claims
sys.path.insert(0, str(ROOT))
sys.dont_write_bytecode = True

with contextlib.redirect_stdout(sys.stderr):
    for path in sorted((ROOT / "test").glob("test_*.py")):
        module = importlib.import_module(f"test.{path.stem}")
        unittest.defaultTestLoader.loadTestsFromModule(module).run(unittest.TestResult())
