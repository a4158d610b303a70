"""Odd characters: what cannot be seen is dropped, what looks like an ordinary character becomes one."""

from __future__ import annotations

import html
import re
import unicodedata

from claimx.text.aligned import Edit

_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef"
)
_LIKE = {
    "'": "‘’‚‛ʼ′´＇",
    '"': "“”„‟″«»＂",
    "-": "‐‑−﹣－⁃",
    "–": "‒",
    "—": "―⸺⸻",
    "~": "∼˜～〜",
    "≈": "≃≅",
    "≤": "⩽≦",
    "≥": "⩾≧",
    "×": "✕✖⨯⨉",
    "·": "⋅∙‧",
    "°": "˚",
    "µ": "μ",
    "→": "⟶➔➜⇒⟹➝",
    "*": "∗＊",
    "/": "⁄∕／",
    ":": "：",
    ".": "。．",
    ",": "，",
    "...": "…",
    "°C": "℃",
    "%": "％﹪٪",
}
"""Ordinary text on the left, the characters that become it on the right."""

_ORDINARY = {odd: plain for plain, odds in _LIKE.items() for odd in odds}
_HALVES = {"½": "5", "¼": "25", "¾": "75"}
_FOLDED = "\ufb00-\ufb06\uff01-\uff5d\U0001d400-\U0001d7ff⅓⅔⅛⅜⅝⅞½¼¾\u2126\u212a\u212b"
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True))

_RAISED, _LOWERED = "".join(_SUPERSCRIPTS), "".join(_SUBSCRIPTS)
_ODD = re.compile(
    f"[{_INVISIBLE}{''.join(_ORDINARY)}{_RAISED}{_LOWERED}{_FOLDED}](?:(?<=[{_RAISED}])[{_RAISED}]+|(?<=[{_LOWERED}])[{_LOWERED}]+)?"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_COMBINING = re.compile("[\u0300-\u036f]+")
_ENTITY = re.compile(
    r"&(?P<again>(?:amp;|#0?38;|#[xX]26;)*+)(?P<name>(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)?"
)


def odd_characters(text: str) -> list[Edit]:
    """Invisible characters, look-alikes, ligatures, wide and raised forms."""
    if text.isascii():
        return [] if text.isprintable() else [Edit(m.start(), m.end(), "") for m in _CONTROL.finditer(text)]
    return [Edit(m.start(), m.end(), _ordinary(m)) for m in _ODD.finditer(text)]


def _ordinary(match: re.Match[str]) -> str:
    found = match.group()
    first = found[0]
    if first in _ORDINARY:
        return _ORDINARY[first]
    if first in _SUPERSCRIPTS:
        return "^" + "".join(map(_SUPERSCRIPTS.__getitem__, found))
    if first in _SUBSCRIPTS:
        return "_" + "".join(map(_SUBSCRIPTS.__getitem__, found))
    if first in _HALVES and match.string[match.start() - 1 : match.start()].isdecimal():
        return "." + _HALVES[first]
    folded = unicodedata.normalize("NFKC", found).replace("\u2044", "/")
    return folded if folded != found else ""


def combining_marks(text: str) -> list[Edit]:
    """A letter and the marks that follow it become the one character that Unicode has for them, if it has one."""
    if text.isascii():
        return []
    edits = []
    for m in _COMBINING.finditer(text):
        start = m.start() - 1
        if start >= 0:
            composed = unicodedata.normalize("NFC", text[start : m.end()])
            if len(composed) == 1:
                edits.append(Edit(start, m.end(), composed))
    return edits


def entities(text: str) -> list[Edit]:
    """HTML character references, also those escaped more than once: ``&amp;lt;``."""
    found = ((m, html.unescape(f"&{m['name'] or ''}")) for m in _ENTITY.finditer(text))
    return [Edit(m.start(), m.end(), meaning) for m, meaning in found if meaning != m.group()]
