"""From a reading to a typed draft: kind, measure, effect, unit, factor and basis of one quantity."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.claims.chunks import Chunk, Sentence
from claimx.claims.derive import Direction, basis_of, effect_of, factor_of
from claimx.claims.measure import Measure, Measures
from claimx.claims.patterns import Reading
from claimx.mentions import Draft, Quantity
from claimx.records import Basis, Effect, Kind

UNNAMED = frozenset(["performance", "score"])
"""Measures that say only that something is measured, and not what."""
_NEED_UNIT = frozenset(
    "latency run_time training_time memory model_size kv_cache storage energy power bandwidth communication gpu_time complexity "
    "data_efficiency compute training_cost resolution sample_efficiency speed other:efficiency".split()
)
"""Measures of which a number without a unit is no level."""
_TIMES = frozenset("µs ms s min h day week month year".split())
_SOMETIMES_PERCENT = frozenset(["correlation", "r2", "ssim", "mae", "rmse", "clip_score", "mos", "ndcg", "aesthetic_score"])
"""Measures, most from zero to one, of which some tell the value in percent."""
_PIXEL = "px"
_LENGTHS = frozenset(["m", "cm", "mm", "µm", "nm"])
_MULTIPLES = ("times", "fraction")
_CHANGES = ("percent", "point", *_MULTIPLES, "bare")
_COUNTED_COSTS = frozenset(["parameter", "token", "GPU"])
"""Units of costs that are counted, so that neither a score nor "13 of 73" is one."""
_LARGEST_SCORE = 2000
"""Beyond it a bare number counts something and is no value on a scale that ends at a hundred."""
_SPREAD = frozenset(
    [
        "ranging",
        "ranged",
        "range",
        "ranges",
        "spanning",
        "span",
        "spans",
        "spread",
        "spreads",
        "spreading",
        "varying",
        "varied",
        "varies",
        "vary",
        "last",
        "lasts",
        "lasting",
        "between",
    ]
)


@dataclass(frozen=True, slots=True)
class Frame:
    """How one quantity is to be read: its frame, its measure and its direction, with the rules that say so."""

    kind: str
    """``level``, ``change``, ``share`` or ``pair``."""
    measure: Measure
    direction: Direction | None = None
    said: Basis | None = None
    rules: tuple[str, ...] = ()
    reading: Reading | None = None
    shared: bool = True
    """Whether measures coordinated with its own take the number too: not where each has a number of its own."""


def draft(quantity: Quantity, frame: Frame) -> Draft:
    """The typed draft of a quantity under a frame."""
    kind = _kind(quantity, frame)
    effect = _effect(quantity, frame, kind=kind)
    unit = _unit(quantity, frame, kind=kind)
    basis = basis_of(unit=unit, percent_scaled=frame.measure.percent, said=frame.said) if kind == "difference" else None
    value, value2 = _values(quantity, kind)
    factor = factor_of(
        kind, value=value, value2=value2, unit=unit, effect=effect, percent_scaled=frame.measure.percent, basis=basis
    )
    return Draft(
        quantity=quantity,
        family=frame.measure.family,
        kind=kind,
        metric=frame.measure.name,
        effect=effect,
        unit=unit,
        value=value,
        value2=value2,
        bound=quantity.bound,
        factor=factor,
        basis=basis,
        rules=[*frame.rules, *quantity.rules, *([frame.measure.rule] if frame.measure.rule else [])],
    )


def _kind(quantity: Quantity, frame: Frame) -> Kind:
    if frame.kind == "pair":
        return "transition"
    if frame.kind == "level":
        return "level"
    if quantity.form in _MULTIPLES or frame.kind == "share":
        return "ratio"
    return "difference"


def _effect(quantity: Quantity, frame: Frame, *, kind: Kind) -> Effect:
    if kind == "level":
        return "none"
    if kind == "transition":
        return "decrease" if quantity.value2 is not None and quantity.value2 < quantity.value else "increase"
    if quantity.form in _MULTIPLES and quantity.value < 1 and frame.direction != "loss":
        return "decrease"
    if frame.kind == "share" and frame.direction is None:
        return "increase" if quantity.form in _MULTIPLES and quantity.value > 1 else "decrease"
    return effect_of(frame.direction, frame.measure.better)


def _unit(quantity: Quantity, frame: Frame, *, kind: Kind) -> str:
    if kind == "ratio" and quantity.form in _MULTIPLES:
        return "x"
    return quantity.unit or frame.measure.unit


def _values(quantity: Quantity, kind: Kind) -> tuple[float, float | None]:
    """A pair "A to B" comes as value A, value2 B; a transition tells its end first."""
    if kind == "transition" and quantity.value2 is not None:
        return quantity.value2, quantity.value
    return quantity.value, quantity.value2


def fits(quantity: Quantity, measure: Measure, *, kind: str, measures: Measures) -> bool:
    """Whether a number of this form can be a value or a change of this measure at all."""
    form, unit = quantity.form, quantity.unit
    if kind == "change" and form == "bare" and (quantity.word or quantity.scaled or measure.family == "scale"):
        return False
    if kind in ("change", "share"):
        return form != "of" and (form in _CHANGES or _unit_fits(unit, measure, measures))
    if form in _MULTIPLES or form == "point":
        return False
    if form == "percent":
        return measure.percent or measure.name in _SOMETIMES_PERCENT or measure.name.startswith("other:")
    if form == "unit":
        return _unit_fits(unit, measure, measures)
    if form == "bare" and quantity.word and measure.family == "quality":  # "three design criteria - high quality"
        return False
    if (
        measure.name in _NEED_UNIT
        or measure.name.endswith("resolution")
        or (measure.percent and (quantity.scaled or quantity.value > _LARGEST_SCORE))
    ):
        return False
    counts = measure.family == "scale" or measure.unit in _COUNTED_COSTS
    broken = form == "of" or (quantity.decimal and not quantity.scaled)
    return not (broken and ((measure.unit and counts) or measure.name == "labels"))


def _unit_fits(unit: str, measure: Measure, measures: Measures) -> bool:
    allowed = measures.of_unit(unit)
    if unit == _PIXEL and measure.name.startswith("other:") and measure.family == "scale":
        return False
    if not allowed or measure.name in allowed or (measure.name == "accuracy" and unit in _LENGTHS):
        return True
    return measure.name.startswith("other:") and (unit not in _TIMES or "time" in measure.name)


def said_basis(sentence: Sentence, at: int, reach: int = 4) -> Basis | None:
    """``relative`` or ``points`` where a word near the quantity says so."""
    around = sentence.chunks[max(0, at - 3) : at + reach]
    letters = {c.letter for c in around}
    if "l" in letters:
        return "relative"
    return "points" if "L" in letters else None


def effect_direction(chunk: Chunk | None) -> Direction | None:
    """The direction of the word of effect."""
    return chunk.cue.effect if chunk is not None and chunk.cue is not None else None


def is_gain(chunk: Chunk | None) -> bool:
    """Whether the word of effect says that something is better or worse, and not that it is more or less."""
    return chunk is not None and chunk.cue is not None and chunk.cue.effect in ("gain", "loss")


def is_transition(sentence: Sentence, at: int) -> bool:
    """Whether "A to B" tells a change: "from", an arrow, or parentheses behind an amount; not "ranging from" or "by"."""
    quantity = sentence.chunks[at].quantity
    if quantity is not None and any(sign in sentence.text[quantity.start : quantity.end] for sign in "→>"):
        return True
    if sentence.letters[max(0, at - 2) : at] in ("P(", "X(", "Q("):
        return True
    if sentence.letters[max(0, at - 1) : at] != "F":
        return sentence.letters[at - 1 : at] == "f" and "F" in sentence.letters[max(0, at - 7) : at]
    return at < 2 or sentence.chunks[at - 2].lower not in _SPREAD
