"""What a first visit will ask for, told at once: on a telephone each question costs half a second.

The build leaves `preload.json` beside the pages: files of the first page, and first words by language.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

OWN = "en"


class Preload(NamedTuple):
    """Paths below the pages' folder."""

    page: list[str]
    words: Mapping[str, str]

    def links(self, accept_language: str) -> str:
        """Value of a `Link` header (RFC 8288) for a browser that asks for these languages."""
        words = self.words.get(spoken(accept_language, self.words))
        scripts = [path for path in [*self.page, words] if path and path.endswith(".js")]
        styles = [path for path in self.page if path.endswith(".css")]
        told = [f'<./{path}>; rel="modulepreload"' for path in scripts]
        return ", ".join([*told, *(f'<./{path}>; rel="preload"; as="style"; crossorigin' for path in styles)])


def read(folder: Path) -> Preload | None:
    """What the build left, if it did."""
    path = folder / "preload.json"
    return Preload(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def spoken(accept_language: str, known: Mapping[str, str]) -> str:
    """The first that is here, or whose kin is: `ca-ES` is answered in `ca-valencia`, as by the page itself."""
    wished = [part.split(";")[0].strip() for part in accept_language.split(",")]
    return next((found for one in wished if (found := _kin(one, known))), OWN)


def _kin(code: str, known: Mapping[str, str]) -> str | None:
    kin = code.split("-", maxsplit=1)[0]
    return code if code in known else next((own for own in known if own.split("-")[0] == kin), None)
