"""Normalising: LaTeX and its residue, HTML, Markdown and odd characters become normal text.

Each pass looks only at texts that show its sign; they take turns until each has looked at the text as it stands and
changed nothing, so that normalising twice changes nothing. Every pass is linear in the length of the text, and so are
a few rounds of them. What is not settled after that nobody wrote: it is reduced to what no pass touches.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, repeat

from claimx.text import characters, dollars, latex, markup, residue, space
from claimx.text.aligned import AlignedText, Draft
from claimx.text.passes import Pass, becomes

_PASSES = (
    Pass(("\u00ad",), space.soft_wraps),
    Pass(("#", ">"), markup.headings),
    Pass(("-",), space.wraps),
    Pass(("\n", "\r"), space.paragraphs),
    Pass(("",), space.white_space),
    Pass(("",), characters.odd_characters),
    Pass(("",), characters.combining_marks),
    Pass((space.PARAGRAPH,), space.around_paragraphs),
    Pass(("  ",), space.runs),
    Pass(("&",), characters.entities),
    Pass(("<",), markup.tags),
    Pass(("[",), markup.links),
    Pass(("*", "_"), markup.bold),
    Pass(("*", "_"), markup.italic),
    Pass(("`", "''"), markup.quotes),
    Pass(("{",), residue.torn_links),
    Pass(("$",), dollars.dollars),
    Pass(("\\", "{", "}"), latex.latex),
    Pass(("`",), markup.code),
    *residue.PASSES,
    Pass(("~",), space.ties),
    Pass(("--",), space.dashes),
)
"""In this order; white space comes early, since it is all that most texts need."""

_SIGNS = tuple(dict.fromkeys(sign for signs, _ in _PASSES for sign in signs))
_NUMBERED = tuple(enumerate(edits for _, edits in _PASSES))

_ROUNDS = 12
"""More than real texts need, in which marks of one kind bring forth those of another two or three times."""

_tangle = becomes(r"[^\w\s.,%+()/:;-]|_|-(?=-)", " ")


def normalise(source: str) -> AlignedText:
    r"""Normal text for *source*, with an exact map back; the source itself is never altered.

    >>> normalise(r"a $118\times$ lower cost").text
    'a 118× lower cost'
    """
    draft = Draft(source)
    if not _settles(draft):
        draft.apply(_tangle(draft.text))
        _settles(draft)
    return draft.aligned()


def _settles(draft: Draft) -> bool:
    """Let the passes take turns until none changes the text; says whether that came about within the rounds."""
    text = draft.text
    called = _called(text)
    quiet = 0
    for number, edits_of in chain.from_iterable(repeat(_NUMBERED, _ROUNDS)):
        quiet += 1
        if number in called and (edits := edits_of(text)):
            draft.apply(edits)
            text = draft.text
            called = _called(text)
            quiet = 0
        elif quiet == len(_NUMBERED):
            return True
    return False


def _called(text: str) -> frozenset[int]:
    """The numbers of the passes that have a sign in *text*; each sign is looked for once, however many passes it calls."""
    return _called_by(tuple([sign for sign in _SIGNS if sign in text]))


@lru_cache(maxsize=4096)
def _called_by(signs: tuple[str, ...]) -> frozenset[int]:
    return frozenset(number for number, one in enumerate(_PASSES) if not set(signs).isdisjoint(one.signs))
