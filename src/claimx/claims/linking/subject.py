"""Whose number it is."""

from __future__ import annotations

import re

from claimx.claims.linking.naming import is_name
from claimx.claims.linking.phrases import SHORT, Phrases
from claimx.mentions import Draft

RECORD = "state-of-the-art"
"""The subject of a number that belongs to whoever is best so far."""
_RECORD_HOLDER = re.compile(
    r"state-of-the-art\s(?:approach|method|model|system|technique|baseline)(?:es|s)?\s(?:that|which|with)\s(?:[\w-]+\s){0,3}$"
)
"""What stands before the number of the best so far: "the state-of-the-art approach that costs"."""
_REACH = 90
_TRAINING = ("train", "fine-tun", "finetun", "apply", "applied", "adapt")
_EMPLOYING = (
    "employ", "utili", "adopt", "introduc", "design", "develop", "propos", "leverag", "integrat", "incorporat",
)  # fmt: skip
"""How verbs begin with which a paper takes a part into its own work."""
_TRIED = frozenset(["models", "datasets", "participants"])
"""Counts of what a method is tried on: no description of others is their subject."""
_NAMED_SIZE = re.compile(r"(?:[\s-]\w{1,40}+){0,8}?\smodels?\s\(([A-Z][\w.+-]+)\)")
"""What follows the size of a model that is named behind it: "a 2.6B decoder-only language model (Name)"."""


class Subjects(Phrases):
    """Finds the subjects of one sentence's numbers."""

    def of(self, at: int, draft: Draft) -> str | None:
        """The subject of the number at chunk *at*: a name, a described system, or the paper's own method."""
        place = self.clauses.places[at]
        if draft.metric == "parameters" and (named := _NAMED_SIZE.match(self.clauses.sentence.text, draft.quantity.end)):
            return named[1]
        if place and self.clauses.roles[place - 1] == "h" and (told := self._antecedent(place - 1))[0]:
            return told[1]
        text, stop = self.clauses.sentence.text, draft.quantity.outer_start
        if _RECORD_HOLDER.search(text, max(self.clauses.sentence.start, stop - _REACH), stop):
            return RECORD
        for find in (self.rival, self.opponent, self._respective, self._holder, self._agent):
            if (name := find(place, draft)) is not None:
                return name
        if draft.family == "scale" and draft.kind == "level":
            return self._counted(place, draft)
        return self._clause(place)

    def _counted(self, at: int, draft: Draft) -> str | None:
        """Whose contents or trials are counted: never the things counted themselves ("15 leading LLMs")."""
        if (name := self._collection(at)) is not None:
            return name
        if draft.metric == "dataset_size" and (name := self._contents_of(at)) is not None:
            return name
        name = self._clause(at)
        if draft.metric in _TRIED and not (name and is_name(name, self.vocabulary)):
            return self._default()
        told = self._is_told(name) and (self.context.method is None or name is None or self.context.is_own(name))
        return name if told or not self.started else self._default()

    def _clause(self, at: int) -> str | None:
        """The subject of the clause that the number stands in; of the sentence where the clause names none."""
        place = at
        opened = self.clauses.outside(at)
        if opened >= 0 and self.clauses.verb_before(at) < opened:
            place = opened
        if (name := self._participle(place)) is not None:
            return name
        if self.clauses.tokens[place].lower.startswith("exceed"):
            known, name = self._before(place)
            if known:
                return name
        verb = self.clauses.verb_before(place)
        if verb < 0 and (after := self.clauses.verb_after(place)) >= 0:
            known, name = self._before(after, floor=place)
            if known:
                return name
        start = self.clauses.roles.rfind(";", 0, place)
        verb = verb if verb >= 0 else self._behind_apposition(place)
        verb = verb if verb >= 0 else self.clauses.verb_before(place, across=True)
        while verb >= 0:
            known, name = self._before(verb)
            if known and (verb > start or self._is_told(name)):
                return name
            verb = self.clauses.verb_before(verb, across=True)
        return self._default()

    def _behind_apposition(self, at: int) -> int:
        """The verb that looks like a participle behind the comma of an apposition: "The best one, Group Fusion, achieved"."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        begin = roles.rfind(";", 0, at) + 1
        for i in range(begin + 4, at):
            if roles[i] == "I" and roles[i - 1] == "," and tokens[i].lower.endswith("ed") and roles[begin] in "dwN":
                return i if roles.count(",", begin, i) == 2 else -1
        return -1

    def _is_told(self, name: str | None) -> bool:
        """Whether a subject from an earlier part of the sentence is a name or a described system, not just any noun."""
        if name is None or self.context.is_own(name) or is_name(name, self.vocabulary):
            return True
        return self.vocabulary.has("system", name.split()[-1])

    def _participle(self, at: int) -> str | None:
        """The noun phrase right before a participle: "an embedding model achieving 90%", "with GPT-4 reaching 45%"."""
        roles = self.clauses.roles
        i = at - 1
        while i >= 0 and roles[i] not in "VI;(":
            i -= 1
        if i <= 0 or roles[i] != "I" or roles[i - 1] not in "NwK" or self.clauses.tokens[i].lower == "using":
            return None
        first, last = self.clauses.region_before(i)
        if first and self.clauses.tokens[first - 1].lower in ("is", "are", "was", "were"):
            return None
        while first <= last and roles[first] in "PI":
            first += 1
        if roles[last] == "N":
            return self.clauses.name(last) if self._is_system(last) else None
        begin = last
        while begin > first and roles[begin - 1] in "wNMK-.":
            begin -= 1
        before = [token.lower for token in self.clauses.tokens[max(0, begin - 2) : begin]][-2:]
        told = not before or before == ["with", "the"] or before[-1] in ("a", "an", "with", ",", "and", "one", "another")
        return self._described(begin, last) if told else None

    def _before(self, verb: int, *, floor: int = -1) -> tuple[bool, str | None]:
        """Whether the subject of a verb is told right before it, and the subject."""
        clauses = self.clauses
        first, last = clauses.region_before(self._before_examples(verb))
        first = max(first, floor + 1)
        border = clauses.roles[first - 1] if first else ""
        if first > last:
            if border == "h":
                return self._antecedent(first - 1)
            if border == ",":
                return self._across(first - 1, floor)
            return False, None
        known, name = self._resolve(first, last)
        if known and name is None and self.context.method is None and self.clauses.tokens[last].lower == "we":
            return True, self._trained(verb)
        return (known, name) if known or border not in ",&" else self._opening(first, floor)

    def _trained(self, verb: int) -> str | None:
        """The system that a paper without a name of its own trains or applies: "we trained a SVM to classify"."""
        roles = self.clauses.roles
        if not self.clauses.tokens[verb].lower.startswith(_TRAINING):
            return None
        i = verb + 1
        while i < len(roles) and roles[i] in "dw":
            i += 1
        return self._name(i) if roles[i : i + 1] == "N" and self._is_system(i) else None

    def _opening(self, before: int, floor: int) -> tuple[bool, str | None]:
        """The subject that opens a clause, where a list stands between it and its verb: "A baseline with A, B and C reaches"."""
        roles = self.clauses.roles
        start = max(i + 1 for i in (floor, *(roles.rfind(mark, 0, before) for mark in ";h")))
        while start < before and roles[start] not in "dwNKy":
            comma = roles.find(",", start, before)
            start = comma + 1 if comma >= 0 else before
        stop = next((i for i in range(start, before) if roles[i] in ",&"), before)
        if start >= stop or "V" in roles[start:before] or not any(role in "PI" for role in roles[start:stop]):
            return False, None
        known, name = self._resolve(start, stop - 1)
        return (known, name) if known and self._is_told(name) else (False, None)

    def _before_examples(self, verb: int) -> int:
        """Where a list of examples begins between a subject and its verb: "all models, including A and B, achieve"."""
        for i in range(verb - 1, 0, -1):
            if self.clauses.roles[i] in "VIq;":
                break
            if self.clauses.tokens[i].lower == "including" and self.clauses.roles[i - 1] == ",":
                return i - 1
        return verb

    def _antecedent(self, that: int) -> tuple[bool, str | None]:
        """The noun phrase that a relative clause is about; the main clause's subject where it is the paper's own new thing."""
        roles = self.clauses.roles
        last = that - 1
        while last >= 0 and roles[last] in ",.)":
            last = self.clauses.outside(last) - 1 if roles[last] == ")" else last - 1
        first = last
        while first >= 0 and roles[first] in "NwMKd-P&G":
            first -= 1
        names = [i for i in range(first + 1, last + 1) if roles[i] == "N" and self._is_antecedent(i, last)]
        rival = any(self._is_rival(token.lower) for token in self.clauses.tokens[first + 1 : last + 1])
        employed = not rival and self._is_employed(first)
        known = names and (self.context.is_own(self.clauses.name(names[-1])) or self.clauses.tokens[names[-1]].letter == "S")
        if names and (known or not employed):
            short = len(names) == 1 and len(self.clauses.name(names[0])) < SHORT and names[0] < last
            return True, self._part_text(first + 1, last) if short else self._joined(names, first + 1)
        if roles[first : first + 1] == "," and roles[first - 1 : first] == "N" and first > 0:
            return True, self._name(first - 1)
        described = None if employed else self._described(first + 1, last)
        return described is not None, described

    def _is_employed(self, before: int) -> bool:
        """Whether what follows is a part of the paper's own work: "we employ a Fold Strategy, which"."""
        verb = self.clauses.verb_before(before + 1)
        if verb < 1 or self.context.method is None:
            return False
        tokens = self.clauses.tokens
        if any(self.vocabulary.has("introduce", token.lower) for token in tokens[max(0, before - 1) : before + 1]):
            return True
        subject = tokens[verb - 1]
        made = tokens[verb].lower.startswith(_EMPLOYING)
        return made and (subject.lower == "we" or self.context.is_own(subject.name or subject.text))

    def _is_antecedent(self, at: int, last: int) -> bool:
        """Whether a name is what a relative clause is about: the paper's own, or the last word before it (or before "model")."""
        if self.context.is_own(self.clauses.name(at)) and self._is_system(at):
            return True
        tail = [token.lower for token in self.clauses.tokens[at + 1 : last + 1]]
        nouns = all(self.vocabulary.has("system", word) or self.vocabulary.has("self", word) for word in tail)
        return nouns and (self._is_system(at) or (at == last and self._is_named(at)))

    def _across(self, comma: int, floor: int) -> tuple[bool, str | None]:
        """The subject before an apposition or an inserted phrase: "Our largest model, X-L, achieves"."""
        end = comma
        for _ in range(3):
            first, last = self.clauses.region_before(end)
            if first > last or first <= floor:
                break
            if self.clauses.roles[first] not in "PI.":
                stop = next((i for i in range(first, last + 1) if self.clauses.roles[i] in "PITtq"), last + 1)
                names = [i for i in range(first, stop) if self.clauses.roles[i] == "N" and self._is_system(i)]
                if names:
                    return True, self._name(names[0])
                if self.clauses.roles[first - 1 : first] != "," or self.clauses.roles[first] != "d":
                    return self._resolve(first, last)
            if self.clauses.roles[first - 1 : first] != ",":
                break
            end = first - 1
        return False, None
