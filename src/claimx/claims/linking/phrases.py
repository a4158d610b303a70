"""What the noun phrase before a verb stands for: a name, the paper's own thing, a described system, or what is done."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.claims.linking.rivals import Rivals

Told = tuple[bool, str | None]
"""Whether a subject is told, and the subject: None for the paper's own method without a name."""
_ADDING = frozenset(["use", "usage", "addition", "introduction", "inclusion", "incorporation", "integration", "application"])
"""What is done with a part whose effect is measured: "the use of a copying mechanism improves"."""
SHORT = 3
"""A name of fewer letters says too little without the noun behind it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens from *first* to *last*, its head before *stop*, the head's words in small letters."""

    first: int
    stop: int
    last: int
    words: tuple[str, ...]


class Phrases(Rivals):
    """Reads the noun phrases before the verbs of one sentence."""

    def _resolve(self, first: int, last: int) -> Told:
        """What a noun phrase stands for, by the first reading that fits; not told where it names nobody's thing."""
        first = self._skip_opening(first, last)
        stop = next((i for i in range(first, last + 1) if self.clauses.roles[i] in "PITt"), last + 1)
        phrase = Phrase(first, stop, last, tuple(token.lower for token in self.clauses.tokens[first:stop]))
        for read in (
            self._named,
            self._own_thing,
            self._gerund,
            self._tail,
            self._judged,
            self._a_system,
            self._added,
            self._taken_up,
            self._done,
        ):
            if (told := read(phrase)) is not None:
                return told
        return False, None

    def _named(self, phrase: Phrase) -> Told | None:
        """A name in the head, with all its words where the paper's own system has no other name."""
        name = self._head_name(phrase.first, phrase.stop)
        if name is not None and self._is_about(name, phrase):
            return None
        if name is not None and phrase.words[0] == "our" and self.context.method is None:
            return True, self._part_text(phrase.first, phrase.stop - 1)
        return (True, name) if name is not None else None

    def _is_about(self, name: str, phrase: Phrase) -> bool:
        """Whether a name only tells what the paper's own method is for: "our improved PCB detection approach"."""
        ours = phrase.words[0] == "our" or "proposed" in phrase.words
        generic = self.vocabulary.has("self", phrase.words[-1])
        return ours and generic and self.context.method is not None and not self.context.is_own(name)

    def _own_thing(self, phrase: Phrase) -> Told | None:
        """ "We", "our method", "the proposed network": what the paper calls its own."""
        if not self._says_own(list(phrase.words)):
            return None
        kind = self._own(list(phrase.words)) or self._kind_of_ours(phrase.first, phrase.stop)
        return True, kind or self._based_on(phrase.stop, phrase.last)

    def _gerund(self, phrase: Phrase) -> Told | None:
        """The system that is acted on: "applying the SAPBert cross-encoder to this pool gives"."""
        acting = self.clauses.roles[phrase.first] == "I"
        name = self._object(phrase.first, phrase.last) if acting else None
        return (True, name) if name is not None else None

    def _tail(self, phrase: Phrase) -> Told | None:
        """A system named behind the head: "the accuracy of X"; the paper's own method where a gerund begins the clause."""
        roles = self.clauses.roles
        acting = roles[phrase.first] == "I"
        names = [
            i for i in range(phrase.stop, phrase.last + 1) if roles[i] == "N" and self._is_system(i) and not self._is_topic(i)
        ]
        if names and (not acting or self.context.is_own(self.clauses.name(names[-1]))):
            return True, self._joined(names, phrase.stop) if len(names) > 1 else self._name(names[-1])
        begins = acting and roles[phrase.first - 1 : phrase.first] in ("", "h", ";")
        return (True, self._default()) if begins and self.context.method is not None else None

    def _judged(self, phrase: Phrase) -> Told | None:
        """ "Models" in a paper that evaluates other people's: which ones they are."""
        bare = [word for word in phrase.words if not self.vocabulary.has("article", word)]
        whole = phrase.stop > phrase.last
        plain = (
            whole
            and self.context.judged is not None
            and bare in (["models"], ["llms"], [self.context.judged.split()[-1].lower()])
        )
        return (True, self.context.judged) if plain else None

    def _a_system(self, phrase: Phrase) -> Told | None:
        """A system without a name: described, the owner of a measure, or told by what was done to it."""
        roles, words = self.clauses.roles, phrase.words
        described = self._described(phrase.first, phrase.stop - 1) or self._possessor(phrase)
        treated = phrase.stop <= phrase.last and roles[phrase.stop] == "I" and bool(words)
        bare = described is None or " " not in described
        if treated and bare and words[-1].endswith("s") and self.vocabulary.has("system", words[-1]):
            return True, self._part_text(phrase.first, phrase.last)
        return (True, described) if described is not None else None

    def _added(self, phrase: Phrase) -> Told | None:
        """The part whose use or addition has the effect; the paper's method where it has one."""
        tokens, words = self.clauses.tokens, phrase.words
        adding = len(words) > 1 and words[-1] in _ADDING and phrase.stop < phrase.last
        if not adding or tokens[phrase.stop].lower != "of":
            return None
        own = self.context.method is not None or tokens[phrase.stop + 1].lower in ("our", "these", "this", "the")
        return True, self._default() if own else self._part(phrase.stop + 1, phrase.last)

    def _taken_up(self, phrase: Phrase) -> Told | None:
        """A pronoun, "the score" or "results": what the sentence before was about, else the method."""
        words = phrase.words
        if not words:
            return None
        if self.topic is not None and words[0] in ("the", "its") and self.clauses.roles[phrase.stop - 1] == "M":
            return True, self.topic
        if words[0] in ("it", "this", "they", "these"):
            return words[0] in ("it", "they"), self.topic or self._default()
        return (True, self._default()) if self.vocabulary.has("study", words[-1]) else None

    def _done(self, phrase: Phrase) -> Told | None:
        """Any noun phrase in background, or one for what is done in a paper without a name."""
        if not phrase.words or phrase.words[0] in ("its", "their"):
            return None
        if self.started and (self.context.method is not None or not self._may_act(phrase.first, phrase.stop)):
            return None
        name = self._part(phrase.first, phrase.stop - 1)
        return True, (name if len(name) > 1 else self._part_text(phrase.first, phrase.stop - 1)) or None

    def _possessor(self, phrase: Phrase) -> str | None:
        """The described system whose measure is the subject: "standard networks' accuracy is low"."""
        tokens = self.clauses.tokens
        if self.clauses.roles[phrase.stop - 1] != "M":
            return None
        for i in range(phrase.first, phrase.stop - 1):
            text = tokens[i].text
            if text.endswith(("s'", "s’")) or self.clauses.sentence.text[tokens[i].end : tokens[i].end + 1] in ("'", "’"):
                name = self._described(phrase.first, i)
                return name.rstrip("'’") if name else None
        return None

    def _based_on(self, first: int, last: int) -> str | None:
        """What the paper's own system without a name is built on: "our setup based on a support vector machine"."""
        based = self.context.method is None and any(token.lower == "based" for token in self.clauses.tokens[first : last + 1])
        names = [i for i in range(first, last + 1) if self.clauses.roles[i] == "N" and self._is_system(i)]
        return self._name(names[0]) if based and names else None

    def _head_name(self, first: int, stop: int) -> str | None:
        """The name in the head of a noun phrase; with its modifiers where it is one of a kind ("a single layer Transformer")."""
        roles = self.clauses.roles
        head = [
            i for i in range(first, stop) if roles[i] == "N" and (self._is_system(i) or (i == stop - 1 and self._is_named(i)))
        ]
        if not head:
            head = [i for i in range(first, stop) if roles[i] == "D" and self.context.is_own(self.clauses.name(i))]
        if not head:
            return None
        name = self._name(head[-1])
        if self.clauses.tokens[first].lower in ("a", "an") and not self.context.is_own(name) and "," not in roles[first:stop]:
            return self.clauses.text(first + 1, stop - 1)
        if len(self.clauses.name(head[-1])) < SHORT and not self.context.is_own(name):
            return self._part_text(first, stop - 1)
        return self._joined(head, first) if name == self.clauses.name(head[-1]) else name

    def _skip_opening(self, first: int, last: int) -> int:
        """Past "On ImageNet" before a subject that a pronoun or article begins."""
        roles = self.clauses.roles
        while first < last and self.clauses.tokens[first].text.endswith(","):
            first += 1
        if roles[first] not in "P":
            return first
        starts = [i for i in range(first + 2, last + 1) if roles[i] in "yd" and roles[i - 1] not in "PI"]
        return starts[-1] if starts else first
