"""How rules write names: ``RTX ####{, Ti}`` becomes an expression; braces are a choice, ``#`` is one digit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimx.claims.lexicon import expand
from claimx.rulebook.model import NameRule


def name_pattern(rule: NameRule) -> str:
    """The expression of a rule's names, the longest first, with what may follow each of them."""
    patterns = [f"(?:{rule.pattern})"] if rule.pattern else []
    names = "|".join([*patterns, *_written(rule.exact), *(f"(?i:{_any_joint(name)})" for name in _written(rule.names))])
    if not rule.tail:
        return names
    return rf"(?:{names})(?:[\s-]?(?:{'|'.join(_written(rule.tail))})(?!\w))*"


def _written(names: Iterable[str]) -> list[str]:
    longest_first = sorted(set(expand(names)), key=lambda name: (-len(name), name))
    return [re.escape(name).replace(r"\#", r"\d") for name in longest_first]


def _any_joint(name: str) -> str:
    """A name whose parts a hyphen or a blank may join."""
    return re.sub(r"\\[ -]", r"[\\s-]", name)
