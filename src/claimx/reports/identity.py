"""When two names mean one thing: by their letters and digits alone, never by likeness.

CIFAR10 and CIFAR-10 are one dataset, CIFAR-10 and CIFAR-100 are two; a fuzzy measure cannot tell, so none is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_COUNT = re.compile(r"^\s*(\d+)\s*[x×]\s*", re.IGNORECASE)


def name_key(name: str) -> str:
    """What is compared of a name: case, spaces and punctuation do not count, a plus sign does.

    >>> name_key("CIFAR-10") == name_key("cifar 10"), name_key("DiT-XL/2+") == name_key("DiT-XL/2")
    (True, False)
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if c.isalnum() or c == "+")


def is_proper_name(name: str) -> bool:
    """Whether *name* is the name of something rather than a description ("our best model", "prior work").

    >>> is_proper_name("T2T-ViT"), is_proper_name("state-of-the-art methods")
    (True, False)
    """
    return any(c.isupper() or c.isdigit() for c in name)


def usual_name(names: Iterable[str]) -> str:
    """The spelling used most often; of equals the first in the alphabet."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name))


@dataclass(frozen=True, slots=True)
class Device:
    """What something was measured on: the product, and how many of it where the text says so."""

    key: str
    count: int | None


def device(hardware: str | None) -> Device | None:
    """The device that a claim names.

    >>> device("4x GeForce RTX 4090")
    Device(key='geforcertx4090', count=4)
    """
    if hardware is None:
        return None
    found = _COUNT.match(hardware)
    return Device(name_key(hardware[found.end() :] if found else hardware), int(found[1]) if found else None)
