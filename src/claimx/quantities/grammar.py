"""The written forms of numbers and of what stands directly after them, as two compiled expressions.

`Grammar.number` reads a number at a place where one may begin (see `claimx.quantities.places`), and `Grammar.tail`,
matched at its end, reads scale, unit and sign. Both are free of nested quantifiers, so their time is linear in the
length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimx.alternation import any_of
from claimx.quantities.numerals import Numerals
from claimx.rulebook.model import UnitRule

DIGITS = r"(?:\d{1,3}(?:[,']\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\w%×]|[.,]\d)|\d+)(?:\.\d+)?"
_POWER = r"\^\{?[-−+]?\d+\}?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_SCIENTIFIC = r"\s?[×x·]\s?10(?:\^\{?[-−+]?\d+\}?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|[eE][-−+]?\d+(?![\w.])"
_PERCENT = r"\s?%(?!\s?points?\b)|[ -]per\s?cent(?!age|ile)(?!\s+points?)\b|[ -]percentage(?!\s+points?)\b"
_POINT = (
    r"\s?%[ -]points?\b|[ -](?:absolute[ -])?(?:(?:percentage|percent|absolute|%)[ -])?points?\b"
    r"|[ -]?(?:pp|ppt|ppts|pps|p\.p\.)(?!\w)"
)
_COMPARED = (
    r"more|less|fewer|as|the|that|better|worse|speed\w*|acceleration|improvement|reduction|increase|decrease|compression"
    r"|higher|lower|over|compared|in\scomparison|relative\sto|throughput|efficiency|gain|gains|what|their|its|our|\w{2,}er"
)
_TIMES = (
    rf"\s?[×xX](?![\w×])(?!\s?\d)|[ -]?folds?\b|times\b"
    rf"|[ -]times(?=\s+(?:{_COMPARED}|[a-z-]+\s(?:reduction|compression|improvement|increase|decrease|speed-?up))\b)"
)
_DEVICE = r"NVIDIA|Nvidia|GeForce|RTX|GTX|Tesla|TPU|GPU|Ascend|Quadro|Xeon|MI\d|[AHVLPBTM]\d{1,4}\b|GH\d|GB\d"


class Grammar:
    """The expressions built from number words and units of a rulebook."""

    def __init__(self, numerals: Numerals, units: tuple[UnitRule, ...]) -> None:
        self.number = re.compile(_number(numerals))
        self.exact: dict[str, UnitRule] = {}
        self.surfaces: dict[str, UnitRule] = {}
        for rule in units:
            self.exact.update(
                (surface, rule) for surface in (rule.symbol, *rule.exact) if surface[:1].isalpha() or surface[0] == "°"
            )
            self.surfaces.update((surface.lower(), rule) for surface in rule.surfaces)
        self.tail = re.compile(self._tail(numerals))

    def unit(self, surface: str) -> UnitRule | None:
        """The unit written as *surface*, its case first."""
        surface = " ".join(surface.split())
        return self.exact.get(surface) or self.surfaces.get(surface.lower())

    def _tail(self, numerals: Numerals) -> str:
        scales = any_of(numerals.scales, cased=False)
        letters = "".join(sorted(numerals.suffixes))
        exact = any_of(surface for surface in self.exact if surface not in numerals.suffixes)
        words = any_of(self.surfaces, cased=False, blank=r"[\s-]")
        unit = rf"(?:{exact})(?![\w'’]|\s?&\s?[A-Z])|(?:{words})(?!\w|\sof\sfreedom)"
        scale = (
            rf"[ -]?(?:(?i:hundred)\s+)?(?:{scales})[sS]?\b"
            rf"|[{letters}](?![A-Za-z0-9])|\s[KMGB](?![\w'’.-])|[KMGTP](?=(?:FLOP|MAC|Op|OP)s?\b)"
        )
        owner = r"(?:[A-Z][\w-]*[ -]){0,2}?(?:GPU|TPU|CPU|[A-Z]\d{1,3}0?0?[A-Z]?|core|node|machine|person|man)[ -]"
        return (
            rf"(?:\s?-?(?P<glued>(?:{exact})(?![\w'’]|\s?&\s?[A-Z])))"
            rf"|(?P<scale>{scale})?(?P<plus>\+(?!\s?\d))?"
            rf"(?:(?P<percent>{_PERCENT})|(?P<point>{_POINT})"
            rf"|(?P<devices>\s?[×x]\s?(?={_DEVICE}))|(?P<times>{_TIMES})"
            rf"|(?P<orders>[ -](?:full[ -])?orders?[ -]of[ -]magnitudes?)"
            rf"|[\s-]?(?P<unit>{unit})|\s(?P<owned>{owner}(?P<span>hours?|days?|minutes?|years?|months?)\b))?"
            rf"(?P<more>\+(?!\s?\d))?"
        )


def _number(numerals: Numerals) -> str:
    count, scale = _word(numerals.counts), _word(numerals.scales)
    single = rf"(?:{count})(?:[ -](?:{_word(w for w, v in numerals.counts.items() if 0 < v < 10)})\b)?"
    spelled = (
        rf"(?:{single})(?:[ -]hundred(?:[ -](?:and[ -])?{single})?)?(?:[ -](?:{scale}))*"
        rf"|an?\s(?:{scale})(?:\s(?:{scale}))*"
    )
    fraction = rf"(?:(?:{count}|an?)[ -])?(?:{_word(numerals.fractions)})(?:\s(?:of\s)?(?:an?\s)?(?:{scale})(?!\w))?"
    return (
        rf"(?P<digits>{DIGITS})(?P<exponent>{_SCIENTIFIC}|{_POWER})?"
        rf"|(?<![\w-])(?i:(?P<order>an\sorder\sof\smagnitude)"
        rf"|(?P<fraction>{fraction})|(?P<multiple>{_word(numerals.multiples)})|(?P<spelled>{spelled}))(?![\w])"
    )


def _word(words: Iterable[str]) -> str:
    """Any of *words* in either case, also where the flag for that is set around it."""
    return f"(?-i:{any_of(words, cased=False)})"
