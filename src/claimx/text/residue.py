r"""What is left of LaTeX where backslashes and dollar signs were stripped: ``2times``, ``leq 2%``, ``20sim 100``.

Most of these are English words or parts of them ("times", "similar", "to", "5 pm"), so that each is read only where a
number or a sign stands beside it. Patterns begin with their word and look back over it, which is fastest.
"""

from __future__ import annotations

import re

from claimx.text import commands
from claimx.text.aligned import Edit
from claimx.text.passes import Pass, becomes, looked_up
from claimx.text.space import PARAGRAPH

_GLUED = r"(?:times|sim|to|pm|approx|leq|geq|circ)[\d^]"
"""Another residue that follows at once, as in ``15timessim50times``."""

_RELATIONS = {"leq": "≤", "geq": "≥", "leqslant": "≤", "geqslant": "≥"}
_ARROWS = {
    f"{long}{way}arrow": sign
    for long in ("", "long", "Long")
    for way, sign in zip(("right", "Right", "left", "Left", "leftright", "up", "down"), "→→←←↔↑↓", strict=True)
}
_DASHES = {"x2013": "–", "x2014": "—"}
_TORN_LINK = re.compile(r"https?://[^\s{}\\$]{1,400}(\{)")
_DEVICE = r"(?:NVIDIA|GeForce|RTX|GTX|GPU|TPU|Tesla|[AHVLPB][0-9]{2,3}\b|GH200|GB200|MI[0-9]{3})"
"""What is counted where an x stands glued between a number and it: ``4xA100``."""
_SCALE = "(?:thousand|million|billion|trillion)"


def torn_links(text: str) -> list[Edit]:
    """``\\href{address}{text}`` without its first half: the brace behind an address parts it from the text."""
    return [Edit(*m.span(1), " ") for m in _TORN_LINK.finditer(text)]


PASSES = (
    Pass(("times",), becomes(
        rf"times(?:(?<=[0-9%°)]times)(?=[^a-z]|\Z|{_GLUED})|(?<=[0-9%°)] times)(?= ?\d)|(?<![A-Za-z]times)(?=\d))", "×")),
    Pass(("sim",), becomes(
        rf"sim(?:(?<=[0-9%×)]sim)(?= ?\d)|(?<![A-Za-z]sim)(?= ?[\d$]|{_GLUED}))", "~")),
    Pass(("approx",), becomes(r"approx(?<![A-Za-z]approx)(?![a-z.])", "≈")),
    Pass(("leq", "geq"), looked_up(r"(?<![A-Za-z]{2})[lg]eq(?:slant)?(?![a-z])", _RELATIONS)),
    Pass(("arrow",), looked_up(r"(?:[Ll]ong)?(?:[Rr]ight|[Ll]eft(?:right)?|up|down)arrow(?![a-z])", _ARROWS)),
    Pass(("to",), becomes(r"to(?<=[0-9%)]to)(?=[+-]?\d)", "→")),
    Pass(("pm",), becomes(
        r"pm(?:(?<=[0-9%]pm)(?=\d| \d+\.\d)|(?<=[0-9%] pm)(?= ?\d+\.\d)|(?<![A-Za-z0-9 ]pm)(?=\d)|(?<=[( ]pm)(?=\d))", "±")),
    Pass(("^",), becomes(rf"circ(?:(?<=[0-9^]circ)|(?<=[0-9] circ))(?=[^a-z]|\Z|{_GLUED})", "°")),
    Pass(("°",), becomes(r"\^ ?°", "°")),
    Pass(("^",), becomes(r"cdot(?<=[0-9) ]cdot)(?![a-z])", "·")),
    Pass(("~",), becomes(r"~[a-z]{2,24}(?:19|20)[0-9]{2}[a-z][a-z0-9]{0,24}(?!\w)", "")),
    Pass((" space ",), becomes(rf" space(?<=[0-9] space)(?= {_SCALE}\b)", "")),
    Pass(("x201",), looked_up(r"x201[34](?<![0-9]x201.)(?=[A-Za-z ,])", _DASHES)),
    Pass(("mu",), becomes(r"mu(?:(?<=[0-9]mu)|(?<=[0-9] mu))(?=[smgAJW](?![A-Za-z]))", "µ")),
    Pass(("_", "^", "="), looked_up(
        rf"(?<![A-Za-z\\])(?:{'|'.join(sorted(commands.GREEK, key=len, reverse=True))})(?= ?[_^=])", commands.GREEK)),
    Pass(("_",), becomes(r"_(?<=[A-Z]_)(?<![A-Za-z0-9][A-Z]_)(?=\d)", "")),
    Pass(("F 1",), becomes(r" (?<=\bF )(?=1(?: of| scores?| measures?|-scores?|-measures?)\b)", "")),
    Pass(("<", ">"), becomes(r";(?<=[<>];)(?= ?\d)", "")),
    Pass(("$",), becomes(r"\$(?<=%\$)(?!\d)", "")),
    Pass((" -",), becomes(r" -(?<=[0-9][x×%] -)(?=\d[\d.]*[x×%])", "-")),
    Pass(("x",), becomes(rf"x(?<=[0-9]x)(?= ?{_DEVICE})", "×")),
    Pass(("×",), becomes(r"×(?<=[0-9]×)(?=[a-z]{2})", "× ")),
    Pass(("this http URL",), becomes(r"this http URL(?![\w-])", f"...{PARAGRAPH}")),
    Pass(("%",), becomes(r",(?:(?<=[ (~≈]\d,)|(?<=[ (~≈]\d\d,))(?=\d\d? ?%)", ".")),
)  # fmt: skip
"""The words, each where it can be nothing else; and the digit below a capital letter, which plain text writes beside it.

arXiv's pages put "this http URL" where they take "cases.Finally" for an address: a word and the end of a sentence are lost.
"""
