"""The one shape of a reader: a name, a way to know its format by content, and the papers of a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from claimx.errors import ReadError
from claimx.readers.stream import Head, Stream
from claimx.records import Paper


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that could not be read, while the rest of its input could.

    ``place`` is the input, with a line or an entry number where known; ``id`` is empty where it has none.
    """

    place: str
    id: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" + (f" ({self.id})" if self.id else "")


Entry = Paper | Skipped


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """What a user is told of a format: its name for ``--reader``, what it is, and a small example."""

    name: str
    what: str
    example: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: ``sniff`` says from the head of an input whether it is in this format, ``papers`` reads it."""

    name: str
    what: str
    example: str
    sniff: Callable[[Head], bool]
    papers: Callable[[Stream], Iterator[Entry]]

    @property
    def info(self) -> ReaderInfo:
        """The description without the machinery."""
        return ReaderInfo(self.name, self.what, self.example)


@contextmanager
def parsing(what: str, *, place: str) -> Iterator[None]:
    """Around a call of a parser that is not ours: whatever it raises on strange input becomes a ``ReadError``."""
    try:
        yield
    except ReadError:
        raise
    except Exception as error:  # nobody knows all that a parser may raise on input made to break it
        reason = " ".join(f"{type(error).__name__} {error}".split())[:160]
        raise ReadError(f"cannot be read as {what} ({reason})", place=place) from error
