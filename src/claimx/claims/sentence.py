"""From characters to chunks: a sentence with its quantities becomes a `Sentence`."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.classes import CLASSES, PAIR, QUANTITIES
from claimx.claims.lexicon import FILLER, Lexicon, Phrase
from claimx.claims.names import NameMention, Names
from claimx.claims.words import Token, split
from claimx.mentions import Quantity
from claimx.rulebook import Rulebook

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
_AFTER_VERB = frozenset(["by", "from", "to"])
_LOST_DASH = frozenset("and but which while with a an the or on in all in-domain outperforming".split())
"""Words before which a hyphen stands for a dash that was lost ("performance-and remains")."""
_ACRONYM_LENGTH = 10
_GLUE = frozenset("-/._'&:+*^²³")


class Chunker:
    """Builds sentences; holds the compiled lexicon and names of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.lexicon = Lexicon(rulebook)
        self.names = Names(rulebook)

    def sentence(
        self, text: str, span: tuple[int, int], *, quantities: Sequence[Quantity], known: Sequence[str] = ()
    ) -> Sentence:
        """The chunks of ``text[start:end]``."""
        start, end = span
        tokens, owners = _tokens(text, start, end, quantities)
        names = self.names.find(text, start, end, known=known)
        taken: list[Chunk | None] = [None] * len(tokens)
        for i, quantity in enumerate(owners):
            if quantity is not None:
                taken[i] = _quantity_chunk(tokens[i], quantity)
        _place_names(text, tokens, taken, names)
        _place_phrases(text, tokens, taken, self.lexicon.find(text, tokens))
        return _assemble(text, span, tokens=tokens, taken=taken)


def _tokens(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> tuple[list[Token], list[Quantity | None]]:
    """Tokens with every quantity, qualifier and sign included, as one token of its own."""
    tokens: list[Token] = []
    owners: list[Quantity | None] = []
    at = start
    for quantity in quantities:
        before = split(text, at, quantity.outer_start)
        tokens += before
        owners += [None] * len(before)
        tokens.append(Token(quantity.outer_start, quantity.outer_end, text[quantity.outer_start : quantity.outer_end]))
        owners.append(quantity)
        at = quantity.outer_end
    rest = split(text, at, end)
    return tokens + rest, owners + [None] * len(rest)


def _quantity_chunk(token: Token, quantity: Quantity) -> Chunk:
    letter = PAIR if quantity.pair == "to" else QUANTITIES["outof" if quantity.form == "of" else quantity.form]
    return Chunk(letter, token.start, token.end, token.text, quantity=quantity)


def _place_names(text: str, tokens: Sequence[Token], taken: list[Chunk | None], names: Sequence[NameMention]) -> None:
    for name in names:
        inside = [i for i, t in enumerate(tokens) if name.start <= t.start and t.end <= name.end]
        if inside and all(taken[i] is None for i in inside):
            first, last = tokens[inside[0]], tokens[inside[-1]]
            surface = text[first.start : last.end]
            chunk = Chunk(_NAME_LETTER[name.kind], first.start, last.end, surface, name=name.name, rule=name.rule)
            for i in inside:
                taken[i] = chunk


def _place_phrases(text: str, tokens: Sequence[Token], taken: list[Chunk | None], found: list[tuple[int, int, Phrase]]) -> None:
    """Longest first; a metric before a cue of the same length; never across a quantity or a name."""
    found.sort(key=lambda f: (f[0] - f[1], f[2].metric is None, f[2].count is None, f[0]))
    for start, end, phrase in found:
        if any(taken[i] is not None for i in range(start, end)) or _inside_compound(tokens, taken, start, end):
            continue
        noun = phrase.noun if phrase.noun is not None and _stands_as_noun(tokens, taken, start, end) else None
        cue = noun or phrase.cue
        letter = CLASSES[noun.tag] if noun is not None else phrase.letter
        low, high = tokens[start].start, tokens[end - 1].end
        chunk = Chunk(letter, low, high, text[low:high], phrase.metric, phrase.count, cue)
        for i in range(start, end):
            taken[i] = chunk


def _stands_as_noun(tokens: Sequence[Token], taken: Sequence[Chunk | None], start: int, end: int) -> bool:
    """Whether a word that may be noun or verb ("drop", "gains") is a noun here, by its neighbours."""
    after = tokens[end].text.lower() if end < len(tokens) else ""
    if after in _AFTER_NOUN:
        return True
    if start == 0:
        return False
    before = taken[start - 1]
    if before is not None and (before.quantity is not None or before.metric is not None or before.letter in "lLz"):
        return before.metric is None or after not in _AFTER_VERB
    return tokens[start - 1].text.lower() in _BEFORE_NOUN


def _inside_compound(tokens: Sequence[Token], taken: Sequence[Chunk | None], start: int, end: int) -> bool:
    """Whether the tokens are only a part of a hyphenated word ("cost" in "cost-effective")."""
    if (
        end + 1 < len(tokens)
        and tokens[end].text == "-"
        and tokens[end - 1].end == tokens[end].start == tokens[end + 1].start - 1
    ):
        return True
    if (
        start >= 2
        and tokens[start - 1].text == "-"
        and tokens[start - 2].end == tokens[start].start - 1 == tokens[start - 1].start
    ):
        before = taken[start - 2]
        return before is None or before.quantity is None
    return False


def _assemble(text: str, span: tuple[int, int], *, tokens: Sequence[Token], taken: Sequence[Chunk | None]) -> Sentence:
    chunks: list[Chunk] = []
    fillers: list[Chunk] = []
    i = 0
    while i < len(tokens):
        chunk = taken[i]
        if chunk is None:
            i, chunk = _plain(text, tokens, taken, i)
        else:
            last = i
            while last + 1 < len(tokens) and taken[last + 1] is chunk:
                last += 1
            i = last + 1
        (fillers if chunk.letter == FILLER else chunks).append(chunk)
    chunks = _without_acronyms(chunks)
    letters = "".join(c.letter for c in chunks)
    return Sentence(text, span[0], span[1], tuple(chunks), letters, tuple(fillers))


def _without_acronyms(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks less acronyms in parentheses after a measure or a name: "Information Coefficient (IC) of"."""
    letters = "".join(c.letter for c in chunks)
    kept: list[Chunk] = []
    i = 0
    while i < len(chunks):
        if i and letters[i : i + 1] == "(" and letters[i + 2 : i + 3] == ")" and letters[i - 1] in "MkwADSK":
            inner = chunks[i + 1]
            if inner.quantity is None and len(inner.text) <= _ACRONYM_LENGTH and any(c.isupper() for c in inner.text):
                i += 3
                continue
        kept.append(chunks[i])
        i += 1
    return kept


def _plain(text: str, tokens: Sequence[Token], taken: Sequence[Chunk | None], at: int) -> tuple[int, Chunk]:
    """A word, name or sign that no rule knows; parts glued by hyphens and the like are one."""
    first = tokens[at]
    if first.text == ":" and first.end < len(text) and text[first.end] == " ":
        return at + 1, Chunk(";", first.start, first.end, first.text)
    if first.text in _SIGNS and not (first.text == "+" and at + 1 < len(tokens) and tokens[at + 1].start == first.end):
        return at + 1, Chunk(_SIGNS[first.text], first.start, first.end, first.text)
    last = at
    while last + 1 < len(tokens) and taken[last + 1] is None and tokens[last].end == tokens[last + 1].start:
        follows = tokens[last + 1].text
        if follows in _GLUE or (tokens[last].text in _GLUE and follows not in _SIGNS):
            last += 1
        else:
            break
    while last > at and tokens[last].text in _GLUE:
        last -= 1
    surface = text[first.start : tokens[last].end]
    letter = "A" if _looks_like_name(surface, at == 0) else "w"
    return last + 1, Chunk(letter, first.start, tokens[last].end, surface)


def _looks_like_name(surface: str, first: bool) -> bool:
    inner = surface[1:]
    if any(c.isupper() for c in inner) or (any(c.isdigit() for c in surface) and surface[0].isalpha()):
        return True
    return surface[0].isupper() and not first
