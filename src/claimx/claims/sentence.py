"""From characters to chunks: a sentence with its quantities becomes a `Sentence`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from claimx.claims.acronyms import defined
from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.classes import CLASSES, PAIR, QUANTITIES
from claimx.claims.compounds import joined
from claimx.claims.lexicon import FILLER, Lexicon, Phrase
from claimx.claims.names import NameMention, Names
from claimx.claims.words import Words, is_plural
from claimx.mentions import Quantity
from claimx.rulebook import Rulebook
from claimx.rulebook.model import MetricRule

_SIGNS = {"(": "(", "[": "(", ")": ")", "]": ")", ",": ",", ";": ";", "–": "-", "+": "+"}
_NAME_LETTER = {"dataset": "D", "device": "G", "model": "S"}
_BEFORE_NOUN = frozenset(
    [
        "a",
        "an",
        "the",
        "average",
        "significant",
        "substantial",
        "relative",
        "absolute",
        "consistent",
        "performance",
        "accuracy",
        "notable",
        "further",
        "marginal",
        "slight",
        "large",
        "marked",
        "of",
        "with",
        "quality",
        "mean",
        "maximum",
        "negligible",
        "minimal",
        "no",
        "minor",
        "modest",
        "small",
        "big",
        "overall",
    ]
)
_AFTER_NOUN = frozenset(["of", "in", "over"])
_AFTER_GAIN = frozenset(["on", "over", ",", ".", "and", "for", "across", "compared", ")", "when", "against"])
"""What follows a word of change that ends a noun phrase with a number in it: "a 3.5% AO gain on"."""
_AFTER_VERB = frozenset(["by", "from", "to"])
_AVERAGES = frozenset(["average", "avg", "mean", "macro", "micro", "weighted", "overall"])
_SHORTEST_END = 3
_GLUE = frozenset("-/._'&:+*^²³@")


class Chunker:
    """Builds sentences; holds the compiled lexicon and names of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.lexicon = Lexicon(rulebook)
        self.names = Names(rulebook)
        self._ends = _ends(rulebook)

    def measures(self, text: str) -> dict[str, MetricRule]:
        """The acronyms that *text* defines for measures: "Character Recognition Rate (CRR)"."""
        found = ((short, self.lexicon.measure(long)) for short, long in defined(text))
        return {short: metric for short, metric in found if metric is not None}

    def sentence(
        self, text: str, span: tuple[int, int], *, quantities: Sequence[Quantity], measures: Mapping[str, MetricRule]
    ) -> Sentence:
        """The chunks of ``text[start:end]``; *measures* are acronyms that the paper gives to measures."""
        words, places = _words(text, span, quantities)
        taken: list[Chunk | None] = [None] * len(words.forms)
        for at, quantity in zip(places, quantities, strict=True):
            taken[at] = _quantity_chunk(words, at, quantity)
        phrases = self.lexicon.find(text, words)
        _place_names(text, words, taken, self.names.find(text, *span), phrases)
        _place_phrases(text, words, taken, phrases)
        return _assemble(text, span, words=words, taken=taken, measures=measures, ends=self._ends)


def _ends(rulebook: Rulebook) -> dict[str, MetricRule]:
    """What coined names of measures end in, and what it stands for: "AvgAcc", "sDice", "MacroF1"."""
    ends: dict[str, MetricRule] = {}
    for rule in rulebook.metrics:
        if rule.family == "quality" and not rule.name.startswith("other:"):
            names = (*rule.exact, *(alias.capitalize() for alias in rule.aliases))
            ends |= {name: rule for name in names if name.isalnum() and (len(name) >= _SHORTEST_END or name == "F1")}
    return ends


def _words(text: str, span: tuple[int, int], quantities: Sequence[Quantity]) -> tuple[Words, list[int]]:
    """The words with every quantity, qualifier and sign included, as one of its own, and the places of those."""
    words = Words()
    places: list[int] = []
    at, end = span
    for quantity in quantities:
        words.read(text, at, quantity.outer_start)
        places.append(len(words.forms))
        words.append(text, quantity.outer_start, quantity.outer_end)
        at = quantity.outer_end
    words.read(text, at, end)
    return words, places


def _quantity_chunk(words: Words, at: int, quantity: Quantity) -> Chunk:
    letter = PAIR if quantity.pair == "to" else QUANTITIES["outof" if quantity.form == "of" else quantity.form]
    return Chunk(letter, words.starts[at], words.ends[at], words.forms[at], quantity=quantity)


def _place_names(
    text: str,
    words: Words,
    taken: list[Chunk | None],
    names: Sequence[NameMention],
    phrases: Sequence[tuple[int, int, Phrase]],
) -> None:
    """The names, but for those that a measure holds: "BERT" in "BERT score"."""
    measures = [(start, end) for start, end, phrase in phrases if phrase.metric is not None]
    for name in names:
        inside = range(bisect_left(words.starts, name.start), bisect_right(words.ends, name.end))
        if any(start <= inside.start and inside.stop <= end for start, end in measures):
            continue
        if inside and all(taken[i] is None for i in inside):
            start, end = words.starts[inside[0]], words.ends[inside[-1]]
            chunk = Chunk(_NAME_LETTER[name.kind], start, end, text[start:end], name=name.name, rule=name.rule)
            for i in inside:
                taken[i] = chunk


def _place_phrases(text: str, words: Words, taken: list[Chunk | None], found: list[tuple[int, int, Phrase]]) -> None:
    """In their order, never across a quantity or a name."""
    hyphens = "-" in words.forms
    for start, end, phrase in found:
        if taken[start] is not None or (end - start > 1 and any(taken[i] is not None for i in range(start + 1, end))):
            continue
        if hyphens and phrase.metric is not None and _is_averaged(words, taken, start):
            start -= 2
        elif hyphens and _inside_compound(words, taken, start, end, dashed=phrase.count is not None):
            continue
        noun = phrase.noun if phrase.noun is not None and _stands_as_noun(words, taken, start, end) else None
        low, high = words.starts[start], words.ends[end - 1]
        letter = CLASSES[noun.tag] if noun is not None else phrase.letter
        chunk = Chunk(letter, low, high, text[low:high], phrase.metric, phrase.count, noun or phrase.cue)
        for i in range(start, end):
            taken[i] = chunk


def _stands_as_noun(words: Words, taken: Sequence[Chunk | None], start: int, end: int) -> bool:
    """Whether a word that may be noun or verb ("drop", "gains") is a noun here, by its neighbours."""
    after = words.lower[end] if end < len(words.lower) else ""
    if after in _AFTER_NOUN:
        return True
    if after in _AFTER_VERB and start and words.lower[start - 1] == "further":
        return False
    if start == 0:
        return False
    if after in _AFTER_GAIN and any(c is not None and c.quantity is not None for c in taken[max(0, start - 3) : start]):
        return True
    before = taken[start - 1]
    if before is not None and (before.quantity is not None or before.metric is not None or before.letter in "lLz"):
        return before.metric is None or after not in _AFTER_VERB
    return words.lower[start - 1] in _BEFORE_NOUN


def _is_averaged(words: Words, taken: Sequence[Chunk | None], start: int) -> bool:
    """Whether the words before a measure only say how it is averaged: "Average-mAP"."""
    if start < 2 or taken[start - 1] is not None or taken[start - 2] is not None:
        return False
    return (
        words.forms[start - 1] == "-" and words.lower[start - 2] in _AVERAGES and words.ends[start - 2] == words.starts[start] - 1
    )


def _inside_compound(words: Words, taken: Sequence[Chunk | None], start: int, end: int, *, dashed: bool) -> bool:
    """Whether the words are only a part of a hyphenated word ("cost" in "cost-effective").

    Where things counted may be *dashed*, a hyphen behind a plural is a dash: "two models-BERT and GPT".
    """
    starts, ends, forms = words.starts, words.ends, words.forms
    if dashed and is_plural(words.lower[end - 1]):
        return False
    if end + 1 < len(forms) and forms[end] == "-" and ends[end - 1] == starts[end] == starts[end + 1] - 1:
        return True
    if start >= 2 and forms[start - 1] == "-" and ends[start - 2] == starts[start] - 1 == starts[start - 1]:
        before = taken[start - 2]
        return before is None or before.quantity is None
    return False


def _assemble(
    text: str,
    span: tuple[int, int],
    *,
    words: Words,
    taken: Sequence[Chunk | None],
    measures: Mapping[str, MetricRule],
    ends: Mapping[str, MetricRule],
) -> Sentence:
    chunks: list[Chunk] = []
    fillers: list[Chunk] = []
    i, count = 0, len(taken)
    while i < count:
        chunk = taken[i]
        if chunk is None:
            i, chunk = _plain(text, words, taken, i)
        else:
            i += 1
            while i < count and taken[i] is chunk:
                i += 1
        (fillers if chunk.letter == FILLER else chunks).append(chunk)
    chunks = joined(chunks, known=measures, ends=ends)
    letters = "".join([c.letter for c in chunks])
    return Sentence(text, span[0], span[1], tuple(chunks), letters, tuple(fillers))


def _plain(text: str, words: Words, taken: Sequence[Chunk | None], at: int) -> tuple[int, Chunk]:
    """A word, name or sign that no rule knows; parts glued by hyphens and the like are one."""
    starts, ends, forms = words.starts, words.ends, words.forms
    form, start, end = forms[at], starts[at], ends[at]
    following = at + 1
    if form == ":" and text[end : end + 1] == " ":
        return following, Chunk(";", start, end, form)
    glued = following < len(forms) and starts[following] == end
    if form in _SIGNS and not (form == "+" and glued):
        return following, Chunk(_SIGNS[form], start, end, form)
    last = _glued(words, taken, at) if glued else at
    surface = text[start : ends[last]]
    return last + 1, Chunk("A" if _looks_like_name(surface, at == 0) else "w", start, ends[last], surface)


def _glued(words: Words, taken: Sequence[Chunk | None], at: int) -> int:
    """The last of the words that are glued to the one *at* by hyphens and the like."""
    starts, ends, forms = words.starts, words.ends, words.forms
    last = at
    while last + 1 < len(forms) and taken[last + 1] is None and ends[last] == starts[last + 1]:
        follows = forms[last + 1]
        if follows not in _GLUE and (forms[last] not in _GLUE or follows in _SIGNS):
            break
        last += 1
    while last > at and forms[last] in _GLUE:
        last -= 1
    return last


def _looks_like_name(surface: str, first: bool) -> bool:
    if surface.isalpha() and surface.islower():
        return False
    inner = surface[1:]
    if any(c.isupper() for c in inner) or (any(c.isdigit() for c in surface) and surface[0].isalpha()):
        return True
    return surface[0].isupper() and not first
