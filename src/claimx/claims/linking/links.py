"""For what a number holds: each draft of a sentence gets its subject, baseline, dataset, device and attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.claims.assemble import Found
from claimx.claims.chunks import Sentence
from claimx.claims.linking.attribution import attribution
from claimx.claims.linking.baseline import baselines
from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.context import Context
from claimx.claims.linking.scope import datasets, devices, named_on
from claimx.claims.linking.subject import Subjects
from claimx.claims.linking.vocabulary import Vocabulary

_OWN_WORDS = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|article|report|thesis)|in this|is proposed|are proposed|is presented"
    r"|is introduced|are introduced|are presented|[Hh]ere)\b"
)


@dataclass(slots=True)
class Links:
    """What links carry from sentence to sentence of one paper."""

    context: Context
    vocabulary: Vocabulary
    started: bool = False
    """Whether the paper has begun to speak of itself; what stands before is background."""
    last: tuple[str, ...] = ()
    """Datasets named in the sentence before."""
    topic: str | None = None
    """What the sentence before was about."""

    def note(self, text: str) -> None:
        """Take notice of a sentence in which nothing is claimed."""
        if not self.started:
            self.started = _OWN_WORDS.search(text) is not None or any(name in text for name in self.context.own)

    def link(self, sentence: Sentence, found: Found) -> None:
        """Fill in the links of all drafts of a sentence."""
        self.note(sentence.text[sentence.start : sentence.end])
        if not found.drafts:
            return
        clauses = Clauses.of(sentence, self.vocabulary)
        subjects = Subjects(clauses, self.context, self.vocabulary, started=self.started, topic=self.topic)
        for at, draft, _ in found.drafts:
            draft.baseline = baselines(sentence, at, draft, self.context)
            draft.subject = subjects.of(at, draft)
            draft.attribution = attribution(clauses, at, draft, self.context, subjects, self.vocabulary)
            draft.dataset = datasets(sentence, at, draft, self.context, carried=self.last)
            draft.hardware = devices(sentence, at, draft)
        self.last = named_on(sentence)
