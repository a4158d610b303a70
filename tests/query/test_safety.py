"""Nothing that is typed reaches SQL as text, and nothing that is typed crashes or hangs."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.errors import QueryError
from claimx.query import Layout, Names, compile_question, read_question
from claimx.query.fields import FIELDS
from claimx.store.memory import Memory
from derived import derived, rulebook

NAMES = Names.of(rulebook())
CLAIM = derived(
    claim_id="a-1", paper_id="a", title="It's", quote="2x", sentence="It is 2x faster; really.", metric="speed", kind="ratio",
    value=2, unit="x", effect="increase", subject="Robert'); DROP TABLE claims;--", dataset=("CIFAR-10",), hardware="A100",
)  # fmt: skip

INJECTIONS = [
    "'; DROP TABLE claims; --",
    '"; DROP TABLE claims; --',
    "x' OR '1'='1",
    "1); DELETE FROM claims; --",
    "$1",
    "$99",
    "?",
    "{}",
    "{0.__class__}",
    "%s",
    "\\'; --",
    "\x00",
    "/* */",
    "read_csv('/etc/passwd')",
    "COPY claims TO 'x'",
    "ATTACH 'x.db'",
    "[^a]*(",
    "(a+)+$",
    "\\E\\Q",
    "*" * 50,
    "\u202egnihtemos",
    "\ud83d",
    "ß" * 20,
    "'; INSTALL httpfs; --",
    "getenv('HOME')",
]
FORMS = [
    'subject = "{}"', 'subject ~ "{}"', 'text ~ "{}"', 'on "{}"', '"{}"', 'task in ("{}", "b")', 'dataset = "{}"', 'title = "{}"',
    'metric = "{}"', 'date > "{}"', 'fid < "{}"', 'setting ~ "{}"', 'baseline != "{}"', 'hardware = "{}"', '"{}" > 2x',
    'fid order by "{}"', 'unit = "{}"', 'not paper = "{}"', "{}", "fid < {}", "on {}", "fid limit {}",
]  # fmt: skip


@pytest.fixture(scope="module")
def claims() -> Iterator[Memory]:
    with Memory([CLAIM], rulebook=rulebook()) as memory:
        yield memory


@pytest.mark.parametrize("form", FORMS)
def test_hostile_values_are_values(claims: Memory, form: str) -> None:
    for injection in INJECTIONS:
        question = form.replace("{}", injection)
        try:
            list(claims.query(question))
        except QueryError:
            continue
    assert [claim.claim_id for claim in claims.claims()] == ["a-1"]


def test_a_name_that_is_an_attack_is_found_by_its_name(claims: Memory) -> None:
    assert [claim.claim_id for claim in claims.query('subject = "Robert\'); DROP TABLE claims;--"')] == ["a-1"]


OPERATORS = st.sampled_from(["<", "<=", ">", ">=", "=", "!=", "~"])
WORDS = st.text(string.ascii_letters + string.digits + " -;'()%_*$.,\\", min_size=1, max_size=12)
QUOTED = WORDS.map(lambda word: f'"{word}"')
VALUES = st.one_of(QUOTED, WORDS, st.from_regex(r"\A-?\d{1,6}(\.\d{1,3})?(x|%| points| ms| GB|B)?\Z"), st.just("2025-01-01"))
LEFT = st.one_of(
    st.sampled_from([*FIELDS, "speedup", "smaller", "fid", "latency", "accuracy", "miou gain", "fewer flops"]), WORDS, QUOTED
)
TESTS = st.one_of(
    st.builds("{} {} {}".format, LEFT, OPERATORS, VALUES),
    st.builds("{} between {} and {}".format, LEFT, VALUES, VALUES),
    st.builds("{} in ({}, {})".format, LEFT, VALUES, VALUES),
    st.sampled_from(["own", "prior", "gain", "loss", "speedup", "fid"]),
    st.builds("on {}".format, st.one_of(QUOTED, WORDS)),
    QUOTED,
)
QUERIES = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
        st.builds("{} on CIFAR-10".format, inner),
    ),
    max_leaves=5,
)
PLAIN = re.compile(r"'[^']*'|\"\w+\"|\$\d+|[\w.]+|[^\w\s]")


def pieces(sql: str) -> set[str]:
    """The texts of which a statement is made, its parameters and numbered tables left out."""
    return {piece for piece in PLAIN.findall(sql) if not re.fullmatch(r"\$\d+|(meeting|word)_\d+\w*(\.\w+)?", piece)}


def vocabulary() -> set[str]:
    """The pieces of the statements of questions that hold every form, with values that are known."""
    forms = [
        'subject = "a" and subject ~ "a" and subject = "a*" and task = a and task ~ a and task = "a*" and own',
        'text ~ "a" and text ~ "1" and text ~ "a b 1 c" and text ~ "1 2" and text ~ "-"',
        'title = "a" and title = "a*" and setting = a and setting ~ a and setting = "a*"',
        "metric = fid and metric ~ fid and kind = level and unit = ms and dataset = a and hardware = a and on a* and not prior",
        "date > 2025 and date >= 2025 and date < 2025 and date <= 2025 and date = 2025 and "
        "date between 2024 and 2025 and date ~ a",
        "value > 1 and value >= 1 and value < 1 and value <= 1 and value = 1 and value != 1 and "
        "value between 1 and 2 and start = 1",
        *(f"{metric} {op} {limit}" for metric, limit in (
            ("speedup", "2x"), ("slower", "2x"), ("flops reduction", "2x"), ("more flops", "2x"), ("miou gain", "2%"),
            ("miou drop", "2%"), ("miou gain", "2 points"), ("bleu gain", "2"), ("latency drop", "2 ms"), ("latency", "2 ms"),
            ("accuracy", "2%"), ("fid", "2"), ("flops", "2%"), ("latency", "2x"), ("params", "2"), ("dataset size", "2"),
        ) for op in ("<", "<=", ">", ">=", "=", "!=")),
        *(f"fid order by {field}, {field} desc" for field, sort in FIELDS.items() if sort != "list"),
        *(f"{field} = 1" for field, sort in FIELDS.items() if sort not in ("choice", "metric", "date") and field != "metric"),
        *(f"{field} ~ a" for field, sort in FIELDS.items() if sort in ("text", "name", "list", "date")),
        *(f"{field} = 'a*'" for field, sort in FIELDS.items() if sort in ("text", "name", "list") and field != "metric"),
        "fid < 2 and accuracy > 2% and not miou > 2% limit 3", "(fid < 2 or own) and (accuracy > 2% or prior)", "fid or kid", "",
    ]  # fmt: skip
    return {piece for form in forms for optimistic in (True, False) for piece in pieces(statement(form, optimistic=optimistic))}


def statement(question: str, *, optimistic: bool = False) -> str:
    """All statements that a question is compiled to, for files and for a store."""
    asked = read_question(question, NAMES)
    layouts = (Layout("claim_id"), Layout("nr", "paper_nr", indexed=True))
    made = [compile_question(asked, layout=layout, columns='"claim_id"', optimistic=optimistic) for layout in layouts]
    return "; ".join(text for one in made for text in (one.sql, one.rows, one.one_by_one, one.at_once))


VOCABULARY = vocabulary()


@settings(max_examples=400, deadline=None)
@given(QUERIES, st.booleans())
def test_a_statement_is_made_of_fixed_texts_only(question: str, optimistic: bool) -> None:
    try:
        sql = statement(question, optimistic=optimistic)
    except QueryError:
        return
    assert pieces(sql) - VOCABULARY == set()


HELD = Memory([CLAIM], rulebook=rulebook())


@settings(max_examples=150, deadline=None)
@given(QUERIES)
def test_what_can_be_read_can_be_asked(question: str) -> None:
    try:
        answer = HELD.query(question)
    except QueryError:
        return
    assert {claim.claim_id for claim in answer} <= {"a-1"}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_question_or_an_error_with_a_place(text: str) -> None:
    column = 0
    try:
        read_question(text, NAMES)
    except QueryError as error:
        column = error.column
    assert 0 <= column <= len(text) + 1
