"""Blocks of labelled lines, one block a paper: ``Title: ...``, ``PDF: ...``, ``Summary: ...``, ``---``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from claimx.readers.reader import Entry, Reader
from claimx.readers.record import ABSTRACTS, TITLES, entry_of
from claimx.readers.stream import Head, Stream

_LINE = re.compile(r"\*{0,2}([A-Za-z][A-Za-z _-]{1,20})\*{0,2}\s?[:\uff1a]\*{0,2}[^\S\n]*(.*)", re.DOTALL)
_NAMES: Final = frozenset(
    (*TITLES, *ABSTRACTS, "url", "pdf", "link", "date", "published", "id", "doi", "year", "authors", "author")
)
_RULE = re.compile(r"\A[^\S\n]{0,20}(?:-{3,}|={3,}|\*{3,}|_{3,})\s*\Z")


def _field(line: str) -> tuple[str, str] | None:
    match = _LINE.match(line)
    name = match[1].strip().lower().replace(" ", "_") if match else ""
    return (name, match[2]) if match and name in _NAMES else None


def _sniff(head: Head) -> bool:
    lines = head.start[:32_768].splitlines()
    first = _field(lines[0]) if lines else None
    names = {found[0] for line in lines if (found := _field(line))}
    return (
        first is not None
        and lines[0].lstrip("*")[0].isupper()
        and not names.isdisjoint(TITLES)
        and not names.isdisjoint(ABSTRACTS)
    )


def _papers(stream: Stream) -> Iterator[Entry]:
    for number, block in _blocks(stream.lines()):
        yield entry_of(block, place=f"{stream.place}, line {number}", source=stream.place)


def _blocks(lines: Iterator[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The fields of each block with the number of its first line; a rule, or a label that comes again, begins a new one."""
    began, block, name = 0, dict[str, list[str]](), ""
    for number, line in enumerate(lines, 1):
        found = _field(line)
        if block and (_RULE.match(line) or (found and found[0] in block and found[0] in TITLES)):
            yield began, _joined(block)
            block, name = {}, ""
        if found:
            began, name = began if block else number, found[0]
            block.setdefault(name, []).append(found[1])
        elif name:
            block[name].append(line)
    if block:
        yield began, _joined(block)


def _joined(block: dict[str, list[str]]) -> dict[str, str]:
    return {name: "".join(lines).strip() for name, lines in block.items()}


READER: Final = Reader(
    name="labelled",
    what="blocks of labelled lines (Title, PDF, Summary), divided by rules or blank lines",
    example="Title: Tiny Nets\nPDF: https://arxiv.org/pdf/2501.00001\nSummary: We cut latency by 40%.\n---",
    sniff=_sniff,
    papers=_papers,
)
