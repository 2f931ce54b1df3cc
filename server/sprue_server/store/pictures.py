"""Pictures as files named by their hash: the same picture is kept once, a half-written one never shows."""

import os
from collections.abc import Iterable
from pathlib import Path

from sprue_server.store.parcel import Picture

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}


def picture_file(data: Path, sha256: str, media_type: str) -> Path:
    """Where a picture lies."""
    return data / "pictures" / sha256[:2] / f"{sha256}{ENDINGS[media_type]}"


def keep_pictures(data: Path, pictures: Iterable[Picture]) -> None:
    """Write pictures for good, before the rows that name them are committed."""
    for picture in pictures:
        path = picture_file(data, picture.sha256, picture.media_type)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, picture.data)


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}.new")  # several hubs may keep their pictures in one folder
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
