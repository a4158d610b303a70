"""The order of the stages, on one screen: paper in, claims out."""

from __future__ import annotations

import gc
import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from claimx.claims import ClaimReader
from claimx.claims.derive import improvement_of, polarity_of
from claimx.errors import ClaimxError, WorkerLost
from claimx.mentions import Draft
from claimx.processes import Workers
from claimx.quantities import Scanner
from claimx.records import Claim, Paper, proved
from claimx.rulebook import Rulebook, load_rules
from claimx.span import Span
from claimx.text import AlignedText, normalise, sentences
from claimx.units import Units

LONGEST_TITLE = 1_000
"""Characters of a title that are read: what is longer names nothing."""


@dataclass(frozen=True, slots=True)
class Fired:
    """One step of the reading of a sentence: a rule, where it fired, and what came of it."""

    rule: str
    start: int
    end: int
    text: str
    outcome: str
    detail: str = ""


@dataclass(slots=True)
class Trace:
    """How a text was read: every rule that fired, in order of place, and the claims that came of it."""

    fired: list[Fired] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


class Evidence(NamedTuple):
    """A sentence that claims something: where it stands in the normal text and in the abstract, and its words there."""

    span: Span
    start: int
    words: str


class Extractor:
    """Reads papers with one rulebook. Building it costs time; keep it. It holds no state between papers."""

    def __init__(self, rulebook: Rulebook | None = None) -> None:
        self.rulebook = rulebook or load_rules()
        self._scanner = Scanner(self.rulebook)
        self._reader = ClaimReader(self.rulebook)
        self._units = Units(self.rulebook)

    def claims(self, paper: Paper) -> list[Claim]:
        """The claims of one paper, in the order of their place in the abstract."""
        return self._read(paper, None)

    def explain(self, text: str | Paper) -> Trace:
        """How a text, or the abstract of a paper, is read: what fired, what was dropped and why, and the claims."""
        trace = Trace()
        trace.claims = self._read(text if isinstance(text, Paper) else Paper(id="text", abstract=text), trace)
        trace.fired.sort(key=lambda f: (f.start, f.end))
        return trace

    def _read(self, paper: Paper, trace: Trace | None) -> list[Claim]:
        if not self._scanner.may_hold(paper.abstract):
            return []
        aligned = normalise(paper.abstract)
        places = self._scanner.places(aligned.text)
        if not places:
            return []
        scanned = [
            (span, *self._scanner.scan(aligned.text, span.start, span.end, places=places)) for span in sentences(aligned.text)
        ]
        if trace is not None:
            trace.fired += [_fired(aligned, d.rule, d.start, d.end, "dropped", d.why) for _, _, out in scanned for d in out]
        if not any(quantities for _, quantities, _ in scanned):
            return []
        drafts: list[tuple[Span, list[Draft]]] = []
        reading = self._reader.open(normalise(paper.title[:LONGEST_TITLE]).text, aligned.text)
        for span, quantities, _ in scanned:
            if not quantities:
                reading.pass_over(span)
                continue
            outcome = reading.sentence(span, quantities)
            drafts.append((span, outcome.drafts))
            if trace is not None:
                trace.fired += [_fired(aligned, r, s, e, o, d) for r, s, e, o, d in outcome.steps()]
        return [claim for span, found in drafts for claim in self._claims(paper, aligned, span, found)]

    def _claims(self, paper: Paper, aligned: AlignedText, sentence: Span, drafts: Iterable[Draft]) -> Iterator[Claim]:
        """The claims of one sentence; they share its words."""
        at = aligned.origin(sentence.start, sentence.end)
        evidence = Evidence(sentence, at.start, at.of(paper.abstract))
        return (_claim(paper, aligned, evidence, draft, self._reader, self._units) for draft in drafts)


def _fired(aligned: AlignedText, rule: str, start: int, end: int, outcome: str, detail: str = "") -> Fired:
    at = aligned.origin(start, end)
    return Fired(rule, at.start, at.end, at.of(aligned.source), outcome, detail)


def _claim(paper: Paper, aligned: AlignedText, evidence: Evidence, draft: Draft, reader: ClaimReader, units: Units) -> Claim:
    span = aligned.origin(draft.quantity.start, draft.quantity.end)
    measure = reader.measure(draft.metric)
    value = units.canonical(draft.value, draft.unit or measure.implied_unit)
    return proved(
        {
            "claim_id": _claim_id(paper.id, span, draft.metric),
            "paper_id": paper.id,
            "title": paper.title,
            "url": paper.url,
            "date": paper.date,
            "source": paper.source,
            "start": span.start,
            "end": span.end,
            "quote": span.of(paper.abstract),
            "sentence": evidence.words,
            "sentence_start": evidence.start,
            "family": draft.family,
            "kind": draft.kind,
            "value": float(draft.value),
            "value2": _real(draft.value2),
            "unit": draft.unit,
            "bound": draft.bound,
            "metric": draft.metric,
            "effect": draft.effect,
            "factor": _real(draft.factor),
            "basis": draft.basis,
            "subject": draft.subject,
            "baseline": tuple(draft.baseline),
            "dataset": tuple(draft.dataset),
            "task": draft.task,
            "hardware": draft.hardware,
            "setting": tuple(draft.setting),
            "attribution": draft.attribution,
            "better": measure.better,
            "polarity": polarity_of(draft.effect, measure.better),
            "improvement": _real(improvement_of(draft.factor, measure.better)),
            "canonical_value": _real(value[0] if value else None),
            "canonical_unit": value[1] if value else None,
            "rules": tuple(dict.fromkeys(draft.rules)),
            "confidence": reader.confidence(draft, aligned.text, evidence.span),
        }
    )


def _real(value: float | None) -> float | None:
    """Whole numbers that rules or arithmetic left as integers are real ones in a record."""
    return None if value is None else float(value)


def _claim_id(paper_id: str, span: Span, metric: str) -> str:
    key = f"{paper_id}\0{span.start}\0{span.end}\0{metric}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(key).hexdigest()[:16]


def extract(papers: Iterable[Paper] | Paper | str, *, rulebook: Rulebook | None = None, jobs: int = 1) -> Iterator[Claim]:
    """The claims of *papers*: an iterable of papers, one paper, or a plain string.

    A plain string is read as the abstract of a paper without a title. With *jobs* above one, that many processes
    work; the order stays that of the papers.
    """
    if isinstance(papers, str):
        papers = Paper(id="text", abstract=papers)
    if isinstance(papers, Paper):
        papers = (papers,)
    for _, claims in extract_all(papers, rulebook=rulebook, jobs=jobs):
        yield from claims


def extract_all(
    papers: Iterable[Paper],
    *,
    rulebook: Rulebook | None = None,
    jobs: int = 1,
    on_error: Callable[[Paper, str], None] | None = None,
) -> Iterator[tuple[Paper, list[Claim]]]:
    """Each paper with its claims, in order.

    A paper that cannot be read is handed to *on_error* with the reason, and the others go on; without *on_error* the
    exception is raised.
    """
    book = rulebook or load_rules()
    outcomes = _in_processes(papers, book, jobs) if jobs > 1 else _in_turn(papers, book)
    for paper, claims, error in outcomes:
        if error is None:
            yield paper, claims
        elif on_error is None:
            raise error
        else:
            on_error(paper, f"{type(error).__name__}: {error}")


Outcome = tuple[Paper, list[Claim], Exception | None]
_BATCH = 128
"""Papers handed to a process at once: enough to hide the hand-over, few enough to keep memory flat."""


def attempt(extractor: Extractor, paper: Paper) -> Outcome:
    """The paper with its claims, or with what went wrong."""
    try:
        return paper, extractor.claims(paper), None
    except Exception as error:  # one bad paper never stops a run
        return paper, [], error


def _in_turn(papers: Iterable[Paper], book: Rulebook) -> Iterator[Outcome]:
    extractor = Extractor(book)
    for paper in papers:
        yield attempt(extractor, paper)


def _in_processes(papers: Iterable[Paper], book: Rulebook, jobs: int) -> Iterator[Outcome]:
    with Workers(jobs, _reading, (book,)) as workers:
        for batch, answers, died in workers.map(_batches(papers)):
            yield from each_alone(batch, book) if died else map(_outcome, batch, answers or ())


def each_alone(papers: Iterable[Paper], book: Rulebook) -> Iterator[Outcome]:
    """The papers one by one in another process, which is replaced when one of them kills it."""
    with Workers(1, _reading, (book,)) as workers:
        for (paper,), answers, died in workers.map([paper] for paper in papers):
            yield (paper, [], WorkerLost(died)) if died else _outcome(paper, (answers or [((), None)])[0])


_Answer = tuple[Sequence[dict[str, Any]], Exception | None]
"""What a process sends back of a paper: its claims as plain values, which are quick to pickle."""


def _reading(book: Rulebook) -> Callable[[list[Paper]], list[_Answer]]:
    extractor = Extractor(book)
    gc.collect()
    gc.freeze()  # the rulebook stays as long as the process: it need not be looked through again and again

    def read(papers: list[Paper]) -> list[_Answer]:
        outcomes = [attempt(extractor, paper) for paper in papers]
        return [([vars(claim) for claim in claims], _sendable(error)) for _, claims, error in outcomes]

    return read


def _sendable(error: Exception | None) -> Exception | None:
    """The error itself where it can be pickled, else one of the same words."""
    try:
        return error and pickle.loads(pickle.dumps(error))
    except Exception:
        return ClaimxError(f"{type(error).__name__}: {error}")


def _outcome(paper: Paper, answer: _Answer) -> Outcome:
    return paper, [proved(values) for values in answer[0]], answer[1]


def _batches(papers: Iterable[Paper]) -> Iterator[list[Paper]]:
    rest = iter(papers)
    while batch := list(islice(rest, _BATCH)):
        yield batch
