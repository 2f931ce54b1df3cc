"""`sprue backup` and `sprue restore`: a copy of the hub's data folder, made while it runs; and back again.

Frames are copied before hub.db: a frame names its stream by a number that hub.db knows, and hub.db commits
first. So whatever a copy holds of frames, its hub.db explains. Pictures come last: they are written before
the rows that name them. Roll-ups follow from the frames and the hub computes them again; they are copied only
where frames were purged, after the frames, without their calendar: so the hub keeps only those of purged time.
Each file of SQLite is copied as one snapshot, which neither waits for the writer nor keeps it waiting.
"""

import argparse
import hashlib
import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

MANIFEST = "manifest.json"
FORM = 1
HUB, ROLLS = "hub.db", "rollups.db"
NOTHING = "Nothing was written."
ROWS = {  # of hub.db, of a file of frames
    True: [f"SELECT count(*) FROM {table}" for table in ("shot", "event", "measurement", "image")],  # noqa: S608
    False: ["SELECT coalesce(sum(stored), 0) FROM tally"],
}


class BackupError(Exception):
    """What keeps a copy from being made or put back; says where, what, what now and what did not happen."""


def backup(data: Path, out: Path) -> dict[str, Any]:
    """Copy a data folder; the manifest. The copy appears under its name when it is whole.

    Raises:
        BackupError: there is no hub's data, the place is taken or not large enough.
    """
    if not (data / HUB).is_file():
        raise BackupError(f"{data}: no {HUB} in it. Name the hub's data folder (--data). {NOTHING}")
    if out.exists():
        raise BackupError(f"{out}: is there already. Name another place (--out). {NOTHING}")
    with _whole(out) as unfinished:
        _check_room(data, unfinished)
        return _copy(data, unfinished)


def restore(source: Path, data: Path) -> dict[str, Any]:
    """Check a copy and put it into a new data folder; the manifest.

    Raises:
        BackupError: the copy is damaged or of a newer form; the folder is not empty; the disk is full.
    """
    manifest = _checked(source)
    if data.exists() and any(data.iterdir()):
        raise BackupError(
            f"{data}: is not empty, and nothing in it is overwritten. Stop the hub, move the folder away, "
            f"then restore again. {NOTHING}"
        )
    with _whole(data) as unfinished:
        shutil.copytree(source, unfinished, ignore=shutil.ignore_patterns(MANIFEST))
        for path in unfinished.glob("*.db"):
            _check_file(path)
        if data.exists():
            data.rmdir()
    return manifest


@contextmanager
def _whole(place: Path) -> Iterator[Path]:
    """A folder to write into: it appears under its name when it is whole, and leaves nothing when it fails."""
    unfinished = place.with_name(f"{place.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was broken off
    try:
        yield unfinished
        unfinished.rename(place)
    except (OSError, sqlite3.Error) as problem:
        shutil.rmtree(unfinished, ignore_errors=True)
        words = f"{place}: cannot be written: {problem}. Make room or name another place. {NOTHING}"
        raise BackupError(words) from problem
    except BackupError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _copy(data: Path, out: Path) -> dict[str, Any]:
    out.mkdir(parents=True)
    names = [*sorted(path.name for path in data.glob("frames-*.db")), HUB]
    for name in names:
        _copy_database(data / name, out / name)
    if any(_purged(out / name) for name in names[:-1]):
        _copy_database(data / ROLLS, out / ROLLS)
        with closing(sqlite3.connect(out / ROLLS)) as db, db:
            db.execute("DELETE FROM built_for")
    _copy_pictures(data / "pictures", out / "pictures")
    _copy_learnt(data / "eyes", out / "eyes")
    files = {str(path.relative_to(out)): _digest(path) for path in sorted(out.rglob("*")) if path.is_file()}
    manifest = {"form": FORM, "made_us": time.time_ns() // 1000, "rows": _rows(out, names), "files": files}
    (out / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return manifest


def _copy_database(source: Path, copy: Path) -> None:
    """All at once: copying in steps would begin anew with each commit of the hub."""
    place = f"file:{quote(str(source.absolute()))}?mode=ro"
    with closing(sqlite3.connect(place, uri=True)) as live, closing(sqlite3.connect(copy)) as to:
        live.backup(to, pages=-1)


def _purged(frames: Path) -> bool:
    with closing(sqlite3.connect(frames)) as db:
        return db.execute("SELECT 1 FROM purged LIMIT 1").fetchone() is not None


def _copy_pictures(source: Path, copy: Path) -> None:
    """A picture never changes; one that is half written has another ending."""
    if source.is_dir():
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns("*.new"))


def _copy_learnt(source: Path, copy: Path) -> None:
    """What the eyes have learnt appears whole under its name; what is half done begins with a dot."""
    if source.is_dir():
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns(".*"))


def _rows(folder: Path, names: Sequence[str]) -> dict[str, int]:
    """What a copy holds, to be held against what comes back."""
    found = {}
    for name in names:
        with closing(sqlite3.connect(folder / name)) as db:
            found[name] = sum(int(db.execute(question).fetchone()[0]) for question in ROWS[name == HUB])
    return found


def _check_room(data: Path, out: Path) -> None:
    needed = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    out.parent.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(out.parent).free
    if free < needed:
        raise BackupError(
            f"{out.parent}: {free // 1_000_000} MB are free, {needed // 1_000_000} MB are needed. Make room or "
            f"name another place (--out). {NOTHING}"
        )


def _checked(source: Path) -> dict[str, Any]:
    try:
        manifest = dict(json.loads((source / MANIFEST).read_text(encoding="utf-8")))
        form, files = manifest["form"], dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BackupError(
            f"{source}: is no backup of Sprue ({problem}). Name its folder. {NOTHING}"
        ) from problem
    if form != FORM:
        raise BackupError(
            f"{source}: was made by a newer Sprue (form {form}). Restore with that one. {NOTHING}"
        )
    for name, digest in files.items():
        path = source / name
        if not path.is_file() or _digest(path) != digest:
            raise BackupError(f"{path}: is missing or damaged. Take another backup. {NOTHING}")
    return manifest


def _check_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        try:
            told = str(db.execute("PRAGMA quick_check").fetchone()[0])
        except sqlite3.DatabaseError as problem:
            told = str(problem)
    if told != "ok":
        raise BackupError(f"{path.name}: damaged inside: {told}. Take another backup. {NOTHING}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def back_up(argv: Sequence[str] | None = None) -> int:
    """`sprue backup --data DIR --out DIR`."""
    parser = argparse.ArgumentParser(prog="sprue backup", description="Copy a hub's data while it runs.")
    parser.add_argument("--data", type=Path, required=True, help="the hub's data folder (in a demo: DATA/hub)")
    parser.add_argument("--out", type=Path, required=True, help="a folder that is not there yet")
    options = parser.parse_args(argv)
    return _told(lambda: _made(options.out, backup(options.data, options.out)))


def put_back(argv: Sequence[str] | None = None) -> int:
    """`sprue restore BACKUP --data DIR`."""
    parser = argparse.ArgumentParser(prog="sprue restore", description="Put a backup into a new data folder.")
    parser.add_argument("source", type=Path, metavar="BACKUP")
    parser.add_argument("--data", type=Path, required=True, help="a folder that is empty or not there yet")
    options = parser.parse_args(argv)
    return _told(lambda: _back(options.data, restore(options.source, options.data)))


def _told(work: Any) -> int:  # noqa: ANN401  # a function without arguments
    try:
        sys.stdout.write(work())
    except BackupError as problem:
        sys.stderr.write(f"sprue: {problem}\n")
        return 2
    return 0


def _made(out: Path, manifest: dict[str, Any]) -> str:
    rows, files = sum(manifest["rows"].values()), len(manifest["files"])
    return f"{out}: {rows:,} records in {files} files, each with its SHA-256\n"


def _back(data: Path, manifest: dict[str, Any]) -> str:
    return (
        f"{data}: {sum(manifest['rows'].values()):,} records are back. Start the hub on it; it computes its "
        "roll-ups anew. What gateways delivered after the backup was made is not in it.\n"
    )
