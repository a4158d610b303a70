"""Numbers whose holder stands right beside them: rivals, lists with "respectively", datasets whose contents are counted."""

from __future__ import annotations

import re

from claimx.claims.linking.clauses import listed
from claimx.claims.linking.nouns import Nouns
from claimx.mentions import Draft

_PLACES = frozenset(["on", "in", "over", "than", "from", "with", "for", "using"])
_OPENING = 2
"""A name that stands this near to the start of a sentence is what the sentence is about."""
_VERSION = re.compile(r"v?\d+(?:\.\d+)*")
_GIVEN = frozenset("achieved obtained demonstrated reached attained set delivered reported produced scored".split())
_BE = frozenset(["is", "are", "was", "were", "be", "been"])
_HOLDING = (
    "contain",
    "compris",
    "consist",
    "includ",
    "cover",
    "span",
    "encompass",
    "featur",
    "with",
    "of",
    "total",
    "compil",
    "provid",
    "hold",
)


class Rivals(Nouns):
    """Finds the names beside the numbers of one sentence."""

    def rival(self, at: int, draft: Draft) -> str | None:
        """The system in "outperforming X of 5.33", "X's 45%", "RT-2-X (55B)", "(1.6 ms, 74.7%)" and "X 45.0, Y 43.1"."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        if at >= 2 and roles[at - 2] == "N" and tokens[at - 1].lower == "of":
            return self.clauses.name(at - 2)
        if at and roles[at - 1] == "N" and self.clauses.sentence.text[tokens[at - 1].end :][:2] in ("'s", "’s"):
            return self.clauses.name(at - 1)
        if at >= 2 and roles[at - 2] == "N" and tokens[at - 1].lower.endswith(("'s", "’s")) and self._is_system(at - 2):
            return self.clauses.name(at - 2)
        before = at - 2 if at >= 2 and tokens[at - 1].text == ":" else at - 1
        if (
            draft.kind == "level"
            and before > 0
            and roles[before] == "N"
            and roles[before - 1] in ",(&t"
            and self._is_listed(before)
        ):
            return self.clauses.name(before)
        return self._parenthesised(at, draft) or self._used_by(at, draft)

    def _used_by(self, at: int, draft: Draft) -> str | None:
        """Another system that so much was used for: "0.4% of the 1.4T training tokens of BERT"."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        i = at + 1
        while i < len(roles) and roles[i] in "wKM-":
            i += 1
        used = draft.kind == "level" and draft.family in ("scale", "cost") and i + 1 < len(roles) and i > at + 1
        if not used or tokens[i].lower != "of" or tokens[i + 1].letter != "S" or self.context.is_own(self.clauses.name(i + 1)):
            return None
        return self.clauses.name(i + 1)

    def _parenthesised(self, at: int, draft: Draft) -> str | None:
        """The name before the parentheses that the number stands in; of a dataset where its contents are counted."""
        roles = self.clauses.roles
        opened = self.clauses.outside(at)
        if opened <= 0:
            return None
        holder = opened - 1
        while holder > 0 and roles[holder] == ".":
            holder -= 1
        if roles[holder] == "D":
            return self.clauses.name(holder) if draft.family == "scale" and draft.kind == "level" else None
        if draft.family == "scale" and draft.kind == "level" and (name := self._set_before(holder)):
            return name
        if roles[holder] in "wK" and draft.kind == "level" and (name := self._beaten(holder)):
            return name
        if roles[holder] == "w" and roles[holder - 1] == "N" and _VERSION.fullmatch(self.clauses.tokens[holder].text):
            return self.clauses.text(holder - 1, holder)
        if roles[holder] == "N" and roles[holder - 1 : holder] == "q":
            return None
        behind = draft.kind == "level" and self.vocabulary.has("system", self.clauses.tokens[holder].lower)
        if behind and roles[holder] in "wK" and roles[holder - 1] in "N)":
            holder = self.clauses.outside(holder - 1) - 1 if roles[holder - 1] == ")" else holder - 1
        if roles[holder] == "N" and self.context.is_own(whole := self._name(holder)):
            return whole
        if roles[holder] != "N" or not (self._is_system(holder) or (roles[holder - 1] in "t,&" and self._is_listed(holder))):
            return None
        first = next(i for i in range(opened, at + 1) if roles[i] == "q")
        if at == first and "t" in roles[at : self._closing(at)] and self._numbers(at, self._closing(at)) > 1:
            return None
        return self.clauses.name(holder)

    def _set_before(self, last: int) -> str | None:
        """The dataset with its noun, before parentheses with its size: "on the LeafSet dataset (147 images)"."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        if not (self.vocabulary.has("collection", tokens[last].lower) or tokens[last].lower in ("set", "sets")):
            return None
        first = last
        while first > 0 and roles[first - 1] in "wNMKD-":
            first -= 1
        names = [i for i in range(first, last) if roles[i] == "D" or tokens[i].text[0].isupper()]
        return self.clauses.text(names[0], max(names[-1], last - 1)) if names else None

    def _beaten(self, last: int) -> str | None:
        """The noun phrase right after a word of comparison, before parentheses: "outperform humans (4.5%)"."""
        first = last
        while first > 0 and self.clauses.roles[first - 1] in "wNMKd.":
            first -= 1
        compared = first > 0 and (self.clauses.tokens[first - 1].letter == "o" or self.clauses.roles[first - 1] == "t")
        return self._part_text(first, last) if compared else None

    def _is_listed(self, at: int) -> bool:
        """Whether a name may be one of the systems that the sentence compares with."""
        compared = "t" in self.clauses.roles[:at] or any(token.letter == "o" for token in self.clauses.tokens[:at])
        return (
            self.clauses.tokens[at].letter == "S"
            or (compared and (self._is_named(at) or (self.clauses.tokens[at].text[0].islower() and self._is_system(at))))
            or self.context.is_own(self.clauses.name(at))
        )

    def _closing(self, at: int) -> int:
        close = self.clauses.roles.find(")", at)
        return close if close >= 0 else len(self.clauses.roles)

    def _numbers(self, first: int, last: int) -> int:
        return self.clauses.roles.count("q", first, last)

    def opponent(self, at: int, draft: Draft) -> str | None:
        """The other side of "43.2 vs. 41.0" and "46.9% compared to a 25% baseline"."""
        roles = self.clauses.roles
        before = roles[:at].rstrip("d.w")
        if draft.kind != "level" or draft.family == "scale" or not before.endswith("t") or "q" not in before:
            return None
        if self.clauses.tokens[len(before) - 1].lower == "whereas":
            return None
        i = at + 1
        while i < len(roles) and (roles[i] == "M" or self.clauses.tokens[i].lower in ("for", "of", "by", "with")):
            i += 1
        name = self._phrase(i)
        if name:
            return name
        earlier = [
            j for j in range(at) if roles[j] == "N" and self._is_system(j) and not self.context.is_own(self.clauses.name(j))
        ]
        return self.clauses.name(earlier[-1]) if earlier else self._compared_with(at) or "baseline"

    def _compared_with(self, at: int) -> str | None:
        """The described side of a comparison: "better (26.8 vs. 19.9) than other decoders", "beats its teacher (1.0 vs. 2.4)"."""
        tokens = self.clauses.tokens
        after = [i for i in range(at, len(tokens)) if tokens[i].lower == "than"]
        before = [i for i in range(at) if tokens[i].letter == "o"]
        cue = after[:1] + before[-1:]
        return self._phrase(cue[0] + 1) or None if cue else None

    def _respective(self, at: int, draft: Draft) -> str | None:
        """The name in the same place of its list: "A and B achieve 27.1% and 29.8%, respectively"."""
        clauses = self.clauses
        if not any(chunk.letter == "r" for chunk in clauses.tokens[at:]):
            return None
        run = listed(clauses.roles, at)
        verb = clauses.verb_before(run[0])
        if len(run) < 2 or verb < 0:
            return None
        parts = self._coordinated(verb)
        return parts[run.index(at)] if len(parts) == len(run) else None

    def _coordinated(self, verb: int) -> list[str]:
        """The parts of a coordinated subject before *verb* (or before "that" before it)."""
        roles = self.clauses.roles
        last = verb - 1
        while last >= 0 and roles[last] in ".h":
            last -= 1
        parts: list[str] = []
        end = last
        i = last
        while i >= 0 and roles[i] in "wNMKG-&,d.":
            if roles[i] in "&,":
                if i < end:
                    parts.insert(0, self._part(i + 1, end))
                end = i - 1
            i -= 1
        if i < end:
            parts.insert(0, self._part(i + 1, end))
        return [part for part in parts if part] if "&" in roles[i + 1 : last] else []

    def _holder(self, at: int, draft: Draft) -> str | None:
        """The system right behind a level: "83.2% for ResNet-50 and 85.1% for ViT"."""
        roles = self.clauses.roles
        i = at + 1
        while i < len(roles) and roles[i] == "M":
            i += 1
        if draft.kind != "level" or draft.family == "scale" or self.clauses.tokens[i : i + 1] == ():
            return None
        governs = ("for", "by") if self.context.method else ("for", "by", "with", "using")
        if self.clauses.tokens[i].lower not in governs or roles[i + 1 : i + 2] not in ("N", "d", "w", "K"):
            return None
        j = i + 2 if roles[i + 1] == "d" else i + 1
        if roles[j : j + 1] == "N" and self._is_system(j):
            return self.clauses.name(j)
        last = j
        while roles[last + 1 : last + 2] in ("w", "K"):
            last += 1
        return self._described(i + 1, last) if roles[j : j + 1] in ("w", "K") else None

    def _agent(self, at: int, draft: Draft) -> str | None:
        """Who a passive says the result belongs to: "the best accuracy, 83.1%, is reached by ResNet-50"."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        end = roles.find(";", at)
        for i in range(2, end if end >= 0 else len(roles)):
            passive = tokens[i].lower == "by" and tokens[i - 1].lower in _GIVEN and tokens[i - 2].lower in _BE
            if passive and not set(roles[min(i, at) : max(i, at)]) & set("Vht"):
                first = i + 1
                last = next((j for j in range(first, len(roles)) if roles[j] not in "dwNMK-."), len(roles)) - 1
                names = [j for j in range(first, last + 1) if roles[j] == "N" and self._is_system(j)]
                return self._name(names[-1]) if names else self._described(first, last)
        return None

    def _collection(self, at: int) -> str | None:
        """The dataset whose contents are counted: "X, a dataset containing 100,000 images", "the X corpus of 200 hours"."""
        places = [i for i in range(at) if self.clauses.roles[i] in "DN"]
        for i in reversed(places):
            before = self.clauses.tokens[i - 1].lower if i else ""
            if self.context.is_own(self.clauses.name(i)) and before not in _PLACES and self._counts_contents(i, at):
                return self.clauses.name(i)
        return next((self.clauses.name(i) for i in reversed(places) if self._holds(i, at)), None)

    def _contents_of(self, at: int) -> str | None:
        """The dataset behind a count of its contents: "861 LeafQA questions", "2,000 sentences in LeafBank"."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        i = at + 1
        while i < len(roles) and roles[i] in "wKM-":
            i += 1
        if i < len(roles) and i > at + 1 and tokens[i].lower in ("in", "of") and roles[i - 1] == "K":
            i += 2 if roles[i + 1 : i + 2] == "d" else 1
        elif roles[i + 1 : i + 2] not in ("w", "K"):
            return None
        return self.clauses.name(i) if roles[i : i + 1] == "D" else None

    def _holds(self, name: int, at: int) -> bool:
        """Whether nothing but "a dataset containing" and the like stands between a name and the count of its contents."""
        words = [token.lower for token in self.clauses.tokens[name + 1 : at]]
        if "," in self.clauses.roles[name:at] and not self.context.is_own(self.clauses.name(name)):
            words = words[words.index(",") :] if "," in words else words
        if words[:1] == ["with"] and name and self.clauses.tokens[name - 1].lower in _PLACES:
            return False
        told = self.clauses.roles[name] == "D" or any(self.vocabulary.has("collection", word) for word in words[:4])
        between = set(self.clauses.roles[name:at]) & set("q;y")
        return told and any(word.startswith(_HOLDING) for word in words) and between <= (set("q") if name < _OPENING else set())

    def _counts_contents(self, name: int, at: int) -> bool:
        """Whether the number tells what the named thing holds: a dataset, or "NAME, a dataset ...", not "NAME is tried on"."""
        if self.clauses.name(name) == self.context.collection or self.clauses.roles[name] == "D":
            return True
        words = [token.lower for token in self.clauses.tokens[name + 1 : at]]
        return any(self.vocabulary.has("collection", word) for word in words) and "evaluate" not in " ".join(words)
