"""What a value asked of a metric means: a level, a factor, or a change in multiples, percent, points or a unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimx.errors import QueryError
from claimx.query.conditions import MetricTest, Scale
from claimx.query.literals import BARE, PERCENT, POINT, TIMES, Amount
from claimx.query.names import Change, Metric, Names
from claimx.query.tree import Operator, Text


@dataclass(frozen=True, slots=True)
class Asked:
    """The metrics that a name stands for, and the change of them that it asks for."""

    name: Text
    of: tuple[Metric, ...]
    change: Change | None

    @property
    def metrics(self) -> tuple[str, ...]:
        """Canonical names."""
        return tuple(metric.name for metric in self.of)

    @property
    def lead(self) -> Metric:
        """The metric that says how percent are meant."""
        return self.of[0]

    def checked(self) -> Asked:
        """Itself; `QueryError` where gain or loss is asked of a metric of which neither way is better."""
        if self.change in ("gain", "loss") and self.lead.better is None:
            raise QueryError(
                f"which way is better is not known for {self.lead.label!r}: ask for its increase or decrease",
                column=self.name.column,
            )
        return self

    def fits(self, unit: str, names: Names) -> bool:
        """Whether values of these metrics can have this unit."""
        if len(self.of) > 1:
            return False
        if unit not in names.units:
            return self.lead.counted or not self.lead.family
        return names.units[unit][0] in self.lead.dimensions or not self.lead.family

    def check(self, amount: Amount, names: Names) -> None:
        """`QueryError` unless the amount can be one of these metrics, or of a change of them."""
        if amount.unit in (TIMES, PERCENT):
            return
        if len(self.of) > 1:
            raise QueryError(f"{self.name.text!r} is asked for in x or %, as in {self.name.text} > 2x", column=amount.text.column)
        if amount.unit == POINT:
            self._check_points(amount)
        elif amount.unit == BARE:
            self._check_bare(amount, names)
        elif not self.fits(amount.unit, names):
            raise QueryError(
                f"{self.lead.label!r} is never in {amount.unit!r}; {_units_of(self.lead, names)}", column=amount.text.column
            )

    def _check_points(self, amount: Amount) -> None:
        if self.change is None:
            raise QueryError(
                f"points measure a change: ask for '{self.name.text} gain' or '{self.name.text} loss'", column=amount.text.column
            )

    def _check_bare(self, amount: Amount, names: Names) -> None:
        lead = self.lead
        if lead.dimensions and not lead.counted and not lead.unit and lead.family != "quality":
            raise QueryError(f"{lead.label!r} needs a unit; {_units_of(lead, names)}", column=amount.text.column)


def level_test(asked: Asked, operator: Operator, amounts: list[Amount], names: Names) -> tuple[MetricTest, str]:
    """A test on the value of a metric, and a note on how it was read where that is not plain."""
    lead, unit = asked.lead, amounts[0].unit
    plain = MetricTest(asked.metrics, None, operator, limits=tuple(a.value for a in amounts), percent=lead.percent)
    if unit == TIMES:
        return replace(plain, scale="times"), ""
    if unit == PERCENT:
        note = f"{asked.name.text} in % is read as a share; for a change ask '{asked.name.text} reduction' or 'increase'"
        return replace(plain, scale="percent"), "" if lead.percent else note
    if unit == BARE and lead.percent:
        limits = tuple(a.value * 100 if 0 <= a.value <= 1 else a.value for a in amounts)
        return replace(plain, scale="percent", limits=limits), ""
    return _in_unit(plain, lead, amounts, names), ""


def change_test(asked: Asked, operator: Operator, amounts: list[Amount], names: Names) -> tuple[MetricTest, str]:
    """A test on a change of a metric."""
    lead, unit, change = asked.lead, amounts[0].unit, asked.change
    plain = MetricTest(asked.metrics, change, operator, limits=tuple(a.value for a in amounts), percent=lead.percent)
    plain = replace(
        plain, decreasing=change == "decrease" or (change in ("gain", "loss") and (change == "gain") == (lead.better == "lower"))
    )
    if unit == TIMES:
        return replace(plain, scale="times"), ""
    if unit == PERCENT and lead.percent:
        return replace(plain, scale="percent"), ""
    if unit == PERCENT:
        return replace(plain, scale="times", limits=tuple(_times(a, plain.decreasing) for a in amounts)), ""
    if unit == POINT or (unit == BARE and not lead.counted):
        return replace(plain, scale="points"), ""
    return _in_unit(plain, lead, amounts, names), ""


def _in_unit(plain: MetricTest, lead: Metric, amounts: list[Amount], names: Names) -> MetricTest:
    """The test in a unit; a number without one is in the unit that goes without saying."""
    unit = amounts[0].unit or lead.unit
    scale: Scale = "unit" if amounts[0].unit else "bare"
    limits = tuple(names.canonical(a.value, a.unit or unit)[0] for a in amounts)
    apart = () if unit else tuple(sorted({canonical for canonical, _ in names.units.values()}))
    return replace(plain, scale=scale, limits=limits, unit=names.canonical(1.0, unit)[1], apart=apart)


def _times(amount: Amount, decreasing: bool) -> float:
    """Percent as a multiple: 50% more is 1.5 times, 60% less is 2.5 times less."""
    share = amount.value / 100
    if not decreasing:
        return 1 + share
    if share >= 1:
        raise QueryError("nothing falls by 100% or more", column=amount.text.column)
    return 1 / (1 - share)


def _units_of(metric: Metric, names: Names) -> str:
    symbols = [symbol for symbol, (canonical, _) in names.units.items() if canonical in metric.dimensions]
    if symbols:
        return f"its units are {', '.join(symbols[:6])}{' ...' if len(symbols) > 6 else ''}"
    if metric.counted:
        return f"it is a count{f' of {metric.unit}s' if metric.unit else ''}"
    return "it is a number without a unit" + (", in %" if metric.percent else "")
