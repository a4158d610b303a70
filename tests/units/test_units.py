"""Canonical values and conversions, through the rules that come with claimx."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claimx.errors import UnitError
from claimx.rulebook import Rulebook, load_rules
from claimx.units import Units


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rules()


@pytest.fixture(scope="module")
def units(rulebook: Rulebook) -> Units:
    return Units(rulebook)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (1.6, "ms", (0.0016, "s")),
        (7, "week", (4233600.0, "s")),
        (20, "h", (72000.0, "s")),
        (16, "GB", (1.6e10, "B")),
        (16, "GiB", (17179869184.0, "B")),
        (8, "bit", (1.0, "B")),
        (100, "Mbps", (1.25e7, "B/s")),
        (3.6, "GMACs", (3.6e9, "MAC")),
        (3.6e9, "MAC", (3.6e9, "MAC")),
        (4.1, "GFLOPs", (4.1e9, "FLOPs")),
        (380, "TFLOP/s", (380000.0, "GFLOP/s")),
        (30, "fps", (30.0, "fps")),
        (120, "token/s", (120.0, "token/s")),
        (2, "GPU-day", (48.0, "GPU-hour")),
        (0.5, "kWh", (1.8e6, "J")),
        (700, "mW", (0.7, "W")),
        (2, "MW", (2e6, "W")),
        (12, "mm", (0.012, "m")),
        (36, "km/h", (10.0, "m/s")),
        (30, "dB", (30.0, "dB")),
        (65, "USD", (65.0, "USD")),
        (6400, "px", (6400.0, "px")),
        (1.16e9, "parameter", (1.16e9, "parameter")),
        (596, "instruction", (596, "instruction")),
    ],
)
def test_canonical(units: Units, value: float, unit: str, expected: tuple[float, str]) -> None:
    found = units.canonical(value, unit)
    assert found is not None
    assert found[1] == expected[1]
    assert found[0] == pytest.approx(expected[0], rel=1e-12)


@pytest.mark.parametrize("unit", ["", "%", "x", "point"])
def test_scores_and_multiples_have_no_canonical_value(units: Units, unit: str) -> None:
    assert units.canonical(12.7, unit) is None


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [(2, "s", "ms", 2000.0), (1, "day", "h", 24.0), (1, "GiB", "MiB", 1024.0), (3, "hours", "min", 180.0), (5, "x", "x", 5)],
)
def test_convert(units: Units, value: float, unit: str, to: str, expected: float) -> None:
    assert units.convert(value, unit, to) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("surface", "symbol"),
    [
        ("ms", "ms"),
        ("Milliseconds", "ms"),
        ("GPU hours", "GPU-hour"),
        ("frames per second", "fps"),
        ("FPS", "fps"),
        ("gb", "GB"),
        ("mW", "mW"),
        ("MW", "MW"),
        ("Mb/s", "Mbps"),
        ("MB/s", "MB/s"),
        ("μs", "µs"),
        ("%", "%"),
        ("tokens", "token"),
        ("bounding box", "bounding box"),
    ],
)
def test_symbol(units: Units, surface: str, symbol: str) -> None:
    assert units.symbol(surface) == symbol


@pytest.mark.parametrize("surface", ["mw", "mb/s", "furlong"])
def test_a_unit_that_is_unknown_or_told_apart_by_case_alone(units: Units, surface: str) -> None:
    with pytest.raises(UnitError, match=r"^unknown unit"):
        units.symbol(surface)


def test_the_nearest_units_are_named(units: Units) -> None:
    with pytest.raises(UnitError) as caught:
        units.symbol("millisecnds")
    assert str(caught.value) == "unknown unit 'millisecnds'; did you mean milliseconds, millisecond, microseconds?"


@pytest.mark.parametrize(
    ("unit", "to", "message"),
    [
        ("h", "GB", "'h' cannot be converted to 'GB': s is not B"),
        ("USD", "EUR", "'USD' cannot be converted to 'EUR': USD is not EUR"),
        ("MAC", "FLOPs", "'MAC' cannot be converted to 'FLOPs': MAC is not FLOPs"),
        ("%", "point", "'%' cannot be converted to 'point': they are counts of different things"),
        ("parameter", "token", "'parameter' cannot be converted to 'token': they are counts of different things"),
    ],
)
def test_another_dimension(units: Units, unit: str, to: str, message: str) -> None:
    with pytest.raises(UnitError) as caught:
        units.convert(1, unit, to)
    assert str(caught.value) == message


@pytest.mark.parametrize(("unit", "dimension"), [("week", "s"), ("GB", "B"), ("GFLOPs", "FLOPs"), ("image", "image")])
def test_dimension(units: Units, unit: str, dimension: str) -> None:
    assert units.dimension(unit) == dimension


def test_every_unit_converts_to_its_canonical_unit_and_back(rulebook: Rulebook, units: Units) -> None:
    ratios = {
        rule.symbol: units.convert(units.convert(7.0, rule.symbol, rule.canonical), rule.canonical, rule.symbol)
        for rule in rulebook.units
        if rule.canonical
    }
    assert len(ratios) == len(rulebook.units)
    assert ratios == pytest.approx(dict.fromkeys(ratios, 7.0), rel=1e-12)


def test_canonical_units_are_their_own(rulebook: Rulebook) -> None:
    by_symbol = {rule.symbol: rule for rule in rulebook.units}
    assert [r.id for r in rulebook.units if by_symbol[r.canonical].canonical != r.canonical] == []


def test_pint_is_asked_once_for_a_factor(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    units = Units(rulebook)
    asked: list[tuple[str, str]] = []
    ask = units._ask

    def counting(unit: str, to: str) -> float:
        asked.append((unit, to))
        return ask(unit, to)

    monkeypatch.setattr(units, "_ask", counting)
    for value in range(100):
        units.canonical(value, "ms")
        units.canonical(value, "GB")
    assert asked == [("ms", "s"), ("GB", "B")]


def test_pint_is_imported_when_a_unit_is_asked_for() -> None:
    code = (
        "import sys; from claimx.rulebook import load_rules; from claimx.units import Units; "
        "units = Units(load_rules()); before = 'pint' in sys.modules; units.canonical(1, 'ms'); "
        "print(before, 'pint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"
