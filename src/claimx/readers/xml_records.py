"""XML read as a stream, element by element, and hardened: no entity is expanded, nothing is loaded, depth is bounded.

A document that breaks off or is damaged gives every element that was complete before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from claimx.errors import ReadError
from claimx.readers.stream import Stream

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = frozenset({"tex-math", "inline-formula", "tex"})
"""Elements that hold a formula in LaTeX."""


def elements(stream: Stream, names: Collection[str]) -> Iterator[_Element]:
    """Each complete element with one of these local *names*; it is emptied after its turn, so that memory stays flat.

    Raises ``ReadError`` where the document is damaged, after the elements before the damage.
    """
    from lxml import etree

    events = etree.iterparse(
        stream.binary(),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        for _, element in events:
            yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"damaged XML, of which nothing more can be read ({error.msg})", place=stream.place) from error


def _forget(element: _Element) -> None:
    element.clear(keep_tail=False)
    while (parent := element.getparent()) is not None and element.getprevious() is not None:
        del parent[0]


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for what is no element (an entity that is not expanded)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def inner_text(element: _Element) -> str:
    """All text within an element, formulas between dollar signs."""
    parts = [element.text or "" if isinstance(element.tag, str) else ""]
    for child in element:
        inner = inner_text(child)
        parts += (f"${inner}$" if local_name(child) in _MATH else inner, child.tail or "")
    return "".join(parts)
