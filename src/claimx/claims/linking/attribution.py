"""Whether a number is the paper's own result or somebody else's."""

from __future__ import annotations

from claimx.claims.linking.clauses import Clauses
from claimx.claims.linking.context import Context
from claimx.claims.linking.subject import RECORD, Subjects
from claimx.claims.linking.vocabulary import Vocabulary
from claimx.mentions import Draft
from claimx.records import Attribution


def attribution(
    clauses: Clauses, at: int, draft: Draft, context: Context, subjects: Subjects, vocabulary: Vocabulary
) -> Attribution:
    """``prior`` for a rival's number beside the paper's own, and for what stands before the paper speaks of itself."""
    name = draft.subject
    place = clauses.places[at]
    own = name is None or name == context.method or context.is_own(name)
    if own and name is not None and context.is_forerunner(name):
        own = subjects.rival(place, draft) is None or not _compared(clauses, place)
    if not subjects.started and draft.family != "scale" and not (draft.metric == "parameters" and draft.kind == "level"):
        return "prior"
    if own or name is None or name == context.judged or (draft.family == "scale" and draft.metric != "training_data"):
        return "own"
    if name == RECORD:
        return "prior"
    compared = "t" in clauses.roles or _compared(clauses, place)
    if context.method is None and (_leads(clauses, name) or _is_ours(clauses, name)):
        return "own"
    if context.judging and not compared:
        return "own"
    if subjects.rival(place, draft) is not None or subjects.opponent(place, draft) is not None:
        return "prior"
    described = any(vocabulary.has("rival", word) for word in name.lower().split() if word != "current")
    if described or _contrasted(clauses, place):
        return "prior"
    return "prior" if draft.kind == "level" and compared else "own"


def _compared(clauses: Clauses, at: int) -> bool:
    """Whether a word of comparison stands before a place."""
    return "t" in clauses.roles[:at] or any(chunk.letter == "o" for chunk in clauses.tokens[:at])


def _leads(clauses: Clauses, name: str) -> bool:
    """Whether a name stands right before "outperforms": the winner is what a paper without a name speaks for."""
    tokens = clauses.tokens
    return any(
        token.letter == "o" and clauses.roles[i] == "V" and clauses.name(i - 1) == name for i, token in enumerate(tokens) if i
    )


def _is_ours(clauses: Clauses, name: str) -> bool:
    """Whether the sentence calls it the paper's: "our leaf-based SwinCut models"."""
    text = clauses.sentence.text[clauses.sentence.start : clauses.sentence.end]
    return f"our {name.lower()}" in text.lower()


def _contrasted(clauses: Clauses, at: int) -> bool:
    """Whether "while" or "whereas" sets the clause of the number against one with a number before it."""
    for i in range(at - 1, 0, -1):
        if clauses.tokens[i].lower in ("while", "whereas"):
            return "q" in clauses.roles[:i] and "V" in clauses.roles[i:at]
        if clauses.roles[i] == ";":
            break
    return False
