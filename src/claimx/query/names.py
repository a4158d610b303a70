"""What a query needs of the rulebook: names, units and question words, as one small table.

The table is made once and kept beside the claims, since reading the whole rulebook takes longer than most questions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal

from claimx.naming import name_key

if TYPE_CHECKING:
    from claimx.rulebook import Rulebook

Change = Literal["increase", "decrease", "gain", "loss"]
_COUNT = re.compile(r"^\s*(\d+)\s*[x×]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric as a question needs it."""

    name: str
    family: str
    better: str | None = None
    percent: bool = False
    """Its values lie on a percentage scale."""
    unit: str = ""
    """Unit of a value that is given without one."""
    dimensions: tuple[str, ...] = ()
    """Canonical units of the physical units that its values may have."""
    counted: bool = False
    """Its values may be counts of things."""

    @property
    def label(self) -> str:
        """The name to print."""
        return self.name.removeprefix("other:").replace("_", " ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that asks for a change: of *metrics*, or of the metric beside it where there are none."""

    change: Change
    metrics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reduction:
    """How written names of datasets or of devices are brought to one."""

    same: dict[str, str] = field(default_factory=dict)
    filler: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    def key(self, name: str) -> str:
        """The key of *name* without its fillers; of a name made of nothing else, with them."""
        key = name_key(self._bare(name))
        return self.same.get(key, key)

    def keys(self, name: str) -> set[str]:
        """Every key that *name* goes by: as it stands, and without the last words that need not be said."""
        return {self.key(name), self.key(self.shortened(name))} - {""}

    def shortened(self, name: str) -> str:
        """*name* without its fillers and without the last words that need not be said."""
        name = self._bare(name)
        while (shorter := self._without_last(name)) != name:
            name = shorter
        return name

    def _bare(self, name: str) -> str:
        bare = name
        for word in self.filler:
            bare = re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", " ", bare, flags=re.IGNORECASE)
        return bare if name_key(bare) else name

    def _without_last(self, name: str) -> str:
        for word in self.last:
            found = re.search(rf"[\s\-_]{{0,9}}(?<![^\W_]){re.escape(word)}\W{{0,9}}$", name, re.IGNORECASE)
            if found and name_key(name[: found.start()]):
                return name[: found.start()]
        return name


@dataclass(frozen=True, slots=True)
class Names:
    """The table. `fingerprint` is that of the rulebook it was made of."""

    fingerprint: str
    metrics: dict[str, Metric]
    aliases: dict[str, str]
    """Key of a name -> canonical name of the metric."""
    written: tuple[str, ...]
    """Metric names as a person writes them, for messages."""
    words: dict[str, Word]
    """Key of a question word -> what it asks for."""
    units: dict[str, tuple[str, float]]
    """Symbol -> canonical unit and factor."""
    exact_units: dict[str, str]
    surface_units: dict[str, str]
    things: frozenset[str]
    """Things that are counted, in the singular."""
    datasets: Reduction
    devices: Reduction

    def metric(self, name: str) -> Metric | None:
        """The metric that goes by *name*, in any case, with or without hyphens and the plural s."""
        canonical = name if name in self.metrics else self._canonical(name_key(name))
        return self.metrics.get(canonical) if canonical else None

    def _canonical(self, key: str) -> str | None:
        return self.aliases.get(key) or self.aliases.get(key.removesuffix("s"))

    def word(self, name: str) -> Word | None:
        """What a question word asks for."""
        return self.words.get(name_key(name))

    def unit(self, surface: str) -> str | None:
        """The symbol of a unit as written, or the thing counted; None where there is none."""
        if surface in self.units or surface in self.things:
            return surface
        found = self.exact_units.get(surface) or self.surface_units.get(surface.lower())
        singular = surface.lower().removesuffix("s")
        return found or (singular if singular in self.things else None)

    def canonical(self, value: float, symbol: str) -> tuple[float, str]:
        """*value* in the canonical unit; a thing counted is its own."""
        unit, factor = self.units.get(symbol, (symbol, 1.0))
        return value * factor, unit

    def dataset_keys(self, name: str) -> set[str]:
        """The keys under which a claim on the dataset *name* is found."""
        return self.datasets.keys(name)

    def device_keys(self, written: str) -> set[str]:
        """The keys under which a claim measured on *written* is found: with and without the count."""
        found = _COUNT.match(written)
        keys = self.devices.keys(written[found.end() :] if found else written)
        return keys | ({f"{found[1]}x{key}" for key in keys} if found else set())

    def place_keys(self, name: str) -> tuple[set[str], set[str]]:
        """The keys that *name* asks for, among datasets and among devices."""
        found = _COUNT.match(name)
        device = self.devices.key(name[found.end() :] if found else name)
        return {self.datasets.key(self.datasets.shortened(name))}, {f"{found[1]}x{device}" if found else device}

    def dump(self) -> str:
        """The table as JSON."""
        return json.dumps(asdict(self) | {"things": sorted(self.things)}, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Names:
        """The table that `dump` wrote."""
        data = json.loads(text)
        return cls(
            **data
            | {
                "metrics": {k: Metric(**m | {"dimensions": tuple(m["dimensions"])}) for k, m in data["metrics"].items()},
                "words": {k: Word(w["change"], tuple(w["metrics"])) for k, w in data["words"].items()},
                "units": {k: (unit, factor) for k, (unit, factor) in data["units"].items()},
                "written": tuple(data["written"]),
                "things": frozenset(data["things"]),
                "datasets": _reduction(**data["datasets"]),
                "devices": _reduction(**data["devices"]),
            }
        )

    @classmethod
    def of(cls, rulebook: Rulebook) -> Names:
        """The table of a rulebook."""
        from claimx.units import Units

        return _table(rulebook, Units(rulebook).convert)


def _reduction(same: dict[str, str], filler: Iterable[str], last: Iterable[str]) -> Reduction:
    return Reduction(same, tuple(filler), tuple(last))


def _table(rulebook: Rulebook, convert: Callable[[float, str, str], float]) -> Names:
    units = {rule.symbol: rule.canonical or rule.symbol for rule in rulebook.units}
    surfaces = {form.lower(): rule.symbol for rule in rulebook.units for form in rule.surfaces}
    return Names(
        fingerprint=rulebook.fingerprint,
        metrics={metric.name: metric for metric in _metrics(rulebook, units)},
        aliases={name_key(name): rule for name, rule in _metric_names(rulebook)},
        written=tuple(sorted({name for name, _ in _metric_names(rulebook)})),
        words={name_key(p): Word(rule.change, rule.metrics) for rule in rulebook.questions for p in rule.phrases},
        units={symbol: (canonical, convert(1.0, symbol, canonical)) for symbol, canonical in units.items()},
        exact_units={form: rule.symbol for rule in rulebook.units for form in rule.exact},
        surface_units=surfaces | _unambiguous(rulebook, surfaces),
        things=frozenset(thing for rule in rulebook.counts for thing in (*rule.nouns, rule.unit) if thing),
        datasets=reduction(rulebook, "dataset"),
        devices=reduction(rulebook, "device"),
    )


def _metric_names(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Names as written with the canonical one; the canonical name itself and exact names win over aliases."""
    for rule in rulebook.metrics:
        for name in rule.aliases:
            yield name, rule.name
    for rule in rulebook.metrics:
        for name in (*rule.exact, rule.name.removeprefix("other:").replace("_", " ")):
            yield name, rule.name


def _metrics(rulebook: Rulebook, units: dict[str, str]) -> Iterator[Metric]:
    counted = {rule.metric for rule in rulebook.counts}
    for rule in rulebook.metrics:
        printed = rule.unit or rule.implied_unit
        own = {units[printed]} if printed in units else set()
        dimensions = own | {units[unit.symbol] for unit in rulebook.units if rule.name in unit.metrics}
        is_counted = rule.name in counted or (bool(printed) and printed not in units)
        yield Metric(rule.name, rule.family, rule.better, rule.percent, printed, tuple(sorted(dimensions)), is_counted)


def _unambiguous(rulebook: Rulebook, surfaces: dict[str, str]) -> dict[str, str]:
    """Symbols and exact forms in lower case, where case alone does not tell two units apart."""
    owners: dict[str, set[str]] = {}
    for rule in rulebook.units:
        for form in (rule.symbol, *rule.exact):
            owners.setdefault(form.lower(), set()).add(rule.symbol)
    return {form: min(found) for form, found in owners.items() if len(found) == 1 and form not in surfaces}


def reduction(rulebook: Rulebook, of: Literal["dataset", "device"]) -> Reduction:
    """How names of datasets, or of devices, are brought to one by a rulebook."""
    rules = [rule for rule in rulebook.aliases if rule.of == of]
    return Reduction(
        same={name_key(name): name_key(rule.names[0]) for rule in rules for name in rule.names},
        filler=tuple(word for rule in rules for word in rule.filler),
        last=tuple(word for rule in rules for word in rule.last),
    )
