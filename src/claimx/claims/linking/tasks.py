"""Which task a number is tied to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.mentions import Draft

_MODIFIERS = frozenset("wNMK")
_CONTENTS = frozenset(["dataset_size", "training_data", "classes", "parameters", "context_length", "duration"])
_WORDS = re.compile(r"[\w-]+|[^\w\s]")
_ABOUT = 2
_MEANS = 3
_RANKS = {
    **dict.fromkeys(["for"], 0),
    **dict.fromkeys(["in", "on", "of", "to", "towards", "toward"], 1),
    **dict.fromkeys(["via", "with", "using", "through", "by", "from", "without", "leveraging", "applying"], _MEANS),
}
"""How well a preposition says that what follows is the task of the paper."""
_ACTIVITY = ("ing", "tion", "sion", "ment", "sis")
_NO_TASK = frozenset(
    "learning training acceleration sampling evaluation exploration computation computing improvement action tuning fine-tuning"
    " understanding enhancement optimization adaptation integration implementation application applications".split()
)
"""What is done in any paper and tells no task."""
_BARE = frozenset(["classification", "recognition", "identification"])
"""Heads that alone say less than the title."""
_LONGEST = 4
_LINES = re.compile(r"\s+")


def paper_task(title: str, vocabulary: Vocabulary) -> str | None:
    """The task that a title names: first what it is "for", then what it is about, last with what it is done ("via retrieval")."""
    words = _WORDS.findall(title)
    named = [(_rank(words, begin), begin, name) for begin, name in _phrases(words, vocabulary)]
    best = min(named, default=None)
    if best is not None and best[0] < _MEANS:
        return best[2]
    return _purpose(words, vocabulary) or (best[2] if best is not None else None)


def _phrases(words: list[str], vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """The noun phrases that end in the head of a task, with where they begin."""
    for last, word in enumerate(words):
        for head in vocabulary.tasks.get(word.lower(), ()):
            begin = last - len(head) + 1
            if begin < 0 or tuple(w.lower() for w in words[begin : last + 1]) != head:
                continue
            while begin > 0 and last - begin < 4 and _may_modify(words[begin - 1], vocabulary):
                begin -= 1
            if begin < last or last + 1 == len(words) or "-" in word:
                yield begin, " ".join(words[begin : last + 1]).lower()
            break


def _rank(words: list[str], begin: int) -> int:
    """How well the preposition before a phrase says that it is what the paper is for; the lower, the better."""
    for word in reversed(words[:begin]):
        if word.lower() in _RANKS or word == ":":
            return _RANKS.get(word.lower(), _ABOUT)
    return _RANKS.get(words[0].lower(), _ABOUT)


def _purpose(words: list[str], vocabulary: Vocabulary) -> str | None:
    """What a title is for where no known activity ends the phrase: "for Ad Retrieval in Search", "for Traffic Shaping"."""
    low = [word.lower() for word in words]
    for at in range(len(low) - 1, -1, -1):
        if low[at] != "for":
            continue
        first = at + 1
        while first < len(words) and vocabulary.has("vague", words[first]):
            first += 1
        end = first
        while end < len(words) and _may_modify(words[end], vocabulary, last=True):
            end += 1
        head = low[end - 1]
        if 1 < end - first <= _LONGEST and head.endswith(_ACTIVITY) and head.rpartition("-")[2] not in _NO_TASK:
            return " ".join(low[first:end])
    return None


def _may_modify(word: str, vocabulary: Vocabulary, *, last: bool = False) -> bool:
    grammar = any(vocabulary.has(role, word) for role in ("preposition", "article", "auxiliary", "vague", "pronoun", "rival"))
    plain = word[0].isalnum() and not grammar and word.lower() not in ("and", "or", "with", "via")
    return plain and (last or not word.endswith("ing"))


class Tasks:
    """The tasks that one sentence names, and which of them a number is tied to."""

    def __init__(self, clauses: Clauses, vocabulary: Vocabulary, *, general: str | None) -> None:
        self.clauses = clauses
        self.vocabulary = vocabulary
        self.general = general
        self.found = self._find()

    def _find(self) -> list[tuple[int, int, str]]:
        """First and last token and name of every task."""
        found: list[tuple[int, int, str]] = []
        for last, token in enumerate(self.clauses.tokens):
            words = token.lower.rsplit(" ", 1)[-1]
            for head in self.vocabulary.tasks.get(words, ()):
                if self.clauses.roles[last] in "VI" or not self._ends_with(last, head):
                    continue
                first = self._begin(last)
                name = _LINES.sub(" ", self.clauses.text(first, last)).lower()
                if name.count(" ") or "-" in name or self._is_task(first, last):
                    found.append((first, last, name))
                break
        return found

    def _ends_with(self, last: int, head: tuple[str, ...]) -> bool:
        words = " ".join(token.lower for token in self.clauses.tokens[max(0, last - len(head) + 1) : last + 1]).split(" ")
        return tuple(words[-len(head) :]) == head

    def _begin(self, last: int) -> int:
        """Where the noun phrase begins that a task's head ends."""
        first = last
        while first > 0 and self.clauses.roles[first - 1] in _MODIFIERS and last - first < 4:
            word = self.clauses.tokens[first - 1].lower
            if self.vocabulary.has("vague", word) or self.clauses.tokens[first - 1].letter == "_":
                break
            first -= 1
        return first

    def _is_task(self, first: int, last: int) -> bool:
        """Whether a single word is used as the name of a task: "on classification", "retrieval tasks"."""
        after = self.clauses.tokens[last + 1].lower if last + 1 < len(self.clauses.tokens) else ""
        before = self.clauses.tokens[first - 1].lower if first else ""
        return after in ("task", "tasks", "accuracy", "performance") or before in ("on", "in", "for")

    def of(self, at: int, draft: Draft) -> str | None:
        """The task of the number at chunk *at*: the nearest one after it in its clause, else before, else after."""
        if draft.metric in _CONTENTS or (draft.attribution == "prior" and draft.family == "scale"):
            return None
        place = self.clauses.places[at]
        stop = self.clauses.roles.find("q", place + 1)
        stop = stop if stop >= 0 else len(self.clauses.roles)
        after = [name for first, _, name in self.found if place < first < stop]
        before = [name for _, last, name in self.found if last < place]
        later = [name for first, _, name in self.found if first >= stop]
        general = self.general if draft.family != "cost" else None
        near = after[0] if after else before[-1] if before else later[0] if later else None
        bare = near is not None and general is not None and (near in _BARE or near == general.rsplit(" ", 1)[-1])
        return general if near is None or bare else near
