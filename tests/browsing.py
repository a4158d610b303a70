"""A real browser, headless, that tells of every request and every message on its console."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver


@dataclass
class Browser:
    """One window of Chromium."""

    driver: webdriver.Chrome

    def open(self, page: Path, *, width: int = 1280, dark: bool = False, media: str = "") -> None:
        """Show a page on a screen of that width; what came before is forgotten."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        )
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(page.as_uri())

    def run(self, script: str) -> Any:
        """What a piece of JavaScript gives."""
        return self.driver.execute_script(script)

    def rows(self, column: str) -> list[str]:
        """The visible cells of a column of the first table, by its heading, from top to bottom."""
        return self.run(
            """const table = document.querySelector("main table");
            const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent === arguments[0]);
            return [...table.querySelectorAll("tbody tr:not(.group)")]
              .filter((row) => row.offsetParent !== null).map((row) => row.cells[at].textContent);""".replace(
                "arguments[0]", json.dumps(column)
            )
        )

    def sort(self, column: str) -> str | None:
        """Press the heading of a column of the first table; how it says it is sorted."""
        return self.run(
            """const head = [...document.querySelector("main thead tr").cells].find((cell) => cell.textContent === NAME);
            head.querySelector("button").click();
            return head.getAttribute("aria-sort");""".replace("NAME", json.dumps(column))
        )

    def filter(self, words: str) -> str:
        """Type into the filter; what the page says of the rows."""
        return self.run(
            """const filter = document.getElementById("filter");
            filter.value = WORDS;
            filter.dispatchEvent(new Event("input"));
            return document.getElementById("count").textContent;""".replace("WORDS", json.dumps(words))
        )

    def requests(self) -> list[str]:
        """The addresses asked for since the page was opened."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """Messages on the console."""
        return [entry["message"] for entry in self.driver.get_log("browser")]
