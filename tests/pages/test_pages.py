"""Pages in a real browser: sorting, filtering, links, themes, and that nothing leaves them or runs in them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from browsing import Browser
from builders import MEASURES, claim
from claimx.pages import page
from claimx.records import Claim
from claimx.render import Stamp
from claimx.reports.comparison import compare
from claimx.reports.leaderboard import Ranking, leaderboards
from claimx.reports.pareto import fronts
from claimx.reports.sheets import Report
from claimx.reports.trend import trend
from claimx.reports.views.comparison import comparison_report
from claimx.reports.views.digest import digest_report
from claimx.reports.views.front import front_report
from claimx.reports.views.leaderboard import leaderboard_report
from claimx.reports.views.trend import trend_report

STAMP = Stamp("0123456789abcdef")
HOSTILE = '"><script>window.hacked = 1</script><img src=https://evil.example/x onerror="window.hacked = 1">'
DIGEST = [
    claim("accuracy", 9.5, unit="%", paper="a", subject="AreaNet", dataset=("ImageNet",), url="https://arxiv.org/abs/2501.00001"),
    claim("latency", 11, unit="ms", paper="a", subject="AreaNet", hardware="A100"),
    claim("accuracy", 80, unit="%", paper="b", subject="BlobNet", attribution="prior", dataset=("ImageNet",)),
    claim("speed", 3, unit="x", paper="b", subject=HOSTILE, kind="ratio", effect="increase", factor=3, polarity="gain"),
]
RANKED = [
    claim("accuracy", value, unit="%", paper=p, subject=f"{p.upper()}Net", dataset=("ImageNet",), date=f"{year}-01-01", **more)
    for p, value, year, more in (
        ("a", 70, 2020, {}), ("b", 75, 2021, {"setting": ("384x384",)}), ("c", 72, 2022, {}), ("d", 75, 2023, {"bound": "about"}),
    )
]  # fmt: skip


def ranking() -> Report:
    return leaderboard_report(leaderboards(RANKED, MEASURES.named("accuracy")), with_history=True)


def sized(paper: str, accuracy: float, parameters: float) -> list[Claim]:
    name = f"{paper.upper()}Net"
    return [
        claim("accuracy", accuracy, unit="%", paper=paper, subject=name, dataset=("ImageNet",)),
        claim("parameters", parameters, unit="parameter", paper=paper, subject=name),
    ]


FRONT = [*sized("a", 80, 5e6), *sized("b", 82, 9e6), *sized("c", 79, 7e6)]


def front() -> Report:
    found = fronts(FRONT, MEASURES.named("accuracy"), MEASURES.named("parameters"))
    return front_report(found, title="accuracy against parameters")


REPORTS: dict[str, Callable[[], Report]] = {
    "digest": lambda: digest_report(DIGEST, MEASURES),
    "leaderboard": ranking,
    "every_value": lambda: leaderboard_report(
        leaderboards(RANKED, MEASURES.named("accuracy"), ranking=Ranking(every_value=True, include_prior=True))
    ),
    "front": front,
    "comparison": lambda: comparison_report(compare(RANKED, ["ANet", "BNet", "CNet"], measures=MEASURES)),
    "trend": lambda: trend_report(trend(RANKED, MEASURES.named("accuracy"))),
    "empty": lambda: digest_report([], MEASURES),
}


@pytest.fixture
def opened(browser: Browser, written: Callable[[str], Path]) -> Callable[..., Browser]:
    def show(name: str, **screen: object) -> Browser:
        browser.open(written(page(REPORTS[name](), STAMP)), **screen)  # type: ignore[arg-type]
        return browser

    return show


@pytest.mark.parametrize("name", REPORTS)
def test_no_request_leaves_a_page_and_the_console_stays_silent(name: str, opened: Callable[..., Browser]) -> None:
    browser = opened(name)
    assert [address.partition(":")[0] for address in browser.requests()] == ["file"]
    assert browser.complaints() == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_and_mark_leads_to_a_sentence_with_the_number_marked(name: str, opened: Callable[..., Browser]) -> None:
    browser = opened(name)
    dead = browser.run(
        """const leads = (href) => href.startsWith("#") && document.getElementById(href.slice(1))?.querySelector("mark");
        return [...document.querySelectorAll(".number a, figure svg a")].map((a) => a.getAttribute("href"))
          .filter((href) => !leads(href))"""
    )
    assert dead == []
    ids = browser.run("return [...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("width", [360, 800, 1000, 1280])
@pytest.mark.parametrize("name", REPORTS)
def test_pages_fit_the_screen(name: str, width: int, opened: Callable[..., Browser]) -> None:
    assert opened(name, width=width).run("return document.documentElement.scrollWidth") <= width


def test_a_digest_is_sorted_over_all_papers_and_back(opened: Callable[..., Browser]) -> None:
    browser = opened("digest")
    order = ["9.5%", "11 ms", "80%", "↑ 3×"]
    assert browser.rows("value") == order
    assert (browser.sort("value"), browser.rows("value")) == ("ascending", ["↑ 3×", "9.5%", "11 ms", "80%"])
    assert browser.rows("paper") == ["On b", "On a", "On a", "On b"]
    assert (browser.sort("value"), browser.rows("value")) == ("descending", ["80%", "11 ms", "9.5%", "↑ 3×"])
    assert (browser.sort("value"), browser.rows("value")) == (None, order)
    assert browser.run("return [...document.querySelectorAll('tr.group')].map((e) => e.textContent)") == ["On a", "On b"]


def test_empty_cells_stand_last_whichever_way_is_sorted(opened: Callable[..., Browser]) -> None:
    browser = opened("digest")
    assert (browser.sort("device"), browser.rows("device")) == ("ascending", ["A100", "", "", ""])
    assert (browser.sort("device"), browser.rows("device")) == ("descending", ["A100", "", "", ""])


def test_the_filter_wants_all_words_wherever_they_stand(opened: Callable[..., Browser]) -> None:
    browser = opened("digest")
    assert (browser.filter("imagenet BLOBNET"), browser.rows("value")) == ("1 of 4 rows", ["80%"])
    assert browser.run("return [...document.querySelectorAll('tr.group:not([hidden])')].map((e) => e.textContent)") == ["On b"]
    assert (browser.filter("on a"), browser.rows("value")) == (
        "4 of 4 rows".replace("4 of ", ""),
        ["9.5%", "11 ms", "80%", "↑ 3×"],
    )
    assert (browser.filter("no such thing"), browser.rows("value")) == ("0 of 4 rows", [])
    assert (browser.filter(""), len(browser.rows("value"))) == ("4 rows", 4)


@pytest.mark.parametrize(("facet", "value", "values"), [("family", "speed", ["11 ms", "↑ 3×"]), ("whose", "prior", ["80%"])])
def test_family_and_owner_are_chosen_from_lists(
    facet: str, value: str, values: list[str], opened: Callable[..., Browser]
) -> None:
    browser = opened("digest")
    browser.run(
        f"""const list = document.querySelector("select[data-facet={facet}]"); list.value = "{value}";
        list.dispatchEvent(new Event("change"));"""
    )
    assert browser.rows("value") == values


def test_a_number_leads_to_its_sentence_even_through_a_filter(opened: Callable[..., Browser]) -> None:
    browser = opened("comparison")
    browser.filter("no such thing")
    browser.run("location.hash = document.querySelector('.number a').getAttribute('href')")
    shown = "setTimeout(() => arguments[0](document.querySelector(':target mark').offsetParent !== null), 100)"
    assert browser.driver.execute_async_script(shown)
    assert browser.run("return document.querySelector(':target mark').textContent") == "70%"


def test_nothing_of_a_paper_runs(opened: Callable[..., Browser]) -> None:
    browser = opened("digest")
    assert browser.run("return window.hacked") is None
    assert browser.rows("subject")[3] == HOSTILE
    assert browser.run("return document.querySelectorAll('main script, main img').length") == 0


def test_the_theme_follows_the_system(opened: Callable[..., Browser]) -> None:
    colour = "return getComputedStyle(document.body).backgroundColor"
    assert [opened("leaderboard", dark=dark).run(colour) for dark in (False, True)] == ["rgb(255, 255, 255)", "rgb(15, 19, 24)"]


def test_plots_take_their_colours_from_the_page(opened: Callable[..., Browser]) -> None:
    fill = "return getComputedStyle(document.querySelector('figure svg path[aria-roledescription=bar]')).fill"
    assert [opened("leaderboard", dark=dark).run(fill) for dark in (False, True)] == ["rgb(11, 98, 196)", "rgb(108, 176, 255)"]


def test_print_shows_the_table_without_the_controls(opened: Callable[..., Browser]) -> None:
    browser = opened("digest", media="print")
    assert browser.run("return getComputedStyle(document.querySelector('.controls')).display") == "none"
    assert len(browser.rows("value")) == 4


@pytest.mark.parametrize("name", ["digest", "leaderboard"])
def test_a_printed_sheet_holds_the_table_in_columns(opened: Callable[..., Browser], name: str) -> None:
    browser = opened(name, width=720, media="print")
    shown = "return getComputedStyle(document.querySelector('main thead')).display"
    assert (browser.run(shown), browser.run("return document.documentElement.scrollWidth")) == ("table-header-group", 720)


@pytest.mark.parametrize("name", ["digest", "leaderboard"])
def test_a_phone_gives_sentences_the_whole_width(opened: Callable[..., Browser], name: str) -> None:
    browser = opened(name, width=390)
    width = "return document.querySelector('{}').getBoundingClientRect().width"
    assert browser.run(width.format("main td.evidence")) == browser.run(width.format("main table"))


def test_a_leaderboard_has_a_bar_a_row_and_its_record_over_time(opened: Callable[..., Browser]) -> None:
    browser = opened("leaderboard")
    assert browser.run("return document.querySelectorAll('figure').length") == 2
    assert browser.run("return document.querySelectorAll('figure:first-child path[aria-roledescription=bar]').length") == 4
    assert browser.rows("#") == ["1=", "1=", "3", "4"]
    assert browser.rows("unlike the row above") == [
        "", "bound: exact / aboutsetting: 384x384 / unstated", "bound: about / exact", "",
    ]  # fmt: skip


def test_without_the_extra_the_page_has_no_plots_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    notes: list[str] = []
    assert "<svg" not in page(ranking(), STAMP, on_note=notes.append)
    assert notes == ["plots are left out of the page; they need the extra 'plots': pip install 'claimx[plots]'"]


def test_a_page_is_the_same_every_time() -> None:
    assert page(ranking(), STAMP) == page(ranking(), STAMP)
