"""Broken and hostile inputs: what is good is kept, what is not is told in one sentence, and nothing grows without bound."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import rispy

from claimx.errors import ReadError
from claimx.readers import Skipped, read, stream
from claimx.records import Paper

RECORD = '{"id": "p1", "title": "Tiny Nets", "abstract": "We cut latency by 40%."}\n'
FORMATS = Path(__file__).resolve().parents[1] / "fixtures/formats"


def from_bytes(data: bytes, reader: str | None = None) -> tuple[list[Paper], list[str]]:
    skipped: list[Skipped] = []
    papers = list(read("-", stdin=io.BytesIO(data), reader=reader, on_skip=skipped.append))
    return papers, [str(entry) for entry in skipped]


@pytest.mark.parametrize(
    ("raw", "abstract"),
    [
        ("Na\u00efve 3\u00d7 faster.".encode(), "Na\u00efve 3\u00d7 faster."),
        ("Na\u00efve 3\u00d7 faster.".encode("cp1252"), "Na\u00efve 3\u00d7 faster."),
        ("\u201c3\u00d7\u201d".encode() + b" na\xefve " + "\u00e9".encode(), "\u201c3\u00d7\u201d na\u00efve \u00e9"),
        ("3× \u2013 na\u00efve".encode("utf-16"), "3× \u2013 na\u00efve"),
        ("3× \u2013 na\u00efve".encode("utf-16-be").join((b"\xfe\xff", b"")), "3× \u2013 na\u00efve"),
        (b"\xef\xbb\xbf3x faster", "3x faster"),
        (b"Cut \x81\x8d off", "Cut \x81\x8d off"),
        ("モデルは3倍速い。精度は90.1%。".encode(), "モデルは3倍速い。精度は90.1%。"),
        ("النموذج أسرع بمرتين 2x".encode(), "النموذج أسرع بمرتين 2x"),
        ("a\u200bb\u202ec \u2066d".encode(), "a\u200bb\u202ec \u2066d"),
        (b"half \xed\xa0\x80 a pair", "half í\xa0€ a pair"),
    ],
)
def test_text_of_any_encoding_is_kept(raw: bytes, abstract: str) -> None:
    [paper], skipped = from_bytes(raw, reader="text")
    assert (paper.abstract, skipped) == (abstract, [])


def test_lone_surrogates_become_marks_that_a_file_can_hold() -> None:
    [paper], _ = from_bytes(b'{"id": "\\ud800", "title": "a\\udfffb", "abstract": "2x \\ud83d faster \\ud83d\\ude00"}')
    assert (paper.id, paper.title, paper.abstract) == ("\ufffd", "a\ufffdb", "2x \ufffd faster \U0001f600")
    paper.model_dump_json().encode("utf-8")


@pytest.mark.parametrize("data", [b"\0\0\0\0" * 100, bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(64)])
def test_binary_data_is_refused_with_the_formats_known(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^<stdin>: the input is in no known format; the formats are parquet, jsonl"):
        from_bytes(data)


def test_a_nul_byte_in_plain_text_stays_where_it_is() -> None:
    [paper], skipped = from_bytes(b"QuickSeg is 2.5x\0 faster than DeepLab on Cityscapes.")
    assert (paper.abstract, skipped) == ("QuickSeg is 2.5x\0 faster than DeepLab on Cityscapes.", [])


@pytest.mark.parametrize("data", [b"", b" \n\t\n ", b"\xef\xbb\xbf"])
def test_nothing_is_refused_as_nothing(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^<stdin>: the input is empty; the formats are "):
        from_bytes(data)


def test_ten_megabytes_on_one_line_are_one_paper() -> None:
    text = "We cut latency by 40%. " * 450_000
    [paper], skipped = from_bytes(json.dumps({"title": "T", "abstract": text}).encode())
    assert (len(paper.abstract), skipped) == (len(text), [])


def test_a_line_that_is_too_long_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LINE_BYTES", 100)
    data = RECORD + json.dumps({"title": "T", "abstract": "a" * 500}) + "\n" + RECORD.replace("p1", "p2").replace("Tiny", "Large")
    papers, skipped = from_bytes(data.encode(), reader="jsonl")
    assert [paper.id for paper in papers] == ["p1", "p2"]
    assert len(skipped) == 1
    assert skipped[0].startswith("<stdin>, line 2: not JSON: Unterminated string")


@pytest.mark.parametrize("data", ["[" * 200_000, '{"a":' * 200_000, '[{"title": ' + "[" * 200_000, "{'a': " + "[" * 5_000])
def test_deep_nesting_is_one_sentence(data: str) -> None:
    try:
        papers, skipped = from_bytes(data.encode())
    except ReadError as error:
        papers, skipped = [], [str(error)]
    assert not papers
    assert len(skipped) == 1
    assert skipped[0].startswith("<stdin>")
    assert len(skipped[0]) < 300


def test_one_record_nested_too_deeply_hides_no_other() -> None:
    papers, skipped = from_bytes(
        (RECORD + '{"a": ' * 100_000 + "\n" + RECORD.replace("p1", "p2").replace("Tiny", "Large")).encode()
    )
    assert [paper.id for paper in papers] == ["p1", "p2"]
    assert skipped == ["<stdin>, line 2: not JSON that can be read: nested too deeply"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
XML = {
    "feed": "<rss><channel><item><title>T{0}</title><description>It is 2x {1}faster.</description></item></channel></rss>",
    "oai": "<OAI-PMH><record><metadata><arXiv><id>1</id><title>T{0}</title><abstract>It is 2x {1}faster.</abstract>"
    "</arXiv></metadata></record></OAI-PMH>",
    "anthology": '<collection id="a"><volume id="1"><paper id="1"><title>T{0}</title><abstract>It is 2x {1}faster.</abstract>'
    "</paper></volume></collection>",
}


@pytest.mark.parametrize("reader", XML)
@pytest.mark.parametrize(
    "declared", [LAUGHS, '<!ENTITY l9 SYSTEM "file:///etc/hostname">', '<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;']
)
def test_no_entity_is_expanded(reader: str, declared: str) -> None:
    data = f"<?xml version='1.0'?><!DOCTYPE r [{declared}]>" + XML[reader].format("", "&l9;")
    try:
        papers, _ = from_bytes(data.encode(), reader=reader)
    except ReadError as error:
        place = error.place
    else:
        place = "<stdin>"
        host = Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").exists() else "\0"
        for paper in papers:
            assert len(paper.abstract) < 100
            assert not host or host not in paper.abstract
    assert place == "<stdin>"


@pytest.mark.parametrize("reader", XML)
def test_xml_that_breaks_off_gives_what_came_before(reader: str) -> None:
    whole = XML[reader].format("", "")
    element = {"feed": "item", "oai": "record", "anthology": "paper"}[reader]
    begin, end = whole.index(f"<{element}"), whole.index(f"</{element}>") + len(element) + 3
    more = whole[begin:end].replace("T</title>", "Other</title>").replace("<id>1<", "<id>2<")
    data = whole[:end] + more[: more.index("faster")]
    papers, skipped = from_bytes(data.encode(), reader=reader)
    assert papers[0].title == "T"
    assert papers[0].abstract == "It is 2x faster."
    assert len(skipped) == 1
    assert "damaged XML" in skipped[0]


@pytest.mark.parametrize("end", ['{"title": "Cut", "abst', '{"title": "Cut"', '{"title": "Cut", "abstract": "a"}', "17", ""])
def test_json_that_breaks_off_gives_what_came_before(end: str) -> None:
    papers, skipped = from_bytes(f'[{RECORD}, {{"title": "Other"}}, {end}'.encode())
    assert [paper.title for paper in papers][:2] == ["Tiny Nets", "Other"]
    assert skipped[-1].startswith("<stdin>, record ")
    assert "the list ends too early" in skipped[-1]


def test_a_broken_record_in_a_list_hides_no_other() -> None:
    papers, skipped = from_bytes(f'[{RECORD}, {{"title": nonsense}}, "text", null, {{"title": "Last"}}]'.encode())
    assert [paper.title for paper in papers] == ["Tiny Nets", "Last"]
    assert [line.partition(":")[0] for line in skipped] == [f"<stdin>, record {number}" for number in (2, 3, 4)]


def test_a_quotation_mark_that_is_not_closed_costs_one_row() -> None:
    rows = ["title,abstract", 'One,"Never closed', *(f'T{n},"Row {n}, ""quoted"""' for n in range(4000))]
    papers, skipped = from_bytes("\n".join(rows).encode())
    assert [paper.title for paper in papers] == [f"T{n}" for n in range(4000)]
    assert len(skipped) == 1
    assert skipped[0].startswith("<stdin>, line 2: ")


def test_rows_that_are_too_short_or_too_long_are_read_as_far_as_they_go() -> None:
    papers, skipped = from_bytes(b"title,abstract\nA,It is 2x faster.,more,and more\nB\n\n,\n")
    assert [(paper.title, paper.abstract) for paper in papers] == [("A", "It is 2x faster."), ("B", "")]
    assert [line.partition(":")[0] for line in skipped] == ["<stdin>, line 5"]


@pytest.mark.parametrize("name", ["papers.bib", "recorded.yaml", "hf_feed.rss", "page.html", "digest.md", "table.md", "note.md"])
@pytest.mark.parametrize(
    "spoil", [lambda data: data.replace(b"a", b"\0"), lambda data: data[: len(data) // 2], lambda data: data[::-1]]
)
def test_a_spoilt_file_of_any_format_ends_well(name: str, spoil: Callable[[bytes], bytes]) -> None:
    try:
        papers, _ = from_bytes(spoil((FORMATS / name).read_bytes()))
    except ReadError as error:
        papers, place = [], error.place
    else:
        place = "<stdin>"
    assert place.startswith("<stdin>")
    assert all(paper.model_dump_json().encode("utf-8") for paper in papers)


def parquet(folder: Path, **columns: list[object]) -> Path:
    file = folder / "papers.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), file, row_group_size=100)
    return file


def test_parquet_gives_its_rows_and_reads_no_other_columns(tmp_path: Path) -> None:
    rows = 1_000
    file = parquet(
        tmp_path,
        Title=[f"T{n}" for n in range(rows)],
        abstract=[f"It is {n}x faster." if n % 2 else None for n in range(rows)],
        arxiv_id=[f"2501.{n:05}" for n in range(rows)],
        embedding=[[0.5] * 8] * rows,
    )
    papers = list(read(file))
    assert [(paper.id, paper.title, paper.abstract) for paper in papers] == [
        (f"2501.{n:05}", f"T{n}", f"It is {n}x faster." if n % 2 else "") for n in range(rows)
    ]


def test_parquet_comes_from_standard_input_too(tmp_path: Path) -> None:
    data = parquet(tmp_path, title=["T"], abstract=["2x faster."]).read_bytes()
    assert [paper.title for paper in from_bytes(data)[0]] == ["T"]


def test_parquet_without_usual_columns_names_those_it_has(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no column of a usual name; its columns: a, b$"):
        list(read(parquet(tmp_path, a=[1], b=[2])))


@pytest.mark.parametrize("cut", [8, 100, -20])
def test_damaged_parquet_is_one_sentence(cut: int, tmp_path: Path) -> None:
    file = parquet(tmp_path, title=["T"] * 500, abstract=["2x faster."] * 500)
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(ReadError, match=r"papers.parquet: cannot be read as Parquet \("):
        list(read(file))


def test_a_folder_is_read_in_order_without_links_out_of_it(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside.jsonl"
    (folder / "sub").mkdir(parents=True)
    outside.write_text(RECORD.replace("Tiny", "Secret"))
    (folder / "b.jsonl").write_text(RECORD)
    (folder / "sub/a.jsonl").write_text(RECORD.replace("p1", "p2").replace("Tiny", "Large"))
    (folder / ".hidden").write_text(RECORD.replace("Tiny", "Hidden"))
    (folder / "inside").symlink_to(folder / "b.jsonl")
    (folder / "out").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "gone").symlink_to(folder / "nowhere")
    (folder / "empty").touch()
    os.mkfifo(folder / "pipe")
    skipped: list[Skipped] = []
    papers = list(read(folder, on_skip=skipped.append))
    assert [paper.title for paper in papers] == ["Tiny Nets", "Large Nets"]
    assert {Path(entry.place).name: entry.reason.partition("(")[0].partition(";")[0].strip() for entry in skipped} == {
        "empty": "the input is empty",
        "gone": "cannot be opened",
        "loop": "cannot be opened",
        "out": "a symbolic link that leads out of the folder",
        "pipe": "not a regular file",
        "up": "a symbolic link that leads out of the folder",
    }


def test_a_link_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text(RECORD)
    (tmp_path / "link").symlink_to(tmp_path / "papers")
    assert [paper.title for paper in read(tmp_path / "link")] == ["Tiny Nets"]


def test_a_folder_without_permission_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open/papers").write_text(RECORD)
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    skipped: list[Skipped] = []
    assert [paper.title for paper in read(tmp_path, on_skip=skipped.append)] == ["Tiny Nets"]
    assert [str(entry) for entry in skipped] == [f"{tmp_path}/closed: a folder that cannot be opened (Permission denied)"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing", "cannot be opened (No such file or directory)"),
        ("a\0b", "cannot be opened (embedded null byte)"),
        ("*.nothing", "no file matches this pattern"),
    ],
)
def test_an_input_that_is_not_there_is_one_sentence(name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        list(read(f"{tmp_path}/{name}"))
    assert str(caught.value) == f"{tmp_path}/{name}: {reason}"


def test_a_pattern_names_files(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl", "c.txt"):
        (tmp_path / name).write_text(RECORD.replace("p1", name).replace("Tiny", name))
    assert [paper.id for paper in read(f"{tmp_path}/*.jsonl")] == ["a.jsonl", "b.jsonl"]


@pytest.mark.parametrize("change", [b"", b'{"title": "Replaced"}\n' * 9, b"\0" * 9_000])
def test_a_file_that_changes_while_it_is_read_ends_well(change: bytes, tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    line = '{{"id": "p{0}", "title": "T{0}", "abstract": "' + "a" * 1_000 + '"}}\n'
    file.write_text("".join(line.format(n) for n in range(5_000)))
    skipped: list[Skipped] = []
    papers = read(file, on_skip=skipped.append)
    assert next(papers).id == "p0"
    file.write_bytes(change)
    ids = [paper.id for paper in papers]
    assert ids[:1_000] == [f"p{n}" for n in range(1, 1_001)]


def test_a_bad_input_hides_no_other_where_somebody_takes_the_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(RECORD)
    (tmp_path / "b").write_text(RECORD.replace("p1", "p2").replace("Tiny", "Large"))
    failed: list[ReadError] = []
    papers = list(read(tmp_path / "a", tmp_path / "missing", "nowhere/*.md", tmp_path / "b", on_error=failed.append))
    assert [paper.id for paper in papers] == ["p1", "p2"]
    assert [error.place for error in failed] == [f"{tmp_path}/missing", "nowhere/*.md"]


def test_an_unknown_reader_is_told_the_known_ones() -> None:
    with pytest.raises(ReadError, match=r"^no reader is called 'x'; the readers are parquet, jsonl, "):
        read("-", reader="x")


def test_a_long_bibliography_keeps_its_abbreviations_and_its_line_numbers() -> None:
    entries = [
        f"@article{{k{n},\n title = {{T{n}}},\n journal = tm,\n abstract = tm # {{ is {n}x faster.}}\n}}" for n in range(900)
    ]
    entries[700] = "@article{k700,\n title = {T700},\n abstract = {It never ends.\n"
    papers, skipped = from_bytes(("@string{tm = {Tiny Meeting}}\n" + "\n".join(entries)).encode())
    assert [paper.title for paper in papers] == [f"T{n}" for n in range(900) if n != 700]
    assert skipped == [f"<stdin>, line {2 + 700 * 5}: not a BibTeX entry that can be read"]


def test_every_field_of_a_ris_record_is_handed_on_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[str] = []
    loads = rispy.loads
    monkeypatch.setattr(rispy, "loads", lambda text, **named: (handed.append(text), loads(text, **named))[1])
    record = (
        "TY  - JOUR\nTI  - Tiny\n Nets\nAU  - A. Writer\nB. Writer\nAB  -\nWe cut latency\n\n"
        + "again and again\n" * 500
        + "ER  - \n"
    )

    papers, skipped = from_bytes(record.encode())

    assert [(paper.title, " ".join(paper.abstract.split())) for paper in papers] == [
        ("Tiny Nets", "We cut latency " + " ".join(["again and again"] * 500))
    ]
    assert ([text.count("\n") for text in handed], skipped) == ([6], [])
