"""Which names mean the same thing in every paper, how a thing is usually written, and which device a claim names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claimx.naming import name_key

_CLASS = re.compile(r"[A-Z]{2,20}s")
"""The plural of an abbreviation names a class of systems: LLMs, CNNs."""
_COUNT = re.compile(r"^\s*(\d+)\s*[x×]\s*", re.IGNORECASE)
_MAKERS = re.compile(r"\b(?:nvidia|geforce|intel|amd|qualcomm|apple|google|[cgt]pus?)\b", re.IGNORECASE)


def is_proper_name(name: str) -> bool:
    """Whether *name* means the same thing in every paper, unlike a description ("our best model", "CNN baselines", "LLMs").

    In doubt it is a description: two papers' numbers are then not taken for one system's.

    >>> [is_proper_name(name) for name in ("T2T-ViT", "Stable Diffusion v1.5", "best prior method", "CNN baselines", "LLMs")]
    [True, True, False, False, False]
    """
    words = name.split()
    return (
        bool(words) and all(any(c.isupper() or c.isdigit() for c in word) for word in words) and not _CLASS.fullmatch(words[-1])
    )


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
    """The device that a claim names; the maker's name and the words GPU and CPU beside a product tell nothing apart.

    >>> device("4x GeForce RTX 4090"), device("NVIDIA A100 GPU") == device("A100")
    (Device(key='rtx4090', count=4), True)
    """
    if hardware is None:
        return None
    found = _COUNT.match(hardware)
    name = hardware[found.end() :] if found else hardware
    return Device(name_key(_MAKERS.sub(" ", name)) or name_key(name), int(found[1]) if found else None)
