"""What a query means, its names and units understood: tests on claims, joined by and, or, not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimx.query.names import Change
from claimx.query.tree import Operator

Scale = Literal["times", "percent", "points", "unit", "bare"]
"""In what a metric is compared: multiples, percent, percentage points, a unit, or as a bare number."""


@dataclass(frozen=True, slots=True)
class MetricTest:
    """A test on the value of a metric, or on its change; without an operator, that there is one."""

    metrics: tuple[str, ...]
    change: Change | None
    operator: Operator | None = None
    scale: Scale = "bare"
    limits: tuple[float, ...] = ()
    unit: str = ""
    """The canonical unit of the limits, for the scale ``unit``; of a bare number the unit that goes without saying."""
    percent: bool = False
    """The metric lies on a percentage scale."""
    decreasing: bool = False
    """Percent of the change are less than before, not more."""
    apart: tuple[str, ...] = ()
    """Canonical units of which a bare number without a unit of its own is none."""


@dataclass(frozen=True, slots=True)
class FieldTest:
    """A test on a field of the record; values are strings, numbers, or pairs of days."""

    field: str
    operator: Operator
    values: tuple[str | float | tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlaceTest:
    """On one of these datasets or devices: keys of each sort, ``*`` for any letters."""

    datasets: tuple[str, ...]
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class At:
    """A condition together with where it is asked, which belong to each other."""

    part: Condition
    place: PlaceTest


@dataclass(frozen=True, slots=True)
class Without:
    """What must not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """What must hold together."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Of which one must hold."""

    parts: tuple[Condition, ...]


Condition = MetricTest | FieldTest | PlaceTest | At | Without | Every | Either


@dataclass(frozen=True, slots=True)
class Question:
    """A whole query, understood."""

    condition: Condition | None
    order: tuple[tuple[str, bool], ...]
    """Fields with whether they descend."""
    limit: int | None
    places: tuple[str, ...] = ()
    """Names that stand behind ``on``, as written."""
    notes: tuple[str, ...] = ()
    """What a person should know of how the query was read."""
