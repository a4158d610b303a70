"""A sentence as a row of grammatical roles, and the noun phrase that is the subject at a place in it.

Roles are one letter each: N system or other name, D dataset, G device, M metric, K thing counted, w other noun or
adjective, d article, y pronoun, V finite verb, I participle or infinitive, P preposition, t word of comparison, h "that",
q number, ``.`` adverb or auxiliary, and the punctuation ``, ; ( ) & -``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.classes import PAIR, QUANTITIES
from claimx.claims.linking.vocabulary import Vocabulary

_NUMBERS = frozenset((*QUANTITIES.values(), PAIR))
_FIXED = {
    "A": "N", "S": "N", "D": "D", "G": "G", "M": "M", "k": "M", "K": "K", "t": "t", "V": "t", "h": "h", "v": "P", "f": "P",
    "B": "P", "F": "P", "n": "P", "T": "T", "&": "&", ",": ",", ";": ";", "(": "(", ")": ")", "-": "-", "r": ".", "i": "I",
}  # fmt: skip
_SIGNS = {"–": ",", "—": ",", "--": ",", ".": ";", "?": ";", "!": ";", "=": "-"}
_PLAIN_AND = ("and", "or", "&", "as well as", "plus", "/")
_ABBREVIATED = frozenset(["i.e", "e.g", "vs", "cf", "resp", "w.r.t", "al", "approx"])
_VERBAL = frozenset("udxoab")
_PAST = frozenset(
    "is are was were found ran took gave kept held led made became built won stood lay fell rose grew saw went got had".split()
)
_MODALS = frozenset("can could may might will would should must do does did".split())
_NO_NOUNS = frozenset("achieve attain obtain perform require provide produce contain exceed exhibit generate outperform".split())
"""Base forms that are verbs wherever a verb can stand."""
_SEGMENT = re.compile(r"[,;(&hV]")


@dataclass(frozen=True, slots=True)
class Clauses:
    """The chunks of a sentence with its fillers, in order, and a role for each."""

    sentence: Sentence
    tokens: tuple[Chunk, ...]
    roles: str
    places: dict[int, int]
    """Place among the sentence's chunks -> place among the tokens."""

    @classmethod
    def of(cls, sentence: Sentence, vocabulary: Vocabulary) -> Clauses:
        """The roles in a sentence; one pass."""
        tokens = tuple(sorted((*sentence.chunks, *sentence.fillers), key=lambda chunk: chunk.start))
        starts = {chunk.start: i for i, chunk in enumerate(tokens)}
        roles: list[str] = []
        for i, chunk in enumerate(tokens):
            roles.append(_role(chunk, tokens, i, roles, vocabulary))
        return cls(sentence, tokens, "".join(roles), {i: starts[chunk.start] for i, chunk in enumerate(sentence.chunks)})

    def text(self, first: int, last: int) -> str:
        """The text of the tokens from *first* to *last*, inclusive."""
        return self.sentence.text[self.tokens[first].start : self.tokens[last].end] if first <= last else ""

    def name(self, at: int) -> str:
        """A token's canonical name, or its text."""
        return self.tokens[at].name or self.tokens[at].text

    def outside(self, at: int) -> int:
        """The opening parenthesis that *at* stands in, -1 where there is none."""
        if "(" not in self.roles[:at]:
            return -1
        depth = 0
        for i in range(at - 1, -1, -1):
            if self.roles[i] == ")":
                depth += 1
            elif self.roles[i] == "(":
                if depth == 0:
                    return i
                depth -= 1
        return -1

    def verb_before(self, at: int, *, across: bool = False) -> int:
        """The nearest finite verb before *at*, parentheses skipped; -1 where there is none. *across* passes semicolons."""
        i = at - 1 if "V" in self.roles[:at] else -1
        while i >= 0 and (across or self.roles[i] != ";"):
            if self.roles[i] == ")":
                i = self._opening(i)
            elif self.roles[i] == "V":
                return i
            i -= 1
        return -1

    def verb_after(self, at: int) -> int:
        """The first finite verb after *at* in its part of the sentence; -1 where there is none."""
        if "V" not in self.roles[at + 1 :]:
            return -1
        depth = 0
        for i in range(at + 1, len(self.roles)):
            depth += (self.roles[i] == "(") - (self.roles[i] == ")")
            if self.roles[i] == ";":
                break
            if self.roles[i] == "V" and depth <= 0:
                return i
        return -1

    def _opening(self, close: int) -> int:
        at = self.outside(close)
        return at if at >= 0 else close

    def region_before(self, at: int) -> tuple[int, int]:
        """First and last token of what stands directly before *at* up to a comma, a verb, "and" or the like."""
        last = at - 1
        while last >= 0 and self.roles[last] == ".":
            last -= 1
        first = last
        if first >= 0 and self.roles[first] == ")":
            first = self._opening(first)
            return self.region_before(first)
        while first >= 0 and (not _SEGMENT.match(self.roles[first]) or self._joins_names(first)):
            if self.roles[first] == ")":
                first = self._opening(first)
            first -= 1
        return first + 1, last

    def _joins_names(self, at: int) -> bool:
        """Whether "and" (or a comma before it) stands between two names: one noun phrase, no border."""
        around = self.roles[at - 1 : at] + self.roles[at + 1 : at + 2]
        if self.roles[at] == "&":
            return len(around) == 2 and set(around) <= set("ND")
        later = self.roles.find("&", at)
        return self.roles[at] == "," and set(around) <= set("ND") and set(self.roles[at:later]) <= set("ND,") and later > at


def _role(chunk: Chunk, tokens: tuple[Chunk, ...], at: int, before: list[str], vocabulary: Vocabulary) -> str:
    letter, low = chunk.letter, chunk.lower
    if letter in _NUMBERS:
        return "q"
    if (sign := _sign(chunk, tokens, at)) is not None:
        return sign
    if letter in ("&", "n", "v") and low not in _PLAIN_AND:
        return "&" if low in ("but", "while") else "P"
    if letter == "i" and low.startswith(("for ", "to ")):
        return "P"
    if letter in _FIXED and not (letter == "A" and _is_grammar(low, vocabulary)):
        return _FIXED[letter]
    if (part := _grammar(chunk, tokens, at, vocabulary)) is not None:
        return part
    if letter in _VERBAL:
        return _verbal(chunk, tokens, at, before, vocabulary)
    if letter in "wA" and low in vocabulary.finite:
        return _finite(low, tokens, at, before, vocabulary)
    if letter == "w" and _follows_subject(tokens, at, before, vocabulary):
        return "V"
    if letter == "w" and low.endswith("ing") and not vocabulary.has("rival", low) and (not before or before[-1] in ",&P;"):
        return "I"
    return "." if letter == "w" and low.endswith("ly") else "w"


def _follows_subject(tokens: tuple[Chunk, ...], at: int, before: list[str], vocabulary: Vocabulary) -> bool:
    """Whether an unknown word must be a verb: after a system in the plural or a name, and before an object or a number."""
    word = tokens[at].lower
    last = next((i for i in range(at - 1, -1, -1) if before[i] != "."), -1)
    if last < 0 or at + 1 >= len(tokens) or not word.isalpha() or word.endswith(("ing", "ly")):
        return False
    follows = tokens[at + 1]
    if not (follows.letter in _NUMBERS or vocabulary.has("article", follows.lower) or follows.lower == "to"):
        return False
    if any(vocabulary.has(role, word) for role in ("system", "self", "collection", "study")):
        return False
    subject = tokens[last].lower
    plural = vocabulary.has("system", subject) and subject.endswith("s")
    return (plural and not word.endswith("s")) or (before[last] == "N" and word.endswith("s"))


def _sign(chunk: Chunk, tokens: tuple[Chunk, ...], at: int) -> str | None:
    """The role of punctuation that ends or joins; a slash inside a name joins its parts."""
    if chunk.text == "/" and 0 < at < len(tokens) - 1 and tokens[at - 1].end == chunk.start and chunk.end == tokens[at + 1].start:
        return "-"
    if chunk.text == "." and at and tokens[at - 1].end == chunk.start and tokens[at - 1].lower in _ABBREVIATED:
        return "."
    return _SIGNS.get(chunk.text)


def _grammar(chunk: Chunk, tokens: tuple[Chunk, ...], at: int, vocabulary: Vocabulary) -> str | None:
    """The role of a word of grammar that no cue stands for."""
    low = chunk.lower
    if vocabulary.has("pronoun", low) and not _noun_follows(tokens, at, vocabulary):
        return "y"
    if vocabulary.has("article", low):
        return "d"
    if chunk.letter in _VERBAL:
        return None
    if low == "be" and at and tokens[at - 1].lower in _MODALS:
        return "V"
    if low == "whereas":
        return "&"
    if vocabulary.has("preposition", low):
        return "P"
    return "." if vocabulary.has("auxiliary", low) or (chunk.letter == "_" and low.endswith("ly")) else None


def _is_grammar(low: str, vocabulary: Vocabulary) -> bool:
    return low in vocabulary.grammar


def _noun_follows(tokens: tuple[Chunk, ...], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a word such as "this" or "our" belongs to a noun after it."""
    if tokens[at].lower in ("we", "it", "they"):
        return False
    if tokens[at].lower in ("our", "its"):
        return True
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return after.letter in "wASDGMKk_" and after.lower not in vocabulary.finite and not _is_grammar(after.lower, vocabulary)


def _verbal(chunk: Chunk, tokens: tuple[Chunk, ...], at: int, before: list[str], vocabulary: Vocabulary) -> str:
    first = chunk.lower.split(" ")[0]
    if first == "with":
        return "P"
    if (
        chunk.cue is not None
        and chunk.cue.tag == "outperform"
        and first in ("better", "superior", "worse", "inferior", "behind", "ahead")
    ):
        return "t"
    return _finite(first, tokens, at, before, vocabulary)


def _finite(word: str, tokens: tuple[Chunk, ...], at: int, before: list[str], vocabulary: Vocabulary) -> str:
    """V for a finite form, I for an infinitive, a participle or a passive one, w for a noun that looks like a verb."""
    previous = tokens[at - 1].lower if at else ""
    if at > 1 and before[-1] == "." and previous.endswith("ly") and tokens[at - 2].lower == "to":
        return "I"
    if word.endswith("ing") or previous == "to":
        return "I"
    if _ends_list_item(word, tokens, at, before):
        return "w"
    last = next((role for role in reversed(before) if role != "."), "")
    if vocabulary.has("rival", previous) and word.endswith("s") and word not in _PAST and word[:-1] not in _NO_NOUNS:
        return "w"
    if word.endswith(("ed", "wn", "en")):
        follows = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if last == "V" and _is_be(tokens, before, at):
            return "I"
        if (
            last in ",("
            or follows in ("by", "with", "on", "for", "in", "from", "using", "via", "under", "as", "to")
            or last == ""
        ):
            return "I" if last != "y" and not (follows == "in" and last == "N") else "V"
        return "w" if last in "dP" else "V"
    if (
        word not in _NO_NOUNS
        and _is_base(word)
        and (last in "wMKD" or (last == "N" and _noun_is_next(tokens, at)))
        and last
        and not _may_be_subject(tokens, before, at)
    ):
        return "w"
    if last in ("d", "P", "q") and word not in ("is", "are", "was", "were", "has", "have"):
        return "w" if last != "q" else "V"
    return "V"


def _ends_list_item(word: str, tokens: tuple[Chunk, ...], at: int, before: list[str]) -> bool:
    """Whether what may be a verb in -s is a plural behind a noun: nothing follows it ("across model scales, with")."""
    follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
    noun = len(before) > 1 and before[-1] in "KM" and before[-2] == "P"
    return noun and word.endswith("s") and follows in (",", ";", ".")


def _noun_is_next(tokens: tuple[Chunk, ...], at: int) -> bool:
    """Whether a word stands between a name and a thing counted or measured: "the 3D feature volumes"."""
    return at + 1 < len(tokens) and tokens[at + 1].letter in "KM"


def _is_base(word: str) -> bool:
    """Whether a verb is in the form that follows a plural: "achieve", not "achieves"."""
    return not word.endswith(("s", "ed")) and word not in _PAST


def _may_be_subject(tokens: tuple[Chunk, ...], before: list[str], at: int) -> bool:
    """Whether a plural, a modal or "and" before a base form makes it a verb."""
    i = at - 1
    while i >= 0 and before[i] == ".":
        if tokens[i].lower in _MODALS:
            return True
        i -= 1
    return i < 0 or tokens[i].lower.endswith("s") or "&" in before[max(0, i - 4) : i]


def _is_be(tokens: tuple[Chunk, ...], before: list[str], at: int) -> bool:
    """Whether the verb before is a form of "be" right before this participle."""
    for i in range(at - 1, -1, -1):
        if before[i] == "V":
            return tokens[i].lower in ("is", "are", "was", "were", "be", "been")
        if before[i] != ".":
            return False
    return False


def listed(roles: str, at: int) -> list[int]:
    """The numbers listed with the one at *at*: "27.1%, 29.8% and 31.0%"."""
    run = [at]
    for step in (-1, 1):
        i = at + step
        while 0 <= i < len(roles) and roles[i] in ",&qM.":
            if roles[i] == "q":
                run.append(i)
            i += step
    return sorted(run)
