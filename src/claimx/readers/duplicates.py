"""The same paper twice is one paper: by arXiv id, by DOI, else by its title.

Memory is bounded. A window of the last papers is held back, and within it the longer text wins wherever it stands.
Of papers that have left the window only hashes are kept (some 20 bytes a key): a later copy of one is dropped,
even if its text is longer. The oldest hashes are forgotten, so that an input of any length is read in flat memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final

from claimx.readers.identity import arxiv_id, doi, id_in, is_made, normal_title
from claimx.records import Paper

WINDOW_PAPERS: Final = 2_000
WINDOW_CHARACTERS: Final = 8_000_000

REMEMBERED: Final = 600_000
"""How many keys of papers that have left the window are surely remembered; a paper has two or three."""

_NO_SPACE, _DOI, _ARXIV = 0, 1, 2
_PARTS: Final = 64
_PART_SLOTS: Final = 64
_ORDINALS: Final = 1 << 28


def distinct(papers: Iterable[tuple[int, Paper]]) -> Iterator[Paper]:
    """Each paper once, in the order of first appearance; a number with each paper tells its input.

    Papers that one input tells apart by ids of its own are different papers, whatever their titles.
    """
    window = _Window()
    for ordinal, paper in papers:
        window.add(paper, ordinal=ordinal)
        yield from window.overflow()
    yield from window.rest()


class _Window:
    """The last papers, in which a better copy can still replace the one that came first."""

    def __init__(self) -> None:
        self._seen = _Seen()
        self._held: dict[int, Paper] = {}
        self._slots: dict[int, int] = {}
        self._next = 0
        self._characters = 0

    def add(self, paper: Paper, *, ordinal: int) -> None:
        keys = _Keys(paper, ordinal=ordinal)
        first = keys.known(self._seen)
        if first is None:
            slot, self._next = self._next, self._next + 1
            self._held[slot] = paper
            self._characters += len(paper.abstract)
        elif (slot := self._slots.get(first, -1)) in self._held:
            self._characters -= len(self._held[slot].abstract)
            self._held[slot] = better(self._held[slot], paper)
            self._characters += len(self._held[slot].abstract)
        else:
            return
        for key, value in keys.entries():
            self._seen.put(key, value)
            self._slots[key] = slot

    def overflow(self) -> Iterator[Paper]:
        """The oldest papers, as long as the window is too full."""
        while len(self._held) > WINDOW_PAPERS or self._characters > WINDOW_CHARACTERS:
            slot = next(iter(self._held))
            paper = self._held.pop(slot)
            self._characters -= len(paper.abstract)
            yield paper
        if len(self._slots) > 8 * WINDOW_PAPERS:
            self._slots = {key: slot for key, slot in self._slots.items() if slot in self._held}

    def rest(self) -> Iterator[Paper]:
        yield from self._held.values()
        self._held.clear()


def better(first: Paper, second: Paper) -> Paper:
    """One paper out of two copies: the longer abstract with its source, and whatever else either of them knows."""
    text, other = (second, first) if len(second.abstract) > len(first.abstract) else (first, second)
    id = other.id if is_made(text.id) or (arxiv_id(other.id) and not arxiv_id(text.id)) else text.id
    return text.model_copy(
        update={
            "id": id,
            "title": text.title or other.title,
            "url": text.url or other.url,
            "date": text.date or other.date,
        }
    )


class _Keys:
    """The hashes under which a paper is known, and what else tells two papers of one title apart."""

    def __init__(self, paper: Paper, *, ordinal: int) -> None:
        arxiv = arxiv_id(paper.id) or arxiv_id(id_in(paper.url or ""))
        other = doi(paper.id) or doi(paper.url or "")
        self._space = _ARXIV if arxiv else _DOI if other else _NO_SPACE
        self._strong = _hash(f"{self._space}:{arxiv or other}") if self._space else 0
        self._given = self._given_key(paper, ordinal, doi(paper.id) or arxiv_id(paper.id))
        self._title = _hash("title:" + normal_title(paper.title) if paper.title else "text:" + paper.abstract)
        self._ordinal = ordinal % _ORDINALS

    def _given_key(self, paper: Paper, ordinal: int, identity: str) -> int:
        """The key of the id that the input gave; the id of an arXiv paper or a DOI is known anyway, 0 is none."""
        if is_made(paper.id):
            return 0
        return self._strong if identity else _hash(f"{ordinal}:{paper.id}")

    def known(self, seen: _Seen) -> int | None:
        """The key under which a copy of this paper was seen, None where there was none."""
        for key in (self._strong, self._title):
            value = seen.get(key) if key else None
            if value is not None and not self._differs(value, seen, by_title=key == self._title):
                return key
        return None

    def _differs(self, value: int, seen: _Seen, *, by_title: bool) -> bool:
        """Whether the paper of *value* is another one than this, as their ids tell."""
        ordinal, space, given = value >> 3, (value >> 1) & 3, value & 1
        if given and self._given and ordinal == self._ordinal and seen.get(self._given) is None:
            return True
        return by_title and space == self._space != _NO_SPACE

    def entries(self) -> Iterator[tuple[int, int]]:
        """Each key with what is to be remembered of the paper."""
        value = self._ordinal << 3 | self._space << 1 | bool(self._given)
        for key in dict.fromkeys((self._strong, self._given, self._title)):
            if key:
                yield key, value


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little") or 1


class _Seen:
    """A map from 64-bit hashes to small numbers that forgets the oldest: two tables, of which the older one is dropped.

    It remembers at least the last ``REMEMBERED`` keys, and takes a tenth of what a dict of them would.
    """

    def __init__(self) -> None:
        self._new, self._old = _Table(), _Table()

    def get(self, key: int) -> int | None:
        value = self._new.get(key)
        return self._old.get(key) if value is None else value

    def put(self, key: int, value: int) -> None:
        """Remember *value* for *key*, unless there is one."""
        if self.get(key) is not None:
            return
        if self._new.count >= REMEMBERED:
            self._new, self._old = _Table(), self._new
        self._new.put(key, value)


class _Table:
    """Keys and values in two flat arrays, divided into parts that grow one by one, so that growing takes no room."""

    def __init__(self) -> None:
        self.count = 0
        self._parts = [(array("Q", [0]) * _PART_SLOTS, array("I", [0]) * _PART_SLOTS) for _ in range(_PARTS)]
        self._counts = [0] * _PARTS

    def get(self, key: int) -> int | None:
        keys, values = self._parts[key % _PARTS]
        index = _slot(keys, key)
        return values[index] if keys[index] else None

    def put(self, key: int, value: int) -> None:
        """Store *value* under a key that is not there."""
        part = key % _PARTS
        keys, values = self._parts[part]
        if 3 * self._counts[part] > 2 * len(keys):
            keys, values = self._parts[part] = _grown(keys, values)
        index = _slot(keys, key)
        keys[index], values[index] = key, value
        self._counts[part] += 1
        self.count += 1


def _slot(keys: array[int], key: int) -> int:
    """Where *key* stands, or would stand."""
    mask = len(keys) - 1
    index = (key // _PARTS) & mask
    while keys[index] and keys[index] != key:
        index = (index + 1) & mask
    return index


def _grown(keys: array[int], values: array[int]) -> tuple[array[int], array[int]]:
    more_keys, more_values = array("Q", [0]) * (2 * len(keys)), array("I", [0]) * (2 * len(values))
    for key, value in zip(keys, values, strict=True):
        if key:
            index = _slot(more_keys, key)
            more_keys[index], more_values[index] = key, value
    return more_keys, more_values
