"""Load evaluation tables with the loader of the archive, and print what it makes of them."""

import json
import sys

from marshmallow import ValidationError
from sota_extractor.taskdb import TaskDB

tables = TaskDB()
try:
    tables.load_tasks([sys.argv[1]])
except ValidationError as error:
    sys.exit(f"refused: {error}")
print(json.dumps(tables.export()))
