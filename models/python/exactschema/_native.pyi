from os import PathLike
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from ._errors import ValidationError

__version__: str

SCHEMAS: Tuple[str, ...]
"""The names of the built-in schemas and of their released versions."""

class Validator:
    """A JSON Schema that judges documents.

    The schema is a path, a dict or bool, or JSON text: a ``str`` that begins with ``{``, or
    ``bytes``. It may be of any dialect from draft 4 on; ``dialect`` is that of a schema without
    ``$schema``.

    Its references lead to files beside it, and to those that ``resources`` names by URL: a file,
    or where the URL ends in a slash, a folder. Nothing is fetched.

    ``format`` is asserted unless ``assert_format`` is false; ``contentEncoding: base64`` and
    ``contentMediaType: application/json`` are if ``assert_content`` is true. The evaluation of a
    document may take ``timeout`` seconds.

    A document is JSON text as ``bytes`` or ``str``; any other value is written by
    ``json.dumps`` first, and its errors have no lines.

    A validator can be shared between threads.

    Raises ``SchemaError`` for a schema without a meaning, ``OSError`` for a file that cannot
    be read, and warns with ``SchemaWarning`` of what is probably a mistake.
    """

    def __init__(
        self,
        schema: Union[str, bytes, bool, Mapping[str, Any], "PathLike[str]"],
        *,
        dialect: str = "2020-12",
        resources: Optional[Mapping[str, Union[str, "PathLike[str]"]]] = None,
        assert_format: bool = True,
        assert_content: bool = False,
        timeout: Optional[float] = None,
    ) -> None: ...
    @staticmethod
    def built_in(name: str) -> "Validator":
        """The validator of a built-in schema, by a name of ``SCHEMAS``.

        Raises ``ValueError`` if there is none.
        """

    def is_valid(self, document: Any) -> bool:
        """Whether a document is valid.

        Raises ``LimitError`` if a limit was exceeded.
        """

    def validate(self, document: Any) -> None:
        """Raises the first error of a document, as ``ValidationError``, if it is not valid."""

    def iter_errors(
        self, document: Any, *, max_errors: Optional[int] = None
    ) -> Iterator[ValidationError]:
        """The errors of a document, in the order of its text; at most ``max_errors``."""

    def validate_many(
        self, documents: Union[Iterable[Any], Any], *, max_errors: Optional[int] = 100
    ) -> List[Tuple[int, ValidationError]]:
        """The errors of many documents, each with the index of its document.

        The documents are an iterable, or an Arrow array of binary or string (anything with
        ``__arrow_c_array__``, or chunks of these), which is not copied; nulls are passed over.
        At most ``max_errors`` of each document are returned. Other threads run meanwhile.
        """

def main(arguments: Sequence[str]) -> int:
    """Runs the program; the first argument is its name. Returns its exit code."""
