"""Secrets of addresses (invitations, changes of address, links): drawn once, sent, and kept by their digest only."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, as 43 signs that an address carries unchanged."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """64 hexadecimal signs. 256 random bits need neither salt nor slowness; a search by digest tells no timing."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
