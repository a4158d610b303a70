"""The order of the stages, on one screen: paper in, claims out."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from claimx.claims import ClaimReader
from claimx.claims.derive import improvement_of, polarity_of
from claimx.mentions import Draft
from claimx.quantities import Scanner
from claimx.records import Claim, Paper
from claimx.rulebook import Rulebook, load_rules
from claimx.span import Span
from claimx.text import AlignedText, normalise, sentences
from claimx.units import Units


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

    def explain(self, text: str) -> Trace:
        """How *text* is read: what fired, what was dropped and why, and the claims."""
        trace = Trace()
        trace.claims = self._read(Paper(id="text", abstract=text), trace)
        trace.fired.sort(key=lambda f: (f.start, f.end))
        return trace

    def _read(self, paper: Paper, trace: Trace | None) -> list[Claim]:
        if not self._scanner.may_hold(paper.abstract):
            return []
        aligned = normalise(paper.abstract)
        places = self._scanner.places(aligned.text)
        scanned = [
            (span, *self._scanner.scan(aligned.text, span.start, span.end, places=places)) for span in sentences(aligned.text)
        ]
        if trace is not None:
            trace.fired += [_fired(aligned, d.rule, d.start, d.end, "dropped", d.why) for _, _, out in scanned for d in out]
        if not any(quantities for _, quantities, _ in scanned):
            return []
        drafts: list[tuple[Span, Draft]] = []
        reading = self._reader.open(normalise(paper.title).text, aligned.text)
        for span, quantities, _ in scanned:
            if not quantities:
                reading.skip(span)
                continue
            outcome = reading.sentence(span, quantities)
            drafts += [(span, d) for d in outcome.drafts]
            if trace is not None:
                trace.fired += [_fired(aligned, r, s, e, o, d) for r, s, e, o, d in outcome.steps()]
        return [_claim(paper, aligned, span, draft, self._reader, self._units) for span, draft in drafts]


def _fired(aligned: AlignedText, rule: str, start: int, end: int, outcome: str, detail: str = "") -> Fired:
    at = aligned.origin(start, end)
    return Fired(rule, at.start, at.end, at.of(aligned.source), outcome, detail)


def _claim(paper: Paper, aligned: AlignedText, sentence: Span, draft: Draft, reader: ClaimReader, units: Units) -> Claim:
    span = aligned.origin(draft.quantity.start, draft.quantity.end)
    evidence = aligned.origin(sentence.start, sentence.end)
    better = reader.better(draft.metric)
    value = units.canonical(draft.value, draft.unit)
    return Claim(
        claim_id=_claim_id(paper.id, span, draft.metric),
        paper_id=paper.id,
        title=paper.title,
        url=paper.url,
        date=paper.date,
        source=paper.source,
        start=span.start,
        end=span.end,
        quote=span.of(paper.abstract),
        sentence=evidence.of(paper.abstract),
        sentence_start=evidence.start,
        family=draft.family,
        kind=draft.kind,
        value=draft.value,
        value2=draft.value2,
        unit=draft.unit,
        bound=draft.bound,
        metric=draft.metric,
        effect=draft.effect,
        factor=draft.factor,
        basis=draft.basis,
        subject=draft.subject,
        baseline=draft.baseline,
        dataset=draft.dataset,
        task=draft.task,
        hardware=draft.hardware,
        setting=draft.setting,
        attribution=draft.attribution,
        better=better,
        polarity=polarity_of(draft.effect, better),
        improvement=improvement_of(draft.factor, better),
        canonical_value=value[0] if value else None,
        canonical_unit=value[1] if value else None,
        rules=tuple(dict.fromkeys(draft.rules)),
        confidence=draft.confidence,
    )


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
_BATCH = 64
"""Papers handed to a process at once: enough to hide the hand-over, few enough to keep memory flat."""
_extractor: Extractor | None = None
"""The extractor of a worker process, built once when the process starts."""


def _attempt(extractor: Extractor, paper: Paper) -> Outcome:
    try:
        return paper, extractor.claims(paper), None
    except Exception as error:  # one bad paper never stops a run
        return paper, [], error


def _in_turn(papers: Iterable[Paper], book: Rulebook) -> Iterator[Outcome]:
    extractor = Extractor(book)
    for paper in papers:
        yield _attempt(extractor, paper)


def _in_processes(papers: Iterable[Paper], book: Rulebook, jobs: int) -> Iterator[Outcome]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs, initializer=_start_worker, initargs=(book,)) as pool:
        for outcomes in pool.imap(_work, _batches(papers)):
            yield from outcomes


def _start_worker(book: Rulebook) -> None:
    global _extractor
    _extractor = Extractor(book)


def _work(papers: list[Paper]) -> list[Outcome]:
    extractor = _extractor or Extractor()
    return [_attempt(extractor, paper) for paper in papers]


def _batches(papers: Iterable[Paper]) -> Iterator[list[Paper]]:
    batch: list[Paper] = []
    for paper in papers:
        batch.append(paper)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
