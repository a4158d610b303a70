"""From words to meaning: which metric, field, unit or question word each name of a query is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from claimx.errors import QueryError
from claimx.query import tree
from claimx.query.conditions import At, Condition, Either, Every, FieldTest, MetricTest, PlaceTest, Question, Without
from claimx.query.fields import CHOICES, FIELDS, OTHER_FIELD_NAMES
from claimx.query.literals import BARE, PERCENT, POINT, TIMES, Amount, read_amount, read_date
from claimx.query.measure import Asked, change_test, level_test
from claimx.query.names import Metric, Names
from claimx.query.tree import Text

FLAGS = {
    "own": ("attribution", "own"),
    "prior": ("attribution", "prior"),
    "gain": ("polarity", "gain"),
    "loss": ("polarity", "loss"),
}
"""Words that stand alone for the value of a field."""

T = TypeVar("T")


def resolve(query: tree.Query, names: Names, *, others: Callable[[], Iterable[str]] = tuple) -> Question:
    """The meaning of *query*; `QueryError` with column and nearest known name where a name is not known.

    *others* gives the metrics that stand in the claims asked, asked for only where a name is not in the rulebook.
    """
    reader = _Resolver(names, others)
    condition = reader.condition(query.condition) if query.condition is not None else None
    order = tuple((reader.sort_field(key.name), key.descending) for key in query.order)
    return Question(condition, order, query.limit, tuple(reader.places), tuple(dict.fromkeys(reader.notes)))


class _Resolver:
    def __init__(self, names: Names, others: Callable[[], Iterable[str]]) -> None:
        self._names = names
        self._others = others
        self.places: list[str] = []
        self.notes: list[str] = []

    def condition(self, node: tree.Node) -> Condition:
        match node:
            case tree.Compare():
                return self._compare(node)
            case tree.Bare(name):
                return self._bare(name)
            case tree.On(names):
                return self._on(names)
            case tree.Placed(part, on):
                return At(self.condition(part), self._on(on.names))
            case tree.Not(part):
                return Without(self.condition(part))
            case tree.And(parts):
                return Every(tuple(self.condition(part) for part in parts))
            case tree.Or(parts):
                return Either(tuple(self.condition(part) for part in parts))

    def sort_field(self, name: Text) -> str:
        field = self._field(name)
        if field is None:
            raise QueryError(
                f"order by takes a field, and there is none called {name.text!r}{self._near(name, FIELDS)}", column=name.column
            )
        if FIELDS[field] == "list":
            raise QueryError(f"{field} is a list, and lists have no order", column=name.column)
        return field

    def _field(self, name: Text) -> str | None:
        plain = "_".join(name.text.lower().replace("-", " ").replace("_", " ").split())
        return plain if plain in FIELDS else OTHER_FIELD_NAMES.get(plain)

    def _bare(self, name: Text) -> Condition:
        flag = None if name.quoted else FLAGS.get(name.text.lower())
        if flag is not None:
            return FieldTest(flag[0], "=", (flag[1],))
        if name.quoted:
            return FieldTest("sentence", "~", (self._worded("sentence", name),))
        if (field := self._field(name)) is not None:
            raise QueryError(f"{field} is a field: compare it with something, as in {field} = ...", column=name.column)
        asked = self._asked(name)
        return MetricTest(asked.metrics, asked.change)

    def _compare(self, test: tree.Compare) -> Condition:
        field = self._field(test.name)
        if field is not None:
            return self._field_test(field, test)
        asked = self._asked(test.name)
        if test.operator == "~":
            raise QueryError(
                f"~ looks into text, and {test.name.text!r} is a metric; use <, <=, >, >=, =", column=test.name.column
            )
        amounts = self._amounts(test.values, asked)
        make = level_test if asked.change is None else change_test
        return self._noted(make(asked, test.operator, amounts, self._names))

    def _noted(self, found: tuple[MetricTest, str]) -> MetricTest:
        test, note = found
        self.notes += [note] if note else []
        return test

    def _amounts(self, values: tuple[Text, ...], asked: Asked) -> list[Amount]:
        amounts = [read_amount(value, self._names, fits=lambda unit: asked.fits(unit, self._names)) for value in values]
        amounts = _with_unit(amounts)
        for amount in amounts:
            asked.check(amount, self._names)
        self._check_one_sort(amounts)
        return amounts

    def _check_one_sort(self, amounts: list[Amount]) -> None:
        if len({self._names.canonical(1.0, amount.unit)[1] for amount in amounts}) > 1:
            raise QueryError("these values are not of one sort", column=amounts[-1].text.column)

    def _asked(self, name: Text) -> Asked:
        """The metric, or the change of a metric, that *name* asks for."""
        whole = self._names.word(name.text)
        if whole is not None and whole.metrics:
            metrics = tuple(self._names.metrics[m] for m in whole.metrics if m in self._names.metrics)
            return Asked(name, metrics, whole.change)
        metric = self._metric(name.text)
        if metric is not None:
            return Asked(name, (metric,), None)
        words = name.text.split()
        for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            change, metric = self._names.word(word), self._metric(" ".join(rest))
            if change is not None and metric is not None:
                return Asked(name, (metric,), change.change).checked()
        metric = self._other_metric(name.text)
        if metric is None:
            raise QueryError(f"unknown name {name.text!r}{self._near(name, self._known())}", column=name.column)
        return Asked(name, (metric,), None)

    def _metric(self, name: str) -> Metric | None:
        return self._names.metric(name) if name else None

    def _other_metric(self, name: str) -> Metric | None:
        """A metric that no rule knows, but a claim does."""
        from claimx.naming import name_key

        key = name_key(name.removeprefix("other:"))
        for metric in sorted(self._others()):
            if key and name_key(metric.removeprefix("other:")) == key:
                return Metric(metric, "", counted=True)
        return None

    def _known(self) -> list[str]:
        return [*FIELDS, *OTHER_FIELD_NAMES, *FLAGS, *self._names.written, *self._names.words]

    def _near(self, name: Text, known: Iterable[str]) -> str:
        from claimx.rulebook.nearest import did_you_mean

        return did_you_mean(name.text.lower(), {k.lower() for k in known})

    def _on(self, written: tuple[Text, ...]) -> PlaceTest:
        datasets: set[str] = set()
        devices: set[str] = set()
        for name in written:
            here = self._keys(name)
            datasets |= here[0]
            devices |= here[1]
            self.places.append(name.text)
        return PlaceTest(tuple(sorted(datasets)), tuple(sorted(devices)))

    def _keys(self, name: Text) -> tuple[set[str], set[str]]:
        """The keys of a dataset's or device's name; a star stands for any letters."""
        from claimx.naming import name_key

        if "*" in name.text:
            pattern = "*".join(name_key(part) for part in name.text.split("*"))
            return {pattern}, {pattern}
        datasets, devices = self._names.place_keys(name.text)
        if "" in datasets | devices:
            raise QueryError(f"{name.text!r} is no name: it has neither letters nor digits", column=name.column)
        return datasets, devices

    def _field_test(self, field: str, test: tree.Compare) -> Condition:
        sort = FIELDS[field]
        if test.operator in ("<", "<=", ">", ">=", "between") and sort not in ("number", "integer", "date"):
            raise QueryError(f"{field} has no order: use =, !=, ~ or in", column=test.name.column)
        if test.operator == "~" and sort in ("number", "integer", "choice"):
            raise QueryError(f"~ looks into text, and {field} is none: use =, !=, <, >", column=test.name.column)
        if field in ("dataset", "hardware") and test.operator in ("=", "in", "!="):
            return self._place_field(field, test)
        if sort == "date" and test.operator != "~":
            return FieldTest(field, test.operator, tuple(read_date(value) for value in test.values))
        if sort in ("number", "integer"):
            return self._number_test(field, test)
        if sort == "choice":
            return FieldTest(field, test.operator, tuple(self._choice(field, value) for value in test.values))
        if field == "metric" and test.operator != "~":
            return FieldTest(field, test.operator, tuple(self._metric_name(value) for value in test.values))
        return FieldTest(field, test.operator, tuple(self._worded(field, value) for value in test.values))

    def _worded(self, field: str, value: Text) -> str:
        from claimx.naming import name_key

        if not value.text.strip():
            raise QueryError("an empty text is found everywhere; put something between the quotation marks", column=value.column)
        if FIELDS[field] in ("name", "list") and "*" not in value.text and not name_key(value.text):
            raise QueryError(f"{value.text!r} is no name: it has neither letters nor digits", column=value.column)
        return value.text

    def _place_field(self, field: str, test: tree.Compare) -> Condition:
        keys = [self._keys(value) for value in test.values]
        datasets = {key for found, _ in keys for key in found} if field == "dataset" else set()
        devices = {key for _, found in keys for key in found} if field == "hardware" else set()
        place = PlaceTest(tuple(sorted(datasets)), tuple(sorted(devices)))
        return Without(place) if test.operator == "!=" else place

    def _number_test(self, field: str, test: tree.Compare) -> Condition:
        amounts = _with_unit([read_amount(value, self._names) for value in test.values])
        if field != "value":
            return FieldTest(field, test.operator, tuple(_plain(field, amount) for amount in amounts))
        self._check_one_sort(amounts)
        unit = amounts[-1].unit
        if unit in (TIMES, PERCENT, POINT, BARE):
            found = FieldTest(field, test.operator, tuple(amount.value for amount in amounts))
            return found if unit == BARE else Every((FieldTest("unit", "=", (unit,)), found))
        limits = tuple(self._names.canonical(amount.value, amount.unit)[0] for amount in amounts)
        canonical = self._names.canonical(1.0, unit)[1]
        return Every((FieldTest("canonical_unit", "=", (canonical,)), FieldTest("canonical_value", test.operator, limits)))

    def _choice(self, field: str, value: Text) -> str:
        choice = "_".join(value.text.lower().replace("-", " ").split())
        if choice not in CHOICES[field]:
            known = ", ".join(CHOICES[field])
            raise QueryError(
                f"{field} is one of {known}, never {value.text!r}{self._near(value, CHOICES[field])}", column=value.column
            )
        return choice

    def _metric_name(self, value: Text) -> str:
        metric = self._metric(value.text) or self._other_metric(value.text)
        if metric is None:
            raise QueryError(f"unknown metric {value.text!r}{self._near(value, self._names.written)}", column=value.column)
        return metric.name


def _with_unit(amounts: list[Amount]) -> list[Amount]:
    """A unit behind the last number is that of those before it, too: between 5 and 10 ms."""
    return [Amount(a.value, amounts[-1].unit, a.text) if a.unit == BARE else a for a in amounts]


def _plain(field: str, amount: Amount) -> float:
    if amount.unit not in (BARE, PERCENT, TIMES):
        raise QueryError(f"{field} is a plain number, without a unit", column=amount.text.column)
    return amount.value / 100.0 if amount.unit == PERCENT and field == "confidence" else amount.value
