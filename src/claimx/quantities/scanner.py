"""From the characters of a sentence to its quantities: numbers, minus what is none, joined to pairs, with bounds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from claimx.mentions import Dropped, Quantity
from claimx.quantities.atoms import Atom, Atoms
from claimx.quantities.bounds import Bounds, Qualifier
from claimx.quantities.grammar import Grammar
from claimx.quantities.ignoring import Ignoring, Stretches
from claimx.quantities.names import Names
from claimx.quantities.numerals import Numerals
from claimx.quantities.pairs import joined, pair_of, share_factors, share_units
from claimx.quantities.places import Places
from claimx.rulebook import Rulebook


class Scanner:
    """Finds the quantities of a sentence. Building one compiles the rulebook's number rules; keep it."""

    def __init__(self, rulebook: Rulebook) -> None:
        numerals = Numerals(rulebook.numbers)
        self._places = Places(numerals)
        self._atoms = Atoms(Grammar(numerals, rulebook.units), numerals)
        self._bounds = Bounds(rulebook.qualifiers)
        self._ignoring = Ignoring(rulebook.ignore)
        self._names = Names(rulebook.metrics, rulebook.counts)

    def may_hold(self, text: str) -> bool:
        """Whether *text* holds a digit or a number word, so that scanning it is worth its time."""
        return self._places.any_in(text)

    def places(self, text: str) -> list[int]:
        """Where in *text* a number may begin; the sentences between them need no scan."""
        return self._places.find(text)

    def scan(self, text: str, start: int, end: int, *, places: Sequence[int]) -> tuple[list[Quantity], list[Dropped]]:
        """The quantities of the sentence ``text[start:end]`` in order, and the numbers that are none.

        *places* are those of the whole text.
        """
        kept: list[Atom] = []
        dropped: list[Dropped] = []
        within = places[bisect_left(places, start) : bisect_left(places, end)]
        if not within:
            return [], []
        stretches = self._ignoring.stretches(text, start=start, end=end)
        for atom in self._atoms.read(text, within, end):
            rule = self._rule(text, atom, stretches, start=start, end=end)
            if rule:
                dropped.append(Dropped(atom.start, atom.end, rule, self._ignoring.why(rule)))
            else:
                kept.append(atom)
        return self._quantities(text, kept, start=start, end=end), dropped

    def _rule(self, text: str, atom: Atom, stretches: Stretches, *, start: int, end: int) -> str:
        """The id of the ignore rule that takes *atom*, empty where it is a quantity."""
        rule = self._ignoring.stretch(stretches, atom) or self._ignoring.rule(text, atom, start=start, end=end)
        return "" if rule.startswith("ignore.name.") and self._names.excuses(rule, text, atom, start=start, end=end) else rule

    def _announced(self, text: str, atom: Atom, *, start: int) -> bool:
        """Whether the number is the value of the metric before it; behind "by" it is a change of it."""
        return not text.endswith("by ", start, atom.outer_start) and self._names.after_metric(text, atom.outer_start, start=start)

    def _quantities(self, text: str, atoms: list[Atom], *, start: int, end: int) -> list[Quantity]:
        share_units(text, atoms, announced=lambda atom: self._announced(text, atom, start=start))
        share_factors(text, atoms)
        out: list[Quantity] = []
        at = 0
        while at < len(atoms):
            first = atoms[at]
            second = atoms[at + 1] if at + 1 < len(atoms) else None
            pair = pair_of(first, second, text) if second is not None else ""
            if second is not None and pair:
                values = joined(first, second)
                out.append(self._quantity(text, first, second, values=values, pair=pair, start=start, end=end))
                at += 2
            else:
                alone = (first.value, first.value2)
                out.append(self._quantity(text, first, first, values=alone, pair="", start=start, end=end))
                at += 1
        return out

    def _quantity(
        self, text: str, first: Atom, last: Atom, *, values: tuple[float, float | None], pair: str, start: int, end: int
    ) -> Quantity:
        """The quantity from *first* to *last*, with the qualifier that stands at it."""
        qualifier = self._qualifier(text, first, last, start=start, end=end)
        outer_start, outer_end = first.outer_start, last.outer_end
        if qualifier is not None and qualifier.bound != "exact":
            outer_start, outer_end = min(outer_start, qualifier.at), max(outer_end, qualifier.at)
        form = last.form if pair else first.form
        rules = (*first.rules, *(last.rules if pair else ()), *((qualifier.rule,) if qualifier else ()))
        return Quantity(
            start=first.start,
            end=last.end,
            outer_start=outer_start,
            outer_end=outer_end,
            value=values[0],
            value2=values[1],
            unit=last.unit,
            form=form,
            bound=qualifier.bound if qualifier else "exact",
            pair=pair,  # type: ignore[arg-type]
            sign=first.sign,
            scaled=last.scaled or first.scaled,
            word=first.word,
            decimal=first.decimal or last.decimal,
            total=first.total,
            note=last.note,
            compound=last.compound,
            rules=tuple(dict.fromkeys(rules)),
        )

    def _qualifier(self, text: str, first: Atom, last: Atom, *, start: int, end: int) -> Qualifier | None:
        plain = last.form in ("bare", "of")
        before = self._bounds.before(
            text, first.outer_start, start=start, plain=plain and not first.decimal, word=first.word and plain
        )
        if before is not None and before.bound != "exact":
            return before
        if last.plus:
            return Qualifier("more_than", last.outer_end, "qualifiers.more_than")
        return self._bounds.after(text, last.outer_end, end=end) or before
