"""One expression for many words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.alternation import any_of

WORDS = st.lists(st.text(alphabet="abAé -.", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="abAé -.", max_size=6), st.booleans())
def test_it_reads_what_a_plain_alternation_reads(words: list[str], text: str, cased: bool) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    expected = re.compile(plain, 0 if cased else re.IGNORECASE).match(text)

    found = re.match(any_of(words, cased=cased), text)

    assert (found and found.group()) == (expected and expected.group())


def test_the_longest_word_that_what_follows_allows_is_read() -> None:
    found = re.match(rf"{any_of(['min', 'minute', 'minutes per run'])}(?!\w)", "minutes")

    assert found is None
    assert re.match(rf"{any_of(['min', 'minute'])}s", "minutes") is not None


def test_no_words_match_nothing() -> None:
    assert re.search(any_of([]), "a") is None


@pytest.mark.parametrize("text", ["gpu hour", "GPU-hour"])
def test_a_blank_may_be_more_than_a_blank(text: str) -> None:
    assert re.fullmatch(any_of(["gpu hour"], cased=False, blank="[ -]"), text)
