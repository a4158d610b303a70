"""Whose number it is."""

from __future__ import annotations

from claimx.claims.linking.clauses import Clauses, listed
from claimx.claims.linking.context import Context
from claimx.claims.linking.naming import is_name
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.mentions import Draft

_NAMES = "NG"
_NOUNS = "wNDMKGd-&"
_MODELS = frozenset(
    "LSTM LSTMs SVM SVMs CNN CNNs RNN RNNs GRU HMM HMMs CRF MLP GNN GCN GAN GANs VAE ViT BERT GPT DNN KNN".split()
)
"""Kinds of models that stand for the paper's own where it has no name."""
_PLACES = frozenset(["on", "in", "over", "than", "from", "with", "for", "using"])
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
_PRAISE = frozenset("best proposed new novel final full largest smallest main simple first second whole joint approach".split())
_HEADLESS = frozenset(["baseline", "baselines", "humans", "experts", "human", "competitors"])


class Subjects:
    """Finds the subjects of one sentence's numbers."""

    def __init__(self, clauses: Clauses, context: Context, vocabulary: Vocabulary, *, started: bool, topic: str | None) -> None:
        self.clauses = clauses
        self.context = context
        self.vocabulary = vocabulary
        self.started = started
        self.topic = topic

    def of(self, at: int, draft: Draft) -> str | None:
        """The subject of the number at chunk *at*: a name, a described system, or the paper's own method."""
        place = self.clauses.places[at]
        for find in (self.rival, self.opponent, self._respective, self._holder):
            if (name := find(place, draft)) is not None:
                return name
        if draft.family == "scale" and draft.kind == "level":
            return self._counted(place)
        return self._clause(place)

    def _counted(self, at: int) -> str | None:
        """Whose contents or trials are counted: never the things counted themselves ("15 leading LLMs")."""
        if (name := self._collection(at)) is not None:
            return name
        name = self._clause(at)
        return name if name is None or self.context.is_own(name) or not self.started else self._default()

    def rival(self, at: int, draft: Draft) -> str | None:
        """The system in "outperforming X of 5.33", "X's 45%", "RT-2-X (55B)", "(1.6 ms, 74.7%)" and "X 45.0, Y 43.1"."""
        roles, tokens = self.clauses.roles, self.clauses.tokens
        if at >= 2 and roles[at - 2] == "N" and tokens[at - 1].lower == "of":
            return self.clauses.name(at - 2)
        if at and roles[at - 1] == "N" and self.clauses.sentence.text[tokens[at - 1].end :][:2] in ("'s", "’s"):
            return self.clauses.name(at - 1)
        before = at - 2 if at >= 2 and tokens[at - 1].text == ":" else at - 1
        if (
            draft.kind == "level"
            and before > 0
            and roles[before] == "N"
            and roles[before - 1] in ",(&t"
            and self._is_listed(before)
        ):
            return self.clauses.name(before)
        return self._parenthesised(at, draft)

    def _parenthesised(self, at: int, draft: Draft) -> str | None:
        """The name before the parentheses that the number stands in; of a dataset where its contents are counted."""
        roles = self.clauses.roles
        opened = self.clauses.outside(at)
        if opened <= 0:
            return None
        holder = opened - 1
        if roles[holder] == "D":
            return self.clauses.name(holder) if draft.family == "scale" and draft.kind == "level" else None
        if roles[holder] != "N" or not (self._is_system(holder) or (roles[holder - 1] in "t,&" and self._is_listed(holder))):
            return None
        first = next(i for i in range(opened, at + 1) if roles[i] == "q")
        if at == first and "t" in roles[at : self._closing(at)] and self._numbers(at, self._closing(at)) > 1:
            return None
        return self.clauses.name(holder)

    def _is_listed(self, at: int) -> bool:
        """Whether a name may be one of the systems that the sentence compares with."""
        compared = "t" in self.clauses.roles[:at] or any(token.letter == "o" for token in self.clauses.tokens[:at])
        return (
            self.clauses.tokens[at].letter == "S"
            or (compared and self._is_named(at))
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
        if draft.kind != "level" or not before.endswith("t") or "q" not in before:
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
        return self.clauses.name(earlier[-1]) if earlier else "baseline"

    def _is_rival_name(self, at: int) -> bool:
        """Whether a name is another system's, and no measure in "MAE = 0.019"."""
        follows = self.clauses.tokens[at + 1].text if at + 1 < len(self.clauses.tokens) else ""
        return self._is_system(at) and follows != "=" and not self.context.is_own(self.clauses.name(at))

    def _phrase(self, first: int) -> str:
        """The noun phrase that begins at *first*, its name where it has one."""
        roles = self.clauses.roles
        while first < len(roles) and roles[first] in "d.q":
            first += 1
        last = first
        while last < len(roles) and roles[last] in "wNMK-":
            if roles[last] == "N":
                return self.clauses.name(last)
            last += 1
        return self.clauses.text(first, last - 1)

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
        return [part for part in parts if part]

    def _part(self, first: int, last: int) -> str:
        names = [i for i in range(first, last + 1) if self.clauses.roles[i] == "N"]
        if names:
            return self.clauses.name(names[-1])
        while first <= last and (self.clauses.roles[first] in "d." or self.clauses.tokens[first].lower in ("proposed", "new")):
            first += 1
        return self.clauses.text(first, last)

    def _holder(self, at: int, draft: Draft) -> str | None:
        """The system right behind a level: "83.2% for ResNet-50 and 85.1% for ViT"."""
        roles = self.clauses.roles
        i = at + 1
        while i < len(roles) and roles[i] == "M":
            i += 1
        if draft.kind != "level" or draft.family == "scale" or self.clauses.tokens[i : i + 1] == ():
            return None
        if self.clauses.tokens[i].lower not in ("for", "by") or roles[i + 1 : i + 2] not in ("N", "d"):
            return None
        j = i + 2 if roles[i + 1] == "d" else i + 1
        return self.clauses.name(j) if roles[j : j + 1] == "N" and self._is_system(j) else None

    def _collection(self, at: int) -> str | None:
        """The dataset whose contents are counted: "X, a dataset containing 100,000 images", "the X corpus of 200 hours"."""
        places = [i for i in range(at) if self.clauses.roles[i] in "DN"]
        for i in reversed(places):
            before = self.clauses.tokens[i - 1].lower if i else ""
            if self.context.is_own(self.clauses.name(i)) and before not in _PLACES and self._counts_contents(i, at):
                return self.clauses.name(i)
        return next((self.clauses.name(i) for i in reversed(places) if self._holds(i, at)), None)

    def _holds(self, name: int, at: int) -> bool:
        """Whether nothing but "a dataset containing" and the like stands between a name and the count of its contents."""
        words = [token.lower for token in self.clauses.tokens[name + 1 : at]]
        if "," in self.clauses.roles[name:at] and not self.context.is_own(self.clauses.name(name)):
            words = words[words.index(",") :] if "," in words else words
        told = self.clauses.roles[name] == "D" or any(self.vocabulary.has("collection", word) for word in words[:4])
        return told and any(word.startswith(_HOLDING) for word in words) and not set(self.clauses.roles[name:at]) & set("q;y")

    def _counts_contents(self, name: int, at: int) -> bool:
        """Whether the number tells what the named thing holds: a dataset, or "NAME, a dataset ...", not "NAME is tried on"."""
        if self.clauses.name(name) == self.context.collection or self.clauses.roles[name] == "D":
            return True
        words = [token.lower for token in self.clauses.tokens[name + 1 : at]]
        return any(self.vocabulary.has("collection", word) for word in words) and "evaluate" not in " ".join(words)

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
        while verb >= 0:
            known, name = self._before(verb)
            if known:
                return name
            verb = self.clauses.verb_before(verb, across=True)
        return self._default()

    def _participle(self, at: int) -> str | None:
        """The noun phrase right before a participle: "an embedding model achieving 90%", "with GPT-4 reaching 45%"."""
        roles = self.clauses.roles
        i = at - 1
        while i >= 0 and roles[i] not in "VI;(":
            i -= 1
        if i <= 0 or roles[i] != "I" or roles[i - 1] not in "NwK":
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
        before = self.clauses.tokens[begin - 1].lower if begin else "with"
        return self._described(begin, last) if before in ("a", "an", "with", ",", "and", "one", "another") else None

    def _before(self, verb: int, *, floor: int = -1) -> tuple[bool, str | None]:
        """Whether the subject of a verb is told right before it, and the subject."""
        clauses = self.clauses
        first, last = clauses.region_before(verb)
        first = max(first, floor + 1)
        border = clauses.roles[first - 1] if first else ""
        if first > last:
            if border == "h":
                return self._antecedent(first - 1)
            if border == ",":
                return self._across(first - 1, floor)
            return False, None
        return self._resolve(first, last)

    def _antecedent(self, that: int) -> tuple[bool, str | None]:
        """The noun phrase that a relative clause is about; the main clause's subject where it is the paper's own new thing."""
        roles = self.clauses.roles
        last = that - 1
        while last >= 0 and roles[last] in ",.":
            last -= 1
        first = last
        while first >= 0 and roles[first] in "NwMKd-P&G":
            first -= 1
        names = [i for i in range(first + 1, last + 1) if roles[i] == "N" and self._is_antecedent(i, last)]
        if names:
            return True, self._joined(names, first + 1)
        if roles[first : first + 1] == "," and roles[first - 1 : first] == "N" and first > 0:
            return True, self.clauses.name(first - 1)
        introduced = any(
            self.vocabulary.has("introduce", token.lower) for token in self.clauses.tokens[max(0, first - 1) : first + 1]
        )
        if introduced and self.context.method is not None:
            return False, None
        described = self._described(first + 1, last)
        return described is not None, described

    def _is_antecedent(self, at: int, last: int) -> bool:
        """Whether a name is what a relative clause is about: the paper's own, or the last word before it (or before "model")."""
        if self.context.is_own(self.clauses.name(at)) and self._is_system(at):
            return True
        tail = [token.lower for token in self.clauses.tokens[at + 1 : last + 1]]
        nouns = all(self.vocabulary.has("system", word) or self.vocabulary.has("self", word) for word in tail)
        return nouns and (self._is_system(at) or self._is_named(at))

    def _joined(self, names: list[int], first: int) -> str:
        """The last of some names, with the one before where "and" joins them: "GRPO and RLOO"."""
        last = names[-1]
        if len(names) > 1 and names[-2] == last - 2 and self.clauses.roles[last - 1] == "&":
            return f"{self.clauses.name(names[-2])} and {self.clauses.name(last)}"
        return self.clauses.name(last)

    def _across(self, comma: int, floor: int) -> tuple[bool, str | None]:
        """The subject before an apposition or an inserted phrase: "Our largest model, X-L, achieves"."""
        end = comma
        for _ in range(3):
            first, last = self.clauses.region_before(end)
            if first > last or first <= floor:
                break
            if self.clauses.roles[first] not in "PI.":
                names = [i for i in range(first, last + 1) if self.clauses.roles[i] == "N" and self._is_system(i)]
                if names:
                    return True, self.clauses.name(names[0])
                if self.clauses.roles[first - 1 : first] != "," or self.clauses.roles[first] != "d":
                    return self._resolve(first, last)
            if self.clauses.roles[first - 1 : first] != ",":
                break
            end = first - 1
        return False, None

    def _resolve(self, first: int, last: int) -> tuple[bool, str | None]:
        """What the noun phrase before a verb stands for; not known where it names neither a system nor the paper's own."""
        roles = self.clauses.roles
        first = self._skip_opening(first, last)
        stop = next((i for i in range(first, last + 1) if roles[i] in "PITt"), last + 1)
        words = [token.lower for token in self.clauses.tokens[first:stop]]
        if (name := self._head_name(first, stop)) is not None:
            return True, name
        if self._says_own(words):
            return True, self._own(words) or self._kind_of_ours(first, stop)
        tail = [i for i in range(stop, last + 1) if roles[i] == "N" and self._is_system(i) and not self._is_topic(i)]
        if tail and (roles[first] != "I" or self.context.is_own(self.clauses.name(tail[-1]))):
            return True, self.clauses.name(tail[-1])
        if (described := self._described(first, stop - 1)) is not None:
            return True, described
        if words and words[0] in ("it", "this", "they", "these"):
            return words[0] in ("it", "they"), self.topic or self._default()
        if words and self.vocabulary.has("study", words[-1]):
            return True, self._default()
        if words and (not self.started or (self.context.method is None and self._may_act(first, stop))):
            return True, self._part(first, stop - 1) or None
        return False, None

    def _may_act(self, first: int, stop: int) -> bool:
        """Whether a noun phrase with an article may be a thing that has numbers: its head is no measure and nothing counted."""
        words = [token.lower for token in self.clauses.tokens[first:stop]]
        return self.clauses.roles[stop - 1] == "w" and words[0] in ("the", "a", "an") and len(words) > 1

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
        name = self.clauses.name(head[-1])
        if self.clauses.tokens[first].lower in ("a", "an") and not self.context.is_own(name) and "," not in roles[first:stop]:
            return self.clauses.text(first + 1, stop - 1)
        if head[-1] == first and first > 1 and roles[first - 1] == "&" and roles[first - 2] == "N" and self._is_system(first - 2):
            return f"{self.clauses.name(first - 2)} and {name}"
        return name

    def _skip_opening(self, first: int, last: int) -> int:
        """Past "On ImageNet" before a subject that a pronoun or article begins."""
        roles = self.clauses.roles
        if roles[first] not in "P":
            return first
        starts = [i for i in range(first + 2, last + 1) if roles[i] in "yd" and roles[i - 1] not in "PI"]
        return starts[-1] if starts else first

    def _is_topic(self, at: int) -> bool:
        """Whether a name is only what a preposition of place points to ("on X")."""
        return self.clauses.tokens[at - 1].lower in ("on", "in", "with", "using", "from", "to", "for", "across") if at else False

    def _says_own(self, words: list[str]) -> bool:
        if not words:
            return False
        if words[0] in ("we", "our", "ours") or "we" in words:
            return True
        head = words[-1]
        known = self.vocabulary.has("self", head) or self.vocabulary.has("study", head) or self.vocabulary.has("collection", head)
        return known and (words[0] in ("this", "the", "these") or "proposed" in words) and not any(map(self._is_rival, words))

    def _kind_of_ours(self, first: int, stop: int) -> str | None:
        """What "our" model is where it has no name: "our pointer sentinel-LSTM model"."""
        words = [token.lower for token in self.clauses.tokens[first:stop]]
        telling = [word for word in words[1:-1] if word not in _PRAISE]
        return self._part(first, stop - 1) if self.started and words[0] == "our" and "-" in " ".join(telling) else None

    def _own(self, words: list[str]) -> str | None:
        """The paper's own data where the words say so, else its method."""
        if self.context.collection is not None and any(self.vocabulary.has("collection", word) for word in words):
            return self.context.collection
        return self._default()

    def _described(self, first: int, last: int) -> str | None:
        """A system without a name: "a phrase-based SMT system", "existing methods", "humans"."""
        tokens = self.clauses.tokens
        if first > last or first < 0:
            return None
        head = tokens[last].lower
        if not self.vocabulary.has("system", head.rsplit("-", 1)[-1].rsplit(" ", 1)[-1]):
            return None
        begin = last
        while begin > first and self.clauses.roles[begin - 1] in "wNMK.-&":
            begin -= 1
        before = tokens[begin - 1].lower if begin else ""
        words = [token.lower for token in tokens[begin : last + 1]]
        if before in ("our", "this", "its") or "proposed" in words or "our" in words:
            return None
        if before == "the" and not any(map(self._is_rival, words)) and self.context.method is not None:
            return None
        rest = [word for word in words if word not in self.vocabulary.role("article")]
        if len(rest) < 2 and head not in _HEADLESS and before not in ("the",):
            return None
        return self._part(begin, last)

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
        return name[0].isupper() and len(name) > 2 and not any(self.vocabulary.has(role, name) for role in ("common", "opening"))

    def _default(self) -> str | None:
        return self.context.method if self.started else None
