"""What is wrapped around an input: gzip, bzip2, xz, zstd, zip, and the envelope of an e-mail; one in another, too.

Nothing is unpacked to disk under a name from the archive. An input that grows more than ``RATIO`` times, beyond
``FREE_BYTES``, is refused: that is a bomb, not a digest.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from typing import TYPE_CHECKING, BinaryIO, Final

from claimx.errors import MissingExtra, ReadError
from claimx.readers.stream import HEAD_BYTES, Readable, chunks_of, file_of, peek, seekable

if TYPE_CHECKING:
    from zstandard import ZstdDecompressor

_Opener = Callable[[BinaryIO, str], Iterator[tuple[str, BinaryIO]]]

RATIO: Final = 200
"""How many times larger than its packing an input may be."""
FREE_BYTES: Final = 64 * 1024 * 1024
"""Up to here an input may grow at any ratio."""
ZSTD_WINDOW: Final = 128 * 1024 * 1024
"""The most memory that a zstd file may ask for."""
ZSTD_FEED: Final = 1024
"""How many bytes of a zstd file are unpacked at a time: each may become 32 kB."""
DEPTH: Final = 3
"""How many wrappings one in another are taken off."""
MEMBERS: Final = 100_000
"""How many files a zip archive may hold."""
MAIL_BYTES: Final = 64 * 1024 * 1024
"""The largest e-mail with an encoded body that is read."""

_MAIL_START = re.compile(rb"(?:From |(?:[A-Za-z][A-Za-z-]{1,40}): )")
_MAIL_ENCODED = re.compile(
    rb"^(?:content-transfer-encoding:\s*(?:quoted-printable|base64)|content-type:\s*multipart/)",
    re.IGNORECASE | re.MULTILINE,
)


def unpacked(file: BinaryIO, *, place: str, depth: int = DEPTH) -> Iterator[tuple[str, BinaryIO]]:
    """Each input within *file*, with the place it has; *file* itself where nothing is wrapped around it.

    Raises ``ReadError`` for a wrapping that is damaged, and for one that looks made to exhaust the machine.
    """
    head, file = peek(file)
    opener = next((opener for magic, opener in _OPENERS if head.startswith(magic)), None)
    if opener is None and _is_encoded_mail(head):
        opener = _mail
    if opener is None:
        yield place, file
    elif not depth:
        raise ReadError(f"packed more than {DEPTH} times; unpack it first", place=place)
    else:
        for inner_place, inner in opener(file, place):
            yield from unpacked(inner, place=inner_place, depth=depth - 1)


class _Growth:
    """Refuses to let an input grow beyond what a digest does."""

    def __init__(self, place: str) -> None:
        self._place = place
        self.packed = 0
        self.is_refused = False
        self._grown = 0

    def count(self, chunk: bytes) -> bytes:
        self._grown += len(chunk)
        if self._grown > FREE_BYTES and self._grown > RATIO * self.packed:
            self.is_refused = True
            reason = f"grows more than {RATIO} times when unpacked, as a decompression bomb does; unpack it first"
            raise ReadError(reason, place=self._place)
        return chunk


def _compressed(open_: Callable[[BinaryIO], Readable]) -> _Opener:
    """An opener for one kind of compressed file; several such files joined are one input."""

    def unpack(file: BinaryIO, place: str) -> Iterator[tuple[str, BinaryIO]]:
        yield place, file_of(_grown(file, place, open_=open_))

    return unpack


def _grown(file: BinaryIO, place: str, *, open_: Callable[[BinaryIO], Readable]) -> Iterator[bytes]:
    growth = _Growth(place)
    try:
        for chunk in chunks_of(open_(file_of(_counting(file, growth)))):
            yield growth.count(chunk)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise ReadError(f"damaged compressed data ({error})", place=place) from error


def _gzip(file: BinaryIO) -> Readable:
    return gzip.GzipFile(fileobj=file)


def _zstd(file: BinaryIO) -> BinaryIO:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtra("zstd", purpose="reading an input that is compressed with zstd") from error
    return file_of(_zstd_chunks(zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW), file))


def _zstd_chunks(decompressor: ZstdDecompressor, file: BinaryIO) -> Iterator[bytes]:
    """The content of the frames of *file*; so little is fed at a time that what comes of it is bounded."""
    import zstandard

    frame, rest = decompressor.decompressobj(), b""
    is_open = False
    try:
        while chunk := rest or file.read(ZSTD_FEED):
            if frame.eof:
                frame = decompressor.decompressobj()
            yield frame.decompress(chunk)
            rest, is_open = frame.unused_data, not frame.eof
    except zstandard.ZstdError as error:
        raise OSError(str(error)) from error
    if is_open:
        raise EOFError("it ends too early")


def _counting(file: BinaryIO, growth: _Growth) -> Iterator[bytes]:
    for chunk in chunks_of(file):
        growth.packed += len(chunk)
        yield chunk


def _zip(file: BinaryIO, place: str) -> Iterator[tuple[str, BinaryIO]]:
    growth = _Growth(place)
    with seekable(file) as whole:
        growth.packed = whole.seek(0, 2)
        try:
            archive = zipfile.ZipFile(whole)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadError(f"damaged zip archive ({error})", place=place) from error
        with archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > MEMBERS:
                raise ReadError(f"holds more than {MEMBERS} files; unpack it first", place=place)
            for member in sorted(members, key=lambda info: info.filename):
                if growth.is_refused:
                    return
                inner = f"{place}/{member.filename}"
                yield inner, file_of(_member_chunks(archive, member, growth=growth, place=inner))


def _member_chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, growth: _Growth, place: str) -> Iterator[bytes]:
    try:
        with archive.open(member) as file:
            while chunk := file.read(HEAD_BYTES):
                yield growth.count(chunk)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError) as error:
        raise ReadError(f"damaged file in a zip archive ({error})", place=place) from error
    except (RuntimeError, NotImplementedError) as error:
        raise ReadError(f"{error}; unpack it first", place=place) from error


def _is_encoded_mail(head: bytes) -> bool:
    headers = head.partition(b"\n\n")[0] if b"\n\n" in head else head.partition(b"\r\n\r\n")[0]
    return bool(_MAIL_START.match(headers) and _MAIL_ENCODED.search(headers))


def _mail(file: BinaryIO, place: str) -> Iterator[tuple[str, BinaryIO]]:
    raw = file.read(MAIL_BYTES + 1)
    if len(raw) > MAIL_BYTES:
        raise ReadError(f"an e-mail larger than {MAIL_BYTES >> 20} MB; save its text", place=place)
    bodies = [part for part in message_from_bytes(raw).walk() if part.get_content_maintype() == "text"]
    plain = [part for part in bodies if part.get_content_subtype() == "plain"]
    for body in (plain or bodies)[:1]:
        yield place, file_of(iter((_body(body),)))


def _body(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset("utf-8")).encode("utf-8", "replace")
    except (LookupError, UnicodeError):
        return raw


_OPENERS: Final[tuple[tuple[bytes, _Opener], ...]] = (
    (b"\x1f\x8b", _compressed(_gzip)),
    (b"BZh", _compressed(bz2.BZ2File)),
    (b"\xfd7zXZ\x00", _compressed(lzma.LZMAFile)),
    (b"\x28\xb5\x2f\xfd", _compressed(_zstd)),
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
)
