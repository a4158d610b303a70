"""Which names of a sentence are datasets that something is tried on, and what they are called."""

from __future__ import annotations

import re

from claimx.claims.chunks import Chunk
from claimx.claims.kinds import is_kind
from claimx.claims.linking.carried import Carried
from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.context import Context
from claimx.claims.linking.naming import is_compound
from claimx.claims.linking.vocabulary import Vocabulary

_ON = frozenset(["on", "across"])
_PLACES = frozenset(["in", "for", "of", "from", "over", "using"])
"""Prepositions before a dataset that the paper has named before."""
NAMELY = frozenset(["namely", "i.e", "i.e.", "e.g", "viz", "including", "such"])
_ONE_COLLECTION = frozenset(["dataset", "data set", "corpus", "benchmark", "collection", "database", "test set", "cohort"])
_NOT_TELLING = _ONE_COLLECTION | frozenset(
    "test evaluation validation same entire larger large small primary extended held-out out-of-distribution unseen training"
    " development full whole balanced imbalanced annotated labeled new custom".split()
)
"""Words that tell no dataset from others."""
_NUMBERED = re.compile(r"^[A-Z]\w+-?\d+$")
_TRAINED = re.compile(r"\btrain(?:ed|ing)\s(?:\w+ly\s)?on\s(?:[\w,.]+\s){0,3}$")
_VERSION = re.compile(r"[Vv]\d+(?:\.\d+)?")
_SIZE = re.compile(r"\d{1,9}(?:\.\d{1,9})?[A-Z]{1,2}(?:-[a-z]{1,30})?")
"""A size or a number of dimensions: "80G", "3D", "50K-sample"."""

_SHORT = re.compile(r"\(\s?([A-Z][\w+-]*)\s?\)$")
"""The acronym behind a long name: "Yahoo Cloud Serving Benchmark (YCSB)"."""


class Places:
    """The datasets of one sentence; *carried* knows what the paper has said of its names before."""

    def __init__(self, clauses: Clauses, context: Context, vocabulary: Vocabulary, carried: Carried) -> None:
        self.clauses = clauses
        self.context = context
        self.vocabulary = vocabulary
        self.carried = carried
        self.row = self._marked()
        """The roles, with D for every name that is a dataset here: known as one, or told by "on NAME" and lists of such."""

    def _marked(self) -> str:
        row = list(self.clauses.roles)
        for i, role in enumerate(row):
            if role == "D" and not self._is_tried_on(i):
                row[i] = "N"
            elif role == "N" and (self._is_place(i, row) or self._is_brought(i, row)):
                row[i] = "D"
        self._mark_lists(row)
        return "".join(row)

    def _mark_lists(self, row: list[str]) -> None:
        """Mark the unknown names that a list of datasets goes on with: "three benchmarks: A, B and C"."""
        opened = False
        for i, token in enumerate(self.clauses.tokens):
            names = i > 0 and (token.text in (":", "(", "—") or token.lower in NAMELY)
            if names and self.vocabulary.has("collection", self.clauses.tokens[i - 1].lower):
                opened = True
            elif opened and row[i] in "VIq);":
                opened = False
            elif opened and row[i] == "N" and row[i - 1] not in "NwKd" and self.may_be_dataset(i):
                after = self.clauses.tokens[self.run(i)[1] + 1 :][:1]
                if not after or not (after[0].text in ("=", "et") or after[0].quantity is not None):
                    row[i] = "D"

    def _is_tried_on(self, at: int) -> bool:
        """Whether a known dataset is one that results hold on: not what was trained on, nor a part of a compound."""
        token = self.clauses.tokens[at]
        name = self.clauses.name(at)
        after = self.clauses.sentence.text[token.end : token.end + 2]
        trained = (at > 0 and self.clauses.tokens[at - 1].letter == "i") or _TRAINED.search(
            self.clauses.sentence.text, max(self.clauses.sentence.start, token.start - 40), token.start
        ) is not None
        compound = (after[:1] == "-" and after[1:].islower()) or (not _known(token) and _SIZE.fullmatch(name) is not None)
        if trained or compound:
            return False
        return not any(self.vocabulary.has("common", each) or self.carried.is_concept(each) for each in {name, self.called(at)})

    def _is_place(self, at: int, row: list[str]) -> bool:
        """Whether an unknown name stands where datasets do: "on NAME", "across NAME and NAME", "in NAME" of one named before."""
        if not self.may_be_dataset(at):
            return False
        if at and row[at - 1] in "wK" and self.vocabulary.has("collection", self.clauses.tokens[at - 1].lower):
            return self._ends_phrase(at) and _VERSION.fullmatch(self.clauses.tokens[at].text) is None
        before = self._before_phrase(at, row)
        if before < 0:
            return False
        word = self.clauses.tokens[before].lower
        told = (
            (word in _ON and (word == "on" or not self.clauses.tokens[at].text[1:].islower()))
            or (word in _PLACES and self._is_known(self.clauses.name(at)))
            or (word == "in" and row[before - 1 : before] == ["q"] and _NUMBERED.search(self.clauses.tokens[at].text) is not None)
            or (word == "of" and self._is_part(before, row))
            or (word == "of" and row[before - 1 : before] == ["q"] and self._holds_items(at))
        )
        if told:
            return self._ends_phrase(at)
        closes = self.clauses.roles[at + 1 : at + 2] in (",", "&") or row[before] == "&"
        return row[before] in ",&" and row[before - 1 : before] == ["D"] and closes and self._ends_phrase(at)

    def _is_brought(self, at: int, row: list[str]) -> bool:
        """Whether an unknown name is brought to a number in a list of such: "improving A to 93.7%, B to 80.9%"."""
        if at and row[at - 1] == "q" and "qD" in "".join(row[:at]) and self.clauses.roles[at + 1 : at + 2] in (",", ")", "&"):
            return self.may_be_dataset(at)
        if self.clauses.roles[at + 1 : at + 3] != "Tq" or not self.may_be_dataset(at):
            return False
        return self.clauses.roles.count("NTq") > 1 or "DTq" in "".join(row[:at])

    def _is_known(self, name: str) -> bool:
        return name in self.carried.known or name == self.context.collection

    def may_be_dataset(self, at: int) -> bool:
        """Whether a name could be one: no system, no kind of thing, no size, and none of the paper's own but its data."""
        token = self.clauses.tokens[at]
        name = token.text
        if token.letter == "S" or not name[0].isalnum() or name.islower() or is_compound(name) or _SIZE.fullmatch(name):
            return False
        if self.vocabulary.has("language", name) and self.clauses.roles[at + 1 : at + 2] in ("N", "D"):
            return False
        own = self.context.is_own(name) and name != self.context.collection
        first, last = self.run(at)
        if is_kind(self.clauses.sentence.text, self.clauses.tokens[first].start, self.clauses.tokens[last].end):
            return False
        if self.carried.is_concept(name) or self.vocabulary.has("no_dataset", name):
            return False
        return not own and not self.vocabulary.has("common", name.removesuffix("s")) and not self.vocabulary.has("common", name)

    def _before_phrase(self, at: int, row: list[str]) -> int:
        """What stands before the noun phrase that a name ends."""
        before = at - 1
        while before >= 0 and row[before] in "dw." and self.clauses.tokens[before].lower not in _ON:
            before -= 1
        return before

    def _is_part(self, at: int, row: list[str]) -> bool:
        """Whether "of" stands between a part and its whole: "on the hardest split of NAME"."""
        if at < 1 or not self.vocabulary.has("part", self.clauses.tokens[at - 1].lower):
            return False
        before = self._before_phrase(at - 1, row)
        return before >= 0 and self.clauses.tokens[before].lower in _ON

    def _holds_items(self, at: int) -> bool:
        """Whether the things counted are those of a dataset: "80% of ARC puzzles"."""
        after = self.clauses.tokens[at + 1].lower if at + 1 < len(self.clauses.tokens) else ""
        return after.endswith("s") and self.vocabulary.has("part", after)

    def called(self, at: int) -> str:
        """A dataset's name: the acronym that stands for it, else of an unknown one all its words with capitals."""
        first, last = self.run(at) if self.clauses.roles[at] == "N" else (at, at)
        short = _SHORT.search(self.clauses.text(first, last))
        if short is not None and self.clauses.text(first, last).count(" ") > 1 and not _known(self.clauses.tokens[at]):
            return short[1]
        return self.clauses.text(first, last) if self.clauses.roles[at] == "N" else self.clauses.name(at)

    def run(self, at: int) -> tuple[int, int]:
        """First and last of the names that stand side by side with this one."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        first = last = at
        while (
            first > 0
            and roles[first - 1] == "N"
            and tokens[first - 1].letter == "A"
            and tokens[first].start - tokens[first - 1].end == 1
        ):
            first -= 1
        while (
            last + 1 < len(roles)
            and roles[last + 1] == "N"
            and tokens[last + 1].letter == "A"
            and tokens[last + 1].start - tokens[last].end == 1
        ):
            last += 1
        return first, last

    def described(self, at: int) -> str | None:
        """A dataset without a name, by the words that tell it from others: "on an internal vending machine dataset".

        *at* is the preposition before it; None where another thing follows, or too little is said of it.
        """
        first = at + 1 + (self.row[at + 1 : at + 2] == "d")
        last = first
        while self.row[last + 1 : last + 2] and self.row[last + 1] in "wKM":
            last += 1
        words = [token.lower for token in self.clauses.tokens[first : last + 1]]
        if not words or words[-1] not in _ONE_COLLECTION or not set(self.row[first : last + 1]) <= set("wKM"):
            return None
        telling = [word for word in words if not (self.vocabulary.has("vague", word) or word in _NOT_TELLING)]
        return self.clauses.text(first, last) if len(telling) > 1 else None

    def _ends_phrase(self, at: int) -> bool:
        """Whether no noun follows that the name would only describe ("on GPU clusters"), but for "test data" and the like."""
        end = self.run(at)[1] + 1
        after = [token.lower for token in self.clauses.tokens[end : end + 2]]
        role = self.clauses.roles[end : end + 1]
        known = any(self.vocabulary.has("collection", word) or self.vocabulary.has("part", word) for word in after)
        return role not in ("w", "K", "N", "G", "D") or known


def _known(token: Chunk) -> bool:
    """Whether the rules know a name as that of a dataset."""
    return token.rule.startswith("dataset.")
