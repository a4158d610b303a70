"""Dollar signs: those around mathematics go, those before an amount of money stay."""

from __future__ import annotations

import re

from claimx.text.aligned import Edit

_DOLLAR = re.compile(r"(?<!\\)\$")
_LONGEST = 400
"""Characters of one formula in an abstract; between two dollar signs further apart stands prose."""
_COMMAND = re.compile(r"\\[A-Za-z]+(?:\{[^{}]{0,80}\})?")
_COMMAND_LAST = re.compile(r"\\[A-Za-z]+\Z")
_WORD = re.compile(r"[A-Za-z]{3,}")
_FORMULA = re.compile(r"[\\^_{}=<>]")


def dollars(text: str) -> list[Edit]:
    """The pairs of signs that enclose a formula."""
    edits: list[Edit] = []
    opening: int | None = None
    for m in _DOLLAR.finditer(text):
        if opening is not None and _encloses_formula(text, opening + 1, m.start(), m.end()):
            edits += [Edit(opening, opening + 1, ""), Edit(m.start(), m.end(), _parting(text, opening, m.end()))]
            opening = None
        else:
            opening = m.start()
    return edits


def _encloses_formula(text: str, start: int, end: int, after: int) -> bool:
    """Whether ``text[start:end]``, between two dollar signs, is a formula."""
    if not start < end <= start + _LONGEST:
        return False
    inner = text[start:end]
    words = len(_WORD.findall(_COMMAND.sub(" ", inner)))
    if inner[0].isspace() and not inner[-1].isspace() and text[max(0, start - 2)].isdecimal():  # "from 5$ to 3$"
        return False
    if not inner[0].isdecimal():
        return words <= 3
    if not inner[-1].isalnum() and text[after : after + 1].isdecimal():  # "$10-$20"
        return False
    return words == 0 or (words == 1 and (" " not in inner or _FORMULA.search(inner) is not None))


def _parting(text: str, opening: int, after: int) -> str:
    r"""What keeps the name of a command from growing by the letters behind the formula: ``$\times$RTX``."""
    return "{}" if text[after : after + 1].isalpha() and _COMMAND_LAST.search(text, opening, after - 1) else ""
