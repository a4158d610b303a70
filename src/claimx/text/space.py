"""White space and hard line wraps: one space between words, none at the ends."""

from __future__ import annotations

import re

from claimx.text.aligned import Edit

_RUN = re.compile(r"\s{2,}|[^\S ]|\A\s+|\s+\Z")
_WRAP = re.compile(r"(?<=\w)-[ \t]*[\r\n]+[ \t]*(?=\w)(?!(?:and|or|to|und)\b)")
_FRAGMENT = re.compile(
    r"(?:[a-z]?tions?|s?sions?|ings?|ments?|ful|fully|ness|ity|ities|ative|atively|able|ably|ance|ances|ence|ences|"
    r"ously|ical|ically|izing|ized|ization|ising|ised|isation|lution|lutional|formance|tectures?|rithms?|proves?|"
    r"proved|provements?|guages?|curacy|sults|ples|ters?|ral|nal|mance|ture|tures|ble|bly|ly|ed)\b"
)
"""Ends of words that are no words: a hyphen before them at a wrap was put there by the wrap."""


def wraps(text: str) -> list[Edit]:
    """A hyphen at the end of a line stays, without the break; it goes where what follows is no word."""
    edits = []
    for m in _WRAP.finditer(text):
        broken = text[m.start() - 1].islower() and _FRAGMENT.match(text, m.end())
        edits.append(Edit(m.start(), m.end(), "" if broken else "-"))
    return edits


def white_space(text: str) -> list[Edit]:
    """Line ends, tabs, wide spaces and runs of spaces become one space."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return []
    return [Edit(m.start(), m.end(), "" if m.start() == 0 or m.end() == len(text) else " ") for m in _RUN.finditer(text)]
