"""Noun phrases of a sentence: which system they name, and what they are called where they have no name."""

from __future__ import annotations

import re

from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.context import Context
from claimx.claims.linking.naming import is_name
from claimx.claims.linking.vocabulary import Vocabulary

_MODELS = frozenset(
    "LSTM LSTMs SVM SVMs CNN CNNs RNN RNNs GRU HMM HMMs CRF MLP GNN GCN GAN GANs VAE ViT BERT GPT DNN KNN".split()
)
"""Kinds of models that stand for the paper's own where it has no name."""
_SHORT_FORM = re.compile(r"\s\(([A-Z][A-Za-z]*[A-Z]s?)\)(?=\s|$)")
_OWN_PRAISE = frozenset(["proposed", "our", "novel", "new", "presented"])
_PRAISE = frozenset("best proposed new novel final full largest smallest main simple first second whole joint approach".split())
_DONE = ("ing", "tion", "sation", "zation")
"""The ends of nouns for what is done."""
_BEFORE = frozenset(["proposed", "new", "although", "though", "whereas", "however", "since"])
"""Words before a noun phrase that are no part of it."""
_MEASURES = frozenset(
    "value values number numbers ratio ratios total amount difference differences size majority rest sum share percentage"
    " fraction proportion probability average mean".split()
)
"""Heads that are measures themselves."""
_PEOPLE = frozenset(["participants", "annotators"])
_HEADLESS = frozenset(["baseline", "baselines", "humans", "people", "experts", "human", "competitors"])


class Nouns:
    """Reads the noun phrases of one sentence; *started* tells whether the paper has begun to speak of itself."""

    def __init__(self, clauses: Clauses, context: Context, vocabulary: Vocabulary, *, started: bool, topic: str | None) -> None:
        self.clauses = clauses
        self.context = context
        self.vocabulary = vocabulary
        self.started = started
        self.topic = topic

    def _name(self, at: int) -> str:
        """The whole name that a token is part of: with what is glued to it, and with words in capitals beside it."""
        text, tokens = self.clauses.sentence.text, self.clauses.tokens
        first = last = at
        while last + 1 < len(tokens) and (
            tokens[last].end == tokens[last + 1].start and tokens[last + 1].text[0] not in ",;:.()'’"
        ):
            last += 1
        while first > 0 and tokens[first - 1].end == tokens[first].start and self.clauses.roles[first - 1] == "N":
            first -= 1
        if first == last and tokens[at].letter == "S":
            return self.clauses.name(at)
        short = _SHORT_FORM.match(text, tokens[last].end)
        if short and self.context.is_own(short[1]):
            return short[1]
        while first > 0 and self._is_capital(first - 1) and tokens[first - 1].end + 1 == tokens[first].start:
            first -= 1
        while last + 1 < len(tokens) and self._is_capital(last + 1) and tokens[last].end + 1 == tokens[last + 1].start:
            last += 1
        return text[tokens[first].start : tokens[last].end] if first < at or last > at else self.clauses.name(at)

    def _is_capital(self, at: int) -> bool:
        """Whether a word may be part of a name of several: a capital that no sentence, language or abbreviation explains."""
        word = self.clauses.tokens[at].text
        known = any(self.vocabulary.has(role, word) for role in ("opening", "common", "language", "article", "preposition"))
        return (
            word[0].isupper()
            and at > 0
            and self.clauses.roles[at] in "NwMK"
            and word.isalpha()
            and not word.isupper()
            and not known
        )

    def _part(self, first: int, last: int) -> str:
        names = [i for i in range(first, last + 1) if self.clauses.roles[i] == "N"]
        return self.clauses.name(names[-1]) if names else self._part_text(first, last)

    def _part_text(self, first: int, last: int) -> str:
        """A noun phrase without its article; its short form where one stands in parentheses after it."""
        while first <= last and (self.clauses.roles[first] in "d." or self.clauses.tokens[first].lower in _BEFORE):
            first += 1
        text = self.clauses.text(first, last)
        short = _SHORT_FORM.search(text + self.clauses.sentence.text[self.clauses.tokens[last].end :][:14])
        return short[1] if short else text

    def _phrase(self, first: int) -> str:
        """The noun phrase that begins at *first*, its name where it has one."""
        roles = self.clauses.roles
        while first < len(roles) and (roles[first] in "d.q" or self.clauses.tokens[first].text[0] == "-"):
            first += 1
        last = first
        while last < len(roles) and roles[last] in "wNMK-":
            if roles[last] == "N":
                return self.clauses.name(last)
            last += 1
        return self.clauses.text(first, last - 1)

    def _joined(self, names: list[int], first: int) -> str:
        """The last of some names, with the one before where "and" joins them: "GRPO and RLOO"."""
        last = names[-1]
        if len(names) > 1 and names[-2] == last - 2 and self.clauses.roles[last - 1] == "&":
            return f"{self.clauses.name(names[-2])} and {self.clauses.name(last)}"
        return self.clauses.name(last)

    def _described(self, first: int, last: int) -> str | None:
        """A system without a name: "a phrase-based SMT system", "existing methods", "humans"."""
        tokens = self.clauses.tokens
        if first > last or first < 0:
            return None
        head = tokens[last].lower
        if not self.vocabulary.has("system", head.rsplit("-", 1)[-1].rsplit(" ", 1)[-1]):
            return None
        begin = last
        while begin > first and self.clauses.roles[begin - 1] in "wNMKG.-&":
            begin -= 1
        before = tokens[begin - 1].lower if begin else ""
        words = [token.lower for token in tokens[begin : last + 1]]
        if before in ("our", "this", "its") or set(words) & _OWN_PRAISE:
            return None
        if before == "the" and not any(map(self._is_rival, words)) and self.context.method is not None:
            return None
        rest = [word for word in words if word not in self.vocabulary.role("article")]
        judged = self.context.judging and head.endswith("s") and head not in _PEOPLE
        if len(rest) < 2 and head not in _HEADLESS and before not in ("the",) and not judged:
            return None
        return self._part_text(begin, last)

    def _is_rival(self, word: str) -> bool:
        return self.vocabulary.has("rival", word)

    def _is_system(self, at: int) -> bool:
        """Whether a name may be a system's: known as one, the paper's own, or written like one."""
        chunk = self.clauses.tokens[at]
        name = self.clauses.name(at)
        if self.clauses.sentence.text[chunk.end : chunk.end + 1] == "-":
            return self.context.is_own(name)
        if chunk.letter == "S" or self.context.is_own(name) or is_name(name, self.vocabulary):
            return True
        return self.context.method is None and name in _MODELS

    def _is_named(self, at: int) -> bool:
        """Whether a word written with a capital inside a sentence may be a name: "the Defender", "Conformer"."""
        chunk = self.clauses.tokens[at]
        if chunk.letter == "S" or at == 0:
            return chunk.letter == "S"
        name = chunk.text
        known = any(self.vocabulary.has(role, name) for role in ("common", "opening", "language"))
        noun = any(self.vocabulary.has(role, name) for role in ("self", "system", "collection", "study"))
        return name[0].isupper() and len(name) > 2 and not known and not noun

    def _default(self) -> str | None:
        return self.context.method if self.started else None

    def _says_own(self, words: list[str]) -> bool:
        if not words:
            return False
        if words[0] in ("we", "our", "ours") or "we" in words:
            return True
        head = words[-1]
        known = self.vocabulary.has("self", head) or self.vocabulary.has("study", head) or self.vocabulary.has("collection", head)
        return known and (words[0] in ("this", "the", "these") or "proposed" in words) and not any(map(self._is_rival, words))

    def _own(self, words: list[str]) -> str | None:
        """The paper's own data where the words say so, else its method."""
        if self.context.collection is not None and any(self.vocabulary.has("collection", word) for word in words):
            return self.context.collection
        return self._default()

    def _kind_of_ours(self, first: int, stop: int) -> str | None:
        """What "our" model is where it has no name: "our pointer sentinel-LSTM model"."""
        words = [token.lower for token in self.clauses.tokens[first:stop]]
        telling = [word for word in words[1:-1] if word not in _PRAISE]
        return self._part(first, stop - 1) if self.started and words[0] == "our" and "-" in " ".join(telling) else None

    def _may_act(self, first: int, stop: int) -> bool:
        """Whether a noun phrase may be a thing that has numbers: its head is no measure and nothing counted.

        Without an article only what is done may be one: "self-training", "feature selection".
        """
        words = [token.lower for token in self.clauses.tokens[first:stop]]
        generic = any(self.vocabulary.has(role, words[-1]) for role in ("self", "system", "collection", "study"))
        named = words[0] in ("the", "a", "an") and len(words) > 1
        if self.clauses.roles[stop - 1] not in ("wN" if named else "w") or generic or words[-1] in _MEASURES:
            return False
        return named or (words[-1].endswith(_DONE) and set(self.clauses.roles[first:stop]) <= set("w-NK"))

    def _object(self, first: int, last: int) -> str | None:
        """The system that a gerund acts on: "applying the SAPBert cross-encoder to this pool gives"."""
        i = first + 1
        while i <= last and self.clauses.roles[i] in "dw.M":
            i += 1
        return self._name(i) if i <= last and self.clauses.roles[i] == "N" and self._is_system(i) else None

    def _is_topic(self, at: int) -> bool:
        """Whether a name is only what a preposition of place points to ("on X", "on X and Y")."""
        roles = self.clauses.roles
        while at > 1 and roles[at - 1] in "&," and roles[at - 2] in "ND":
            at -= 2
        return self.clauses.tokens[at - 1].lower in ("on", "in", "with", "using", "from", "to", "for", "across") if at else False
