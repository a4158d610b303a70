"""A question in, SQL with bound parameters out. Knows grammar, names and units, and no database.

Nothing that a user types ever becomes part of the SQL text: it only chooses among texts written here, and travels as a
parameter.
"""

from claimx.query.compiler import Compiled, Layout, compile_question
from claimx.query.conditions import Question
from claimx.query.names import Names
from claimx.query.reading import read_question

__all__ = ["Compiled", "Layout", "Names", "Question", "compile_question", "read_question"]
