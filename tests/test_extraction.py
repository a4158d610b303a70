"""The whole way: a digest of our own wording with its full claims, and what must always hold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import claimx
from claimx.evaluate.annotations import read_annotations
from claimx.evaluate.score import score
from claimx.extraction import Extractor
from claimx.records import Claim, Paper

DIGEST = Path(__file__).parent / "fixtures/digests/digest.txt"
DIGESTS = sorted(path for path in DIGEST.parent.iterdir() if not path.name.endswith(".claims.jsonl"))
ALPHABET = st.text(alphabet=st.sampled_from(list("aFID xX%×.,()$\\{}~-+0123456789\nlatency of by from to than on")), max_size=120)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line, in a process of its own."""
    command = [sys.executable, "-c", "from claimx.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


def test_every_digest_has_its_claims() -> None:
    assert len(DIGESTS) == 4
    assert sorted(path.name for path in DIGEST.parent.glob("*.claims.jsonl")) == [f"{path.name}.claims.jsonl" for path in DIGESTS]


@pytest.mark.golden
@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.name)
def test_a_digest_gives_exactly_its_claims(path: Path, extractor: Extractor, golden: Callable[[Path, str], None]) -> None:
    claims = [c.model_copy(update={"source": path.name}) for paper in claimx.read(path) for c in extractor.claims(paper)]
    golden(path.with_name(f"{path.name}.claims.jsonl"), "".join(claim.model_dump_json() + "\n" for claim in claims))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), ALPHABET))
def test_quotes_are_where_they_are_said_to_be(text: str) -> None:
    for claim in EXTRACTOR.claims(Paper(id="p", abstract=text)):
        assert text[claim.start : claim.end] == claim.quote
        assert text[claim.sentence_start : claim.sentence_start + len(claim.sentence)] == claim.sentence
        assert Claim.model_validate_json(claim.model_dump_json()) == claim


EXTRACTOR = Extractor()


def test_component_gives_claims_and_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimx")
    doc = nlp("QuickSeg is 2.5x faster than DeepLab.")
    assert [(c.metric, c.value) for c in doc._.claims] == [("speed", 2.5)]
    assert [(span.text, span.label_) for span in doc.spans["claimx"]] == [("2.5x", "speed")]


def test_import_is_light() -> None:
    code = "import sys, claimx; print([m for m in ('spacy', 'pint', 'pandas', 'pyarrow') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_output_is_the_same_under_any_hash_seed_and_number_of_processes() -> None:
    outputs = {
        run("extract", str(DIGEST), "--jobs", jobs, PYTHONHASHSEED=seed, LC_ALL="C").stdout
        for seed, jobs in (("0", "1"), ("7", "1"), ("11", "2"))
    }
    assert len(outputs) == 1
    assert outputs.pop().count("\n") == 15


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("extract", "/nowhere.txt"), 1, "error: /nowhere.txt: cannot be opened"),
        (("table", str(DIGEST), "-o", "x.docx"), 1, "error: x.docx: unknown format 'docx'"),
        (("rules", "show", "no.such"), 1, "error: there is no rule 'no.such'"),
        (("extract",), 2, "Missing argument"),
    ],
)
def test_errors_are_one_sentence(arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (code, True, False)


def test_html_is_inert(tmp_path: Path) -> None:
    hostile = tmp_path / "in.jsonl"
    record = {"id": "x", "title": "<script>alert(1)</script>", "abstract": "FastNet is <b>2.5x</b> faster than SlowNet."}
    hostile.write_text(json.dumps(record), encoding="utf-8")
    run("table", str(hostile), "-o", str(tmp_path / "out.html"))
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert ("<script>alert" in page, "&lt;script&gt;" in page, "<mark>2.5x</mark>" in page) == (False, True, True)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "found", "typed", "linked"), [("seed", 0.96, 0.90, 0.67), ("dev", 0.94, 0.85, 0.57)])
def test_scores_on_annotated_abstracts(
    name: str, found: float, typed: float, linked: float, shared: Path, extractor: Extractor
) -> None:
    papers = list(claimx.read(shared / "gold" / name / "abstracts.jsonl"))
    gold = read_annotations(shared / "gold" / name / "claims.jsonl", {p.id: p.abstract for p in papers})
    levels = score(gold, [c.model_dump() for p in papers for c in extractor.claims(p)]).levels
    assert (levels["found"].f1 >= found, levels["typed"].f1 >= typed, levels["linked"].f1 >= linked) == (True, True, True)
    assert levels["found"].precision >= 0.949


@pytest.mark.golden
def test_schema_of_the_record_is_the_published_one(golden: Callable[[Path, str], None]) -> None:
    golden(DIGEST.parents[1] / "claim.schema.json", run("schema").stdout)


def test_public_names_exist() -> None:
    assert [name for name in claimx.__all__ if not hasattr(claimx, name)] == []
