"""What an export is made of, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claimx.exports.hub import HubDataset


@dataclass(frozen=True, slots=True)
class Document:
    """One file of an export: its path below the folder that is written to, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What does not stand in the claims."""

    version: str
    """Of claimx."""
    rulebook: str
    """Fingerprint of the rules."""
    retrieved: int = 0
    """When the record is made, in seconds since 1970."""
    hub: Mapping[str, HubDataset] = field(default_factory=dict)
    """Datasets of the Hub, by `claimx.naming.name_key` of their name."""
