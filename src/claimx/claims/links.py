"""For what a number holds: each draft of a sentence gets its subject, baseline, dataset, device and attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.claims.assemble import Found
from claimx.claims.baseline import baselines
from claimx.claims.chunks import Sentence
from claimx.claims.context import Context
from claimx.claims.scope import datasets, devices, named_on
from claimx.claims.subject import attribution, subject

_OWN_WORDS = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|article|report)|in this|is proposed|are proposed|is presented|is introduced)\b"
)


@dataclass(slots=True)
class Links:
    """What links carry from sentence to sentence of one paper."""

    context: Context
    started: bool = False
    """Whether the paper has begun to speak of itself; what stands before is background."""
    last: tuple[str, ...] = ()
    """Datasets named in the sentence before."""

    def note(self, text: str) -> None:
        """Take notice of a sentence in which nothing is claimed."""
        if not self.started:
            method = self.context.method
            self.started = bool(_OWN_WORDS.search(text)) or (method is not None and method in text)

    def link(self, sentence: Sentence, found: Found) -> None:
        """Fill in the links of all drafts of a sentence."""
        self.note(sentence.text[sentence.start : sentence.end])
        for at, draft, _ in found.drafts:
            draft.baseline = baselines(sentence, at, draft, self.context)
            draft.subject = subject(sentence, at, draft, self.context)
            draft.attribution = attribution(sentence, at, draft, self.context, started=self.started)
            draft.dataset = datasets(sentence, at, draft, self.context, carried=self.last)
            draft.hardware = devices(sentence, at, draft)
        self.last = named_on(sentence)
