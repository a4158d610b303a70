"""JSON of records: one record a line, a list of them, an object that holds a list, or a single record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from claimx.errors import ReadError
from claimx.readers.json_elements import Broken, elements, parsed
from claimx.readers.python_repr import is_literal, literal
from claimx.readers.reader import Entry, Reader, Skipped
from claimx.readers.record import entry_of, names_a_paper
from claimx.readers.stream import LINE_BYTES, Head, Stream

LISTS: Final = (
    "papers", "dailypapers", "data", "results", "items", "entries", "notes", "records", "articles", "documents", "rows",
    "hits", "body",
)  # fmt: skip
"""Fields in which a document keeps its records."""

_OBJECT = re.compile(r'\{\s*(?:"|\})')
_LIST = re.compile(rf'"(?:{"|".join(LISTS)})"\s*:\s*\[', re.IGNORECASE)


def _sniff_lines(head: Head) -> bool:
    if not _OBJECT.match(head.first_line):
        return False
    is_cut = not head.whole and "\n" not in head.start
    return is_cut or not isinstance(parsed(head.first_line), Broken)


def _lines(stream: Stream) -> Iterator[Entry]:
    for number, line in enumerate(stream.lines(), 1):
        if line.strip():
            place = f"{stream.place}, line {number}"
            yield from _entries(_line_value(line), place=place, source=stream.place)


def _line_value(line: str) -> object:
    value = parsed(line)
    if isinstance(value, Broken) and len(line) >= LINE_BYTES // 4 and not line.endswith("\n"):
        return Broken(f"{value.reason} (a line that is too long, or cut at the end of the file)")
    return value


def _sniff_document(head: Head) -> bool:
    return bool(_OBJECT.match(head.start)) or bool(re.match(r'\[\s*[\["{\]]', head.start))


def _document(stream: Stream) -> Iterator[Entry]:
    texts = stream.texts()
    start = next((text for text in map(str.lstrip, texts) if text), "")
    if start.startswith("["):
        values: Iterator[object] = elements(chain((start[1:],), texts))
    else:
        values = _object_records(stream.place, start, texts)
    for number, value in enumerate(values, 1):
        yield from _entries(value, place=f"{stream.place}, record {number}", source=stream.place)


def _object_records(place: str, start: str, texts: Iterator[str]) -> Iterator[object]:
    """The records of the one object of a document; of a broken one, those of the first list that it holds."""
    text = _bounded(place, chain((start,), texts))
    value = parsed(text)
    if not isinstance(value, Broken):
        yield from _held(value)
    elif match := _LIST.search(text):
        yield from elements(iter((text[match.end() :],)))
    else:
        raise ReadError(value.reason, place=place)


def value_entries(value: object, *, stream: Stream) -> Iterator[Entry]:
    """The papers of a value that another format has parsed: one record, a list, or an object that holds a list."""
    for number, held in enumerate(value if isinstance(value, list) else _held(value), 1):
        yield from _entries(held, place=f"{stream.place}, record {number}", source=stream.place)


def _bounded(place: str, texts: Iterator[str]) -> str:
    kept, size = [], 0
    for text in texts:
        kept.append(text)
        size += len(text)
        if size > LINE_BYTES:
            limit = f"{LINE_BYTES >> 20} million characters"
            raise ReadError(f"one JSON object of more than {limit}; write its records as JSON Lines", place=place)
    return "".join(kept)


def _held(value: object) -> list[object]:
    """The records in a document: the list that it holds under a usual name, or itself."""
    if isinstance(value, Mapping) and not names_a_paper(value):
        fields = {str(name).lower(): held for name, held in value.items()}
        for name in LISTS:
            held = fields.get(name)
            if isinstance(held, list):
                return held
            if isinstance(held, Mapping) and held:
                return _held(held)
    return [value]


def _entries(value: object, *, place: str, source: str) -> Iterator[Entry]:
    """The papers of one value of a document; text that is itself a written record is read as that."""
    if isinstance(value, str) and is_literal(value):
        value = literal(value)
    elif isinstance(value, str) and _OBJECT.match(value):
        value = parsed(value)
    if isinstance(value, Broken):
        yield Skipped(place, "", value.reason)
    elif isinstance(value, (list, Mapping)):
        for item in value if isinstance(value, list) else _held(value):
            yield entry_of(item, place=place, source=source)
    else:
        yield entry_of(value, place=place, source=source)


JSON_LINES: Final = Reader(
    name="jsonl",
    what="JSON Lines: a record a line, with id, title and abstract under their usual names",
    example='{"id": "p1", "title": "Tiny Nets", "abstract": "We cut latency by 40%."}',
    sniff=_sniff_lines,
    papers=_lines,
)
JSON_DOCUMENT: Final = Reader(
    name="json",
    what="JSON: a list of records or an object that holds one (Hugging Face API, OpenReview, Semantic Scholar, ...)",
    example='[{"paper": {"id": "2501.00001", "title": "Tiny Nets", "summary": "We cut latency by 40%."}}]',
    sniff=_sniff_document,
    papers=_document,
)
