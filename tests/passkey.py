"""A passkey held by the tests: answers the ceremonies of WebAuthn as a browser would, without a browser."""

import base64
import hashlib
import json
import os
import struct
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.http import int_to_base36
from fido2 import cbor

from trame.people.models import User

ORIGIN, HOST = "http://testserver", "testserver"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@dataclass
class Passkey:
    """One key; `verifies` is whether it checks who holds it (fingerprint, PIN)."""

    host: str = HOST
    origin: str = ORIGIN
    verifies: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    user_handle: str = ""
    uses: int = 0

    def create(self, options: dict[str, Any]) -> str:
        """The registration, as the form sends it."""
        asked = options["publicKey"]
        self.user_handle = asked["user"]["id"]
        client = self._client_data("webauthn.create", asked["challenge"])
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": self._authenticator_data(attested=True)})
        return self._answer({"clientDataJSON": encoded(client), "attestationObject": encoded(attestation)}, rk=True)

    def get(self, options: dict[str, Any]) -> str:
        """The signature of a challenge, as the form sends it."""
        client = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        data = self._authenticator_data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer({name: encoded(value) for name, value in said.items()} | {"userHandle": self.user_handle})

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _authenticator_data(self, *, attested: bool = False) -> bytes:
        self.uses += 1
        flags = PRESENT | (VERIFIED if self.verifies else 0) | (ATTESTED if attested else 0)
        data = hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.uses)
        return data + self._public_part() if attested else data

    def _public_part(self) -> bytes:
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        return bytes(16) + struct.pack(">H", len(self.credential_id)) + self.credential_id + cbor.encode(public)

    def _answer(self, response: dict[str, str], *, rk: bool | None = None) -> str:
        extensions = {} if rk is None else {"credProps": {"rk": rk}}
        return json.dumps({
            "id": encoded(self.credential_id), "rawId": encoded(self.credential_id), "type": "public-key",
            "response": response, "clientExtensionResults": extensions, "authenticatorAttachment": "platform",
        })  # fmt: skip


def give_passkey(user: User, name: str = "Téléphone", key: Passkey | None = None) -> Authenticator:
    """A key already added to the account, with no page visited."""
    options = {"publicKey": {"challenge": "", "user": {"id": encoded(int_to_base36(user.pk).encode())}}}
    credential = json.loads((key or Passkey()).create(options))
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": credential})


def protect(user: User) -> None:
    """An application of codes, ten recovery codes and a passkey."""
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    give_passkey(user)
