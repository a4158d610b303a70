"""Names and addresses are told from quantities in runs of any length, and each run is looked through once."""

from __future__ import annotations

import pytest

from claimx.quantities.ignoring import Stretches
from claimx.quantities.scanner import Scanner
from claimx.rulebook import load_rules


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner(load_rules())


def _dropped(scanner: Scanner, text: str) -> list[tuple[str, str]]:
    """The numbers that are no quantity, each with the rule that takes it."""
    found = scanner.scan(text, 0, len(text), places=scanner.places(text))[1]
    return [(text[number.start : number.end], number.rule) for number in found]


@pytest.mark.parametrize("length", [0, 1, 97, 98, 197, 198, 199, 200, 201, 397, 400, 997, 1000, 1003, 1197, 1200, 3000])
def test_a_name_is_known_wherever_it_stands_in_a_run(scanner: Scanner, length: int) -> None:
    names = [
        number
        for number, rule in _dropped(scanner, "2.5;" * length + "ViTX-37;" + "4.5;" * length)
        if rule == "ignore.name.token"
    ]

    assert names == ["37"]


def test_a_run_ends_at_a_blank(scanner: Scanner) -> None:
    assert _dropped(scanner, "ViTX-37 of 2.5 in ViTX-41") == [("37", "ignore.name.token"), ("41", "ignore.name.token")]


@pytest.mark.parametrize(("numbers", "looks"), [(1, 1), (25, 1), (250, 1), (500, 3), (1000, 5), (2000, 10)])
def test_a_run_is_looked_through_once_however_many_numbers_stand_in_it(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch, numbers: int, looks: int
) -> None:
    taken: list[int] = []
    look = Stretches._look
    monkeypatch.setattr(Stretches, "_look", lambda self, atom: (taken.append(atom.start), look(self, atom))[1])

    scanner.scan(text := "2.5;" * numbers, 0, len(text), places=scanner.places(text))

    assert len(taken) == looks
