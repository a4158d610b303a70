"""Numbers as a person writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimx.plurals import regular_plural
from claimx.records import Better, Bound, Claim, Effect

if TYPE_CHECKING:
    from claimx.reports.entries import By, Entry, LeftOut

_BOUNDS: dict[Bound, str] = {
    "exact": "", "up_to": "up to ", "less_than": "< ", "more_than": "> ", "about": "~ ", "average": "avg. ",
}  # fmt: skip
_SIGNS: dict[Effect, str] = {"increase": "↑ ", "decrease": "↓ ", "none": ""}
_ATTACHED = {"%": "%", "x": "×", "": ""}
_SYMBOLS = frozenset("fps min bit px mac".split())
"""Units in small letters that are no words and have no plural."""

WAYS: dict[Better | None, str] = {"higher": "higher is better", "lower": "lower is better", None: "neither way is better"}


def value_text(claim: Claim) -> str:
    """The value of a claim with its direction, bound and unit: "↑ up to 2.5×", "↑ 61.2 → 67.1%", "16.3M parameters".

    >>> from claimx import Claim
    >>> value_text(Claim(claim_id="", paper_id="", start=0, end=4, quote="2.5x", sentence="", sentence_start=0,
    ...     family="speed", kind="ratio", value=2.5, unit="x", bound="up_to", metric="speed", effect="increase"))
    '↑ up to 2.5×'
    """
    return _SIGNS[claim.effect] + _BOUNDS[claim.bound] + _numbers(claim) + unit_text(claim.unit, last=claim.value)


def _numbers(claim: Claim) -> str:
    if claim.value2 is None:
        return number_text(claim.value)
    if claim.kind == "transition":
        return f"{number_text(claim.value2)} → {number_text(claim.value)}"
    return f"{number_text(claim.value)}–{number_text(claim.value2)}"


def unit_text(unit: str, *, last: float = 2) -> str:
    """A unit as it stands behind the number *last*, with the space before it.

    >>> [unit_text(unit) for unit in ("%", "ms", "query", "fps", "class", "token/s", "")]
    ['%', ' ms', ' queries', ' fps', ' classes', ' token/s', '']
    """
    if unit in _ATTACHED:
        return _ATTACHED[unit]
    return " " + (regular_plural(unit) if _is_word(unit) and last != 1 else unit)


def _is_word(unit: str) -> bool:
    return len(unit) > 2 and unit.isalpha() and unit.islower() and unit not in _SYMBOLS


def number_text(value: float) -> str:
    """A number, large ones with T, B or M.

    >>> [number_text(value) for value in (16.3e6, 1200, 0.0016, 76.30, 1.16e9)]
    ['16.3M', '1,200', '0.0016', '76.3', '1.16B']
    """
    for size, name in ((1e12, "T"), (1e9, "B"), (1e6, "M")):
        if abs(value) >= size:
            return f"{value / size:.4g}{name}"
    if value == int(value) and abs(value) >= 1000:
        return f"{int(value):,}"
    return f"{value:.6g}"


def score_text(found: Entry) -> str:
    """The score that is compared, where it is not the number as printed: "0.961 (96.1%)"."""
    printed = value_text(found.claim)
    if found.rescaled:
        return f"{printed} ({number_text(found.score)}{unit_text(found.scale)})"
    return printed


def gap_text(gap: float, scale: str) -> str:
    """The distance of two scores; of two percentages it is in points.

    >>> gap_text(2.5, "%"), gap_text(0.001, "s")
    ('2.5 points', '0.001 s')
    """
    return number_text(gap) + unit_text("point" if scale == "%" else scale, last=gap)


def order_text(by: By, better: Better | None) -> str:
    """What stands first on a board, as a sentence: a gain is a gain, whichever way the metric is better.

    >>> order_text("level", "lower"), order_text("improvement", "higher"), order_text("points", "higher")
    ('lower is better', 'ranked by how many times better', 'ranked by points gained')
    """
    ways: dict[By, str] = {"improvement": "ranked by how many times better", "points": "ranked by points gained"}
    return ways.get(by, WAYS[better])


def scale_text(label: str, scale: str) -> str:
    """The name of an axis: "FID", "accuracy (%)", "latency (s)", "parameters"."""
    return f"{label} ({_ATTACHED.get(scale, scale)})" if scale and not _is_word(scale) else label


def left_out_text(parts: tuple[LeftOut, ...]) -> str:
    """What was left out, as a sentence; empty where nothing was."""
    if not parts:
        return ""
    return "left out: " + "; ".join(f"{part.count} × {part.reason}" for part in parts)
