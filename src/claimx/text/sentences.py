"""Sentence boundaries of normal text."""

from __future__ import annotations

import re

from claimx.span import Span
from claimx.text.space import PARAGRAPH

_STOP = re.compile(rf"[.!?](?:[\"')\]]{{0,2}}[ {PARAGRAPH}]|(?=[A-Z][A-Za-z]+[ ,]))|{PARAGRAPH}")
_ABBREVIATIONS = frozenset(
    "e.g i.e eg ie vs v.s cf fig figs eq eqs tab no nos vol ref refs approx ca resp viz incl dr mr mrs prof st "
    "alg thm def prop ch pp".split()
)
"""After these a sentence goes on, whatever follows."""

_MOSTLY = frozenset(
    "w.r.t a.k.a aka i.i.d b.c a.d ph.d u.s u.k e.t.c max min avg dept inc ltd co corp ed eds dist est num std temp "
    "hr hrs ms sec secs jr sr p".split()
)
"""After these a sentence goes on, unless a word follows that begins one."""

_BEGINNINGS = frozenset(
    "A Across Additionally All Although An As At Based Because Beyond Both Building By Code Compared Comprehensive "
    "Consequently Crucially Despite Due Each Empirical Empirically Evaluated Evaluation Existing Experimental Experiments "
    "Extensive Finally First For From Further Furthermore Given Hence Here However If Importantly In Instead It Its Many "
    "Meanwhile Moreover Most Motivated Notably On One Our Overall Prior Recent Recently Remarkably Results Second "
    "Several Since Specifically Such Surprisingly That The Their Then There Therefore These They This Those Through Thus "
    "To Together Under Unlike Using We What When Whereas Whether Which While With Without Yet".split()
)
"""Words that, written with a capital, nearly always begin a sentence."""

LONGEST = 1500
"""Characters of the longest sentence; nobody writes a longer one, and what reads sentences may compare all its numbers."""
_INITIALS = re.compile(r"[A-Z](?:\.-?[A-Z])*")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,2}|[ivx]{1,4}|[A-Za-z])")
_LOOK_BACK = 32
"""Characters in which the last word before a full stop is sought."""


def sentences(text: str) -> list[Span]:
    """The sentences of *text*, in order, without the white space between them.

    >>> [s.of("Up 3% vs. BERT, i.e. more. It runs.") for s in sentences("Up 3% vs. BERT, i.e. more. It runs.")]
    ['Up 3% vs. BERT, i.e. more.', 'It runs.']
    """
    out: list[Span] = []
    at = 0
    for m in _STOP.finditer(text):
        stop, following = m.span()
        if following == len(text) or _ends(text, at, stop, following):
            _add(out, text, at, following)
            at = following
    _add(out, text, at, len(text))
    return out


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    """Add the sentence without the blanks around it, unless there is nothing else."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        out.append(Span(start, cut))
        start = cut + 1 if text[cut].isspace() else cut
    if start < end:
        out.append(Span(start, end))


def _ends(text: str, at: int, stop: int, following: int) -> bool:
    """Whether the sign at *stop* ends the sentence that began at *at*."""
    sign = text[stop]
    if sign == PARAGRAPH or text[following - 1] == PARAGRAPH:
        return True
    ahead = text[following]
    if sign != ".":
        return not ahead.islower()
    start = max(at, stop - _LOOK_BACK)
    word = text[max(start, text.rfind(" ", start, stop) + 1) : stop]
    if following == stop + 1:
        return _lacks_blank(text, word, following)
    if ahead.isupper() and len(word) > 5 and word.isalpha():  # the common case; the rest only says the same more slowly
        return True
    return _ends_behind(text, at, stop - len(word), word, following)


def _ends_behind(text: str, at: int, start: int, word: str, following: int) -> bool:
    """Whether the full stop behind *word*, which stands at *start*, ends the sentence."""
    bare = word.strip("\"'()[],").lower()
    if bare in _ABBREVIATIONS and word[-1:].isalpha() and not (bare == "no" and _begins(text, following)):
        return False
    if bare in ("al", "etc"):
        return text[following].isupper()
    if bare in _MOSTLY or _INITIALS.fullmatch(word.lstrip("([")):
        return _begins(text, following)
    if _LIST_NUMBER.fullmatch(word) and (start == at or text[start - 2 : start] in (": ", "; ")):
        return False
    ahead = text[following]
    if ahead.islower():
        return len(bare) > 3 and bare.isalpha() and text[following : following + 12].split(" ")[0].isalpha()
    return True


def _begins(text: str, at: int) -> bool:
    """Whether a word that begins sentences stands at *at*."""
    end = at
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[at:end] in _BEGINNINGS


def _lacks_blank(text: str, word: str, following: int) -> bool:
    """Whether "faster.We find" is two sentences: not in an address or a dotted name such as Node.Js."""
    if any(sign in word for sign in ("/", "@", "www.")) or word[-1:].isspace():
        return False
    return _begins(text, following) or (len(word) > 2 and ((word.islower() and word.isalpha()) or word[-1] in "%)"))
