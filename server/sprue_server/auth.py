"""Who may do what: visitors read, operators note, instructors teach, an admin decides. Only hashes are kept."""

import hashlib
import secrets
from collections import deque
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

Role = Literal["visitor", "operator", "instructor", "admin"]
RANK: dict[Role, int] = {role: rank for rank, role in enumerate(get_args(Role))}
LOGIN_H = 12
MIN_SECRET = 12  # characters
TRIES, WITHIN_S = 5, 60.0
HASHER = PasswordHasher()


def new_secret() -> str:
    """A random secret that can be read out: 20 characters, 100 bits."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))


def hashed(secret: str) -> str:
    """Argon2id hash with the library's own parameters (RFC 9106, low memory)."""
    return HASHER.hash(secret)


def matches(known: str, secret: str) -> bool:
    """Whether the secret belongs to the hash."""
    try:
        return HASHER.verify(known, secret)
    except (VerifyMismatchError, InvalidHashError):
        return False


def role_of(known: dict[str, str], secret: str) -> Role | None:
    """The role that this secret opens; every hash is tried, so the time tells nothing."""
    found: list[Role] = [role for role in RANK if role in known and matches(known[role], secret)]
    return found[-1] if found else None


def new_token() -> tuple[str, str]:
    """A login token for the cookie, and the hash that is kept."""
    token = secrets.token_urlsafe(32)
    return token, token_hash(token)


def token_hash(token: str) -> str:
    """SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_this_machine(address: str) -> bool:
    """Whether a caller's address is a loopback address."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


@dataclass
class Guard:
    """Counts tries per address; bounded, forgets after a while."""

    tries: int = TRIES
    within_s: float = WITHIN_S
    counted: dict[str, deque[float]] = field(default_factory=dict)

    def wait_s(self, address: str, now_s: float) -> float:
        """Seconds until this address may try again; 0 when it may."""
        tries = self.counted.get(address, deque())
        while tries and now_s - tries[0] > self.within_s:
            tries.popleft()
        return self.within_s - (now_s - tries[0]) if len(tries) >= self.tries else 0.0

    def count(self, address: str, now_s: float) -> None:
        """Remember a try."""
        if len(self.counted) > 1000:  # noqa: PLR2004  # a flood of addresses must not fill the memory
            self.counted.clear()
        self.counted.setdefault(address, deque(maxlen=self.tries)).append(now_s)
