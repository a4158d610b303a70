"""What holds for every text: an exact and monotone map, an unaltered source, a fixed point, time linear in length."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType

import pytest
from hard_texts import tangled, texts
from hypothesis import example, given, settings

from claimx.text import normalise, sentences


@settings(max_examples=400, deadline=None)
@given(texts)
@example(tangled(30))
def test_every_character_stands_for_a_stretch_of_the_source_and_the_stretches_stand_in_order(source: str) -> None:
    aligned = normalise(source)
    spans = [aligned.origin(i, i + 1) for i in range(len(aligned.text))]
    assert aligned.source == source
    assert all(0 <= span.start < span.end <= len(source) for span in spans)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))


@settings(max_examples=400, deadline=None)
@given(texts)
def test_words_and_digits_that_no_pass_touched_are_those_of_the_source(source: str) -> None:
    aligned = normalise(f"{source} QuickSeg reaches 81.5 on Cityscapes")
    start = aligned.text.rindex("QuickSeg")
    assert aligned.text[start:] == "QuickSeg reaches 81.5 on Cityscapes"
    assert aligned.origin(start, len(aligned.text)).of(aligned.source) == "QuickSeg reaches 81.5 on Cityscapes"


@settings(max_examples=600, deadline=None)
@given(texts)
@example(tangled(30))
def test_normalising_twice_changes_nothing(source: str) -> None:
    once = normalise(source).text
    assert normalise(once).text == once


@settings(max_examples=300, deadline=None)
@given(texts)
def test_sentences_hold_everything_but_the_white_space_between_them(source: str) -> None:
    text = normalise(source).text
    spans = sentences(text)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    edges = [0, *(at for span in spans for at in span), len(text)]
    assert "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip() == ""


HOSTILE = [
    *("{", "}", "{}", "{{}", "\\", "\\textbf{", "\\frac{", "\\cite{", "$", "$5 ", "$x$", "\\$", "&", "&amp;", "&amp;amp;lt;"),
    *("<", "<b ", "<b a=", "<b>", "*", "**", "*a", "**a ", "_a ", "__", "`", "''", "[", "[a](", "[a](http://", "https://a{"),
    *("-", "--", "- ", "-\n", "\n", " \n", "\n\n", "\t ", "\u00ad\n", "\u2029 ", "times", "5times", "5sim", "sim ", "5to"),
    *("~", "a~", "^", "x_1=", "alpha=", "²", "é", "e\u0301", "a.", ". ", "A. ", "a.A", "etc. ", "1. ", "5% "),
]


def steps(work: Callable[[], object]) -> int:
    """How many functions, built-in ones too, *work* calls."""
    count = 0

    def counting(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("seed", HOSTILE)
def test_twice_the_text_is_at_most_twice_the_work(seed: str) -> None:
    def work(length: int) -> int:
        text = seed * length
        return steps(lambda: sentences(normalise(text).text))

    short, long = work(400), work(800)
    assert long <= 2 * short + 40


def test_a_tangle_takes_no_more_rounds_when_it_is_deeper() -> None:
    shallow, deep = tangled(40), tangled(80)
    assert steps(lambda: normalise(deep)) <= 2 * steps(lambda: normalise(shallow)) + 40
    assert re.search(r"[{}\\&$]", normalise(deep).text) is None
