"""The trie of phrases finds what spaCy's `PhraseMatcher` finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from claimx.claims.phrases import PhraseTrie

WORDS = st.sampled_from(["top", "-", "1", "accuracy", "of"])
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(tuple), unique=True, max_size=12)


@given(ROWS, st.lists(WORDS, max_size=20))
def test_it_finds_what_the_phrase_matcher_finds(rows: list[tuple[str, ...]], words: list[str]) -> None:
    vocab = Vocab()
    matcher = PhraseMatcher(vocab)
    for row in rows:
        matcher.add(" ".join(row), [Doc(vocab, words=list(row))])
    doc = Doc(vocab, words=words)
    expected = [(start, end, vocab.strings[key]) for key, start, end in matcher(doc)] if words else []

    found = PhraseTrie((row, " ".join(row)) for row in rows).find(words)

    assert sorted(found) == sorted(expected)
