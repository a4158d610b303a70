"""A sentence as chunks: quantities, names, metrics, cues and the words between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.mentions import Quantity
from claimx.rulebook.model import CountRule, CueRule, MetricRule


@dataclass(slots=True, eq=False)
class Chunk:
    """One piece of a sentence in offsets of the normal text, with its class letter (see `claimx.claims.classes`).

    Nothing changes one; it is not frozen because a frozen one takes three times as long to make, and a sentence
    holds dozens.
    """

    letter: str
    start: int
    end: int
    text: str
    metric: MetricRule | None = None
    count: CountRule | None = None
    cue: CueRule | None = None
    name: str = ""
    """Canonical name of a dataset, device or system."""
    rule: str = ""
    """Rule that found the name."""
    quantity: Quantity | None = None
    lower: str = field(init=False, repr=False)
    """Its text in lower case."""

    def __post_init__(self) -> None:
        self.lower = self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The chunks of one sentence, without fillers, and their class letters as one string."""

    text: str
    start: int
    end: int
    chunks: tuple[Chunk, ...]
    letters: str
    fillers: tuple[Chunk, ...] = ()
    _quantities: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_quantities", tuple(i for i, chunk in enumerate(self.chunks) if chunk.quantity is not None))

    def quantities(self) -> tuple[int, ...]:
        """Places of the quantities among the chunks."""
        return self._quantities
