"""A question in, SQL with bound parameters out. Knows grammar, names and units, and no database.

Nothing that a user types ever becomes part of the SQL text: it only chooses among texts written here, and travels as a
parameter.
"""
