"""Import a CSV file with ORKG's client into a graph in memory, and print the papers that it holds."""

import json
import sys
import warnings
from types import SimpleNamespace
from typing import Any

from loguru import logger
from orkg.client.papers import PapersClient

logger.remove()
warnings.simplefilter("ignore", DeprecationWarning)


def answer(content: Any) -> SimpleNamespace:
    """An answer of the server."""
    return SimpleNamespace(content=content, status_code=200)


def labelled(label: str, **_: Any) -> SimpleNamespace:
    """A thing of the graph; its id is its label."""
    return answer({"id": label})


class Graph:
    """As much of a server as the import asks for."""

    token = None

    def __init__(self) -> None:
        self.papers: dict[str, dict[str, Any]] = {}
        self.open: dict[str, Any] = {}
        self.predicates = self.literals = SimpleNamespace(add=labelled, find_or_add=labelled)
        self.resources = SimpleNamespace(get=self.called, add=labelled, find_or_add=labelled)
        self.statements = SimpleNamespace(get_by_subject=self.contributions, add=self.state)
        self.backend = SimpleNamespace(papers=SimpleNamespace(POST=self.paper))

    def called(self, q: str, **_: Any) -> SimpleNamespace:
        return answer([{"id": q, "classes": ["Paper"]}] if q in self.papers else [])

    def paper(self, **request: Any) -> SimpleNamespace:
        made = request["json"]["paper"]
        self.papers[made["title"]] = made
        return labelled(made["title"])

    def contributions(self, subject_id: str, **_: Any) -> SimpleNamespace:
        made = self.papers[subject_id]["contributions"]
        return answer([{"predicate": {"id": "P31"}, "object": {"id": one["name"]}} for one in made])

    def state(self, subject_id: str, predicate_id: str, object_id: str) -> None:
        if predicate_id == "P31":
            self.open = {"name": object_id, "values": {}}
            self.papers[subject_id]["contributions"].append(self.open)
        else:
            self.open["values"].setdefault(predicate_id, []).append({"text": object_id})

    def wrap_response(self, response: Any = None, **_: Any) -> Any:
        return response


graph = Graph()
output, sys.stdout = sys.stdout, sys.stderr
PapersClient(graph).add_csv(file=sys.argv[1])
json.dump(list(graph.papers.values()), output)
