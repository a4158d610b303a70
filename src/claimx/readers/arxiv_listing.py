r"""arXiv's own text files: the daily mail and listing, with a ``\\`` line around each record, and ``.abs`` records.

A replacement is announced without its abstract; it is read as a paper without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from claimx.readers.reader import Entry, Reader, Skipped
from claimx.readers.record import make_paper
from claimx.readers.stream import Head, Stream

RECORD_LINES: Final = 2_000
"""The longest record that is read."""

_RULE = re.compile(r"-{70,}\s*$|(?:%{2,3}-{2,3}){5}")
_SEPARATOR = re.compile(r"\\\\(?: \(|\s*$)")
_ID = re.compile(r"(?:arXiv|Paper):\s?([a-z-]{0,16}(?:\.[A-Z]{2})?/?[\d.]{5,12})(?:v\d{1,3})?", re.IGNORECASE)
_FIELD = re.compile(r"([A-Z][A-Za-z-]{2,20}): ?(.*)", re.DOTALL)
_SNIFF = re.compile(r"^\\\\[ \t]*\r?\n(?:arXiv|Paper):", re.MULTILINE)
_REPLACED = re.compile(r"replaced with revised version (.{5,40}?)\s{2,}")


def _sniff(head: Head) -> bool:
    return bool(_SNIFF.search(head.text))


def _papers(stream: Stream) -> Iterator[Entry]:
    for number, record in _records(stream.lines()):
        yield _paper(record, place=f"{stream.place}, line {number}", source=stream.place)


def _records(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    r"""The lines from each ``\\`` before an id up to the ruler or the next such ``\\``."""
    began, record, previous = 0, list[str](), ""
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        begins = previous.strip() == "\\\\" and bool(_ID.match(line))
        if (begins or _RULE.match(line)) and record:
            yield began, record[:-1] if begins else record
            record = []
        if begins:
            began, record = number, [line]
        elif record and len(record) < RECORD_LINES:
            record.append(line)
        previous = line
    if record:
        yield began, record


def _paper(record: list[str], *, place: str, source: str) -> Entry:
    fields, body, parts = dict[str, str](), list[str](), 0
    name = ""
    for line in record[1:]:
        if _SEPARATOR.match(line):
            parts += 1
        elif parts == 1:
            body.append(line)
        elif match := _REPLACED.match(line + "  "):
            fields["Date"] = match[1]
        elif not parts and line.startswith(" ") and name:
            fields[name] += "\n" + line
        elif not parts and (match := _FIELD.fullmatch(line)):
            name = match[1]
            fields.setdefault(name, match[2])
    id = _ID.match(record[0])
    title = fields.get("Title", "")
    if not title and not body:
        return Skipped(place, id[1] if id else "", "a listing record without a title and an abstract")
    return make_paper(title, "\n".join(body), source=source, id=id[1] if id else "", date=fields.get("Date"))


READER: Final = Reader(
    name="arxiv-listing",
    what="arXiv's daily mail, its listing files and .abs records",
    example="\\\\\narXiv:2501.00001\nDate: Wed, 1 Jan 2025 10:00:00 GMT\n\nTitle: Tiny Nets\nAuthors: A. Writer\n\\\\\n"
    "  We cut latency by 40%.\n\\\\",
    sniff=_sniff,
    papers=_papers,
)
