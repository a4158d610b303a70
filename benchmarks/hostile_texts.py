"""Texts made to slow a reader down: its own marks, and those of every format, repeated to any length."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.readers.reader import Reader

MARKS = (
    " ", "\n", "\t", "a", "1", ".", '"', "'", "<", ">", "[", "]", "{", "}", "(", "|", "*", "#", "-", "\\", "&", "%", "$", ":", ",", "@",
    "a ", "A. ", " \n", "\n\n", "a\n\n", "a:\n", "- a\n", "# a\n", "> a\n", "| a ", "|\n", "[a](", "](", "[a](b) ", "![", "**", "--", "---\n",
    "\\\\\n", "%%--", "<a>", "<a ", "</a>", "<!--", "<br>", "<p>", "<b><i>", "<details>", "<![CDATA[", "&amp;", "&a;", "&#", '"",', 'a"b,"c"\n', '""a',
    '{"a":', '{"a":1},', "[[", '\\"', "\\u12", "{'a': ", "@a{b,\n", "{\\a ", "a = {b},\n", "TY  - J\n", "AB  - a\n", "ER  - \n", "a: &b [*b]\n",
    "Title: a\n", "Abstract: ", "Summary:\n", "Title:", "Authors:", "arXiv:2501.00001 ", "\\\\\narXiv:2501.00001\n", "https://arxiv.org/abs/",
    "### [a](https://arxiv.org/abs/2501.00001)\n\n", "<item><title>a</title></item>", "<record>", "[1]: http", "a.b@", "10.1234/", "\0", "\x1b[", "é", "\u202e", "中",
)  # fmt: skip


def hostile_texts(reader: Reader, length: int) -> Iterator[tuple[str, str]]:
    """Each mark with a text of about *length* characters: the start of the reader's example, then the mark over and over.

    The example is cut where its abstract begins, so that the marks stand within the structure that it opens.
    """
    opening = reader.example[: max(reader.example.find("We cut"), 0)]
    for mark in MARKS:
        for start in dict.fromkeys((opening, "")):
            yield f"{start[-30:]!r} {mark!r}", start + mark * ((length - len(start)) // len(mark))
    yield "its example", (reader.example + "\n") * (length // (len(reader.example) + 1))
