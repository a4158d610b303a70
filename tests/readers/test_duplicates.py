"""The same paper twice, in one input or in several, is one paper with the better text."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimx.readers import duplicates, read
from claimx.readers.duplicates import distinct
from claimx.records import Paper

LONG = "We cut latency by 40% on phones, and memory by half."
SHORT = "We cut latency."


def paper(**fields: str) -> Paper:
    return Paper(**{"id": "t-0123456789ab", "source": "x", **fields})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"id": "2405.15738"}, {"id": "2405.15738"}),
        ({"id": "2405.15738", "title": "A"}, {"id": "arXiv:2405.15738v2", "title": "B"}),
        ({"id": "x1", "url": "https://arxiv.org/abs/2405.15738v1"}, {"id": "2405.15738"}),
        (
            {"id": "x1", "url": "https://huggingface.co/papers/2405.15738"},
            {"id": "x2", "url": "https://arxiv.org/pdf/2405.15738"},
        ),
        ({"id": "10.1000/ABC.1"}, {"id": "x2", "url": "https://doi.org/10.1000/abc.1"}),
        ({"title": "Tiny  Nets: {BERT}-free"}, {"title": "TINY NETS - BERT free"}),
        ({"id": "2405.15738", "title": "Tiny Nets"}, {"title": "tiny nets"}),
        ({"abstract": SHORT}, {"abstract": SHORT}),
    ],
)
def test_two_copies_are_one_paper(first: dict[str, str], second: dict[str, str]) -> None:
    texts = [{"abstract": SHORT, **first}, {"abstract": LONG if "title" in second or "id" in second else SHORT, **second}]
    [one] = distinct([(0, paper(**texts[0])), (1, paper(**texts[1]))])
    assert one.abstract == texts[1]["abstract"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"id": "2405.15738", "title": "Tiny Nets"}, {"id": "2405.15739", "title": "Tiny Nets"}),
        ({"id": "10.1000/a", "title": "Editorial"}, {"id": "10.1000/b", "title": "Editorial"}),
        ({"title": "Tiny Nets"}, {"title": "Tiny Nets 2"}),
        ({"abstract": SHORT}, {"abstract": LONG}),
    ],
)
def test_two_papers_stay_two(first: dict[str, str], second: dict[str, str]) -> None:
    papers = [paper(**first), paper(**second)]
    assert list(distinct([(0, papers[0]), (1, papers[1])])) == papers


def test_one_input_may_tell_papers_of_one_title_apart_by_its_ids() -> None:
    papers = [paper(id="a", title="Introduction"), paper(id="b", title="Introduction")]
    assert list(distinct((0, one) for one in papers)) == papers


def test_the_better_text_wins_and_takes_what_the_other_knows() -> None:
    poor = paper(
        id="2405.15738",
        title="Tiny Nets",
        abstract=SHORT,
        date="2024-05-24",
        url="https://arxiv.org/abs/2405.15738",
        source="mail",
    )
    rich = paper(title="Tiny nets", abstract=LONG, source="page")
    [one] = distinct([(0, poor), (1, rich)])
    assert one == poor.model_copy(update={"title": "Tiny nets", "abstract": LONG, "source": "page"})


def test_papers_keep_the_order_of_their_first_copies() -> None:
    order = ["a", "b", "a", "c", "b", "d"]
    papers = [paper(id=name, title=name, abstract=str(place)) for place, name in enumerate(order)]
    assert [one.title for one in distinct(enumerate(papers))] == ["a", "b", "c", "d"]


def test_copies_are_found_across_inputs_and_within_them(tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text(json.dumps({"id": "2405.15738", "title": "Tiny Nets", "abstract": SHORT}))
    (tmp_path / "2.txt").write_text(f"Title: Tiny Nets\nSummary: {LONG}\n---\nTitle: tiny nets\nSummary: {SHORT}\n")
    [one] = read(tmp_path)
    assert (one.id, one.abstract, one.source) == ("2405.15738", LONG, f"{tmp_path}/2.txt")


def test_a_late_copy_of_a_paper_that_left_the_window_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "WINDOW_PAPERS", 3)
    names = [*"abcdefgh", "a", "i"]
    papers = [paper(id=name, title=f"title {name}", abstract=name * 9) for name in names]
    assert [one.id for one in distinct(enumerate(papers))] == [*"abcdefghi"]


def numbered(count: int) -> Iterator[tuple[int, Paper]]:
    for number in range(count):
        yield 0, paper(id=f"id{number}", title=f"title {number}", abstract=f"{number} " * 100)


def test_memory_grows_by_hashes_alone() -> None:
    tracemalloc.start()
    try:
        peaks = []
        for count in (20_000, 40_000):
            tracemalloc.reset_peak()
            for _ in distinct(numbered(count)):
                pass
            peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 20_000 * 150  # bytes a paper, whose text alone takes 600
