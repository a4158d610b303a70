"""The room's one way in: a paper is opened, its sentences are read in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimx.claims.assemble import Assembler, Found
from claimx.claims.chunks import Sentence
from claimx.claims.confidence import Confidence
from claimx.claims.linking.carried import Carried
from claimx.claims.linking.context import context_of
from claimx.claims.linking.links import Links
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.claims.measure import Measure
from claimx.claims.names import NameMention
from claimx.claims.sentence import Chunker
from claimx.mentions import Draft, Quantity
from claimx.rulebook import Rulebook
from claimx.rulebook.model import MetricRule
from claimx.span import Span

_OPENING = 10_000
"""Characters of an abstract in which it says what it introduces: what has more is several texts in one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one sentence."""

    sentence: Sentence
    found: Found
    vocabulary: Vocabulary

    @property
    def drafts(self) -> list[Draft]:
        """The drafts, in order of place."""
        return [draft for _, draft, _ in self.found.drafts]

    def steps(self) -> Iterator[tuple[str, int, int, str, str]]:
        """Rule, start, end, outcome and detail of everything that fired, for `explain`."""
        for chunk in (*self.sentence.chunks, *self.sentence.fillers):
            if chunk.quantity is not None:
                for rule in chunk.quantity.rules:
                    yield (
                        rule,
                        chunk.start,
                        chunk.end,
                        "quantity",
                        f"{chunk.quantity.value:g} {chunk.quantity.unit}".strip(),
                    )
            for named in (chunk.metric, chunk.count, chunk.cue):
                if named is not None:
                    yield (
                        named.id,
                        chunk.start,
                        chunk.end,
                        "named",
                        getattr(named, "name", "") or getattr(named, "tag", ""),
                    )
            if chunk.rule:
                yield chunk.rule, chunk.start, chunk.end, "named", chunk.name
        for rule, start, end in self.vocabulary.mentions(self.sentence.text, self.sentence.start, self.sentence.end):
            yield rule, start, end, "word", ""
        for quantity, rule in self.found.dropped:
            yield rule, quantity.start, quantity.end, "dropped", "no rule says what this number measures"
        for _, draft, _ in self.found.drafts:
            q = draft.quantity
            for rule in dict.fromkeys(draft.rules):
                if rule not in q.rules:
                    yield rule, q.start, q.end, "claim", f"{draft.metric} {draft.kind} {draft.effect}"


class ClaimReader:
    """Reads papers with one rulebook; holds compiled rules and no state between papers."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._chunker = Chunker(rulebook)
        self.vocabulary = Vocabulary(rulebook)
        self._assembler = Assembler(rulebook, self.vocabulary)
        self._confidence = Confidence(rulebook.calibration)

    def open(self, title: str, text: str) -> Reading:
        """A paper's normal title and abstract, ready to be read sentence by sentence."""
        return Reading(self, title, text, self._chunker.measures(text))

    def measure(self, metric: str) -> Measure:
        """What is known of a metric: which way is better, what a bare number is understood in."""
        return self._assembler.measures.named(metric)

    def confidence(self, draft: Draft, text: str, sentence: tuple[int, int]) -> float:
        """How sure a draft is that stands in ``text[start:end]``."""
        quote = text[draft.quantity.start : draft.quantity.end]
        return self._confidence.of(draft, quote=quote, sentence=text[sentence[0] : sentence[1]])

    def names_in(self, text: str, start: int, end: int) -> list[NameMention]:
        """The names in ``text[start:end]``."""
        return self._chunker.names.find(text, start, end)

    def read(self, text: str, span: Span, *, quantities: Sequence[Quantity], reading: Reading) -> Outcome:
        """One sentence of a paper."""
        sentence = self._chunker.sentence(text, span, quantities=quantities, measures=reading.measures)
        found = self._assembler.read(sentence, carried=reading.measure)
        reading.measure = found.measure or reading.measure
        found.drafts = [entry for entry in found.drafts if not reading.repeats(entry[1])]
        if not found.drafts:
            reading.pass_over(span)
            return Outcome(sentence, found, self.vocabulary)
        reading.links().link(sentence, found)
        return Outcome(sentence, found, self.vocabulary)


@dataclass(slots=True)
class Reading:
    """A paper being read. What it says of itself as a whole is looked for only once something is claimed."""

    reader: ClaimReader
    title: str
    text: str
    measures: dict[str, MetricRule]
    """Measures by the acronyms that the paper gives them."""
    measure: Measure | None = None
    """What the results of the last sentence with results measure."""
    sizes: set[tuple[str, float, str, str]] = field(default_factory=set)
    """Sizes told so far: a mention that only repeats one is no claim of its own."""
    _links: Links | None = None
    _passed: list[Span] = field(default_factory=list)
    """Sentences before the first claim."""

    def links(self) -> Links:
        """What links carry from sentence to sentence."""
        if self._links is None:
            vocabulary = self.reader.vocabulary
            context = context_of(self.title, self.text[:_OPENING], vocabulary)
            self._links = Links(context, vocabulary, Carried(self.text, self.reader.names_in, vocabulary))
            for span in self._passed:
                self._links.pass_over(self.text, span)
        return self._links

    def pass_over(self, span: Span) -> None:
        """Take notice of a sentence in which nothing is claimed: who speaks in it, and what was tried on which datasets."""
        if self._links is None:
            self._passed.append(span)
        else:
            self._links.pass_over(self.text, span)

    def repeats(self, draft: Draft) -> bool:
        """Whether a size was told before in the same words; takes note of it."""
        if draft.kind != "level" or (draft.family != "scale" and draft.metric != "parameters"):
            return False
        key = (draft.metric, draft.value, draft.unit, draft.bound)
        if key in self.sizes and draft.value >= 100:
            return True
        self.sizes.add(key)
        return False

    def sentence(self, span: Span, quantities: Sequence[Quantity]) -> Outcome:
        """What the next sentence says."""
        return self.reader.read(self.text, span, quantities=quantities, reading=self)
