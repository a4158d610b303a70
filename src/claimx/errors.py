"""The tree of errors. Every message says what was found, what is accepted, where, and what to do.

ClaimxError
├── ReadError      an input cannot be read
├── RuleError      a rule file is wrong
├── UnitError      a unit is unknown, or of another dimension than asked for
├── QueryError     a query cannot be understood
├── StoreError     a store cannot be opened, read or written
├── RunError       a corpus run cannot be started or continued
├── WorkerLost     a process died while it read a paper
├── ReportError    a table, page or export cannot be made
└── MissingExtra   an optional dependency is not installed
"""

from __future__ import annotations


class ClaimxError(Exception):
    """The root: catch it to catch everything that claimx raises on purpose."""


class ReadError(ClaimxError):
    """An input cannot be read; ``place`` is a file, an address or ``<stdin>``, with a line if known."""

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(message, place)
        self.message = message
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class RuleError(ClaimxError):
    """A rule file is wrong; ``file`` and ``rule`` say where."""

    def __init__(self, message: str, *, file: str = "", rule: str = "") -> None:
        super().__init__(message, file, rule)
        self.message = message
        self.file = file
        self.rule = rule

    def __str__(self) -> str:
        place = ", ".join(p for p in (self.file, f"rule {self.rule!r}" if self.rule else "") if p)
        return f"{place}: {self.message}" if place else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return _rule_error, (self.message, self.file, self.rule)


def _rule_error(message: str, file: str, rule: str) -> RuleError:
    return RuleError(message, file=file, rule=rule)


class UnitError(ClaimxError, ValueError):
    """A unit is unknown, or has another dimension than the one asked for."""


class QueryError(ClaimxError, ValueError):
    """A query cannot be understood; ``column`` counts from 1, 0 where no place is known."""

    def __init__(self, message: str, *, column: int = 0, query: str = "") -> None:
        super().__init__(message, column, query)
        self.message = message
        self.column = column
        self.query = query

    def __str__(self) -> str:
        if not self.column:
            return self.message
        caret = f"\n  {self.query}\n  {' ' * (self.column - 1)}^" if self.query else ""
        return f"column {self.column}: {self.message}{caret}"


class StoreError(ClaimxError):
    """A store cannot be opened, read or written."""


class RunError(ClaimxError):
    """A corpus run cannot be started or continued."""


class WorkerLost(ClaimxError):
    """A process died while it read a paper."""


class ReportError(ClaimxError):
    """A table, page or export cannot be made."""


class MissingExtra(ClaimxError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""

    def __init__(self, extra: str, *, purpose: str) -> None:
        super().__init__(f"{purpose} needs the extra '{extra}': pip install 'claimx[{extra}]'")
        self.extra = extra
