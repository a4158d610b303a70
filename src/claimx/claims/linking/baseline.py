"""What a number is compared with."""

from __future__ import annotations

from claimx.claims.linking.nouns import Nouns
from claimx.mentions import Draft

_SMALL = frozenset(["such", "as", "like", "including", "e.g.", "e", "g", "namely", "both", "either"])
_PHRASE = frozenset("wNMKG-&,d./")
_LEAD = frozenset(
    "its their the our a an all any several various many strong other even using most recent those both of to".split()
)
_TAIL = frozenset(["by", "on", "in", "while", "with", "and", "respectively", "significantly", "across"])
_STATE = ("state", "of", "the", "art")
_MOST = 6
"""Names in one list."""


class Baselines(Nouns):
    """Finds what the numbers of one sentence are compared with."""

    def baselines(self, at: int, draft: Draft) -> tuple[str, ...]:
        """The baselines of the number at chunk *at*, as named."""
        place = self.clauses.places[at]
        if draft.kind == "level" and (draft.attribution == "prior" or draft.family == "scale"):
            return ()
        for cue in self._cues(place, draft):
            if names := self._kept(self._after(cue), draft):
                return names
        return self._kept(self._acted_on(place), draft) if draft.kind != "level" else ()

    def _kept(self, names: list[str], draft: Draft) -> tuple[str, ...]:
        """Names without the subject itself, each once."""
        return tuple(n for n in dict.fromkeys(names) if n and n != draft.subject and n != self.context.method)[:_MOST]

    def _cues(self, at: int, draft: Draft) -> list[int]:
        """Words of comparison that may govern the number: the next one after it, else the last before it."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        end = roles.find(";", at)
        end = end if end >= 0 else len(roles)
        start = roles.rfind(";", 0, at) + 1
        beating = [i for i in range(start, end) if tokens[i].letter == "o"]
        if draft.kind == "level":
            opposed = [i for i in range(at + 1, end) if roles[i] == "t" and tokens[i].letter != "o"]
            opposed = [i for i in opposed if "q" not in roles[at + 1 : i]]
            leading = [i for i in range(start, at) if roles[i] == "t" and "q" not in roles[start:i]]
            return opposed[:1] + beating[:1] + leading[-1:]
        after = [i for i in range(at + 1, end) if tokens[i].letter != "o" and self._compares(i)]
        before = [i for i in range(start, at) if tokens[i].letter != "v" and self._compares(i)]
        return after[:1] + before[-1:] + [i for i in beating if i > at][:1]

    def _compares(self, at: int) -> bool:
        """Whether a word introduces what something is compared with: "than", "over", "outperforms", "relative to"."""
        token = self.clauses.tokens[at]
        gained = at > 0 and self.clauses.tokens[at - 1].letter in "gz"
        told = token.letter in "ov" or token.lower in ("against", "versus", "unlike")
        return self.clauses.roles[at] == "t" or told or (gained and token.lower in ("from", "for"))

    def _after(self, cue: int) -> list[str]:
        """The names, or else the noun phrase, that follow a word of comparison; "41.0 for X" is passed over."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        first = cue + 1
        while first < len(roles) and roles[first] in "d.":
            first += 1
        if roles[first : first + 1] == "q":
            first += 1
            while first < len(roles) and (roles[first] == "M" or tokens[first].lower in ("for", "of", "by", "from")):
                first += 1
        if roles[first : first + 1] == "(" and ")" in roles[first:]:
            first = roles.index(")", first) + 1
        last = first
        while last < len(roles) and self._belongs(first, last):
            last += 2 if tokens[last].lower == "of" else 1
        return self._names(first, min(last, len(roles)))

    def _belongs(self, first: int, at: int) -> bool:
        """Whether the phrase that begins at *first* goes on with this token."""
        roles, token = self.clauses.roles, self.clauses.tokens[at]
        if roles[at] in ",&":
            return self._goes_on(at)
        if token.lower == "of" and roles[at + 1 : at + 2] == "q":
            return True
        if roles[at] in "VI" and token.lower.endswith(("ed", "ing")):
            opened = all(role in "wd." for role in roles[first:at])
            return opened and roles[at + 1 : at + 2] in ("w", "K", "N", "M")
        return roles[at] in _PHRASE or token.lower in _SMALL or self._is_art(at)

    def _is_art(self, at: int) -> bool:
        words = tuple(token.lower for token in self.clauses.tokens[at - 1 : at + 3])
        return words == _STATE

    def _goes_on(self, at: int) -> bool:
        """Whether a list of names goes on after a comma or "and": no verb, number or new clause follows."""
        roles = self.clauses.roles
        after = at + 1
        while after < len(roles) and roles[after] in "&d.":
            after += 1
        if self.clauses.tokens[at].lower in ("while", "but", "whereas") or after >= len(roles) or roles[after] not in "NwKG":
            return False
        rest = roles[after : after + 6]
        verb = min((rest.find(letter) for letter in "VI" if letter in rest), default=99)
        return verb > min((rest.find(letter) for letter in ",&;P" if letter in rest), default=98) or verb == 99

    def _names(self, first: int, last: int) -> list[str]:
        """The names in a stretch, or its noun phrases where it has none."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        names = [i for i in range(first, last) if roles[i] == "N" and (self._is_system(i) or self._is_named(i))]
        if names:
            return [self._with_modifiers(i) for i in names]
        parts: list[str] = []
        begin = first
        for i in range(first, last + 1):
            if i == last or roles[i] in ",&":
                while begin < i and (tokens[begin].lower in _LEAD or roles[begin] in "d,&"):
                    begin += 1
                end = i
                while end > begin and (roles[end - 1] == "." or tokens[end - 1].lower in _TAIL):
                    end -= 1
                if begin < end:
                    parts.append(self.clauses.text(begin, end - 1))
                begin = i + 1
        return parts

    def _with_modifiers(self, at: int) -> str:
        """A name with the word before it that tells its kind ("vanilla ViT", "distilled EfficientFormer")."""
        name = self._name(at)
        before = self.clauses.tokens[at - 1] if at else None
        told = before is not None and before.lower in ("vanilla", "distilled", "standard", "original", "naive")
        return f"{before.text} {name}" if told and before is not None else name

    def _acted_on(self, at: int) -> list[str]:
        """The system that a verb of change acts on: "improves RobustNet by 3%", "reduces the MACs of vanilla ViT by half"."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        verb = next((i for i in range(at - 1, -1, -1) if tokens[i].letter in "udx" or roles[i] == ";"), -1)
        if verb < 0 or roles[verb] == ";":
            return []
        by = next((i for i in range(verb + 1, at) if tokens[i].letter == "B" or roles[i] == ","), at)
        names = [
            i for i in range(verb + 1, by) if roles[i] == "N" and self._is_system(i) and tokens[i - 1].lower not in ("on", "in")
        ]
        return [self._with_modifiers(i) for i in names if not self.context.is_own(self.clauses.name(i))]
