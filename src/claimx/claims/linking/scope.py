"""Which dataset and which device of a sentence a number belongs to."""

from __future__ import annotations

import re

from claimx.claims.chunks import Sentence
from claimx.claims.linking.context import Context
from claimx.mentions import Draft

_NO_DATASET = frozenset(
    "parameters model_size trainable_parameters training_data context_length dataset_size monetary_cost macs gpu_count gpu_time "
    "training_cost".split()
)
_BETWEEN = frozenset(",&DwA/-(T")
_NEXT_RESULT = re.compile(r"[,&]{1,2}[wASl]{0,3}[Mk]")
"""Where the next result of a list begins with its own measure."""


def datasets(sentence: Sentence, at: int, draft: Draft, context: Context, *, carried: tuple[str, ...]) -> tuple[str, ...]:
    """The datasets on which the number at chunk *at* holds, as named; *carried* are those of the sentence before."""
    if (draft.metric in _NO_DATASET and draft.kind == "level") or (
        draft.family == "scale" and draft.metric not in ("models", "datasets", "tasks")
    ):
        return ()
    if draft.metric in ("datasets", "tasks"):
        return _told(sentence, at, context)
    names = _respective(sentence, at) or _nearest(sentence, at, "D")
    names = tuple(n for n in names if n != context.method)
    if not names and draft.family == "quality" and draft.attribution == "own":
        return carried
    return names


def named_on(sentence: Sentence) -> tuple[str, ...]:
    """The one group of datasets that a sentence says something was tried on; empty where there are several."""
    places = [i for i, letter in enumerate(sentence.letters) if letter == "D"]
    if not places:
        return ()
    group = _group(sentence, 0, len(sentence.letters), "D", False)
    every = {sentence.chunks[i].name for i in places}
    return group if set(group) == every else ()


def devices(sentence: Sentence, at: int, draft: Draft) -> str | None:
    """The device on which the number was measured."""
    if draft.family not in ("speed", "cost") or (draft.metric in _NO_DATASET and draft.metric not in ("gpu_count", "gpu_time")):
        return None
    names = _nearest(sentence, at, "G")
    return names[0] if names else None


def _told(sentence: Sentence, at: int, context: Context) -> tuple[str, ...]:
    """The datasets that are listed with their number: "two benchmarks, A and B"."""
    stop = next((i for i in sentence.quantities() if i > at), len(sentence.letters))
    first = sentence.letters.find("D", at, min(stop, at + 7))
    if first < 0:
        return ()
    names = _group(sentence, first, stop, "D", False)
    return tuple(n for n in names if not context.is_own(n))


def _respective(sentence: Sentence, at: int) -> tuple[str, ...]:
    """The dataset in the same place of its list: "88% and 79% on A and B, respectively"."""
    letters = sentence.letters
    end = letters.find("r", at)
    if end < 0:
        return ()
    places = [i for i in sentence.quantities() if i < end]
    run = [at]
    index = places.index(at)
    for place in reversed(places[:index]):
        if not set(letters[place + 1 : run[0]]) <= set(",&"):
            break
        run.insert(0, place)
    for place in places[index + 1 :]:
        if not set(letters[run[-1] + 1 : place]) <= set(",&"):
            break
        run.append(place)
    names = [i for i in range(run[-1], end) if letters[i] == "D"]
    if len(run) < 2 or len(names) != len(run):
        return ()
    return (sentence.chunks[names[run.index(at)]].name,)


def _nearest(sentence: Sentence, at: int, letter: str) -> tuple[str, ...]:
    """The names after the number and before the next one; else the last ones before it; else the first after."""
    letters = sentence.letters
    low = letters.rfind(";", 0, at) + 1
    high = letters.find(";", at)
    high = len(letters) if high < 0 else high
    following = [i for i in sentence.quantities() if i > at]
    stop = min(following[0], high) if following else high
    if following and (turn := _NEXT_RESULT.search(letters, at, stop)) is not None:
        stop = turn.start()
    for first, last, backwards in ((at + 1, stop, False), (low, at, True), (stop, high, False), (0, low, True)):
        group = _group(sentence, first, last, letter, backwards)
        if group:
            return group
    return ()


def _group(sentence: Sentence, first: int, last: int, letter: str, backwards: bool) -> tuple[str, ...]:
    """The first (or last) run of names of one kind between two chunks; what a model was trained on does not count."""
    letters = sentence.letters
    places = [i for i in range(first, last) if letters[i] == letter and letters[i - 1 : i] != "i"]
    if not places:
        return ()
    if backwards:
        places.reverse()
    run = [places[0]]
    for place in places[1:]:
        low, high = sorted((run[-1], place))
        between = letters[low + 1 : high]
        if len(between) > 3 or not set(between) <= _BETWEEN:
            break
        run.append(place)
    return tuple(dict.fromkeys(sentence.chunks[i].name for i in sorted(run)))
