"""Requêtes sortantes: the only way out of Trame towards the internet, made not to be turned against what is inside.

An address may be given by a person or by another site: it must not lead this machine to ask its neighbours. So: https
and port 443 only; the name is resolved once, every address it has must be public, and the connection goes to the very
address that was checked; redirections are followed by hand and checked alike; time and size are limited in all.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPSConnection

MAX_REDIRECTS = 3
REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
PORT = 443
ENCODINGS = frozenset({"", "identity", "gzip"})
CHUNK = 65_536
CONNECT_SECONDS = 8.0
USER_AGENT = "Trame"

# What is global to `ipaddress`, or not always, and leads elsewhere than it says.
PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
MISLEADING = [
    ipaddress.ip_network(block)
    for block in (
        *("192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),  # 6to4, Teredo, examples
        *("192.0.0.0/24", "168.63.129.16/32"),  # doors that hosting companies keep inside their own machines
    )
]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class OutboundRefused(Exception):
    """The request is not made, or its answer not kept; the message is a French sentence."""


class SiteSilent(OutboundRefused):
    """The other site does not answer, or not in time: it may, later. Trying again is the job's affair."""


@dataclass(frozen=True)
class Response:
    """`headers` have lower-case names; `body` is decompressed; `final_url` is where the redirections led."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    final_url: str


@dataclass
class _Request:
    """What is asked for, and what may be spent on it, redirections included."""

    method: str
    headers: Mapping[str, str]
    allowed_types: Collection[str] | None
    max_bytes: int
    ends_at: float
    sockets: list[socket.socket] = field(default_factory=list)
    out_of_time: bool = False

    def seconds_left(self) -> float:
        left = self.ends_at - time.monotonic()
        if left <= 0 or self.out_of_time:
            raise SiteSilent("L’autre site met trop de temps à répondre.")
        return left


def fetch(
    url: str,
    *,
    max_bytes: int = 5_000_000,
    timeout: float = 20.0,
    method: Literal["GET", "HEAD"] = "GET",
    headers: Mapping[str, str] | None = None,
    allowed_types: Collection[str] | None = None,
) -> Response:
    """Ask another site; the answer whatever its status, once redirections are followed.

    `timeout` is in seconds, for all of it (but the resolver of names has its own); `max_bytes` is after decompression;
    `headers` go to the first host only; `allowed_types` are media types such as « application/json ».
    Raises SiteSilent (try later) or OutboundRefused, each with a French sentence.
    """
    wanted = _Request(method, headers or {}, allowed_types, max_bytes, time.monotonic() + timeout)
    first = parts = _checked_url(url)
    for _ in range(MAX_REDIRECTS + 1):
        with _watched(wanted):
            response = _ask(parts, wanted, own_headers=parts.hostname == first.hostname)
        location = response.headers.get("location")
        if response.status not in REDIRECTIONS or location is None:
            return response
        parts = _checked_url(urljoin(parts.geturl(), location))
    raise OutboundRefused("L’autre site renvoie trop de fois vers une autre adresse.")


def _checked_url(url: str) -> SplitResult:
    """The parts of an address one may ask for. Only these parts are used afterwards: nothing reads it otherwise."""
    if not url.isascii() or any(not 32 < ord(character) < 127 or character == "\\" for character in url):
        raise OutboundRefused("Cette adresse contient des caractères interdits.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise OutboundRefused("Cette adresse n’est pas celle d’un site.") from error
    if parts.scheme != "https":
        raise OutboundRefused("Seules les adresses en https sont demandées.")
    if "@" in parts.netloc:
        raise OutboundRefused("Une adresse qui contient un nom de compte n’est pas demandée.")
    if not host or "%" in host:
        raise OutboundRefused("Cette adresse n’est pas celle d’un site.")
    if port not in (None, PORT):
        raise OutboundRefused("Seul le port habituel de https est demandé.")
    return parts


def _public_addresses(host: str) -> list[str]:
    """All the addresses of a host, in the order to try them; refused as a whole if one of them is not public."""
    try:
        found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SiteSilent("Ce nom de site est introuvable.") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses or not all(_is_public(ipaddress.ip_address(address)) for address in addresses):
        raise OutboundRefused("Cette adresse mène à un réseau privé : elle n’est pas demandée.")
    return addresses


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in PUBLIC_IPV6:
            return False
    return address.is_global and not address.is_multicast and not any(address in block for block in MISLEADING)


def _ask(parts: SplitResult, wanted: _Request, *, own_headers: bool) -> Response:
    """One request, to the first of the checked addresses that takes the connection."""
    host = parts.hostname or ""
    headers = {"User-Agent": USER_AGENT, **(wanted.headers if own_headers else {})}
    headers |= {"Host": parts.netloc, "Accept-Encoding": "gzip"}
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    for address in _public_addresses(host):
        try:
            with _pool(address, host, wanted) as pool:
                answer = pool.urlopen(wanted.method, target, headers=headers, redirect=False, preload_content=False)
                with answer:
                    return Response(answer.status, _headers(answer), _body(answer, wanted), parts.geturl())
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
            continue
        except urllib3.exceptions.HTTPError as error:
            raise _refusal(error, wanted) from error
    raise SiteSilent("L’autre site ne répond pas.")


def _pool(address: str, host: str, wanted: _Request) -> urllib3.HTTPSConnectionPool:
    """Connections to one address, whose certificate must be `host`'s. The environment's proxies are not read."""

    class Connection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            made = super()._new_conn()
            wanted.sockets.append(made.dup())  # the TLS layer takes `made` over: the watch needs an end of its own
            if wanted.out_of_time:
                made.shutdown(socket.SHUT_RDWR)
            return made

    left = wanted.seconds_left()
    pool = urllib3.HTTPSConnectionPool(
        address,
        PORT,
        timeout=urllib3.Timeout(connect=min(left, CONNECT_SECONDS), read=left),
        retries=False,
        ssl_context=ssl.create_default_context(),
        server_hostname=host,
    )
    pool.ConnectionCls = Connection
    return pool


def _headers(answer: urllib3.BaseHTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def _body(answer: urllib3.BaseHTTPResponse, wanted: _Request) -> bytes:
    """The body of an answer that is kept, never more of it than allowed; nothing of a redirection's."""
    headers = _headers(answer)
    if answer.status in REDIRECTIONS:
        return b""
    if headers.get("content-encoding", "").lower() not in ENCODINGS:
        raise OutboundRefused("L’autre site répond dans un codage qui n’a pas été demandé.")
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if wanted.allowed_types is not None and media_type not in wanted.allowed_types:
        raise OutboundRefused("L’autre site ne répond pas dans le format attendu.")
    body = bytearray()
    for chunk in answer.stream(CHUNK, decode_content=True):
        body += chunk
        if len(body) > wanted.max_bytes:
            raise OutboundRefused("La réponse de l’autre site est trop volumineuse.")
    wanted.seconds_left()  # a connection cut by the watch looks like the end of the body
    return bytes(body)


def _refusal(error: urllib3.exceptions.HTTPError, wanted: _Request) -> OutboundRefused:
    if wanted.out_of_time or isinstance(error, urllib3.exceptions.TimeoutError):
        return SiteSilent("L’autre site met trop de temps à répondre.")
    if isinstance(error, urllib3.exceptions.SSLError):
        return OutboundRefused("Le certificat de l’autre site n’est pas valable.")
    return SiteSilent("L’autre site ne répond pas comme il faut.")


@contextmanager
def _watched(wanted: _Request) -> Iterator[None]:
    """Cut the connections when the time is over: a socket's own timeout begins again at each byte received."""

    def cut() -> None:
        wanted.out_of_time = True
        for made in wanted.sockets:
            with suppress(OSError):
                made.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(wanted.seconds_left(), cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()
        for made in wanted.sockets:
            made.close()
        wanted.sockets.clear()
