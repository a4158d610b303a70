"""claimx as a spaCy component: ``nlp.add_pipe("claimx")`` gives ``doc._.claims`` and ``doc.spans["claimx"]``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from claimx.extraction import Extractor
from claimx.records import Paper
from claimx.rulebook import load_rules


class ClaimxComponent:
    """Finds the claims of a `Doc`; the document's text is read as an abstract."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Sets ``doc._.claims`` and ``doc.spans["claimx"]``; a span covers the tokens that hold a claim's quote."""
        claims = tuple(self._extractor.claims(Paper(id="doc", abstract=doc.text)))
        doc._.claims = claims
        spans = [doc.char_span(c.start, c.end, label=c.metric, alignment_mode="expand") for c in claims]
        doc.spans["claimx"] = SpanGroup(doc, spans=[span for span in spans if span is not None])
        return doc


@Language.factory("claimx", assigns=["doc._.claims", "doc.spans"], default_config={"rules": []})
def make_claimx(nlp: Language, name: str, rules: list[str]) -> ClaimxComponent:
    """The component; ``rules`` are folders whose rules are added to the built-in ones."""
    return ClaimxComponent(Extractor(load_rules(*rules)))
