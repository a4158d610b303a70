"""Text in, tree out; a fault is told with its column and what could stand there. The door to lark."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError

from claimx.errors import QueryError
from claimx.query.tree import And, Bare, Compare, Key, Node, Not, On, Operator, Or, Placed, Query, Text

LONGEST = 10_000
"""Characters of a query; nobody types more, and deep nesting costs time."""
_DEEPEST = 100
_OPERATORS: dict[str, Operator] = {
    "=": "=", "==": "=", "!=": "!=", "<>": "!=", "≠": "!=", "<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">=",
    "~": "~",
}  # fmt: skip
_WANTED = {
    "OPERATOR": "a comparison (<, <=, >, >=, =, !=, ~)", "_BETWEEN": "between", "_IN": "in", "WORD": "a name",
    "STRING": "a quoted text", "NUMBER": "a number", "DATE": "a date", "_AND": "and", "_OR": "or", "_NOT": "not", "_ON": "on",
    "_ORDER": "order by", "_BY": "by", "_LIMIT": "limit", "DIRECTION": "asc or desc", "LPAR": "(", "RPAR": ")",
    "COMMA": "a comma", "$END": "the end", "<END-OF-FILE>": "the end",
}  # fmt: skip


def parse(text: str) -> Query:
    """The query as a tree; `QueryError` with the column where it cannot be read."""
    if len(text) > LONGEST:
        raise QueryError(f"a query has at most {LONGEST} characters, this one has {len(text)}")
    _check_nesting(text)
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise QueryError(_reason(error, text), column=_column(error, text), query=text) from None
    try:
        query: Query = _Reader(text).transform(tree)
    except VisitError as error:
        raise error.orig_exc from None
    return query


@cache
def _parser() -> Lark:
    grammar = resources.files("claimx.query").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, start="query", parser="lalr", propagate_positions=True, maybe_placeholders=False)


def _check_nesting(text: str) -> None:
    depth = 0
    for column, character in enumerate(text, 1):
        depth += (character == "(") - (character == ")")
        if depth > _DEEPEST:
            raise QueryError(f"more than {_DEEPEST} parentheses in one another", column=column)


def _column(error: UnexpectedInput, text: str) -> int:
    if isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        return len(text.rstrip()) + 1
    return (error.pos_in_stream or 0) + 1


def _reason(error: UnexpectedInput, text: str) -> str:
    if isinstance(error, UnexpectedCharacters):
        return _unreadable(text[error.pos_in_stream or 0])
    if isinstance(error, UnexpectedToken):
        found = "the query ends here" if error.token.type == "$END" else f"{str(error.token)!r} does not fit here"
        return f"{found}; expected {_wanted(error.expected)}"
    return "the query ends here"


def _unreadable(character: str) -> str:
    if character in "\"'“":
        return "this quotation mark is not closed"
    return f"{character!r} is no part of the query language; put a name that holds it in quotation marks"


def _wanted(expected: Any) -> str:
    names = list(dict.fromkeys(wanted for kind, wanted in _WANTED.items() if kind in expected))
    return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names) or "something else"


@v_args(inline=True)
class _Reader(Transformer[Token, Any]):
    """Builds the tree, and cuts names and values out of the text as they stand there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def part(self, token: Token) -> Token:
        return token

    def value(self, *parts: Token) -> Text:
        first, last = parts[0], parts[-1]
        start, end = first.start_pos or 0, last.end_pos or 0
        if first.type == "STRING":
            return Text(self._text[start + 1 : end - 1], start + 1, quoted=True)
        return Text(self._text[start:end], start + 1)

    name = value
    words = value

    def names(self, *names: Text) -> tuple[Text, ...]:
        return names

    values = names

    def compare(self, name: Text, operator: Token, value: Text) -> Compare:
        return Compare(name, _OPERATORS[operator], (value,))

    def between(self, name: Text, low: Text, high: Text) -> Compare:
        return Compare(name, "between", (low, high))

    def in_(self, name: Text, values: tuple[Text, ...]) -> Compare:
        return Compare(name, "in", values)

    def bare(self, name: Text) -> Bare:
        return Bare(name)

    def on(self, names: tuple[Text, ...]) -> On:
        return On(names)

    def placed(self, part: Node, names: tuple[Text, ...]) -> Placed:
        return Placed(part, On(names))

    def not_(self, part: Node) -> Not:
        return Not(part)

    def conjunction(self, *parts: Node) -> And:
        return And(parts)

    def disjunction(self, *parts: Node) -> Or:
        return Or(parts)

    def key(self, name: Text, direction: Token | None = None) -> Key:
        return Key(name, direction is not None and direction.lower() == "desc")

    def order(self, *keys: Key) -> tuple[Key, ...]:
        return keys

    def limit(self, number: Token) -> int:
        if not number.isdigit() or int(number) >= 2**63:
            raise QueryError(f"limit takes a whole number, not {number}", column=(number.start_pos or 0) + 1)
        return int(number)

    def query(self, *parts: Node | tuple[Key, ...] | int) -> Query:
        condition: Node | None = None
        order: tuple[Key, ...] = ()
        limit: int | None = None
        for part in parts:
            if isinstance(part, int):
                limit = part
            elif isinstance(part, tuple):
                order = part
            else:
                condition = part
        return Query(condition, order, limit)
