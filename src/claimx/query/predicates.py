"""SQL for one test on one claim. Every text here is fixed; whatever a user typed travels as a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claimx.query import quantities
from claimx.query.conditions import FieldTest, MetricTest, PlaceTest
from claimx.query.fields import FIELDS
from claimx.query.quantities import Range
from claimx.query.tree import Operator
from claimx.query.wording import searched

NAME_KEY = r"regexp_replace(lower(nfc_normalize({})), '[^\p{{L}}\p{{N}}+]', '', 'g')"
"""SQL for the letters and digits of a name."""
_STARRED_KEY = NAME_KEY.replace("+]", "+*]")
SUBJECT_ID = f"md5_number_lower({NAME_KEY.format('subject')})"
"""SQL for the column by which subjects are found."""
_SAME = 1e-9
"""Relative difference below which two numbers are one: 1 / (1 / 3) is 3."""
_STRICT = "bound IN ('less_than', 'more_than')"
_COLUMNS = {name: f'"{name}"' for name in FIELDS}


@dataclass(slots=True)
class Binder:
    """Collects parameters; what it gives back is all of them that reaches the SQL."""

    values: list[object] = field(default_factory=list)

    def __call__(self, value: object) -> str:
        self.values.append(value)
        return f"${len(self.values)}"


def metric_sql(test: MetricTest, bind: Binder, *, optimistic: bool) -> str:
    """The claims of a metric that are sure of what is asked."""
    conditions = [_among("metric", test.metrics, bind)]
    if test.change is not None:
        column = "effect" if test.change in ("increase", "decrease") else "polarity"
        conditions.append(f"{column} = {bind(test.change)}")
    if test.operator is not None:
        applies, found = _quantity(test, bind, optimistic)
        conditions += [*applies, _compared(found, test.operator, test.limits, bind)]
    return "(" + " AND ".join(conditions) + ")"


def _quantity(test: MetricTest, bind: Binder, optimistic: bool) -> tuple[list[str], Range]:
    """Which rows speak of what is asked, and the range that they are sure of."""
    if test.change is not None:
        return [], _changed(test, bind, optimistic)
    level = quantities.level(optimistic)
    if test.scale == "times":
        return [], level.where("kind = 'level' AND unit = 'x'", quantities.factor(optimistic))
    if test.scale == "percent" and test.percent:
        near = [] if optimistic else _near(test.operator, test.limits, bind)
        return ["unit IN ('%', '')", *near], quantities.percentage(optimistic)
    if test.scale == "percent":
        return ["unit = '%'"], level
    if test.scale == "unit":
        return [f"canonical_unit = {bind(test.unit)}"], level
    return [_without_unit(test, bind)], level


def _near(operator: Operator | None, limits: Sequence[float], bind: Binder) -> list[str]:
    """What holds of a percentage that is as asked, also where it is printed as a share of one, said of one column alone.

    DuckDB looks at one column first, and reads no others of rows that this rules out.
    """
    if operator in (">", ">=", "=", "between"):
        under = _under(limits[0])
        return [f"(level_low >= {bind(under)} OR level_low BETWEEN {bind(under / 100)} AND 1)"]
    return [f"level_high <= {bind(_over(limits[0]))}"] if operator in ("<", "<=") else []


def _without_unit(test: MetricTest, bind: Binder) -> str:
    """Rows whose number needs no unit: scores, counts of things, and the unit that goes without saying."""
    plain = "canonical_unit IS NULL AND unit NOT IN ('%', 'x', 'point')"
    if test.unit:
        return f"({plain} OR canonical_unit = {bind(test.unit)})"
    return f"({plain} OR NOT list_contains({bind(list(test.apart))}, canonical_unit))"


def _changed(test: MetricTest, bind: Binder, optimistic: bool) -> Range:
    change = test.change or "gain"
    if test.scale == "times":
        return quantities.times(change, optimistic)
    if test.scale == "percent":
        return quantities.percent(change, test.decreasing, optimistic)
    if test.scale == "points":
        return quantities.points(optimistic, test.percent)
    return quantities.amount_changed(bind(test.unit), optimistic)


def _compared(found: Range, operator: Operator, limits: Sequence[float], bind: Binder) -> str:
    low, high = found.low, found.high
    if operator == "between":
        return f"({low} >= {bind(_under(limits[0]))} AND {high} <= {bind(_over(limits[1]))})"
    if operator == "in":
        return "(" + " OR ".join(_compared(found, "=", [limit], bind) for limit in limits) + ")"
    under, over = _under(limits[0]), _over(limits[0])
    match operator:
        case ">":
            return f"({low} >= {bind(under)} AND ({low} > {bind(over)} OR {_STRICT}))"
        case ">=":
            return f"{low} >= {bind(under)}"
        case "<":
            return f"({high} <= {bind(over)} AND ({high} < {bind(under)} OR {_STRICT}))"
        case "<=":
            return f"{high} <= {bind(over)}"
        case "=":
            return f"({low} >= {bind(under)} AND {high} <= {bind(over)})"
        case _:
            return f"({low} > {bind(over)} OR {high} < {bind(under)})"


def _under(limit: float) -> float:
    return limit - abs(limit) * _SAME


def _over(limit: float) -> float:
    return limit + abs(limit) * _SAME


def _among(column: str, values: Sequence[object], bind: Binder) -> str:
    return f"{column} IN ({', '.join(bind(value) for value in values)})"


def place_sql(test: PlaceTest, bind: Binder) -> str:
    """The claims on one of these datasets or devices."""
    named = [
        f"(sort = '{sort}' AND key {'GLOB' if '*' in key else '='} {bind(key)})"
        for sort, keys in (("dataset", test.datasets), ("device", test.devices))
        for key in keys
    ]
    return f"place IN (SELECT place FROM place_keys WHERE {' OR '.join(named)})"


def field_sql(test: FieldTest, bind: Binder) -> str:
    """The claims whose field is as asked."""
    if test.operator == "in":
        return "(" + " OR ".join(field_sql(FieldTest(test.field, "=", (value,)), bind) for value in test.values) + ")"
    if test.operator == "!=":
        return f"NOT coalesce({field_sql(FieldTest(test.field, '=', test.values), bind)}, false)"
    column, sort, value = _COLUMNS[test.field], FIELDS[test.field], test.values[0]
    if sort == "date" and isinstance(value, tuple):
        return _dated(test, bind)
    if sort in ("number", "integer"):
        return _numbered(column, test.operator, [v for v in test.values if isinstance(v, float)], bind)
    return _worded(test, column, str(value), bind)


def _worded(test: FieldTest, column: str, value: str, bind: Binder) -> str:
    sort = FIELDS[test.field]
    starred = "*" in value and test.operator == "="
    if sort in ("name", "list") and test.field != "metric":
        return _named(test, column, value, bind, "GLOB" if starred else test.operator)
    if test.operator == "~":
        return searched(column, value, bind)
    if starred:
        return f"lower({column}) GLOB lower({bind(value)})"
    if sort == "choice" or test.field in ("metric", "unit", "canonical_unit"):
        return f"{column} = {bind(value)}"
    return f"lower({column}) = lower({bind(value)})"


def _named(test: FieldTest, column: str, value: str, bind: Binder, operator: str) -> str:
    """Names are compared by their letters and digits, each name of a list for itself."""
    if test.field == "subject" and operator == "=":
        return f"subject_id = md5_number_lower({NAME_KEY.format(bind(value))})"
    asked = (_STARRED_KEY if operator == "GLOB" else NAME_KEY).format(bind(value))
    name = NAME_KEY.format("name" if FIELDS[test.field] == "list" else column)
    found = f"contains({name}, {asked})" if operator == "~" else f"{name} {operator} {asked}"
    return f"len(list_filter({column}, lambda name: {found})) > 0" if FIELDS[test.field] == "list" else found


def _numbered(column: str, operator: Operator, values: Sequence[float], bind: Binder) -> str:
    if operator == "between":
        return f"{column} BETWEEN {bind(_under(values[0]))} AND {bind(_over(values[1]))}"
    if operator == "=":
        return f"{column} BETWEEN {bind(_under(values[0]))} AND {bind(_over(values[0]))}"
    limit = _over(values[0]) if operator in (">", "<=") else _under(values[0])
    return f"{column} {operator} {bind(limit)}"


def _dated(test: FieldTest, bind: Binder) -> str:
    """Days compare as text; a date that is a year or a month is no sooner than its first and no later than its last day."""
    days = [value for value in test.values if isinstance(value, tuple)]
    first = "(date || substr('0000-01-01', length(date) + 1))"
    last = "(date || substr('0000-12-31', length(date) + 1))"
    (start, end), (_, until) = days[0], days[-1]
    match test.operator:
        case ">":
            return f"{first} > {bind(end)}"
        case ">=":
            return f"{first} >= {bind(start)}"
        case "<":
            return f"{last} < {bind(start)}"
        case "<=":
            return f"{last} <= {bind(end)}"
        case _:
            return f"({first} >= {bind(start)} AND {last} <= {bind(until)})"
