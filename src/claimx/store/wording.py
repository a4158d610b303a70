"""The words of sentences, listed so that a text is found without reading the sentences."""

from __future__ import annotations

import duckdb

from claimx.query.wording import SEPARATORS

_HEARD = """
CREATE OR REPLACE TEMP TABLE heard AS
SELECT word, md5_number_lower(word) AS id, said, spot FROM (
    SELECT said, unnest(words) AS word, generate_subscripts(words, 1) AS spot FROM (
        SELECT said, list_filter(string_split(translate(lower(sentence), $1, repeat(' ', length($1))), ' '), lambda w: w <> '')
            AS words
        FROM (SELECT DISTINCT said, sentence FROM {relation})))
"""
_ADDED = (
    """INSERT INTO words SELECT word, id, lettered FROM (
        SELECT DISTINCT word, id, regexp_matches(word, '\\p{L}') AS lettered FROM heard ANTI JOIN words USING (word))
    ORDER BY lettered, word""",
    "INSERT INTO spoken SELECT id, said, spot FROM heard ORDER BY ALL",
    "DROP TABLE heard",
)


def add_words(connection: duckdb.DuckDBPyConnection, relation: str) -> None:
    """List the words of the sentences in *relation* (a fixed name), none of which are listed yet."""
    connection.execute(_HEARD.format(relation=relation), [SEPARATORS])
    for statement in _ADDED:
        connection.execute(statement)
