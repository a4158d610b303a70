"""One paper a file: a Markdown note or a proceedings page with YAML front matter, or a YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from claimx.errors import ReadError
from claimx.readers import front_matter
from claimx.readers.json_records import value_entries
from claimx.readers.labels import ABSTRACT_LABEL, after_label
from claimx.readers.markdown_text import is_prose, unwrapped
from claimx.readers.plain import paragraphs
from claimx.readers.reader import Entry, Reader
from claimx.readers.record import ABSTRACTS, TITLES, entry_of, flattened
from claimx.readers.stream import Head, Stream

_YAML = re.compile(r"(?:---\s*\n)?(?:- )?[a-z][a-z_-]{0,40}:(?:\s|$)")
_YAML_TITLE = re.compile(r"^[ -]{0,20}\"?title\"?:|\"title\":", re.MULTILINE)


def _sniff(head: Head) -> bool:
    fields, body = front_matter.split(head.text)
    return front_matter.is_model_card(head.text) or _is_record(fields) or bool(_body(fields, body))


def _is_record(fields: Mapping[str, object]) -> bool:
    names = flattened(fields).keys()
    return not names.isdisjoint(TITLES) and "abstract" in names


def _body(fields: Mapping[str, object], body: str) -> str:
    """The abstract below a front matter that gives a title."""
    if flattened(fields).keys().isdisjoint(TITLES):
        return ""
    parts = paragraphs(body)
    labelled = next((after_label(part) for part in parts if ABSTRACT_LABEL.match(part)), "")
    return labelled or max((text for part in parts if is_prose(text := unwrapped(part))), key=len, default="")


def _papers(stream: Stream) -> Iterator[Entry]:
    text = stream.text()
    fields, body = front_matter.split(text)
    if front_matter.is_model_card(text):
        raise ReadError("a model card, which holds no paper", place=stream.place)
    record = dict(fields) if _is_record(fields) else {**_without_abstract(fields), "abstract": _body(fields, body)}
    yield entry_of(record, place=stream.place, source=stream.place)


def _without_abstract(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if name.lower() not in ABSTRACTS}


def _sniff_yaml(head: Head) -> bool:
    return bool(_YAML.match(head.start)) and not front_matter.stands_in(head.text) and bool(_YAML_TITLE.search(head.text))


def _yaml(stream: Stream) -> Iterator[Entry]:
    value = front_matter.yaml_value(stream.text(front_matter.YAML_CHARACTERS * 4))
    if value is None or isinstance(value, str):
        raise ReadError("not YAML that can be read", place=stream.place)
    yield from value_entries(_recorded(value), stream=stream)


def _recorded(value: object) -> object:
    """The answers in a recording of a web service's answers; the value itself where it is none."""
    if not isinstance(value, Mapping) or not isinstance(value.get("interactions"), list):
        return value
    bodies = [_at(interaction, "response", "body", "string") for interaction in value["interactions"]]
    return [body for body in bodies if isinstance(body, str)]


def _at(value: object, *names: str) -> object:
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


NOTE: Final = Reader(
    name="note",
    what="one paper a Markdown file with YAML front matter: notes, items of feeds, proceedings pages",
    example="---\ntitle: Tiny Nets\ndate: 2025-01-01\n---\n\n"
    "arXiv:2501.00001v1 Announce Type: new Abstract: We cut the latency of small networks on phones by 40%.",
    sniff=_sniff,
    papers=_papers,
)
YAML: Final = Reader(
    name="yaml",
    what="YAML of one record or a list of them",
    example="title: Tiny Nets\nlink: https://huggingface.co/papers/2501.00001\nsummary: We cut latency by 40%.",
    sniff=_sniff_yaml,
    papers=_yaml,
)
