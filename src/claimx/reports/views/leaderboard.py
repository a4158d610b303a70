"""Leaderboards as sheets: a board each, with its record over time."""

from __future__ import annotations

from claimx.reports.entries import Entry
from claimx.reports.leaderboard import Board, Leaderboards, Ranking, Row
from claimx.reports.sheets import Cell, Column, Evidence, Number, PaperLink, Plot, Point, Report, Sheet
from claimx.reports.words import order_text, scale_text, score_text

_PLOTTED = 12
"""Bars that leave the table in sight."""


def leaderboard_report(found: Leaderboards, *, with_history: bool = False) -> Report:
    """The boards, best first, and where asked for who held each record when."""
    sheets: list[Sheet] = []
    for board in found.boards:
        sheets.append(_board(board, found.ranking))
        if with_history and board.history:
            sheets.append(_history(board, found.ranking))
    what = {"level": "", "improvement": ", by how many times better", "points": ", by points gained"}[found.ranking.by]
    asked = {"metric": found.measure.name, "by": found.ranking.by}
    return Report("leaderboard", f"Leaderboard: {found.measure.label}{what}", tuple(sheets), left_out=found.left_out, asked=asked)


def _columns(*, with_prior: bool) -> tuple[Column, ...]:
    return (
        Column("metric", "metric", "records"),
        Column("dataset", "dataset", "records"),
        Column("task", "task", "records"),
        Column("protocol", "protocol", "records"),
        Column("scale", "scale", "records"),
        Column("better", "better", "records"),
        Column("rank", "#", "records"),
        Column("place", "#", "pages"),
        Column("subject", "subject"),
        Column("score", "value"),
        Column("attribution", "whose number", "always" if with_prior else "records"),
        Column("conditions", "conditions"),
        Column("paper", "paper"),
        Column("date", "date", "pages"),
        Column("more", "further values", "records"),
        Column("flags", "unlike the row above"),
        Column("sentence", "sentence"),
    )


def _board(board: Board, ranking: Ranking) -> Sheet:
    return Sheet(
        board.title,
        _columns(with_prior=ranking.include_prior),
        tuple(_cells(board, row) for row in board.rows),
        note=order_text(ranking.by, board.better),
        plots=tuple(plot for plot in (_bars(board), _steps(board)) if plot),
    )


def _cells(board: Board, row: Row) -> tuple[Cell, ...]:
    found, claim = row.entry, row.entry.claim
    return (
        board.measure.name,
        board.dataset,
        board.task,
        (*board.protocol, *([board.bound] if board.bound else [])),
        board.scale,
        board.better,
        row.rank,
        f"{row.rank}{'=' if row.tied else ''}",
        found.subject,
        Number(score_text(found), found.score, claim),
        claim.attribution,
        tuple(part for part in (claim.hardware, *claim.setting) if part),
        PaperLink(claim),
        claim.date,
        row.more,
        tuple(map(str, row.flags)),
        Evidence(claim),
    )


def _bars(board: Board) -> Plot | None:
    if len(board.rows) < 2:
        return None
    rows = board.rows[:_PLOTTED]
    points = tuple(Point(r.entry.label, r.rank, r.entry.score, r.entry.claim, r.rank == 1) for r in rows)
    return Plot("bars", board.title, "", scale_text(board.measure.label, board.scale), points)


def _steps(board: Board) -> Plot | None:
    if len(board.history) < 2:
        return None
    held = {h.entry.claim.claim_id for h in board.history}
    others = [r.entry for r in board.rows if r.entry.claim.date and r.entry.claim.claim_id not in held]
    points = [_point(h.entry, True) for h in board.history] + [_point(e, False) for e in others]
    return Plot("steps", f"{board.title}: record over time", "date", scale_text(board.measure.label, board.scale), tuple(points))


def _point(found: Entry, strong: bool) -> Point:
    return Point(found.label, found.claim.date or "", found.score, found.claim, strong)


def _history(board: Board, ranking: Ranking) -> Sheet:
    columns = (
        Column("since", "since"), Column("until", "until"), Column("subject", "subject"), Column("score", "record"),
        Column("paper", "paper"), Column("sentence", "sentence"),
    )  # fmt: skip
    rows = tuple(
        (
            held.since,
            held.until or "today",
            held.entry.subject,
            Number(score_text(held.entry), held.entry.score, held.entry.claim),
            PaperLink(held.entry.claim),
            Evidence(held.entry.claim),
        )
        for held in board.history
    )
    return Sheet(f"{board.title}: record over time", columns, rows, note=order_text(ranking.by, board.better))
