"""Cells as text, and sheets as flat records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimx.records import SCHEMA_VERSION
from claimx.reports.files import clean
from claimx.reports.sheets import Cell, Column, Evidence, Number, PaperLink, Report, Sheet
from claimx.reports.words import number_text

Value = str | int | float | list[str] | None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What travels with every file: by which rulebook, under which schema, the claims were made."""

    rulebook: str

    def record(self) -> dict[str, Value]:
        """As keys of a record."""
        return {"schema_version": SCHEMA_VERSION, "rulebook": self.rulebook}

    def __str__(self) -> str:
        return f"record schema {SCHEMA_VERSION}, rulebook {self.rulebook}"


def shown(sheet: Sheet) -> list[tuple[int, Column]]:
    """The columns that are laid out, each with its place, without those that are empty throughout."""
    places = [(at, column) for at, column in enumerate(sheet.columns) if column.shown != "records"]
    return [(at, column) for at, column in places if any(text(row[at]) for row in sheet.rows)]


def text(cell: Cell, *, between: str = ", ") -> str:
    """A cell on one line, without control characters."""
    return " ".join(clean(_text(cell, between)).split())


def _text(cell: Cell, between: str) -> str:
    match cell:
        case None:
            return ""
        case Number():
            return cell.text
        case Evidence():
            return cell.claim.sentence
        case PaperLink():
            return cell.title
        case tuple():
            return between.join(cell)
        case float():
            return number_text(cell)
        case _:
            return str(cell)


def line(parts: tuple[str, str, str]) -> tuple[str, str, str]:
    """The parts of a sentence on one line; the spaces around the number stay as they are."""
    before, number, after = (clean(part) for part in parts)
    before_text, after_text = " ".join(f"{before}|".split())[:-1], " ".join(f"|{after}".split())[1:]
    return before_text, " ".join(number.split()), after_text


def unseen(row: tuple[Cell, ...]) -> Iterator[tuple[int, Number]]:
    """The numbers of a row whose sentence does not stand in it, each with its place."""
    told = {cell.claim.claim_id for cell in row if isinstance(cell, Evidence)}
    for at, cell in enumerate(row):
        if isinstance(cell, Number) and cell.claim.claim_id not in told:
            yield at, cell


def safe_url(url: str | None) -> str | None:
    """An address that is one, and has no character that could end it early."""
    if url is None or not url.startswith(("https://", "http://")):
        return None
    return "".join(c if c.isalnum() or c in "-._~:/?#@!$&*+,;=%" else _percent(c) for c in url)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def records(report: Report) -> list[dict[str, Value]]:
    """All rows of all sheets as flat records with the same keys in the same order."""
    named = report.sort not in ("digest", "query")
    made: list[dict[str, Value]] = []
    for sheet in report.sheets:
        head: dict[str, Value] = {"table": sheet.title} if named else {}
        made += [head | _record(sheet.columns, row) for row in sheet.rows]
    keys = dict.fromkeys(key for record in made for key in record)
    return [{key: record.get(key) for key in keys} for record in made]


def _record(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> dict[str, Value]:
    alone = dict(unseen(row))
    made: dict[str, Value] = {}
    for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
        if column.shown != "pages":
            made |= _values(column.key, cell, traced=at in alone)
    return made


def _values(key: str, cell: Cell, *, traced: bool) -> dict[str, Value]:
    match cell:
        case Number():
            trace: dict[str, Value] = {f"{key}_claim": cell.claim.claim_id, f"{key}_sentence": cell.claim.sentence}
            plain: dict[str, Value] = {key: cell.value, f"{key}_text": cell.text}
            return plain | trace if traced else plain
        case Evidence():
            claim = cell.claim
            return {"sentence": claim.sentence, "quote": claim.quote, "claim_id": claim.claim_id}
        case PaperLink():
            claim = cell.claim
            return {"paper_id": claim.paper_id, "title": claim.title, "url": claim.url, "date": claim.date}
        case tuple():
            return {key: list(cell)}
        case _:
            return {key: cell}


def encodable(value: Any) -> Any:
    """A value whose text any file can hold: lone surrogates are marked."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [encodable(item) for item in value]
    return value
