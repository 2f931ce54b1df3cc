"""What the eyes learn is a file per mould and kind; who learns and who looks name it alike."""

import re
import unicodedata
from typing import Literal, get_args

Of = Literal["part", "mould"]
ENDING = ".npz"
PROGRESS = "learning.json"
"""Beside the files: how far who learns has come, as `{"steps": [{"name", "state", "share", "why"}]}`."""
State = Literal["waiting", "picturing", "learning", "done", "failed"]


def slug(title: str) -> str:
    """A title as a file's name: small letters, digits and dashes.

    >>> slug("Closure 28 mm, 8 cavities")
    'closure-28-mm-8-cavities'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80]


def model_name(mould: str, of: Of) -> str:
    """The model of the parts (or of the cavities) of a mould, by the title that births tell (in English).

    >>> model_name("Closure 28 mm, 8 cavities", "part")
    'closure-28-mm-8-cavities-part'
    """
    return f"{slug(mould)}-{of}"


def seen_by(camera: str) -> tuple[Of, int | None]:
    """What a camera looks at and at which cavity, by its name; one called otherwise looks at parts of any.

    >>> seen_by("mould-3"), seen_by("parts")
    (('mould', 3), ('part', None))
    """
    kind, _, number = camera.partition("-")
    if kind in get_args(Of) and number.isdecimal() and len(number) <= 4:  # noqa: PLR2004
        return ("mould" if kind == "mould" else "part"), int(number)
    return ("mould" if camera.startswith("mould") else "part"), None
