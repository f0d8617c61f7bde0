"""Pictures and documents made by hand, good and hostile."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the files of this test go."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(folder: Path) -> list[Path]:
    """Every file on the disk."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def upload(content: bytes, name: str = "photo.png", kind: str = "image/png") -> "SimpleUploadedFile[bytes]":
    return SimpleUploadedFile(name, content, kind)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: Any) -> bytes:
    """Left half red, right half blue."""
    drawn = Image.new(mode, size, "red")
    drawn.paste(Image.new(mode, (size[0] // 2, size[1]), "blue"), (size[0] - size[0] // 2, 0))
    out = io.BytesIO()
    drawn.save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_announcing(width: int, height: int) -> bytes:
    """A PNG of a few bytes, whose header announces so many points."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")


def container(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    """The least that a DOCX is, and more parts when asked."""
    return container({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"} | more)


def open_document(mimetype: str) -> bytes:
    return container({"mimetype": mimetype.encode(), "content.xml": b"<office/>"})
