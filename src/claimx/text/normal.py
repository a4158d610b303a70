"""Normalising: LaTeX and its residue, HTML, Markdown and odd characters become normal text.

Each pass is a compiled expression and what its matches become; together they run until nothing changes, so that
normalising twice changes nothing. A text that shows no trace of any of them is returned as it is.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

from claimx.text.aligned import AlignedText
from claimx.text.edits import Draft, Edit, Piece

_ROUNDS = 12
"""More rounds than nested commands occur; what is left then stays."""

_SYMBOLS = {
    "times": "×", "sim": "~", "approx": "≈", "simeq": "≈", "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥",
    "geqslant": "≥", "lt": "<", "gt": ">", "ll": "≪", "gg": "≫", "pm": "±", "rightarrow": "→", "to": "→", "Rightarrow": "→",
    "longrightarrow": "→", "uparrow": "↑", "downarrow": "↓", "cdot": "·", "circ": "°", "degree": "°", "deg": "°",
    "infty": "∞", "ldots": "…", "dots": "…", "in": "∈", "mu": "µ", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "epsilon": "ε", "varepsilon": "ε", "lambda": "λ", "sigma": "σ", "tau": "τ", "theta": "θ", "phi": "φ", "pi": "π",
    "kappa": "κ", "rho": "ρ", "eta": "η", "omega": "ω", "Delta": "Δ", "Omega": "Ω", "Theta": "Θ", "ell": "ℓ", "textmu": "µ",
    "textdegree": "°", "texttimes": "×", "textasciitilde": "~", "percnt": "%", "ss": "ß", "o": "ø", "O": "Ø", "aa": "å",
    "ae": "æ", "l": "ł", "L": "Ł", "i": "i", "quad": " ", "qquad": " ", "space": " ", "backslash": "", "newline": " ",
    "displaystyle": "", "bf": "", "it": "", "em": "", "rm": "", "tt": "", "sc": "", "sl": "", "bfseries": "", "itshape": "",
    "left": "", "right": "", "big": "", "Big": "", "xspace": "", "protect": "", "noindent": "", "par": " ", "item": " ",
}  # fmt: skip
_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
            "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a"}  # fmt: skip
_PLAIN = {
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2004": " ", "\u2005": " ", "\u2006": " ", "\u2007": " ", "\u2008": " ",
    "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ", "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2212": "-",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u223c": "~", "\u02dc": "~",
    "\u03bc": "µ", "\u2264": "≤", "\u2265": "≥", "\u2a7d": "≤", "\u2a7e": "≥", "\u00b0": "°", "\u2103": "°C", "\u2192": "→",
    "\u2715": "×", "\u2a2f": "×", "\u00d7": "×", "\uff0c": ",", "\uff0e": ".", "\uff05": "%", "\u066a": "%", "\ufe6a": "%",
    **{chr(0xFF10 + d): str(d) for d in range(10)},
}  # fmt: skip
_ODD = "".join(k for k, v in _PLAIN.items() if k != v)
_DROPPED = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"

_SUSPECT = re.compile(
    rf"[\\${{}}&<*`\n\r\t{_DROPPED}{_ODD}]|  |--|''|[A-Za-z)]~|\d\s?(?:times|sim|pm|circ|to\d|right|up|down|space)"
    r"|times\d|(?:leq|geq|approx|sim|pm|rightarrow|downarrow|uparrow|circ)(?![a-z])|\]\(http"
)


def normalise(source: str) -> AlignedText:
    """Normal text for *source*, with an exact map back; the source itself is never altered.

    >>> normalise(r"a $118\\times$ lower cost").text
    'a 118× lower cost'
    """
    if _SUSPECT.search(source) is None:
        return AlignedText(source, source)
    draft = Draft(source)
    for _ in range(_ROUNDS):
        if not _round(draft):
            break
    if draft.starts is None or draft.ends is None:
        return AlignedText(source, source)
    return AlignedText(source, draft.text, tuple(draft.starts), tuple(draft.ends))


def _round(draft: Draft) -> bool:
    """One run of all passes; says whether any of them changed the text."""
    changed = False
    for pattern, edit in _PASSES:
        changed |= draft.rewrite(pattern, edit)
    return changed


def _keep(*pieces: Piece) -> Edit:
    return lambda _: pieces


def _entity(m: re.Match[str]) -> Sequence[Piece] | None:
    text = html.unescape(m.group())
    return (text,) if text != m.group() else None


def _symbol(m: re.Match[str]) -> Sequence[Piece] | None:
    sign = _SYMBOLS.get(m.group(1))
    return (sign,) if sign is not None else None


def _accent(m: re.Match[str]) -> Sequence[Piece]:
    letter = {"ı": "i"}.get(m.group(2), m.group(2))
    return (unicodedata.normalize("NFC", letter + _ACCENTS[m.group(1)]),)


def _odd(m: re.Match[str]) -> Sequence[Piece]:
    return (_PLAIN[m.group()],)


def _math(m: re.Match[str]) -> Sequence[Piece] | None:
    """Dollar signs around mathematics go; around amounts of money they stay."""
    inner = m.group(1)
    return None if _MONEY.match(inner) and not _MATH.search(inner) else (1,)


def _residue(m: re.Match[str]) -> Sequence[Piece] | None:
    return (_SYMBOLS[m.group().strip()],)


_MONEY = re.compile(
    r"\d[\d,.]*(?:[kKMB]|\s?(?:million|billion|thousand))?(?:[\s,;)].*[\s(]|-)$|\d[\d,.]*\s.*[a-z]{2,}.*\s$", re.DOTALL
)
_MATH = re.compile(r"[\\^_{}]")

_PASSES: tuple[tuple[re.Pattern[str], Edit], ...] = (
    (re.compile(f"[{_DROPPED}]"), _keep()),
    (re.compile(f"[{re.escape(_ODD)}]"), _odd),
    (re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20});"), _entity),
    (re.compile(r"</?(?:b|i|em|strong|sub|sup|br|p|span|tt|u|fixed-case|tex-math|a|code|italic|bold|jats:\w+|url)(?:\s[^<>]{0,200})?/?>"), _keep()),
    (re.compile(r"(?<!\\)\$([^$]{1,160})(?<!\\)\$"), _math),
    (re.compile(r"\\[()\[\]](?=.)"), _keep()),
    (re.compile(r"\\href\s?\{[^{}]{0,300}\}\s?\{([^{}]{0,300})\}"), _keep(1)),
    (re.compile(r"~?\\(?:cite[a-z]*|ref|label|eqref)\s?(?:\[[^\]]{0,80}\])?\{[^{}]{0,200}\}"), _keep()),
    (re.compile(r"\\frac\s?\{([^{}]{1,40})\}\s?\{([^{}]{1,40})\}"), _keep(1, "/", 2)),
    (re.compile(r"""\\(['`^"~=.]|[cvuHk](?=\{|\s))\s?\{?\\?([A-Za-zı])\}?"""), _accent),
    (re.compile(r"\{\\?(?:bf|it|em|rm|tt|sc)\s([^{}]{0,200})\}"), _keep(1)),
    (re.compile(r"\\(?:textsuperscript|textsubscript)\s?\{([^{}]{0,60})\}"), _keep(1)),
    (re.compile(r"\\([A-Za-z]+)(?![A-Za-z])(?!\s?\{)"), _symbol),
    (re.compile(r"\\(?:text|math)(?:bf|it|rm|tt|sc|sf|cal|bb)(?![a-z])"), _keep()),
    (re.compile(r"\\unicode\s?\{?x?([0-9a-fA-F]{4})\}?"), lambda m: ("–" if m.group(1) == "2013" else "—",)),
    (re.compile(r"\\[A-Za-z]+\*?\s?(?:\[[^\]]{0,60}\])?\{([^{}\\$]{0,300})\}"), _keep(1)),
    (re.compile(r"(?<=\d)\\,(?=\d{3})|\\[!]"), _keep()),
    (re.compile(r"\\[,;:> \n]|\\\\"), _keep(" ")),
    (re.compile(r"\\\$(?=\d)"), _keep("$")),
    (re.compile(r"(?<![\\\w])\\(?=\d)"), _keep("$")),
    (re.compile(r"\\([%&#_{}\$@*])"), _keep(1)),
    (re.compile(r"\\(?=[A-Za-z]{3,}(?![A-Za-z{]))"), _keep()),
    (re.compile(r"\\"), _keep()),
    (re.compile(r"(?<=\d)\{,\}(?=\d)"), _keep(",")),
    (re.compile(r"\{([^{}]*)\}"), _keep(1)),
    (re.compile(r"(?<=\d)\s?times(?=\s?\d)|(?<=\d)times(?![a-z])|(?<![A-Za-z])times(?=\d)"), _residue),
    (re.compile(r"(?<![A-Za-z])(?:leq|geq|approx|sim)(?=\s?[\d$.])|(?<=\d)(?:leq|geq|sim)(?=\s?\d)|(?<=[(\s])(?:leq|geq)\b"), _residue),
    (re.compile(r"(?<![A-Za-z])(?:rightarrow|uparrow|downarrow|longrightarrow)(?![a-z])"), _residue),
    (re.compile(r"(?<=[a-z])rightarrow(?=[A-Z])"), _residue),
    (re.compile(r"(?<=[\d%])to(?=\d)"), _residue),
    (re.compile(r"(?<=[\d%])\s?pm(?=\s?\d)|(?<![A-Za-z])pm(?=\d)"), _residue),
    (re.compile(r"(?<=\d)\^?circ(?![a-z])|\^circ(?![a-z])"), _keep("°")),
    (re.compile(r"\^°"), _keep("°")),
    (re.compile(r"(?<=\d)\s?space(?=\s)"), _keep()),
    (re.compile(r"\*\*([^*\n]{1,200})\*\*|__([^_\n]{1,200})__"), lambda m: (1 if m.group(1) is not None else 2,)),
    (re.compile(r"\[([^\[\]]{1,200})\]\(https?://[^()\s]{1,300}\)"), _keep(1)),
    (re.compile(r"``|''"), _keep('"')),
    (re.compile(r"`"), _keep("'")),
    (re.compile(r"(?<=[A-Za-z).,])~(?=[\dA-Za-z\\(])"), _keep(" ")),
    (re.compile(r"---+"), _keep("—")),
    (re.compile(r"(?<!-)--(?!-)"), _keep("–")),
    (re.compile(r"(?<=[a-z])-\s*[\n\r]\s*(?=[a-z])"), _keep("-")),
    (re.compile(r"\s{2,}|[^\S ]"), _keep(" ")),
)  # fmt: skip
"""In this order; an edit made late may make an early pass apply, which is why they run until nothing changes."""
