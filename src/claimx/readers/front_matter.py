"""The YAML between two ``---`` lines at the top of a Markdown file, and YAML altogether."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

YAML_CHARACTERS: Final = 256 * 1024
"""The longest YAML that is read: its parser is slow."""

_FRONT = re.compile(r"\A\s{0,20}---[^\S\n]*\n(.{0,65536}?\n)---[^\S\n]*(?:\n|$)", re.DOTALL)


def split(text: str) -> tuple[Mapping[str, object], str]:
    """The front matter of a Markdown text, empty where it has none that can be read, and the text below it."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    value = yaml_value(match[1])
    return fields_of(value), text[match.end() :]


def stands_in(text: str) -> bool:
    """Whether *text* begins with front matter, sound or not."""
    return _FRONT.match(text) is not None


def is_model_card(text: str) -> bool:
    """Whether a front matter, sound or not, is that of a model card with its results."""
    match = _FRONT.match(text)
    return match is not None and "\nmodel-index:" in "\n" + match[1]


def fields_of(value: object) -> Mapping[str, object]:
    """The fields of a mapping under their names as text; none of anything else."""
    return {str(name): held for name, held in value.items()} if isinstance(value, Mapping) else {}


def yaml_value(text: str) -> object:
    """The value that *text* writes in YAML, every scalar as the text that it is; None where it writes none."""
    import yaml

    if len(text) > YAML_CHARACTERS:
        return None
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
