"""Which task a number is tied to."""

from __future__ import annotations

import re

from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.mentions import Draft

_MODIFIERS = frozenset("wNMK")
_CONTENTS = frozenset(
    ["dataset_size", "training_data", "classes", "languages", "parameters", "context_length", "models", "duration"]
)
_WORDS = re.compile(r"[\w-]+|[^\w\s]")
_LINES = re.compile(r"\s+")


def paper_task(title: str, vocabulary: Vocabulary) -> str | None:
    """The task that a title names: "... for Sequential Recommendation"."""
    words = _WORDS.findall(title)
    for last, word in enumerate(words):
        for head in vocabulary.tasks.get(word.lower(), ()):
            begin = last - len(head) + 1
            if begin < 0 or tuple(w.lower() for w in words[begin : last + 1]) != head:
                continue
            while begin > 0 and last - begin < 4 and _may_modify(words[begin - 1], vocabulary):
                begin -= 1
            if begin < last or last + 1 == len(words):
                return " ".join(words[begin : last + 1]).lower()
    return None


def _may_modify(word: str, vocabulary: Vocabulary) -> bool:
    grammar = any(vocabulary.has(role, word) for role in ("preposition", "article", "auxiliary", "vague", "pronoun", "rival"))
    return word[0].isalnum() and not grammar and word.lower() not in ("and", "or", "with") and not word.endswith("ing")


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
        return after[0] if after else before[-1] if before else later[0] if later else general
