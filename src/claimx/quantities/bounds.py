"""Which bound stands on a number: the nearest qualifier before it, or directly after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimx.alternation import any_of
from claimx.records import Bound
from claimx.rulebook.model import QualifierRule

_REACH = 48
"""Characters before a number in which a qualifier and its fillers can stand."""
_WORD = re.compile(r"[^\s()\[\],;:—–]+")
_FILLERS = frozenset(
    [
        "a",
        "an",
        "only",
        "just",
        "the",
        "by",
        "of",
        "mere",
        "merely",
        "further",
        "another",
        "additional",
        "even",
        "impressive",
        "up",
        "remarkable",
        "total",
        "to",
        "mean",
    ]
)
_MARKS = "~∼≈≃≅≤≥<>=⩽⩾≲≳≦≧≪≫"
_LOOSE = frozenset({"under", "within", "below", "above", "around", "beyond", "near"})
"""Prepositions of place that bound a number, unless a spelled-out count follows."""


class Qualifier(NamedTuple):
    """A bound with the place where its words begin (before a number) or end (after it)."""

    bound: Bound
    at: int
    rule: str


class Bounds:
    """Finds qualifiers around a number."""

    def __init__(self, rules: tuple[QualifierRule, ...]) -> None:
        self._before: dict[str, QualifierRule] = {}
        after: dict[str, QualifierRule] = {}
        for rule in rules:
            target = self._before if rule.side == "before" else after
            target.update((phrase.lower(), rule) for phrase in rule.phrases)
        self._after = after
        self._longest = max((phrase.count(" ") + 1 for phrase in self._before), default=0)
        self._last = _FILLERS.union(phrase.rpartition(" ")[2] for phrase in self._before)
        """Words that a qualifier or its fillers can end with."""
        self._behind = re.compile(rf"\s(?P<phrase>{any_of(after, cased=False)})(?!\w|\sto\b)")

    def before(self, text: str, at: int, *, start: int, plain: bool, word: bool) -> Qualifier | None:
        """The qualifier whose words end before *at*; *plain* numbers may stand after a mere preposition (bound ``exact``)."""
        lowest = max(start, at - _REACH)
        if mark := self._mark(text, lowest, at):
            return mark
        last = text[lowest:at].rstrip().rpartition(" ")[2].lower()
        if last.isalpha() and last not in self._last:  # the common case; the rest only says the same more slowly
            return None
        words = list(_WORD.finditer(text, lowest, at))
        if words and text[words[-1].end() : at].strip() != "":
            return None
        for skipped in range(3):
            found = self._ending(text, words[: len(words) - skipped], plain=plain, word=word)
            if found is not None:
                return found
            if not _is_filler(text, words, skipped):
                return None
        return None

    def after(self, text: str, at: int, *, end: int) -> Qualifier | None:
        """The qualifier directly after *at*."""
        match = self._behind.match(text, at, end)
        if match is None:
            return None
        rule = self._after[match["phrase"].lower()]
        return Qualifier(rule.bound, match.end(), rule.id)

    def _mark(self, text: str, lowest: int, at: int) -> Qualifier | None:
        """A sign such as ~ or ≤ before the number, with or without a space."""
        end = at
        while end > lowest and text[end - 1] in " +$":
            end -= 1
        begin = end
        while begin > lowest and text[begin - 1] in _MARKS:
            begin -= 1
        rule = self._before.get(text[begin:end]) if begin < end else None
        return Qualifier(rule.bound, begin, rule.id) if rule else None

    def _dashed(self, word: str) -> QualifierRule | None:
        """The qualifier after a dash that lost its blanks ("suite-roughly 60%")."""
        rule = self._before.get(word.rpartition("-")[2]) if "-" in word else None
        return rule if rule is not None and rule.bound == "about" else None

    def _ending(self, text: str, words: list[re.Match[str]], *, plain: bool, word: bool) -> Qualifier | None:
        """The longest qualifier that ends with the last of *words*."""
        for length in range(min(self._longest, len(words)), 0, -1):
            taken = words[-length:]
            phrase = " ".join(found.group() for found in taken).lower().lstrip("'\"*")
            rule = self._before.get(phrase) or (self._dashed(phrase) if length == 1 else None)
            if rule is None or (rule.bound == "exact" and not plain) or (word and phrase in _LOOSE):
                continue
            if plain and rule.after and not _governs(rule, text, words[: len(words) - length], taken[0].start()):
                continue
            return Qualifier(rule.bound, taken[0].start(), rule.id)
        return None


def _is_filler(text: str, words: list[re.Match[str]], skipped: int) -> bool:
    """Whether the next word to be set aside says nothing of a bound, and stands in one phrase with the word before it."""
    if skipped == len(words) or words[-1 - skipped].group().lower() not in _FILLERS:
        return False
    left = words[-2 - skipped].end() if skipped + 2 <= len(words) else words[-1 - skipped].start()
    return not text[left : words[-1 - skipped].start()].strip()


def _governs(rule: QualifierRule, text: str, before: list[re.Match[str]], at: int) -> bool:
    """Whether the words *before* a qualifier at *at* make it one, and no preposition of what goes on before it."""
    if not before:
        return True
    gap = text[before[-1].end() : at]
    if gap.strip():
        return ")" not in gap
    word = before[-1].group().lower()
    return word in rule.after or word.endswith("ing")
