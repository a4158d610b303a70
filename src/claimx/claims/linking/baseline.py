"""What a number is compared with."""

from __future__ import annotations

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.linking.context import Context
from claimx.mentions import Draft

_NAME = "AS"
_PHRASE = "wASDMk-"
_REACH = 12
_LEAD = frozenset(
    [
        "existing",
        "previous",
        "prior",
        "other",
        "its",
        "their",
        "the",
        "our",
        "current",
        "recent",
        "all",
        "several",
        "various",
        "popular",
    ]
)


def baselines(sentence: Sentence, at: int, draft: Draft, context: Context) -> tuple[str, ...]:
    """The baselines of the number at chunk *at*, as named."""
    for place in _cues(sentence, at, draft):
        names = _names_after(sentence, place)
        names = tuple(n for n in names if not context.is_own(n) or n.lower() != (context.method or "").lower())
        if names:
            return names
    return ()


def _cues(sentence: Sentence, at: int, draft: Draft) -> list[int]:
    """Words of comparison that may govern the number: after it up to the next number, then before it."""
    letters = sentence.letters
    following = [i for i in sentence.quantities() if i > at]
    stop = following[0] if following else len(letters)
    after = [i for i in range(at + 1, stop) if letters[i] in "tvo"]
    before = [i for i in range(at - 1, max(-1, at - 18), -1) if letters[i] in "to"]
    if draft.kind == "level":
        return [i for i in after + before if letters[i] == "o"]
    return after + before


def _names_after(sentence: Sentence, place: int) -> tuple[str, ...]:
    """The names, or else the noun phrase, that follow a word of comparison."""
    names: list[str] = []
    phrase: list[Chunk] = []
    for chunk in sentence.chunks[place + 1 : place + 1 + _REACH]:
        if chunk.letter in _NAME:
            names.append(chunk.name or chunk.text)
        elif chunk.letter in _PHRASE:
            if not names:
                phrase.append(chunk)
        elif (chunk.letter in ",&" and (names or phrase)) or (chunk.letter == "f" and phrase and not names):
            continue
        else:
            break
    if names:
        return tuple(dict.fromkeys(names))
    return (_text(phrase),) if phrase else ()


def _text(phrase: list[Chunk]) -> str:
    words = [c.text for c in phrase]
    while words and words[0].lower() in _LEAD:
        words.pop(0)
    return " ".join(words)
