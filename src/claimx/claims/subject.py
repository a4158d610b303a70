"""Whose number it is, and whether it is the paper's own."""

from __future__ import annotations

import re

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.context import Context, is_name
from claimx.mentions import Draft
from claimx.records import Attribution

_NAMES = "AS"
_PHRASE = "wASKMkDLeil-"
_OPENERS = ",;(&hV"
_SELF = frozenset(
    "we it method approach framework system algorithm network they results experiments paper work pipeline technique strategy "
    "study analysis evaluation evaluations proposed us model models".split()
)
_SYSTEMS = re.compile(
    r"(?:models?|systems?|baselines?|agents?|llms|vlms|networks?|transformers?|classifiers?|analysers?|translators?|methods"
    r"|approaches|techniques?|analyzers?|parsers?|taggers?|translators?|slides|sequencing|algorithms|counterparts?|generators?|experts?|humans?)$"
)
_DESCRIBED = frozenset("a an existing previous prior current standard best every other most state-of-the-art traditional".split())
_VERSUS = "V"


def subject(sentence: Sentence, at: int, draft: Draft, context: Context) -> str | None:
    """The name whose number stands at chunk *at*; the paper's own method where the text says "we" or "it"."""
    if (name := rival(sentence, at)) is not None:
        return name
    if (name := _opponent(sentence, at, draft)) is not None:
        return name
    if (name := _respective(sentence, at)) is not None:
        return name
    if draft.family == "scale" and (name := _collection(sentence, at, context)) is not None:
        return name
    return _clause_subject(sentence, at, context)


def _clause_subject(sentence: Sentence, at: int, context: Context) -> str | None:
    letters = sentence.letters
    for i in range(at - 1, -1, -1):
        chunk = sentence.chunks[i]
        if chunk.letter == ";":
            break
        if chunk.letter in _NAMES and _is_system(chunk, context) and _opens_phrase(letters, i):
            return chunk.name or chunk.text
        if chunk.letter in "wKM" and _opens_phrase(letters, i):
            if chunk.lower in _SELF:
                return context.method
            if (described := _described(sentence, i, nameless=context.method is None)) is not None:
                return described
    return context.method


def _is_system(chunk: Chunk, context: Context) -> bool:
    text = chunk.name or chunk.text
    return chunk.letter == "S" or context.is_own(text) or is_name(text)


def _described(sentence: Sentence, i: int, *, nameless: bool) -> str | None:
    """A system without a name that the clause speaks of: "a classification model", "existing methods"."""
    if not _SYSTEMS.search(sentence.chunks[i].lower) or sentence.letters[i + 1 : i + 2] not in tuple("audgbxomcePXN"):
        return None
    first = i
    while first > 0 and sentence.letters[first - 1] in "wKMAe-":
        first -= 1
    words = sentence.text[sentence.chunks[first].start : sentence.chunks[i].end]
    before = [f.lower for f in sentence.fillers if 0 <= sentence.chunks[first].start - f.end <= 1]
    told = words.split(" ")[0].lower()
    if "our" in before or "this" in before or "proposed" in words.lower():
        return None
    if nameless and "the" in before:
        return words
    return words if "a" in before or "an" in before or told in _DESCRIBED or words.lower().endswith("s") else None


def rival(sentence: Sentence, at: int) -> str | None:
    """The system in "outperforming X of 5.33", "RT-2-X (55B)" and "MobileNet (1.6 ms, 74.7%)"."""
    letters = sentence.letters
    before = letters[max(0, at - 2) : at]
    place = at - 2 if len(before) == 2 and before[0] in _NAMES and before[1] == "f" else None
    if place is None:
        opened = letters.rfind("(", 0, at)
        if opened > 0 and ")" not in letters[opened:at] and letters[opened - 1] in _NAMES:
            place = opened - 1
    if place is None:
        return None
    chunk = sentence.chunks[place]
    return chunk.name or chunk.text


def _opponent(sentence: Sentence, at: int, draft: Draft) -> str | None:
    """The other side of "43.2 vs. 41.0" and "46.9% compared to a 25% baseline"."""
    letters = sentence.letters
    earlier = [i for i in sentence.quantities() if i < at]
    if draft.kind != "level" or not earlier:
        return None
    between = letters[max(earlier) + 1 : at]
    if not between or between[-1] not in "Vt":
        return None
    following = sentence.chunks[at + 1 : at + 6]
    words: list[str] = []
    for chunk in following:
        if chunk.letter in "nf" and not words and chunk.lower in ("for", "of", "by"):
            continue
        if chunk.letter not in "wASK":
            break
        words.append(chunk.name or chunk.text)
    if words:
        return " ".join(words)
    names = [c.name or c.text for c in sentence.chunks[:at] if c.letter == "S"]
    return names[-1] if names else "baseline"


def _respective(sentence: Sentence, at: int) -> str | None:
    """The name in the same place of its list: "A and B achieve 27.1% and 29.8%, respectively"."""
    letters = sentence.letters
    if "r" not in letters[at:]:
        return None
    places = sentence.quantities()
    first = places.index(at)
    while first > 0 and set(letters[places[first - 1] + 1 : places[first]]) <= set(",&"):
        first -= 1
    run = [places[first]]
    for place in places[first + 1 :]:
        if not set(letters[run[-1] + 1 : place]) <= set(",&"):
            break
        run.append(place)
    found = re.search(r"([ASG](?:[,&]{1,2}[AS])+)h?[aub]$", letters[: run[0]])
    if found is None or len(run) < 2:
        return None
    names = [c for c in sentence.chunks[found.start(1) : found.end(1)] if c.letter in _NAMES]
    if len(names) != len(run):
        return None
    chunk = names[run.index(at)]
    return chunk.name or chunk.text


def _collection(sentence: Sentence, at: int, context: Context) -> str | None:
    """The dataset of the paper's own whose contents are counted: "FakeClue, a dataset containing over 100,000 images"."""
    for i in range(at - 1, -1, -1):
        chunk = sentence.chunks[i]
        name = chunk.name or chunk.text
        if chunk.letter == "D" and context.is_own(name) and sentence.letters[i - 1 : i] not in ("n", "v", "F"):
            return name
    return None


def _opens_phrase(letters: str, at: int) -> bool:
    """Whether the noun phrase with this chunk begins a clause: not an object, not after a preposition, not in a list of such."""
    i = at - 1
    while i >= 0 and letters[i] in _PHRASE:
        i -= 1
    if i > 0 and letters[i] in ",&" and letters[i - 1] in "ASD":
        return _opens_phrase(letters, i - 1)
    return i < 0 or letters[i] in _OPENERS


def attribution(sentence: Sentence, at: int, draft: Draft, context: Context, *, started: bool) -> Attribution:
    """``prior`` for a rival's number beside the paper's own, and for what stands before the paper speaks of itself."""
    name = draft.subject
    own = name is None or name == context.method or context.is_own(name)
    if rival(sentence, at) is not None:
        return "own" if own else "prior"
    if not started and draft.family != "scale" and not (draft.metric == "parameters" and draft.kind == "level"):
        return "prior"
    if own:
        return "own"
    if _opponent(sentence, at, draft) is not None:
        return "prior"
    letters = sentence.letters
    compared = any(letter in letters[:at] for letter in "ot") or "V" in letters
    return "prior" if draft.kind == "level" and compared and name not in (context.method,) else "own"
