"""Which dataset of the Hugging Face Hub a name means."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from claimx.errors import ReportError
from claimx.naming import name_key


@dataclass(frozen=True, slots=True)
class HubDataset:
    """A dataset of the Hub, and the task of it that its benchmark page ranks."""

    id: str
    task_id: str = "default"


def hub_datasets(path: Path | None = None) -> Mapping[str, HubDataset]:
    """The datasets that are known, by `name_key` of their names; those of the TOML file *path* come first.

    The file holds lines such as ``"My Bench" = "me/my-bench"`` or ``"HLE" = { id = "cais/hle", task_id = "hle" }``.
    """
    known = _read(
        resources.files("claimx.exports").joinpath("hub_datasets.toml").read_text(encoding="utf-8"), "hub_datasets.toml"
    )
    if path is None:
        return known
    return known | _read(path.read_text(encoding="utf-8"), str(path))


def _read(text: str, place: str) -> dict[str, HubDataset]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReportError(f"{place}: no valid TOML ({error})") from error
    return {name_key(name): _dataset(name, value, place) for name, value in table.items()}


def _dataset(name: str, value: object, place: str) -> HubDataset:
    match value:
        case str() if "/" in value:
            return HubDataset(value)
        case {"id": str() as found, **more} if "/" in found and set(more) <= {"task_id"}:
            return HubDataset(found, str(more.get("task_id", "default")))
        case _:
            raise ReportError(
                f'{place}: {name!r} needs an id of the Hub, such as "cais/hle", or {{ id = "...", task_id = "..." }}'
            )
