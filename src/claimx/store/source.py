"""Claims that can be asked: what a store and files of claims have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb

from claimx.errors import QueryError, StoreError
from claimx.query import Compiled, Layout, Names, Question, compile_question, read_question
from claimx.store.schema import COLUMNS, LISTS, RECORD

if TYPE_CHECKING:
    import pandas as pd

    from claimx.records import Claim

_ROWS = 2048
"""Rows fetched at once."""


class Source(ABC):
    """Claims in relations ``claims`` and ``place_keys`` of a DuckDB connection."""

    layout: Layout
    """How the rows of ``claims`` are found."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of what is held open."""

    @abstractmethod
    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection for reading."""

    @abstractmethod
    def names(self) -> Names:
        """The names that questions are read with."""

    def query(self, text: str, *, optimistic: bool = False, limit: int | None = None) -> Answer:
        """The claims that satisfy *text*, a question in the query language.

        With *optimistic*, "up to 5x" counts as 5x and a percentage that may be meant in points counts as points.
        Raises `QueryError` with the column where the question cannot be understood.
        """
        question = read_question(text, self.names(), others=self._metrics)
        compiled = compile_question(question, layout=self.layout, columns=RECORD, optimistic=optimistic, limit=limit)
        return Answer(self, question, compiled)

    def claims(self, metrics: Collection[str] = ()) -> Iterator[Claim]:
        """Every claim, of these metrics where any are named, paper by paper, in the order of their place in the abstract."""
        of = "WHERE metric IN $1" if metrics else ""
        named = [sorted(metrics)] if metrics else []
        found = self.cursor().execute(f'SELECT {RECORD} FROM claims {of} ORDER BY paper_id, "start", "end", claim_id', named)
        for row in fetched(found):
            yield _claim(row)

    def sql(self, statement: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns and rows of an SQL statement on the tables; no other file is read or written through it."""
        cursor = self.cursor()
        cursor.execute("SET enable_external_access = false")
        try:
            found: duckdb.DuckDBPyConnection | None = cursor.execute(statement)
        except duckdb.Error as error:
            raise QueryError(str(error).splitlines()[0]) from None
        if found is None:
            raise QueryError("no SQL statement; write one as in SELECT metric, count(*) FROM claims GROUP BY ALL")
        return [column[0] for column in found.description or ()], fetched(found)

    def answered(self, compiled: Compiled) -> duckdb.DuckDBPyConnection:
        """The result of a compiled question."""
        return self.cursor().execute(compiled.sql, list(compiled.parameters))

    def _metrics(self) -> list[str]:
        return [name for (name,) in self.cursor().execute("SELECT DISTINCT metric FROM claims").fetchall()]

    def nearest_place(self, name: str) -> str:
        """``; did you mean ...`` with the dataset or device that is most like *name*; empty where it is there."""
        from claimx.rulebook.nearest import did_you_mean

        datasets, devices = self.names().place_keys(name)
        keys = self.cursor().execute("SELECT DISTINCT key FROM place_keys").fetchall()
        known = {key for (key,) in keys}
        return "" if known & (datasets | devices) else did_you_mean(min(datasets), known) or "; no name is near"


@dataclass(frozen=True, slots=True)
class Answer:
    """The claims that answer a question; each of its methods asks the store anew."""

    source: Source
    question: Question
    compiled: Compiled

    def __iter__(self) -> Iterator[Claim]:
        return self.claims()

    def claims(self) -> Iterator[Claim]:
        """The claims, in the order asked for."""
        for row in self._fetched():
            yield _claim(row[: len(COLUMNS)])

    def rows(self) -> Iterator[dict[str, Any]]:
        """The claims as plain records, with ``meets``: on what claims of different metrics met, else None."""
        for row in self._fetched():
            record = dict(zip((*COLUMNS, "meets"), row, strict=True))
            yield {name: [] if value is None and name in LISTS else value for name, value in record.items()}

    def to_pandas(self) -> pd.DataFrame:
        """The claims as a data frame, one row each, with the column ``meets``."""
        return self._execute().df()

    def _fetched(self) -> Iterator[tuple[Any, ...]]:
        return fetched(self._execute())

    def _execute(self) -> duckdb.DuckDBPyConnection:
        try:
            return self.source.answered(self.compiled)
        except duckdb.OutOfMemoryException as error:
            raise StoreError("the answer does not fit into memory; ask for less, or add: limit 1000") from error


def fetched(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of a result, a few at a time."""
    while rows := found.fetchmany(_ROWS):
        yield from rows


def _claim(row: tuple[Any, ...]) -> Claim:
    from claimx.records import Claim

    values: Mapping[str, Any] = dict(zip(COLUMNS, row, strict=True))
    return Claim.model_validate({name: () if value is None and name in LISTS else value for name, value in values.items()})
