"""Sentence boundaries of normal text."""

from __future__ import annotations

import re

from claimx.span import Span

_END = re.compile(r"[.!?][\"')\]]{0,2}\s+(?=\S)|(?<=[a-z0-9%)]{3})[.!?](?=[A-Z][a-z]+\s)")
_LAST_WORD = re.compile(r"([\w.'-]+)[\"')\]]{0,2}$")
_ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "etc",
        "vs",
        "al",
        "cf",
        "fig",
        "figs",
        "eq",
        "eqs",
        "sec",
        "secs",
        "tab",
        "no",
        "nos",
        "approx",
        "resp",
        "ca",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "w.r.t",
        "viz",
        "incl",
        "max",
        "min",
        "avg",
        "dept",
        "inc",
        "ltd",
        "co",
        "ref",
        "refs",
        "vol",
        "pp",
        "ed",
        "eds",
        "dist",
        "est",
        "a.k.a",
        "aka",
        "i.i.d",
        "b.c",
        "a.d",
        "ph.d",
        "u.s",
        "u.k",
        "e.t.c",
        "v.s",
        "num",
    ]
)
_NEEDS_MORE = frozenset(
    [
        "fig",
        "figs",
        "eq",
        "eqs",
        "sec",
        "secs",
        "no",
        "nos",
        "vol",
        "ref",
        "refs",
        "tab",
        "approx",
        "ca",
        "vs",
        "v.s",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "cf",
        "resp",
    ]
)
_LOOK_BACK = 24


def sentences(text: str) -> list[Span]:
    """The sentences of *text*, in order, without the white space between them.

    >>> [s.of("Up 3% vs. BERT, i.e. more. It runs.") for s in sentences("Up 3% vs. BERT, i.e. more. It runs.")]
    ['Up 3% vs. BERT, i.e. more.', 'It runs.']
    """
    out: list[Span] = []
    at = 0
    for m in _END.finditer(text):
        stop = m.start() + len(m.group().rstrip())
        if _is_boundary(text, m.start(), m.end()):
            out.append(Span(at, stop))
            at = m.end()
    out.append(Span(at, len(text.rstrip())))
    return [_trimmed(text, span) for span in out if text[span.start : span.end].strip()]


def _trimmed(text: str, span: Span) -> Span:
    start = span.start
    while start < span.end and text[start].isspace():
        start += 1
    return Span(start, span.end)


def _is_boundary(text: str, stop: int, following: int) -> bool:
    """Whether the sign at *stop* ends a sentence: no abbreviation, no initial, and a beginning after it."""
    if text[stop] != ".":
        return text[following : following + 1].isupper() or text[following : following + 1].isdigit()
    found = _LAST_WORD.search(text[max(0, stop - _LOOK_BACK) : stop])
    word = found.group(1).lower().strip(".'") if found else ""
    ahead = text[following]
    if word in _ABBREVIATIONS:
        return word not in _NEEDS_MORE and ahead.isupper() and word in ("etc", "al") and not _year(text, following)
    if len(word) == 1 and word.isalpha() and found is not None and found.group(1).isupper():
        return False
    if ahead.islower():
        return len(word) > 3 and word.isalpha() and text[following : following + 12].split(" ")[0].isalnum()
    return True


def _year(text: str, at: int) -> bool:
    return text[at : at + 1] in "(["
