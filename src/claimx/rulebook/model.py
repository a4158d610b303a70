"""What a rule is: one model per kind, strict, so that a slip in a rule file is an error and not a silence.

A rule file is TOML: ``title``, ``why`` and an array of tables ``rule``. Its kind is the first part of its path below
the rules folder: ``metrics/quality.toml`` and ``metrics.toml`` both hold metric rules.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from claimx.records import Better, Bound, Family
from claimx.span import Span


class Example(BaseModel):
    """A sentence with the expected span between « and »; further keys are expected fields of the claim on it.

    ``todo`` marks a known gap: the example must fail, and says why. ``taken`` names the rule that takes the place in a
    whole extraction, of an example that shows the rule by itself.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    text: str
    why: str = ""
    todo: str = ""
    taken: str = ""

    @property
    def expected(self) -> dict[str, Any]:
        """Field names of `claimx.records.Claim` with the values that the marked claim must have."""
        return dict(self.model_extra or {})

    @property
    def plain(self) -> str:
        """The text without its marks."""
        return self.text.replace("«", "").replace("»", "")

    @property
    def mark(self) -> Span | None:
        """The marked span in `plain`, None where nothing is marked."""
        start, end = self.text.find("«"), self.text.find("»")
        return Span(start, end - 1) if 0 <= start < end else None


class Rule(BaseModel):
    """What every rule has: a dotted id, its examples and its counter-examples."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
    why: str = ""
    status: Literal["stable", "trial"] = "stable"
    match: tuple[Example, ...]
    no_match: tuple[Example, ...] = ()


class NumberRule(Rule):
    """Spelled-out numbers and scales: a word and what it stands for."""

    role: Literal["count", "scale", "fraction", "multiple"]
    words: dict[str, float]


class UnitRule(Rule):
    """A unit: its symbol in records, how it is written, and how pint is told of it."""

    symbol: str
    surfaces: tuple[str, ...] = ()
    """Written forms, case ignored (``millisecond``, ``milliseconds``)."""
    exact: tuple[str, ...] = ()
    """Written forms whose case counts (``ms``, ``GB``, ``W``)."""
    define: tuple[str, ...] = ()
    """Lines in pint's definition syntax."""
    pint: str = ""
    """The expression pint knows it by; the symbol where empty."""
    canonical: str = ""
    """Symbol of the canonical unit that values are converted to."""
    times: float | None = None
    """How many of the canonical unit it is, where values are told in that one and this only is a way to write it."""
    metrics: tuple[str, ...] = ()
    """Metrics that a value in this unit may be of, the usual one first."""


class MetricRule(Rule):
    """A measure: canonical name, the names it goes by, family, direction and scale."""

    name: str
    label: str = ""
    """The name as it is printed, where that is no alias of the same letters."""
    family: Family
    better: Better | None = None
    percent: bool = False
    """Values lie on a percentage scale, so a percent change of it may be meant in points."""
    low: float | None = None
    high: float | None = None
    """Plausible range of a level, in the unit usually printed."""
    unit: str = ""
    """Unit of a level that is printed without one."""
    implied_unit: str = ""
    """Unit that a bare number is understood in: kept out of the claim's unit, counted where claims are compared."""
    device: bool = False
    """Values depend on the device, so numbers of two devices are not ranked together."""
    aliases: tuple[str, ...] = ()
    """Names in any case; the plural in -s is understood."""
    exact: tuple[str, ...] = ()
    """Names whose case counts (``AP``, ``IS``)."""
    alone: str = ""
    """Of a rule named ``other:*``: the canonical name where no word before it says more ("error": error_rate)."""


class NameRule(Rule):
    """Names of things, in the notation of `claimx.claims.notation`: ``{,-1K,-21K}`` is a choice, ``#`` one digit."""

    names: tuple[str, ...] = ()
    """In any case, hyphens and spaces alike."""
    exact: tuple[str, ...] = ()
    """Names whose case counts (``MATH``, ``Weather``)."""
    tail: tuple[str, ...] = ()
    """What may follow a name, any number of times: versions, sizes, splits (``80GB``, ``v#``); case counts."""
    pattern: str = ""
    """A regular expression for names that the notation cannot write."""


class DeviceRule(NameRule):
    """Devices (and models): products by family, or kinds of them."""

    generic: bool = False
    """A kind ("CPU", "GPU") rather than a product."""


class DatasetRule(NameRule):
    """Datasets and benchmarks, by family."""

    weak: bool = False
    """Also an ordinary word: a dataset only where the grammar says so."""


class QualifierRule(Rule):
    """Words before (or after) a number that bound it."""

    bound: Bound
    phrases: tuple[str, ...]
    side: Literal["before", "after"] = "before"
    after: tuple[str, ...] = ()
    """Words after which the phrases bound a plain number, besides those in -ing; elsewhere they are prepositions."""


class CueRule(Rule):
    """Words that carry direction, comparison or achievement; ``tag`` is the class that patterns name."""

    tag: str
    phrases: tuple[str, ...]
    """Words in any case; braces stand for alternatives: ``boost{,s,ed,ing}``."""
    effect: Literal["increase", "decrease", "gain", "loss"] | None = None
    """Direction; gain and loss are read against the metric's better way ("improves perplexity" lowers it)."""
    metric: str = ""
    """Metric that the word implies ("faster": speed)."""
    setting: str = ""


class TaskRule(Rule):
    """Activities: a noun phrase that ends in one of these is the name of a task."""

    heads: tuple[str, ...]
    """In small letters, of one word or more ("segmentation", "question answering")."""


class WordRule(Rule):
    """Words that play a part in telling whose number it is; see ``rules/words``."""

    role: str
    words: tuple[str, ...]
    """In any case, in the singular or as the base form of a verb; case counts for ``common``, ``opening``, ``language``
    and ``no_dataset``."""


class CountRule(Rule):
    """Things counted: the noun, what metric its number is, and in which family."""

    nouns: tuple[str, ...]
    """In the singular; the plural is understood."""
    metric: str
    family: Family
    unit: str = ""
    """Unit in the record; the noun itself where empty."""
    small: bool = False
    """However small it is, their number is a claim ("on two datasets")."""


class AliasRule(Rule):
    """Written names of one thing, and words beside a name that do not tell it from another."""

    of: Literal["dataset", "device"]
    names: tuple[str, ...] = ()
    """Names of one dataset or device; case, blanks and hyphens never count."""
    filler: tuple[str, ...] = ()
    """Words anywhere in a name that do not count, unless nothing else is left (``NVIDIA``)."""
    last: tuple[str, ...] = ()
    """Words at the end of a name that need not be said (``80GB``, ``dataset``)."""


class QuestionRule(Rule):
    """A word that asks for a change: of the metrics named, or of the metric that stands beside the word."""

    phrases: tuple[str, ...]
    change: Literal["increase", "decrease", "gain", "loss"]
    metrics: tuple[str, ...] = ()
    """The first one says how percent is meant: more than before where higher is better, less than before where lower is."""


class IgnoreRule(Rule):
    """Numbers that are no claim: a regular expression on characters; group ``n`` is the number, else the whole match."""

    pattern: str


class PatternRule(Rule):
    """How a claim is written, as a sequence of classes; see ``rules/README.md``.

    ``frame`` says what the number is: ``level`` a value, ``change`` a difference or (written as a multiple) a ratio,
    ``share`` a part of an amount, ``pair`` a transition or a range.
    """

    pattern: str
    frame: Literal["level", "change", "share", "pair"]
    priority: int = 50
    effect: Literal["increase", "decrease", "gain", "loss"] | None = None
    metric: str = ""
    """Metric where the pattern names none."""
    inherit: bool = False
    """The measure is that of the number before it."""
