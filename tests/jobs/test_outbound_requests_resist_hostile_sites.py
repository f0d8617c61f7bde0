"""A site that answers to do harm: too much, too slowly, compressed to burst, under another's name."""

import threading
import tracemalloc
from collections.abc import Iterator

import pytest

from tests.jobs.hostile import Authority, Internet, bomb, drips, never_ends, raw, says
from trame.jobs.outbound import OutboundRefused, SiteSilent, fetch

TOO_BIG = "La réponse de l’autre site est trop volumineuse."
TOO_SLOW = "L’autre site met trop de temps à répondre."


@pytest.fixture
def over() -> Iterator[threading.Event]:
    """Set when a site has nothing more to say; at the end of the test, it stops."""
    event = threading.Event()
    yield event
    event.set()


def test_a_body_of_the_largest_size_is_kept_and_one_byte_more_is_refused(internet: Internet) -> None:
    internet.site.behaviours["/"] = says(b"x" * 1000)
    assert len(fetch("https://site.test/", max_bytes=1000).body) == 1000
    with pytest.raises(OutboundRefused, match=TOO_BIG):
        fetch("https://site.test/", max_bytes=999)


def test_a_body_without_end_is_refused(internet: Internet) -> None:
    internet.site.behaviours["/"] = never_ends
    with pytest.raises(OutboundRefused, match=TOO_BIG):
        fetch("https://site.test/", max_bytes=300_000)


def test_the_size_that_counts_is_that_of_the_decompressed_body(internet: Internet) -> None:
    packed = bomb(2)
    internet.site.behaviours["/"] = says(packed, Content_Encoding="gzip")
    assert len(packed) < 10_000
    assert len(fetch("https://site.test/", max_bytes=2_000_000).body) == 2_000_000
    with pytest.raises(OutboundRefused, match=TOO_BIG):
        fetch("https://site.test/", max_bytes=1_999_999)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_gzip_bomb_is_not_unfolded_in_memory(chunked: bool, internet: Internet) -> None:
    packed = bomb(100)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
    framed = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(packed) if chunked else b"\r\n"
    internet.site.behaviours["/"] = raw(head + framed + packed + (b"\r\n0\r\n\r\n" if chunked else b""))
    tracemalloc.start()
    try:
        with pytest.raises(OutboundRefused, match=TOO_BIG):
            fetch("https://site.test/", max_bytes=1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000  # of 100 MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip, gzip"])
def test_a_coding_that_was_not_asked_for_is_refused(encoding: str, internet: Internet) -> None:
    internet.site.behaviours["/"] = says(b"x", Content_Encoding=encoding)
    with pytest.raises(OutboundRefused, match="un codage qui n’a pas été demandé"):
        fetch("https://site.test/")


def test_a_compressed_body_that_is_not_one_is_refused(internet: Internet) -> None:
    internet.site.behaviours["/"] = says(b"pas du gzip", Content_Encoding="gzip")
    with pytest.raises(OutboundRefused, match="ne répond pas comme il faut"):
        fetch("https://site.test/")


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", id="a body"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", id="a body without length"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1", id="the length of a chunk"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Slow: ", id="a header"),
        pytest.param(b"", id="the first line"),
    ],
)
def test_what_comes_drop_by_drop_is_cut_at_the_time_allowed(
    before: bytes, internet: Internet, over: threading.Event
) -> None:
    internet.site.behaviours["/"] = drips(before, over)
    with pytest.raises(SiteSilent, match=TOO_SLOW):
        fetch("https://site.test/", timeout=0.4)
    assert not over.is_set(), "the other site was listened to until its end"


def test_a_site_that_says_nothing_is_cut_at_the_time_allowed(internet: Internet, over: threading.Event) -> None:
    internet.site.behaviours["/"] = lambda handler: assert_woken(over)
    with pytest.raises(SiteSilent, match=TOO_SLOW):
        fetch("https://site.test/", timeout=0.3)
    over.set()


def assert_woken(over: threading.Event) -> None:
    assert over.wait(30)


def test_redirections_share_the_time_allowed(internet: Internet, over: threading.Event) -> None:
    def slow(handler: object) -> None:
        over.wait(0.4)
        handler.answer(302, Location="/")  # type: ignore[attr-defined]

    internet.site.behaviours["/"] = slow
    with pytest.raises(SiteSilent, match=TOO_SLOW):
        fetch("https://site.test/", timeout=1.0)


def test_a_certificate_of_another_name_is_refused(internet: Internet) -> None:
    with pytest.raises(OutboundRefused, match="certificat"):
        fetch("https://autre.test/")
    assert internet.site.asked == []


def test_a_certificate_of_an_unknown_authority_is_refused(internet: Internet, tmp_path) -> None:
    internet.site.context = Authority(tmp_path).context_for("site.test")
    with pytest.raises(OutboundRefused, match="certificat"):
        fetch("https://site.test/")
    assert internet.site.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(b"X-Big: " + b"x" * 1_000_000 + b"\r\n", id="one of a megabyte"),
        pytest.param(b"X-Many: x\r\n" * 10_000, id="ten thousand"),
    ],
)
def test_huge_headers_are_refused(headers: bytes, internet: Internet) -> None:
    internet.site.behaviours["/"] = raw(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\nbonjour")
    with pytest.raises(OutboundRefused):
        fetch("https://site.test/")


@pytest.mark.parametrize("answer", [b"\x00\x01\x02", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 abc\r\n\r\n", b""])
def test_what_is_not_http_is_refused(answer: bytes, internet: Internet) -> None:
    internet.site.behaviours["/"] = raw(answer)
    with pytest.raises(SiteSilent, match="ne répond pas comme il faut"):
        fetch("https://site.test/")


@pytest.mark.parametrize("given", ["text/html", "application/json-seq", ""])
def test_another_type_than_the_expected_one_is_refused(given: str, internet: Internet) -> None:
    internet.site.behaviours["/"] = says(b"{}", Content_Type=given)
    with pytest.raises(OutboundRefused, match="le format attendu"):
        fetch("https://site.test/", allowed_types={"application/json"})
