"""A request to another site: what it gives when all is well, and that no address leads it to a private network."""

import pytest

from tests.jobs.hostile import ALSO_PUBLIC, PUBLIC, Authority, Internet, leads_to, says
from trame.jobs.outbound import OutboundRefused, SiteSilent, fetch

# Every way of writing a machine that is not on the internet.
PRIVATE = [
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "0", "0.0.0.0", "[::]", "[::1]"),
    *("[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[::ffff:93.184.216.34]"),
    *("[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::1]", "[2001:0:7f00:1::1]"),
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
    *("169.254.169.254", "0xa9fea9fe", "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]"),
    *("224.0.0.1", "224.1.1.1", "239.1.1.1", "[ff02::1]", "[ff0e::1]", "240.0.0.1", "255.255.255.255"),
    *("192.0.2.1", "198.18.0.1", "[2001:db8::1]", "[3fff::1]", "[100::1]", "192.88.99.1"),
]
PRIVATE_NETWORK = "Cette adresse mène à un réseau privé : elle n’est pas demandée."


def test_an_answer_comes_with_its_status_headers_body_and_address(internet: Internet) -> None:
    internet.site.behaviours["/a?b=c"] = says()
    answer = fetch("https://site.test/a?b=c#d", allowed_types={"text/plain"}, headers={"Accept": "text/plain"})
    assert (answer.status, answer.body, answer.final_url) == (200, b"bonjour", "https://site.test/a?b=c#d")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert internet.dialled == [f"{PUBLIC}:443"]
    ((_, headers),) = internet.site.asked
    assert (headers["Host"], headers["User-Agent"], headers["Accept"]) == ("site.test", "Trame", "text/plain")


def test_an_error_of_the_other_site_is_an_answer(internet: Internet) -> None:
    internet.site.behaviours["/"] = lambda handler: handler.answer(503, b"plus tard")
    assert fetch("https://site.test").status == 503


def test_a_head_request_gives_no_body(internet: Internet) -> None:
    internet.site.behaviours["/"] = lambda handler: handler.answer(200, Content_Length="10")
    assert fetch("https://site.test/", method="HEAD").body == b""


def test_cookies_and_proxies_are_ignored(internet: Internet, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    internet.site.behaviours["/"] = says(Set_Cookie="a=b")
    fetch("https://site.test/")
    fetch("https://site.test/")
    assert ["Cookie" in headers for _, headers in internet.site.asked] == [False, False]
    assert internet.dialled == [f"{PUBLIC}:443"] * 2


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://site.test/", "Seules les adresses en https sont demandées."),
        ("ftp://site.test/", "Seules les adresses en https sont demandées."),
        ("file:///etc/passwd", "Seules les adresses en https sont demandées."),
        ("//site.test/", "Seules les adresses en https sont demandées."),
        ("https://site.test:8443/", "Seul le port habituel de https est demandé."),
        ("https://site.test:22/", "Seul le port habituel de https est demandé."),
        ("https://site.test:port/", "Cette adresse n’est pas celle d’un site."),
        ("https://site.test:99999/", "Cette adresse n’est pas celle d’un site."),
        ("https://good@127.0.0.1/", "Une adresse qui contient un nom de compte n’est pas demandée."),
        ("https://site.test@127.0.0.1/", "Une adresse qui contient un nom de compte n’est pas demandée."),
        ("https://compte:secret@site.test/", "Une adresse qui contient un nom de compte n’est pas demandée."),
        ("https://@site.test/", "Une adresse qui contient un nom de compte n’est pas demandée."),
        ("https:///chemin", "Cette adresse n’est pas celle d’un site."),
        ("https://[::1/", "Cette adresse n’est pas celle d’un site."),
        ("https://[fe80::1%25eth0]/", "Cette adresse n’est pas celle d’un site."),
        ("https://127.0.0.1\\@site.test/", "Cette adresse contient des caractères interdits."),
        ("https://site.test/\r\nHost: 127.0.0.1", "Cette adresse contient des caractères interdits."),
        ("https://site.test/ espace", "Cette adresse contient des caractères interdits."),
        ("https://①②⑦.0.0.1/", "Cette adresse contient des caractères interdits."),
        (" https://site.test/", "Cette adresse contient des caractères interdits."),
    ],
)
def test_an_address_that_is_not_a_plain_https_address_is_refused(url: str, sentence: str, internet: Internet) -> None:
    with pytest.raises(OutboundRefused, match=sentence):
        fetch(url)
    assert (internet.resolved, internet.dialled) == ([], [])


@pytest.mark.parametrize("host", PRIVATE)
def test_no_spelling_of_a_private_address_is_dialled(host: str, internet: Internet) -> None:
    with pytest.raises(OutboundRefused, match=PRIVATE_NETWORK):
        fetch(f"https://{host}/")
    assert internet.dialled == []


@pytest.mark.parametrize("host", PRIVATE)
def test_no_redirection_leads_to_a_private_address(host: str, internet: Internet) -> None:
    internet.site.behaviours["/"] = leads_to(f"https://{host}/")
    with pytest.raises(OutboundRefused, match=PRIVATE_NETWORK):
        fetch("https://site.test/")
    assert internet.dialled == [f"{PUBLIC}:443"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        ("http://site.test/", "Seules les adresses en https sont demandées."),
        ("//127.0.0.1/", PRIVATE_NETWORK),
        ("https://site.test:8443/", "Seul le port habituel de https est demandé."),
        ("https://site.test@127.0.0.1/", "Une adresse qui contient un nom de compte n’est pas demandée."),
        ("file:///etc/passwd", "Seules les adresses en https sont demandées."),
    ],
)
def test_a_redirection_is_checked_as_an_address(status: int, location: str, sentence: str, internet: Internet) -> None:
    internet.site.behaviours["/"] = leads_to(location, status)
    with pytest.raises(OutboundRefused, match=sentence):
        fetch("https://site.test/")
    assert len(internet.site.asked) == 1


def test_three_redirections_are_followed_and_a_fourth_is_not(internet: Internet) -> None:
    for n in range(1, 5):
        internet.site.behaviours[f"/{n}"] = leads_to(f"/{n + 1}")
    internet.site.behaviours["/5"] = says()
    assert fetch("https://site.test/2").final_url == "https://site.test/5"
    with pytest.raises(OutboundRefused, match="renvoie trop de fois"):
        fetch("https://site.test/1")


def test_the_headers_of_the_request_are_not_given_to_another_site(internet: Internet, authority: Authority) -> None:
    internet.site.behaviours["/"] = leads_to("https://autre.test/suite")
    internet.site.behaviours["/suite"] = says()
    internet.site.context = authority.context_for("site.test", "autre.test")
    assert fetch("https://site.test/", headers={"Authorization": "Bearer secret"}).body == b"bonjour"
    given = [(path, headers.get("Authorization")) for path, headers in internet.site.asked]
    assert given == [("/", "Bearer secret"), ("/suite", None)]


@pytest.mark.parametrize("private", ["127.0.0.1", "10.1.2.3", "::1", "::ffff:127.0.0.1", "169.254.169.254"])
def test_a_name_with_one_public_and_one_private_address_is_refused(private: str, internet: Internet) -> None:
    for addresses in ([PUBLIC, private], [private, PUBLIC]):
        internet.names["site.test"] = [addresses]
        with pytest.raises(OutboundRefused, match=PRIVATE_NETWORK):
            fetch("https://site.test/")
    assert internet.dialled == []


def test_a_name_that_changes_after_the_check_changes_nothing(internet: Internet) -> None:
    internet.names["site.test"] = [[PUBLIC], ["127.0.0.1"]]
    internet.site.behaviours["/"] = says()
    assert fetch("https://site.test/").body == b"bonjour"
    assert (internet.resolved, internet.dialled) == (["site.test"], [f"{PUBLIC}:443"])


def test_a_name_that_changes_between_two_redirections_is_checked_again(internet: Internet) -> None:
    internet.names["site.test"] = [[PUBLIC], ["127.0.0.1"]]
    internet.site.behaviours["/"] = leads_to("/encore")
    with pytest.raises(OutboundRefused, match=PRIVATE_NETWORK):
        fetch("https://site.test/")
    assert internet.dialled == [f"{PUBLIC}:443"]


def test_the_next_public_address_is_tried_when_the_first_does_not_answer(internet: Internet) -> None:
    internet.names["site.test"] = [["1.1.1.1", ALSO_PUBLIC]]
    internet.site.behaviours["/"] = says()
    assert fetch("https://site.test/").status == 200
    assert internet.dialled == ["1.1.1.1:443", f"{ALSO_PUBLIC}:443"]


def test_a_public_address_behind_the_translator_of_an_ipv6_network_is_reached(internet: Internet) -> None:
    internet.names["site.test"] = [["64:ff9b::5db8:d822"]]  # 93.184.216.34
    internet.doors.add("64:ff9b::5db8:d822")
    internet.site.behaviours["/"] = says()
    assert fetch("https://site.test/").status == 200


def test_a_name_unknown_or_a_site_that_answers_nowhere_may_be_tried_later(internet: Internet) -> None:
    with pytest.raises(SiteSilent, match="Ce nom de site est introuvable"):
        fetch("https://inconnu.test/")
    with pytest.raises(SiteSilent, match="Ce nom de site est introuvable"):
        fetch(f"https://{'a' * 64}.test/")
    internet.names["site.test"] = [["1.1.1.1"]]
    with pytest.raises(SiteSilent, match="L’autre site ne répond pas"):
        fetch("https://site.test/")
