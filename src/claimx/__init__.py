"""claimx: quantitative claims out of digests of machine-learning papers.

The few verbs and records below are the public interface; everything else is internal to its room.
Nothing heavy (spaCy, pandas, pint) is imported before it is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Claim": "claimx.records",
    "ClaimxError": "claimx.errors",
    "Extractor": "claimx.extraction",
    "Paper": "claimx.records",
    "Span": "claimx.span",
    "Store": "claimx.store",
    "extract": "claimx.extraction",
    "load_rules": "claimx.rulebook",
    "open": "claimx.store",
    "read": "claimx.readers",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'claimx' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
