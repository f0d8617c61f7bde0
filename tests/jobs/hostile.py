"""A small internet on this machine: names, addresses said to be public, and an https site that may behave badly.

Only the resolver and the last step of a connection are replaced; TLS, certificates and HTTP are real.
"""

import datetime as dt
import gzip
import http.server
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PUBLIC = "93.184.216.34"
ALSO_PUBLIC = "2606:2800:220:1:248:1893:25c8:1946"
real_getaddrinfo = socket.getaddrinfo

Behaviour = Callable[["Handler"], None]


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers a path with the behaviour that the test gave it, and keeps what it was asked."""

    server: "Site"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        self.close_connection = True
        self.server.behaviours[self.path](self)

    do_HEAD = do_GET

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body)), "Connection": "close"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...


class Site(http.server.ThreadingHTTPServer):
    daemon_threads = False  # closing waits for the answers under way

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.context = context
        self.behaviours: dict[str, Behaviour] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        return self.context.wrap_socket(connection, server_side=True), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client has gone away: it is what these tests are about."""


@dataclass
class Internet:
    """`names` gives each name its successive answers, the last one repeated; `doors` leads addresses to the site."""

    site: Site
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    doors: set[str] = field(default_factory=lambda: {PUBLIC, ALSO_PUBLIC})
    resolved: list[str] = field(default_factory=list)
    dialled: list[str] = field(default_factory=list)

    def getaddrinfo(self, host: str, port: int, *args: Any, **options: Any) -> list[Any]:
        self.resolved.append(host)
        if host not in self.names:
            return real_getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        answers = self.names[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [entry for one in found for entry in real_getaddrinfo(one, port, type=socket.SOCK_STREAM)]

    def create_connection(self, address: tuple[str, int], timeout: float, **options: Any) -> socket.socket:
        self.dialled.append(f"{address[0]}:{address[1]}")
        if address[0] not in self.doors:
            raise ConnectionRefusedError
        made = socket.socket()
        made.settimeout(timeout)
        made.connect(("127.0.0.1", self.site.server_port))
        return made


@dataclass
class Authority:
    """A certification authority made for one run; `bundle` is its own certificate, to be believed."""

    folder: Path

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Autorité des tests")])
        builder = self._builder(self.name, self.key.public_key())
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        signing = {"key_cert_sign": True, "crl_sign": True}
        usage = {use: False for use in KEY_USES} | signing
        self.certificate = builder.add_extension(x509.KeyUsage(**usage), critical=True).sign(self.key, hashes.SHA256())
        self.bundle = self.folder / "authority.pem"
        self.bundle.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def context_for(self, *names: str) -> ssl.SSLContext:
        """What a server shows to prove that it is `names`."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = self._builder(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])]), key.public_key())
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False
        )
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        signed = builder.add_extension(issuer, critical=False).sign(self.key, hashes.SHA256())
        path = self.folder / f"{names[0]}.pem"
        plain = serialization.NoEncryption()
        private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        now = dt.datetime.now(dt.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        )


KEY_USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


@contextmanager
def serving(context: ssl.SSLContext) -> Iterator[Site]:
    site = Site(context)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


def says(body: bytes = b"bonjour", **headers: str) -> Behaviour:
    return lambda handler: handler.answer(200, body, **({"Content_Type": "text/plain; charset=utf-8"} | headers))


def leads_to(location: str, status: int = 302) -> Behaviour:
    return lambda handler: handler.answer(status, b"ailleurs", Location=location)


def never_ends(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)


def drips(before: bytes, over: threading.Event) -> Behaviour:
    """One byte after the other for half a minute, if somebody listens, then `over`: a socket's timeout never comes."""

    def behave(handler: Handler) -> None:
        handler.wfile.write(before)
        for _ in range(1500):
            if over.wait(0.02):
                break
            handler.wfile.write(b"x")
        over.set()

    return behave


def raw(answer: bytes) -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.wfile.write(answer)

    return behave


def bomb(megabytes: int) -> bytes:
    """A few kilobytes that become megabytes."""
    return gzip.compress(bytes(megabytes * 1_000_000), compresslevel=9)
