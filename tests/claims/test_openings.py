"""`Openings` finds what each expression would find alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.claims import openings
from claimx.claims.openings import Openings

PATTERNS = (
    r"(?:Mini|tiny)?[\s-]?CIFAR(?:-?\d+)?",
    r"A\d+(?:\sGPU)?",
    r"(?i:rtx)\s?\d{4}(?=\s|$)",
    r"C(?!I)\w+",
    r"[a-z]+[A-Z]\w*",
)
TEXT = st.lists(st.sampled_from(["CIFAR", "Mini", "tiny", "-", " ", "A100", " GPU", "rtx", "RTX 3090", "aB", "10", "(", "é"]))


def alone(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """What each expression finds for itself."""
    compiled = [re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)") for pattern in PATTERNS]
    return [(n, *m.span()) for n, expression in enumerate(compiled) for m in expression.finditer(text, start, end)]


@given(TEXT.map("".join), st.integers(0, 12), st.integers(0, 40))
def test_together_they_find_what_each_finds_alone(text: str, start: int, length: int) -> None:
    found = Openings(PATTERNS).find(text, start, min(len(text), start + length))

    assert [(number, *match.span()) for number, match in found] == alone(text, start, min(len(text), start + length))


def test_what_is_kept_of_beginnings_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings, "_MOST", 3)
    text = "CIFAR-10 on A100 and RTX 3090 and Mini CIFAR"

    assert [m.group() for _, m in Openings(PATTERNS).find(text, 0, len(text))] == ["CIFAR-10", "Mini CIFAR", "A100", "RTX 3090"]
