"""Where a number may begin."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.quantities.numerals import Numerals
from claimx.quantities.places import Places
from claimx.rulebook import load_rules

NUMERALS = Numerals(load_rules().numbers)
PLACES = Places(NUMERALS)
WORD = re.compile(r"\d+|(?<![\w-])(?P<word>[A-Za-z]+)")


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("It uses two GPUs", ["two"]),
        ("Up 12% of 1,000", ["12", "1", "000"]),
        ("Seven, or Half of it", ["Seven", "Half"]),
        ("a million tokens", ["a million", "million"]),
        ("an order of magnitude", ["an order"]),
        ("an apple", []),
        ("twofer and network", []),
        ("café two", ["two"]),
        ("two — (Two) 2two", ["two", "Two", "2", "two"]),
        ("٣ things", ["٣"]),
        ("", []),
    ],
)
def test_places(text: str, begin: list[str]) -> None:
    places = PLACES.find(text)

    assert [text[at : at + len(word)] for at, word in zip(places, begin, strict=True)] == begin


@given(st.lists(st.sampled_from([*NUMERALS.words, "a", "an", "it", " ", "-", ", ", "_", "é", "\ud800", "7"])).map("".join))
def test_no_place_is_missed(text: str) -> None:
    every = {m.start() for m in WORD.finditer(text) if m["word"] is None or m["word"] in NUMERALS.words}

    assert every <= set(PLACES.find(text))


@pytest.mark.parametrize("text", ["3", "half", "an order of magnitude", "as little as one", "one second"])
def test_a_text_with_numbers_is_worth_reading(text: str) -> None:
    assert PLACES.any_in(text)


@pytest.mark.parametrize("text", ["", "one of them", "a thing", "twofer", "stwo"])
def test_a_text_without_numbers_is_not(text: str) -> None:
    assert not PLACES.any_in(text)
