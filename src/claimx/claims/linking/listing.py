"""The datasets that are listed beside their number: "two benchmarks, A and B", "three corpora: A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.context import Context
from claimx.claims.linking.places import NAMELY, Places
from claimx.claims.linking.vocabulary import Vocabulary

_PHRASE = frozenset("wKNDM.-")
"""Roles inside the noun phrase that a number begins."""
_DASHED = re.compile(r"-[A-Z]")
"""A name behind a dash without blanks: "two datasets-BTAD and VisA"."""
_LONGEST = 8
_MOST = 12
"""The longest list that is counted out."""


class Listing:
    """Reads the lists of one sentence; *places* knows its datasets."""

    def __init__(self, clauses: Clauses, places: Places, context: Context, vocabulary: Vocabulary) -> None:
        self.clauses = clauses
        self.context = context
        self.places = places
        self.vocabulary = vocabulary
        self.row = places.row

    def of(self, at: int) -> tuple[str, ...]:
        """The names listed with the number at *at*, else the benchmark that the things counted are of."""
        noun = self._noun(at)
        if names := self._listed(at, noun):
            return names
        owner = self._owner(at, noun)
        return (owner,) if owner is not None else ()

    def _listed(self, at: int, noun: int) -> tuple[str, ...]:
        """As many names as the number says where that can be, else those of the plain list."""
        first = self._opening(noun)
        plain = self._once(self._items(first, strict=True)) if first >= 0 else ()
        quantity = self.clauses.tokens[at].quantity
        wanted = quantity.value if quantity is not None else 0
        if wanted == len(plain):
            return plain
        if 1 < wanted <= _MOST:
            every = self._once(self._items(first, strict=False)) if first >= 0 else ()
            if len(every) >= wanted:
                return every[: int(wanted)]
            verb = self.row.find("V", noun)
            known = [self.places.called(i) for i in range(noun, verb if verb >= 0 else len(self.row)) if self.row[i] == "D"]
            if len(known) == wanted:
                return tuple(known)
        return tuple(name for name in plain if not self.context.is_own(name))

    @staticmethod
    def _once(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names))

    def _noun(self, at: int) -> int:
        """The noun that is counted: the first plural behind the number, or the collection that ends its phrase."""
        last = at
        for i in range(at + 1, min(len(self.row), at + _LONGEST)):
            low = self.clauses.tokens[i].lower
            joined = self.row[i] == "," and self.row[i + 1 : i + 2] in ("w", ".")
            if self.row[i] not in _PHRASE and not low.endswith("ed") and not joined:
                break
            if low.endswith(("s", "corpora")) and (self.row[i] == "K" or self.vocabulary.has("collection", low)):
                return i
            if self.vocabulary.has("collection", low):
                last = i
        return last

    def _opening(self, noun: int) -> int:
        """Where the list begins behind its noun; -1 where none does."""
        i = noun + 1
        if i >= len(self.row):
            return -1
        if self.row[i] in ",;(" or self.clauses.tokens[i].lower in NAMELY:
            return i + 1
        return i if self.row[i] == "D" or _DASHED.match(self.clauses.tokens[i].text) else -1

    def _owner(self, at: int, noun: int) -> str | None:
        """The benchmark that the things counted are of: "300 LeafSet tasks", "the 40 tasks of LeafSet"."""
        before = next((i for i in range(at + 1, noun) if self.row[i] == "D"), -1)
        if before >= 0:
            return self.places.called(before)
        behind = noun + 1
        if self.clauses.tokens[noun].lower != "tasks" or self.row[behind : behind + 1] != "P":
            return None
        if self.clauses.tokens[behind].lower not in ("of", "from", "in"):
            return None
        behind += 1 + (self.row[behind + 1 : behind + 2] == "d")
        role = self.row[behind : behind + 1]
        return self.places.called(behind) if role == "D" or (role == "N" and self.places.may_be_dataset(behind)) else None

    def _items(self, first: int, *, strict: bool) -> Iterator[str]:
        """The names from a token on; beyond the plain list where not *strict*: behind clauses that tell of each item."""
        stops = "VIq)" if strict else "V)"
        depth = 0
        for i in range(first, len(self.row)):
            role = self.row[i]
            if role == "(":
                depth += 1
            elif role == ")" and depth:
                depth -= 1
            elif depth == 0 and (role in stops or (role == ";" and strict)):
                return
            elif depth == 0 and (role == "D" or (role == "N" and self.is_item(i))):
                yield self.places.called(i).lstrip("-")

    def is_item(self, at: int) -> bool:
        """Whether an unknown name is an item of a list: something that opens or joins stands before it."""
        name = self.clauses.tokens[at].text.lstrip("-")
        opened = self.row[at - 1] in ",;&(P" or _DASHED.match(self.clauses.tokens[at].text) is not None
        system = self.clauses.tokens[at].letter == "S" or self.vocabulary.has("common", name)
        return opened and name[:1].isalnum() and not name.islower() and not system
