"""Records that a script wrote with Python's ``repr`` instead of as JSON."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from typing import Final

from claimx.readers.json_elements import Broken
from claimx.readers.reader import Entry, Reader, Skipped
from claimx.readers.record import entry_of
from claimx.readers.stream import Head, Stream

LITERAL_CHARACTERS: Final = 1_000_000
"""The longest literal that is read; longer ones cost too much memory."""

_START = re.compile(r"\{\s*'[\w -]{1,40}'\s*:")


def is_literal(text: str) -> bool:
    """Whether *text* begins as the ``repr`` of a dictionary with text keys does."""
    return bool(_START.match(text.lstrip()))


def literal(text: str) -> object:
    """The value that *text* writes as a Python literal, ``Broken`` where it writes none; nothing is ever run."""
    if len(text) > LITERAL_CHARACTERS:
        return Broken(f"a Python literal of more than {LITERAL_CHARACTERS:,} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        return Broken(f"not a Python literal: {type(error).__name__}")


def _sniff(head: Head) -> bool:
    return is_literal(head.start)


def _papers(stream: Stream) -> Iterator[Entry]:
    for number, line in enumerate(stream.lines(), 1):
        if not line.strip():
            continue
        place, value = f"{stream.place}, line {number}", literal(line)
        if isinstance(value, Broken):
            yield Skipped(place, "", value.reason)
        else:
            yield entry_of(value, place=place, source=stream.place)


READER: Final = Reader(
    name="repr",
    what="lines that a Python script wrote with repr() where JSON was meant",
    example="{'id': '2501.00001', 'title': 'Tiny Nets', 'abstract': 'We cut latency by 40%.'}",
    sniff=_sniff,
    papers=_papers,
)
