"""Of a picture only the pixels are kept: neither where, nor when, nor with what it was taken, nor what hides in it."""

import io
import zlib
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.files.conftest import chunk, opened, picture, png_announcing
from trame.files.pictures import make_anew
from trame.files.refusal import FileRefused

GPS, ORIENTATION, MAKE, ARTIST = 0x8825, 0x0112, 0x010F, 0x013B


def exif(orientation: int = 1) -> Image.Exif:
    """Taken in Pontivy, by Jeanne, with her own phone."""
    said = Image.Exif()
    said[MAKE], said[ARTIST], said[ORIENTATION] = "TelephoneDeJeanne", "Jeanne Le Goff", orientation
    said.get_ifd(GPS).update({1: "N", 2: (48.0, 4.0, 5.0), 3: "W", 4: (2.0, 57.0, 50.0)})
    return said


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_date_and_device_are_dropped(kind: str) -> None:
    sent = picture(kind, exif=exif())
    assert opened(sent).getexif().get_ifd(GPS), "the picture sent says nothing: the test would prove nothing"
    assert b"TelephoneDeJeanne" in sent
    made = make_anew(sent)
    assert dict(opened(made.content).getexif()) == {}
    for secret in (b"TelephoneDeJeanne", b"Jeanne", b"Exif", b"eXIf", b"GPS"):
        assert secret not in made.content


def test_comments_profiles_and_thumbnails_are_dropped() -> None:
    sent = picture("JPEG", comment=b"chez Jeanne", icc_profile=b"profil" * 100, xmp=b"<x:xmpmeta>Jeanne</x:xmpmeta>")
    assert b"chez Jeanne" in sent
    assert b"profil" in sent
    assert b"xmpmeta" in sent
    made = make_anew(sent)
    assert not any(secret in made.content for secret in (b"Jeanne", b"profil", b"xmpmeta", b"ICC_PROFILE"))
    assert not {"comment", "icc_profile", "xmp", "exif"} & set(opened(made.content).info)


def test_texts_of_a_png_are_dropped() -> None:
    sent = picture("PNG")
    spoken = (
        sent[:33]
        + chunk(b"tEXt", b"Author\x00Jeanne Le Goff")
        + chunk(b"iCCP", b"p\x00\x00x\x9c\x03\x00\x00\x00\x00\x01")
    )
    made = make_anew(spoken + sent[33:])
    assert b"Jeanne" not in made.content
    assert b"iCCP" not in made.content


def test_a_photo_taken_sideways_is_put_upright() -> None:
    made = opened(make_anew(picture("JPEG", (40, 30), exif=exif(orientation=6))).content).convert("RGB")
    assert made.size == (30, 40)
    red, blue = made.getpixel((15, 5)), made.getpixel((15, 35))
    assert red[0] > 200 > 60 > red[2]  # type: ignore[index]
    assert blue[2] > 200 > 60 > blue[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("sent", "asked", "kept"),
    [
        ((3000, 1500), 2000, (2000, 1000)),
        ((500, 4000), 2000, (250, 2000)),
        ((40, 30), 2000, (40, 30)),
        ((900, 900), 600, (600, 600)),
    ],
)
def test_the_largest_side_is_limited_and_nothing_is_stretched(
    sent: tuple[int, int], asked: int, kept: tuple[int, int]
) -> None:
    made = make_anew(picture("PNG", sent), largest_side=asked)
    assert (made.width, made.height) == kept == opened(made.content).size


@pytest.mark.parametrize(
    ("kind", "mode", "given"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "L", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
    ],
)
def test_each_kind_becomes_one_that_every_document_takes(kind: str, mode: str, given: str) -> None:
    sent = Image.new(mode, (20, 20))
    out = io.BytesIO()
    sent.save(out, kind)
    made = make_anew(out.getvalue())
    assert made.content_type == given
    assert opened(made.content).get_format_mimetype() == given


def test_transparency_is_kept() -> None:
    sent = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    out = io.BytesIO()
    sent.save(out, "PNG")
    assert opened(make_anew(out.getvalue()).content).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("hidden", [b"<script>alert(1)</script>", b"PK\x03\x04hidden", b"%PDF-1.7 hidden"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_follows_the_end_of_the_picture_does_not_come_in(kind: str, hidden: bytes) -> None:
    made = make_anew(picture(kind) + hidden)
    assert hidden not in made.content
    assert b"hidden" not in made.content


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        make_anew(content)
    return " ".join(caught.value.problems)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "est vide"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "dessin SVG"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg onload="alert(1)"/>', "dessin SVG"),
        (b"\xef\xbb\xbf  <svg/>", "dessin SVG"),
        (b"<!doctype html><script>alert(1)</script>", "page web renommée"),
        (b"GIF89a=1;alert(1)//", "image GIF"),
        (b"%PDF-1.7\n", "est un PDF"),
        (b"PK\x03\x04" + b"\x00" * 100, "une archive"),
        (b"BM" + b"\x00" * 100, "image BMP"),
        (b"II*\x00" + b"\x00" * 100, "image TIFF"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "HEIC"),
        (b"MZ\x90\x00" + b"\x00" * 20, "n’est pas une image"),
        (b"\x00\x01\x02", "n’est pas une image"),
    ],
)
def test_what_is_no_accepted_picture_is_named_and_told_what_to_send(content: bytes, sentence: str) -> None:
    said = refusal(content)
    assert sentence in said
    assert "Choisissez une image PNG, JPEG ou WebP." in said


def test_a_real_gif_is_refused_even_still() -> None:
    assert "image GIF" in refusal(picture("GIF"))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animated_picture_is_refused(kind: str) -> None:
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    assert "animée" in refusal(out.getvalue())


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 10_000), (8_000, 5_001), (2_000_000_000, 1)])
def test_a_bomb_is_refused_on_its_header(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    def decompress(*args: object) -> None:
        raise AssertionError("a pixel was decompressed")

    bomb = png_announcing(*size)
    assert len(bomb) < 200
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decompress)
    monkeypatch.setattr("PIL.Image.Image.load", decompress)
    assert "40 millions de points" in refusal(bomb)


def test_the_largest_accepted_size_is_exactly_forty_million_points() -> None:
    assert "abîmée" in refusal(png_announcing(8_000, 5_000)), "its size passes, its missing pixels do not"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_truncated_picture_is_refused(kind: str, part: float) -> None:
    whole = picture(kind, (300, 300), quality=95) if kind != "PNG" else picture(kind, (300, 300))
    assert "abîmée" in refusal(whole[: int(len(whole) * part)])


def test_a_text_bomb_in_a_png_is_refused() -> None:
    sent = picture("PNG")
    bomb = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"\x00" * 80_000_000))
    assert "abîmée" in refusal(sent[:33] + bomb + sent[33:])


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # of a part that is not kept
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    places=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_whatever_is_broken_in_it_the_answer_is_a_picture_or_a_sentence(
    kind: str, places: list[tuple[int, int]]
) -> None:
    content = bytearray(SAMPLES[kind])
    for place, value in places:
        content[place % len(content)] = value
    with suppress(FileRefused):
        made = make_anew(bytes(content))
        assert opened(made.content).size == (made.width, made.height)


SAMPLES = {kind: picture(kind, (24, 16), exif=exif()) for kind in ("JPEG", "PNG", "WEBP")}
