"""An identity provider run by the tests: it answers well unless told how to lie."""

import base64
import datetime as dt
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT_ID, SECRET = "trame", "a-secret-for-the-tests"

Claims = dict[str, Any]


def public_jwk(key: rsa.RSAPrivateKey = KEY) -> dict[str, Any]:
    return {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": "one", "use": "sig"}


def public_pem() -> bytes:
    public = KEY.public_key()
    return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def in_seconds(number: int) -> int:
    return int(dt.datetime.now(dt.UTC).timestamp()) + number


def unsigned(claims: Claims) -> str:
    """A token that says « alg: none »."""
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims)]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


def signed(claims: Claims, key: Any = KEY, alg: str = "RS256", kid: str | None = "one") -> str:
    return jwt.encode(claims, key, algorithm=alg, headers={"kid": kid} if kid else {})


@dataclass
class IdentityProvider:
    """What it says of the person. `id_token` and `userinfo` hold claims that replace the good ones (None removes).

    `token_maker` and `userinfo_maker` sign claims; `plain` sends userinfo as JSON.
    """

    address: str = ""
    person: Claims = field(default_factory=dict)
    nonce: str = ""
    id_token: Claims = field(default_factory=dict)
    userinfo: Claims = field(default_factory=dict)
    token_maker: Any = signed
    userinfo_maker: Any = signed
    plain: bool = False
    issuer: str = ""
    jwks: list[dict[str, Any]] = field(default_factory=lambda: [public_jwk()])
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)

    def claims(self, changes: Claims, **own: Any) -> Claims:
        usual = {"iss": self.address, "aud": CLIENT_ID, "iat": in_seconds(0), "exp": in_seconds(60)}
        said = usual | own | changes
        return {name: value for name, value in said.items() if value is not None}

    def answer(self, path: str, form: dict[str, list[str]]) -> tuple[str, bytes]:
        """(content type, body) of one request."""
        self.asked.append((path, form))
        if path.startswith("/authorize?"):
            return self.page_of_consent(parse_qs(urlsplit(path).query))
        if path.startswith("/end?"):
            return "text/html; charset=utf-8", b"<h1>Au revoir</h1>"
        if path == "/token":
            token = self.token_maker(self.claims(self.id_token, sub=self.person["sub"], nonce=self.nonce))
            return _json({"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": token})
        if path == "/userinfo":
            claims = self.claims(self.userinfo, **self.person)
            return _json(claims) if self.plain else ("application/jwt", self.userinfo_maker(claims).encode())
        if path == "/jwks":
            return _json({"keys": self.jwks})
        return _json(
            {
                "issuer": self.issuer or self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/jwks",
                "end_session_endpoint": f"{self.address}/end",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def page_of_consent(self, asked: dict[str, list[str]]) -> tuple[str, bytes]:
        """What a browser shows there: one link that goes back with a code."""
        self.nonce = asked["nonce"][0]
        back = f"{asked['redirect_uri'][0]}?{urlencode({'code': 'code', 'state': asked['state'][0]})}"
        return "text/html; charset=utf-8", f'<a href="{escape(back)}">Continuer</a>'.encode()


def _json(content: Claims) -> tuple[str, bytes]:
    return "application/json", json.dumps(content).encode()


@contextmanager
def running() -> Iterator[IdentityProvider]:
    """The provider, answering on a free port of this machine."""
    provider = IdentityProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.reply(parse_qs(body))

        def reply(self, form: dict[str, list[str]]) -> None:
            content_type, body = provider.answer(self.path, form)
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
