"""The code by which a visitor's things are deleted from elsewhere: it follows from the cookie."""

import hashlib
import hmac

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LETTERS, GROUP = 16, 4  # 79 bits


def recovery_code(token: str) -> str:
    """Four groups of four letters, always the same of one cookie, so that only its hash need be kept."""
    number = int.from_bytes(hmac.digest(token.encode(), b"sprue recovery code", "sha256"))
    letters = []
    for _ in range(LETTERS):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, LETTERS, GROUP))


def code_hash(code: str) -> str:
    """As people type it: large or small, with or without dashes and spaces."""
    plain = "".join(one for one in code.lower() if one.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
