"""Pictures as files named by their hash: the same picture is kept once, a half-written one never shows."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sprue_server.store.parcel import Picture

TARGET = 0.9  # of the limit, so that not every picture is followed by a purge
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


def shrink_pictures(data: Path, most_bytes: int, last: Callable[[], set[str]] = set[str]) -> tuple[int, int]:
    """Delete the oldest pictures until they fit well; how many went, and when the last of them had come.

    Those named by `last` go when no others are left. Rows stay: what was pictured is known for ever, and a
    picture that comes again is kept again.
    """
    files = list(_files(data / "pictures"))
    too_much = sum(size for _, size, _ in files) - most_bytes
    if too_much <= 0:
        return 0, 0
    too_much += most_bytes - int(most_bytes * TARGET)
    spared = last()
    gone, until_ns = 0, 0
    for came_ns, size, path in sorted(files, key=lambda file: (file[2].stem in spared, file)):
        if too_much <= 0:
            break
        path.unlink(missing_ok=True)
        gone, until_ns, too_much = gone + 1, max(until_ns, came_ns), too_much - size
    return gone, until_ns // 1000


def _files(folder: Path) -> Iterator[tuple[int, int, Path]]:
    for path in folder.glob("*/*"):
        try:
            found = path.stat()
        except FileNotFoundError:
            continue  # another hub was quicker
        yield found.st_mtime_ns, found.st_size, path
