"""Plots as SVG inside the page: Vega-Lite through vl-convert, which draws without a browser and without a network.

Colours are variables of the page, so a plot follows its light and dark theme; every mark links to its sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from claimx.records import Claim
from claimx.reports.files import clean
from claimx.reports.sheets import Plot, Point

_HERE = "https://page.invalid/"
"""Stands for the page in links, since Vega resolves relative ones; removed from what is drawn."""
_VERSION = "5.20"
_WIDTH = 280
_LABEL = 150
"""Room for the names of bars; longer ones are cut."""
_SHORT = "replace(format(datum.value, '~s'), 'G', 'B')"
"""Large numbers on an axis as 5M and 1.2B."""
_CLIP = re.compile(r'(id="|url\(#)(clip|gradient)')
_CONFIG: dict[str, Any] = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--ink)", "titleColor": "var(--soft)", "gridColor": "var(--line)", "domainColor": "var(--line)",
        "tickColor": "var(--line)", "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
        "labelLimit": _LABEL,
    },
}  # fmt: skip


def draw(plots: Sequence[Plot], *, anchor_of: Callable[[Claim], str], on_note: Callable[[str], None]) -> dict[int, str]:
    """SVG text for each plot, by ``id``; empty, with a note, where the extra is not installed."""
    if not plots:
        return {}
    try:
        import vl_convert
    except ImportError:
        on_note("plots are left out of the page; they need the extra 'plots': pip install 'claimx[plots]'")
        return {}
    drawn = {}
    for number, plot in enumerate(plots):
        spec = json.dumps(_spec(plot, anchor_of))
        svg = vl_convert.vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
        drawn[id(plot)] = _CLIP.sub(rf"\g<1>p{number}-\g<2>", svg).replace(f'xlink:href="{_HERE}', 'href="')
    return drawn


def _spec(plot: Plot, anchor_of: Callable[[Claim], str]) -> dict[str, Any]:
    values = [{"at": at, "late": _is_late(plot, point), **_value(point, anchor_of)} for at, point in enumerate(plot.points)]
    return {
        "width": _WIDTH,
        "padding": {"left": 16, "right": 16, "top": 8, "bottom": 4},
        "data": {"values": values},
        "config": _CONFIG,
        "background": None,
        "description": plot.title,
        **_SPECS[plot.sort](plot),
    }


def _value(point: Point, anchor_of: Callable[[Claim], str]) -> dict[str, Any]:
    x = _day(point.x) if isinstance(point.x, str) else point.x
    return {"label": _name(point), "x": x, "y": point.y, "strong": point.strong, "href": f"{_HERE}#{anchor_of(point.claim)}"}


def _name(point: Point) -> str:
    return " ".join(clean(point.label).split())


def _day(date: str) -> str:
    """A date as precise as it is, as the day it begins with."""
    return (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]


def _bars(plot: Plot) -> dict[str, Any]:
    names = json.dumps([_name(point) for point in plot.points])
    name_axis = {"title": None, "ticks": False, "domain": False, "grid": False, "labelExpr": f"{names}[datum.value]"}
    value_axis = {"tickCount": 4, "domain": False, "ticks": False}
    value = {"field": "y", "type": "quantitative", "stack": None, "title": plot.y_title}
    return {
        "height": {"step": 26},
        "encoding": {
            "y": {"field": "at", "type": "ordinal", "axis": name_axis},
            "x": {**value, "axis": value_axis},
            "href": {"field": "href"},
        },
        "layer": [
            {"mark": {"type": "bar", "height": 16, "cornerRadiusEnd": 3}, "encoding": {"fill": _strength()}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fill": "var(--ink)", "fontSize": 12},
                "encoding": {"text": {"field": "y", "type": "quantitative"}},
            },
        ],
    }


def _strength() -> dict[str, Any]:
    return {"condition": {"test": "datum.strong", "value": "var(--accent)"}, "value": "var(--accent-soft)"}


def _scatter(plot: Plot) -> dict[str, Any]:
    axis = {"tickCount": 4, "labelExpr": _SHORT, "labelOverlap": "greedy"}
    return _points(plot, {"type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True}}, interpolate="linear")


def _steps(plot: Plot) -> dict[str, Any]:
    axis = {"format": "%Y-%m", "labelAngle": 0, "tickCount": 3}
    return _points(plot, {"type": "temporal", "axis": axis}, interpolate="step-after")


def _points(plot: Plot, x: dict[str, Any], *, interpolate: str) -> dict[str, Any]:
    """Marks, and for the strong ones their names and a line that joins them."""
    y = {"field": "y", "type": "quantitative", "title": plot.y_title, "scale": {"zero": False, "nice": True}}
    return {
        "height": 240,
        "encoding": {"x": {"field": "x", "title": plot.x_title, **x}, "y": {**y, "axis": {"tickCount": 5, "labelExpr": _SHORT}}},
        "layer": [
            {
                "transform": [{"filter": "datum.strong"}],
                "mark": {"type": "line", "interpolate": interpolate, "stroke": "var(--accent)", "strokeWidth": 2},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1, "stroke": "var(--card)", "strokeWidth": 1},
                "encoding": {"fill": _strength(), "href": {"field": "href"}},
            },
            _names("datum.strong && !datum.late", align="left", dx=7),
            _names("datum.strong && datum.late", align="right", dx=-7),
        ],
    }


def _names(which: str, *, align: str, dx: int) -> dict[str, Any]:
    """Names beside the marks, on the side where there is room."""
    return {
        "transform": [{"filter": which}],
        "mark": {"type": "text", "align": align, "dx": dx, "dy": -7, "fill": "var(--ink)", "fontSize": 12, "limit": 130},
        "encoding": {"text": {"field": "label"}, "href": {"field": "href"}},
    }


def _is_late(plot: Plot, point: Point) -> bool:
    """Whether a point lies in the right half, as far as numbers tell; dates come in order."""
    if isinstance(point.x, str):
        dates = sorted(str(p.x) for p in plot.points)
        return dates.index(point.x) * 2 >= len(dates)
    places = [float(p.x) for p in plot.points]
    return float(point.x) * 2 > min(places) + max(places)


_SPECS: dict[str, Callable[[Plot], dict[str, Any]]] = {"bars": _bars, "scatter": _scatter, "steps": _steps}
