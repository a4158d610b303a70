"""RIS, the export of reference managers and literature databases.

Each record is handed to the parser by itself, so that one that is broken, or lacks its end, takes no other with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from claimx.errors import ReadError
from claimx.readers.reader import Entry, Reader, Skipped, parsing
from claimx.readers.record import entry_of
from claimx.readers.stream import Head, Stream

RECORD_CHARACTERS: Final = 4_000_000
"""The longest record that is read."""

_START = re.compile(r"^TY  ?- ?\w", re.MULTILINE)
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: |$)")
_END: Final = "ER  - \n"


def _sniff(head: Head) -> bool:
    return bool(_START.search(head.text[:4096]))


def _papers(stream: Stream) -> Iterator[Entry]:
    import rispy

    for number, lines in _records(stream.lines()):
        place = f"{stream.place}, line {number}"
        if sum(map(len, lines)) > RECORD_CHARACTERS:
            yield Skipped(place, "", f"a record of more than {RECORD_CHARACTERS:,} characters")
            continue
        try:
            with parsing("a RIS record", place=place):
                found = rispy.loads(_folded(lines) + _END, skip_unknown_tags=True)
        except ReadError as error:
            yield Skipped(place, "", error.message)
            continue
        for record in found:
            yield entry_of(record, place=place, source=stream.place)


def _records(lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each record, without its end, with the number of the first; what stands between them is left out."""
    began, kept = 0, list[str]()
    for number, line in enumerate(lines, 1):
        tag = _TAG.match(line)
        name = tag[1] if tag else ""
        if name in ("TY", "ER"):
            if kept:
                yield began, kept
            began, kept = number, [line] if name == "TY" else []
        elif kept:
            kept.append(_standard(line, tag))
    if kept:
        yield began, kept


def _folded(lines: Iterable[str]) -> str:
    """A record with each field on one line: for every further line of a field the parser would copy all before it."""
    from rispy.config import DELIMITED_TAG_MAPPING, LIST_TYPE_TAGS

    several = {*LIST_TYPE_TAGS, *DELIMITED_TAG_MAPPING}  # each line of these is a value of its own
    fields: list[list[str]] = []
    tag = ""
    for line in lines:
        begins = line[2:5] == "  -" and line[:2].isupper() and line[0].isalpha()
        tag = line[:2] if begins else tag
        if begins or tag in several:
            fields.append([line.rstrip()])
        else:
            fields[-1].append(line.strip())
    return "".join(" ".join(field) + "\n" for field in fields)


def _standard(line: str, tag: re.Match[str] | None) -> str:
    """A line with its tag as the standard spaces it."""
    return f"{tag[1]}  - {line[tag.end() :]}" if tag else line


READER: Final = Reader(
    name="ris",
    what="RIS: the export of reference managers and literature databases",
    example="TY  - JOUR\nTI  - Tiny Nets\nAB  - We cut latency by 40%.\nER  - ",
    sniff=_sniff,
    papers=_papers,
)
