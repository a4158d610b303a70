"""White space, hard line wraps, ties and dashes: one space between words, one sign between paragraphs."""

from __future__ import annotations

import re

from claimx.text.aligned import Edit
from claimx.text.passes import becomes

PARAGRAPH = "\u2029"
"""What a blank line becomes; no sentence reaches over it."""

_BLANK = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u202f\u205f\u3000"
"""White space other than a space and `PARAGRAPH`."""
_ODD_BLANK = re.compile(f"[{_BLANK}]")
_LINE_END = re.compile(r"[\n\r]\s*")
_ITEM = re.compile(r"[•‣◦▪]|[*-] [A-Z0-9]")
_DASHES = re.compile(r"--+")
_WRAP = re.compile(r"-(?<=\w-)[ \t]*[\r\n]+[ \t]*(?=\w)(?!(?:and|or|to|und)\b)")
_FRAGMENT = re.compile(
    r"(?:[a-z]?tions?|s?sions?|ings?|ments?|ful|fully|ness|ity|ities|ative|atively|able|ably|ance|ances|ence|ences|"
    r"ously|ical|ically|izing|ized|ization|ising|ised|isation|lution|lutional|formance|tectures?|rithms?|proves?|"
    r"proved|provements?|guages?|curacy|sults|ples|ters?|ral|nal|mance|ture|tures|ble|bly|ly|ed)\b"
)
"""Ends of words that are no words: a hyphen before them at a wrap was put there by the wrap."""

soft_wraps = becomes("\u00ad[ \\t]*[\\r\\n]+[ \\t]*", "")
"""A soft hyphen at the end of a line says that the word goes on."""

ties = becomes(r"~(?:(?<=[A-Za-z).,:]~)(?=[\dA-Za-z(])|(?<=[0-9%]~)(?=[A-Za-z(])|(?<=≈~)|(?<=≈ ~))", " ")
"""A tie between words is a space; between two numbers or before one it means about."""


def dashes(text: str) -> list[Edit]:
    """``--`` becomes a dash, ``---`` a long one."""
    return [Edit(m.start(), m.end(), "–" if m.end() - m.start() == 2 else "—") for m in _DASHES.finditer(text)]


def wraps(text: str) -> list[Edit]:
    """A hyphen at the end of a line stays, without the break; it goes where what follows is no word."""
    edits = []
    for m in _WRAP.finditer(text):
        broken = text[m.start() - 1].islower() and _FRAGMENT.match(text, m.end())
        edits.append(Edit(m.start(), m.end(), "" if broken else "-"))
    return edits


def paragraphs(text: str) -> list[Edit]:
    """A blank line before a new beginning, or a line end before a list item, becomes one `PARAGRAPH`."""
    return [Edit(m.start(), m.end(), PARAGRAPH) for m in _LINE_END.finditer(text) if _parts(text, m)]


def _parts(text: str, m: re.Match[str]) -> bool:
    following = text[m.end() : m.end() + 1]
    if not following or following.islower():
        return False
    return m.group().count("\n") > 1 or m.group().count("\r") > 1 or _ITEM.match(text, m.end()) is not None


def white_space(text: str) -> list[Edit]:
    """Line ends, tabs and wide spaces become spaces."""
    if text.isprintable():
        return []
    return [Edit(m.start(), m.end(), " ") for m in _ODD_BLANK.finditer(text)]


runs = becomes("  +", " ")
around_paragraphs = becomes(f"(?: {PARAGRAPH}|{PARAGRAPH}[ {PARAGRAPH}])[ {PARAGRAPH}]*", PARAGRAPH)
