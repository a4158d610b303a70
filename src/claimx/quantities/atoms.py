"""Single numbers with what is glued to them: the parts that pairs are joined from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from claimx.mentions import Form
from claimx.quantities.grammar import DIGITS, Grammar
from claimx.quantities.numerals import Numerals, decimal, power

Sign = Literal["", "+", "-"]
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_CURRENCY = re.compile(r"(?:(?:US|A|C)?\$|€|£|¥)\s?$")
_DELTA = re.compile(r"(?:Δ|\b[Dd]elta)\s?$")
"""A sign of difference before a number: "(Δ3.4%)"."""
_DOLLARS = re.compile(r"\s(?:US\s)?(?:dollars?|USD)\b")
_TOTAL = re.compile(
    rf"\s?/\s?(?P<slash>{DIGITS})(?![\d/%]|\.\d|-\w)|\s(?:out\s)?of\s(?:the\s|all\s)?(?P<of>{DIGITS})(?![\d%×/]|[.,]\d|\s?[kKMB%x×]\b)"
)
_GLUED = re.compile(r"[A-Za-z@_][@_-]?\Z")
"""What a digit is part of a name behind: F1 of 88.6, top-1 of 83.1, R@1 of 64.2."""
_WORD_TOTAL = re.compile(r"\s(?:out\s)?of\s(?:the\s|all\s)?(?P<word>[a-z]+(?:-[a-z]+)?)\b")
_DEVIATION = re.compile(rf"\s?(?P<open>\()?\s?(?:±|\+/-|\+-)\s?{DIGITS}(?P<percent>\s?%)?(?(open)\s?\))")
_BEST = re.compile(
    rf"\s(?:out\s)of\s{DIGITS}(?!\d|\s?%)|(?<=\.\d)/(?:4|5|7|10|20|25|30|40|50|100)(?![\d%×/]|[.,]\d|\s?[kKMB%x×]\b)"
)
"""The best value that can be had: 4.6 out of 5, 16.2/25."""
_COMPOUND = re.compile(r"-(?!to-|or-)(?:and-)?(?P<noun>[A-Za-z][A-Za-z]+)")
_SHAPE = re.compile(rf"\s?[×xX*]\s?({DIGITS})(?:\s?[×xX*]\s?({DIGITS}))?(?![\w×]|\.\d)")
_QUALIFIED = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|up to|over|more than|at least|only|just|average)\s)*[~≈>≥$]?"
)
_FACTOR = re.compile(
    rf"\b(?:factors?|speed-?\s?ups?)\s(?:of|up\sto|(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))\s(?:from|between))\s{_QUALIFIED}$",
    re.IGNORECASE,
)
_AS_FACTOR = re.compile(r"\s(?:speed-?\s?ups?|acceleration)\b")
_MULTIPLIED = re.compile(rf"\b(?:by|of|to|at|is|are|was|were|an?)\s{_QUALIFIED}(?:{DIGITS}\s?(?:-|–|~|to\s)\s?)?$")
"""Words before which "15 times" is a multiple and no frequency."""
_PERCENTAGE = re.compile(
    rf"\bpercentages?\s(?:increase|decrease|improvement|reduction|gain|drop|change|error)s?\sof\s{_QUALIFIED}$"
)
_POINTS = re.compile(r"\s(?:[A-Z][\w-]*\s){1,2}(?:percentage\s)?points?\b")
_FREQUENCY = re.compile(r"\stimes\b")
_THOUSANDS = re.compile(r"[1-9]\d{1,2}\.000")
"""Thousands set off by a point, where things follow: "15.000 business spreadsheets"."""
_THINGS = re.compile(r"\s(?:[a-z][a-z-]+\s){0,3}[a-z][a-z-]+s\b")
_LONGEST_DELTA = 7
_REACH = 48
"""Characters before a number in which the words that make it a multiple can stand."""
_PARTS = {(2, 3), (3, 4), (2, 5), (3, 5), (4, 5), (3, 8), (5, 8)}


@dataclass(slots=True, kw_only=True)
class Atom:
    """One number as written. ``start``/``end`` cover the quote, ``outer_*`` also sign, currency and deviation."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    raw: float
    """The number without its scale word."""
    value: float
    number_end: int
    """Where the numeral ends, before scale and unit."""
    value2: float | None = None
    form: Form = "bare"
    unit: str = ""
    sign: Sign = ""
    scaled: bool = False
    word: bool = False
    decimal: bool = False
    plus: bool = False
    orders: bool = False
    total: float | None = None
    compound: str = ""
    note: str = ""
    rules: list[str] = field(default_factory=list)


class Atoms:
    """Reads the numbers of a text one by one."""

    def __init__(self, grammar: Grammar, numerals: Numerals) -> None:
        self._grammar = grammar
        self._numerals = numerals

    def read(self, text: str, places: Iterable[int], end: int) -> Iterator[Atom]:
        """The numbers at *places* in order, overlapping nowhere, none beyond *end*; names with digits are not told apart."""
        at = 0
        for place in places:
            if place < at or (match := self._grammar.number.match(text, place, end)) is None:
                continue
            at = match.end()
            atom = self._atom(text, match, end)
            if atom is not None:
                yield atom
                at = max(atom.outer_end, at)

    def _atom(self, text: str, match: re.Match[str], end: int) -> Atom | None:
        kind = match.lastgroup if match.lastgroup != "exponent" else "digits"
        if kind == "digits":
            return self._digits(text, match, end)
        atom = Atom(
            start=match.start(), end=match.end(), outer_start=match.start(), outer_end=match.end(),
            raw=0.0, value=0.0, number_end=match.end(), word=True,
        )  # fmt: skip
        surface = match.group().lower()
        if kind == "spelled":
            return self._spelled(text, atom, surface, end)
        if kind == "order":
            atom.raw = atom.value = 10.0
            atom.form, atom.unit = "times", "x"
            return atom
        return self._part(text, atom, surface, kind, end)

    def _part(self, text: str, atom: Atom, surface: str, kind: str | None, end: int) -> Atom | None:
        """Half, a third, two-thirds; twice, doubles."""
        atom.form, atom.unit = "fraction", "x"
        if kind == "multiple":
            atom.form = "times"
            atom.raw = atom.value = self._numerals.multiples[surface]
            atom.rules.append(self._numerals.rule_of[surface])
            return atom
        words = re.split(r"[\s-]", surface)
        name = next(word for word in words if word in self._numerals.fractions)
        count = words[: words.index(name)]
        atom.raw = atom.value = self._numerals.fractions[name]
        atom.rules.append(self._numerals.rule_of[name])
        if count and count[0] in self._numerals.counts:
            atom.raw = atom.value = self._numerals.counts[count[0]] * atom.value
        if words[-1] in self._numerals.scales:
            self._part_of_scale(text, atom, words[-1], end)
            return atom
        tail = self._grammar.tail.match(text, atom.end, end)
        if tail and (tail["unit"] or tail["scale"]) and not count:
            self._tail(atom, tail)
        return atom

    def _part_of_scale(self, text: str, atom: Atom, scale: str, end: int) -> None:
        """Half a million, a quarter of a billion: plain numbers with a scale."""
        atom.form, atom.unit, atom.scaled = "bare", "", True
        atom.value *= self._numerals.scales[scale]
        atom.rules.append(self._numerals.rule_of[scale])
        self._finish(text, atom, end)

    def _spelled(self, text: str, atom: Atom, surface: str, end: int) -> Atom:
        atom.raw = atom.value = self._numerals.worth(surface)
        atom.scaled = atom.value >= 1000
        atom.rules.extend(self._numerals.rules(surface))
        self._finish(text, atom, end)
        return atom

    def _digits(self, text: str, match: re.Match[str], end: int) -> Atom | None:
        start, number_end = match.span()
        digits, exponent = match["digits"], match["exponent"] or ""
        value = decimal(digits)
        if exponent:
            factor = power(exponent)
            if factor is None:
                return None
            plain = exponent[0] in "^⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹"
            if plain and digits != "10":
                return None
            value = factor if plain else value * factor
        atom = Atom(
            start=start, end=number_end, outer_start=start, outer_end=number_end, raw=value, value=value,
            number_end=number_end, decimal="." in digits, scaled=bool(exponent) and value >= 1000,
        )  # fmt: skip
        if _THOUSANDS.fullmatch(digits) and _THINGS.match(text, number_end, end):
            atom.raw = atom.value = value * 1000
            atom.decimal = False
        if not (self._shape(text, atom, end) or self._out_of(text, atom, end)):
            self._finish(text, atom, end)
        self._sign(text, atom)
        return atom

    def _finish(self, text: str, atom: Atom, end: int) -> None:
        tail = self._grammar.tail.match(text, atom.end, end)
        if tail is not None:
            self._tail(atom, tail)
        if atom.form == "bare":
            if atom.word and not atom.scaled:
                self._word_total(text, atom, end)
            if best := _BEST.match(text, atom.end, end):
                atom.note, atom.outer_end = best.group().strip(), best.end()
            if compound := _COMPOUND.match(text, atom.end, end):
                atom.compound = compound["noun"]
            self._worded(text, atom, end)
        if deviation := _DEVIATION.match(text, atom.end, end):
            atom.note = deviation.group().strip()
            atom.outer_end = deviation.end()
            if deviation["percent"] and atom.form == "bare":
                atom.form, atom.unit = "percent", "%"

    def _worded(self, text: str, atom: Atom, end: int) -> None:
        """The unit told by the words around: "by a factor of 208", "a 2.2 speedup", "at 15 times chance", "2 BLEU points"."""
        if atom.scaled or atom.compound:
            return
        before = text[max(0, atom.start - _REACH) : atom.start]
        lower = before.lower()
        if " of " in lower and _PERCENTAGE.search(before):
            atom.form, atom.unit = "percent", "%"
            return
        if _POINTS.match(text, atom.end, end):
            atom.form, atom.unit = "point", "point"
            return
        times = _FREQUENCY.match(text, atom.end, end)
        if (
            (("factor" in lower or "speed" in lower) and _FACTOR.search(before))
            or _AS_FACTOR.match(text, atom.end, end)
            or (times and _MULTIPLIED.search(before))
        ):
            atom.form, atom.unit = "times", "x"
            if times:
                atom.end = atom.outer_end = times.end()

    def _tail(self, atom: Atom, tail: re.Match[str]) -> None:
        """Reads scale, unit and plus sign into *atom*."""
        if tail["scale"]:
            atom.value *= self._numerals.scale(tail["scale"])
            atom.scaled, atom.end = True, tail.end("scale")
            atom.rules.append(self._numerals.rule_of_scale(tail["scale"]))
        for form, unit in (("percent", "%"), ("point", "point"), ("times", "x")):
            if tail[form]:
                if form == "point" and atom.scaled:
                    break
                atom.form, atom.unit, atom.end = form, unit, tail.end(form)  # type: ignore[assignment]
                if rule := self._grammar.exact.get(unit):
                    atom.rules.append(rule.id)
        if tail["orders"]:
            atom.form, atom.unit, atom.end, atom.orders = "times", "x", tail.end("orders"), True
            atom.value = 10.0 ** min(atom.value, 300)
        self._unit(atom, tail)
        atom.plus = bool(tail["plus"] or tail["more"])
        atom.outer_end = max(atom.outer_end, atom.end, *(tail.end(g) for g in ("plus", "more", "devices") if tail[g]))

    def _unit(self, atom: Atom, tail: re.Match[str]) -> None:
        group = next((g for g in ("glued", "unit", "span") if tail[g]), None)
        if group is None:
            return
        rule = self._grammar.unit(tail[group])
        if rule is None:
            return
        atom.form, atom.unit, atom.end = "unit", rule.symbol, tail.end(group)
        atom.rules.append(rule.id)
        if rule.times is not None:
            atom.value, atom.unit, atom.scaled = round(atom.value * rule.times, 3), rule.canonical, True

    def _word_total(self, text: str, atom: Atom, end: int) -> None:
        """Six of seven, nine out of ten."""
        found = _WORD_TOTAL.match(text, atom.end, end)
        if found and found["word"] in self._numerals.counts and self._numerals.counts[found["word"]] >= atom.value:
            atom.form, atom.total = "of", self._numerals.counts[found["word"]]
            atom.end = atom.outer_end = found.end()

    def _out_of(self, text: str, atom: Atom, end: int) -> bool:
        """Fractions such as 1/3, and counts out of a total: 13 of 73, 12/12."""
        found = _TOTAL.match(text, atom.end, end)
        if found is None or _GLUED.search(text, max(0, atom.start - 2), atom.start):
            return False
        total = decimal(found["slash"] or found["of"])
        if atom.value > total or not total or atom.decimal:
            return False
        atom.end = atom.outer_end = atom.number_end = found.end()
        if found["slash"] and 0 < atom.value < total and (atom.value == 1 or (atom.value, total) in _PARTS):
            atom.form, atom.unit, atom.value = "fraction", "x", atom.value / total
        else:
            atom.form, atom.total = "of", total
        return True

    def _shape(self, text: str, atom: Atom, end: int) -> bool:
        """Width by height in pixels; of time by height by width, the last two."""
        found = _SHAPE.match(text, atom.end, end)
        if found is None:
            return False
        first, second = atom.value, decimal(found[1])
        if found[2]:
            first, second = second, decimal(found[2])
            atom.start = found.start(1)
        atom.end = atom.outer_end = atom.number_end = found.end()
        atom.raw = atom.value = first
        atom.value2 = second if second != first else None
        atom.form, atom.unit = "unit", "px"
        return True

    def _sign(self, text: str, atom: Atom) -> None:
        """Sign, currency and multiplication sign before the number."""
        at = atom.start
        before = text[max(0, at - 3) : at]
        if before.endswith(("×", "x")) and atom.form == "bare" and not before[-2:-1].isalnum():
            atom.form, atom.unit, atom.start = "times", "x", at - 1
        elif money := _CURRENCY.search(before):
            atom.form, atom.unit = "unit", _CURRENCIES[money.group().strip()[-1]]
            atom.start = at - len(money.group())
        elif atom.form == "bare" and (dollars := _DOLLARS.match(text, atom.end)):
            atom.form, atom.unit, atom.end = "unit", "USD", dollars.end()
            atom.outer_end = max(atom.outer_end, atom.end)
        elif before.endswith("+"):
            atom.sign = "+"
        elif before.endswith(("-", "−", "–", "‑")) and not (before[-2:-1].isalnum() or before[-2:-1] in tuple(")]%-–'\"×")):
            atom.sign, atom.start = "-", at - 1
            atom.raw, atom.value = -atom.raw, -atom.value
        elif delta := _DELTA.search(text, max(0, at - _LONGEST_DELTA), at):
            atom.sign, atom.outer_start = "+", delta.start()
            return
        atom.outer_start = min(atom.start, at - 1 if atom.sign else at)
