"""For what a number holds: each draft of a sentence gets its subject, baseline, dataset, device and attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.claims.assemble import Found
from claimx.claims.chunks import Sentence
from claimx.claims.linking.attribution import attribution
from claimx.claims.linking.baseline import Baselines
from claimx.claims.linking.carried import Carried
from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.context import Context
from claimx.claims.linking.devices import devices
from claimx.claims.linking.scope import Datasets
from claimx.claims.linking.settings import settings
from claimx.claims.linking.subject import Subjects
from claimx.claims.linking.tasks import Tasks
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.span import Span

_OWN_WORDS = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|article|report|thesis)|in this|is proposed|are proposed|is presented"
    r"|is introduced|are introduced|are presented|[Hh]ere)\b"
)


@dataclass(slots=True)
class Links:
    """What links carry from sentence to sentence of one paper."""

    context: Context
    vocabulary: Vocabulary
    carried: Carried
    started: bool = False
    """Whether the paper has begun to speak of itself; what stands before is background."""
    topic: str | None = None
    """What the sentence before was about or introduced, where that is one of the paper's own things other than its method."""

    def pass_over(self, text: str, span: Span) -> None:
        """Take notice of a sentence in which nothing is claimed."""
        self.topic = self.context.thing(self.context.introduced_in(span.start, span.end))
        self.carried.pass_over(span)
        self._start(text[span.start : span.end])

    def _start(self, text: str) -> None:
        if not self.started:
            self.started = _OWN_WORDS.search(text) is not None or any(name in text for name in self.context.own)

    def link(self, sentence: Sentence, found: Found) -> None:
        """Fill in the links of all drafts of a sentence."""
        self._start(sentence.text[sentence.start : sentence.end])
        if not found.drafts:
            return
        clauses = Clauses.of(sentence, self.vocabulary)
        subjects = Subjects(clauses, self.context, self.vocabulary, started=self.started, topic=self.topic)
        datasets = Datasets(clauses, self.context, self.vocabulary, self.carried)
        compared = Baselines(clauses, self.context, self.vocabulary, started=self.started, topic=self.topic)
        tasks = Tasks(clauses, self.vocabulary, general=self.context.task)
        for at, draft, _ in found.drafts:
            draft.subject = subjects.of(at, draft)
            draft.attribution = attribution(clauses, at, draft, self.context, subjects, self.vocabulary)
            draft.baseline = compared.baselines(at, draft)
            draft.dataset = datasets.of(at, draft)
            draft.hardware = devices(clauses, at, draft)
            draft.task = tasks.of(at, draft)
            draft.setting = settings(clauses, at, draft, self.vocabulary)
        self.topic = self.context.thing(found.drafts[-1][1].subject)
        measures = frozenset(draft.metric for _, draft, _ in found.drafts if draft.family == "quality")
        self.carried.note(Span(sentence.start, sentence.end), datasets.named(results=bool(measures)), measures)
        self.carried.known.update(datasets.every())
