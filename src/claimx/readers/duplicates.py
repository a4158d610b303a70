"""The same paper twice is one paper: by arXiv id, by DOI, else by its title.

Memory is bounded. A window of the last papers is held back, and within it the longer text wins wherever it stands.
Of papers that have left the window only hashes are kept (some 20 bytes a key): a later copy of one is dropped,
even if its text is longer.
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

_NO_SPACE, _DOI, _ARXIV = 0, 1, 2
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
        self._given = 0 if is_made(paper.id) else _hash(f"{ordinal}:{paper.id}")
        self._title = _hash("title:" + normal_title(paper.title) if paper.title else "text:" + paper.abstract)
        self._ordinal = ordinal % _ORDINALS

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
        for key in (self._strong, self._given, self._title):
            if key:
                yield key, value


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little") or 1


class _Seen:
    """A map from 64-bit hashes to small numbers in two flat arrays: a tenth of what a dict of millions takes."""

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * 1024))
        self._values = array("I", bytes(4 * 1024))
        self._count = 0

    def get(self, key: int) -> int | None:
        index = self._index(key)
        return self._values[index] if self._keys[index] else None

    def put(self, key: int, value: int) -> None:
        """Remember *value* for *key*, unless there is one."""
        index = self._index(key)
        if self._keys[index]:
            return
        self._keys[index], self._values[index] = key, value
        self._count += 1
        if 3 * self._count > 2 * len(self._keys):
            self._grow()

    def _index(self, key: int) -> int:
        keys, mask = self._keys, len(self._keys) - 1
        index = key & mask
        while keys[index] and keys[index] != key:
            index = (index + 1) & mask
        return index

    def _grow(self) -> None:
        old = zip(self._keys, self._values, strict=True)
        self._keys, self._values = array("Q", bytes(16 * len(self._keys))), array("I", bytes(8 * len(self._values)))
        for key, value in old:
            if key:
                index = self._index(key)
                self._keys[index], self._values[index] = key, value
