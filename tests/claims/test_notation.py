"""How rules write names."""

from __future__ import annotations

import re

import pytest

from claimx.claims.notation import name_pattern
from claimx.rulebook.model import DeviceRule

RULE = DeviceRule(
    id="hardware.card",
    match=[{"text": "It takes 3 ms on a «Ripple 40» here."}],
    names=["Ripple-{4,5}#{, Max}"],
    exact=["Wavelet {M,X}#"],
    tail=["##GB", "v#"],
    pattern=r"Ebb\d",
)


@pytest.mark.parametrize("name", ["Ripple-40", "ripple 51", "Ripple-40 Max", "Wavelet M4", "Wavelet X9 80GB v2", "Ebb3-40GB"])
def test_a_name_is_found_whole(name: str) -> None:
    found = re.match(name_pattern(RULE), f"{name} now")
    assert found is not None
    assert found.group() == name


@pytest.mark.parametrize("name", ["Ripple 60", "wavelet M4", "Wavelet-M4", "Wavelet A4", "Wavelet M", "Ebb"])
def test_what_the_rule_does_not_write_is_no_name(name: str) -> None:
    assert re.match(name_pattern(RULE), name) is None
