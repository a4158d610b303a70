"""No expression takes more than linear time: its steps on hostile texts of doubling length are counted.

Every expression of the package is tried: those of its modules, those written where they are used, those that an
extractor builds out of the rules, and every pattern of the rules as it is written, whole. The texts for each are made
of what it describes (``steps.hostile_texts``).
For each reader as a whole the calls are counted, its own and those of the libraries it uses.
"""

from __future__ import annotations

import ast
import importlib
import io
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

import claimx
from claimx.errors import ReadError
from claimx.extraction import Extractor
from claimx.readers.catalogue import READERS
from claimx.readers.reader import Reader
from claimx.readers.stream import Stream
from claimx.records import Paper
from claimx.rulebook import load_rules
from steps import Counter, deep, hostile_texts, steps

pytestmark = pytest.mark.slow

LENGTH = 60
LEAST = 600
"""Fewer steps than these say nothing of growth."""
GROWTH = 2.7
"""How many times more steps twice the text may take: 2 for a linear expression, 4 for a quadratic one."""
TITLE = "FastNet: a small net"
ABSTRACT = "We propose FastNet, a new net. It is 2x faster than BERT on ImageNet (p < 0.05), from 10 s to 4 s, without training."
PARTS = ("built._scanner._ignoring._plain", "built._scanner._ignoring._every", "built._scanner._ignoring._tails")
"""Parts of the patterns of rules, which meet a few characters beside a number."""
FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE


def expressions() -> Iterator[tuple[str, str, int]]:
    """Every compiled expression of the package: where it stands, what it says, its flags."""
    modules = [importlib.import_module(info.name) for info in pkgutil.walk_packages(claimx.__path__, "claimx.")]
    extractor = Extractor()
    extractor.explain(Paper(id="p", title=TITLE, abstract=ABSTRACT))  # what is built on first use is built now
    roots = [*((module.__name__.removeprefix("claimx."), vars(module)) for module in modules), ("built", vars(extractor))]
    seen: set[str] = set()
    known: set[int] = set()
    for name, values in roots:
        for place, value in _within(values, name, known):
            text = value.pattern.decode("latin-1") if isinstance(value.pattern, bytes) else value.pattern
            if text not in seen and not place.startswith(PARTS):
                seen.add(text)
                yield place, text, value.flags & FLAGS


def inline_expressions() -> Iterator[tuple[str, str, int]]:
    """Every expression that is written inside a function; a name of this call in it is any word."""
    folder = Path(claimx.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        module = ".".join(("claimx", *path.relative_to(folder).with_suffix("").parts)).removesuffix(".__init__")
        known = vars(importlib.import_module(module))
        for function in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if ast.unparse(call.func).startswith(("re.", "regex.")) and call.args and (text := _written(call.args[0], known)):
                    yield f"{module.removeprefix('claimx.')}.{function.name}", text, 0


def _written(node: ast.expr, known: dict[str, Any]) -> str:
    """The text of a literal or a formatted one; empty where it is neither."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts = []
    for part in node.values:
        name = ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else ""
        parts.append(_written(part, known) or str(known.get(name, "Ab1")))
    return "".join(parts)


def _within(value: Any, place: str, known: set[int]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The expressions that a value holds: in its attributes, keys and items, as deep as they lie."""
    if isinstance(value, (re.Pattern, regex.Pattern)):
        yield place, value
        return
    if id(value) in known:
        return
    known.add(id(value))
    if isinstance(value, dict):
        parts = [(f"{place}.{key}", part) for key, part in value.items() if not str(key).startswith("__")]
    elif isinstance(value, (list, tuple, set, frozenset)):
        parts = [(f"{place}[{index}]", part) for index, part in enumerate(value)]
    elif type(value).__module__.startswith("claimx") or (isinstance(value, type) and value.__module__.startswith("claimx")):
        names = [*getattr(value, "__dict__", {}), *getattr(value, "__slots__", ())]
        parts = [(f"{place}.{name}", getattr(value, name, None)) for name in names if not name.startswith("__")]
    else:
        return
    for name, part in parts:
        yield from _within(part, name, known)


def rule_patterns() -> Iterator[tuple[str, str, int]]:
    for rule in load_rules():
        if pattern := getattr(rule, "pattern", ""):
            yield rule.id, pattern, 0


def growth(pattern: str, flags: int) -> tuple[float, str]:
    """How many times more steps the worst text takes at twice its length, and how that text begins."""
    worst = (0.0, "")
    for half, whole in texts_of(pattern, flags, LENGTH):
        times = _times(pattern, flags, half, whole)
        worst = max(worst, (times, whole[:30]))
    if worst[0] < GROWTH:
        return worst
    longer = texts_of(pattern, flags, 6 * LENGTH)  # a bounded repetition has reached its bound there
    return max((_times(pattern, flags, half, whole), whole[:30]) for half, whole in longer if whole.startswith(worst[1]))


def texts_of(pattern: str, flags: int, length: int) -> Iterator[tuple[str, str]]:
    """Each hostile text at one length and at twice that."""
    return zip(hostile_texts(pattern, flags, length), hostile_texts(pattern, flags, 2 * length), strict=True)


def _times(pattern: str, flags: int, half: str, whole: str) -> float:
    second = steps(pattern, flags, whole)
    return second / steps(pattern, flags, half) if second > LEAST else 0.0


EXPRESSIONS = list(
    {text: (name, text, flags) for name, text, flags in (*inline_expressions(), *rule_patterns(), *expressions())}.values()
)


def test_all_kinds_of_expressions_are_met() -> None:
    places = {name for name, _, _ in EXPRESSIONS}
    assert {
        "claims.fallback._DATA_NOUN",
        "claims.linking.introductions.described",
        "built._scanner._atoms._grammar.tail",
    } <= places
    assert len(places) > 500


@pytest.mark.parametrize(("pattern", "flags"), [pytest.param(text, flags, id=name) for name, text, flags in EXPRESSIONS])
def test_steps_grow_no_faster_than_the_text(pattern: str, flags: int) -> None:
    times, start = deep(lambda: growth(pattern, flags))
    assert times < GROWTH, f"{times:.1f} times the steps for twice the text that begins with {start!r}"


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"(\w+)\s*=\s*(\d{1,3})?", ("a = 12, bc=x d =7", "====", "")),
        (r"(?i)^#{1,3}[^\S\n]+(\S.{0,9}?)$", ("# Abc\n", "####  x", "# a b c d e f g h")),
        (r"(?<!\w)(\d+)(?:[.,]\d+)*(?=x|%)", ("1,000x 2.5% a3x", "12 13x")),
        (r"(?:a|ab)(?:c|bcd)(?P<x>d*)(?P=x)?", ("abcd abcdd acdd",)),
        (r"\b(?>a+)b|a*+c|.\Z", ("aab aac aaa",)),
    ],
)
def test_the_counter_finds_what_the_engine_finds(pattern: str, texts: tuple[str, ...]) -> None:
    for text in texts:
        assert list(Counter(pattern, 0, text).all()) == [match.span() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize(("pattern", "is_slow"), [(r"\s+x", True), (r"(?<!\s)\s+x", False), (r"\s{1,9}x", False)])
def test_the_counter_tells_slow_expressions(pattern: str, is_slow: bool) -> None:
    times, _ = deep(lambda: growth(pattern, 0))
    assert (times >= GROWTH) == is_slow


def calls(reader: Reader, text: str) -> int:
    """The calls that reading *text* takes, our own and those into libraries."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    stream = Stream(io.BytesIO(text.encode()), place="hostile")
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        reader.sniff(stream.head)
        for _ in reader.papers(stream):
            pass
    except ReadError:
        pass
    finally:
        sys.setprofile(before)
    return count


MARKS = (
    "\n",
    " ",
    "a\n\n",
    "| a ",
    "[a](",
    "- a\n",
    "# a\n",
    '"',
    '"",',
    "<a>",
    "<p>",
    '{"a":1},',
    "a: b\n",
    "{a ",
    "---\n",
    "\\\\\n",
    "TY  - J\n",
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_calls_grow_no_faster_than_the_text(reader: Reader) -> None:
    opening = reader.example[: max(reader.example.find("We cut"), 0)]
    texts = [(opening, mark) for mark in MARKS] + [("", reader.example + "\n")]
    calls(reader, reader.example)  # what is imported on first use is not counted
    for start, mark in texts:
        first, second = (calls(reader, start + mark * (length // len(mark))) for length in (4_000, 8_000))
        assert second < 2.2 * first + 200, f"{second / first:.1f} times the calls for twice as much of {mark!r}"
