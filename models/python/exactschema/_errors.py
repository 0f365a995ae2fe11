"""The errors of schemas and documents."""

from __future__ import annotations

from typing import Optional, Tuple, Union


class ValidationError(ValueError):
    """A problem of a document, and where it is."""

    message: str
    """What is expected, and what was found. It contains no value of the document."""
    keyword: str
    """The keyword that the value violates, such as ``maxLength``; or the name of a rule,
    such as ``syntax``."""
    path: Tuple[Union[str, int], ...]
    """The keys and indexes that lead to the value."""
    pointer: str
    """The same as JSON Pointer (RFC 6901); empty for the whole document."""
    line: Optional[int]
    """The line of the value in the document, from 1; ``None`` if the document is no text."""
    column: Optional[int]
    """Its column, in characters from 1."""
    offset: Optional[int]
    """Its offset in the document, in bytes from 0."""
    schema_pointer: Optional[str]
    """JSON Pointer of the keyword in the schema; ``None`` for a rule."""
    schema_file: Optional[str]
    """The file or URI of that schema, if it is another than that of the validator."""
    schema_line: Optional[int]
    """The line of the keyword in that file, from 1."""

    def __init__(
        self,
        message: str,
        keyword: str,
        path: Tuple[Union[str, int], ...] = (),
        pointer: str = "",
        line: Optional[int] = None,
        column: Optional[int] = None,
        offset: Optional[int] = None,
        schema_pointer: Optional[str] = None,
        schema_file: Optional[str] = None,
        schema_line: Optional[int] = None,
    ) -> None:
        # All arguments, so that an error can be pickled.
        super().__init__(
            message, keyword, path, pointer, line, column, offset,
            schema_pointer, schema_file, schema_line,
        )
        self.message = message
        self.keyword = keyword
        self.path = path
        self.pointer = pointer
        self.line = line
        self.column = column
        self.offset = offset
        self.schema_pointer = schema_pointer
        self.schema_file = schema_file
        self.schema_line = schema_line

    def __str__(self) -> str:
        place = "" if self.line is None else f"{self.line}:{self.column}: "
        return f"{place}{self.pointer or 'the document'}: {self.message} [{self.keyword}]"

    def __repr__(self) -> str:
        return f"<ValidationError: {self}>"


class SchemaError(ValueError):
    """A schema that has no meaning."""

    problems: Tuple[str, ...]
    """Why, each as ``file:line:column: pointer: message; fix: …``."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(self.problems)


class LimitError(RuntimeError):
    """A document on which there is no verdict, because a limit was exceeded."""


class SchemaWarning(UserWarning):
    """A keyword of a schema that is allowed, and probably a mistake."""


for _class in (ValidationError, SchemaError, LimitError, SchemaWarning):
    _class.__module__ = "exactschema"
