"""Validates JSON documents by any JSON Schema, exactly and fast, and says where they are wrong.

>>> from exactschema import Validator
>>> validator = Validator({"properties": {"age": {"type": "integer", "minimum": 0}}})
>>> validator.is_valid(b'{"age": 44}')
True
>>> for error in validator.iter_errors(b'{"age": -1}'):
...     print(error)
1:9: /age: expected a number of 0 or more, found -1 [minimum]
"""

from ._errors import LimitError, SchemaError, SchemaWarning, ValidationError
from ._native import SCHEMAS, Validator, __version__

__all__ = [
    "SCHEMAS",
    "LimitError",
    "SchemaError",
    "SchemaWarning",
    "ValidationError",
    "Validator",
]
