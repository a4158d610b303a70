"""What a store keeps, replaces and refuses."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.errors import StoreError
from claimx.query.fields import FIELDS
from claimx.records import Claim, Paper
from claimx.rulebook import load_rules
from claimx.store import Store
from claimx.store.adding import Added
from claimx.store.memory import Memory

R1, R2 = (replace(load_rules(), fingerprint=name) for name in ("r1", "r2"))


def paper(name: str, **fields: Any) -> Paper:
    return Paper(**{"id": name, "title": f"On {name}", "abstract": f"{name} is 2x faster.", "source": "digest.txt"} | fields)


def claim(of: Paper, number: int = 1, **fields: Any) -> Claim:
    plain = {
        "claim_id": f"{of.id}-{number}",
        "paper_id": of.id,
        "title": of.title,
        "source": of.source,
        "start": 5,
        "end": 7,
        "quote": "2x",
        "sentence": of.abstract,
        "sentence_start": 0,
        "family": "speed",
        "kind": "ratio",
        "value": 2.0,
        "unit": "x",
        "metric": "speed",
        "effect": "increase",
        "factor": 2.0,
    }
    return Claim(**plain | fields)


def reading(of: Paper, *numbers: int) -> tuple[Paper, list[Claim]]:
    return of, [claim(of, number) for number in numbers]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.duckdb"


def held(path: Path) -> list[str]:
    with Store(path) as store:
        return [c.claim_id for c in store.claims()]


def test_fields_are_those_of_the_record() -> None:
    assert list(FIELDS) == list(Claim.model_fields)


CLAIMS = st.builds(
    claim,
    st.builds(paper, st.just("p"), title=st.text()),
    quote=st.text(),
    sentence=st.text(),
    subject=st.none() | st.text(),
    dataset=st.lists(st.text()).map(tuple),
    value=st.floats(allow_nan=False, allow_infinity=False),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(CLAIMS, max_size=3))
def test_claims_come_back_as_they_went_in(tmp_path_factory: pytest.TempPathFactory, claims: list[Claim]) -> None:
    given_ones = [c.model_copy(update={"claim_id": f"id{number}"}) for number, c in enumerate(claims)]
    with Store(tmp_path_factory.mktemp("store") / "claims.duckdb") as store:
        store.add([(paper("p"), given_ones)], rulebook=R1)
        assert list(store.claims()) == given_ones


def test_adding_the_same_digest_again_changes_nothing(path: Path) -> None:
    store = Store(path)
    batch = [reading(paper("a"), 1, 2), reading(paper("b"))]
    assert store.add(batch, rulebook=R1) == Added(papers=2, claims=2, replaced=0)
    tables = dump(path)
    assert store.add(batch, rulebook=R1) == Added(papers=0, claims=0, replaced=0)
    assert store.missing([p for p, _ in batch], rulebook=R1) == []
    assert dump(path) == tables


def test_another_rulebook_replaces_the_claims_of_a_paper(path: Path) -> None:
    store = Store(path)
    store.add([reading(paper("a"), 1, 2), reading(paper("b"), 3)], rulebook=R1)
    assert store.missing([paper("a"), paper("b")], rulebook=R2) == [paper("a"), paper("b")]
    assert store.add([reading(paper("a"), 9)], rulebook=R2) == Added(papers=1, claims=1, replaced=1)
    assert (held(path), store.info().rulebooks) == (["a-9", "b-3"], {"r1": 1, "r2": 1})


def test_another_wording_replaces_the_claims_of_a_paper(path: Path) -> None:
    store = Store(path)
    store.add([reading(paper("a"), 1)], rulebook=R1)
    longer = paper("a", abstract="a is 2x faster, on a good day.")
    assert store.missing([longer], rulebook=R1) == [longer]
    assert store.add([reading(longer, 2)], rulebook=R1) == Added(papers=1, claims=1, replaced=1)
    assert held(path) == ["a-2"]


def test_two_digests_with_one_paper_in_two_wordings_do_not_take_turns(path: Path) -> None:
    store = Store(path)
    first, second = paper("a", source="one"), paper("a", source="two", abstract="a is 2x faster!")
    store.add([reading(first, 1)], rulebook=R1)
    store.add([reading(second, 2)], rulebook=R1)
    assert store.missing([first, second], rulebook=R1) == []
    assert (held(path), store.info().digests) == (["a-2"], 2)


def test_of_two_readings_in_one_batch_the_last_counts(path: Path) -> None:
    Store(path).add([reading(paper("a"), 1), reading(paper("a"), 2)], rulebook=R1)
    assert held(path) == ["a-2"]


def test_a_batch_that_fails_leaves_nothing(path: Path) -> None:
    store = Store(path)
    store.add([reading(paper("a"), 1)], rulebook=R1)
    broken = claim(paper("b")).model_copy(update={"value": float("inf")})
    with pytest.raises(ValueError, match="not JSON compliant"):
        store.add([(paper("b"), [broken])], rulebook=R1)
    assert (held(path), store.info().papers) == (["a-1"], 1)


def test_a_store_without_papers_is_told_from_none(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here; make one with: claimx add DIGEST --db"):
        Store(path).info()
    Store(path).add([], rulebook=R1)
    assert (Store(path).info().papers, held(path)) == (0, [])


def test_a_file_left_before_anything_was_in_it_is_a_new_store(path: Path) -> None:
    duckdb.connect(str(path)).close()
    with pytest.raises(StoreError, match="nothing was ever finished in this store"):
        Store(path).info()
    Store(path).add([reading(paper("a"), 1)], rulebook=R1)
    assert held(path) == ["a-1"]


def test_files_that_are_no_store_are_refused(path: Path) -> None:
    path.write_text("some text " * 1000)
    with pytest.raises(StoreError, match=r"claims.duckdb: this is no claimx store, nor any other DuckDB file"):
        Store(path).info()
    path.unlink()
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE birds (name VARCHAR)")
    with pytest.raises(StoreError, match="this DuckDB file is no claimx store; its tables are birds"):
        Store(path).add([], rulebook=R1)


@pytest.mark.parametrize(
    ("version", "way"),
    [
        ("99", "upgrade claimx"),
        ("2", "bring it up to date with: claimx store vacuum --db .*claims.duckdb"),
        ("1", "bring it up to date with: claimx store vacuum --db .*claims.duckdb"),
        ("0", "add its digests to a new store"),
        ("none", "add its digests to a new store"),
    ],
)
def test_a_store_of_another_version_is_refused_with_the_way_out(path: Path, version: str, way: str) -> None:
    Store(path).add([], rulebook=R1)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = $1 WHERE key = 'store_version'", [version])
    with pytest.raises(StoreError, match=f"a store of version {version}, this claimx knows version 3; {way}$"):
        Store(path).info()
    with pytest.raises(StoreError, match=f"a store of version {version}, this claimx knows version 3; {way}$"):
        Store(path).add([reading(paper("a"), 1)], rulebook=R1)


def made_old(path: Path, version: int) -> None:
    """The store as that version laid it out."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP INDEX claims_nr")
        for column in ("paper_nr",) if version == 2 else ("level_low", "level_high", "nr", "paper_nr", "said"):
            connection.execute(f"ALTER TABLE claims DROP COLUMN {column}")
        if version == 2:
            connection.execute("CREATE INDEX claims_nr ON claims (nr)")
        for table in () if version == 2 else ("words", "spoken"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE meta SET value = $1 WHERE key = 'store_version'", [str(version)])


@pytest.mark.parametrize("version", [1, 2])
def test_a_store_of_a_version_before_is_brought_up_to_date_by_vacuum(
    path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimx.store.upgrade._SLICE", 2)
    Store(path).add([reading(paper(name), 1, 2) for name in "abcde"], rulebook=R1)
    Store(path).vacuum()
    before = dump(path)
    made_old(path, version)
    Store(path).vacuum()
    assert dump(path) == before
    with Store(path) as store:
        assert [c.claim_id for c in store.query('text ~ "C is 2x"')] == ["c-1", "c-2"]


@pytest.mark.parametrize("version", [1, 2])
def test_an_upgrade_that_fails_leaves_the_old_store(path: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(path).add([reading(paper("a"), 1)], rulebook=R1)
    made_old(path, version)
    before = dump(path)
    monkeypatch.setattr("claimx.store.upgrade.INDEX", "no SQL")
    with pytest.raises(duckdb.Error):
        Store(path).vacuum()
    assert dump(path) == before


WORDS = st.lists(
    st.sampled_from(["Point", "point", "cloud", "clouds.", "View", "2.5", "(3D", "É", "a'b", "%"]), min_size=1, max_size=4
)
SEPARATED = st.builds(
    lambda words, between: "".join(w + b for w, b in zip(words, between, strict=False)).rstrip(),
    WORDS,
    st.lists(st.sampled_from([" ", "-", "  ", "\u2011", "\u00a0", "\n", "", ", "]), min_size=4, max_size=4),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(SEPARATED, min_size=1, max_size=6, unique=True), st.lists(SEPARATED, min_size=1, max_size=6))
def test_words_are_found_in_a_store_as_in_files(
    tmp_path_factory: pytest.TempPathFactory, sentences: list[str], phrases: list[str]
) -> None:
    readings = [(paper(f"p{n}"), [claim(paper(f"p{n}"), sentence=text)]) for n, text in enumerate(sentences)]
    store = Store(tmp_path_factory.mktemp("words") / "claims.duckdb")
    store.add(readings, rulebook=R1)
    with store, Memory([found for _, claims in readings for found in claims], rulebook=R1) as memory:
        for phrase in phrases:
            question = f'text ~ "{phrase}"'
            assert list(store.query(question)) == list(memory.query(question))


HOLD = """
import sys, duckdb
held = duckdb.connect(sys.argv[1]); held.execute("INSERT INTO digests VALUES ('held', now())")
print("ready", flush=True); sys.stdin.readline(); held.close()
"""


def test_a_second_writer_waits_or_is_told(path: Path) -> None:
    Store(path).add([], rulebook=R1)
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(StoreError, match="another process is writing to this store; try again when it is done"):
            Store(path, wait=0.1).add([reading(paper("a"), 1)], rulebook=R1)
        other.communicate("go\n")
        assert other.wait() == 0
    Store(path).add([reading(paper("a"), 1)], rulebook=R1)
    assert (held(path), Store(path).info().digests) == (["a-1"], 2)


def dump(path: Path) -> list[Any]:
    """Every row of every table."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        return [(name, connection.execute(f"FROM {name} ORDER BY ALL").fetchall()) for (name,) in tables]


def test_claims_of_some_metrics_are_read_alone(path: Path) -> None:
    of = paper("a")
    store = Store(path)
    store.add([(of, [claim(of, n, metric=metric) for n, metric in enumerate(("fid", "speed", "latency"))])], rulebook=R1)
    with store:
        assert [c.metric for c in store.claims(["latency", "fid"])] == ["fid", "latency"]
        assert [c.metric for c in store.claims()] == ["fid", "speed", "latency"]
