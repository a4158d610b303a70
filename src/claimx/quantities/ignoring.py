"""Numbers that are no quantity, by the ignore rules of the rulebook.

A rule's pattern stands for one of four things: with a group ``n``, a plain number (no unit, no percent sign) in
that context; with a group ``q``, a number in any form; with a group ``t``, what follows a number with all that
belongs to it; without any, a stretch without white space (an address, a name), in which every number is ignored.
What stands before the group is looked up backwards from the number, so a rule costs time only where there is a
number.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import regex

from claimx.errors import RuleError
from claimx.quantities.atoms import Atom
from claimx.quantities.contexts import Context, Contexts
from claimx.rulebook.model import IgnoreRule

_LITERAL = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")
"""What holds no group: escaped characters and character classes."""
_BLANK = re.compile(r"\s")
_REACH = 200
"""Characters on each side of a number in which a stretch is looked for."""
_PIECE = 5 * _REACH
"""Characters behind a number that are looked through at once."""
_GROUP = re.compile(r"\(\?P<([nqt])>")


class Ignoring:
    """Tells which numbers the ignore rules take."""

    def __init__(self, rules: tuple[IgnoreRule, ...]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        around: dict[str, list[Context]] = {"n": [], "q": [], "t": []}
        stretches: list[str] = []
        self._ids = [rule.id for rule in rules]
        for index, rule in enumerate(rules):
            context = context_of(rule)
            if context is None:
                stretches.append(f"(?P<i{index}>{rule.pattern})")
            else:
                around[_GROUP.findall(rule.pattern)[0]].append(context)
        self._plain, self._every, self._tails = (Contexts(around[kind]) for kind in "nqt")
        self._stretch = regex.compile("|".join(stretches) or "(?!)", regex.VERSION0)

    def stretches(self, text: str, *, start: int, end: int) -> Stretches:
        """The stretches of the sentence ``text[start:end]`` in which numbers are ignored."""
        return Stretches(self._stretch, text, start=start, end=end)

    def stretch(self, stretches: Stretches, atom: Atom) -> str:
        """The id of the rule whose match, inside the run of characters without white space, holds *atom*."""
        match = stretches.holding(atom)
        return self._id(match) if match else ""

    def rule(self, text: str, atom: Atom, *, start: int, end: int) -> str:
        """The id of the rule that takes *atom*; empty where none does."""
        plain = atom.form in ("bare", "of", "fraction") and not (atom.scaled and not atom.word)
        at = atom.outer_start if atom.sign == "" else atom.start
        return (
            (plain and self._plain.rule(text, at, end))
            or self._every.rule(text, at, end)
            or self._tails.rule(text, atom.outer_end, end)
        )

    def why(self, rule: str) -> str:
        """What the rule *rule* says of itself."""
        return self._rules[rule].why if rule in self._rules else ""

    def _id(self, match: regex.Match[str]) -> str:
        return self._ids[int((match.lastgroup or "i0")[1:])]


class Stretches:
    """What an expression matches in the runs without white space of a sentence, for numbers in the order of the sentence.

    A run is looked through once, a long one piece by piece, however many numbers stand in it.
    """

    def __init__(self, expression: regex.Pattern[str], text: str, *, start: int, end: int) -> None:
        self._expression, self._text = expression, text
        self._start, self._end = start, end
        self._first = self._known = start
        self._matches: list[regex.Match[str]] = []

    def holding(self, atom: Atom) -> regex.Match[str] | None:
        """The match that *atom* begins in."""
        if not self._first <= atom.start < atom.number_end <= self._known:
            self._look(atom)
        before = bisect_right(self._matches, atom.start, key=lambda match: match.start())
        match = self._matches[before - 1] if before else None
        return match if match and atom.start < match.end() else None

    def _look(self, atom: Atom) -> None:
        """Look through the piece of a run that *atom* stands in, and on from it."""
        text, lowest = self._text, max(self._start, atom.start - _REACH)
        highest = min(self._end, atom.number_end + _PIECE)
        self._first = max(lowest, text.rfind(" ", lowest, atom.start) + 1, text.rfind("\n", lowest, atom.start) + 1)
        blank = _BLANK.search(text, atom.number_end, highest)
        last = blank.start() if blank else highest
        self._known = last if blank or last == self._end else last - _REACH
        alone = text[self._first : last].strip("(),.;:") == text[atom.start : atom.end]
        self._matches = [] if alone else list(self._expression.finditer(text, self._first, last))


def context_of(rule: IgnoreRule) -> Context | None:
    """The rule's pattern, cut at the number; None where it stands for a whole stretch."""
    group = _GROUP.search(rule.pattern)
    if group is None:
        return None
    left, right = rule.pattern[: group.start()], rule.pattern[group.end() :]
    if left == "(?i:":
        return Context(rule.id, "", f"{left}(?:{right}")
    bare = _LITERAL.sub("", left)
    if bare.count("(") != bare.count(")"):
        raise RuleError("the group of the number must stand at the top level of the pattern", rule=rule.id)
    return Context(rule.id, left, f"(?:{right}")
