"""claimx as a spaCy component: ``nlp.add_pipe("claimx")`` gives ``doc._.claims`` and ``doc.spans["claimx"]``.

A document keeps its claims as plain data, so that it can be sent to another process, written and read back.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from claimx.extraction import Extractor
from claimx.records import Claim, Paper
from claimx.rulebook import load_rules

_KEY = "claimx"


def claims_of(doc: Doc) -> tuple[Claim, ...]:
    """The claims of a document that the component has read; none of any other."""
    return tuple(Claim.model_validate(record) for record in doc.user_data.get(_KEY, ()))


if not Doc.has_extension("claims"):
    Doc.set_extension("claims", getter=claims_of)


class ClaimxComponent:
    """Finds the claims of a `Doc`; the document's text is read as an abstract."""

    def __init__(self, extractor: Extractor, *, least: float = 0.0) -> None:
        self._extractor = extractor
        self._least = least

    def __call__(self, doc: Doc) -> Doc:
        """Sets ``doc._.claims`` and ``doc.spans["claimx"]``; a span covers the tokens that hold a claim's quote."""
        found = self._extractor.claims(Paper(id="doc", abstract=doc.text))
        claims = [claim for claim in found if claim.confidence >= self._least]
        doc.user_data[_KEY] = [claim.model_dump(mode="json") for claim in claims]
        spans = [doc.char_span(c.start, c.end, label=c.metric, alignment_mode="expand") for c in claims]
        doc.spans[_KEY] = SpanGroup(doc, name=_KEY, spans=[span for span in spans if span is not None])
        return doc

    def to_disk(self, path: Path, *, exclude: object = ()) -> None:
        """Nothing to write: the pipeline's config says how the component is made."""

    def from_disk(self, path: Path, *, exclude: object = ()) -> ClaimxComponent:
        """Nothing to read."""
        return self


@Language.factory(_KEY, assigns=["doc._.claims", "doc.spans"], default_config={"rules": [], "min_confidence": 0.0})
def make_claimx(nlp: Language, name: str, rules: list[str], min_confidence: float) -> ClaimxComponent:
    """The component.

    ``rules`` are folders whose rules are added to the built-in ones; claims below ``min_confidence`` are left out.
    """
    return ClaimxComponent(Extractor(load_rules(*rules)), least=min_confidence)
