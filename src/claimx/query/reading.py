"""A query as typed, read and understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimx.errors import QueryError, UnitError
from claimx.query.conditions import Question
from claimx.query.names import Names
from claimx.query.parse import parse
from claimx.query.resolve import resolve


def read_question(text: str, names: Names, *, others: Callable[[], Iterable[str]] = tuple) -> Question:
    """What *text* asks; `QueryError` with the column and the nearest known name where it cannot be understood.

    *others* gives the metrics that stand in the claims asked, for names that no rule knows.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    try:
        return resolve(parse(text), names, others=others)
    except QueryError as error:
        raise QueryError(error.message, column=error.column, query=text) from None
    except UnitError as error:
        raise QueryError(str(error), query=text) from None
