"""Results in the formats of those who keep leaderboards.

Only what such a format can hold goes out: a level of a named system on a named dataset, of a metric whose better way is
known, with the sentence it stands in. Everything else is counted, with the reason.
"""

from __future__ import annotations

from claimx.exports.document import Document, Settings
from claimx.exports.formats import FORMATS, export
from claimx.exports.hub import hub_datasets
from claimx.exports.results import Results, results

__all__ = ["FORMATS", "Document", "Results", "Settings", "export", "hub_datasets", "results"]
