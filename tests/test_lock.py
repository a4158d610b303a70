"""The lock file of development pins what pyproject.toml asks for, at versions that it admits, and names no source."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LINES = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
PINS = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in LINES if line[:1] != "#")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


def test_every_line_is_a_pin() -> None:
    assert [line for line in LINES[1:] if not re.fullmatch(r"[\w.-]+==[\w.+!]+", line)] == []


@pytest.mark.parametrize("wanted", WANTED)
def test_it_is_pinned_at_a_version_that_is_admitted(wanted: str) -> None:
    requirement = Requirement(wanted)
    version = PINS.get(canonicalize_name(requirement.name))
    assert version is not None, f"{requirement.name} is not pinned: make lock"
    assert requirement.specifier.contains(version, prereleases=True), f"{version} is not admitted: make lock"
