"""What is wrapped around inputs: compression, archives and the envelope of a mail, one in another, sound and damaged."""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from claimx.errors import MissingExtra, ReadError
from claimx.readers import Skipped, packing, read
from claimx.records import Paper

RECORD = b'{"id": "p1", "title": "Tiny Nets", "abstract": "We cut latency by 40%."}\n'
OTHER = b'{"id": "p2", "title": "Large Nets", "abstract": "We double it."}\n'


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def mailed(data: bytes) -> bytes:
    head = b"From: a@example.org\nSubject: papers\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    return head + base64.encodebytes(data)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": lambda data: zstandard.ZstdCompressor().compress(data),
    "zip": lambda data: zipped(papers=data),
    "mail": mailed,
}


def papers_in(data: bytes, folder: Path) -> tuple[list[Paper], list[Skipped]]:
    file = folder / "input"
    file.write_bytes(data)
    skipped: list[Skipped] = []
    return list(read(file, on_skip=skipped.append)), skipped


def ids(data: bytes, folder: Path) -> list[str]:
    papers, skipped = papers_in(data, folder)
    assert not skipped
    return [paper.id for paper in papers]


@pytest.mark.parametrize("name", PACKERS)
def test_wrapping_is_taken_off(name: str, tmp_path: Path) -> None:
    assert ids(PACKERS[name](RECORD + OTHER), tmp_path) == ["p1", "p2"]


@pytest.mark.parametrize("outer", PACKERS)
@pytest.mark.parametrize("inner", PACKERS)
def test_wrapping_in_a_wrapping_is_taken_off(outer: str, inner: str, tmp_path: Path) -> None:
    if outer == "mail" and inner != "mail":
        inner = "mail"  # the body of a mail is text
    assert ids(PACKERS[outer](PACKERS[inner](RECORD)), tmp_path) == ["p1"]


@pytest.mark.parametrize("name", [name for name in PACKERS if name not in ("zip", "mail")])
def test_two_compressed_files_joined_are_one_input(name: str, tmp_path: Path) -> None:
    assert ids(PACKERS[name](RECORD) + PACKERS[name](OTHER), tmp_path) == ["p1", "p2"]


def test_wrappings_come_from_standard_input_too() -> None:
    for name, pack in PACKERS.items():
        assert [paper.id for paper in read("-", stdin=io.BytesIO(pack(RECORD)))] == ["p1"], name


def test_too_many_wrappings_are_refused(tmp_path: Path) -> None:
    data = RECORD
    for _ in range(packing.DEPTH + 1):
        data = gzip.compress(data)
    with pytest.raises(ReadError, match="packed more than 3 times; unpack it first"):
        papers_in(data, tmp_path)


@pytest.mark.parametrize("name", [name for name in PACKERS if name not in ("zip", "mail")])
def test_bomb_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="grows more than 200 times when unpacked"):
        papers_in(PACKERS[name](b'{"title": "' + b"a" * 70_000_000), tmp_path)


def test_bomb_in_an_archive_is_refused_and_what_came_before_it_is_kept(tmp_path: Path) -> None:
    bomb = b'{"title": "' + b"a" * 70_000_000
    papers, skipped = papers_in(zipped(a=RECORD, b=bomb, c=bomb), tmp_path)
    assert [paper.id for paper in papers] == ["p1"]
    assert [(entry.place, entry.reason.partition(",")[0]) for entry in skipped] == [
        (f"{tmp_path}/input", "grows more than 200 times when unpacked")
    ]


def lines(count: int) -> bytes:
    """Records that do not compress well."""
    keys = (hashlib.blake2b(bytes([n % 256, n // 256])).hexdigest() for n in range(count))
    return b"".join(b'{"id": "p%d", "title": "T%d", "abstract": "%s"}\n' % (n, n, key.encode()) for n, key in enumerate(keys))


@pytest.mark.parametrize("name", ["gzip", "xz", "zstd"])
def test_wrapping_that_breaks_off_keeps_what_was_whole(name: str, tmp_path: Path) -> None:
    data = PACKERS[name](lines(4000))
    papers, skipped = papers_in(data[: len(data) * 3 // 4], tmp_path)
    assert [paper.id for paper in papers] == [f"p{n}" for n in range(len(papers))]
    assert 1000 < len(papers) < 4000
    assert "damaged compressed data" in skipped[-1].reason


@pytest.mark.parametrize(("name", "reason"), [("bzip2", "damaged compressed data"), ("zip", "damaged zip archive")])
def test_wrapping_that_breaks_off_before_its_first_block_ends_is_an_error(name: str, reason: str, tmp_path: Path) -> None:
    data = PACKERS[name](lines(400))
    with pytest.raises(ReadError, match=reason):
        papers_in(data[: len(data) * 3 // 4], tmp_path)


@pytest.mark.parametrize("start", [b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"])
def test_damaged_wrapping_is_one_sentence(start: bytes, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"^.*input: damaged "):
        papers_in(start + b"this is not what follows" * 9, tmp_path)


def test_a_file_of_an_archive_that_is_no_digest_hides_no_other(tmp_path: Path) -> None:
    papers, skipped = papers_in(zipped(**{"1.bin": b"\0\1\2" * 99, "2.jsonl": RECORD, "3/4.jsonl": OTHER}), tmp_path)
    assert [paper.id for paper in papers] == ["p1", "p2"]
    assert [(entry.place, entry.reason[:28]) for entry in skipped] == [
        (f"{tmp_path}/input/1.bin", "the input is in no known for")
    ]


def test_an_encrypted_archive_is_one_sentence(tmp_path: Path) -> None:
    data = bytearray(zipped(papers=RECORD))
    data[6] |= 1  # the flag of the local header, and that of the directory
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match=r"encrypted, password required.*; unpack it first"):
        papers_in(bytes(data), tmp_path)


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    papers, _ = papers_in(zipped(**{"../../escaped.jsonl": RECORD}), tmp_path)
    assert [(paper.id, paper.source) for paper in papers] == [("p1", f"{tmp_path}/input/../../escaped.jsonl")]
    assert [file.name for file in tmp_path.iterdir()] == ["input"]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_mail_in_several_parts_gives_its_text(encoding: str, tmp_path: Path) -> None:
    import email.policy
    from email.message import EmailMessage

    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["Subject"] = "a@example.org", "digest"
    mail.set_content("Title: Großes\nSummary: We cut latency by 40%.\n", cte=encoding)
    mail.add_alternative("<p>Title: HTML</p>", subtype="html")
    papers, skipped = papers_in(bytes(mail), tmp_path)
    assert [(paper.title, paper.abstract, skipped) for paper in papers] == [("Großes", "We cut latency by 40%.", [])]


def test_without_zstandard_the_message_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    with pytest.raises(MissingExtra, match=r"pip install 'claimx\[zstd\]'"):
        papers_in(b"\x28\xb5\x2f\xfd....", tmp_path)
