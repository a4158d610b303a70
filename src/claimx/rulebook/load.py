"""From a folder of TOML files to one frozen `Rulebook`."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from claimx.errors import RuleError
from claimx.rulebook import model
from claimx.rulebook.calibration import CALIBRATION_FILE, Calibration, read_calibration
from claimx.rulebook.check import check_claims_on_names, check_rule, check_units
from claimx.rulebook.hostile import check_speed
from claimx.rulebook.nearest import did_you_mean


class Digest(Protocol):
    """What the content of the rule files goes into."""

    def update(self, data: bytes, /) -> None:
        """Take more content."""


KINDS: dict[str, type[model.Rule]] = {
    "numbers": model.NumberRule,
    "units": model.UnitRule,
    "metrics": model.MetricRule,
    "hardware": model.DeviceRule,
    "models": model.DeviceRule,
    "datasets": model.DatasetRule,
    "qualifiers": model.QualifierRule,
    "cues": model.CueRule,
    "counts": model.CountRule,
    "ignore": model.IgnoreRule,
    "patterns": model.PatternRule,
    "aliases": model.AliasRule,
    "questions": model.QuestionRule,
    "words": model.WordRule,
    "tasks": model.TaskRule,
}


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All rules, checked and frozen; the same folder gives the same fingerprint everywhere."""

    numbers: tuple[model.NumberRule, ...]
    units: tuple[model.UnitRule, ...]
    metrics: tuple[model.MetricRule, ...]
    hardware: tuple[model.DeviceRule, ...]
    models: tuple[model.DeviceRule, ...]
    datasets: tuple[model.DatasetRule, ...]
    qualifiers: tuple[model.QualifierRule, ...]
    cues: tuple[model.CueRule, ...]
    counts: tuple[model.CountRule, ...]
    ignore: tuple[model.IgnoreRule, ...]
    patterns: tuple[model.PatternRule, ...]
    aliases: tuple[model.AliasRule, ...]
    questions: tuple[model.QuestionRule, ...]
    words: tuple[model.WordRule, ...]
    tasks: tuple[model.TaskRule, ...]
    fingerprint: str
    files: dict[str, str]
    """Rule id -> file it stands in, relative to its rules folder."""
    calibration: Calibration
    """What was measured of the claims that the rules make."""

    def __iter__(self) -> Iterator[model.Rule]:
        for kind in KINDS:
            yield from getattr(self, kind)


def rules_folder() -> Path:
    """The rules that come with claimx: inside the wheel, or at the top of a checkout."""
    packaged = Path(str(resources.files("claimx"))) / "_rules"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[3] / "rules"


def load_rules(*folders: str | Path, trial: bool = False) -> Rulebook:
    """The built-in rulebook, with the rules of *folders* added; a rule with the id of an earlier one replaces it.

    Rules on trial are left out unless *trial* asks for them. The rules of *folders* are also tried on hostile text,
    since nobody has tried them yet.
    Raises `RuleError` with file, rule and reason where a rule is wrong.
    """
    found: dict[str, tuple[str, model.Rule]] = {}
    files: dict[str, str] = {}
    digest = hashlib.sha256()
    calibration = Calibration()
    for root in (rules_folder(), *map(Path, folders)):
        measured, data = read_calibration(root)
        digest.update(data)
        calibration = measured if measured.steps else calibration
        for rule_id, (name, kind, rule) in _own_rules(root, digest).items():
            if rule_id in found and found[rule_id][0] != kind:
                raise RuleError(f"id is taken already, in {files[rule_id]}", file=name, rule=rule_id)
            if root != rules_folder():
                check_speed(rule, file=name)
            if trial or rule.status == "stable":
                files[rule_id], found[rule_id] = name, (kind, rule)
    if any(rule.status == "trial" for _, rule in found.values()):
        digest.update(b"trial")
    tables: dict[str, Any] = {kind: tuple(rule for of, rule in found.values() if of == kind) for kind in KINDS}
    book = Rulebook(**tables, fingerprint=digest.hexdigest()[:16], files=files, calibration=calibration)
    check_claims_on_names(book.metrics, files=files)
    check_units(book.units, files=files)
    return book


def _own_rules(root: Path, digest: Digest) -> dict[str, tuple[str, str, model.Rule]]:
    """Id -> file, kind and rule of one folder; the files go into *digest*."""
    own: dict[str, tuple[str, str, model.Rule]] = {}
    for name, data in _rule_files(root):
        digest.update(name.encode() + b"\0" + data + b"\0")
        for kind, rule in _read(name, data):
            if rule.id in own:
                raise RuleError(f"id is taken already, in {own[rule.id][0]}", file=name, rule=rule.id)
            own[rule.id] = (name, kind, rule)
    return own


def _rule_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of the rule files in *root*, in one order and with one line ending on every machine."""
    if not root.is_dir():
        raise RuleError(f"there is no rules folder here: {root}")
    names = sorted({path.relative_to(root).as_posix() for path in root.rglob("*.toml")} - {CALIBRATION_FILE})
    for name in names:
        try:
            data = (root / name).read_bytes()
        except OSError as error:
            raise RuleError(f"cannot be read: {error.strerror}", file=name) from error
        yield name, data.replace(b"\r\n", b"\n")


def _read(name: str, data: bytes) -> Iterator[tuple[str, model.Rule]]:
    """The rules of one file, each with its kind."""
    kind = name.split("/")[0].removesuffix(".toml")
    if kind not in KINDS:
        raise RuleError(f"unknown kind {kind!r}; the kinds are {', '.join(KINDS)}", file=name)
    try:
        document = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"not readable as TOML: {error}", file=name) from error
    unknown = set(document) - {"title", "why", "rule"}
    if unknown:
        raise RuleError(f"unknown key {min(unknown)!r}; a rule file has title, why and rule", file=name)
    entries = document.get("rule", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RuleError("'rule' is an array of tables: each rule begins with [[rule]]", file=name)
    for entry in entries:
        rule = _rule(KINDS[kind], entry, name)
        check_rule(rule, file=name)
        yield kind, rule


def _rule(kind: type[model.Rule], entry: dict[str, Any], name: str) -> model.Rule:
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        raise RuleError(_reason(error.errors()[0], kind), file=name, rule=str(entry.get("id", "?"))) from error


def _reason(error: ErrorDetails, kind: type[model.Rule]) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"unknown key {place!r}{did_you_mean(place, kind.model_fields)}"
    return f"{place}: {error['msg']}"
