"""From meaning to one SQL statement, also where several metrics meet.

A claim speaks of one metric, so ``accuracy > 80% and latency < 2 ms`` holds for no claim alone. Tests that are about
different things (another metric, a value and a change, another place) meet: on the same subject of the same paper, or,
where a paper has no such subject, on the paper. The answer is every claim that takes part, and says on what they met.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimx.query.conditions import At, Condition, Either, Every, FieldTest, MetricTest, PlaceTest, Question, Without
from claimx.query.fields import FIELDS
from claimx.query.predicates import Binder, field_sql, metric_sql, place_sql
from claimx.query.wording import said

About = frozenset[tuple[object, ...]]
_SORTED = {"value": "coalesce(canonical_value, value)"}
_SUBJECT = "coalesce(subject_id, CASE WHEN attribution = 'own' THEN 0 END)"
"""What claims meet on; a paper's own method without a name is one subject, unnamed others are none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the claims lie that are asked."""

    row: str
    """The column of ``claims`` that tells rows apart."""
    paper: str = "paper_id"
    """The column that tells papers apart."""
    indexed: bool = False
    """Rows are quickly found by that column, and sentences by their words, in the tables ``words`` and ``spoken``."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL over the relations ``claims`` and ``place_keys``, made of fixed texts."""

    sql: str
    """The whole answer."""
    rows: str
    """Which rows the answer is among, each with ``meets``: those that share the last place of a limit are all there."""
    parameters: tuple[object, ...]
    """Of both statements."""
    one_by_one: str
    """The answer out of rows that are known: $1, of which $2 met on a subject and $3 on a paper; the first $4 of them."""
    at_once: str
    """The same, by reading whole stretches of the columns."""
    limit: int | None


def compile_question(
    question: Question, *, layout: Layout, columns: str, optimistic: bool = False, limit: int | None = None
) -> Compiled:
    """The statements that answer *question* with *columns* and ``meets``."""
    work = _Compiler(layout, optimistic)
    row = layout.row
    condition = question.condition
    wheres = [work.sql(condition)] if condition is not None else []
    if isinstance(condition, Either) and (metrics := metrics_of(condition)) is not None:
        wheres.insert(0, work.among(metrics))
    if whole := len(wheres) == 1 and work.is_meeting(wheres[0]):
        wheres = []
    limits = [number for number in (question.limit, limit) if number is not None]
    where = f"WHERE {' AND '.join(wheres)}" if wheres else ""
    # First which claims, then the claims: so the many columns of a record are read only for those that are wanted.
    first, descending = question.order[0] if question.order else ("paper_id", False)
    hits = (
        f"SELECT claims.{row} AS row, {work.meets()} AS meets, {_key(first)} AS key FROM claims {work.joins(whole=whole)} {where}"
    )
    tables, hits_once = [*work.tables, f"hits AS MATERIALIZED ({hits})"], [*work.tables, f"hits AS ({hits})"]
    found, end, least = "hits", "", min(limits, default=None)
    if least is not None:
        number, way = work.bind(least), "DESC" if descending else "ASC"
        tables += [
            f"best AS (SELECT key FROM hits ORDER BY key {way} NULLS LAST LIMIT {number})",
            f"edge AS (SELECT CASE WHEN count(key) = {number} THEN {'min' if descending else 'max'}(key) END AS key FROM best)",
            f"found AS (SELECT hits.* FROM hits, edge "
            f"WHERE edge.key IS NULL OR hits.key {'>=' if descending else '<='} edge.key)",
        ]
        found, end, hits_once = "found", f" LIMIT {number}", tables
    known, order = f"WITH {', '.join(tables)}", f"ORDER BY {_order(question.order)}"
    return Compiled(
        sql=f"{known} SELECT {columns}, {found}.meets FROM claims JOIN {found} ON claims.{row} = {found}.row {order}{end}",
        rows=f"WITH {', '.join(hits_once)} SELECT row, meets FROM {found}",
        parameters=tuple(work.bind.values),
        one_by_one=_of_rows(row, columns, "$1", order),
        at_once=_of_rows(row, columns, "(SELECT unnest($1::BIGINT[]))", order),
        limit=least,
    )


def _of_rows(row: str, columns: str, wanted: str, order: str) -> str:
    # Fetched by themselves, since whatever else is asked of the same scan keeps the index from being used.
    return (
        f"WITH few AS MATERIALIZED (SELECT {row}, {columns} FROM claims WHERE {row} IN {wanted}) "
        f"SELECT {columns}, CASE WHEN {row} IN $2 THEN 'subject' WHEN {row} IN $3 THEN 'paper' END AS meets "
        f"FROM few {order} LIMIT $4"
    )


def metrics_of(condition: Condition) -> frozenset[str] | None:
    """The metrics outside of which no claim satisfies *condition*; None where there is no such limit."""
    match condition:
        case MetricTest(metrics):
            return frozenset(metrics)
        case At(part, _):
            return metrics_of(part)
        case Every(parts):
            return _of_every(parts)
        case Either(parts):
            found = [metrics_of(part) for part in parts]
            return None if None in found else frozenset[str]().union(*(f for f in found if f is not None))
        case _:
            return None


def _of_every(parts: Sequence[Condition]) -> frozenset[str] | None:
    found = [limits for part in parts if (limits := metrics_of(part)) is not None]
    meets = len({about(part) for part in parts if about(part)}) > 1
    if not found:
        return None
    return frozenset[str]().union(*found) if meets else min(found, key=lambda limits: (len(limits), sorted(limits)))


def about(condition: Condition, place: PlaceTest | None = None) -> About:
    """What the metrics in a condition are asked for: metric, value or change, and where; empty without any metric."""
    match condition:
        case MetricTest():
            return frozenset([(condition.metrics, condition.change, place)])
        case At(part, at):
            return about(part, at)
        case Without(part):
            return about(part, place)
        case Every(parts) | Either(parts):
            return frozenset[tuple[object, ...]]().union(*(about(part, place) for part in parts))
        case _:
            return frozenset()


class _Compiler:
    def __init__(self, layout: Layout, optimistic: bool) -> None:
        self.bind = Binder()
        self.tables: list[str] = []
        self._row = layout.row
        self._paper = layout.paper
        self._indexed = layout.indexed
        self._optimistic = optimistic
        self._meetings: list[str] = []

    def sql(self, condition: Condition) -> str:
        """SQL that is true of the rows of the answer."""
        match condition:
            case MetricTest():
                return metric_sql(condition, self.bind, optimistic=self._optimistic)
            case FieldTest("sentence", "~", (str(text),)) if self._indexed and (found := said(text, self.bind)):
                return found
            case FieldTest():
                return field_sql(condition, self.bind)
            case PlaceTest():
                return place_sql(condition, self.bind)
            case At(part, place):
                return f"({self.sql(part)} AND {place_sql(place, self.bind)})"
            case Without(part):
                return f"NOT coalesce({self.sql(part)}, false)"
            case Either(parts):
                return "(" + " OR ".join(self.sql(part) for part in parts) + ")"
            case Every():
                return self._every(list(_flat(condition)))

    def among(self, metrics: frozenset[str]) -> str:
        """The rows of these metrics; they lie together, so this saves reading the others."""
        return f"metric IN ({', '.join(self.bind(name) for name in sorted(metrics))})"

    def joins(self, *, whole: bool) -> str:
        """What the statement joins to tell on what claims met; the last meeting is all of the answer where *whole*."""
        last = len(self._meetings) - 1
        return " ".join(
            f"{'JOIN' if whole and at == last else 'LEFT JOIN'} {name} ON {name}.row = claims.{self._row}"
            for at, name in enumerate(self._meetings)
        )

    def is_meeting(self, sql: str) -> bool:
        """Whether *sql* only says that a claim is in the last meeting."""
        return bool(self._meetings) and sql == self._among_meeting(self._meetings[-1])

    def _among_meeting(self, name: str) -> str:
        return f"claims.{self._row} IN (SELECT row FROM {name})"

    def meets(self) -> str:
        """The column that tells on what claims met."""
        return f"coalesce({', '.join(f'{name}.meets' for name in self._meetings)}, NULL)" if self._meetings else "NULL"

    def _every(self, parts: list[Condition]) -> str:
        groups: dict[About, list[Condition]] = {}
        for part in parts:
            if not isinstance(part, Without):
                groups.setdefault(about(part), []).append(part)
        shared = groups.pop(frozenset(), [])
        against: list[Condition] = []
        for part in parts:
            if isinstance(part, Without):
                self._place_without(part, shared, groups, against)
        if len(groups) + len(against) < 2 or not groups:
            return self._all([*shared, *(part for group in groups.values() for part in group), *map(Without, against)])
        return self._meeting(shared, list(groups.values()), against)

    def _place_without(
        self, part: Without, shared: list[Condition], groups: dict[About, list[Condition]], against: list[Condition]
    ) -> None:
        """A "not" is about the claim itself, about the claims of one group, or about other claims of the subject."""
        of = about(part)
        if not of:
            shared.append(part)
        elif of in groups:
            groups[of].append(part)
        else:
            against.append(part.part)

    def _all(self, parts: list[Condition]) -> str:
        return "(" + " AND ".join(self.sql(part) for part in parts) + ")"

    def _meeting(self, shared: list[Condition], groups: list[list[Condition]], against: list[Condition]) -> str:
        """A table of the claims that take part in a meeting; SQL for being among them."""
        common = [self.sql(part) for part in shared]
        wanted = [self._hits([*group], common, at) for at, group in enumerate(groups)]
        barred = [self._hits([part], common, len(groups) + at) for at, part in enumerate(against)]
        holds = [f"bool_or(part = {at})" for at in range(len(groups))]
        holds += [f"NOT bool_or(part >= {len(groups)})"] * bool(against)
        having = f"GROUP BY ALL HAVING {' AND '.join(holds)}"
        name = f"meeting_{len(self._meetings)}"
        self._meetings.append(name)
        self.tables += [
            f"{name}_hits AS MATERIALIZED ({' UNION ALL '.join([*wanted, *barred])})",
            f"{name}_subjects AS (SELECT paper, subject FROM {name}_hits WHERE subject IS NOT NULL {having})",
            f"{name}_papers AS (SELECT paper FROM {name}_hits {having})",
            f"{name} AS (SELECT row, 'subject' AS meets FROM {name}_hits SEMI JOIN {name}_subjects USING (paper, subject) "
            f"WHERE part < {len(groups)} UNION SELECT row, 'paper' FROM {name}_hits SEMI JOIN {name}_papers USING (paper) "
            f"ANTI JOIN {name}_subjects USING (paper) WHERE part < {len(groups)})",
        ]
        return self._among_meeting(name)

    def _hits(self, group: list[Condition], common: list[str], at: int) -> str:
        """The claims that satisfy one part of a meeting, with the number of the part."""
        wheres = [*(self.sql(part) for part in group), *common]
        metrics = metrics_of(Every(tuple(group)))
        if metrics is not None:
            wheres.insert(0, self.among(metrics))
        return (
            f"SELECT {self._row} AS row, {self._paper} AS paper, {_SUBJECT} AS subject, {at} AS part "
            f"FROM claims WHERE {' AND '.join(wheres)}"
        )


def _flat(condition: Condition) -> Sequence[Condition]:
    """The parts of nested conjunctions."""
    if isinstance(condition, Every):
        return [inner for part in condition.parts for inner in _flat(part)]
    return [condition]


def _order(order: Sequence[tuple[str, bool]]) -> str:
    """What follows ORDER BY; the places of the claims decide last, so that one answer has one order."""
    keys = [f"{_key(name)} {'DESC' if descending else 'ASC'} NULLS LAST" for name, descending in order]
    return ", ".join([*keys, "paper_id", '"start"', '"end"', "claim_id"])


def _key(name: str) -> str:
    """What claims are ordered by for the field *name*."""
    return _SORTED.get(name) or next(f'"{field}"' for field in FIELDS if field == name)
