"""The phrases of a sentence, found by spaCy's `PhraseMatcher` on a `Doc` of our own words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimx.claims.phrases import Phrases

WORDS = st.sampled_from(["top", "-", "1", "accuracy", "of"])
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(tuple), unique=True, max_size=12)


@given(ROWS, st.lists(st.one_of(WORDS, st.text(min_size=1, max_size=3)), max_size=20))
def test_it_finds_every_row_wherever_it_stands(rows: list[tuple[str, ...]], words: list[str]) -> None:
    expected = [
        (start, start + len(row), row)
        for row in rows
        for start in range(len(words))
        if tuple(words[start : start + len(row)]) == row
    ]
    assert sorted(Phrases((row, row) for row in rows).find(words)) == sorted(expected)


def test_words_that_no_phrase_holds_leave_no_trace() -> None:
    phrases = Phrases([(("top", "-", "1"), "measure")])
    before = len(phrases._vocab.strings)
    phrases.find(["never", "seen", "top", "-", "1", "12345"])
    assert len(phrases._vocab.strings) - before <= 1
