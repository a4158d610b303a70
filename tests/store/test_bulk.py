"""Files of claims taken into a store without extracting again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from claimx.errors import StoreError
from claimx.records import Claim, Paper
from claimx.reports.files import write_records
from claimx.rulebook import load_rules
from claimx.store import Store, claim_files
from claimx.store.adding import Added

NOW = replace(load_rules(), fingerprint="now")
STAMP = {"schema_version": "1.0", "rulebook": "then"}


def claim(paper: str, number: int, **fields: object) -> Claim:
    plain = {
        "claim_id": f"{paper}-{number}", "paper_id": paper, "title": f"On {paper}", "date": "2025", "source": "digest.txt",
        "start": number, "end": number + 2, "quote": "2x", "sentence": f"Net {number} is 2x faster.", "sentence_start": 0,
        "family": "speed", "kind": "ratio", "value": 2.0, "unit": "x", "metric": "speed", "effect": "increase", "factor": 2.0,
        "better": "higher", "polarity": "gain",
        "dataset": ("CIFAR-10", "it's; a, 'name'"), "hardware": "A100", "confidence": 0.9,
    }  # fmt: skip
    return Claim.model_validate(plain | fields)


CLAIMS = [claim("a", 1), claim("a", 2), claim("b", 1, source="other.txt", title="", date=None)]


def written(claims: list[Claim], path: Path, **stamp: str) -> Path:
    records = [one.model_dump(mode="json") | STAMP | stamp for one in claims]
    write_records(records, path, format=path.suffix[1:], columns=tuple(records[0]), head={})
    return path


def add(db: Path, *paths: Path, least: float = 0.0) -> Added:
    files = claim_files(paths)
    assert files
    return Store(db).add_files(files, rulebook=NOW, least=least)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claims.duckdb"


@pytest.mark.parametrize("form", ["jsonl", "parquet", "folder"])
def test_claims_of_files_are_stored_as_they_are_with_their_rulebook(tmp_path: Path, db: Path, form: str) -> None:
    if form == "folder":
        path = tmp_path / "run"
        (path / "claims").mkdir(parents=True)
        written(CLAIMS[:1], path / "claims/000000.parquet")
        written(CLAIMS[1:], path / "claims/000001.parquet")
    else:
        path = written(CLAIMS, tmp_path / f"all.{form}")
    assert (add(db, path), add(db, path)) == (Added(2, 3, 0), Added(0, 0, 0))
    with Store(db) as store:
        assert list(store.claims()) == CLAIMS
        assert [p.model_dump(exclude={"abstract"}) for p in store.papers()] == [
            {"id": "a", "title": "On a", "url": None, "date": "2025", "source": "digest.txt"},
            {"id": "b", "title": "", "url": None, "date": None, "source": "other.txt"},
        ]
        assert (store.info().rulebooks, store.info().digests, store.names().fingerprint) == ({"then": 2}, 2, "now")
        assert [c.claim_id for c in store.query('text ~ "net 2" and speedup >= 2x on cifar10 and on a100')] == ["a-2"]


def test_another_reading_replaces_the_claims_of_its_papers_alone(tmp_path: Path, db: Path) -> None:
    add(db, written(CLAIMS, tmp_path / "all.jsonl"))
    assert add(db, written(CLAIMS[:1], tmp_path / "new.jsonl", rulebook="later")) == Added(1, 1, 1)
    with Store(db) as store:
        assert ([c.claim_id for c in store.claims()], store.info().rulebooks) == (["a-1", "b-1"], {"later": 1, "then": 1})


def test_extracting_a_digest_replaces_what_files_brought_and_counts_from_then_on(tmp_path: Path, db: Path) -> None:
    add(db, written(CLAIMS, tmp_path / "all.jsonl"))
    paper = Paper(id="a", title="On a", abstract="Net 1 is 2x faster.", date="2025", source="digest.txt")
    assert Store(db).missing([paper], rulebook=NOW) == [paper]
    assert Store(db).add([(paper, [CLAIMS[0]])], rulebook=NOW) == Added(1, 1, 1)
    assert Store(db).missing([paper], rulebook=NOW) == []


def test_claims_below_a_confidence_are_left_out(tmp_path: Path, db: Path) -> None:
    low = claim("c", 1, confidence=0.4)
    assert add(db, written([*CLAIMS, low], tmp_path / "all.jsonl"), least=0.5) == Added(2, 3, 0)


def test_a_paper_that_stands_in_two_inputs_counts_once(tmp_path: Path, db: Path) -> None:
    again = [one.model_copy(update={"source": "later.txt"}) for one in CLAIMS]
    assert add(db, written([*again, *CLAIMS], tmp_path / "all.jsonl")) == Added(2, 3, 0)
    with Store(db) as store:
        assert {c.claim_id: c.source for c in store.claims()} == {"a-1": "later.txt", "a-2": "later.txt", "b-1": "other.txt"}


BROKEN = {
    "of another version": ({"schema_version": "9.9"}, "record version 9.9, this is claimx for 1.0; extract the digest again"),
    "without a rulebook": ({"rulebook": None}, "claim a-1 does not say with which rulebook it was read"),
    "without a sentence": ({"sentence": None}, "claim a-1 is no valid claim; the file was cut off or changed"),
    "of a kind that is none": ({"kind": "guess"}, "claim a-1 is no valid claim"),
    "with an endless number": ({"value": 1e999}, "claim a-1 is no valid claim"),
    "with a word for a number": ({"value": "much"}, "cannot be read as claims"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_refused_whole(tmp_path: Path, db: Path, fault: str) -> None:
    change, message = BROKEN[fault]
    path = tmp_path / "broken.jsonl"
    records = [claim("b", 1).model_dump(mode="json") | STAMP, claim("a", 1).model_dump(mode="json") | STAMP | change]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    Store(db).add([], rulebook=NOW)
    with pytest.raises(StoreError, match=rf"broken.jsonl: {message}"):
        add(db, path)
    assert Store(db).info().claims == 0


def test_a_file_without_the_rulebook_column_is_refused(tmp_path: Path, db: Path) -> None:
    path = tmp_path / "old.parquet"
    records = duckdb.from_arrow(duckdb.sql("SELECT 'a' AS claim_id, 'b' AS paper_id, 0 AS sentence_start").to_arrow_table())
    records.write_parquet(str(path))
    with pytest.raises(StoreError, match=r"old.parquet: cannot be read as claims"):
        add(db, path)
