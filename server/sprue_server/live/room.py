"""How many viewers fit: each takes an open file, and Linux gives a process 1,024 unless it asks for more."""

import sys

KEPT = 500  # open files for databases, pictures, exports, the broker, and whoever asks over HTTP
NO_LIMIT = 20_000  # viewers where nothing says how many files may be open


def viewers_that_fit() -> int:
    """Ask for as many open files as we may have, and keep some for the rest of the hub."""
    if sys.platform == "win32":  # its sockets are no files
        return NO_LIMIT
    import resource  # noqa: PLC0415  # Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = max(soft, NO_LIMIT + KEPT) if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return max(files - KEPT, files // 2)
