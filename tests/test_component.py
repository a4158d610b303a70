"""The spaCy component: found through its entry point, configured, sent to processes, written and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import claimx

TEXT = "QuickSeg is 2.5x faster than DeepLab."
RULE = """
[[rule]]
id = "metric.zeal"
name = "other:zeal"
family = "quality"
aliases = ["zeal"]
match = [{ text = "It shows a «zeal» of 12.5." }]
"""


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("claimx")
    return made


def told(doc: Doc) -> list[tuple[str, float]]:
    return [(claim.metric, claim.value) for claim in doc._.claims]


def test_claims_and_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert told(doc) == [("speed", 2.5)]
    assert [(span.text, span.label_) for span in doc.spans["claimx"]] == [("2.5x", "speed")]


def test_claims_are_those_of_the_library(nlp: Language) -> None:
    theirs = [claim.model_copy(update={"paper_id": "", "claim_id": ""}) for claim in nlp(TEXT)._.claims]
    ours = [claim.model_copy(update={"paper_id": "", "claim_id": ""}) for claim in claimx.extract(TEXT)]
    assert theirs == ours


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_many_texts(nlp: Language, processes: int) -> None:
    docs = nlp.pipe([TEXT, "No number here.", TEXT.replace("2.5", "3")], n_process=processes)
    assert [told(doc) for doc in docs] == [[("speed", 2.5)], [], [("speed", 3.0)]]


def test_config(tmp_path: Path) -> None:
    (tmp_path / "metrics.toml").write_text(RULE, encoding="utf-8")
    made = spacy.blank("en")
    made.add_pipe("claimx", config={"rules": [str(tmp_path)]})
    assert told(made("It shows a zeal of 12.5.")) == [("other:zeal", 12.5)]


def test_a_least_confidence() -> None:
    made = spacy.blank("en")
    made.add_pipe("claimx", config={"min_confidence": 1.0})
    doc = made(TEXT)
    assert (told(doc), list(doc.spans["claimx"])) == ([], [])


def test_a_pipeline_that_was_written_reads_alike(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again(TEXT)._.claims == nlp(TEXT)._.claims
    assert spacy.blank("en").from_config(nlp.config).pipe_names == ["claimx"]


def test_a_document_that_was_written_keeps_its_claims(nlp: Language) -> None:
    doc = nlp(TEXT)
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [again] = DocBin().from_bytes(kept).get_docs(nlp.vocab)
    assert again._.claims == doc._.claims


def test_a_document_that_was_not_read_has_none(nlp: Language) -> None:
    assert nlp.make_doc(TEXT)._.claims == ()


def test_what_the_component_assigns(nlp: Language) -> None:
    assert nlp.get_pipe_meta("claimx").assigns == ["doc._.claims", "doc.spans"]
